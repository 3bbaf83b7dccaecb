package bulk

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

const mebibyte = 1 << 20

func options() Options {
	return Options{Out: "out", Jobs: 2, MaxSize: mebibyte, Made: "test 1", Dataset: dataset.Options{Formats: []dataset.Format{dataset.CSV, dataset.NDJSON}}}
}

// table returns the rows of a table of the dataset in "out", by column.
func table(t *testing.T, name string) []map[string]string {
	f, err := os.Open(filepath.Join("out", name+".csv"))
	require.NoError(t, err)
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// column returns the cells of columns, joined by a blank.
func column(rows []map[string]string, names ...string) []string {
	var cells []string
	for _, r := range rows {
		var parts []string
		for _, n := range names {
			parts = append(parts, r[n])
		}
		cells = append(cells, strings.Join(parts, " "))
	}
	return cells
}

// contents returns the files of a dataset.
func contents(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	for _, name := range names {
		if filepath.Base(name) == ".duban" {
			continue
		}
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		files[filepath.Base(name)] = string(data)
	}
	return files
}

func imported(t *testing.T, o Options, names ...string) *Result {
	r, err := Import(t.Context(), names, o)
	require.NoError(t, err)
	return r
}

func TestManifest(t *testing.T) {
	tree(t, map[string]string{
		"in/a.txt": "关于进展", "in/b.ps": "%!PS-1.7", "in/c.txt": "关于进展", "in/d.docx": "PK\x03\x04", "in/e.txt": strings.Repeat("一", mebibyte),
		"in/f.txt":  "关于\xff进展",
		"in/z.zip":  packed(t, plain, "inner.zip="+packed(t, plain, "a.txt=关于进展", "g.txt=关于其他"), "broken.txt="),
		"in/z4.zip": packed(t, plain, "3.zip="+packed(t, plain, "2.zip="+packed(t, plain, "1.zip="+packed(t, plain, "a.txt=关于进展")))),
	})
	r := imported(t, options(), "in")
	require.Equal(t, 10, r.Total)
	files := table(t, "files")
	require.Equal(t, []string{"in/a.txt ok", "in/b.ps unsupported", "in/c.txt duplicate", "in/d.docx failed", "in/e.txt failed", "in/f.txt ok",
		"in/z.zip/broken.txt unsupported", "in/z.zip/inner.zip/a.txt duplicate", "in/z.zip/inner.zip/g.txt ok", "in/z4.zip/3.zip/2.zip/1.zip failed"},
		column(files, "path", "status"))
	require.Equal(t, "this is a PostScript file; export its text or the original document", files[1]["error"])
	require.Equal(t, "larger than 1.0 MiB; raise --max-size if the file can be trusted", files[4]["error"])
	require.Contains(t, files[5]["warnings"], "line 1: ")
	require.Equal(t, files[0]["report_id"], files[2]["report_id"])
	require.Equal(t, []string{"a.txt", "f.txt", "g.txt"}, column(table(t, "reports"), "source_name"))
	require.Equal(t, 3, strings.Count(contents(t, "out")["reports.ndjson"], "\n"))
}

// What the tables say depends neither on the number of workers nor on the order in which sources came.
func TestAddedSources(t *testing.T) {
	tree(t, map[string]string{"b/1.txt": "关于一", "b/2.txt": "关于二", "a/3.txt": "关于三", "a/0.txt": "关于二"})
	imported(t, options(), "b")
	require.Equal(t, []string{"1.txt", "2.txt"}, column(table(t, "reports"), "source_name"))
	r := imported(t, options(), "a")
	require.Equal(t, []string{"a/0.txt true", "a/3.txt false"}, known2(r))
	require.Equal(t, []string{"0.txt", "3.txt", "1.txt"}, column(table(t, "reports"), "source_name"))
	require.Equal(t, []string{"a/0.txt ok", "a/3.txt ok", "b/1.txt ok", "b/2.txt duplicate"}, column(table(t, "files"), "path", "status"))

	o := options()
	o.Out, o.Jobs = "again", 1
	imported(t, o, "b", "a")
	require.Equal(t, contents(t, "again"), contents(t, "out"))

	require.NoError(t, os.WriteFile("b/1.txt", []byte("关于新"), 0o666))
	imported(t, options(), "b")
	require.Equal(t, []string{"关于二", "关于三", "关于新"}, column(table(t, "reports"), "title"))
}

func known2(r *Result) []string {
	var list []string
	for _, e := range r.Files {
		list = append(list, e.Path+map[bool]string{true: " true", false: " false"}[e.Known])
	}
	return list
}

func TestDryRun(t *testing.T) {
	tree(t, map[string]string{"a.txt": "关于一", "b.txt": "关于二"})
	o := options()
	o.DryRun = true
	require.Equal(t, []string{"a.txt false", "b.txt false"}, known2(imported(t, o, "a.txt", "b.txt")))
	require.NoDirExists(t, "out")
	imported(t, options(), "a.txt")
	before := contents(t, "out")
	require.Equal(t, []string{"a.txt true", "b.txt false"}, known2(imported(t, o, "a.txt", "b.txt")))
	require.Equal(t, before, contents(t, "out"))
	o.Made = "test 2"
	require.Equal(t, []string{"a.txt false", "b.txt false"}, known2(imported(t, o, "a.txt", "b.txt")))
}

func TestForeignFolder(t *testing.T) {
	tree(t, map[string]string{"a.txt": "关于一", "out/reports.csv": "mine"})
	_, err := Import(t.Context(), []string{"a.txt"}, options())
	require.EqualError(t, err, "out: neither empty nor a dataset; choose another folder")
	require.Equal(t, map[string]string{"reports.csv": "mine"}, contents(t, "out"))
}

func TestLock(t *testing.T) {
	tree(t, map[string]string{"a.txt": "关于一"})
	s, err := openStore(options())
	require.NoError(t, err)
	_, err = Import(t.Context(), []string{"a.txt"}, options())
	require.EqualError(t, err, "out: another import is at work there; wait for it to end")
	s.close()
	imported(t, options(), "a.txt")
}

// An import is interrupted after each file, and while tables are written; it goes on, and ends as one that was not.
func TestInterrupted(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二", "in/c.txt": "关于三", "in/d.ps": "%!PS-1.7"})
	o := options()
	o.Out = "whole"
	imported(t, o, "in")
	for stopAt := range 7 {
		ctx, stop := context.WithCancel(t.Context())
		steps := 0
		o := options()
		o.Progress = func(Progress) {
			if steps++; steps == stopAt+1 {
				stop()
			}
		}
		_, err := Import(ctx, []string{"in"}, o)
		require.ErrorIs(t, err, ErrInterrupted, "at step %d", stopAt)
		require.ErrorContains(t, err, "run the same command again to go on")
		require.NoFileExists(t, "out/datapackage.json")
	}
	imported(t, options(), "in")
	require.Equal(t, contents(t, "whole"), contents(t, "out"))
}

func TestTimeout(t *testing.T) {
	tree(t, map[string]string{"a.txt": "关于一", "b.ps": "%!PS-1.7"})
	o := options()
	o.Timeout = time.Nanosecond
	imported(t, o, "a.txt")
	require.Equal(t, "reading stopped: not done within 1ns; allow more time if the file is worth it", table(t, "files")[0]["error"])
	imported(t, options(), "a.txt")
	require.Equal(t, []string{"a.txt ok"}, column(table(t, "files"), "path", "status"))
}
