package bulk

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// copyFile puts a copy of a file in the place of another.
func copyFile(t *testing.T, from, to string) {
	data, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o777))
	require.NoError(t, os.RemoveAll(to))
	require.NoError(t, os.WriteFile(to, data, 0o666))
}

// copyFolder copies a folder, or makes links to its files.
func copyFolder(t *testing.T, from, to string, each func(from, to string) error) {
	require.NoError(t, filepath.WalkDir(from, func(name string, e os.DirEntry, err error) error {
		below, _ := filepath.Rel(from, name)
		if err != nil || e.IsDir() {
			return os.MkdirAll(filepath.Join(to, below), 0o777)
		}
		return each(name, filepath.Join(to, below))
	}))
}

// A file of the store that comes from another dataset, from a copy of this one that went its own way, or from another time,
// brings nothing into the tables: it is mended from what is left, and said so, or nothing is written.
func TestFilesOfAnotherDataset(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一，完成投资12亿元", "in/b.txt": "关于二", "other/c.txt": "关于三", "other/d.txt": "关于四"})
	imported(t, options(), "in/a.txt")
	copyFolder(t, "out/.duban", "before", func(a, b string) error { copyFile(t, a, b); return nil })
	imported(t, options(), "in")
	copyFolder(t, "out", "fork", func(a, b string) error { copyFile(t, a, b); return nil })
	for out, in := range map[string]string{"fork": "other/c.txt", "another": "other"} {
		o := options()
		o.Out = out
		imported(t, o, in)
	}
	whole := contents(t, "out")
	copyFolder(t, "out", "good", func(a, b string) error { copyFile(t, a, b); return nil })
	for _, from := range []string{"another/.duban", "fork/.duban", "before"} {
		for _, names := range [][]string{
			{"files.ndjson"}, {"files-copy.ndjson"}, {"readings"}, {"index"}, {"sources"}, // mended
			{"files.ndjson", "files-copy.ndjson"}, {"identity"}, {"files.ndjson", "identity", "index"}, // told from the others, or refused
		} {
			require.NoError(t, os.RemoveAll("out"))
			copyFolder(t, "good", "out", func(a, b string) error { copyFile(t, a, b); return nil })
			for _, name := range names {
				copyFile(t, filepath.Join(from, name), filepath.Join("out/.duban", name))
			}
			o := options()
			_, err := Import(t.Context(), []string{"in"}, o)
			if isJournal := len(names) > 1 || names[0] == "identity"; isJournal && err != nil {
				require.ErrorContains(t, err, "out/.duban/files.ndjson: the journal is not the one that was written here", "%s: %s", from, names)
				require.ErrorAs(t, err, new(UsageError))
				if names[0] == identity { // for which there is a remedy
					require.ErrorContains(t, err, "remove out/.duban/identity if that file alone came from elsewhere")
					require.NoError(t, os.Remove("out/.duban/identity"))
					imported(t, o, "in")
				}
			} else {
				require.NoError(t, err, "%s: %s", from, names)
			}
			if len(names) < 3 { // else most of it is the other
				requireSame(t, whole, contents(t, "out"), from, names[0])
			}
		}
	}
}

// Lines of another journal among those of one copy are told and left out; in both nothing is written.
func TestLinesOfAnotherDataset(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一，完成投资12亿元", "in/b.txt": "关于二", "other/c.txt": "关于三"})
	imported(t, options(), "in")
	o := options()
	o.Out = "another"
	imported(t, o, "other")
	whole := contents(t, "out")
	foreign, err := os.ReadFile("another/.duban/files.ndjson")
	require.NoError(t, err)
	lines := bytes.SplitAfter(foreign, []byte("\n"))
	add := func(name string) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(name, append(data, lines[1]...), 0o666))
	}
	add("out/.duban/files.ndjson")
	require.Equal(t, []string{"out/.duban/files.ndjson: lines were of another dataset or another time (1); it is written anew from its copy; check the disk"},
		told(t, options(), "in"))
	require.Equal(t, whole, contents(t, "out"))
	require.Empty(t, told(t, options(), "in"))
	add("out/.duban/files.ndjson")
	add("out/.duban/files-copy.ndjson")
	_, err = Import(t.Context(), []string{"in"}, options())
	require.ErrorContains(t, err, "the journal is damaged, and so is its copy")
	require.Equal(t, whole, contents(t, "out"))
}

// Without the file that names it a journal is known by its copy alone; where these differ it is not known which one it is.
func TestJournalWithoutIdentity(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "other/c.txt": "关于三"})
	imported(t, options(), "in")
	o := options()
	o.Out = "another"
	imported(t, o, "other")
	whole := contents(t, "out")
	require.NoError(t, os.Remove("out/.duban/identity"))
	require.Equal(t, []string{"out/.duban/identity: damaged or gone; it is written anew; check the disk"}, told(t, options(), "in"))
	require.Empty(t, told(t, options(), "in"))
	require.NoError(t, os.Remove("out/.duban/identity"))
	copyFile(t, "another/.duban/files.ndjson", "out/.duban/files.ndjson")
	_, err := Import(t.Context(), []string{"in"}, options())
	require.ErrorContains(t, err, "the journal is not the one that was written here")
	require.Equal(t, whole, contents(t, "out"))
}

// The store is whole after each step of writing the journal anew: the names that it may have, one copy, the other, its name.
func TestRewriteKilled(t *testing.T) {
	for killed := range 4 {
		tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二"})
		imported(t, options(), "in")
		whole := contents(t, "out")
		for range 2 { // and again, before anything is mended
			s, err := openStore(options())
			require.NoError(t, err)
			name := rand.Text()
			require.NoError(t, s.writeIdentity(append(s.journals, name)...))
			all := s.journal.next(s.sorted(), name)
			for _, copied := range journalNames[:min(killed, 2)] {
				require.NoError(t, s.replace(filepath.Join(s.dir, copied), all))
			}
			if killed == 3 {
				require.NoError(t, s.writeIdentity(name))
			}
			s.close()
		}
		require.Empty(t, told(t, options(), "in"), killed)
		require.Equal(t, whole, contents(t, "out"), killed)
	}
}

// A journal of a former version, without a name, is taken over once.
func TestJournalWithoutName(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二"})
	imported(t, options(), "in/a.txt")
	whole := contents(t, "out")
	s, err := openStore(options())
	require.NoError(t, err)
	require.NoError(t, s.writeIdentity(""))
	old := s.journal.next(s.sorted(), "")
	require.NotContains(t, string(old), `"of"`)
	s.close()
	require.NoError(t, os.Remove("out/.duban/identity"))
	write := func() {
		for _, name := range journalNames {
			require.NoError(t, os.WriteFile("out/.duban/"+name, old, 0o666))
		}
	}
	write()
	require.Empty(t, told(t, options(), "in/a.txt"))
	require.Equal(t, whole, contents(t, "out"))
	write()
	_, err = Import(t.Context(), []string{"in"}, options())
	require.ErrorContains(t, err, "the journal is not the one that was written here")
}

// A copy of a dataset that is made of links is a dataset of its own as soon as either is added to.
func TestLinkedCopy(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二"})
	o := options()
	o.Dataset.Formats = nil
	imported(t, o, "in/a.txt")
	whole := contents(t, "out")
	copyFolder(t, "out", "linked", os.Link)
	linked := o
	linked.Out = "linked"
	imported(t, linked, "in")
	require.Equal(t, whole, contents(t, "out"))
	require.Empty(t, told(t, o, "in/a.txt"))
	require.Equal(t, whole, contents(t, "out"))
	require.Equal(t, []string{"a.txt", "b.txt"}, func() (names []string) {
		require.NoError(t, os.Rename("out", "was"))
		require.NoError(t, os.Rename("linked", "out"))
		return column(table(t, "reports"), "source_name")
	}())
}
