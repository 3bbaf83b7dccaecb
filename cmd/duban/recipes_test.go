//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"duban/internal/testpostgres"

	"github.com/stretchr/testify/require"
)

// TestRecipes runs docs/recipes.md where the programs are there. The answer of each is the one that the document shows,
// and that SQLite gives.
func TestRecipes(t *testing.T) {
	needs(t, "sqlite3", "--version")
	dir := t.TempDir()
	require.Equal(t, exitDone, run([]string{"import", sample, "--out", filepath.Join(dir, "data"), "--formats", "ndjson,parquet,sqlite", "--quiet"},
		&console{ctx: t.Context(), out: io.Discard, err: io.Discard}))
	answer := recipe(t, "")["text"][0]
	const question = `SELECT u.name, count(*) AS tasks FROM units AS u JOIN tasks AS t USING (report_id, annex, row)
		WHERE u.role = 'lead' AND t.status = 'underway' AND t.total IS NULL GROUP BY u.name ORDER BY tasks DESC LIMIT 3`
	require.Equal(t, answer, made(t, dir, nil, "", "sqlite3", "data/dataset.sqlite", question))

	t.Run("PostgreSQL", func(t *testing.T) {
		environment := testpostgres.Start(t)
		require.Equal(t, answer, made(t, dir, environment, recipe(t, "PostgreSQL")["sh"][0], "bash", "-eu", "-o", "pipefail"))
	})
	t.Run("DuckDB", func(t *testing.T) {
		needs(t, "node", "-e", "require('@duckdb/node-api')")
		const script = `
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const c = await (await DuckDBInstance.create(':memory:')).connect();
  const r = await c.runAndReadAll(require('fs').readFileSync(0, 'utf8'));
  for (const row of r.getRows()) console.log(row.join('|'));
})()`
		require.Equal(t, answer, made(t, dir, nil, recipe(t, "DuckDB")["sql"][0], "node", "-e", script))
	})
	t.Run("ClickHouse", func(t *testing.T) {
		needs(t, "clickhouse", "--version")
		require.Equal(t, answer, made(t, dir, nil, recipe(t, "ClickHouse")["sh"][0], "bash", "-eu"))
	})
	t.Run("Elasticsearch", func(t *testing.T) { // the lines alone; there is no server
		made(t, dir, nil, recipe(t, "Elasticsearch")["sh"][0], "bash", "-eu")
		require.Equal(t, answer, mostUnderway(t, filepath.Join(dir, "tasks.bulk")))
	})
	t.Run("pandas", func(t *testing.T) {
		for _, python := range []string{"python3", "/usr/bin/python3"} {
			if runnable(python, "-c", "import pandas") {
				require.Equal(t, answer, made(t, dir, nil, recipe(t, "pandas")["python"][0], python, "-"))
				return
			}
		}
		t.Skip("no python3 with pandas here")
	})
	t.Run("R", func(t *testing.T) {
		needs(t, "Rscript", "-e", "library(RSQLite)")
		require.Equal(t, answer, made(t, dir, append(os.Environ(), "LC_ALL=C.UTF-8"), recipe(t, "R")["r"][0], "Rscript", "-"))
	})
}

// recipe returns the blocks of code below a heading of docs/recipes.md, by their language; "" stands for what is before
// all headings.
func recipe(t *testing.T, heading string) map[string][]string {
	data, err := os.ReadFile("../../docs/recipes.md")
	require.NoError(t, err)
	text := string(data)
	if heading != "" {
		_, after, found := strings.Cut(text, "\n## "+heading+"\n")
		require.True(t, found, heading)
		text = after
	}
	text, _, _ = strings.Cut(text, "\n## ")
	blocks := map[string][]string{}
	for _, m := range regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(text, -1) {
		blocks[m[1]] = append(blocks[m[1]], m[2])
	}
	return blocks
}

// made runs a program in a folder and returns what it writes.
func made(t *testing.T, dir string, environment []string, in, name string, args ...string) string {
	c := exec.Command(name, args...)
	c.Dir = dir
	c.Env = environment
	if environment == nil {
		c.Env = nodeEnvironment()
	}
	c.Stdin = strings.NewReader(in)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	require.NoError(t, err, errs.String())
	return string(out)
}

// needs skips the test where a program does not run.
func needs(t *testing.T, name string, args ...string) {
	if !runnable(name, args...) {
		t.Skipf("no %s here: %s", name, strings.Join(args, " "))
	}
}

func runnable(name string, args ...string) bool {
	c := exec.Command(name, args...)
	c.Env = nodeEnvironment()
	return c.Run() == nil
}

// nodeEnvironment is that of the tests with the packages of node that are there for everybody.
func nodeEnvironment() []string {
	root, _ := exec.Command("npm", "root", "-g").Output()
	return append(os.Environ(), "NODE_PATH="+strings.TrimSpace(string(root)))
}

// mostUnderway answers the question of the recipes from lines of the bulk interface: an action and a document in turn.
func mostUnderway(t *testing.T, name string) string {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	require.Zero(t, len(lines)%2)
	counts, ids := map[string]int{}, map[string]bool{}
	for i := 0; i < len(lines); i += 2 {
		var action struct {
			Index struct {
				Index string `json:"_index"`
				ID    string `json:"_id"`
			}
		}
		var doc struct {
			Status string
			Lead   []string
		}
		require.NoError(t, json.Unmarshal([]byte(lines[i]), &action))
		require.NoError(t, json.Unmarshal([]byte(lines[i+1]), &doc))
		require.Equal(t, "tasks", action.Index.Index)
		require.False(t, ids[action.Index.ID], "twice")
		ids[action.Index.ID] = true
		for _, name := range doc.Lead {
			if doc.Status == "underway" {
				counts[name]++
			}
		}
	}
	out := ""
	for range 3 {
		most := ""
		for name, n := range counts {
			if n > counts[most] {
				most = name
			}
		}
		out += most + "|" + strconv.Itoa(counts[most]) + "\n"
		delete(counts, most)
	}
	return out
}
