package schema

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
)

// Indented returns r as one JSON object on many lines, with a line break at its end.
func Indented(r *Report) []byte { return append(encoded(r, 2), '\n') }

// Line returns r as one line of NDJSON, with its line break.
func Line(r *Report) []byte { return append(encoded(r, 0), '\n') }

// WriteIndented writes what Indented returns to w as it comes, so that it is never held whole. An error is one of w; what is
// written then is not whole.
func WriteIndented(w io.Writer, r *Report) error { return written(w, r, 2) }

// WriteLine writes what Line returns to w as it comes, like WriteIndented.
func WriteLine(w io.Writer, r *Report) error { return written(w, r, 0) }

// The types with lists, and Finding with its place, encode themselves, so that they are right in whatever way they are
// written: a list is there ([], never null), and a place that begins at 0 too.

func (r Report) MarshalJSON() ([]byte, error)    { return encoded(&r, 0), nil }
func (s Section) MarshalJSON() ([]byte, error)   { return encoded(&s, 0), nil }
func (a Annex) MarshalJSON() ([]byte, error)     { return encoded(&a, 0), nil }
func (r Row) MarshalJSON() ([]byte, error)       { return encoded(&r, 0), nil }
func (i Indicator) MarshalJSON() ([]byte, error) { return encoded(&i, 0), nil }
func (f Finding) MarshalJSON() ([]byte, error)   { return encoded(&f, 0), nil }
func (c Coverage) MarshalJSON() ([]byte, error)  { return encoded(&c, 0), nil }

// encoder writes the types of this package as encoding/json would by their tags, save that lists are never null, that
// no character is escaped for the sake of HTML, and that control characters are escaped which a terminal would obey.
// It indents as it goes, which takes a fraction of the time that json.Indent takes afterwards.
type encoder struct {
	dst    []byte
	indent int // spaces of one level; 0 for everything on one line
	level  int
	fields map[reflect.Type][]field

	out io.Writer // takes what is encoded as it comes; nil where dst is to hold all of it
	err error     // the first one of out
}

// field is one field of a struct.
type field struct {
	index     int
	key       string // as JSON, with its colon
	omitEmpty bool
	with      []int // the field beside which this one is written even when it is 0, by its tag "with"
}

// encoded returns what v points to as JSON.
func encoded(v any, indent int) []byte {
	e := &encoder{indent: indent, fields: map[reflect.Type][]field{}}
	e.value(reflect.ValueOf(v).Elem())
	return e.dst
}

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == decimalType {
			e.dst = v.Addr().Interface().(*Decimal).Append(e.dst)
			return
		}
		e.object(v)
	case reflect.Slice:
		e.list(v)
	case reflect.Bool:
		e.dst = strconv.AppendBool(e.dst, v.Bool())
	case reflect.Pointer:
		e.value(v.Elem())
	case reflect.String:
		e.text(v.String())
	case reflect.Int, reflect.Int64:
		e.dst = strconv.AppendInt(e.dst, v.Int(), 10)
	default:
		panic("schema: no JSON for " + v.Type().String())
	}
}

var decimalType, rowType = reflect.TypeFor[Decimal](), reflect.TypeFor[Row]()

func (e *encoder) object(v reflect.Value) {
	if cap(e.dst)-len(e.dst) < 1<<10 {
		e.dst = slices.Grow(e.dst, len(e.dst)+1<<10) // doubled, as append alone grows long slices by a quarter
	}
	e.open('{')
	first := true
	for _, f := range e.fieldsOf(v.Type()) {
		value := v.Field(f.index)
		if f.leftOut(v, value) {
			continue
		}
		e.next(first)
		first = false
		e.dst = append(e.dst, f.key...)
		e.value(value)
	}
	e.close('}', first)
}

// leftOut reports whether the field is not written whose value in parent is value.
func (f field) leftOut(parent, value reflect.Value) bool {
	if !f.omitEmpty {
		return false
	}
	return value.IsZero() && (f.with == nil || parent.FieldByIndex(f.with).IsZero())
}

func (e *encoder) fieldsOf(t reflect.Type) []field {
	fields, ok := e.fields[t]
	if ok {
		return fields
	}
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			continue
		}
		tag := t.Field(i).Tag
		name, options, _ := strings.Cut(tag.Get("json"), ",")
		with, _ := t.FieldByName(tag.Get("with"))
		fields = append(fields, field{i, `"` + name + `"` + e.colon(), options == "omitempty", with.Index})
	}
	e.fields[t] = fields
	return fields
}

func (e *encoder) colon() string {
	if e.indent == 0 {
		return ":"
	}
	return ": "
}

func (e *encoder) list(v reflect.Value) {
	e.open('[')
	if e.out != nil && v.Type().Elem() == rowType {
		e.rows(v)
	} else {
		e.elements(v, 0, v.Len())
	}
	e.close(']', v.Len() == 0)
}

// elements encodes some of the elements of a list.
func (e *encoder) elements(v reflect.Value, from, to int) {
	for i := from; i < to; i++ {
		e.next(i == 0)
		e.value(v.Index(i))
		e.flush(atOnce)
	}
}

func (e *encoder) open(bracket byte) {
	e.dst = append(e.dst, bracket)
	e.level++
}

// next begins the next member of an object or list.
func (e *encoder) next(first bool) {
	if !first {
		e.dst = append(e.dst, ',')
	}
	e.newLine()
}

func (e *encoder) close(bracket byte, empty bool) {
	e.level--
	if !empty {
		e.newLine()
	}
	e.dst = append(e.dst, bracket)
}

func (e *encoder) newLine() {
	if e.indent == 0 {
		return
	}
	const margin = "\n                                " // more than there are levels
	e.dst = append(e.dst, margin[:1+e.level*e.indent]...)
}

func (e *encoder) text(s string) {
	e.dst = append(e.dst, '"')
	from := 0
	for i := 0; i < len(s); {
		switch { // nearly all
		case s[i] < utf8.RuneSelf && !special[s[i]]:
			i++
			continue
		case char.IsThree(s, i):
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '"' || r == '\\' || r < ' ' || r >= 0x7F && r < 0xA0 || r == utf8.RuneError {
			e.dst = append(e.dst, s[from:i]...)
			e.escape(r)
			from = i + size
		}
		i += size
	}
	e.dst = append(e.dst, s[from:]...)
	e.dst = append(e.dst, '"')
}

// special are the characters of ASCII that have to be escaped.
var special = func() (is [utf8.RuneSelf]bool) {
	for c := range ' ' {
		is[c] = true
	}
	is['"'], is['\\'], is[0x7F] = true, true, true
	return is
}()

func (e *encoder) escape(r rune) {
	switch r {
	case '"', '\\':
		e.dst = append(e.dst, '\\', byte(r))
	case '\n':
		e.dst = append(e.dst, `\n`...)
	case '\t':
		e.dst = append(e.dst, `\t`...)
	case '\r':
		e.dst = append(e.dst, `\r`...)
	case utf8.RuneError: // also what stands for bytes that are no UTF-8
		e.dst = append(e.dst, "\uFFFD"...)
	default:
		e.dst = fmt.Appendf(e.dst, `\u%04x`, r)
	}
}
