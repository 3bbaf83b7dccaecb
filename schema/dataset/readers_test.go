package dataset_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"duban/extract"
	"duban/internal/testtables"
	"duban/parse"
	"duban/schema"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// The tables are read back by programs that have nothing to do with those that wrote them. Each reader returns the rows
// of a table, an empty text for a cell without a value.

// tablesOfReports returns the tables that reports fill; the others are about many of them.
func tablesOfReports() []dataset.Table {
	all := dataset.Tables()
	return all[:slices.IndexFunc(all, func(t dataset.Table) bool { return t.AcrossReports })]
}

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
		"csv": readCSV, "parquet": readParquet, "sqlite": readSQLite, "xlsx": readXLSX,
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, dir)
			for i, table := range tablesOfReports() {
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
			require.Equal(t, []string{"0011223344556677", "区政府督查办", reports[0].ID, "1", "1", reports[1].ID, "1", "1", "kept", "0.975",
				"underway", "completed", "2021-06-30", "2021-12-31", "1", ""}, got["changes"][0])
			require.Equal(t, []string{"0011223344556677", "区政府督查办", reports[0].ID, "1", "1", "1", reports[1].ID, "1", "1", "0", "progress",
				"投资", "完成投资", "quantity", "yoy", "actual", "about", "元", "21.5", "30", "8.5"}, got["figure_changes"][0])
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

func readCSV(t *testing.T, dir string) map[string][][]string {
	const script = `
import csv, json, sys
csv.field_size_limit(1 << 30)
tables = {}
for name in sys.argv[2:]:
    with open(sys.argv[1] + "/" + name + ".csv", newline="", encoding="utf-8") as f:
        tables[name] = list(csv.reader(f, strict=True))[1:]
json.dump(tables, sys.stdout)`
	var all map[string][][]string
	require.NoError(t, json.Unmarshal(output(t, python(t, "csv"), append([]string{"-c", script, dir}, tableNames()...)...), &all))
	for _, rows := range all {
		for _, cells := range rows {
			for i := range cells {
				if rest, ok := strings.CutPrefix(cells[i], "'"); ok && strings.ContainsAny(strings.TrimLeft(rest, "'")[:1], "=@+-\t\r") {
					cells[i] = rest
				}
			}
		}
	}
	return all
}

func tableNames() []string {
	var names []string
	for _, table := range dataset.Tables() {
		names = append(names, table.Name)
	}
	return names
}

func readParquet(t *testing.T, dir string) map[string][][]string {
	if !runs("node", "-e", "require('@duckdb/node-api')") {
		t.Skip("no node with @duckdb/node-api here")
	}
	const script = `
const {DuckDBInstance} = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const read = async (sql) => (await db.runAndReadAll(sql)).getRowsJson();
  const tables = {};
  for (const name of process.argv.slice(2)) {
    const file = "'" + process.argv[1] + '/' + name + ".parquet'";
    const types = await read('DESCRIBE SELECT * FROM ' + file);
    const rows = await read('SELECT * FROM ' + file);
    tables[name] = types.map(t => t.slice(0, 2)).concat(rows.map(r => r.map(c => c === null ? '' : String(c))));
  }
  process.stdout.write(JSON.stringify(tables));
})();`
	var all map[string][][]string
	require.NoError(t, json.Unmarshal(output(t, "node", append([]string{"-e", script, dir}, tableNames()...)...), &all))
	types := map[dataset.Type]string{dataset.Text: "VARCHAR", dataset.Integer: "BIGINT", dataset.Decimal: "DECIMAL(38,10)",
		dataset.Date: "DATE", dataset.List: "JSON"}
	for _, table := range dataset.Tables() {
		described, rows := all[table.Name][:len(table.Columns)], all[table.Name][len(table.Columns):]
		for i, c := range table.Columns {
			require.Equal(t, []string{c.Name, types[c.Type]}, described[i], table.Name)
			for _, cells := range rows {
				if c.Type == dataset.Decimal && cells[i] != "" {
					cells[i] = strings.TrimSuffix(strings.TrimRight(cells[i], "0"), ".")
				}
			}
		}
		all[table.Name] = rows
	}
	return all
}

func readSQLite(t *testing.T, dir string) map[string][][]string {
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
	all := map[string][][]string{}
	for _, table := range dataset.Tables() {
		for _, object := range query(t, dir, "SELECT * FROM "+table.Name+" ORDER BY rowid") {
			var cells []string
			for _, c := range table.Columns {
				cells = append(cells, object[c.Name])
			}
			all[table.Name] = append(all[table.Name], cells)
		}
	}
	return all
}

// query asks SQLite's own command line, and returns rows by column.
func query(t *testing.T, dir, sql string) []map[string]string {
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
    assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    if sheet.title == "任务总表":
        continue # it has dates; see TestOverview
    tables[sheet.title] = rows = []
    for row in sheet.iter_rows():
        for c in row:
            assert c.data_type in ("n", "s"), (c.coordinate, c.data_type)
        rows.append(["" if c.value is None else c.value for c in row])
streamed = openpyxl.load_workbook(sys.argv[1], read_only=True)["reports"]
assert len(list(streamed.rows)) == len(tables["reports"])
json.dump(tables, sys.stdout)`
	read := map[string][][]any{}
	require.NoError(t, json.Unmarshal(output(t, python(t, "openpyxl"), "-c", script, filepath.Join(dir, "dataset.xlsx")), &read))
	all := map[string][][]string{}
	for _, table := range dataset.Tables() {
		for i, row := range read[table.Name] {
			cells := make([]string, len(row))
			for k, c := range table.Columns {
				cells[k] = cellText(t, c.Type, row[k])
			}
			if i > 0 {
				all[table.Name] = append(all[table.Name], cells)
			}
		}
	}
	return all
}

// cellText returns what a cell of XLSX holds. A number is there as a number, unless it has too many digits for that.
func cellText(t *testing.T, of dataset.Type, cell any) string {
	if n, ok := cell.(float64); ok {
		require.Contains(t, []dataset.Type{dataset.Integer, dataset.Decimal}, of)
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	text := cell.(string)
	require.True(t, of != dataset.Integer || len(text) == 0 || strings.Trim(text, "0123456789") != "", text) // a header
	return strings.ReplaceAll(text, "_x005F_", "_")                                                          // openpyxl leaves this to its callers
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// TestLibreOffice opens the workbook in LibreOffice, which writes each sheet as CSV.
func TestLibreOffice(t *testing.T) {
	if testing.Short() || !runs("soffice", "--version") {
		t.Skip("no soffice here, or no time")
	}
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.XLSX}}, sampleReport(t), fullReport(t))
	const asCSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
	convert := func(file string) {
		output(t, "soffice", "--headless", "-env:UserInstallation=file://"+t.TempDir(), "--convert-to", asCSV, "--outdir", dir, file)
	}
	convert(filepath.Join(dir, "dataset.xlsx"))
	if !exists(filepath.Join(dir, "dataset-reports.csv")) {
		plain := filepath.Join(t.TempDir(), "plain.csv")
		require.NoError(t, os.WriteFile(plain, []byte("a,b\r\n1,2\r\n"), 0o666))
		convert(plain)
		if !exists(filepath.Join(dir, "plain.csv")) && !exists(filepath.Join(dir, "plain-plain.csv")) {
			t.Skip("the soffice here has no Calc")
		}
	}
	for i, table := range tablesOfReports() {
		data, err := os.ReadFile(filepath.Join(dir, "dataset-"+table.Name+".csv"))
		require.NoError(t, err)
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		require.NoError(t, err)
		var want [][]string
		for _, r := range []*schema.Report{sampleReport(t), fullReport(t)} {
			d, _ := dataset.NewReport(r)
			want = append(want, d.Rows[i]...)
		}
		require.Equal(t, want, rows[1:], table.Name)
	}
}

func TestSQLiteKeys(t *testing.T) {
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
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

// All keys hold for what is read from tables of all shapes.
func TestSQLiteOfTablesOfAllShapes(t *testing.T) {
	dir := t.TempDir()
	w, err := dataset.Create(dir, filepath.Join(dir, "new"), dataset.Options{Formats: []dataset.Format{dataset.SQLite}})
	require.NoError(t, err)
	for _, r := range testtables.Reports(t) {
		d, unfit := dataset.NewReport(r)
		require.Empty(t, unfit)
		require.NoError(t, w.Report(d))
	}
	require.NoError(t, w.Close())
}

// What the views say of the sample was counted in its text by eye.
func TestSQLiteViews(t *testing.T) {
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, sampleReport(t), fullReport(t))
	id := sampleReport(t).ID
	require.Equal(t, "157", query(t, dir, "SELECT count(*) AS n FROM tasks WHERE report_id = '"+id+"'")[0]["n"])

	got := query(t, dir, `SELECT target_value, actual_value, unit FROM target_vs_actual WHERE report_id = '`+id+`' AND annex = 3 AND row = 21 AND unit = '个'`)
	require.Equal(t, []map[string]string{{"target_value": "1500", "actual_value": "172", "unit": "个"}}, got)

	got = query(t, dir, `SELECT typeof(value) AS type, printf('%.4f', value) AS value FROM indicators_numeric WHERE report_id = '`+id+`' AND text = '17.45%'`)
	require.Equal(t, []map[string]string{{"type": "real", "value": "-17.4500"}}, got)

	got = query(t, dir, `SELECT DISTINCT task_id, report_id FROM task_progress`)
	require.Len(t, got, 2)

	got = query(t, dir, `SELECT region, period_start, printf('%.1f', value) AS value, unit FROM trend
		WHERE region_code = '500106' AND measure = '社会消费品零售总额' AND kind = 'growth' AND state = 'actual' AND report_id = '`+id+`'`)
	require.Equal(t, []map[string]string{{"region": "沙坪坝区", "period_start": "2021-01-01", "value": "78.1", "unit": "%"}}, got)

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
