package clause_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/clause"
)

// build returns the structure of a text. Of the characters from i on, skip tells where the next begins that may be a mark: i
// itself, or the end of a number or word that begins at i.
func build(text []rune, skip func(i int) int) *clause.Tree {
	t := &clause.Tree{}
	t.Reset(text)
	for i := 0; i < len(text); {
		switch next := skip(i); {
		case next > i:
			t.At(i)
			i = next
		case clause.Kind(text[i]) != clause.NoMark:
			t.Mark(i)
			i++
		default:
			i++
		}
	}
	t.Finish()
	return t
}

// read returns the structure of a text of which digits with their commas and points are numbers.
func read(text string) (*clause.Tree, []rune) {
	runes := []rune(text)
	return build(runes, func(i int) int {
		from := i
		for i < len(runes) && ('0' <= runes[i] && runes[i] <= '9' || i > from && (runes[i] == ',' || runes[i] == '.') && i+1 < len(runes) && '0' <= runes[i+1] && runes[i+1] <= '9') {
			i++
		}
		return i
	}), runes
}

// show writes the clauses in their order, with the level of those that are not of the text itself.
func show(text string) string {
	t, runes := read(text)
	var out []string
	for _, c := range t.Clauses {
		out = append(out, strings.Repeat(">", int(c.Level))+string(runes[c.Start:c.End]))
	}
	return strings.Join(out, "/")
}

func TestClauses(t *testing.T) {
	for text, want := range map[string]string{
		"甲，乙；丙。丁":     "甲/乙/丙/丁",
		"甲3,126个，乙":   "甲3,126个/乙",
		"甲（乙，丙）丁，戊":   "甲（乙，丙）丁/>乙/>丙/戊",
		"甲【乙】丙[丁]戊":   "甲【乙】丙[丁]戊/>乙/>丁",
		"见《甲，乙》，丙":    "见《甲，乙》/>>甲/>>乙/丙",
		"“甲，乙”丙":      "“甲，乙”丙/>>>甲/>>>乙",
		"“甲，乙":        "“甲/乙",
		"甲（乙\n丙":      "甲（乙/>乙/丙",
		"甲，\n乙":       "甲/\n乙",
		"甲、\n乙":       "甲、\n乙",
		"三产5:3:2，甲：乙": "三产5:3:2/甲/乙",
		"甲①乙②丙⒛丁":     "甲/①乙/②丙/⒛丁",
		"甲0:9：０:９乙":   "甲0:9：０:９乙",
		"排名：1":        "排名/1",
		"1：甲":         "1/甲",
		"甲， \n乙":      "甲/ \n乙",
		"，\n乙":        "/\n乙",
		"①甲":          "①甲",
		"甲\t乙|丙":      "甲/乙/丙",
		"":            "",
		"）甲":          "）甲",
		"（（甲）":        "（（甲）/>（甲）/>甲",
	} {
		require.Equal(t, want, show(text), text)
	}
}

// TestPieces reads texts that are cut in front or behind: what is left of them is in its clauses.
func TestPieces(t *testing.T) {
	const text = "完成率：\n（1）甲（乙，丙），\n己。（ 2）3:1、丁 （戊）①：\n 12.庚"
	runes := []rune(text)
	for i := range runes {
		for _, piece := range []string{string(runes[:i]), string(runes[i:])} {
			tree, cut := read(piece)
			for id, c := range tree.Clauses {
				require.True(t, 0 <= c.Start && c.Start <= c.End && c.End <= len(cut), piece)
				require.LessOrEqual(t, tree.Host(int32(id)), c.Start, piece)
			}
		}
	}
}

// TestLongRuns cuts a run without any mark into clauses of 1000 characters and sentences of 5000.
func TestLongRuns(t *testing.T) {
	runes := []rune("头。" + strings.Repeat("甲", 12_000))
	tree := &clause.Tree{}
	tree.Reset(runes)
	for i := range runes {
		if clause.Kind(runes[i]) == clause.NoMark {
			tree.At(i)
		} else {
			tree.Mark(i)
		}
	}
	tree.Finish()
	for i, c := range tree.Clauses[1:] {
		require.Equal(t, []int{2 + 1000*i, 1000}, []int{c.Start, c.End - c.Start})
		require.EqualValues(t, 1+i/5, c.Sentence)
	}
	require.Len(t, tree.Clauses, 1+12)
}

// clauseOf returns the clause in which a piece of the text begins.
func clauseOf(t *testing.T, tree *clause.Tree, runes []rune, piece string) clause.Clause {
	at := len([]rune(string(runes)[:strings.Index(string(runes), piece)]))
	found := -1
	for i, c := range tree.Clauses {
		if c.Start <= at && at < c.End {
			found = i
		}
	}
	require.GreaterOrEqual(t, found, 0, piece)
	return tree.Clauses[found]
}

func TestSentences(t *testing.T) {
	tree, runes := read("甲，乙（丙。丁）。戊\n己，\n庚①辛")
	sentence := func(piece string) int32 { return clauseOf(t, tree, runes, piece).Sentence }
	require.EqualValues(t, 0, sentence("甲"))
	require.EqualValues(t, 3, sentence("辛"))
	require.Equal(t, sentence("甲"), sentence("乙"))
	require.Equal(t, sentence("甲"), sentence("丁"), "a bracket belongs to the sentence around it")
	require.NotEqual(t, sentence("乙"), sentence("戊"))
	require.NotEqual(t, sentence("戊"), sentence("己"))
	require.Equal(t, sentence("己"), sentence("庚"), "a line break behind a comma")
	require.NotEqual(t, sentence("庚"), sentence("辛"))
}

func TestHeads(t *testing.T) {
	for _, test := range []struct{ text, of, head string }{
		{"完成率：甲县3个、乙县5个", "乙县", "完成率"},
		{"完成率：甲县3个，乙县5个；丙县6个", "丙县", "完成率"},
		{"完成率：甲县3个。乙县5个", "乙县", ""},
		{"完成率：\n1.甲县3个。去年2个\n2.乙县5个", "乙县", "完成率"},
		{"完成率：①甲县3个。②乙县5个", "乙县", "完成率"},
		{"完成率：\n1.甲县3个。\n乙县5个", "乙县", ""},
		{"完成率：\n1.甲县3个，\n优。2.乙县5个", "乙县", "完成率"},
		{"完成率：\n（1）甲县3个。去年2个\n（2）乙县5个", "乙县", "完成率"},
		{"完成率：\n1234.甲县3个", "甲县", ""},
		{"完成率：\n、甲县3个", "甲县", ""},
		{"完成率（按：甲）乙县", "乙县", ""},
		{"完成率（增速：甲县）", "甲县", "增速"},
		{"比例为3:1，甲县", "甲县", ""},
	} {
		tree, runes := read(test.text)
		got := ""
		if head := clauseOf(t, tree, runes, test.of).Head; head != clause.None {
			got = string(runes[tree.Clauses[head].Start:tree.Clauses[head].End])
		}
		require.Equal(t, test.head, got, test.text)
	}
}

func TestHost(t *testing.T) {
	for _, text := range []string{"建成2个（50%，已验收）", "建成2个 (50%，已验收)", "建成2个【50%，已验收】", "建成2个[50%，已验收]", "（一）建成2个"} {
		tree, runes := read(text)
		for i, c := range tree.Clauses {
			if c.Level == clause.Bracket {
				require.Equal(t, strings.TrimRight(string(runes[:c.Open]), " "), string(runes[:tree.Host(int32(i))]), text)
			} else {
				require.Equal(t, -1, tree.Host(int32(i)))
			}
		}
	}
}

// The shape of brackets changes nothing, and no text makes clauses that do not fit into each other.
func FuzzRead(f *testing.F) {
	f.Add("甲（乙，丙）：1.丁。“戊")
	f.Fuzz(func(t *testing.T, text string) {
		runes := []rune(text)
		none := func(i int) int { return i }
		tree := build(runes, none)
		for i, c := range tree.Clauses {
			require.LessOrEqual(t, 0, c.Start)
			require.LessOrEqual(t, c.Start, c.End)
			require.LessOrEqual(t, c.End, len(runes))
			for _, other := range []int32{c.Before, c.Parent, c.Head} {
				require.Less(t, other, int32(i))
			}
			if c.Before != clause.None {
				require.Equal(t, int32(i), tree.Clauses[c.Before].After)
				require.Equal(t, c.Sentence, tree.Clauses[c.Before].Sentence)
			}
		}
		square := []rune(strings.NewReplacer("（", "【", "）", "】", "(", "[", ")", "]").Replace(text))
		require.Equal(t, len(build(square, none).Clauses), len(tree.Clauses))
	})
}

// TestLongSentenceEndsAtMark: the mark at which a sentence is found to be too long parts clauses as any other.
func TestLongSentenceEndsAtMark(t *testing.T) {
	for _, mark := range "，：。；\n①）" {
		text := strings.Repeat("甲", 5000) + string(mark) + "乙，丙" + string(mark) + "丁。"
		tree, runes := read(text)
		var parts []string
		for _, c := range tree.Clauses {
			parts = append(parts, strings.ReplaceAll(string(runes[c.Start:c.End]), strings.Repeat("甲", 5000), "甲…"))
		}
		require.Contains(t, strings.Join(parts, "|"), "|丙", "%q", mark)
	}
}

// TestSentenceOf asks for the sentences of the clauses of a text, those in brackets included.
func TestSentenceOf(t *testing.T) {
	tree, runes := read("甲，乙（丙。丁）戊。己；庚")
	for id, c := range tree.Clauses {
		start, end := tree.Sentence(int32(id))
		want := "甲，乙（丙。丁）戊"
		if c.Sentence > 0 {
			want = "己；庚"
		}
		require.Equal(t, want, string(runes[start:end]), string(runes[c.Start:c.End]))
	}
}

// TestInside asks for what stands in the bracket that opens where a piece of the text ends.
func TestInside(t *testing.T) {
	for _, test := range []struct{ text, piece, want string }{
		{"甲1件（含旧，共2件）乙", "甲1件", "含旧，共2件"},
		{"甲1件【含旧】乙", "甲1件", "含旧"},
		{"甲1件[含旧[2]件]（乙）", "甲1件", "含旧[2]件"},
		{"甲1件乙（含旧）", "甲1件", ""},
		{"甲1件“含旧”", "甲1件", ""},
		{"甲1件", "甲1件", ""},
		{"甲（丙1件（含旧））", "丙1件", "含旧"},
	} {
		tree, runes := read(test.text)
		at := len([]rune(test.text[:strings.Index(test.text, test.piece)]))
		id := 0
		for k, c := range tree.Clauses {
			if c.Start <= at {
				id = k
			}
		}
		start, end, ok := tree.Inside(int32(id), at+len([]rune(test.piece)))
		require.Equal(t, test.want != "", ok, test.text)
		require.Equal(t, test.want, string(runes[start:end]), test.text)
	}
}

func TestPartsWords(t *testing.T) {
	for _, c := range "，,；;：:。！？（）()【】[]①\n\t|" {
		require.True(t, clause.PartsWords(c), "%q", c)
	}
	for _, c := range "、《》“”「」甲a1 %" {
		require.False(t, clause.PartsWords(c), "%q", c)
	}
}
