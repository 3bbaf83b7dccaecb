package browse

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"duban/internal/message"

	"github.com/stretchr/testify/require"
)

// Everything that the pages say has its Chinese.
func TestChineseTexts(t *testing.T) {
	said := map[string]bool{}
	files, err := filepath.Glob("*")
	require.NoError(t, err)
	for _, name := range files {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range regexp.MustCompile(`(?:say\(|say |add\(|problem\(w, r, [a-zA-Z.]+, )"([^"%]*[a-zA-Z%][^"]*)"`).FindAllStringSubmatch(string(data), -1) {
			said[m[1]] = true
		}
	}
	require.True(t, said["There is no such row."])
	require.True(t, said["page %s"])
	require.True(t, said["Skip to the content"])
	for _, c := range columns {
		for _, one := range c {
			said[one.head] = true
		}
	}
	for _, c := range names {
		said[c.Title] = true
		said[c.About] = c.About != ""
	}
	for _, s := range sources {
		said[s.any] = true
	}
	for _, l := range labels {
		said[l] = true
	}
	for english, is := range said {
		if is {
			require.True(t, message.HasTerm(room, english), "zh.po has no entry with the context browse for %q", english)
		}
	}
}
