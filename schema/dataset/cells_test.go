package dataset_test

import (
	"database/sql"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/schema"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// The cells of every table are set against what a person has read in the reports themselves: testdata/cells.txtar has a
// file for each table, turned round so that it can be read: a line for each column, with its name and then its cells,
// row by row. There is no way to write it anew but by hand.

// reportsByHand returns two reports that are made by hand: one with every field, and one in which fields are absent
// that the first has, so that no two columns of a table have the same cells throughout.
func reportsByHand(t *testing.T) []*schema.Report {
	data, err := os.ReadFile("testdata/july.json")
	require.NoError(t, err)
	july := new(schema.Report)
	require.NoError(t, json.Unmarshal(data, july))
	return []*schema.Report{fullReport(t), july}
}

func TestCells(t *testing.T) {
	got := written(t)
	want := byHand(t)
	require.Len(t, want, len(dataset.Tables()))
	for _, table := range dataset.Tables() {
		require.Equal(t, want[table.Name], got[table.Name], table.Name)
	}
}

// A getter that stands at the wrong column is seen by TestCells only where the two columns differ.
func TestCellsTellColumnsApart(t *testing.T) {
	for name, lines := range byHand(t) {
		column := map[string]string{}
		for _, line := range lines {
			head, cells, _ := strings.Cut(line, "\t")
			require.Empty(t, column[cells], "%s: %s has the same cells", name, head)
			column[cells] = head
		}
	}
}

// byHand returns the lines of each table.
func byHand(t *testing.T) map[string][]string {
	archive, err := txtar.ParseFile("testdata/cells.txtar")
	require.NoError(t, err)
	tables := map[string][]string{}
	for _, f := range archive.Files {
		tables[f.Name] = strings.Split(strings.TrimSuffix(string(f.Data), "\n"), "\n")
	}
	return tables
}

// written returns what CSV has of each table, in the same form.
func written(t *testing.T) map[string][]string {
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.CSV}}, reportsByHand(t)...)
	tables := map[string][]string{}
	escape := strings.NewReplacer("\\", `\\`, "\t", `\t`, "\n", `\n`)
	for _, table := range dataset.Tables() {
		rows := readAll(t, dir, table.Name)
		for i := range rows[0] {
			var cells []string
			for _, row := range rows {
				cells = append(cells, escape.Replace(row[i]))
			}
			tables[table.Name] = append(tables[table.Name], strings.Join(cells, "\t"))
		}
	}
	return tables
}

func TestNoColumnIsAReservedWord(t *testing.T) {
	data, err := os.ReadFile("testdata/reserved.tsv")
	require.NoError(t, err)
	reserved := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if word, where, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			reserved[word] = where
		}
	}
	require.Equal(t, "duckdb postgresql sqlite", reserved["from"])
	require.Equal(t, "duckdb postgresql", reserved["end"])
	require.Equal(t, "duckdb postgresql", reserved["column"])
	for _, table := range dataset.Tables() {
		for _, c := range table.Columns {
			require.Regexp(t, `^[a-z][a-z0-9_]*$`, c.Name)
			require.Empty(t, reserved[c.Name], "%s.%s", table.Name, c.Name)
		}
	}
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, reportsByHand(t)...)
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	require.NoError(t, err)
	defer db.Close()
	rows, err := db.Query(`SELECT v.name, c.name FROM sqlite_schema AS v JOIN pragma_table_info(v.name) AS c WHERE v.type = 'view'`)
	require.NoError(t, err)
	seen := map[string]bool{}
	for rows.Next() {
		var view, column string
		require.NoError(t, rows.Scan(&view, &column))
		require.Empty(t, reserved[view]+reserved[column], "%s.%s", view, column)
		seen[view] = true
	}
	require.NoError(t, rows.Err())
	require.Subset(t, slices.Collect(maps.Keys(seen)), []string{"trend", "late_offices", "slipped_tasks", "targets_never_reached",
		"come_and_gone", "copied_progress", "findings_by_office", "money_by_office", "observations_numeric"})
}

// A cell is there once, whatever a report says of it.
func TestCellsThatAreSharedAndInCells(t *testing.T) {
	r := fullReport(t)
	row := &r.Annexes[0].Rows[0]
	row.Shared = append(row.Shared, schema.Shared{Field: schema.FieldProgress, Column: 6, Row: 1},
		schema.Shared{Field: schema.FieldProgress, Column: 4, Row: 1})
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.CSV, dataset.SQLite}}, r, reportsByHand(t)[1])
	var got [][]string
	for _, cells := range readAll(t, dir, "cells")[1:4] {
		got = append(got, cells[3:])
	}
	require.Equal(t, [][]string{{"4", row.Progress, "1"}, {"6", "甲\t乙\\", "1"}, {"7", "-0.3", "1"}}, got)
}
