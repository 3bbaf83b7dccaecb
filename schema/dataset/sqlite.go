package dataset

import (
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite"
)

const databaseFile = "dataset.sqlite"

//go:embed views.sql
var views string

// sqliteSink writes one database, in one transaction. As it is written beside the dataset and moved there whole, it
// needs no journal.
type sqliteSink struct {
	name    string
	db      *sql.DB
	tx      *sql.Tx
	inserts [tableCount]*sql.Stmt
	rowMarks
	digest digest
}

func newSQLite(at spot) (sink, error) {
	if c := newSQLiteChange(at); c != nil {
		return c, nil
	}
	name := filepath.Join(at.temp, databaseFile)
	if err := os.WriteFile(name, nil, 0o666); err != nil { // by the umask alone, where SQLite would make it 0644
		return nil, err
	}
	db, err := sql.Open("sqlite", databaseURI(name,
		"page_size(8192)", "journal_mode(off)", "synchronous(off)", "foreign_keys(on)", "temp_store(file)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	s := &sqliteSink{name: name, db: db}
	if err := s.begin(); err != nil {
		s.abort()
		return nil, err
	}
	return s, nil
}

// databaseURI names a database as SQLite does, whatever characters are in its path, with pragmas to begin with.
func databaseURI(name string, pragmas ...string) string {
	path := url.URL{Path: filepath.ToSlash(name)}
	return "file:" + path.EscapedPath() + "?" + url.Values{"_pragma": pragmas}.Encode()
}

func (s *sqliteSink) begin() (err error) {
	if s.tx, err = s.db.Begin(); err != nil {
		return err
	}
	for i, t := range tables {
		if _, err = s.tx.Exec(ForSQLite.createTable(t)); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		if s.inserts[i], err = s.tx.Prepare(insertInto(t)); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

// insertInto returns the statement that inserts a row, whose number comes first.
func insertInto(t Table) string {
	return "INSERT INTO " + t.Name + " (rowid, " + identifiers(columnNames(t)) + ") VALUES (?" + strings.Repeat(", ?", len(t.Columns)) + ")"
}

func (s *sqliteSink) part(p *part) error {
	r, err := p.report()
	if err != nil {
		return err
	}
	return s.insert(r, s.inserts[:])
}

// insert inserts the rows of a part, and notes which they are.
func (m *rowMarks) insert(r *Report, inserts []*sql.Stmt) error {
	for t, rows := range r.Rows {
		values := make([]any, 1+len(tables[t].Columns))
		for i, cells := range rows {
			if err := sqliteValues(t, values[1:], cells); err != nil {
				return err
			}
			values[0] = m.last[t] + 1 + int64(i)
			if _, err := inserts[t].Exec(values...); err != nil {
				return fmt.Errorf("%s: %s: %w", tables[t].Name, strings.Join(cells[:min(4, len(cells))], " "), err)
			}
		}
	}
	m.note(r)
	return nil
}

func sqliteValues(table int, values []any, cells []string) error {
	for i, c := range tables[table].Columns {
		v, err := sqliteValue(c, cells[i])
		if err != nil {
			return fmt.Errorf("%s: %s: %w", tables[table].Name, c.Name, err)
		}
		values[i] = v
	}
	return nil
}

func sqliteValue(c Column, cell string) (any, error) {
	switch {
	case cell == "" && !c.Required:
		return nil, nil
	case c.Type == Integer:
		return strconv.ParseInt(cell, 10, 64)
	}
	return cell, nil
}

// finish makes what goes faster, or can only be made, when all rows are there.
func (s *sqliteSink) finish() error {
	if _, err := s.tx.Exec(sqliteEnd()); err != nil {
		return err
	}
	return s.tx.Commit()
}

func (s *sqliteSink) close() error {
	for _, insert := range s.inserts {
		if err := insert.Close(); err != nil {
			return err
		}
	}
	if err := errors.Join(s.finish(), s.db.Close()); err != nil {
		return err
	}
	var err error
	s.digest, err = lastingDigest(s.name)
	return err
}

func (s *sqliteSink) abort() {
	if s.tx != nil {
		s.tx.Rollback()
	}
	s.db.Close()
}

func (s *sqliteSink) outputs() map[string]digest { return map[string]digest{databaseFile: s.digest} }
