package bulk

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"duban/internal/message"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// told imports and returns what the user was told of the store.
func told(t *testing.T, o Options, names ...string) []string {
	var lines []string
	o.Tell = func(line message.Text) { lines = append(lines, line.String()) }
	imported(t, o, names...)
	return lines
}

// What another version has read is read anew, whether it is named this time or not.
func TestOtherVersion(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/z.zip": packed(t, plain, "1.txt=关于二", "in.zip="+packed(t, plain, "3.txt=关于三")), "b.txt": "关于四",
		"in/c.ps": "%!PS-1.7"})
	require.NoError(t, os.WriteFile("in/\xb1\xa8\xb8\xe6.txt", []byte("关于五"), 0o666)) // 报告
	require.Empty(t, told(t, options(), "in"))
	require.Empty(t, told(t, options(), "b.txt"))
	whole := contents(t, "out")

	o := options()
	o.Made = "test 2"
	o.Tell = func(line message.Text) {
		require.Equal(t, "out: 6 files were read by another version of duban, with other words or in another language; all is read anew", line.String())
	}
	r := imported(t, o, "b.txt")
	require.Equal(t, []string{"b.txt false", "in/a.txt false", "in/c.ps false", "in/z.zip/1.txt false", "in/z.zip/in.zip/3.txt false", "in/报告.txt false"}, known2(r))
	require.Equal(t, 6, r.Total)
	require.Equal(t, whole, contents(t, "out"))
	require.Empty(t, told(t, o, "b.txt"))

	// What gave no reading may be gone.
	require.NoError(t, os.Remove("in/c.ps"))
	require.Len(t, told(t, options(), "b.txt"), 1)
	require.Empty(t, told(t, options(), "b.txt"))
	require.Equal(t, whole, contents(t, "out"))

	// Files that are not what they were have not been named, so that nothing is done.
	require.NoError(t, os.WriteFile("in/a.txt", []byte("关于别的"), 0o666))
	require.NoError(t, os.Remove("in/z.zip"))
	_, err := Import(t.Context(), []string{"b.txt"}, o)
	require.EqualError(t, err, "out: earlier readings are damaged or of another version, and their files are not there as they were: "+
		"in/a.txt, in/z.zip/1.txt, in/z.zip/in.zip/3.txt; put them back, or use --fresh to leave them out; the tables are as before")
	require.ErrorAs(t, err, new(UsageError))
	require.Equal(t, whole, contents(t, "out"))
	o = options()
	o.Fresh = true
	imported(t, o, "b.txt")
	require.Equal(t, []string{"b.txt"}, column(table(t, "files"), "path"))
}

// An import by another version that is interrupted after each file goes on, and nothing that the old one read
// remains.
func TestOtherVersionInterrupted(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二", "in/c.txt": "关于三"})
	imported(t, options(), "in")
	whole := contents(t, "out")
	o := options()
	o.Made, o.Jobs = "test 2", 1
	for stopAt := range 4 {
		ctx, stop := context.WithCancel(t.Context())
		steps := 0
		o.Progress = func(Progress) {
			if steps++; steps == stopAt+1 {
				stop()
			}
		}
		_, err := Import(ctx, []string{"in"}, o)
		require.ErrorIs(t, err, ErrInterrupted)
		stop()
	}
	o.Progress = nil
	imported(t, o, "in")
	require.Equal(t, whole, contents(t, "out"))
	s, err := openStore(o)
	require.NoError(t, err)
	defer s.close()
	for _, e := range s.sorted() {
		require.Equal(t, "test 2", e.Made)
		_, err := s.load(e.SHA256)
		require.NoError(t, err)
	}
}

// What the first form of the store has kept is read anew.
func TestFirstForm(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "b.txt": "关于二"})
	imported(t, options(), "in", "b.txt")
	whole := contents(t, "out")
	s, err := openStore(options())
	require.NoError(t, err)
	old := "out/.duban/reports/ab"
	require.NoError(t, os.MkdirAll(old, 0o777))
	require.NoError(t, os.Remove("out/.duban/readings"))
	var journal strings.Builder
	for _, e := range s.sorted() {
		fmt.Fprintf(&journal, "{\"path\":%q,\"sha256\":%q,\"status\":\"ok\"}\n", e.Path, e.SHA256)
		require.NoError(t, os.WriteFile(filepath.Join(old, e.SHA256), []byte("(\xB5/\xFDold"), 0o666))
	}
	s.close()
	require.NoError(t, os.WriteFile("out/.duban/files.ndjson", []byte(journal.String()+"{\"path"), 0o666))
	require.NoError(t, os.Remove("out/.duban/files-copy.ndjson"))
	require.NoError(t, os.WriteFile("out/.duban/made-by", []byte("duban (devel)"), 0o666))
	require.Equal(t, []string{"out: 2 files were read by another version of duban, with other words or in another language; all is read anew"}, told(t, options(), "b.txt"))
	require.Equal(t, whole, contents(t, "out"))
	require.NoFileExists(t, "out/.duban/made-by")
	require.NoDirExists(t, "out/.duban/reports")
	require.Empty(t, told(t, options(), "b.txt"))
}

// A limit holds also for what was read before under a higher one; the reading is kept for those who allow it.
func TestLowerLimit(t *testing.T) {
	tree(t, map[string]string{"a.txt": "关于" + strings.Repeat("进展", 500), "b.txt": "关于二"})
	o := options()
	o.MaxText = mebibyte
	imported(t, o, "a.txt", "b.txt")
	o.MaxText = 1000
	require.Equal(t, []string{"a.txt false", "b.txt false"}, known2(imported(t, o, "a.txt", "b.txt")))
	require.Equal(t, []string{"a.txt failed", "b.txt ok"}, column(table(t, "files"), "path", "status"))
	o.MaxText = mebibyte
	require.Equal(t, []string{"a.txt true", "b.txt true"}, known2(imported(t, o, "a.txt", "b.txt")))
}

// stored returns the names of files of the store: the reports, both copies of the journal, and which one it is.
func stored(t *testing.T) []string {
	names := []string{"out/.duban/readings", "out/.duban/files.ndjson", "out/.duban/files-copy.ndjson", "out/.duban/identity"}
	for _, name := range names {
		require.FileExists(t, name)
	}
	return names
}

// restored returns a function that puts the store of "out" back as it was.
func restored(t *testing.T) func() {
	was := map[string][]byte{}
	for _, name := range stored(t) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		was[name] = data
	}
	return func() {
		for name, data := range was {
			require.NoError(t, os.WriteFile(name, data, 0o666))
		}
	}
}

var everyBit = flag.Bool("every-bit", false, "let TestEveryBit flip eight bits of each byte, not one")

// damages are what happens to the bytes of a file: in each byte a bit is flipped, or all of them in turn, and it
// is cut there.
func damages(data []byte) func(func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		for i := range data {
			for bit := range 8 {
				if !*everyBit && bit != i%8 {
					continue
				}
				flipped := bytes.Clone(data)
				flipped[i] ^= 1 << bit
				if !yield(fmt.Sprintf("bit %d of byte %d", bit, i), flipped) {
					return
				}
			}
			if !yield(fmt.Sprintf("cut at %d", i), data[:i]) {
				return
			}
		}
	}
}

// A reading with any bit changed, or cut anywhere, is no reading; a journal with one gives the same entries with
// its copy.
func TestEveryBit(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一，完成投资12亿元", "b.txt": "关于二", "in/c.ps": "%!PS-1.7"})
	imported(t, options(), "in", "b.txt")
	s, err := openStore(options())
	require.NoError(t, err)
	s.close()
	for _, name := range stored(t) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for what, damaged := range damages(data) {
			require.NoError(t, os.WriteFile(name, damaged, 0o666))
			if name == stored(t)[0] {
				requireNoReading(t, data, damaged, what)
				continue
			}
			again := &store{dir: s.dir, made: s.made, entries: map[string]Entry{}, readings: s.readings}
			_, err := again.readJournal()
			require.NoError(t, err, what)
			require.Equal(t, s.entries, again.entries, what)
		}
		require.NoError(t, os.WriteFile(name, data, 0o666))
	}
}

// requireNoReading requires that of two readings the damaged one, or both, are not found any more, and that what is found
// is as it was written.
func requireNoReading(t *testing.T, data, damaged []byte, what string) {
	r, err := openReadings("out/.duban/readings", false)
	require.NoError(t, err)
	defer r.close()
	require.Less(t, len(r.at), 2, what)
	for digest := range r.at {
		record, err := r.read(digest)
		require.NoError(t, err)
		require.True(t, bytes.Contains(data, record), what)
	}
	if second := bytes.LastIndex(data, []byte(readingMark)); len(damaged) == len(data) || len(damaged) >= second {
		require.Len(t, r.at, 1, what) // the other one
	}
}

// Whatever is damaged in one file of the store, the tables are as if it were not, and the user is told, unless it
// looks like what a killed import leaves behind. The file of one report is not there for the journal to be healed
// from.
func TestDamagedStore(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一，完成投资12亿元", "b.txt": "关于二", "in/c.ps": "%!PS-1.7"})
	imported(t, options(), "in", "b.txt")
	imported(t, options(), "in")
	whole := contents(t, "out")
	restore := restored(t)
	for _, name := range stored(t) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		n := 0
		for what, damaged := range damages(data) {
			if n++; n%(len(data)/4+1) != 0 {
				continue
			}
			require.NoError(t, os.WriteFile(name, damaged, 0o666))
			lines := told(t, options(), "in")
			requireSame(t, whole, contents(t, "out"), name, what)
			if isReport := strings.Contains(name, "readings"); isReport || len(lines) > 0 {
				require.Len(t, lines, 1, "%s: %s", name, what)
				require.Contains(t, lines[0], name+": ")
				require.Contains(t, lines[0], "anew")
			}
			require.Empty(t, told(t, options(), "in"), "healed: %s: %s", name, what)
			restore()
		}
	}
}

func requireSame(t *testing.T, want, got map[string]string, where ...string) {
	for name, data := range want {
		require.True(t, got[name] == data, "%s: %v", name, where)
	}
	require.Len(t, got, len(want))
}

// A journal that is damaged together with its copy is never taken for whole.
func TestDamagedCopies(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "b.txt": "关于二"})
	imported(t, options(), "in", "b.txt")
	whole := contents(t, "out")
	restore := restored(t)
	data, err := os.ReadFile("out/.duban/files.ndjson")
	require.NoError(t, err)
	for at := 0; at < len(data); at += len(data) / 20 {
		for _, name := range stored(t)[1:3] {
			damaged := bytes.Clone(data)
			damaged[at] ^= 0x10
			require.NoError(t, os.WriteFile(name, damaged, 0o666))
		}
		_, err := Import(t.Context(), []string{"in"}, options())
		require.ErrorContains(t, err, "out/.duban/files.ndjson: the journal is damaged, and so is its copy", at)
		require.ErrorContains(t, err, "use --fresh with all sources")
		requireSame(t, whole, contents(t, "out"))
		restore()
	}
	for _, name := range stored(t)[1:3] {
		require.NoError(t, os.Remove(name))
	}
	_, err = Import(t.Context(), []string{"in"}, options())
	require.ErrorContains(t, err, "the journal is damaged, and so is its copy")
}

// withFormats returns options for other formats.
func withFormats(o Options, formats ...dataset.Format) Options {
	o.Dataset.Formats = formats
	return o
}

// swapReadings puts each of two readings under the digest of the other, with checksums that are right.
func swapReadings(t *testing.T) {
	r, err := openReadings("out/.duban/readings", true)
	require.NoError(t, err)
	defer r.close()
	list := r.inOrder()
	require.Len(t, list, 2)
	for i, p := range list {
		other, err := r.read(list[1-i].SHA256)
		require.NoError(t, err)
		head, packed, ok := parseRecord(other)
		require.True(t, ok)
		head.SHA256 = p.SHA256
		record, err := recordOf(head, packed)
		require.NoError(t, err)
		if i == 0 {
			defer func() { require.NoError(t, r.append(head, record)) }()
			continue
		}
		require.NoError(t, r.append(head, record))
	}
}

// Two readings that have changed places, and some that are gone.
func TestSwappedReports(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "b.txt": "关于二"})
	imported(t, options(), "in", "b.txt")
	whole := contents(t, "out")
	swapReadings(t)
	_, err := Import(t.Context(), []string{"in"}, withFormats(options(), dataset.CSV, dataset.SQLite))
	require.ErrorContains(t, err, "damaged: the report of another source; use --verify to make it anew")
	require.Equal(t, whole, contents(t, "out"))
	o := options()
	o.Verify = true
	imported(t, o, "in")
	require.Equal(t, whole, contents(t, "out"))

	require.NoError(t, os.Remove("out/.duban/readings"))
	imported(t, options(), "in")
	require.Equal(t, whole, contents(t, "out"))

	// The reading is lost and so is its file: the tables stay.
	require.NoError(t, os.Remove("b.txt"))
	require.NoError(t, os.Remove("out/.duban/readings"))
	_, err = Import(t.Context(), []string{"in"}, options())
	require.ErrorContains(t, err, "their files are not there as they were: b.txt; put them back")
	require.Equal(t, whole, contents(t, "out"))

	for _, e := range []Entry{{Path: "x", Status: OK}, {Path: "x", SHA256: "ab", Status: OK}, {SHA256: strings.Repeat("a", 64), Status: OK}} {
		s := &store{}
		line := (&s.journal).line(e)
		l, ok := parseLine(line)
		require.True(t, ok)
		_, ok = l.entry()
		require.False(t, ok, string(line))
	}
}

// What a kill or a crash of the machine may leave behind does no harm.
func TestCrashedStore(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二"})
	imported(t, options(), "in")
	whole := contents(t, "out")
	require.NoError(t, os.WriteFile("out/.duban/part-123", []byte("half"), 0o666))
	s, err := openStore(options())
	require.NoError(t, err)
	line := s.journal.line(s.entries["in/a.txt"])
	s.close()
	for _, written := range []string{string(line), string(line[:20])} {
		f, err := os.OpenFile("out/.duban/files.ndjson", os.O_APPEND|os.O_WRONLY, 0)
		require.NoError(t, err)
		_, err = f.WriteString(written)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		require.Empty(t, told(t, options(), "in"))
		require.Equal(t, whole, contents(t, "out"))
	}
	require.NoFileExists(t, "out/.duban/part-123")
}

// Who may read the files of the store and the tables the umask says alone.
func TestModes(t *testing.T) {
	for mask, mode := range map[int]os.FileMode{0o027: 0o640, 0o077: 0o600, 0: 0o666} {
		t.Run(mode.String(), func(t *testing.T) {
			defer syscall.Umask(syscall.Umask(mask))
			tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二"})
			o := options()
			o.Dataset.Formats = nil
			imported(t, o, "in")
			tables, err := filepath.Glob("out/[a-z]*.*")
			require.NoError(t, err)
			for _, name := range append(stored(t), append(tables, "out/.duban/lock")...) {
				info, err := os.Stat(name)
				require.NoError(t, err)
				require.Equal(t, mode, info.Mode(), name)
			}
		})
	}
}

// A journal that has lost whole lines, together with its copy, is never taken for whole: neither the last of them, nor one
// between others, nor all.
func TestLostLines(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "b.txt": "关于二", "in/c.ps": "%!PS-1.7"})
	imported(t, options(), "in", "b.txt")
	whole := contents(t, "out")
	restore := restored(t)
	data, err := os.ReadFile("out/.duban/files.ndjson")
	require.NoError(t, err)
	lines := bytes.SplitAfter(data, []byte("\n"))
	require.Len(t, lines, 5) // a head, three files, nothing
	for what, kept := range map[string][][]byte{
		"nothing": {}, "half a head": {lines[0][:20]}, "the head": lines[:1], "all but the last": lines[:3], "the last": lines[3:],
		"all but the first": {lines[0], lines[2], lines[3]}, "one twice": {lines[0], lines[1], lines[2], lines[2]},
	} {
		for _, name := range stored(t)[1:3] {
			require.NoError(t, os.WriteFile(name, bytes.Join(kept, nil), 0o666))
		}
		_, err := Import(t.Context(), []string{"in"}, options())
		require.ErrorContains(t, err, "out/.duban/files.ndjson: the journal is damaged, and so is its copy", what)
		requireSame(t, whole, contents(t, "out"), what)
		restore()

		name := stored(t)[1] // alone
		require.NoError(t, os.WriteFile(name, bytes.Join(kept, nil), 0o666))
		imported(t, options(), "in")
		requireSame(t, whole, contents(t, "out"), what)
		restore()
	}
}

// Half a line in both copies, as a machine that stops can leave it, does not spoil the line that comes next.
func TestHalfLineInBothCopies(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "b.txt": "关于二"})
	imported(t, options(), "in", "b.txt")
	for _, name := range stored(t)[1:3] {
		f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
		require.NoError(t, err)
		_, err = f.WriteString(`{"generation":1,"num`)
		require.NoError(t, err)
		require.NoError(t, f.Close())
	}
	s, err := openStore(options())
	require.NoError(t, err)
	require.NoError(t, s.keep(Entry{Path: "c.ps", Status: Unsupported}))
	s.close() // killed
	s, err = openStore(options())
	require.NoError(t, err)
	defer s.close()
	require.Len(t, s.entries, 3)
}

// What stands in the place of a file of the store and is none is not read, as that might never end, but is like one that is gone.
func TestNoFileInStore(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "b.txt": "关于二"})
	imported(t, options(), "in", "b.txt")
	whole := contents(t, "out")
	for _, name := range append(stored(t), "out/.duban/lock", "out/.duban/index", "out/.duban/sources") {
		for what, put := range map[string]func() error{
			"folder":                 func() error { return os.MkdirAll(filepath.Join(name, "in it"), 0o777) },
			"link without end":       func() error { return os.Symlink("/dev/zero", name) },
			"link to nothing":        func() error { return os.Symlink("nowhere", name) },
			"pipe that says nothing": func() error { return syscall.Mkfifo(name, 0o666) },
		} {
			require.NoError(t, os.Remove(name))
			require.NoError(t, put())
			lines := told(t, options(), "in")
			require.Equal(t, slices.Contains(stored(t), name), len(lines) == 1, "%s: %s", name, what)
			requireSame(t, whole, contents(t, "out"), name, what)
			require.Empty(t, told(t, options(), "in"), "healed: %s: %s", name, what)
		}
	}
}
