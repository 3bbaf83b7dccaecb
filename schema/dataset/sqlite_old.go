package dataset

import (
	"database/sql"
	"errors"
	"fmt"
	"os"

	"duban/internal/message"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite keeps what is under way in files beside the database, which it knows by their names alone: a new database
// that finds the journal of an old one there takes pages of the old one for its own, and no check of SQLite's sees
// that. So both are replaced as one, while nobody else uses them.
var besideDatabase = []string{"-journal", "-wal", "-shm"}

// patience is how long, in milliseconds, another program may hold the database before that is an error.
const patience = "busy_timeout(1000)"

// oldDatabase is the database that is to be replaced, if there is one.
type oldDatabase struct {
	name  string
	whole bool    // it needs nothing that stands beside it
	held  *sql.DB // in a transaction that keeps others out; nil if there is nothing to hold
	stays bool    // it was changed, so that what stands beside it is its own
}

// holdDatabase keeps others out of a database until it is released, and brings to an end in it what programs that
// were killed have left in files beside it.
func holdDatabase(name string) (*oldDatabase, error) {
	info, err := replaceable(name)
	if err != nil {
		return nil, err
	}
	if info == nil || !info.Mode().IsRegular() { // a link goes; the database that it leads to is not touched
		return &oldDatabase{name: name}, nil
	}
	db, err := sql.Open("sqlite", databaseURI(name, patience)+"&mode=rw")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	err = settle(db)
	if err == nil {
		return &oldDatabase{name: name, whole: true, held: db}, nil
	}
	db.Close()
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return nil, err
	}
	switch failure.Code() & 0xFF {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return nil, message.Errorf("%s: another program has it open; close it there", name)
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT: // nobody can use it
		return &oldDatabase{name: name}, nil
	}
	return nil, message.Errorf("%s: it cannot be replaced: %w; make it writable, or remove it and what stands beside it (%s-*)",
		name, err, name)
}

// isDamaged reports whether an error says that a file is no database that can be read.
func isDamaged(err error) bool {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return false
	}
	code := failure.Code() & 0xFF
	return code == sqlite3.SQLITE_NOTADB || code == sqlite3.SQLITE_CORRUPT
}

// settle rolls back or completes what is half done, leaves the write-ahead log, and begins a transaction that keeps
// everybody else out. While a program has the database open in that mode, or is in a transaction, it fails.
func settle(db *sql.DB) error {
	var tables int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	var mode string
	if err := db.QueryRow("PRAGMA journal_mode = DELETE").Scan(&mode); err != nil {
		return err
	}
	if mode != "delete" {
		return fmt.Errorf("it stays in the journal mode %s", mode)
	}
	_, err := db.Exec("BEGIN EXCLUSIVE")
	return err
}

// obsolete returns the files that have to go before a new database comes, in this order: what stands beside one that
// needs it must not be gone before that is.
func (o *oldDatabase) obsolete() []string {
	var names []string
	if o.stays {
		return nil
	}
	for _, suffix := range besideDatabase {
		if _, err := os.Lstat(o.name + suffix); err == nil {
			names = append(names, o.name+suffix)
		}
	}
	if len(names) > 0 && !o.whole {
		names = append([]string{o.name}, names...)
	}
	return names
}

func (o *oldDatabase) release() {
	if o.held != nil {
		o.held.Close() // which ends the transaction
		o.held = nil
	}
}
