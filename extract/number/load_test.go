package number_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
	"duban/seeds"
)

func load(t testing.TB) *number.Reader {
	t.Helper()
	r, err := number.Load(seeds.FS)
	require.NoError(t, err)
	return r
}

// read returns the numbers of a text as lines like "3—5 个 [3至5个]".
func read(r *number.Reader, text string) []string {
	runes := []rune(text)
	var out []string
	for _, n := range r.Find(nil, runes) {
		out = append(out, render(n, runes))
	}
	return out
}

func render(n number.Number, text []rune) string {
	var sb strings.Builder
	switch {
	case n.Form == number.Vague, n.Form == number.Serial, n.Form == number.Unsure, n.Form == number.Long:
		sb.WriteString("?")
	case n.Fraction:
		sb.WriteString(n.Num.String() + "/" + n.Den.String())
	default:
		sb.WriteString(n.Value.String())
	}
	if n.Range {
		sb.WriteString("—" + n.Max.String())
	}
	if n.More {
		sb.WriteString("+")
	}
	if n.Unit != "" {
		sb.WriteString(" " + n.Unit)
	}
	if text != nil {
		sb.WriteString(" [" + string(text[n.Start:n.End]) + "]")
	}
	return sb.String()
}

func TestLoadUserFiles(t *testing.T) {
	user := fstest.MapFS{
		"units.tsv":      {Data: []byte("form\tname\tkind\tcomment\n笼\t笼\tcount\n㎡\t平米\tarea\n")},
		"unit_stops.tsv": {Data: []byte("word\tunit\tcomment\n笼统\n部门\t部\n")},
	}
	r, err := number.Load(seeds.FS, fstest.MapFS{}, user)
	require.NoError(t, err)
	require.Equal(t, []string{"5 笼 [5笼]", "8 [8]", "50 平米 [50㎡]", "50 平方米 [50平米]", "8 部 [8部]", "3 [3]"},
		read(r, "5笼鸡，8笼统，50㎡，50平米，8部门，3项目"))
}

func TestLoadErrors(t *testing.T) {
	const units, stops = "form\tname\tkind\tcomment\n", "word\tunit\tcomment\n"
	for _, test := range []struct{ units, stops, want string }{
		{units + "吨\t吨\theavy\n", stops, `units.tsv:2: unknown kind "heavy"`},
		{units + "\n# weights\n吨\t吨\tweight\nt\t吨\tweight\n吨\t吨\tweight\n", stops, `units.tsv:6: "吨" stands in line 4 already`},
		{units + "\t吨\tweight\n", stops, "units.tsv:2: a unit needs a form and a name"},
		{units + "吨\t\tweight\n", stops, "units.tsv:2: a unit needs a form and a name"},
		{"form\tkind\n", stops, "units.tsv:1: the columns are"},
		{units + "吨\t吨\tweight\n", stops + "吨位\t位\n", `unit_stops.tsv:2: "位" is no unit that begins "吨位"`},
		{units, stops + "吨位\t吨\n", `unit_stops.tsv:2: "吨" is no unit that begins "吨位"`},
		{units, stops + "吨位\n吨位\n", `unit_stops.tsv:3: "吨位" stands in line 2 already`},
		{units, stops + "\t吨\n", "unit_stops.tsv:2: an empty word"},
	} {
		fsys := fstest.MapFS{"units.tsv": {Data: []byte(test.units)}, "unit_stops.tsv": {Data: []byte(test.stops)}}
		_, err := number.Load(fsys)
		require.ErrorContains(t, err, test.want)
		require.NotContains(t, err.Error(), "\n")
		_, err = number.Load(seeds.FS, fsys)
		if !strings.Contains(test.want, "is no unit") { // 吨 is one of the units of the program
			require.ErrorContains(t, err, test.want)
		}
	}
	_, err := number.Load(fstest.MapFS{})
	require.ErrorContains(t, err, "units.tsv")
}

func TestLoadParts(t *testing.T) {
	const head = "unit\tpart\tpower\twriting\twhole\tcomment\n"
	load := func(lines string) (*number.Reader, error) {
		return number.Load(seeds.FS, fstest.MapFS{"unit_parts.tsv": {Data: []byte(head + lines)}})
	}
	r, err := load("担\t斤\t-2\n担\t\t-1\tany\n")
	require.NoError(t, err)
	require.Equal(t, []string{"3.05 担 [三担五斤]", "3.4 担 [3担4]", "3.2 斤 [三斤二两]"}, read(r, "三担五斤，3担4，三斤二两"))
	for _, test := range []struct{ line, want string }{
		{"斤\t钱\tx\n", `unit_parts.tsv:2: strconv.Atoi: parsing "x"`},
		{"\t钱\t-2\n", "unit_parts.tsv:2: a part needs a unit and a power below 0"},
		{"斤\t钱\t2\n", "unit_parts.tsv:2: a part needs a unit and a power below 0"},
		{"斤\t\t-1\n", "unit_parts.tsv:2: the writing is any or numerals where the part is empty"},
		{"斤\t钱\t-2\tany\n", "unit_parts.tsv:2: the writing is any or numerals where the part is empty"},
		{"斤\t钱\t-2\tall\n", "unit_parts.tsv:2: the writing is any or numerals where the part is empty"},
		{"斤\t一二三四五\t-2\n", `unit_parts.tsv:2: "一二三四五" has more than 4 characters`},
	} {
		_, err := load(test.line)
		require.ErrorContains(t, err, test.want)
	}
}
