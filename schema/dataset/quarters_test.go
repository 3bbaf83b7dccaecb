package dataset_test

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"duban/extract"
	"duban/internal/testpostgres"
	"duban/parse"
	"duban/schema"
	"duban/schema/change"
	"duban/schema/check"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// The reports of one issuer on four quarters, all made up, as an import reads them: what can be asked of several reports is
// asked of these. A task's day is put off, one is late, one is copied, one is reached, one is gone and one is new, a rate is
// wrong, and a new year has other figures in the same tasks.

// quarters writes the dataset of the reports in testdata/quarters, with what changed from one to the next.
func quarters(t *testing.T, formats ...dataset.Format) string {
	return quartersWith(t, dataset.Options{Formats: formats})
}

func quartersWith(t *testing.T, o dataset.Options) string {
	names, err := filepath.Glob("../../testdata/quarters/*.md")
	require.NoError(t, err)
	require.Len(t, names, 4)
	dir := t.TempDir()
	w, err := dataset.Create(dir, filepath.Join(dir, "new"), o)
	require.NoError(t, err)
	var comparable []*change.Report
	for _, name := range names {
		d, unfit := dataset.NewReport(checked(t, name))
		require.Empty(t, unfit)
		require.NoError(t, w.Report(d))
		comparable = append(comparable, d.Comparable())
	}
	slices.SortFunc(comparable, change.Order)
	series := &change.Series{}
	for _, r := range comparable {
		if step := series.Add(r); step != nil {
			require.NoError(t, w.Changes(step))
		}
	}
	for _, r := range comparable {
		require.NoError(t, w.Panel(series.Links(r.ID)))
	}
	require.NoError(t, w.Close())
	return dir
}

// checked reads a report with its findings.
func checked(t *testing.T, name string) *schema.Report {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	doc, err := parse.Bytes(filepath.Base(name), data)
	require.NoError(t, err)
	r := extract.Report(doc, extract.Options{})
	check.Report(r)
	return r
}

// question is one of docs/dataset.md with its answer, as sqlite3 -header prints it.
type question struct {
	title, sql string
	answer     []string
}

func questions(t *testing.T) []question {
	data, err := os.ReadFile(docs)
	require.NoError(t, err)
	var list []question
	blocks := regexp.MustCompile("(?s)\n\\*\\*(.*?)\\*\\*.*?```sql\n(.*?)```\n+```\n(.*?)```")
	for _, m := range blocks.FindAllSubmatch(data, -1) {
		list = append(list, question{string(m[1]), string(m[2]), strings.Split(strings.TrimSpace(string(m[3])), "\n")})
	}
	require.Len(t, list, 8)
	return list
}

// The answers of docs/dataset.md, as the driver gives them that the program itself has.
func TestDocsAnswers(t *testing.T) {
	dir := quarters(t, dataset.SQLite)
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	require.NoError(t, err)
	defer db.Close()
	for _, q := range questions(t) {
		rows, err := db.Query(q.sql)
		require.NoError(t, err, q.title)
		names, err := rows.Columns()
		require.NoError(t, err)
		got := []string{strings.Join(names, "|")}
		for rows.Next() {
			cells := make([]any, len(names))
			for i := range cells {
				cells[i] = new(any)
			}
			require.NoError(t, rows.Scan(cells...))
			var texts []string
			for _, c := range cells {
				if v := *c.(*any); v == nil {
					texts = append(texts, "")
				} else {
					texts = append(texts, fmt.Sprint(v))
				}
			}
			got = append(got, strings.Join(texts, "|"))
		}
		require.NoError(t, rows.Err())
		require.Equal(t, q.answer, got, q.title)
	}
}

// The same of SQLite's own command line.
func TestDocsAnswersOfSQLite3(t *testing.T) {
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
	dir := quarters(t, dataset.SQLite)
	for _, q := range questions(t) {
		out := output(t, "sqlite3", "-header", "-list", filepath.Join(dir, "dataset.sqlite"), q.sql)
		require.Equal(t, q.answer, strings.Split(strings.TrimSpace(string(out)), "\n"), q.title)
	}
}

// The same of DuckDB, where the views stand on the files of Parquet.
func TestDocsAnswersOfDuckDB(t *testing.T) {
	if !runs("node", "-e", "require('@duckdb/node-api')") {
		t.Skip("no node with @duckdb/node-api here")
	}
	dir := quarters(t, dataset.Parquet)
	views, err := os.ReadFile("views.sql")
	require.NoError(t, err)
	statements := ""
	for _, name := range tableNames() {
		statements += fmt.Sprintf("CREATE VIEW %s AS SELECT * FROM '%s/%s.parquet';\n", name, dir, name)
	}
	var sqls []string
	for _, q := range questions(t) {
		sqls = append(sqls, q.sql)
	}
	const script = `
const {DuckDBInstance} = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run(process.argv[1]);
  const answers = [];
  for (const sql of process.argv.slice(2)) {
    const r = await db.runAndReadAll(sql);
    answers.push([r.columnNames().join('|')].concat(r.getRowsJson().map(row => row.map(c => c === null ? '' : String(c)).join('|'))));
  }
  process.stdout.write(JSON.stringify(answers));
})();`
	var answers [][]string
	require.NoError(t, json.Unmarshal(output(t, "node", append([]string{"-e", script, statements + string(views)}, sqls...)...), &answers))
	for i, q := range questions(t) {
		require.Equal(t, q.answer, withoutZeros(answers[i]), q.title)
	}
}

// The same of PostgreSQL.
func TestDocsAnswersOfPostgres(t *testing.T) {
	environment := testpostgres.Start(t)
	psql := func(in string, args ...string) string {
		c := exec.Command("psql", append([]string{"--no-psqlrc", "--quiet", "--no-align", "--pset=footer=off", "-v", "ON_ERROR_STOP=1"}, args...)...)
		c.Env = environment
		c.Stdin = strings.NewReader(in)
		out, err := c.CombinedOutput()
		require.NoError(t, err, string(out))
		return strings.TrimSpace(string(out))
	}
	dir := quarters(t, dataset.CSV)
	psql(dataset.ForPostgres.DDL())
	for _, name := range tableNames() {
		rows, err := os.ReadFile(filepath.Join(dir, name+".csv"))
		require.NoError(t, err)
		psql(string(rows), "-c", "COPY "+name+" FROM STDIN (FORMAT csv, HEADER)")
	}
	for _, q := range questions(t) {
		require.Equal(t, q.answer, withoutZeros(strings.Split(psql("", "-c", q.sql), "\n")), q.title)
	}
}

// withoutZeros returns lines without the zeros at the end of decimals, which have ten places.
func withoutZeros(lines []string) []string {
	zeros, points := regexp.MustCompile(`(\.\d*?)0+(\||$)`), regexp.MustCompile(`\.(\||$)`)
	for i, line := range lines {
		for zeros.MatchString(line) {
			line = zeros.ReplaceAllString(line, "$1$2")
		}
		lines[i] = points.ReplaceAllString(line, "$1")
	}
	return lines
}

// pandas reads the flat figures as they stand in CSV: days as days, values as numbers, and a quarter is a group.
func TestPandas(t *testing.T) {
	python := python(t, "pandas")
	dir := quarters(t, dataset.CSV)
	const script = `
import sys, pandas
o = pandas.read_csv(sys.argv[1] + "/observations.csv", parse_dates=["period_start", "period_end"])
assert o.value.dtype == float, o.value.dtype
t = o[(o.measure == "固定资产投资") & (o.kind == "growth")].sort_values("period_start")
print(" ".join(f"{d.year}Q{d.quarter}:{v}" for d, v in zip(t.period_end, t.value)))
m = o[(o.unit == "元") & o.total.isna()].pivot_table(index="period_end", columns="state", values="value", aggfunc="sum")
print(" ".join(f"{a:.0f}/{p:.0f}" for a, p in zip(m.actual, m.target)))`
	require.Equal(t, "2024Q1:6.2 2024Q2:5.1 2024Q3:4.4 2025Q1:3.9\n109000000/556000000 272000000/556000000 456000000/556000000 26000000/150000000\n",
		string(output(t, python, "-c", script, dir)))
}

// What is linked and what is not, told by eye from the reports.
func TestQuartersAreLinked(t *testing.T) {
	dir := quarters(t, dataset.CSV)
	name := map[string]string{}
	for _, r := range readAll(t, dir, "reports")[1:] {
		name[r[0]] = value(t, "reports", "quarter_end", r)[:7]
	}
	item := map[string]string{}
	for _, r := range readAll(t, dir, "tasks")[1:] {
		item[strings.Join(r[:3], "/")] = value(t, "tasks", "item", r)
	}
	threads := map[string][]string{}
	for _, r := range readAll(t, dir, "panel")[1:] {
		threads[r[3]] = append(threads[r[3]], name[r[0]]+" "+item[strings.Join(r[:3], "/")])
	}
	var got [][]string
	for _, thread := range threads {
		got = append(got, thread)
	}
	slices.SortFunc(got, func(a, b []string) int { return cmp.Compare(strings.Join(a, ","), strings.Join(b, ",")) })
	var want [][]string
	for line := range strings.Lines(`2024-03 产业园标准厂房,2024-06 产业园标准厂房,2024-09 产业园标准厂房
2024-03 体育公园,2024-06 体育公园,2024-09 体育公园,2025-03 体育公园
2024-03 停车泊位建设,2024-06 停车泊位建设,2024-09 停车泊位建设,2025-03 停车泊位建设
2024-03 养老服务中心建设,2024-06 养老服务中心建设,2024-09 养老服务中心建设,2025-03 养老服务中心建设
2024-03 滨河路改造工程,2024-06 滨河路改造工程,2024-09 滨河路改造工程
2024-03 第二污水处理厂,2024-06 第二污水处理厂,2024-09 第二污水处理厂,2025-03 第二污水处理厂
2024-03 老旧小区改造,2024-06 老旧小区改造,2024-09 老旧小区改造,2025-03 老旧小区改造
2024-06 公共充电桩建设,2024-09 公共充电桩建设
`) {
		want = append(want, strings.Split(strings.TrimSpace(line), ","))
	}
	require.Equal(t, want, got)
}
