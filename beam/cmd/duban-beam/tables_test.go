package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/schema/dataset"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
)

// sameTables compares two datasets as sets of rows, in each format: that of duban import and one in shards.
func sameTables(t *testing.T, whole, sharded string) {
	names, err := filepath.Glob(filepath.Join(whole, "*"))
	require.NoError(t, err)
	compared := 0
	for _, name := range names {
		rows, known := readers[filepath.Ext(name)]
		if !known || filepath.Base(name) == "datapackage.json" {
			continue
		}
		base, ext := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), filepath.Ext(name)
		shards, err := filepath.Glob(filepath.Join(sharded, base+"-?????-of-?????"+ext))
		require.NoError(t, err)
		require.NotEmpty(t, shards, base+ext)
		want, head := rows(t, name)
		var got []string
		for _, shard := range shards {
			list, shardHead := rows(t, shard)
			require.Equal(t, head, shardHead, shard)
			got = append(got, list...)
		}
		slices.Sort(want)
		slices.Sort(got)
		require.Equal(t, len(want), len(got), name)
		for i := range want {
			require.Equal(t, want[i], got[i], name)
		}
		compared++
	}
	require.Equal(t, 2*len(dataset.Tables())+ndjsonFiles(t, whole), compared)
	described(t, sharded)
}

func ndjsonFiles(t *testing.T, dir string) int {
	names, err := filepath.Glob(filepath.Join(dir, "*.ndjson"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	return len(names)
}

// readers return the rows of a file as texts, and its columns.
var readers = map[string]func(t *testing.T, name string) (rows []string, columns string){
	".csv": csvRows, ".ndjson": ndjsonRows, ".parquet": parquetRows,
}

func csvRows(t *testing.T, name string) (rows []string, columns string) {
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	for _, r := range records[1:] {
		rows = append(rows, fmt.Sprintf("%q", r))
	}
	return rows, fmt.Sprintf("%q", records[0])
}

func ndjsonRows(t *testing.T, name string) (rows []string, columns string) {
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	in := bufio.NewReader(f)
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return rows, ""
		}
		require.NoError(t, err)
		rows = append(rows, line)
	}
}

func parquetRows(t *testing.T, name string) (rows []string, columns string) {
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	info, err := f.Stat()
	require.NoError(t, err)
	file, err := parquet.OpenFile(f, info.Size())
	require.NoError(t, err)
	for _, group := range file.RowGroups() {
		in := group.Rows()
		buffer := make([]parquet.Row, 100)
		for {
			n, err := in.ReadRows(buffer)
			for _, r := range buffer[:n] {
				rows = append(rows, fmt.Sprintf("%q", r))
			}
			if err == io.EOF {
				break
			}
			require.NoError(t, err)
		}
		require.NoError(t, in.Close())
	}
	return rows, file.Schema().String()
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
