// Package examples_test runs the examples as their README says.
package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const sample = "../seeds/reports/000_756023d8918cde28.txt"

func TestBehind(t *testing.T) {
	got := output(t, exec.Command("go", "run", "./behind", sample))
	require.Contains(t, got, "annex 2, row 2: 1500个 of 7000个 is 0.2143 of the target where 0.25 of the year has gone (区住房城乡建委, 区城管局)\n")
	require.NotContains(t, got, "annex 3, row 96:", "nothing is compared there with the schedule of a year")
}

func TestCompletion(t *testing.T) {
	python := pythonWith(t, "pandas", "pyarrow")
	lines := strings.Split(output(t, exec.Command(python, "completion.py", dataset(t))), "\n")
	require.Regexp(t, `^status .* tasks$`, lines[0])
	require.Len(t, lines, 2+10+1)
}

func TestMoney(t *testing.T) {
	query, err := filepath.Abs("money.sql")
	require.NoError(t, err)
	command := duckDB(t, query)
	command.Dir = dataset(t)
	got := output(t, command)
	first := strings.Index(got, "1500亿元")
	require.Positive(t, first)
	require.Contains(t, got[first:], "111.55亿元")
	require.Less(t, first, strings.Index(got, "10亿元"), "the largest gap stands first")
}

// dataset returns the folder of the Parquet tables of the sample.
func dataset(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "data")
	output(t, exec.Command("go", "run", "../cmd/duban", "import", sample, "--out", dir, "--formats", "parquet"))
	return dir
}

// pythonWith returns a Python 3 that has the modules.
func pythonWith(t *testing.T, modules ...string) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+strings.Join(modules, ", ")).Run() == nil {
			return name
		}
	}
	t.Skipf("no python3 with %s here", strings.Join(modules, " and "))
	return ""
}

// duckDB returns a command that runs a file of one query: that of DuckDB, or its package for node.
func duckDB(t *testing.T, query string) *exec.Cmd {
	if program, err := exec.LookPath("duckdb"); err == nil {
		return exec.Command(program, "-c", ".read "+query)
	}
	const script = `
const {DuckDBInstance} = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const sql = require('fs').readFileSync(process.argv[1], 'utf8');
  for (const row of (await db.runAndReadAll(sql)).getRowsJson()) console.log(row.join(' | '));
})();`
	root, _ := exec.Command("npm", "root", "-g").Output()
	environment := append(os.Environ(), "NODE_PATH="+strings.TrimSpace(string(root)))
	probe := exec.Command("node", "-e", "require('@duckdb/node-api')")
	probe.Env = environment
	if probe.Run() != nil {
		t.Skip("neither duckdb nor node with @duckdb/node-api here")
	}
	command := exec.Command("node", "-e", script, query)
	command.Env = environment
	return command
}

func output(t *testing.T, command *exec.Cmd) string {
	var problems strings.Builder
	command.Stderr = &problems
	out, err := command.Output()
	require.NoError(t, err, problems.String())
	return string(out)
}
