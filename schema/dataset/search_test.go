package dataset_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// searched writes reports in two formats and returns a folder for each.
func searched(t *testing.T) map[string]string {
	reports := reportsByHand(t)
	return map[string]string{
		"database": write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, reports...),
		"lines":    write(t, dataset.Options{Formats: []dataset.Format{dataset.NDJSON}}, reports...),
	}
}

// The rows of every table are those that were written, in their order, and are the same in both formats.
func TestSearchFindsAllRows(t *testing.T) {
	reports := reportsByHand(t)
	for format, dir := range searched(t) {
		for i, table := range dataset.Tables() {
			var want [][]string
			for _, r := range reports {
				d, _ := dataset.NewReport(r)
				want = append(want, d.Rows[i]...)
			}
			got, err := dataset.Search{Table: table.Name, Limit: 10_000}.In(t.Context(), dir)
			require.NoError(t, err)
			require.Equal(t, len(got.Rows), got.Total)
			require.Len(t, got.Columns, len(table.Columns))
			if !table.AcrossReports {
				require.Equal(t, want, got.Rows, "%s of %s", table.Name, format)
			}
		}
	}
}

// A search picks rows by words and by cells. What it has to find is counted over all rows.
func TestSearchPicks(t *testing.T) {
	for format, dir := range searched(t) {
		all, err := dataset.Search{Table: "indicators", Limit: 10_000}.In(t.Context(), dir)
		require.NoError(t, err)
		column := func(name string) int {
			for i, c := range all.Columns {
				if c.Name == name {
					return i
				}
			}
			t.Fatal(name)
			return 0
		}
		count := func(matches func(row []string) bool) int {
			n := 0
			for _, row := range all.Rows {
				if matches(row) {
					n++
				}
			}
			require.Positive(t, n)
			require.Less(t, n, len(all.Rows))
			return n
		}
		for _, c := range []struct {
			search  dataset.Search
			matches func(row []string) bool
		}{
			{dataset.Search{Where: map[string]string{"kind": "growth"}}, func(row []string) bool { return row[column("kind")] == "growth" }},
			{dataset.Search{Where: map[string]string{"basis": ""}}, func(row []string) bool { return row[column("basis")] == "" }},
			{dataset.Search{Where: map[string]string{"annex": "1", "row": "1"}}, func(row []string) bool { return row[column("annex")] == "1" && row[column("row")] == "1" }},
			{dataset.Search{Where: map[string]string{"row": "+01"}}, func(row []string) bool { return row[column("row")] == "1" }},
			{dataset.Search{Words: []string{"元"}}, func(row []string) bool { return strings.Contains(strings.Join(row[2:], "\n"), "元") }},
			{dataset.Search{Words: []string{"元", "TARGET"}}, func(row []string) bool {
				return strings.Contains(strings.Join(row[2:], "\n"), "元") && strings.Contains(strings.Join(row, "\n"), "target")
			}},
		} {
			c.search.Table, c.search.Limit = "indicators", 1
			got, err := c.search.In(t.Context(), dir)
			require.NoError(t, err)
			require.Equal(t, count(c.matches), got.Total, "%s: %v", format, c.search)
			require.Len(t, got.Rows, 1)
			require.True(t, c.matches(got.Rows[0]))
		}
		none, err := dataset.Search{Words: []string{`%' OR 1=1 --`}}.In(t.Context(), dir)
		require.NoError(t, err)
		require.Zero(t, none.Total)
		id, err := dataset.Search{Words: []string{"sha256:"}}.In(t.Context(), dir)
		require.NoError(t, err)
		require.Zero(t, id.Total, "the id of the report is no text")
	}
}

func TestSearchPages(t *testing.T) {
	for _, dir := range searched(t) {
		all, err := dataset.Search{Table: "indicators", Limit: 10_000}.In(t.Context(), dir)
		require.NoError(t, err)
		var rows [][]string
		for offset := 0; offset < all.Total; offset += 3 {
			got, err := dataset.Search{Table: "indicators", Offset: offset, Limit: 3}.In(t.Context(), dir)
			require.NoError(t, err)
			require.Equal(t, all.Total, got.Total)
			rows = append(rows, got.Rows...)
		}
		require.Equal(t, all.Rows, rows)
		past, err := dataset.Search{Table: "indicators", Offset: all.Total}.In(t.Context(), dir)
		require.NoError(t, err)
		require.Empty(t, past.Rows)
	}
}

func TestSearchRefuses(t *testing.T) {
	dirs := searched(t)
	for _, c := range []struct {
		search dataset.Search
		says   string
	}{
		{dataset.Search{Table: "task"}, `there is no table "task"; there are reports, sections, annexes`},
		{dataset.Search{Table: "tasks; DROP TABLE tasks"}, "there is no table"},
		{dataset.Search{Where: map[string]string{"unit": "元"}}, `table tasks has no column "unit"; it has report_id, annex, row`},
		{dataset.Search{Where: map[string]string{"row": "first"}}, `column row of tasks holds whole numbers, not "first"`},
		{dataset.Search{Limit: -1}, "cannot be negative"},
	} {
		for _, dir := range dirs {
			_, err := c.search.In(t.Context(), dir)
			require.ErrorContains(t, err, c.says)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, dir := range dirs {
		_, err := dataset.Search{}.In(ctx, dir)
		require.ErrorIs(t, err, context.Canceled)
	}
}

// What is no dataset, or none of this version, is said so.
func TestSearchWhereNoDatasetIs(t *testing.T) {
	edit := func(format, file string, change func(string) string) string {
		dir := searched(t)[format]
		name := filepath.Join(dir, file)
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(name, []byte(change(string(data))), 0o600))
		return dir
	}
	text := filepath.Join(t.TempDir(), "a.txt")
	require.NoError(t, os.WriteFile(text, []byte("关于"), 0o600))
	unfinished := searched(t)["database"]
	require.NoError(t, os.Remove(filepath.Join(unfinished, "datapackage.json")))
	other := write(t, dataset.Options{Formats: []dataset.Format{dataset.CSV}}, reportsByHand(t)...)
	old := edit("database", "datapackage.json", func(s string) string {
		return strings.Replace(s, `"duban:schema_version": "2"`, `"duban:schema_version": "1"`, 1)
	})
	for name, says := range map[string]string{
		filepath.Join(t.TempDir(), "nowhere"): "no such file",
		text:                                  "this is no dataset; name the folder",
		t.TempDir():                           "no datapackage.json is there",
		unfinished:                            "whose import has not ended",
		other:                                 "neither dataset.sqlite nor reports.ndjson is there",
		old:                                   `this is a dataset of version "1"`,
		edit("database", "datapackage.json", func(s string) string { return s[:len(s)/2] }):                                                     "datapackage.json is damaged; run duban import on the sources again",
		edit("lines", "reports.ndjson", func(s string) string { return s[:len(s)/2] }):                                                          "reports.ndjson: line ",
		edit("lines", "reports.ndjson", func(s string) string { return strings.Replace(s, `"schema_version":"2"`, `"schema_version":"1"`, 1) }): `line 1: a report of version "1"`,
		edit("database", "dataset.sqlite", func(s string) string { return s[:20] }):                                                             "file is not a database",
	} {
		_, err := dataset.Search{}.In(t.Context(), name)
		require.ErrorContains(t, err, says)
		require.ErrorContains(t, err, name)
	}
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here for databases of other programs")
	}
	name := filepath.Join(t.TempDir(), "other.sqlite")
	output(t, "sqlite3", name, "CREATE TABLE tasks (report_id TEXT)")
	_, err := dataset.Search{}.In(t.Context(), name)
	require.ErrorContains(t, err, "table tasks has no column annex; another version of duban wrote it")
	_, err = dataset.Search{Table: "units"}.In(t.Context(), name)
	require.ErrorContains(t, err, "there is no table units")
}

// The files are named themselves as well, and nothing is written to them or beside them.
func TestSearchWritesNothing(t *testing.T) {
	for format, file := range map[string]string{"database": "dataset.sqlite", "lines": "reports.ndjson"} {
		dir := searched(t)[format]
		before := listing(t, dir)
		require.NoError(t, os.Chmod(filepath.Join(dir, file), 0o400))
		got, err := dataset.Search{}.In(t.Context(), filepath.Join(dir, file))
		require.NoError(t, err)
		require.Positive(t, got.Total)
		require.Equal(t, before, listing(t, dir))
	}
}

// listing returns the names and sizes in a folder.
func listing(t *testing.T, dir string) map[string]string {
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		info, err := e.Info()
		require.NoError(t, err)
		all[e.Name()] = strconv.FormatInt(info.Size(), 10) + info.ModTime().String()
	}
	return all
}
