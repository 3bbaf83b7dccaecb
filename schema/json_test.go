package schema

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// full is testdata/report.json, made by hand: it has every field and every kind of value.
func full(t testing.TB) ([]byte, *Report) {
	data, err := os.ReadFile("testdata/report.json")
	require.NoError(t, err)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	r := new(Report)
	require.NoError(t, d.Decode(r))
	return data, r
}

func TestFullReportRoundTrip(t *testing.T) {
	data, r := full(t)
	require.Equal(t, string(data), string(Indented(r)))

	var compact bytes.Buffer
	require.NoError(t, json.Compact(&compact, data))
	require.Equal(t, compact.String()+"\n", string(Line(r)))
	require.Equal(t, 1, bytes.Count(Line(r), []byte("\n")))
}

func TestFullReportHasEveryField(t *testing.T) {
	_, r := full(t)
	seen := map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch {
		case v.Type() == reflect.TypeFor[Decimal]():
		case v.Kind() == reflect.Pointer && !v.IsNil():
			walk(v.Elem())
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				if !v.Type().Field(i).IsExported() {
					continue
				}
				name := v.Type().Name() + "." + v.Type().Field(i).Name
				seen[name] = seen[name] || !v.Field(i).IsZero() && !(v.Field(i).Kind() == reflect.Slice && v.Field(i).Len() == 0)
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(r))
	for _, other := range []string{"Period.Month", "Period.Half", "Row.SupportUnits", "Section.Dates", "Unexplained.Section"} {
		delete(seen, other)
	}
	for name, ok := range seen {
		require.True(t, ok, "%s is nowhere set in testdata/report.json", name)
	}
}

func TestListsAreNeverNull(t *testing.T) {
	for _, v := range []any{Report{}, &Report{}, Section{}, Annex{}, Row{}, Indicator{}, Coverage{}, []Row{{}}, map[string]Annex{"a": {}}} {
		out, err := json.Marshal(v)
		require.NoError(t, err)
		require.NotContains(t, string(out), "null", "%T", v)
		require.Contains(t, string(out), "[]", "%T", v)
	}
	require.Equal(t, `{"numbers":0,"explained":0,"unexplained":[]}`, string(encoded(&Coverage{}, 0)))
}

// A type with lists that does not encode itself would write null for a nil list.
func TestTypesWithListsEncodeThemselves(t *testing.T) {
	var walk func(t reflect.Type) []reflect.Type
	walk = func(t reflect.Type) []reflect.Type {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice:
			return walk(t.Elem())
		case reflect.Struct:
			types := []reflect.Type{t}
			for i := range t.NumField() {
				if t.Field(i).IsExported() {
					types = append(types, walk(t.Field(i).Type)...)
				}
			}
			return types
		}
		return nil
	}
	lists := 0
	for _, typ := range walk(reflect.TypeFor[Report]()) {
		fields := reflect.VisibleFields(typ)
		if slices.ContainsFunc(fields, func(f reflect.StructField) bool { return f.Type.Kind() == reflect.Slice }) {
			lists++
			require.Implements(t, (*json.Marshaler)(nil), reflect.Zero(typ).Interface())
		}
	}
	require.Greater(t, lists, 5)
}

func TestFindingPlace(t *testing.T) {
	out, err := json.Marshal([]Finding{{Code: PointsGap, Severity: Info, Field: FieldProgress}, {Code: RowShape, Severity: Info}})
	require.NoError(t, err)
	require.Equal(t, `[{"code":"points/gap","severity":"info","message":"","field":"progress","start":0,"end":0},`+
		`{"code":"row/shape","severity":"info","message":""}]`, string(out))
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":               `""`,
		"区政府":            `"区政府"`,
		"a\"b\\c":        `"a\"b\\c"`,
		"一\n二\t三\r":      `"一\n二\t三\r"`,
		"<b>&":           `"<b>&"`,
		"\x00\x1b[2J":    `"\u0000\u001b[2J"`,
		"\x7f\u009b31m":  `"\u007f\u009b31m"`,
		"\xff坏\xe5\x8c字": `"` + "\uFFFD坏\uFFFD\uFFFD字" + `"`,
		"\uFFFD":         `"` + "\uFFFD" + `"`,
		"𠮷":              `"𠮷"`,
	} {
		out := string(encoded(&in, 0))
		require.Equal(t, want, out)
		require.True(t, json.Valid([]byte(out)), out)
	}
}

// FuzzText holds what is written against encoding/json, which must read the same text back.
func FuzzText(f *testing.F) {
	f.Add("区政府\n\"<&>\\\x00\x7f\u009b\u2028𠮷\xff")
	f.Fuzz(func(t *testing.T, s string) {
		out := encoded(&s, 0)
		var back string
		require.NoError(t, json.Unmarshal(out, &back))
		var want string
		std, err := json.Marshal(s)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(std, &want))
		require.Equal(t, want, back)
		require.False(t, bytes.ContainsFunc(out, unicode.IsControl))
	})
}

// BenchmarkReport encodes a report of about the size of the sample's.
// lineIndented is the other way to an indented report, for comparison.
func lineIndented(r *Report) []byte {
	var out bytes.Buffer
	if err := json.Indent(&out, Line(r), "", "  "); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func BenchmarkReport(b *testing.B) {
	_, r := full(b)
	rows := r.Annexes[0].Rows
	for range 157 {
		r.Annexes[0].Rows = append(r.Annexes[0].Rows, rows...)
	}
	for name, encode := range map[string]func(*Report) []byte{"indented": Indented, "line": Line, "line and json.Indent": lineIndented} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(encode(r))))
			for b.Loop() {
				encode(r)
			}
		})
	}
}

// TestWritingIsEncoding writes reports of few and of many rows with one processor and with several.
func TestWritingIsEncoding(t *testing.T) {
	for _, rows := range []int{0, 1, 31, 32, 33, 500} {
		_, r := full(t)
		row := r.Annexes[0].Rows[0]
		r.Annexes[0].Rows = r.Annexes[0].Rows[:0]
		for i := range rows {
			row.Index = i + 1
			r.Annexes[0].Rows = append(r.Annexes[0].Rows, row)
		}
		for _, processors := range []int{1, 4} {
			before := runtime.GOMAXPROCS(processors)
			var indented, line bytes.Buffer
			require.NoError(t, WriteIndented(&indented, r))
			require.NoError(t, WriteLine(&line, r))
			runtime.GOMAXPROCS(before)
			require.Equal(t, string(Indented(r)), indented.String(), "%d rows", rows)
			require.Equal(t, string(Line(r)), line.String(), "%d rows", rows)
		}
	}
}

// fullDisk takes so many bytes and no more.
type fullDisk int

func (d *fullDisk) Write(p []byte) (int, error) {
	if *d -= fullDisk(len(p)); *d < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func TestWritingEndsWithTheError(t *testing.T) {
	_, r := full(t)
	for range 12 {
		r.Annexes[0].Rows = append(r.Annexes[0].Rows, r.Annexes[0].Rows...)
	}
	for _, room := range []fullDisk{0, 100_000} {
		require.ErrorIs(t, WriteLine(&room, r), io.ErrShortWrite)
		require.Less(t, -int(room), 1<<20, "what comes behind the error is not written")
	}
}

// TestTextsAreEscapedByTheCharacter sets the fast way through a text against a plain one.
func TestTextsAreEscapedByTheCharacter(t *testing.T) {
	for _, s := range []string{"", "增长5%，“约”（3个）", "a\"b\\c\nd\te\rf", "\x00\x1f\x7f", "\u0080\u009f\u00a0", "\ufffd，\ufeff", "\xff中\xe4\xb8", "𠀀\u2028", "é\u0085"} {
		e := encoder{}
		e.text(s)
		want := encoder{}
		want.dst = append(want.dst, '"')
		for _, r := range s {
			if r == '"' || r == '\\' || r < ' ' || r >= 0x7F && r < 0xA0 || r == utf8.RuneError {
				want.escape(r)
			} else {
				want.dst = utf8.AppendRune(want.dst, r)
			}
		}
		require.Equal(t, string(want.dst)+`"`, string(e.dst), "%q", s)
	}
}
