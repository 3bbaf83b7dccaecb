package main

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"duban/internal/testimport"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

var (
	importSize = flag.Int("import-reports", 200, "number of generated reports that TestImport reads")
	killCount  = flag.Int("kills", 5, "number of times that TestImportKilled kills an import")
	generate   = flag.String("generate", "", "folder in which TestGenerate writes as many generated reports as -import-reports says")
	small      = flag.Bool("small", false, "let TestGenerate write reports of three rows")
)

// TestGenerate is there to make reports for measurements.
func TestGenerate(t *testing.T) {
	if *generate == "" {
		t.Skip("no -generate")
	}
	if *small {
		testimport.WriteSmall(t, *generate, *importSize)
		return
	}
	testimport.New(t).Write(t, *generate, *importSize)
}

// TestImport accounts for every row and file: what the generator made, what the manifest says and what the tables hold.
func TestImport(t *testing.T) {
	size := *importSize
	if testing.Short() {
		size = 50
	}
	dir := t.TempDir()
	made := testimport.New(t).Write(t, filepath.Join(dir, "in"), size)
	var errs bytes.Buffer
	status := run([]string{"import", filepath.Join(dir, "in"), "--out", filepath.Join(dir, "out"), "--formats", "sqlite"}, &console{ctx: t.Context(), err: &errs})
	require.Equal(t, exitFailed, status, errs.String())

	db, err := sql.Open("sqlite", filepath.Join(dir, "out", "dataset.sqlite"))
	require.NoError(t, err)
	defer db.Close()
	truth := map[string]int{}
	for _, g := range made {
		truth[g.Status]++
		if g.Status == "ok" {
			truth["rows"] += g.Rows
			truth["spaces"] += g.Spaces
			truth["yuan"] += g.Yuan
		}
	}
	statuses := map[string]int{}
	rows, err := db.Query("SELECT path, status, coalesce(report_id, ''), coalesce(error, '') FROM files ORDER BY rowid")
	require.NoError(t, err)
	before := ""
	for rows.Next() {
		var path, status, id, problem string
		require.NoError(t, rows.Scan(&path, &status, &id, &problem))
		require.Less(t, before, path)
		before = path
		statuses[status]++
		relative, err := filepath.Rel(filepath.Join(dir, "in"), filepath.FromSlash(path))
		require.NoError(t, err)
		g, ok := made[filepath.ToSlash(relative)]
		require.True(t, ok, path)
		if g.Status == "duplicate" || strings.HasPrefix(filepath.Base(path), "report-") {
			require.Contains(t, []string{"ok", "duplicate"}, status, path) // which of the two comes first the path decides
		} else {
			require.Equal(t, g.Status, status, "%s: %s", path, problem)
			require.NotEmpty(t, problem)
		}
		require.Equal(t, status == "ok" || status == "duplicate", id != "", path)
	}
	require.NoError(t, rows.Close())
	for status, n := range statuses {
		require.Equal(t, truth[status], n, status)
	}
	for query, want := range map[string]int{
		"SELECT count(*) FROM files":    size,
		"SELECT count(*) FROM reports":  truth["ok"],
		"SELECT count(*) FROM tasks":    truth["rows"],
		"SELECT sum(rows) FROM reports": truth["rows"],
		"SELECT sum(rows) FROM annexes": truth["rows"],
		"SELECT count(DISTINCT report_id || '/' || annex || '/' || row) FROM units":                                                                  truth["rows"],
		"SELECT sum(findings) - (SELECT count(*) FROM findings) FROM reports":                                                                        0,
		"SELECT sum(value) FROM indicators_numeric JOIN tasks USING (report_id, annex, row) WHERE unit = '个' AND progress LIKE '已建成停车泊位%个，完成投资%万元。'": truth["spaces"],
		"SELECT sum(value) FROM indicators_numeric JOIN tasks USING (report_id, annex, row) WHERE unit = '元' AND progress LIKE '已建成停车泊位%个，完成投资%万元。'": truth["yuan"],
	} {
		var got int
		require.NoError(t, db.QueryRow(query).Scan(&got))
		require.Equal(t, want, got, query)
	}
}

// TestImportKilled kills an import at random moments, again and again, and lets the last one end. The dataset must be, byte for
// byte, that of an import with another number of workers that nobody has killed.
func TestImportKilled(t *testing.T) {
	program, err := exec.LookPath("duban")
	require.NoError(t, err)
	dir := t.TempDir()
	testimport.New(t).Write(t, filepath.Join(dir, "in"), 20)
	start := func(out string, jobs int) *exec.Cmd {
		c := exec.Command(program, "import", "in", "--out", out, "--jobs", strconv.Itoa(jobs), "--quiet")
		c.Dir = dir
		return c
	}
	begun := time.Now()
	require.Equal(t, exitFailed, exitCode(start("whole", 1).Run()))
	took := time.Since(begun)
	whole := datasetFiles(t, filepath.Join(dir, "whole"))
	require.Len(t, whole, 43)

	r := rand.New(rand.NewPCG(1, 2))
	killed, writing, runs := 0, 0, 0
	for killed < *killCount {
		runs++
		c := start("killed", 2)
		require.NoError(t, c.Start())
		stop := time.AfterFunc(time.Duration(r.Int64N(int64(took))), func() { c.Process.Kill() })
		wasKilled := exitCode(c.Wait()) == -1
		stop.Stop()
		if wasKilled {
			killed++
		}
		if _, err := os.Stat(filepath.Join(dir, "killed", ".duban", "new")); err == nil && wasKilled {
			writing++
		}
		for name, data := range datasetFiles(t, filepath.Join(dir, "killed")) {
			require.True(t, whole[name] == data, "%s is half-written", name)
		}
		if !wasKilled || r.IntN(8) == 0 { // else there would be nothing left to read
			require.NoError(t, os.RemoveAll(filepath.Join(dir, "killed")))
		}
	}
	t.Logf("%d of %d imports killed, %d of them while tables were written; one takes %s", killed, runs, writing, took)
	require.Equal(t, exitFailed, exitCode(start("killed", 2).Run()))
	got := datasetFiles(t, filepath.Join(dir, "killed"))
	require.Len(t, got, len(whole))
	for name, data := range whole {
		require.True(t, data == got[name], name)
	}
	left, err := os.ReadDir(filepath.Join(dir, "killed", ".duban"))
	require.NoError(t, err)
	for _, e := range left {
		require.Contains(t, []string{"files-copy.ndjson", "files.ndjson", "identity", "index", "lock", "readings", "sources"}, e.Name())
	}
}

// TestOtherProgram: what a program with other bytes has read is read anew, even if it calls itself the same.
func TestOtherProgram(t *testing.T) {
	program, err := exec.LookPath("duban")
	require.NoError(t, err)
	bytes, err := os.ReadFile(program)
	require.NoError(t, err)
	dir := t.TempDir()
	other := filepath.Join(dir, "other", "duban")
	require.NoError(t, os.Mkdir(filepath.Dir(other), 0o777))
	require.NoError(t, os.WriteFile(other, append(bytes, "other words"...), 0o777))
	testimport.New(t).Write(t, filepath.Join(dir, "in"), 3)
	say := func(program string) string {
		c := exec.Command(program, "import", "in", "--out", "out", "--formats", "csv")
		c.Dir = dir
		out, _ := c.CombinedOutput()
		return string(out)
	}
	require.Contains(t, say(program), " (0 of them known before)")
	require.Contains(t, say(program), "3 ok (3 of them known before)")
	require.Regexp(t, `^out: 4 files were read by another version of duban, with other words or in another language; all is read anew\n4 files: 3 ok \(0 of them known before\)`, say(other))
	require.Contains(t, say(other), "3 ok (3 of them known before)")
}

func exitCode(err error) int {
	if err == nil {
		return 0
	}
	return err.(*exec.ExitError).ExitCode()
}

func datasetFiles(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return files
	}
	require.NoError(t, err)
	for _, e := range entries {
		if !e.IsDir() {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			require.NoError(t, err)
			files[e.Name()] = string(data)
		}
	}
	return files
}

// BenchmarkImport imports 100 generated reports; with -cpuprofile it shows what takes the time.
func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	in := filepath.Join(dir, "in")
	size := 0
	for _, g := range testimport.New(b).Write(b, in, 100) {
		size += len(g.Data)
	}
	for name, args := range map[string][]string{
		"read/jobs=1": {"--dry-run", "--jobs", "1"},
		"read/jobs=2": {"--dry-run", "--jobs", "2"},
		"all":         {"--fresh"},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				out := filepath.Join(dir, "out")
				run(append([]string{"import", in, "--out", out, "--quiet"}, args...), &console{ctx: b.Context(), out: io.Discard, err: io.Discard})
			}
			b.ReportMetric(100*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}

// TestChangeKilled kills imports that add to a dataset at random moments, most of them while the tables are written. The
// database is then whole for whoever opens it, and the next import ends with what a fresh one gives.
func TestChangeKilled(t *testing.T) {
	program, err := exec.LookPath("duban")
	require.NoError(t, err)
	dir := t.TempDir()
	testimport.New(t).Write(t, filepath.Join(dir, "all"), 24)
	testimport.New(t).Write(t, filepath.Join(dir, "in"), 20)
	start := func(out string, in ...string) *exec.Cmd {
		c := exec.Command(program, slices.Concat([]string{"import", "--out", out, "--quiet"}, in)...)
		c.Dir = dir
		return c
	}
	added, err := filepath.Glob(filepath.Join(dir, "all", "00", "report-0002*"))
	require.NoError(t, err)
	require.NotEmpty(t, added)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "more"), 0o777))
	for _, name := range added {
		require.NoError(t, os.Rename(name, filepath.Join(dir, "more", filepath.Base(name))))
	}
	require.Equal(t, exitFailed, exitCode(start("whole", "in", "more").Run()))
	whole, content := datasetFiles(t, filepath.Join(dir, "whole")), databaseContent(t, filepath.Join(dir, "whole"))

	r := rand.New(rand.NewPCG(5, 6))
	writing, took := 0, time.Duration(0)
	for kills := 0; kills < *killCount; {
		require.NoError(t, os.RemoveAll(filepath.Join(dir, "killed")))
		require.Equal(t, exitFailed, exitCode(start("killed", "in").Run()))
		c := start("killed", "in", "more")
		begun := time.Now()
		require.NoError(t, c.Start())
		stop := time.AfterFunc(took/4+time.Duration(r.Int64N(int64(took)+1)), func() { c.Process.Kill() })
		if took == 0 {
			stop.Stop() // the first shows how long it takes
		}
		if code := exitCode(c.Wait()); code == -1 {
			kills++
		}
		took = max(took, time.Since(begun))
		stop.Stop()
		if _, err := os.Stat(filepath.Join(dir, "killed", ".duban", "new")); err == nil {
			writing++
		}
		if _, err := os.Stat(filepath.Join(dir, "killed", "dataset.sqlite")); err == nil && r.IntN(2) == 0 {
			databaseContent(t, filepath.Join(dir, "killed"))
		}
		require.Equal(t, exitFailed, exitCode(start("killed", "in", "more").Run()))
		require.Equal(t, content, databaseContent(t, filepath.Join(dir, "killed")))
		for name, data := range datasetFiles(t, filepath.Join(dir, "killed")) {
			if name != "dataset.sqlite" && name != "datapackage.json" { // which has the digest of the database
				require.True(t, whole[name] == data, name)
			}
		}
	}
	t.Logf("%d imports killed, %d of them while tables were written; one takes %s", *killCount, writing, took)
}

// databaseContent returns the digest of each table's rows, whatever their order, when the database is whole.
func databaseContent(t *testing.T, dir string) map[string][32]byte {
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	require.NoError(t, err)
	defer db.Close()
	texts := func(query string) (list []string) {
		rows, err := db.Query(query)
		require.NoError(t, err)
		defer rows.Close()
		for rows.Next() {
			var text string
			require.NoError(t, rows.Scan(&text))
			list = append(list, text)
		}
		require.NoError(t, rows.Err())
		return list
	}
	require.Equal(t, []string{"ok"}, texts("PRAGMA integrity_check"))
	content := map[string][32]byte{}
	for _, table := range dataset.Tables() {
		var columns []string
		for _, c := range table.Columns {
			columns = append(columns, `quote("`+c.Name+`")`)
		}
		rows := texts("SELECT " + strings.Join(columns, "||','||") + " FROM " + table.Name)
		slices.Sort(rows)
		content[table.Name] = sha256.Sum256([]byte(strings.Join(rows, "\n")))
	}
	return content
}
