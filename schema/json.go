package schema

import (
	"bytes"
	"encoding/json"
)

// Indented returns r as one JSON object on many lines, with a line break at its end.
func Indented(r *Report) []byte { return encoded(r, "  ") }

// Line returns r as one line of NDJSON, with its line break.
func Line(r *Report) []byte { return encoded(r, "") }

func encoded(r *Report, indent string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(r); err != nil {
		panic(err) // the types of this package always encode
	}
	return b.Bytes()
}
