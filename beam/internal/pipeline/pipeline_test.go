package pipeline

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"duban/beam/internal/files"
	"duban/beam/internal/output"
	"duban/internal/message"
	"duban/internal/testimport"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	Register()
	beam.Init()
	os.Exit(m.Run())
}

func options(inputs ...string) Options {
	return Options{Inputs: inputs, Output: "memfs://out", Run: "1", Formats: []string{"csv", "ndjson"}, Shards: 2, ChunkSize: 64 << 10,
		Limits: Limits{MaxSize: 1 << 20}}
}

// zipped and tarred pack one file into an archive.
func zipped(t *testing.T, name, data string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	require.NoError(t, err)
	_, err = w.Write([]byte(data))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return out.Bytes()
}

func tarred(t *testing.T, name, data string) []byte {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(data))}))
	_, err := w.Write([]byte(data))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return out.Bytes()
}

// TestElsewhere imports from a file system that is no local one, archives among the files, and writes to it.
func TestElsewhere(t *testing.T) {
	memfs.Write("memfs://in/a.txt", []byte("关于进展一"))
	memfs.Write("memfs://in/again.txt", []byte("关于进展一"))
	memfs.Write("memfs://in/b.zip", zipped(t, "dir/b.txt", "关于进展二"))
	memfs.Write("memfs://in/c.tar", tarred(t, "c.zip", string(zipped(t, "c.txt", "关于进展三"))))
	memfs.Write("memfs://in/cut.docx", []byte("PK\x03\x04"))
	memfs.Write("memfs://in/empty.txt", nil)
	memfs.Write("memfs://in/large.txt", bytes.Repeat([]byte("一"), 1<<20))
	p := beam.NewPipeline()
	o := options("memfs://in/*.*", "memfs://in/a.txt")
	Build(p, o)
	require.NoError(t, output.Claim(t.Context(), o.Output, o.Mark(), false))
	require.NoError(t, beamx.Run(t.Context(), p))
	var got []string
	for _, name := range []string{"files-00000-of-00002.csv", "files-00001-of-00002.csv"} {
		data, err := files.Read(t.Context(), "memfs://out/"+name)
		require.NoError(t, err)
		records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		require.NoError(t, err)
		for _, r := range records[1:] {
			got = append(got, r[0]+" "+r[3])
		}
	}
	slices.Sort(got)
	require.Equal(t, []string{"memfs://in/a.txt ok", "memfs://in/again.txt duplicate", "memfs://in/b.zip/dir/b.txt ok", "memfs://in/c.tar/c.zip/c.txt ok",
		"memfs://in/cut.docx failed", "memfs://in/empty.txt unsupported", "memfs://in/large.txt failed"}, got)
	left, err := files.List(t.Context(), "memfs://out/duban-beam-parts/*/*/*")
	require.NoError(t, err)
	require.Empty(t, left)
	require.ErrorContains(t, output.Claim(t.Context(), o.Output, o.Mark(), false), "memfs://out: holds another run (1, complete); ")
	require.NoError(t, output.Claim(t.Context(), o.Output, o.Mark(), true))
	left, err = files.List(t.Context(), "memfs://out/*")
	require.NoError(t, err)
	require.Equal(t, []string{"memfs://out/duban-beam.json"}, left)
}

// TestChinese has why files are not read told in the language of the run, wherever in the pipeline that is found out.
func TestChinese(t *testing.T) {
	memfs.Write("memfs://zh/a.txt", []byte("关于进展一"))
	memfs.Write("memfs://zh/cut.docx", []byte("PK\x03\x04"))
	memfs.Write("memfs://zh/cut.tar.gz", []byte("\x1f\x8b\x08\x00"))
	memfs.Write("memfs://zh/empty.txt", nil)
	memfs.Write("memfs://zh/large.txt", bytes.Repeat([]byte("一"), 1<<20))
	memfs.Write("memfs://zh/a.pdf", []byte("%PDF-1.7"))
	p := beam.NewPipeline()
	o := options("memfs://zh/*.*")
	o.Output, o.Shards, o.Language = "memfs://outzh", 1, message.Chinese
	Build(p, o)
	require.NoError(t, output.Claim(t.Context(), o.Output, o.Mark(), false))
	require.NoError(t, beamx.Run(t.Context(), p))
	data, err := files.Read(t.Context(), "memfs://outzh/files-00000-of-00001.csv")
	require.NoError(t, err)
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	require.NoError(t, err)
	require.Len(t, records, 1+6)
	names := regexp.MustCompile(`duban(-beam| import)?|--[a-z-]+|PDF|ZIP|gzip|zip|MiB|a?\.[a-z]+`)
	for _, r := range records[1:] {
		said := r[5] + r[6]
		require.NotEmpty(t, said, r[0])
		require.NotRegexp(t, `[A-Za-z]{2,}`, names.ReplaceAllString(said, ""), r[0])
	}
}

// generated returns generated files as documents.
func generated(t testing.TB, total int) []Document {
	dir := t.TempDir()
	testimport.New(t).Write(t, dir, total)
	names, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	require.NoError(t, err)
	var list []Document
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		list = append(list, Document{Place{Path: name}, data})
	}
	return list
}

// batchOf returns one batch of all documents.
func batchOf(documents []Document) (batch Batch) {
	once := &once{ChunkSize: 1 << 40}
	for _, d := range documents {
		list := []Document{d}
		once.ProcessElement(digestOf(d.Data), next(&list), nil)
	}
	once.FinishBundle(func(b Batch) { batch = b })
	return batch
}

// readBatch reads generated reports as a worker does.
func readBatch(t testing.TB, ctx context.Context, total int) (readings []Reading, rows []FileRow, beside []Across) {
	r := &read{Limits: Limits{MaxSize: 1 << 20}}
	require.NoError(t, r.Setup())
	issuers := map[string][]Comparable{}
	require.NoError(t, r.ProcessElement(ctx, batchOf(generated(t, total)), func(r Reading) { readings = append(readings, r) },
		func(issuer string, c Comparable) { issuers[issuer] = append(issuers[issuer], c) }, func(f FileRow) { rows = append(rows, f) }))
	s := &series{}
	require.NoError(t, s.Setup())
	for issuer, list := range issuers {
		require.NoError(t, s.ProcessElement(issuer, next(&list), func(a Across) { beside = append(beside, a) }))
	}
	return readings, rows, beside
}

// next returns what gives the things of a list.
func next[T any](list *[]T) func(*T) bool {
	return func(v *T) bool {
		if len(*list) == 0 {
			return false
		}
		*v, *list = (*list)[0], (*list)[1:]
		return true
	}
}

// TestAgain does by hand what a runner does when a worker is lost: a shard is written twice, from the same things in another
// order, and put in its place twice. The bytes are the same, and there is one of each file.
func TestAgain(t *testing.T) {
	readings, rows, beside := readBatch(t, t.Context(), 12)
	require.Len(t, readings, 11) // one of the 12 lies in an archive
	require.NotEmpty(t, beside)
	out := filepath.Join(t.TempDir(), "out")
	w := &tables{Output: out, Run: "1", Formats: []string{"csv", "ndjson", "parquet"}}
	require.NoError(t, w.Setup())
	settle := &settle{out, "1", 1}
	var tries []output.Written
	var contents []map[string]string
	for range 2 {
		a, b, c := slices.Clone(readings), slices.Clone(beside), slices.Clone(rows)
		require.NoError(t, w.ProcessElement(t.Context(), 0, nil, next(&a), next(&b), next(&c), func(w output.Written) { tries = append(tries, w) }))
		slices.Reverse(readings)
		slices.Reverse(beside)
		slices.Reverse(rows)
	}
	for _, try := range tries {
		for range 2 { // the second time nothing is left to do
			_, err := settle.ProcessElement(t.Context(), try)
			require.NoError(t, err)
		}
		contents = append(contents, contentsOf(t, out))
	}
	require.Equal(t, contents[0], contents[1])
	require.NoError(t, (&finish{out, Options{Run: "1"}.Mark()}).ProcessElement(t.Context(), 0, next(&[]output.Written{tries[0]})))
	require.NoDirExists(t, filepath.Join(out, "duban-beam-parts"))
	require.Equal(t, contents[0], contentsOf(t, out))

	lost := tries[0]
	lost.Files = append(slices.Clone(lost.Files), output.File{Name: "none.csv", Size: 1})
	_, err := settle.ProcessElement(t.Context(), lost)
	require.ErrorContains(t, err, "which was written before, is not there")
}

// contentsOf returns the shards in a folder.
func contentsOf(t *testing.T, dir string) map[string]string {
	names, err := filepath.Glob(filepath.Join(dir, "*-of-*"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	contents := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		contents[name] = string(data)
	}
	return contents
}

// TestPacks has nothing in two packs, in none, or in one that is too heavy for more than one thing.
func TestPacks(t *testing.T) {
	const kib = 1 << 10
	for _, c := range []struct{ sizes, packs string }{{"", ""}, {"1", "1"}, {"1 1 1", "1 1 1"}, {"20 40 1 1", "20|40|1 1"}, {"100", "100"}, {"1 100 1", "1|100|1"}} {
		list := strings.Fields(c.sizes)
		var packs []string
		packInto(list, 50*kib, func(s *string) int64 {
			return map[string]int64{"1": kib, "20": 20 * kib, "40": 40 * kib, "100": 100 * kib}[*s]
		},
			func(pack []string) { packs = append(packs, strings.Join(pack, " ")) })
		require.Equal(t, c.packs, strings.Join(packs, "|"), c.sizes)
	}
}

// TestLocalFiles goes through a folder, and passes over the output in it; a link in it is none that is followed.
func TestLocalFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"in/a.txt", "in/b/c.txt", "in/out/old.csv", "d.txt"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, nil, 0o666))
	}
	require.NoError(t, os.Symlink("../d.txt", "in/link.txt"))
	require.NoError(t, os.WriteFile("in/\xb1\xa8\xb8\xe6.txt", nil, 0o666)) // 报告, in GBK
	found, err := Find(t.Context(), []string{"in", "in/*.txt", "*.txt"}, "in/out", message.English)
	require.NoError(t, err)
	var got []string
	for _, s := range found {
		got = append(got, strings.TrimSpace(s.Path+" "+s.Problem))
	}
	require.Equal(t, []string{"d.txt", "in/a.txt", "in/b/c.txt", "in/link.txt this is a symbolic link, which is not followed; pass what it points to",
		"in/报告.txt"}, got)
}
