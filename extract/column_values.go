package extract

import (
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/internal/exact"
)

// This file reads the bare figures of columns, each column once, for what the columns of a table tell of each other.

// mostValues is how many rows are looked at for that.
const mostValues = 300

// values returns what the cells of column c hold, row by row: nil where one holds no bare figure, or one per cent. Rows that have not a cell for
// each column are left out.
func (r *sheetReader) values(c int) []*exact.Decimal {
	if r.columnValues == nil {
		r.columnValues = make([][]*exact.Decimal, len(r.columns))
	}
	if r.columnValues[c] != nil {
		return r.columnValues[c]
	}
	values := []*exact.Decimal{}
	for row := range r.sheet.rows() {
		if len(row.Cells) != len(r.columns) {
			continue
		}
		if len(values) == mostValues {
			break
		}
		values = append(values, bareValue(row.Cells[c].Text))
	}
	r.columnValues[c] = values
	return values
}

// bareValue returns the value of a text that is nothing but a figure, with a sign of per cent or without; nil where it is none.
func bareValue(s string) *exact.Decimal {
	s = strings.ReplaceAll(strings.ReplaceAll(text.RemoveSpace(s), ",", ""), char.Comma, "")
	s = strings.TrimRight(s, char.Percents)
	value, err := exact.Parse(s)
	if s == "" || err != nil {
		return nil
	}
	return &value
}
