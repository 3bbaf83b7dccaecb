// Package charsettest writes text in the encodings that are read, for the tests of readers.
package charsettest

import (
	"encoding/binary"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Encodings writes text in each encoding that is told from the content.
var Encodings = map[string]func(string) []byte{
	"UTF-8":    func(s string) []byte { return []byte(s) },
	"UTF-16LE": func(s string) []byte { return UTF16(s, binary.LittleEndian) },
	"UTF-16BE": func(s string) []byte { return UTF16(s, binary.BigEndian) },
	"GB18030": func(s string) []byte {
		out, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
		if err != nil {
			panic(err)
		}
		return out
	},
}

// UTF16 returns s in UTF-16, without a byte order mark.
func UTF16(s string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}
