package dataset

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
)

// The lowest and the highest value that a file says a column to have, and each of its pages, are those that it has: programs
// that look for a value pass over what cannot have it.
func TestParquetBounds(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, Write(dir, filepath.Join(dir, "new"), Options{Formats: []Format{Parquet}}, (&loads{}).parts(t, up(40)...), done))
	for _, table := range tables {
		name := filepath.Join(dir, table.Name+".parquet")
		data, err := os.Open(name)
		require.NoError(t, err)
		defer data.Close()
		info, err := data.Stat()
		require.NoError(t, err)
		f, err := parquet.OpenFile(data, info.Size())
		require.NoError(t, err)
		for _, group := range f.RowGroups() {
			for i, chunk := range group.ColumnChunks() {
				requireBounds(t, chunk, table.Name+"."+table.Columns[i].Name)
			}
		}
	}
}

func requireBounds(t *testing.T, chunk parquet.ColumnChunk, name string) {
	columns, err := chunk.ColumnIndex()
	require.NoError(t, err)
	offsets, err := chunk.OffsetIndex()
	require.NoError(t, err)
	pages := chunk.Pages()
	defer pages.Close()
	var low, high parquet.Value
	rows, number := int64(0), 0
	for ; ; number++ {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		require.Equal(t, rows, offsets.FirstRowIndex(number), name)
		rows += page.NumRows()
		values := make([]parquet.Value, page.NumValues())
		n, _ := page.Values().ReadValues(values)
		require.Len(t, values, n)
		nulls, of := int64(0), chunk.Type()
		for _, v := range values {
			if v.IsNull() {
				nulls++
				continue
			}
			require.LessOrEqual(t, of.Compare(columns.MinValue(number), v), 0, name)
			require.GreaterOrEqual(t, of.Compare(columns.MaxValue(number), v), 0, name)
			if low.IsNull() || of.Compare(v, low) < 0 {
				low = v.Clone()
			}
			if high.IsNull() || of.Compare(v, high) > 0 {
				high = v.Clone()
			}
		}
		require.Equal(t, nulls, columns.NullCount(number), name)
		require.Equal(t, nulls == int64(n), columns.NullPage(number), name)
		parquet.Release(page)
	}
	require.Equal(t, columns.NumPages(), number, name)
	gotLow, gotHigh, ok := chunk.(*parquet.FileColumnChunk).Bounds()
	require.Equal(t, !low.IsNull(), ok, name)
	if ok {
		require.Zero(t, chunk.Type().Compare(low, gotLow), name)
		require.Zero(t, chunk.Type().Compare(high, gotHigh), name)
	}
}
