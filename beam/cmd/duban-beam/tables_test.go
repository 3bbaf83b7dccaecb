package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"duban/schema/dataset"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
)

// sameTables compares two datasets as sets of rows, in each format: that of duban import and one in shards. A dataset may
// have millions of rows: their sums are compared, and rows are looked at where these differ.
func sameTables(t *testing.T, whole *wholeTables, sharded string) {
	require.Len(t, whole.names, 2*len(dataset.Tables())+whole.ndjson)
	sums, err := sumsOf(whole.names, func(name string) []string { return shardsOf(name, sharded) })
	require.NoError(t, err)
	for i, name := range whole.names {
		require.NotEmpty(t, shardsOf(name, sharded), name)
		if whole.sums[i] != sums[i] {
			showDifference(t, name, shardsOf(name, sharded))
		}
	}
	described(t, sharded)
}

// wholeTables are the tables of duban import.
type wholeTables struct {
	names  []string
	ndjson int // of them
	sums   []sum
}

func readWhole(t *testing.T, dir string) *wholeTables {
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	w := &wholeTables{}
	for _, name := range names {
		ext := filepath.Ext(name)
		if _, known := readers[ext]; !known || filepath.Base(name) == "datapackage.json" {
			continue
		}
		w.names = append(w.names, name)
		if ext == ".ndjson" {
			w.ndjson++
		}
	}
	require.NotZero(t, w.ndjson)
	w.sums, err = sumsOf(w.names, func(name string) []string { return []string{name} })
	require.NoError(t, err)
	return w
}

func shardsOf(name, sharded string) []string {
	ext := filepath.Ext(name)
	base := strings.TrimSuffix(filepath.Base(name), ext)
	shards, err := filepath.Glob(filepath.Join(sharded, base+"-?????-of-?????"+ext))
	if err != nil {
		panic(err)
	}
	return shards
}

// sum tells sets of rows apart, in whatever order the rows come: their number, and their digests added up.
type sum struct {
	rows    int
	digests [4]uint64
	columns string
}

func (s *sum) add(row []byte) {
	s.rows++
	digest := sha256.Sum256(row)
	for i := range s.digests {
		s.digests[i] += binary.LittleEndian.Uint64(digest[8*i:])
	}
}

// sumsOf returns the sum of the parts of each table, by all processors.
func sumsOf(names []string, parts func(name string) []string) ([]sum, error) {
	sums := make([]sum, len(names))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		g.Go(func() error {
			for k, part := range parts(name) {
				columns, err := readers[filepath.Ext(part)](part, sums[i].add)
				if k > 0 && columns != sums[i].columns {
					return fmt.Errorf("%s has other columns than the shard before it", part)
				}
				sums[i].columns = columns
				if err != nil {
					return fmt.Errorf("%s: %w", part, err)
				}
			}
			return nil
		})
	}
	return sums, g.Wait()
}

// showDifference says which rows of a table are missing and which are too many.
func showDifference(t *testing.T, name string, shards []string) {
	counts := map[string]int{}
	read := func(part string, by int) string {
		columns, err := readers[filepath.Ext(name)](part, func(row []byte) {
			counts[string(row)] += by
			if counts[string(row)] == 0 {
				delete(counts, string(row))
			}
		})
		require.NoError(t, err)
		return columns
	}
	columns := read(name, 1)
	for _, shard := range shards {
		require.Equal(t, columns, read(shard, -1), shard)
	}
	const few = 10
	for _, row := range slices.Sorted(maps.Keys(counts))[:min(few, len(counts))] {
		t.Errorf("%s: of this row the shards have %+d: %.1000s", name, -counts[row], row)
	}
	t.Fatalf("%s: %d rows differ", name, len(counts))
}

// readers call row for each row of a file, with bytes that are valid until it returns, and return the file's columns.
var readers = map[string]func(name string, row func([]byte)) (columns string, err error){
	".csv": csvRows, ".ndjson": ndjsonRows, ".parquet": parquetRows,
}

func csvRows(name string, row func([]byte)) (columns string, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	in := csv.NewReader(bufio.NewReaderSize(f, 1<<20))
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return "", err
	}
	columns = strings.Join(head, ",")
	var line []byte
	for {
		record, err := in.Read()
		if err == io.EOF {
			return columns, nil
		}
		if err != nil {
			return "", err
		}
		line = line[:0]
		for _, cell := range record {
			line = append(strconv.AppendInt(line, int64(len(cell)), 10), ' ')
			line = append(append(line, cell...), ',')
		}
		row(line)
	}
}

func ndjsonRows(name string, row func([]byte)) (columns string, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<20), 1<<30)
	for in.Scan() {
		row(in.Bytes())
	}
	return "", in.Err()
}

func parquetRows(name string, row func([]byte)) (columns string, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return "", err
	}
	for _, group := range file.RowGroups() {
		if err := groupRows(group, row); err != nil {
			return "", err
		}
	}
	return file.Schema().String(), nil
}

func groupRows(group parquet.RowGroup, row func([]byte)) error {
	in := group.Rows()
	defer in.Close()
	buffer := make([]parquet.Row, 100)
	var line []byte
	for {
		n, err := in.ReadRows(buffer)
		for _, values := range buffer[:n] {
			line = line[:0]
			for _, v := range values {
				line = parquetValue(line, v)
			}
			row(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// parquetValue appends all that a value is: null or not, its column, kind and bytes.
func parquetValue(line []byte, v parquet.Value) []byte {
	line = append(strconv.AppendInt(line, int64(v.Column()), 10), ' ')
	if v.IsNull() {
		return append(line, "null,"...)
	}
	at := len(line)
	line = v.AppendBytes(append(append(line, v.Kind().String()...), ' '))
	return append(strconv.AppendInt(append(line, ' '), int64(len(line)-at), 10), ',')
}

// described sees to it that datapackage.json names every file with its size, and nothing else stands there.
func described(t *testing.T, dir string) {
	data, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	require.NoError(t, err)
	var p struct {
		Resources []struct {
			Name, Path string
			Bytes      int64
		}
	}
	require.NoError(t, json.Unmarshal(data, &p))
	names := map[string]bool{}
	want := []string{"datapackage.json", "duban-beam.json"}
	for _, r := range p.Resources {
		info, err := os.Stat(filepath.Join(dir, r.Path))
		require.NoError(t, err)
		require.Equal(t, info.Size(), r.Bytes)
		require.False(t, names[r.Name], "%s is there twice", r.Name)
		names[r.Name] = true
		want = append(want, r.Path)
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	require.ElementsMatch(t, want, got)
}
