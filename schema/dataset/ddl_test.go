//go:build unix

package dataset_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"duban/internal/testpostgres"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// The statements for SQLite make what an import makes, to the letter.
func TestDDLOfSQLite(t *testing.T) {
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, reportsByHand(t)...)
	made := filepath.Join(t.TempDir(), "made.sqlite")
	c := exec.Command("sqlite3", "-bail", made)
	c.Stdin = strings.NewReader(dataset.ForSQLite.DDL())
	out, err := c.CombinedOutput()
	require.NoError(t, err, string(out))
	const all = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
	want := string(output(t, "sqlite3", filepath.Join(dir, "dataset.sqlite"), all))
	require.Greater(t, strings.Count(want, "\n"), 100)
	require.Equal(t, want, string(output(t, "sqlite3", made, all)))
}

// PostgreSQL has the tables, their keys and comments; the rows of the database go in, exact and under all keys.
func TestDDLOfPostgres(t *testing.T) {
	environment := testpostgres.Start(t)
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
	sql := func(in, statement string) string {
		c := exec.Command("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1")
		if statement != "" {
			c.Args = append(c.Args, "-c", statement)
		}
		c.Env = environment
		c.Stdin = strings.NewReader(in)
		var errs bytes.Buffer
		c.Stderr = &errs
		out, err := c.Output()
		require.NoError(t, err, errs.String())
		return strings.TrimSpace(string(out))
	}
	sql(dataset.ForPostgres.DDL(), "")
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, reportsByHand(t)...)
	database := filepath.Join(dir, "dataset.sqlite")
	for _, table := range dataset.Tables() {
		rows := string(output(t, "sqlite3", "-csv", database, "SELECT * FROM "+table.Name))
		sql(rows, "COPY "+table.Name+" FROM STDIN (FORMAT csv)")
		require.Equal(t, strings.TrimSpace(string(output(t, "sqlite3", database, "SELECT count(*) FROM "+table.Name))),
			sql("", "SELECT count(*) FROM "+table.Name), table.Name)
		require.Equal(t, table.About, sql("", "SELECT obj_description('"+table.Name+"'::regclass)"))
		require.Equal(t, len(table.Foreign) > 0, sql("", "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = '"+table.Name+"'::regclass") != "0")
	}
	const exact = "SELECT value FROM indicators WHERE text = '2150000000.05元'"
	require.Equal(t, "2150000000.05", strings.TrimSpace(string(output(t, "sqlite3", database, exact+" LIMIT 1"))))
	require.Equal(t, "2150000000.0500000000", sql("", exact+" LIMIT 1"))
	require.Equal(t, "t", sql("", "SELECT jsonb_typeof(cues) = 'array' FROM indicators WHERE cues IS NOT NULL LIMIT 1"))
	c := exec.Command("psql", "--no-psqlrc", "-c", "INSERT INTO units SELECT * FROM units")
	c.Env = environment
	require.Error(t, c.Run(), "keys hold")
	sql("", "TRUNCATE reports, files CASCADE") // as docs/recipes.md has it
	for _, table := range dataset.Tables() {
		require.Equal(t, "0", sql("", "SELECT count(*) FROM "+table.Name), table.Name)
	}
}

// DuckDB has the tables; the rows of Parquet go in, and come back as they were.
func TestDDLOfDuckDB(t *testing.T) {
	if !runs("node", "-e", "require('@duckdb/node-api')") {
		t.Skip("no node with @duckdb/node-api here")
	}
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.Parquet}}, reportsByHand(t)...)
	schema := filepath.Join(t.TempDir(), "schema.sql")
	require.NoError(t, os.WriteFile(schema, []byte(dataset.ForDuckDB.DDL()), 0o600))
	const script = `
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const [schema, dir, ...tables] = process.argv.slice(1);
  const c = await (await DuckDBInstance.create(':memory:')).connect();
  await c.run(require('fs').readFileSync(schema, 'utf8'));
  const counts = {};
  for (const t of tables) {
    await c.run("INSERT INTO " + t + " BY NAME SELECT * FROM '" + dir + "/" + t + ".parquet'");
    const r = await c.runAndReadAll("SELECT (SELECT count(*) FROM " + t + ")::VARCHAR, (SELECT count(*) FROM '" + dir + "/" + t + ".parquet')::VARCHAR, (SELECT count(*) FROM (FROM " + t + " EXCEPT FROM '" + dir + "/" + t + ".parquet'))::VARCHAR");
    counts[t] = r.getRows()[0];
  }
  const about = await c.runAndReadAll("SELECT count(*)::VARCHAR FROM duckdb_columns() WHERE comment IS NOT NULL");
  counts.comments = about.getRows()[0];
  console.log(JSON.stringify(counts));
})().catch(e => { console.error(String(e)); process.exit(1); });`
	var counts map[string][]string
	args := []string{"-e", script, schema, dir}
	for _, table := range dataset.Tables() {
		args = append(args, table.Name)
	}
	require.NoError(t, json.Unmarshal(output(t, "node", args...), &counts))
	columns := 0
	for _, table := range dataset.Tables() {
		require.Equal(t, counts[table.Name][1], counts[table.Name][0], table.Name)
		require.Equal(t, "0", counts[table.Name][2], "%s: rows that were not there before", table.Name)
		for _, c := range table.Columns {
			if c.About != "" {
				columns++
			}
		}
	}
	require.Equal(t, []string{strconv.Itoa(columns)}, counts["comments"])
}
