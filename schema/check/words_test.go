package check

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// TestWords holds that each list is explained in the head of the file and used by the code, has no word twice, and stands in
// one piece, in the order of the explanations.
func TestWords(t *testing.T) {
	code, err := os.ReadFile("words.go")
	require.NoError(t, err)
	lists := slices.Sorted(maps.Keys(words))
	require.Equal(t, lists, namesIn(wordsFile, `(?m)^#   (\w+)  `), "explained")
	require.Equal(t, lists, slices.Sorted(slices.Values(namesIn(string(code), `words\["(\w+)"\]`))), "used")
	require.Equal(t, lists, slices.Compact(namesIn(wordsFile, `(?m)^[^#\t\n]+\t(\w+)`)[1:]), "in one piece") // behind the names of the columns
	for name, list := range words {
		require.Len(t, slices.Compact(slices.Sorted(slices.Values(list))), len(list), name)
	}
	for _, w := range blanks {
		require.LessOrEqual(t, utf8.RuneCountInString(w), longestBlank, w)
	}
}

func namesIn(text, pattern string) []string {
	var names []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}
