package seeds

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// keyed names the vocabularies in which a word may have several lines, for different second columns.
var keyed = map[string]int{"cues.tsv": 2, "dates.tsv": 2, "number_names.tsv": 2, "organ_ends.tsv": 2, "organs.tsv": 2, "pace.tsv": 2, "page_words.tsv": 2, "place_words.tsv": 2, "regions.tsv": 2, "report_words.tsv": 2, "unit_parts.tsv": 2}

func TestVocabularies(t *testing.T) {
	names, err := fs.Glob(FS, "*.tsv")
	require.NoError(t, err)
	require.Greater(t, len(names), 3)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			columns := columnsOf(t, name)
			require.Equal(t, "comment", columns[len(columns)-1])
			lines, err := Read(FS, name, columns...)
			require.NoError(t, err)
			require.NotEmpty(t, lines)
			seen := map[string]int{}
			for _, l := range lines {
				for i, field := range l.Fields {
					require.Equal(t, strings.TrimSpace(field), field, "line %d: white space around a field", l.Number)
					require.True(t, utf8.ValidString(field), "line %d", l.Number)
					require.NotContains(t, field, "\uFFFD", "line %d: column %s", l.Number, columns[i])
				}
				require.NotEmpty(t, l.Fields[0], "line %d", l.Number)
				key := strings.Join(l.Fields[:max(1, keyed[name])], "\t")
				require.Zero(t, seen[key], "line %d says again what line %d says: %s", l.Number, seen[key], key)
				seen[key] = l.Number
			}
		})
	}
}

func columnsOf(t *testing.T, name string) []string {
	data, err := FS.ReadFile(name)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(data), "# "), "begins with what the words are for")
	require.True(t, strings.HasSuffix(string(data), "\n"))
	require.NotContains(t, string(data), "\r")
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") {
			return strings.Split(strings.TrimSpace(line), "\t")
		}
	}
	return nil
}

func TestReadmeNamesEveryFile(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	names, err := fs.Glob(FS, "*.tsv")
	require.NoError(t, err)
	for _, name := range names {
		require.True(t, strings.Contains(string(readme), "\n| `"+name+"` | "), "README.md has no line for %s", name)
	}
	require.Equal(t, len(names), strings.Count(string(readme), "\n| `"), "a line for a file that is not there")
}

func TestManifest(t *testing.T) {
	lines, err := Read(FS, "reports/MANIFEST.tsv", "path", "sha256", "source", "note")
	require.NoError(t, err)
	listed := []string{"MANIFEST.tsv"}
	for _, l := range lines {
		data, err := FS.ReadFile("reports/" + l.Fields[0])
		require.NoError(t, err)
		sum := sha256.Sum256(data)
		require.Equal(t, hex.EncodeToString(sum[:]), l.Fields[1], l.Fields[0])
		require.NotEmpty(t, l.Fields[2], "%s: no source", l.Fields[0])
		listed = append(listed, l.Fields[0])
	}
	entries, err := FS.ReadDir("reports")
	require.NoError(t, err)
	var there []string
	for _, e := range entries {
		there = append(there, e.Name())
	}
	require.ElementsMatch(t, there, listed)
}

func TestRead(t *testing.T) {
	file := func(text string) fs.FS { return fstest.MapFS{"w.tsv": {Data: []byte(text)}} }
	lines, err := Read(file("\uFEFF# what\r\nword\tkind\tcomment\r\n\r\n局\tname\r\n# 委\n办\t\tsee 局\n"), "w.tsv", "word", "kind", "comment")
	require.NoError(t, err)
	require.Equal(t, []Line{{4, []string{"局", "name", ""}}, {6, []string{"办", "", "see 局"}}}, lines)

	_, err = Read(file("word\tcomment\n局\tname\n"), "w.tsv", "word", "kind", "comment")
	require.EqualError(t, err, `w.tsv:1: the columns are "word, comment", not "word, kind, comment"; name these in the first line, with tabs between them`)
	_, err = Read(file("# c\nword\tcomment\n局\ta\tb\n"), "w.tsv", "word", "comment")
	require.EqualError(t, err, "w.tsv:3: 3 fields under 2 columns (word, comment)")
	_, err = Read(file(""), "x.tsv", "word")
	require.ErrorIs(t, err, fs.ErrNotExist)
}
