package cell

import (
	"fmt"
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

// TestFormulasOfGases reads the digits of formulas as names, and the same letters within words as none.
func TestFormulasOfGases(t *testing.T) {
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	for text, want := range map[string][]string{
		"O3浓度140微克/立方米":   {"140微克/立方米"},
		"NO2年均23微克/立方米":   {"23微克/立方米"},
		"CO2减排3万吨，O3超标9天": {"3万吨", "9天"},
		"今年IPO3家":         {"3家"},
	} {
		rd := r.read(schema.FieldProgress, text, &Context{})
		var got []string
		for _, f := range rd.numbers {
			if f.role == indicator {
				got = append(got, string(rd.text[f.Start:f.End]))
			}
		}
		require.Equal(t, want, got, text)
	}
}

// TestOwnClasses lets a vocabulary of one's own name classes until all are taken, which is said, and no group but those there are.
func TestOwnClasses(t *testing.T) {
	load := func(lines string) error {
		_, err := Load(seeds.FS, fstest.MapFS{cuesFile: {Data: []byte("word\tfor\tvalue\tcomment\n" + lines)}})
		return err
	}
	named := func(n int) (lines string) {
		for i := range n {
			lines += fmt.Sprintf("达标\tclass\tMINE%d\n", i)
		}
		return lines
	}
	require.NoError(t, load(named(10)))
	require.NoError(t, load("达标\tgroup\tnew\n"))
	require.ErrorContains(t, load(named(64)), `no room for the class "MINE`)
	require.ErrorContains(t, load("达标\tclass\tmine\n"), `cues.tsv:2: "mine" cannot be the name of a class: it takes capitals`)
	require.ErrorContains(t, load("达标\tgroup\tmine\n"), `cues.tsv:2: "mine" cannot be the value of group`)
}
