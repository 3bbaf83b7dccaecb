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
	db      *sql.DB
	tx      *sql.Tx
	inserts [tableCount]*sql.Stmt
}

func newSQLite(dir string) (sink, error) {
	name := filepath.Join(dir, databaseFile)
	if err := os.WriteFile(name, nil, 0o666); err != nil { // by the umask alone, where SQLite would make it 0644
		return nil, err
	}
	db, err := sql.Open("sqlite", databaseURI(name,
		"page_size(8192)", "journal_mode(off)", "synchronous(off)", "foreign_keys(on)", "temp_store(file)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	s := &sqliteSink{db: db}
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
		marks := strings.TrimSuffix(strings.Repeat("?,", len(t.Columns)), ",")
		if s.inserts[i], err = s.tx.Prepare("INSERT INTO " + t.Name + " VALUES (" + marks + ")"); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

func (s *sqliteSink) report(r *Report) error {
	for t, rows := range r.Rows {
		if err := s.rows(t, rows); err != nil {
			return err
		}
	}
	return nil
}

func (s *sqliteSink) rows(table int, rows [][]string) error {
	columns := tables[table].Columns
	values := make([]any, len(columns))
	for _, cells := range rows {
		for i, c := range columns {
			v, err := sqliteValue(c, cells[i])
			if err != nil {
				return fmt.Errorf("%s: %s: %w", tables[table].Name, c.Name, err)
			}
			values[i] = v
		}
		if _, err := s.inserts[table].Exec(values...); err != nil {
			return fmt.Errorf("%s: %s: %w", tables[table].Name, strings.Join(cells[:min(4, len(cells))], " "), err)
		}
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
	return errors.Join(s.finish(), s.db.Close())
}

func (s *sqliteSink) abort() {
	if s.tx != nil {
		s.tx.Rollback()
	}
	s.db.Close()
}
