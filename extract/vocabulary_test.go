package extract_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
)

func files(names ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(names); i += 2 {
		fsys[names[i]] = &fstest.MapFile{Data: []byte(names[i+1])}
	}
	return fsys
}

// TestVocabularyOfUser reads a report in the words of a user: a heading that no built-in word knows, and the name of an
// office that is brought to another.
func TestVocabularyOfUser(t *testing.T) {
	text := "附件1\n事项办结表\n序号\t工单诉求\t处置主体\t处置结论\n1\t路灯不亮\t城管执法局\t已修复\n2\t井盖缺失\t住建局\t已更换\n"
	words, err := extract.LoadVocabulary(files(
		"labels.tsv", "word\tsays\tthing\tcomment\n工单诉求\trole:target:1\t\n处置主体\trole:lead_units:1\t\n处置结论\trole:progress:1\t\n",
		"organs.tsv", "form\tname\twhen\tcomment\n城管执法局\t城市管理和综合行政执法局\talways\n",
	))
	require.NoError(t, err)
	doc, err := parse.Bytes("a.txt", []byte(text))
	require.NoError(t, err)
	a := extract.Report(doc, extract.Options{Vocabulary: words}).Annexes[0]
	require.Equal(t, []schema.Column{{Header: "序号", Role: "number"}, {Header: "工单诉求", Role: "target"},
		{Header: "处置主体", Role: "lead_units"}, {Header: "处置结论", Role: "progress"}}, a.Columns)
	require.Equal(t, []schema.Unit{{Name: "城市管理和综合行政执法局", Text: "城管执法局"}}, a.Rows[0].LeadUnits)
}

func TestVocabularyErrors(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"header.tsv", "word\n", "header.tsv: no vocabulary has this name; there are constructions.tsv, cues.tsv, "},
		{"labels.tsv", "word\tsays\tthing\tcomment\n\n完成度\trole:progres:1\t\n", `labels.tsv:3: "progres" is no role of a column`},
		{"labels.tsv", "word\tkind\n", `labels.tsv:1: the columns are "word, kind"`},
		{"measure_kinds.tsv", "word\tkind\tcomment\n绿电\t\n", `measure_kinds.tsv:2: no kind of units for "绿电"`},
		{"pace.tsv", "word\twhere\tyes\tno\tcomment\n晚点\tcell\tlate\t\n", `pace.tsv:2: the pace is "late"`},
		{"organs.tsv", "form\tname\twhen\tcomment\n甲局\t乙局\tsometimes\n", `organs.tsv:2: when is "sometimes", not always or both`},
		{"organ_ends.tsv", "word\tkind\tcomment\n局\tend\n", `organ_ends.tsv:2: the kind is "end", not name, whole, bare, front, area or joint`},
		{"organ_ends.tsv", "word\tkind\tcomment\n以及\tjoint\n", `organ_ends.tsv:2: "以及" is more than a character`},
		{"forms.tsv", "", "forms.tsv: no vocabulary has this name"},
		{"report_words.tsv", "word\tkind\tcomment\n总和\tsums\n", `report_words.tsv:2: "sums" is no kind of word`},
	} {
		_, err := extract.LoadVocabulary(files(c.name, c.data))
		require.ErrorContains(t, err, c.want)
	}
}
