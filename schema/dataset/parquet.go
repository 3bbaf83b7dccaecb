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

	"duban/schema"

	"github.com/parquet-go/parquet-go"
)

// rowGroupSize is how many bytes of text a group of rows has, about, before it is written out: it bounds the memory.
const rowGroupSize = 8 << 20

// parquetSink writes a file for each table.
type parquetSink struct {
	files [tableCount]*file
	//lint:ignore SA1019 its successor is for types that are known when the program is built; a table here is none
	writers [tableCount]*parquet.Writer
	size    [tableCount]int // of the group of rows that is not written out
}

func newParquet(dir string) (sink, error) {
	s := &parquetSink{}
	for i, t := range tables {
		f, err := newFile(dir, t.Name+".parquet")
		if err != nil {
			s.abort()
			return nil, err
		}
		s.files[i] = f
		s.writers[i] = parquet.NewWriter(f, parquetSchema(t), parquet.CreatedBy("duban", schema.Version, ""),
			parquet.Compression(&parquet.Zstd), parquet.PageBufferSize(1<<18))
	}
	return s, nil
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

func (s *parquetSink) report(r *Report) error {
	var errs error
	for t, rows := range r.Rows {
		errs = errors.Join(errs, s.rows(t, rows))
	}
	return errs
}

func (s *parquetSink) rows(table int, rows [][]string) error {
	columns := tables[table].Columns
	values := make(parquet.Row, len(columns))
	for _, cells := range rows {
		for i, c := range columns {
			v, err := parquetValue(c, cells[i])
			if err != nil {
				return fmt.Errorf("%s: %s: %w", tables[table].Name, c.Name, err)
			}
			values[i] = v.Level(0, definition(c, v), i)
			s.size[table] += len(cells[i])
		}
		if _, err := s.writers[table].WriteRows([]parquet.Row{values}); err != nil {
			return err
		}
		if s.size[table] >= rowGroupSize {
			s.size[table] = 0
			if err := s.writers[table].Flush(); err != nil {
				return err
			}
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

func (s *parquetSink) close() error {
	var errs error
	for i := range s.files {
		errs = errors.Join(errs, s.writers[i].Close(), s.files[i].close())
	}
	return errs
}

func (s *parquetSink) abort() {
	for _, f := range s.files {
		if f != nil {
			f.abort()
		}
	}
}
