package dataset

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// pages are what a chunk gives to a table: some pages of each column, which can stand in any file.
type pages struct {
	rows, text int // lines, and bytes of text in them
	columns    []columnPages
}

// columnPages are pages of a column, one behind the other.
type columnPages struct {
	data      []byte // nil of the earlier dataset, where it is at that offset
	offset    int64
	size      int
	sum       uint32
	unpacked  int // bytes, with the heads of the pages
	values    int
	nulls     int
	min, max  []byte // nil where there is no value
	encodings []format.Encoding
	list      []page
}

// page is what the index of a file says of a page.
type page struct {
	size, firstRow, nulls int
	min, max              []byte // nil where it has no value; cut short where they are long
}

// encodePages makes the pages of a chunk.
//
//lint:ignore SA1019 its successor is for types that are known when the program is built; a table here is none
func encodePages(w *parquet.Writer, table int, c *chunk) (*pages, error) {
	var out bytes.Buffer
	w.Reset(&out)
	p := new(pages)
	err := c.rows(table, func(rows [][]string) error {
		p.rows += len(rows)
		for _, cells := range rows {
			for _, cell := range cells {
				p.text += len(cell)
			}
		}
		return writeRows(w, tables[table], rows)
	})
	if err != nil || p.rows == 0 {
		return p, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	f, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return nil, err
	}
	columns, offsets := f.ColumnIndexes(), f.OffsetIndexes()
	for i, c := range f.Metadata().RowGroups[0].Columns {
		p.columns = append(p.columns, pagesOf(&c.MetaData, &columns[i], &offsets[i], out.Bytes()))
	}
	return p, nil
}

// pagesOf returns the pages of a column of a file that has one group of rows.
func pagesOf(m *format.ColumnMetaData, index *format.ColumnIndex, at *format.OffsetIndex, file []byte) columnPages {
	data := file[m.DataPageOffset : m.DataPageOffset+m.TotalCompressedSize]
	c := columnPages{data: data, size: len(data), sum: crc32.Checksum(data, castagnoli), unpacked: int(m.TotalUncompressedSize),
		values: int(m.NumValues), nulls: int(m.Statistics.NullCount), min: m.Statistics.MinValue, max: m.Statistics.MaxValue,
		encodings: m.Encoding}
	for i, l := range at.PageLocations {
		p := page{size: int(l.CompressedPageSize), firstRow: int(l.FirstRowIndex), nulls: int(index.NullCounts[i])}
		if !index.NullPages[i] {
			p.min, p.max = index.MinValues[i], index.MaxValues[i]
		}
		c.list = append(c.list, p)
	}
	return c
}

// read brings the pages of an earlier file, and reports whether they are as they were written.
func (p *pages) read(f *os.File) bool {
	for i := range p.columns {
		c := &p.columns[i]
		c.data = make([]byte, c.size)
		if _, err := f.ReadAt(c.data, c.offset); err != nil || crc32.Checksum(c.data, castagnoli) != c.sum {
			return false
		}
	}
	return true
}

// marks returns which chunks there are, and where in the files their pages stand.
func (s *parquetSink) marks() []byte {
	data := binary.AppendUvarint(nil, uint64(len(s.keys)))
	for i, key := range s.keys {
		data = appendString(data, key)
		for _, f := range s.tables {
			data = f.written[i].append(data)
		}
	}
	return data
}

func readPages(in *input) (places map[string]int, all [tableCount][]*pages) {
	places = map[string]int{}
	for i := range in.number(len(in.text)) {
		places[in.string()] = i
		for t := range tables {
			all[t] = append(all[t], in.pages(len(tables[t].Columns)))
		}
	}
	if in.short {
		return map[string]int{}, all
	}
	return places, all
}

func (p *pages) append(data []byte) []byte {
	data = appendNumbers(data, p.rows)
	if p.rows == 0 {
		return data
	}
	data = appendNumbers(data, p.text)
	for i := range p.columns {
		data = p.columns[i].append(data)
	}
	return data
}

func (in *input) pages(columns int) *pages {
	p := &pages{rows: in.size()}
	if p.rows == 0 {
		return p
	}
	p.text = in.size()
	for range columns {
		p.columns = append(p.columns, in.columnPages())
	}
	return p
}

func (c *columnPages) append(data []byte) []byte {
	data = appendNumbers(data, int(c.offset), c.size, int(c.sum), c.unpacked, c.values, c.nulls)
	data = appendBounds(data, c.min, c.max)
	data = appendNumbers(data, len(c.encodings))
	for _, e := range c.encodings {
		data = appendNumbers(data, int(e))
	}
	data = appendNumbers(data, len(c.list))
	for _, p := range c.list {
		data = appendBounds(appendNumbers(data, p.size, p.firstRow, p.nulls), p.min, p.max)
	}
	return data
}

func (in *input) columnPages() columnPages {
	c := columnPages{offset: int64(in.size()), size: in.number(1 << 31), sum: uint32(in.size()), unpacked: in.size(), values: in.size(), nulls: in.size()}
	c.min, c.max = in.bounds()
	for range in.number(len(in.text)) {
		c.encodings = append(c.encodings, format.Encoding(in.size()))
	}
	for range in.number(len(in.text)) {
		p := page{size: in.size(), firstRow: in.size(), nulls: in.size()}
		p.min, p.max = in.bounds()
		c.list = append(c.list, p)
	}
	return c
}

func appendNumbers(data []byte, numbers ...int) []byte {
	for _, n := range numbers {
		data = binary.AppendUvarint(data, uint64(n))
	}
	return data
}

// appendBounds appends the lowest and the highest value, if there is any.
func appendBounds(data []byte, low, high []byte) []byte {
	if low == nil {
		return appendNumbers(data, 0)
	}
	return appendString(appendString(appendNumbers(data, 1), string(low)), string(high))
}

func (in *input) bounds() (low, high []byte) {
	if in.number(1) == 0 {
		return nil, nil
	}
	return []byte(in.string()), []byte(in.string())
}
