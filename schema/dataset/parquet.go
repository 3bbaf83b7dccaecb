package dataset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
)

// parquetSink writes a file for each table. Parts are encoded in chunks, whose pages are put one behind the other; those
// of chunks that the earlier dataset has as well are copied.
type parquetSink struct {
	chunk  chunk
	tables [tableCount]*parquetFile
	old    map[string]int // places of the chunks of the earlier dataset, by key
	keys   []string       // of the chunks
}

func newParquet(at spot) (sink, error) {
	s := &parquetSink{old: map[string]int{}}
	var was [tableCount][]*pages
	if at.index != nil {
		s.old, was = readPages(at.marks())
	}
	for i := range tables {
		f, err := newParquetFile(at, i, was[i])
		s.tables[i] = f
		if err != nil {
			s.abort()
			return nil, err
		}
	}
	return s, nil
}

func (s *parquetSink) part(p *part) error {
	if !s.chunk.takes(p) {
		if err := s.flush(); err != nil {
			return err
		}
	}
	if !s.chunk.add(p) {
		return nil
	}
	return s.flush()
}

// flush writes the chunk.
func (s *parquetSink) flush() error {
	if len(s.chunk.parts) == 0 {
		return nil
	}
	key := s.chunk.key()
	old, ok := s.old[key]
	if !ok {
		old = -1
	}
	for _, f := range s.tables {
		if err := f.add(&s.chunk, old); err != nil {
			return err
		}
	}
	s.keys = append(s.keys, key)
	s.chunk = chunk{}
	return nil
}

func (s *parquetSink) close() error {
	errs := s.flush()
	for _, f := range s.tables {
		errs = errors.Join(errs, f.close())
	}
	return errs
}

func (s *parquetSink) abort() {
	for _, f := range s.tables {
		if f != nil {
			f.abort()
		}
	}
}

func (s *parquetSink) outputs() map[string]digest {
	all := map[string]digest{}
	for _, f := range s.tables {
		all[f.name] = f.digest()
	}
	return all
}

func parquetSchema(t Table) *parquet.Schema {
	var fields []parquet.Field
	for _, c := range t.Columns {
		node := parquetNode(c.Type)
		if !c.Required {
			node = parquet.Optional(node)
		}
		fields = append(fields, parquetField{node, c.Name})
	}
	return parquet.NewSchema(t.Name, inOrder{parquet.Group{}, fields})
}

func parquetNode(t Type) parquet.Node {
	switch t {
	case Integer:
		return parquet.Int(64)
	case Decimal:
		return parquet.Decimal(decimalScale, decimalScale+decimalWhole, parquet.FixedLenByteArrayType(16))
	case Date:
		return parquet.Date()
	case List:
		return parquet.JSON()
	}
	return parquet.String()
}

// inOrder is a group of fields in an order of their own, where parquet.Group sorts them by name.
type inOrder struct {
	parquet.Group
	fields []parquet.Field
}

func (g inOrder) Fields() []parquet.Field { return g.fields }

type parquetField struct {
	parquet.Node
	name string
}

func (f parquetField) Name() string { return f.name }

// Value would give the field of a Go struct. Rows are written as values, so that nobody asks.
func (f parquetField) Value(reflect.Value) reflect.Value { panic("dataset: rows are no structs") }

// writeRows writes rows of a table.
//
//lint:ignore SA1019 its successor is for types that are known when the program is built; a table here is none
func writeRows(w *parquet.Writer, t Table, rows [][]string) error {
	values := make(parquet.Row, len(t.Columns))
	for _, cells := range rows {
		for i, c := range t.Columns {
			v, err := parquetValue(c, cells[i])
			if err != nil {
				return fmt.Errorf("%s: %s: %w", t.Name, c.Name, err)
			}
			values[i] = v.Level(0, definition(c, v), i)
		}
		if _, err := w.WriteRows([]parquet.Row{values}); err != nil {
			return err
		}
	}
	return nil
}

// definition is 1 for a value that is there and might not be.
func definition(c Column, v parquet.Value) int {
	if c.Required || v.IsNull() {
		return 0
	}
	return 1
}

func parquetValue(c Column, cell string) (parquet.Value, error) {
	switch {
	case cell == "" && !c.Required:
		return parquet.NullValue(), nil
	case c.Type == Integer:
		n, err := strconv.ParseInt(cell, 10, 64)
		return parquet.Int64Value(n), err
	case c.Type == Decimal:
		b, err := scaled(cell)
		return parquet.FixedLenByteArrayValue(b), err
	case c.Type == Date:
		day, err := time.Parse(time.DateOnly, cell)
		return parquet.Int32Value(int32(day.Unix() / (24 * 60 * 60))), err
	}
	return parquet.ByteArrayValue([]byte(cell)), nil
}

// scaled returns a decimal times 10^decimalScale as a big-endian two's complement of 16 bytes.
func scaled(cell string) ([]byte, error) {
	digits, negative := strings.CutPrefix(cell, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if !fits(Decimal, cell) {
		return nil, fmt.Errorf("%s has too many digits", cell)
	}
	var high, low uint64
	for _, c := range whole + fraction + strings.Repeat("0", decimalScale-len(fraction)) {
		if c < '0' || c > '9' {
			return nil, fmt.Errorf("%q is no decimal", cell)
		}
		carry, product := bits.Mul64(low, 10)
		sum, overflow := bits.Add64(product, uint64(c-'0'), 0)
		high, low = high*10+carry+overflow, sum
	}
	if negative {
		var borrow uint64
		low, borrow = bits.Sub64(0, low, 0)
		high, _ = bits.Sub64(0, high, borrow)
	}
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, high), low), nil
}
