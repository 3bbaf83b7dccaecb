package dataset

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"duban/internal/message"
	"duban/schema"
)

// Report is one report as a dataset holds it. It can be kept as bytes, from which it comes back many times as fast as
// from JSON.
type Report struct {
	Rows Rows
	name string
	line string // of NDJSON, with an empty source name
}

// NewReport returns r as a dataset holds it, and a line on each value that the tables cannot hold, such as a number
// with more than 28 digits before the point or 10 behind it.
func NewReport(r *schema.Report) (*Report, []message.Text) {
	rows, unfit := reportRows(r)
	nameless := *r
	nameless.Source.Name = ""
	return &Report{*rows, r.Source.Name, string(schema.Line(&nameless))}, unfit
}

// Rename sets the name of the source, which is no part of the content: of several files of the same bytes one gives it.
func (r *Report) Rename(name string) {
	r.name = name
	r.Rows[reports][0][columnOf(reports, "source_name")] = shown(name)
}

// ID returns the report's id: sha256: and the digest of the source.
func (r *Report) ID() string { return r.Rows[reports][0][0] }

// Line returns the whole report as a line of NDJSON.
func (r *Report) Line() []byte {
	before, after, _ := strings.Cut(r.line, `"source":{"name":""`) // version and digest alone stand before it
	var line bytes.Buffer
	line.Grow(len(r.line) + len(r.name) + 2)
	line.WriteString(before)
	line.WriteString(`"source":{"name":`)
	line.Write(encodedJSON(r.name, ""))
	line.WriteString(after)
	return line.Bytes()
}

// encodedJSON returns v as JSON that spares < and >, as that of reports does.
func encodedJSON(v any, indent string) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("dataset: no JSON: %v", err))
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// Append appends the report to dst as bytes for ParseReport.
func (r *Report) Append(dst []byte) []byte {
	for _, rows := range r.Rows {
		dst = binary.AppendUvarint(dst, uint64(len(rows)))
		for _, cells := range rows {
			for _, cell := range cells {
				dst = binary.AppendUvarint(dst, uint64(len(cell)))
				dst = append(dst, cell...)
			}
		}
	}
	return append(dst, r.line...)
}

// ParseReport reads what Append wrote.
func ParseReport(data []byte) (*Report, error) {
	r := new(Report)
	in := &input{text: string(data)}
	for t := range r.Rows {
		columns := len(tables[t].Columns)
		count := in.number(len(in.text) / columns) // a cell takes a byte at least
		all := make([]string, count*columns)
		for range count {
			cells := all[:columns:columns]
			all = all[columns:]
			for i := range cells {
				cells[i] = in.take(in.number(len(in.text)))
			}
			r.Rows[t] = append(r.Rows[t], cells)
		}
	}
	r.line = in.text
	if in.short || len(r.Rows[reports]) != 1 {
		return nil, errors.New("not the bytes of a report")
	}
	r.name = r.cell(reports, 0, "source_name")
	return r, nil
}

// input is what is left to read.
type input struct {
	text  string
	short bool // it was too short
}

// number reads a number that must not be larger than most.
func (in *input) number(most int) int {
	n, size := uint64(0), 0
	for size < len(in.text) && size < binary.MaxVarintLen64 {
		b := in.text[size]
		n |= uint64(b&0x7F) << (7 * size)
		if size++; b < 0x80 {
			in.text = in.text[size:]
			if n <= uint64(most) {
				return int(n)
			}
			break
		}
	}
	in.short = true
	return 0
}

func (in *input) take(n int) string {
	if n > len(in.text) {
		in.short = true
		return ""
	}
	s := in.text[:n]
	in.text = in.text[n:]
	return s
}

// Head is what the table of reports says of a report, as far as others need it.
type Head struct {
	Issuer, PeriodStart, PeriodEnd string
	Title                          string // its letters and digits alone
	Rows, Findings                 int
}

// Head returns what the table of reports says. It can be kept without the report.
func (r *Report) Head() Head {
	return Head{strings.Clone(r.cell(reports, 0, "issuer")), strings.Clone(r.cell(reports, 0, "period_start")),
		strings.Clone(r.cell(reports, 0, "period_end")), lettersOf(r.cell(reports, 0, "title")),
		len(r.Rows[tasks]), len(r.Rows[findings])}
}

// lettersOf returns what stays of a text whatever it was converted to.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func (r *Report) cell(table, row int, column string) string {
	return r.Rows[table][row][columnOf(table, column)]
}

// columnOf returns the place of a column of a table.
func columnOf(table int, name string) int {
	return slices.IndexFunc(tables[table].Columns, func(c Column) bool { return c.Name == name })
}
