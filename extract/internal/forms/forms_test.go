package forms

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// TestForms holds that each form is found in its example, and not in what looks like it.
func TestForms(t *testing.T) {
	require.NotEmpty(t, builtin().examples)
	for _, e := range builtin().examples {
		require.NotEmpty(t, e.reads, e.form)
		require.NotEmpty(t, e.leaves, e.form)
	}
	require.NoError(t, builtin().check())
	require.Equal(t, []string{"2024", "2024"}, Of("year_alone")().FindStringSubmatch("到2024"))
	require.Panics(t, func() { Of("no_such_form")() })
}

func TestWrongForms(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"month\t(\\d月\t3月\t月", "forms.tsv:2: error parsing regexp: missing closing ): `([\\d０１２３４５６７８９]月`"},
		{"month\t{digit}月\t3月\t月", "forms.tsv:2: no form {digit} stands above"},
		{"month\t\\d月\t月\t日", `forms.tsv:2: month does not read its example "月"`},
		{"month\t\\d月\t3月\t3月3日", `forms.tsv:2: month reads "3月3日", which it should leave`},
	} {
		forms, err := read(fstest.MapFS{fileName: {Data: []byte("form\tpattern\treads\tleaves\tcomment\n" + c.line + "\n")}})
		if err == nil {
			err = forms.check()
		}
		require.EqualError(t, err, c.want)
	}
}

// TestNames holds that the forms that the program asks for are there, as they are looked up no sooner than they are used.
func TestNames(t *testing.T) {
	asked := regexp.MustCompile(`forms\.Of\("([^"]*)"\)`)
	count := 0
	require.NoError(t, filepath.WalkDir("../..", func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range asked.FindAllSubmatch(source, -1) {
			require.Contains(t, builtin().patterns, string(m[1]), path)
			count++
		}
		return err
	}))
	require.NotZero(t, count)
}
