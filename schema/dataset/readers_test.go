package dataset_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// The tables are read back by programs that have nothing to do with those that wrote them. Each reader returns the rows
// of a table, an empty text for a cell without a value.

func sampleReport(t *testing.T) *schema.Report {
	data, err := os.ReadFile("../../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(t, err)
	doc, err := parse.Bytes("sample.txt", data)
	require.NoError(t, err)
	return extract.Report(doc, extract.Options{})
}

func TestFormatsAgree(t *testing.T) {
	reports := []*schema.Report{sampleReport(t), hostileReport(t), fullReport(t)}
	dir := write(t, dataset.Options{}, reports...)
	for name, read := range map[string]func(t *testing.T, dir string) map[string][][]string{
		"csv": each(readCSV), "parquet": each(readParquet), "sqlite": each(readSQLite), "xlsx": readXLSX,
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, dir)
			for i, table := range dataset.Tables()[:9] {
				var want [][]string
				for _, r := range reports {
					d, _ := dataset.NewReport(r)
					want = append(want, d.Rows[i]...)
				}
				if name == "xlsx" && table.Name == "sections" {
					cutAsXLSX(want)
				}
				require.NotEmpty(t, want)
				require.Len(t, got[table.Name], len(want), table.Name)
				for k := range want {
					require.Equal(t, want[k], got[table.Name][k], "%s, row %d", table.Name, k)
				}
			}
			require.Equal(t, []string{reports[1].ID, "1", "1", "0011223344556677", "0.975"}, got["panel"][1])
			require.Equal(t, "line 1: 你好\nline 2", got["files"][0][6])
			require.Equal(t, []string{"b␁.pdf", "", "", "unsupported", "", "this is a PDF file", ""}, got["files"][1])
		})
	}
}

// cutAsXLSX cuts texts to the 32 767 characters that a cell of XLSX holds.
func cutAsXLSX(rows [][]string) {
	const mark = " … [cut; whole in the other formats]"
	for _, cells := range rows {
		for i, c := range cells {
			if runes := []rune(c); len(runes) > 32767 {
				cells[i] = string(runes[:32767-len([]rune(mark))]) + mark
			}
		}
	}
}

// each reads all tables with a function that reads one.
func each(read func(t *testing.T, dir string, table dataset.Table) [][]string) func(t *testing.T, dir string) map[string][][]string {
	return func(t *testing.T, dir string) map[string][][]string {
		all := map[string][][]string{}
		for _, table := range dataset.Tables() {
			all[table.Name] = read(t, dir, table)
		}
		return all
	}
}

// output runs a program of another language over a file of the dataset.
func output(t *testing.T, name string, args ...string) []byte {
	c := exec.Command(name, args...)
	c.Env = environment()
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	require.NoError(t, err, errs.String())
	return out
}

// runs reports whether a program is there and works.
func runs(name string, args ...string) bool {
	c := exec.Command(name, args...)
	c.Env = environment()
	return c.Run() == nil
}

// environment is that of the tests with the packages of node that are there for everybody.
var environment = sync.OnceValue(func() []string {
	root, _ := exec.Command("npm", "root", "-g").Output()
	return append(os.Environ(), "NODE_PATH="+strings.TrimSpace(string(root)))
})

// python returns a Python 3 that has the module.
func python(t *testing.T, module string) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if runs(name, "-c", "import "+module) {
			return name
		}
	}
	t.Skipf("no python3 with %s here", module)
	return ""
}

func decoded(t *testing.T, data []byte) [][]string {
	var rows [][]string
	require.NoError(t, json.Unmarshal(data, &rows))
	return rows
}

func readCSV(t *testing.T, dir string, table dataset.Table) [][]string {
	const script = `
import csv, json, sys
csv.field_size_limit(1 << 30)
with open(sys.argv[1], newline="", encoding="utf-8") as f:
    rows = list(csv.reader(f, strict=True))
json.dump(rows, sys.stdout)`
	rows := decoded(t, output(t, python(t, "csv"), "-c", script, filepath.Join(dir, table.Name+".csv")))[1:]
	for _, cells := range rows {
		for i := range cells {
			if rest, ok := strings.CutPrefix(cells[i], "'"); ok && strings.ContainsAny(strings.TrimLeft(rest, "'")[:1], "=@+-\t\r") {
				cells[i] = rest
			}
		}
	}
	return rows
}

func readParquet(t *testing.T, dir string, table dataset.Table) [][]string {
	if !runs("node", "-e", "require('@duckdb/node-api')") {
		t.Skip("no node with @duckdb/node-api here")
	}
	const script = `
const {DuckDBInstance} = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const read = async (sql) => (await db.runAndReadAll(sql)).getRowsJson();
  const file = "'" + process.argv[1] + "'";
  const types = await read('DESCRIBE SELECT * FROM ' + file);
  const rows = await read('SELECT * FROM ' + file);
  process.stdout.write(JSON.stringify([types.map(t => t.slice(0, 2)), rows.map(r => r.map(c => c === null ? '' : String(c)))]));
})();`
	var read [2][][]string
	require.NoError(t, json.Unmarshal(output(t, "node", "-e", script, filepath.Join(dir, table.Name+".parquet")), &read))
	types := map[dataset.Type]string{dataset.Text: "VARCHAR", dataset.Integer: "BIGINT", dataset.Decimal: "DECIMAL(38,10)",
		dataset.Date: "DATE", dataset.List: "JSON"}
	for i, c := range table.Columns {
		require.Equal(t, []string{c.Name, types[c.Type]}, read[0][i], table.Name)
		for _, cells := range read[1] {
			if c.Type == dataset.Decimal && cells[i] != "" {
				cells[i] = strings.TrimSuffix(strings.TrimRight(cells[i], "0"), ".")
			}
		}
	}
	return read[1]
}

func readSQLite(t *testing.T, dir string, table dataset.Table) [][]string {
	var names []string
	for _, c := range table.Columns {
		names = append(names, `"`+c.Name+`"`)
	}
	var rows [][]string
	for _, object := range query(t, dir, "SELECT "+strings.Join(names, ", ")+" FROM "+table.Name+" ORDER BY rowid") {
		var cells []string
		for _, c := range table.Columns {
			cells = append(cells, object[c.Name])
		}
		rows = append(rows, cells)
	}
	return rows
}

// query asks SQLite's own command line, and returns rows by column.
func query(t *testing.T, dir, sql string) []map[string]string {
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
	d := json.NewDecoder(bytes.NewReader(output(t, "sqlite3", "-json", filepath.Join(dir, "dataset.sqlite"), sql)))
	d.UseNumber()
	var objects []map[string]any
	if !d.More() {
		return nil // no rows
	}
	require.NoError(t, d.Decode(&objects))
	rows := make([]map[string]string, len(objects))
	for i, o := range objects {
		rows[i] = map[string]string{}
		for k, v := range o {
			switch v := v.(type) {
			case string:
				rows[i][k] = v
			case json.Number:
				rows[i][k] = v.String()
			}
		}
	}
	return rows
}

func readXLSX(t *testing.T, dir string) map[string][][]string {
	const script = `
import json, sys, openpyxl
tables = {}
for sheet in openpyxl.load_workbook(sys.argv[1]):
    assert sheet.freeze_panes == "A2"
    tables[sheet.title] = rows = []
    for row in sheet.iter_rows():
        for c in row:
            assert c.data_type in ("n", "s"), (c.coordinate, c.data_type)
        rows.append(["" if c.value is None else c.value if isinstance(c.value, str) else repr(c.value) for c in row])
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True):
    assert len(list(sheet.rows)) == len(tables[sheet.title]), sheet.title
json.dump(tables, sys.stdout)`
	all := map[string][][]string{}
	require.NoError(t, json.Unmarshal(output(t, python(t, "openpyxl"), "-c", script, filepath.Join(dir, "dataset.xlsx")), &all))
	for _, table := range dataset.Tables() {
		rows := all[table.Name]
		for i, c := range table.Columns {
			require.Equal(t, c.Name, rows[0][i])
			for _, cells := range rows[1:] {
				if n, err := strconv.ParseFloat(cells[i], 64); err == nil && c.Type == dataset.Decimal && len(cells[i]) < 17 {
					cells[i] = strconv.FormatFloat(n, 'f', -1, 64) // Python writes 2150000000.0 and 1e-10
				}
				cells[i] = strings.ReplaceAll(cells[i], "_x005F_", "_") // openpyxl leaves this to its callers
			}
		}
		all[table.Name] = rows[1:]
	}
	return all
}

func TestSQLiteKeys(t *testing.T) {
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, sampleReport(t), fullReport(t))
	require.Equal(t, "ok", query(t, dir, "PRAGMA integrity_check")[0]["integrity_check"])
	require.Empty(t, query(t, dir, "PRAGMA foreign_key_check"))
	for _, bad := range []string{
		"INSERT INTO units VALUES ('sha256:none', 1, 1, 0, 'lead', 'x', NULL, NULL)",
		"INSERT INTO units SELECT * FROM units LIMIT 1",
		"INSERT INTO indicators SELECT * FROM indicators WHERE section IS NOT NULL LIMIT 1",
		"INSERT INTO indicators SELECT * FROM indicators WHERE annex IS NOT NULL LIMIT 1",
		"INSERT INTO findings SELECT * FROM findings WHERE annex IS NULL AND section IS NULL LIMIT 1",
		"UPDATE comparisons SET actual_indicator = 999",
		"DELETE FROM reports",
		"UPDATE tasks SET status = NULL",
	} {
		out, err := exec.Command("sqlite3", filepath.Join(dir, "dataset.sqlite"), "PRAGMA foreign_keys = ON; "+bad).CombinedOutput()
		require.Error(t, err, bad)
		require.Contains(t, string(out), "constraint failed", bad)
	}
}

// What the views say of the sample was counted in its text by eye.
func TestSQLiteViews(t *testing.T) {
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, sampleReport(t), fullReport(t))
	id := sampleReport(t).ID
	require.Equal(t, "157", query(t, dir, "SELECT count(*) AS n FROM tasks WHERE report_id = '"+id+"'")[0]["n"])

	got := query(t, dir, `SELECT target_value, actual_value, unit FROM target_vs_actual WHERE report_id = '`+id+`' AND annex = 3 AND "row" = 21 AND unit = '个'`)
	require.Equal(t, []map[string]string{{"target_value": "1500", "actual_value": "172", "unit": "个"}}, got)

	got = query(t, dir, `SELECT typeof(value) AS type, printf('%.4f', value) AS value FROM indicators_numeric WHERE report_id = '`+id+`' AND text = '17.45%'`)
	require.Equal(t, []map[string]string{{"type": "real", "value": "-17.4500"}}, got)

	got = query(t, dir, `SELECT DISTINCT task_id, report_id FROM task_progress`)
	require.Len(t, got, 2)

	for _, r := range query(t, dir, "SELECT * FROM progress_by_unit") {
		sum := 0
		for _, state := range []string{"completed", "underway", "preparing", "not_started", "stalled", "unclear"} {
			n, err := strconv.Atoi(r[state])
			require.NoError(t, err)
			sum += n
		}
		require.Equal(t, r["tasks"], strconv.Itoa(sum), r["unit"])
	}
}
