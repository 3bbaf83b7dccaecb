package dataset

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// numbered returns the report of the tests under other IDs and texts.
func numbered(t *testing.T, n int) *Report {
	data, err := os.ReadFile("../testdata/report.json")
	require.NoError(t, err)
	r := new(schema.Report)
	require.NoError(t, json.Unmarshal(data, r))
	r.ID = fmt.Sprintf("sha256:%064d", n)
	r.Source.Name = fmt.Sprintf("%d.txt", n)
	r.Sections[0].Text = strings.Repeat("长", n%7)
	report, _ := NewReport(r)
	return report
}

// loads counts how often rows were made.
type loads struct{ count int }

func (l *loads) parts(t *testing.T, numbers ...int) []Part {
	var parts []Part
	for _, n := range numbers {
		p := ReportPart(numbered(t, n))
		load := p.Load
		p.Load = func() (*Report, error) {
			l.count++
			return load()
		}
		parts = append(parts, p)
	}
	return append(parts, RowsPart(FileRows([]File{{Path: fmt.Sprint(numbers), Status: "failed", Error: "no"}})))
}

func up(to int) (numbers []int) {
	for n := range to {
		numbers = append(numbers, n)
	}
	return numbers
}

func done(int) error { return nil }

// fresh returns the files of a dataset that is written where there was none.
func fresh(t *testing.T, o Options, parts []Part) map[string]string {
	dir := t.TempDir()
	o.Index = ""
	require.NoError(t, Write(dir, filepath.Join(dir, "new"), o, parts, done))
	return filesOf(t, dir)
}

func filesOf(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	for name := range digests(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		files[name] = string(data)
	}
	return files
}

// requireSameFiles requires the same bytes of all files but the database and the description, which has its digest.
func requireSameFiles(t *testing.T, want, got map[string]string, about ...any) {
	require.Equal(t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)))
	for name, data := range want {
		if name != databaseFile && name != packageName {
			require.True(t, data == got[name], "%s: %v", name, about)
		}
	}
}

// What is there is taken over, and what comes out is what is written where there was nothing.
func TestTakeOver(t *testing.T) {
	dir, index := t.TempDir(), filepath.Join(t.TempDir(), "index")
	o := Options{Index: index, Made: "test", Key: "1"}
	write := func(o Options, numbers ...int) int {
		l := &loads{}
		require.NoError(t, Write(dir, filepath.Join(dir, "new"), o, l.parts(t, numbers...), done))
		requireSameFiles(t, fresh(t, o, (&loads{}).parts(t, numbers...)), filesOf(t, dir), numbers)
		return l.count
	}
	all := 50
	if underRace {
		all = 20
	}
	require.Equal(t, all, write(o, up(all)...))
	require.True(t, IsCurrent(dir, o, true))
	require.Zero(t, write(o, up(all)...))
	require.LessOrEqual(t, write(o, slices.Insert(up(all), all, all)...), all/2, "one new, and the chunk that it comes into")
	require.LessOrEqual(t, write(o, slices.Delete(up(all), all/2, all/2+1)...), all/2)

	r := rand.New(rand.NewPCG(7, 8))
	for range 3 {
		numbers := up(all + all/2)
		r.Shuffle(len(numbers), func(i, k int) { numbers[i], numbers[k] = numbers[k], numbers[i] })
		write(o, numbers[:all/2+r.IntN(all/2)]...)
	}
	o.Formats = []Format{CSV}
	write(o, up(all)...)
	o.Formats = nil
	write(o, up(all)...)
	o.CSVBOM = true
	require.Equal(t, all, write(o, up(all)...))
	o.Made = "test 2"
	require.Equal(t, all, write(o, up(all)...))
}

// A byte of a table that has changed without its size and its times telling is not taken over.
func TestDamagedTables(t *testing.T) {
	dir, index := t.TempDir(), filepath.Join(t.TempDir(), "index")
	o := Options{Index: index, Made: "test", Key: "1", Formats: []Format{NDJSON, CSV, Parquet, XLSX}}
	require.NoError(t, Write(dir, filepath.Join(dir, "new"), o, (&loads{}).parts(t, up(20)...), done))
	whole := filesOf(t, dir)
	want := fresh(t, o, (&loads{}).parts(t, up(21)...))
	r := rand.New(rand.NewPCG(9, 10))
	for name, data := range whole {
		for range 1 {
			damaged := []byte(data)
			if len(damaged) == 0 || underRace && r.IntN(8) > 0 {
				continue
			}
			at := r.IntN(len(damaged))
			damaged[at] ^= 1 << r.IntN(8)
			for file, data := range whole {
				require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(data), 0o666))
			}
			require.NoError(t, os.WriteFile(filepath.Join(dir, name), damaged, 0o666))
			x := readIndex(index)
			for file, mark := range x.Outputs { // as if nothing told of it
				require.NoError(t, x.note(dir, file, digest{sha256: mark.SHA256}))
			}
			require.NoError(t, x.write(index, t.TempDir()))
			require.True(t, IsCurrent(dir, o, false))
			require.False(t, IsCurrent(dir, o, true))
			kept, err := os.ReadFile(index)
			require.NoError(t, err)
			require.NoError(t, Write(dir, filepath.Join(dir, "new"), o, (&loads{}).parts(t, up(21)...), done))
			requireSameFiles(t, want, filesOf(t, dir), name, at)
			require.NoError(t, os.WriteFile(index, kept, 0o666))
		}
	}
}

// A damaged index is as if there were none.
func TestDamagedIndex(t *testing.T) {
	dir, index := t.TempDir(), filepath.Join(t.TempDir(), "index")
	o := Options{Index: index, Made: "test", Key: "1", Formats: []Format{CSV}}
	require.NoError(t, Write(dir, filepath.Join(dir, "new"), o, (&loads{}).parts(t, up(3)...), done))
	data, err := os.ReadFile(index)
	require.NoError(t, err)
	require.NotNil(t, readIndex(index))
	for at := 0; at < len(data); at += 97 {
		damaged := slices.Clone(data)
		damaged[at] ^= 4
		for _, bytes := range [][]byte{damaged, data[:at]} {
			require.NoError(t, os.WriteFile(index, bytes, 0o666))
			require.Nil(t, readIndex(index))
		}
	}
}

// The checksum of two texts behind each other is that of hash/crc32.
func TestJoinedSum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		a, b := make([]byte, r.IntN(2000)), make([]byte, r.IntN(100_000))
		for i := range a {
			a[i] = byte(r.Uint32())
		}
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		require.Equal(t, crc32.ChecksumIEEE(append(slices.Clone(a), b...)), joinedSum(crc32.ChecksumIEEE(a), crc32.ChecksumIEEE(b), int64(len(b))))
	}
}
