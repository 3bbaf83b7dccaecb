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
