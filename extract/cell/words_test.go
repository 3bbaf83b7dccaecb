package cell

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/seeds"
)

// A set phrase is of use only where its numeral would be taken for a count, or be unexplained, without it.
func TestSetPhrasesAreAlive(t *testing.T) {
	without := fstest.MapFS{}
	names, err := fs.Glob(seeds.FS, "*.tsv")
	require.NoError(t, err)
	for _, name := range names {
		data, err := fs.ReadFile(seeds.FS, name)
		require.NoError(t, err)
		without[name] = &fstest.MapFile{Data: data}
	}
	without[fixedFile] = &fstest.MapFile{Data: []byte("word\treason\tcomment\n")}
	r, err := Load(without)
	require.NoError(t, err)
	lines, err := seeds.Read(seeds.FS, fixedFile, "word", "reason", "comment")
	require.NoError(t, err)
	for _, l := range lines {
		counted := false
		for _, text := range []string{l.Fields[0], "建成" + l.Fields[0] + "。", l.Fields[0] + "企业"} {
			for _, f := range r.read(schema.FieldProgress, text, &Context{}).numbers {
				counted = counted || f.role == indicator || f.role == unexplained
			}
		}
		assert.True(t, counted, "%s:%d: %s", fixedFile, l.Number, l.Fields[0])
	}
}
