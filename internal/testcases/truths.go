package testcases

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// Lines reads a file of JSON lines, each as one T.
func Lines[T any](t *testing.T, file string) (list []T) {
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for lines.Scan() {
		var v T
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.UseNumber()
		require.NoError(t, d.Decode(&v))
		list = append(list, v)
	}
	require.NoError(t, lines.Err())
	return list
}

// Place says where a row stands by the numbers that are printed: of the annex, and of the row or, where that has none, by its index. The gold of
// testdata/reports names rows by it.
type Place struct{ Annex, Row, Index int }

// RowIn returns the row of a report at a place, or nil.
func (p Place) RowIn(r *schema.Report) *schema.Row {
	for _, a := range r.Annexes {
		if a.Number != p.Annex && (a.Number != 0 || a.Index != p.Annex) {
			continue
		}
		for i, row := range a.Rows {
			if p.Index == 0 && row.Number == p.Row || p.Index > 0 && row.Index == p.Index {
				return &a.Rows[i]
			}
		}
	}
	return nil
}
