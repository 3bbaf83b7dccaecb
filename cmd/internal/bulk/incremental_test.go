package bulk

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/internal/message"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// allFormats returns options for all formats.
func allFormats() Options { return withFormats(options(), dataset.Formats()...) }

// requireLikeFresh requires that the dataset in "out" is that of a fresh import of the same sources: the same bytes, and of
// the database the same content.
func requireLikeFresh(t *testing.T, o Options, names ...string) {
	t.Helper()
	require.NoError(t, os.RemoveAll("again"))
	fresh := o
	fresh.Out = "again"
	imported(t, fresh, names...)
	got, want := contents(t, "out"), contents(t, "again")
	require.Equal(t, len(want), len(got))
	for name, data := range want {
		switch name {
		case "dataset.sqlite":
			require.Equal(t, databaseRows(t, "again"), databaseRows(t, "out"))
		case "datapackage.json": // has the digest of the database
			require.Equal(t, withoutDatabase(data), withoutDatabase(got[name]))
		default:
			require.True(t, data == got[name], name)
		}
	}
}

// withoutDatabase returns a description without the digest and the size of the database.
func withoutDatabase(description string) string {
	before, after, _ := strings.Cut(description, `"path": "dataset.sqlite"`)
	_, after, _ = strings.Cut(after, `"hash":`)
	_, after, _ = strings.Cut(after, "\n")
	return before + after
}

// databaseRows returns the rows of all tables of a database, sorted, when it is whole and all keys are right.
func databaseRows(t *testing.T, dir string) (rows []string) {
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	require.NoError(t, err)
	defer db.Close()
	require.Equal(t, []string{`"ok" `}, query(t, db, "PRAGMA integrity_check"))
	require.Empty(t, query(t, db, "PRAGMA foreign_key_check"))
	for _, table := range dataset.Tables() {
		for _, row := range query(t, db, "SELECT * FROM "+table.Name) {
			rows = append(rows, table.Name+": "+row)
		}
	}
	rows = append(rows, query(t, db, "SELECT type, name, sql FROM sqlite_schema")...)
	slices.Sort(rows)
	return rows
}

func query(t *testing.T, db *sql.DB, text string) (list []string) {
	rows, err := db.Query(text)
	require.NoError(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	require.NoError(t, err)
	for rows.Next() {
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(sql.NullString)
		}
		require.NoError(t, rows.Scan(cells...))
		line := ""
		for _, c := range cells {
			line += fmt.Sprintf("%q ", c.(*sql.NullString).String)
		}
		list = append(list, line)
	}
	require.NoError(t, rows.Err())
	return list
}

// circular is a report of a district on a quarter, with a table of tasks.
func circular(district, quarter, rows int) string {
	var list []string
	for i := range rows {
		list = append(list, fmt.Sprintf("建设第%d号停车场，建成泊位%d个|区住建局、区交通局", i+1, 100+i))
	}
	return quarterly(fmt.Sprintf("%s区人民政府督查室", string([]rune("东南西北中")[district])), quarter+1, list...)
}

// Files are added, changed, renamed, doubled and, with a fresh start, left out in turn; after each step the dataset is that
// of a fresh import.
func TestLikeFresh(t *testing.T) {
	tree(t, map[string]string{})
	require.NoError(t, os.Mkdir("in", 0o777))
	r := rand.New(rand.NewPCG(3, 4))
	put := func(n, rows int) string {
		name := fmt.Sprintf("in/%02d-%d.html", n%7, n)
		require.NoError(t, os.WriteFile(name, []byte(circular(n%5, n/5%4, rows)+fmt.Sprintf("<!-- %d -->", n)), 0o666))
		return name
	}
	for n := range 40 {
		put(n, 1+r.IntN(9))
	}
	o := allFormats()
	imported(t, o, "in")
	requireLikeFresh(t, o, "in")
	require.NotEmpty(t, table(t, "panel"))
	require.NotEmpty(t, table(t, "changes"))
	database := written(t)["dataset.sqlite"].Inode
	for step := range 8 {
		name := put(40+step, 3)
		switch step % 4 {
		case 1:
			put(r.IntN(40), 5) // changed
		case 2:
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(fmt.Sprintf("in/00-again-%d.html", step), data, 0o666)) // first of two with the same bytes
		case 3:
			require.NoError(t, os.WriteFile("in/broken.ps", fmt.Appendf(nil, "%%!PS-%d", step), 0o666))
		}
		imported(t, o, "in")
		requireLikeFresh(t, o, "in")
		require.Equal(t, database, written(t)["dataset.sqlite"].Inode, "the database is changed, not replaced")
	}
}

// written returns the stamps of all files of the dataset.
func written(t *testing.T) map[string]dataset.Stamp {
	stamps := map[string]dataset.Stamp{}
	for name := range contents(t, "out") {
		info, err := os.Stat(filepath.Join("out", name))
		require.NoError(t, err)
		stamps[name], _ = dataset.StampOf(info)
	}
	return stamps
}

// Where nothing is new nothing is read or written; a table that was edited, removed or replaced comes back.
func TestNothingNew(t *testing.T) {
	tree(t, map[string]string{"in/a.html": circular(1, 0, 4), "in/b.html": circular(1, 1, 4), "in/z.zip": packed(t, plain, "c.html="+circular(2, 1, 3))})
	o := allFormats()
	imported(t, o, "in")
	whole, stamps := contents(t, "out"), written(t)
	r := imported(t, o, "in")
	require.Equal(t, []string{"in/a.html true", "in/b.html true", "in/z.zip/c.html true"}, known2(r))
	require.Equal(t, stamps, written(t))
	for name := range whole {
		for what, harm := range map[string]func(string) error{
			"removed":  os.Remove,
			"edited":   func(name string) error { return os.WriteFile(name, []byte("mine"), 0o666) },
			"replaced": func(name string) error { return os.Rename("in/a.html", name) },
		} {
			require.NoError(t, harm(filepath.Join("out", name)), what)
			require.NoError(t, os.WriteFile("in/a.html", []byte(circular(1, 0, 4)), 0o666))
			imported(t, o, "in")
			requireSame(t, whole, contents(t, "out"), name, what)
		}
	}
	imported(t, withFormats(o, dataset.CSV), "in")
	require.NoFileExists(t, "out/dataset.sqlite")
	imported(t, o, "in")
	requireSame(t, whole, contents(t, "out"))
}

// A file that is as it was by size and times is not opened; one of which any of them differs is.
func TestUnchanged(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二", "in/z.zip": packed(t, plain, "c.txt=关于三", "d.ps=%!PS-1.7"), "in/e.ps": "%!PS-1.7"})
	imported(t, options(), "in")
	whole := contents(t, "out")
	seen := readSeen("out")
	require.Empty(t, seen, "the files are too young to be told by their times")
	pretend(t, "in")
	opened := func(seen seenFiles) (names []string) {
		found, err := find(t.Context(), []string{"in"}, "out", seen)
		require.NoError(t, err)
		for _, s := range found {
			if s.seen == nil {
				names = append(names, s.path)
			}
		}
		return names
	}
	require.Empty(t, opened(readSeen("out")))
	require.Equal(t, []string{"in/a.txt true", "in/b.txt true", "in/e.ps false", "in/z.zip/c.txt true", "in/z.zip/d.ps false"}, known2(imported(t, options(), "in")))
	require.Equal(t, whole, contents(t, "out"))

	info, err := os.Stat("in/a.txt")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile("in/a.txt", []byte("关于八"), 0o666)) // of the same size, and with the same time of writing
	require.NoError(t, os.Chtimes("in/a.txt", info.ModTime(), info.ModTime()))
	require.Equal(t, []string{"in/a.txt"}, opened(readSeen("out")))
	imported(t, options(), "in")
	require.Equal(t, "关于八", table(t, "reports")[0]["title"])

	o := options()
	o.MaxSize = 7
	r := imported(t, o, "in")
	require.Contains(t, known2(r), "in/a.txt false", "the limit is another")
}

// pretend notes of the sources what an import would that is made when they are old enough.
func pretend(t *testing.T, names ...string) {
	o := options()
	found, err := find(t.Context(), names, o.Out, nil)
	require.NoError(t, err)
	s, err := openStore(o)
	require.NoError(t, err)
	defer s.close()
	im := &importer{Options: o, store: s}
	require.NoError(t, im.noteSeen(found, s.sorted(), nil, time.Now().Add(time.Hour)))
}

// With --verify damage that sizes and times do not tell is found: in sources, readings and tables.
func TestVerify(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一，完成投资12亿元", "in/b.txt": "关于二"})
	o := options()
	imported(t, o, "in")
	whole := contents(t, "out")
	o.Verify = true
	stamps := written(t)
	imported(t, o, "in")
	require.Equal(t, stamps, written(t))
	x, err := os.ReadFile("out/.duban/index")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile("out/tasks.csv", []byte("damaged"), 0o666))
	imported(t, o, "in")
	require.Equal(t, whole, contents(t, "out"))
	require.NotEmpty(t, x)
}

// A workbook of very many rows is written for those alone who ask for it.
func TestManyRows(t *testing.T) {
	tree(t, nil)
	for rows, formats := range map[int]int{mostInWorkbook: 0, mostInWorkbook + 1: 4} {
		var said []string
		o := options()
		o.Dataset.Formats, o.Tell = nil, func(line message.Text) { said = append(said, line.String()) }
		im := &importer{Options: o, store: &store{}}
		got := im.datasetOptions([]Entry{{Status: OK, Rows: rows - 1}, {Status: OK, Rows: 1}, {Status: Duplicate, Rows: rows}})
		require.Len(t, got.Formats, formats)
		require.NotContains(t, got.Formats, dataset.XLSX)
		require.Equal(t, formats > 0, len(said) > 0)
		im.Options.Dataset.Formats = dataset.Formats()
		require.Contains(t, im.datasetOptions([]Entry{{Status: OK, Rows: rows}}).Formats, dataset.XLSX)
	}
}
