package schema

import (
	"io"
	"reflect"
	"sync"

	"duban/internal/parallel"
)

// This file writes reports as they are encoded, their rows by as many workers as there are processors.

const (
	atOnce   = 64 << 10 // bytes that are written at a time, about
	rowsOnce = 8        // that a worker encodes at a time
)

// written writes r as JSON.
func written(w io.Writer, r *Report, indent int) error {
	e := &encoder{indent: indent, fields: map[reflect.Type][]field{}, out: w}
	e.value(reflect.ValueOf(r).Elem())
	e.dst = append(e.dst, '\n')
	e.flush(0)
	return e.err
}

// flush writes what is encoded, if it is so many bytes.
func (e *encoder) flush(least int) {
	if e.out == nil || len(e.dst) < least {
		return
	}
	if e.err == nil {
		_, e.err = e.out.Write(e.dst)
	}
	e.dst = e.dst[:0]
}

// rows encodes a list of rows, some of them at a time and side by side.
func (e *encoder) rows(v reflect.Value) {
	if e.err != nil {
		return
	}
	spare := sync.Pool{New: func() any { return new([]byte) }}
	chunks := (v.Len() + rowsOnce - 1) / rowsOnce
	encode := func() func(int) *[]byte {
		own := encoder{indent: e.indent, level: e.level, fields: map[reflect.Type][]field{}}
		return func(i int) *[]byte {
			room := spare.Get().(*[]byte)
			own.dst = (*room)[:0]
			own.elements(v, i*rowsOnce, min((i+1)*rowsOnce, v.Len()))
			*room = own.dst
			return room
		}
	}
	e.err = parallel.InOrder(chunks, encode, func(chunk *[]byte) error {
		e.dst = append(e.dst, *chunk...)
		spare.Put(chunk)
		e.flush(atOnce)
		return e.err
	})
}
