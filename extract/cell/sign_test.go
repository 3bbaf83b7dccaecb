package cell

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/seeds"
)

// TestVocabularyOfSignsAndDates adds words to those built in, and refuses lines that say nothing.
func TestVocabularyOfSignsAndDates(t *testing.T) {
	user := fstest.MapFS{
		"signs.tsv": {Data: []byte("class\tsigns\tcomment\nbuilt\t孔\nlist\t／\n")},
		"dates.tsv": {Data: []byte("word\tpart\tvalue\tcomment\n岁末\talone\n")},
	}
	with, err := Load(seeds.FS, user)
	require.NoError(t, err)
	without, err := Load(seeds.FS)
	require.NoError(t, err)
	for r, want := range map[*Reader][2]any{with: {indicator, 1}, without: {idle, 0}} {
		rd := r.read(schema.FieldProgress, "建成各一孔桥", &Context{Year: 2024})
		require.Equal(t, want[0], rd.numberIn(0).role)
		require.Len(t, r.read(schema.FieldProgress, "岁末完成3座", &Context{Year: 2024}).dates, want[1].(int))
	}
	require.True(t, with.words.signs.of('／')&signList != 0)
	require.True(t, with.words.signs.of('、')&signList != 0, "what is built in holds beside what is added")

	classes, err := seeds.Read(seeds.FS, signsFile, "class", "signs", "comment")
	require.NoError(t, err)
	require.Len(t, classes, len(signNames), "a class without a line")
	for part, name := range datePartNames {
		require.NotEmpty(t, with.words.dates[name], part)
	}

	for _, test := range []struct{ file, line, want string }{
		{"signs.tsv", "class\tsigns\tcomment\nsome\t孔\n", `signs.tsv:2: "some" is no class of signs`},
		{"signs.tsv", "class\tsigns\tcomment\nbuilt\n", "signs.tsv:2: the class built has no signs"},
		{"dates.tsv", "word\tpart\tvalue\tcomment\n岁末\tsome\n", `dates.tsv:2: "some" is no part of dates`},
		{"dates.tsv", "word\tpart\tvalue\tcomment\n\tend\n", `dates.tsv:2: "end" is no part of dates, or has no word`},
		{"dates.tsv", "word\tpart\tvalue\tcomment\n四旬\ttenth\tx\n", `dates.tsv:2: the value "x" is no number`},
	} {
		_, err := Load(seeds.FS, fstest.MapFS{test.file: {Data: []byte(test.line)}})
		require.ErrorContains(t, err, test.want)
	}
}
