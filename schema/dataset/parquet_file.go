package dataset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"

	"duban/schema"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// rowGroupSize is how many bytes of text a group of rows has, about, before it is written out: it bounds the memory.
const rowGroupSize = 8 << 20

const parquetMagic = "PAR1"

// parquetFile writes the file of a table: groups of rows, in each the pages of one column behind those of another, then
// the indexes of the pages, and the description of all.
type parquetFile struct {
	*file
	table int
	//lint:ignore SA1019 its successor is for types that are known when the program is built; a table here is none
	encoder *parquet.Writer
	footer  format.FileMetaData
	columns [][]format.ColumnIndex // of each group
	offsets [][]format.OffsetIndex
	group   []*pages // that is not written out
	at      int64    // bytes written
	written []*pages // of each chunk, without the data

	old     []*pages // of each chunk of the earlier file
	oldFile *os.File // nil if that is not there as it was written
}

func newParquetFile(at spot, table int, old []*pages) (*parquetFile, error) {
	t := tables[table]
	out, err := newFile(at.temp, t.Name+".parquet")
	if err != nil {
		return nil, err
	}
	f := &parquetFile{file: out, table: table, old: old}
	f.encoder = parquet.NewWriter(nil, parquetSchema(t), parquet.CreatedBy("duban", schema.Version, ""), parquet.Compression(&parquet.Zstd),
		parquet.PageBufferSize(1<<18), parquet.DataPageStatistics(false))
	if f.footer, err = emptyFooter(f.encoder); err != nil {
		return f, err
	}
	if at.isThere(out.name) {
		f.oldFile, _ = os.Open(filepath.Join(at.dir, out.name)) // if that fails, all is made anew
	}
	return f, f.put([]byte(parquetMagic))
}

// emptyFooter returns the description of a file without rows.
//
//lint:ignore SA1019 its successor is for types that are known when the program is built; a table here is none
func emptyFooter(w *parquet.Writer) (format.FileMetaData, error) {
	var out bytes.Buffer
	w.Reset(&out)
	if err := w.Close(); err != nil {
		return format.FileMetaData{}, err
	}
	f, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return format.FileMetaData{}, err
	}
	return *f.Metadata(), nil
}

func (f *parquetFile) put(data []byte) error {
	n, err := f.Write(data)
	f.at += int64(n)
	return err
}

// add adds a chunk, which has that place in the earlier dataset, or -1.
func (f *parquetFile) add(c *chunk, old int) error {
	p, err := f.pages(c, old)
	if err != nil {
		return err
	}
	f.written = append(f.written, p)
	if p.rows == 0 {
		return nil
	}
	f.group = append(f.group, p)
	text := 0
	for _, p := range f.group {
		text += p.text
	}
	if text < rowGroupSize {
		return nil
	}
	return f.flush()
}

// pages returns the pages of a chunk, from the earlier file if it has them.
func (f *parquetFile) pages(c *chunk, old int) (*pages, error) {
	if f.oldFile != nil && old >= 0 {
		if p := f.old[old]; p.read(f.oldFile) {
			return p, nil
		}
	}
	return encodePages(f.encoder, f.table, c)
}

// flush writes a group of rows.
func (f *parquetFile) flush() error {
	if len(f.group) == 0 {
		return nil
	}
	group := format.RowGroup{FileOffset: f.at, Ordinal: int16(len(f.footer.RowGroups))}
	for _, p := range f.group {
		group.NumRows += int64(p.rows)
	}
	columns, offsets := make([]format.ColumnIndex, len(tables[f.table].Columns)), make([]format.OffsetIndex, len(tables[f.table].Columns))
	for i := range tables[f.table].Columns {
		chunk, err := f.column(i, &columns[i], &offsets[i])
		if err != nil {
			return err
		}
		group.TotalByteSize += chunk.MetaData.TotalUncompressedSize
		group.TotalCompressedSize += chunk.MetaData.TotalCompressedSize
		group.Columns = append(group.Columns, chunk)
	}
	f.footer.NumRows += group.NumRows
	f.footer.RowGroups = append(f.footer.RowGroups, group)
	f.columns, f.offsets = append(f.columns, columns), append(f.offsets, offsets)
	f.group = nil
	return nil
}

// column writes the pages of a column of the group, and describes them.
func (f *parquetFile) column(i int, columns *format.ColumnIndex, offsets *format.OffsetIndex) (format.ColumnChunk, error) {
	c := tables[f.table].Columns[i]
	m := format.ColumnMetaData{Type: f.footer.Schema[i+1].Type.V, PathInSchema: []string{c.Name}, Codec: format.Zstd, DataPageOffset: f.at}
	row := int64(0)
	for _, p := range f.group {
		from := &p.columns[i]
		m.Encoding = from.encodings
		m.NumValues += int64(from.values)
		m.TotalUncompressedSize += int64(from.unpacked)
		m.TotalCompressedSize += int64(from.size)
		m.Statistics.NullCount += int64(from.nulls)
		widen(&m.Statistics, c.Type, from)
		describePages(from.list, f.at, row, columns, offsets)
		from.offset = f.at
		if err := f.put(from.data); err != nil {
			return format.ColumnChunk{}, err
		}
		from.data = nil
		row += int64(p.rows)
	}
	m.EncodingStats = []format.PageEncodingStats{{PageType: format.DataPageV2, Encoding: format.Plain, Count: int32(len(offsets.PageLocations))}}
	return format.ColumnChunk{MetaData: m}, nil
}

// describePages adds pages that begin at that place and row to the indexes.
func describePages(list []page, at, row int64, columns *format.ColumnIndex, offsets *format.OffsetIndex) {
	for _, p := range list {
		offsets.PageLocations = append(offsets.PageLocations,
			format.PageLocation{Offset: at, CompressedPageSize: int32(p.size), FirstRowIndex: row + int64(p.firstRow)})
		at += int64(p.size)
		columns.NullPages = append(columns.NullPages, p.min == nil)
		columns.MinValues = append(columns.MinValues, p.min)
		columns.MaxValues = append(columns.MaxValues, p.max)
		columns.NullCounts = append(columns.NullCounts, int64(p.nulls))
	}
}

// widen makes room in the bounds of a column for those of some of its pages.
func widen(s *format.Statistics, t Type, c *columnPages) {
	if c.min == nil {
		return
	}
	if s.MinValue == nil || less(t, c.min, s.MinValue) {
		s.MinValue = c.min
	}
	if s.MaxValue == nil || less(t, s.MaxValue, c.max) {
		s.MaxValue = c.max
	}
}

// less compares two values as the file has them.
func less(t Type, a, b []byte) bool {
	switch t {
	case Integer:
		return int64(binary.LittleEndian.Uint64(a)) < int64(binary.LittleEndian.Uint64(b))
	case Date:
		return int32(binary.LittleEndian.Uint32(a)) < int32(binary.LittleEndian.Uint32(b))
	case Decimal:
		return bytes.Compare(unsigned(a), unsigned(b)) < 0
	}
	return bytes.Compare(a, b) < 0
}

// unsigned maps two's complement, the highest byte first, to bytes of the same order.
func unsigned(value []byte) []byte {
	value = bytes.Clone(value)
	value[0] ^= 0x80
	return value
}

func (f *parquetFile) close() error {
	err := errors.Join(f.flush(), f.finish(), f.file.close())
	if f.oldFile != nil {
		err = errors.Join(err, f.oldFile.Close())
	}
	return err
}

// finish writes what stands behind the pages.
func (f *parquetFile) finish() error {
	for g := range f.footer.RowGroups {
		for i := range f.columns[g] {
			at := f.at
			if err := f.encode(&f.columns[g][i]); err != nil {
				return err
			}
			c := &f.footer.RowGroups[g].Columns[i]
			c.ColumnIndexOffset, c.ColumnIndexLength = at, int32(f.at-at)
		}
	}
	for g := range f.footer.RowGroups {
		for i := range f.offsets[g] {
			at := f.at
			if err := f.encode(&f.offsets[g][i]); err != nil {
				return err
			}
			c := &f.footer.RowGroups[g].Columns[i]
			c.OffsetIndexOffset, c.OffsetIndexLength = at, int32(f.at-at)
		}
	}
	at := f.at
	if err := f.encode(&f.footer); err != nil {
		return err
	}
	return f.put(append(binary.LittleEndian.AppendUint32(nil, uint32(f.at-at)), parquetMagic...))
}

func (f *parquetFile) encode(v any) error {
	var out bytes.Buffer
	if err := thrift.NewEncoder(new(thrift.CompactProtocol).NewWriter(&out)).Encode(v); err != nil {
		return err
	}
	return f.put(out.Bytes())
}

func (f *parquetFile) abort() {
	f.file.abort()
	if f.oldFile != nil {
		f.oldFile.Close()
	}
}
