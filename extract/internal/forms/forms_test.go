package forms

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// TestForms holds that each form is found in its example, and not in what looks like it.
func TestForms(t *testing.T) {
	require.NotEmpty(t, builtin.examples)
	for _, e := range builtin.examples {
		require.NotEmpty(t, e.reads, e.form)
		require.NotEmpty(t, e.leaves, e.form)
		require.True(t, Of(e.form).MatchString(e.reads), "%s reads %s", e.form, e.reads)
		require.False(t, Of(e.form).MatchString(e.leaves), "%s leaves %s", e.form, e.leaves)
	}
	require.Panics(t, func() { Of("no_such_form") })
}

func TestWrongForms(t *testing.T) {
	const columns = "form\tpattern\treads\tleaves\tcomment\n"
	for _, c := range []struct{ line, want string }{
		{"month\t(\\d月\t3月\t月\n", "forms.tsv:2: error parsing regexp: missing closing ): `([\\d０-９]月`"},
		{"month\t{digit}月\t3月\t月\n", "forms.tsv:2: no form {digit} stands above"},
	} {
		_, err := read(fstest.MapFS{fileName: {Data: []byte(columns + c.line)}})
		require.EqualError(t, err, c.want)
	}
}
