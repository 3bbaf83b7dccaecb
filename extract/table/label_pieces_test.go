package table

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPieces reads labels that are cut in front or behind: whatever is left is read, and the cues stand where they say.
func TestPieces(t *testing.T) {
	l := testLabels(t)
	for _, c := range labelCases(t) {
		label := []rune(c[0])
		for i := range label {
			requireCues(t, l, string(label[:i]))
			requireCues(t, l, string(label[i:]))
		}
	}
}

// TestWordsInAnyOrder reads labels of two to four words of the vocabulary, with and without what can stand between them.
func TestWordsInAnyOrder(t *testing.T) {
	l := testLabels(t)
	words := slices.Sorted(maps.Keys(l.parts))
	between := []string{"", "", "", "/", " / ", "（", "）", "、", "2024年", "1-6月", "%", "（万元）", "A", "+", "甲"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 30_000 {
		label := ""
		for range 2 + random.IntN(3) {
			label += words[random.IntN(len(words))] + between[random.IntN(len(between))]
		}
		requireCues(t, l, label)
	}
}

func requireCues(t *testing.T, l *Labels, label string) {
	var got Label
	require.NotPanics(t, func() { got = l.Read(strings.Split(label, " / ")) }, label)
	header := []rune(got.Header())
	for _, cue := range got.Cues {
		require.Equal(t, cue.Text, string(header[cue.Start:cue.End]), label)
	}
}

// TestMarksOfLabels holds what a label says beside its role: whether its column names a class of things, is a completion though no
// word for a share says so, or tells a change of ranks.
func TestMarksOfLabels(t *testing.T) {
	l := testLabels(t)
	for path, want := range map[string][3]bool{
		"地区": {true, false, false}, "序号": {}, "投资": {}, "上半年完成（%）": {false, true, false}, "完成率（%）": {}, "位次 / 同比": {false, false, true}, "投资 / 同比": {},
	} {
		got := l.Read(strings.Split(path, " / "))
		require.Equal(t, want, [3]bool{got.Class, got.Derived, got.OfRank}, path)
	}
	require.Greater(t, l.Read([]string{"单位"}).Rank, l.Read([]string{"责任单位"}).Rank, "单位 alone may be any unit")
}

// TestLabelsOfOnePiece reads labels that say another thing where they are broken in two.
func TestLabelsOfOnePiece(t *testing.T) {
	l := testLabels(t)
	for path, want := range map[string]string{
		"+-%": "figure, unit %, kind growth", "+/-%": "figure, unit %, kind growth", "+/-": "figure, change", "±%": "figure, unit %, kind growth", "完成目标": "progress",
		"三率综合得分": "figure, measure 三率综合得分",
	} {
		require.Equal(t, want, says(l.Read([]string{path})), path)
	}
}
