package check

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWords holds that each list is explained in the head of the file and used by the code, and has no word twice.
func TestWords(t *testing.T) {
	code, err := os.ReadFile("words.go")
	require.NoError(t, err)
	lists := slices.Sorted(maps.Keys(words))
	require.Equal(t, lists, namesIn(wordsFile, `(?m)^#   (\w+)  `), "explained")
	require.Equal(t, lists, namesIn(string(code), `words\["(\w+)"\]`), "used")
	for name, list := range words {
		require.Len(t, slices.Compact(slices.Sorted(slices.Values(list))), len(list), name)
	}
}

func namesIn(text, pattern string) []string {
	var names []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return names
}
