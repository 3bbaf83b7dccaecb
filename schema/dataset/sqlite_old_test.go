package dataset

import (
	"bufio"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"duban/internal/message"
	"duban/schema"

	"github.com/stretchr/testify/require"
)

// otherProgram is set, to what it does, in a process that plays a program of others.
const otherProgram = "DUBAN_TEST_OTHER_PROGRAM"

func TestMain(m *testing.M) {
	if does := os.Getenv(otherProgram); does != "" {
		if err := play(does, os.Args[1]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// play does things with a database, says what is done, and does the next when a line comes: "wal write commit wait".
func play(does, name string) error {
	db, err := sql.Open("sqlite", databaseURI(name, "cache_size(2)", "wal_autocheckpoint(0)"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	lines := bufio.NewReader(os.Stdin)
	for _, do := range strings.Fields(does) {
		statement := map[string]string{
			"wal": "PRAGMA journal_mode = wal", "delete": "PRAGMA journal_mode = delete",
			"truncate": "PRAGMA journal_mode = truncate", "persist": "PRAGMA journal_mode = persist",
			"read":   "BEGIN; SELECT * FROM sections",
			"begin":  "BEGIN IMMEDIATE",
			"write":  "UPDATE sections SET text = 'stale' || hex(zeroblob(100000)); UPDATE tasks SET target = 'stale'",
			"again":  "UPDATE sections SET text = 'again'",
			"commit": "COMMIT",
		}[do]
		if do == "wait" {
			fmt.Println("done")
			if _, err := lines.ReadString('\n'); err != nil {
				return err
			}
		} else if _, err := db.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", do, err)
		}
	}
	return db.Close()
}

// program is another process that uses a database.
type program struct {
	*exec.Cmd
	in   io.WriteCloser
	said *bufio.Scanner
}

func startProgram(t *testing.T, does, name string) *program {
	c := exec.Command(os.Args[0], name)
	c.Env = append(os.Environ(), otherProgram+"="+does)
	in, err := c.StdinPipe()
	require.NoError(t, err)
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	p := &program{c, in, bufio.NewScanner(out)}
	t.Cleanup(func() { p.Process.Kill(); p.Wait() })
	require.Equal(t, "done", p.next())
	return p
}

// next returns what the program says next.
func (p *program) next() string {
	p.said.Scan()
	return p.said.Text()
}

func (p *program) kill(t *testing.T) {
	require.NoError(t, p.Process.Kill())
	require.Error(t, p.Wait())
}

// begun begins a dataset of one report whose section has that text.
func begun(t *testing.T, dir, text string, o Options) *Writer {
	data, err := os.ReadFile("../testdata/report.json")
	require.NoError(t, err)
	r := new(schema.Report)
	require.NoError(t, json.Unmarshal(data, r))
	r.Sections[0].Text = text
	kept, _ := NewReport(r)
	w, err := Create(dir, filepath.Join(dir, "new"), o)
	require.NoError(t, err)
	require.NoError(t, w.Report(kept))
	return w
}

// readTexts returns what SQLite thinks of a database, and texts in it.
func readTexts(dir string) (texts []string, err error) {
	db, err := sql.Open("sqlite", databaseURI(filepath.Join(dir, databaseFile))+"&mode=rw")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	for _, query := range []string{"PRAGMA integrity_check", "SELECT DISTINCT text FROM sections", "SELECT target FROM tasks WHERE target = 'stale'"} {
		rows, err := db.Query(query)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var s sql.NullString
			err = errors.Join(err, rows.Scan(&s))
			texts = append(texts, s.String[:min(5, len(s.String))])
		}
		if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// requireNew requires that the new database is as it was written, and nothing beside it.
func requireNew(t *testing.T, dir string) {
	data, err := os.ReadFile(filepath.Join(dir, databaseFile))
	require.NoError(t, err)
	about, err := os.ReadFile(filepath.Join(dir, packageName))
	require.NoError(t, err)
	sum := sha256.Sum256(data)
	require.Contains(t, string(about), hex.EncodeToString(sum[:]))
	require.Empty(t, beside(t, dir))
	got, err := readTexts(dir)
	require.NoError(t, err)
	require.Equal(t, []string{"ok", "new"}, got)
}

func beside(t *testing.T, dir string) []string {
	names, err := filepath.Glob(filepath.Join(dir, databaseFile+"-*"))
	require.NoError(t, err)
	return names
}

// A program that was killed leaves a journal beside the old database, which must not come into the new one.
func TestKilledBesideDatabase(t *testing.T) {
	for does, leaves := range map[string]string{
		"wal begin write commit wait":             "-wal", // committed, and not in the database yet
		"wal begin write wait":                    "-wal",
		"delete begin write wait":                 "-journal", // hot: the database has half of it
		"truncate begin write wait":               "-journal",
		"persist begin write wait":                "-journal",
		"persist begin write commit persist wait": "-journal", // cold
	} {
		t.Run(does, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			require.NoError(t, begun(t, dir, "old", Options{Formats: []Format{SQLite}}).Close())
			startProgram(t, does, filepath.Join(dir, databaseFile)).kill(t)
			require.Contains(t, beside(t, dir), filepath.Join(dir, databaseFile+leaves))
			require.NoError(t, begun(t, dir, "new", Options{Formats: []Format{SQLite}}).Close())
			requireNew(t, dir)
		})
	}
}

// However far the exchange comes, the database is the old one, the new one or not there, and the next one ends it.
func TestKilledInExchange(t *testing.T) {
	o := Options{Formats: []Format{NDJSON, SQLite}}
	for _, does := range []string{"wal begin write commit wait", "wal begin write wait", "delete begin write wait", "persist begin write wait"} {
		for _, damaged := range []bool{false, true} {
			if isSpared := underRace && (damaged || !strings.HasSuffix(does, "begin write wait")); isSpared {
				continue
			}
			t.Run(fmt.Sprintf("%s, damaged %v", does, damaged), func(t *testing.T) {
				t.Parallel()
				for steps, all := 0, 1; steps <= all; steps++ {
					all = killedAfter(t, steps, does, damaged, o)
				}
			})
		}
	}
}

// killedAfter does so many steps of an exchange, beside what a killed program has left, and then another whole
// one. It returns how many steps there are.
func killedAfter(t *testing.T, steps int, does string, damaged bool, o Options) int {
	dir := t.TempDir()
	require.NoError(t, begun(t, dir, "old", o).Close())
	startProgram(t, does, filepath.Join(dir, databaseFile)).kill(t)
	if damaged {
		require.NoError(t, os.WriteFile(filepath.Join(dir, databaseFile), []byte(strings.Repeat("no database ", 10000)), 0o666))
	}
	w := begun(t, dir, "new", o)
	require.NoError(t, w.each(sink.close))
	written, err := w.describe()
	require.NoError(t, err)
	old, err := holdDatabase(w.databaseName())
	require.NoError(t, err)
	all := w.exchange(old, written)
	for _, step := range all[:min(steps, len(all))] {
		require.NoError(t, step())
	}
	old.release()
	requireOneState(t, dir, damaged)
	require.NoError(t, begun(t, dir, "new", o).Close())
	requireNew(t, dir)
	return len(all)
}

// requireOneState requires that the database is one of those that there were, whole, or not there. One that was
// damaged before may be so still.
func requireOneState(t *testing.T, dir string, damaged bool) {
	if _, err := os.Stat(filepath.Join(dir, databaseFile)); err != nil {
		return
	}
	got, err := readTexts(dir)
	if damaged && err != nil {
		return
	}
	require.NoError(t, err)
	require.Contains(t, [][]string{{"ok", "old"}, {"ok", "new"}, {"ok", "stale", "stale"}}, got[:min(3, len(got))])
}

// While another program holds the database, nothing is replaced, and the error says which file, why and what to do.
func TestDatabaseInUse(t *testing.T) {
	for _, does := range []string{
		"wal begin write commit wait", "wal begin write wait", "wal read wait",
		"delete begin write wait", "delete begin wait", "delete read wait", "persist begin write wait",
	} {
		t.Run(does, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			o := Options{}
			if underRace {
				o.Formats = []Format{CSV, SQLite}
			}
			require.NoError(t, begun(t, dir, "old", o).Close())
			before, err := os.ReadFile(filepath.Join(dir, "sections.csv"))
			require.NoError(t, err)
			w := begun(t, dir, "new", o)
			name := filepath.Join(dir, databaseFile)
			other := startProgram(t, does, name)
			const refusal = ": another program has it open; close it there"
			err = w.Close()
			require.EqualError(t, err, name+refusal)
			require.Equal(t, name+"：另一程序正打开着该文件，请先将其关闭", message.ErrorIn(message.Chinese, err))
			after, err := os.ReadFile(filepath.Join(dir, "sections.csv"))
			require.NoError(t, err)
			require.Equal(t, string(before), string(after))
			_, err = Create(dir, filepath.Join(dir, "new"), Options{Formats: []Format{CSV}})
			require.EqualError(t, err, name+refusal)

			other.kill(t)
			require.NoError(t, begun(t, dir, "new", Options{}).Close())
			requireNew(t, dir)
		})
	}
}

// A program that has the database open and is idle holds no lock in rollback mode. What it writes later must not come
// into the new database: SQLite itself sees that its file is not there any more.
func TestIdleProgram(t *testing.T) {
	for _, mode := range []string{"delete", "truncate", "persist"} {
		dir := t.TempDir()
		require.NoError(t, begun(t, dir, "old", Options{}).Close())
		other := startProgram(t, mode+" begin write commit wait again", filepath.Join(dir, databaseFile))
		require.NoError(t, begun(t, dir, "new", Options{}).Close())
		requireNew(t, dir)
		_, err := other.in.Write([]byte("\n"))
		require.NoError(t, err)
		require.Contains(t, other.next(), "attempt to write a readonly database", mode)
		requireNew(t, dir)
	}
}

// A format that is not written any more leaves nothing behind, nor do formats that are asked for twice.
func TestFormatsOnce(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, begun(t, dir, "old", Options{Formats: []Format{SQLite}}).Close())
	startProgram(t, "wal begin write commit wait", filepath.Join(dir, databaseFile)).kill(t)
	require.NotEmpty(t, beside(t, dir))
	require.NoError(t, begun(t, dir, "new", Options{Formats: []Format{CSV, CSV}}).Close())
	require.NoFileExists(t, filepath.Join(dir, databaseFile))
	require.Empty(t, beside(t, dir))
	about, err := os.ReadFile(filepath.Join(dir, packageName))
	require.NoError(t, err)
	require.Equal(t, 1, strings.Count(string(about), `"path": "tasks.csv"`))
	_, err = Create(dir, filepath.Join(dir, "new"), Options{Formats: []Format{"dbf"}})
	require.EqualError(t, err, "dbf: no such format")
}

// A folder may have any name.
func TestDatabaseInOddFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a?b#c%41 督办")
	require.NoError(t, os.Mkdir(dir, 0o777))
	require.NoError(t, begun(t, dir, "old", Options{}).Close())
	require.NoError(t, begun(t, dir, "new", Options{}).Close())
	requireNew(t, dir)
}

// What is no file is never opened, and nothing is replaced; the error says what to do.
func TestNoFileInPlace(t *testing.T) {
	for name, formats := range map[string][]Format{
		databaseFile: {SQLite}, "tasks.csv": {SQLite, CSV}, "dataset.xlsx": {CSV, XLSX}, packageName: {SQLite}, "reports.ndjson": {NDJSON, CSV},
	} {
		for kind, make := range map[string]func(string) error{
			"folder": func(name string) error { return os.MkdirAll(filepath.Join(name, "in it"), 0o777) },
			"pipe":   func(name string) error { return exec.Command("mkfifo", name).Run() },
		} {
			t.Run(name+" "+kind, func(t *testing.T) {
				if _, err := exec.LookPath("mkfifo"); err != nil {
					t.Skip("no mkfifo here")
				}
				dir := t.TempDir()
				require.NoError(t, begun(t, dir, "old", Options{Formats: formats}).Close())
				before := digests(t, dir)
				w := begun(t, dir, "new", Options{Formats: formats})
				name := filepath.Join(dir, name)
				require.NoError(t, os.Remove(name))
				require.NoError(t, make(name))
				refusal := name + ": this is no regular file, where one of the dataset is to be; move it away"
				require.EqualError(t, w.Close(), refusal)
				_, err := Create(dir, filepath.Join(dir, "new"), Options{Formats: formats})
				require.EqualError(t, err, refusal)
				delete(before, filepath.Base(name))
				require.Equal(t, before, digests(t, dir))
			})
		}
	}
}

// digests returns those of the regular files in a folder.
func digests(t *testing.T, dir string) map[string]string {
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	all := map[string]string{}
	for _, e := range entries {
		if e.Type().IsRegular() {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			require.NoError(t, err)
			sum := sha256.Sum256(data)
			all[e.Name()] = hex.EncodeToString(sum[:])
		}
	}
	return all
}

// A link in the place of the database is replaced, and nothing is done to the database that it leads to.
func TestDatabaseIsLink(t *testing.T) {
	for _, there := range []bool{true, false} {
		dir := t.TempDir()
		require.NoError(t, begun(t, dir, "old", Options{}).Close())
		name, other := filepath.Join(dir, databaseFile), filepath.Join(t.TempDir(), "other.sqlite")
		require.NoError(t, os.Rename(name, other))
		startProgram(t, "wal begin write commit wait", other).kill(t)
		before := digests(t, filepath.Dir(other))
		require.Len(t, before, 3) // with its log, which is the only place of what was written
		require.NoError(t, os.Symlink(other, name))
		if !there {
			require.NoError(t, os.Remove(other))
			delete(before, filepath.Base(other))
		}
		require.NoError(t, os.WriteFile(name+"-wal", []byte("of something else"), 0o666))
		require.NoError(t, begun(t, dir, "new", Options{}).Close())
		requireNew(t, dir)
		require.Equal(t, before, digests(t, filepath.Dir(other)))
	}
}
