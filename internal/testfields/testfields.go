// Package testfields tells, for the tests, which fields of a report reach an output: each is given another value in
// turn, and where the output stays the same the field has no part in it.
package testfields

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// Reach requires that each field of the types of package schema has a part in what output returns of r, or is left out
// for a reason. Fields are named by type and name: Row.Status. In r each must have a value somewhere.
func Reach(t *testing.T, r *schema.Report, output func(*schema.Report) string, leftOut map[string]string) {
	before := output(r)
	names := fields(reflect.TypeFor[schema.Report](), map[reflect.Type]bool{})
	var missing, shown []string
	for _, name := range names {
		changed := clone(t, r)
		require.NotZero(t, change(reflect.ValueOf(changed).Elem(), name), "%s has no value in the report", name)
		reaches := output(changed) != before
		switch _, isLeftOut := leftOut[name]; {
		case reaches && isLeftOut:
			shown = append(shown, name)
		case !reaches && !isLeftOut:
			missing = append(missing, name)
		}
	}
	require.Empty(t, missing, "they have no part in the output; show them, or say why they are left out")
	require.Empty(t, shown, "they are said to be left out, and are not")
	for name := range leftOut {
		require.Contains(t, names, name, "there is no such field")
	}
}

func clone(t *testing.T, r *schema.Report) *schema.Report {
	out := new(schema.Report)
	require.NoError(t, json.Unmarshal(schema.Line(r), out))
	return out
}

// isLeaf reports whether values of the type have no fields of their own.
func isLeaf(t reflect.Type) bool {
	return t.Kind() != reflect.Struct || t == reflect.TypeFor[schema.Decimal]()
}

// element is what a pointer points to, or what a list has.
func element(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		return t.Elem()
	}
	return t
}

// fields returns the names of all fields below a type that have none below themselves.
func fields(t reflect.Type, seen map[reflect.Type]bool) []string {
	if seen[t] {
		return nil
	}
	seen[t] = true
	var names []string
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		if of := element(f.Type); !isLeaf(of) {
			names = append(names, fields(of, seen)...)
		} else {
			names = append(names, t.Name()+"."+f.Name)
		}
	}
	return names
}

// change gives a field another value wherever it has one, and returns in how many places.
func change(v reflect.Value, name string) int {
	n := 0
	switch {
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			n += change(v.Elem(), name)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			n += change(v.Index(i), name)
		}
	case !isLeaf(v.Type()):
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			if v.Type().Name()+"."+f.Name != name {
				n += change(v.Field(i), name)
			} else if !v.Field(i).IsZero() {
				vary(v.Field(i))
				n++
			}
		}
	}
	return n
}

// vary gives a value another one.
func vary(v reflect.Value) {
	switch {
	case v.Kind() == reflect.Pointer:
		vary(v.Elem())
	case v.Type() == reflect.TypeFor[schema.Decimal]():
		other, err := schema.ParseDecimal("7" + v.Addr().Interface().(*schema.Decimal).String()[1:] + "7")
		if err != nil {
			panic(err)
		}
		v.Set(reflect.ValueOf(other))
	case v.Kind() == reflect.String:
		v.SetString(v.String() + "x")
	case v.Kind() == reflect.Bool:
		v.SetBool(!v.Bool())
	default:
		v.SetInt(v.Int() + 1)
	}
}

// Full returns the report of schema/testdata, for tests of packages below schema, with the few fields that it lacks.
func Full(t *testing.T) *schema.Report {
	data, err := os.ReadFile("../testdata/report.json")
	require.NoError(t, err)
	r := new(schema.Report)
	require.NoError(t, json.Unmarshal(data, r))
	r.Period.Month, r.Period.Half = 3, 1
	row := &r.Annexes[0].Rows[0]
	*row.Location = schema.Location{Line: 5, EndLine: 6, Table: 1, Row: 2, Page: 3, Sheet: "表1", Cell: "B7"}
	row.Shared = append(row.Shared, schema.Shared{Field: schema.FieldProgress, Column: 4, Row: 1})
	row.Coverage.Unexplained[1].Start, row.Coverage.Unexplained[1].End = 2, 3 // within the text of the cell
	r.Coverage.Unexplained = append(r.Coverage.Unexplained, schema.Unexplained{Section: 1, Field: "text", Text: "8", Start: 1, End: 2})
	return r
}
