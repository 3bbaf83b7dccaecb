package duban_test

import (
	"io/fs"
	"os"
	"path/filepath"
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

// TestDocsNameFilesThatAreThere looks for the files that documents link to or name by their path, and for what a merge
// leaves behind.
func TestDocsNameFilesThatAreThere(t *testing.T) {
	const least = 30
	named := 0
	for _, name := range documents(t) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NotRegexp(t, `(?m)^(<<<<<<<|=======|>>>>>>>)`, string(data), name)
		for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(string(data), -1) {
			require.FileExists(t, filepath.Join(filepath.Dir(name), m[1]), name)
			named++
		}
		for _, m := range regexp.MustCompile("`([a-z0-9_]+/[a-z0-9_/*]+\\.(?:go|tsv|md))`").FindAllStringSubmatch(string(data), -1) {
			found, err := filepath.Glob(m[1])
			require.NoError(t, err)
			require.NotEmpty(t, found, "%s names %s", name, m[1])
			named++
		}
	}
	require.Greater(t, named, least)
}

// documents returns the names of all Markdown files but those that are input of tests.
func documents(t *testing.T) []string {
	var names []string
	for _, pattern := range []string{"*.md", "docs/*.md", "seeds/*.md", "examples/*.md", "testdata/*/README.md"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		names = append(names, found...)
	}
	return names
}
