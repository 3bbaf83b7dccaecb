package duban_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestDocsNameTestsThatAreThere looks for the tests, benchmarks and fuzz targets that docs/ names.
func TestDocsNameTestsThatAreThere(t *testing.T) {
	there := map[string]bool{}
	require.NoError(t, fs.WalkDir(os.DirFS("."), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := os.ReadFile(name)
		for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Benchmark|Fuzz)\w+)\(`).FindAllSubmatch(source, -1) {
			there[string(m[1])] = true
		}
		return err
	}))
	for name, least := range map[string]int{"docs/robustness.md": 80, "docs/testing.md": 30} {
		doc, err := os.ReadFile(name)
		require.NoError(t, err)
		named := regexp.MustCompile("`((?:Test|Benchmark|Fuzz)\\w+)[`/]").FindAllSubmatch(doc, -1)
		require.Greater(t, len(named), least)
		for _, m := range named {
			require.True(t, there[string(m[1])], "%s: there is no %s", name, m[1])
		}
	}
}
