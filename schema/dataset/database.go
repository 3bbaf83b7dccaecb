package dataset

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"duban/internal/message"
)

// Database answers questions about a dataset that an import wrote, from its database, which is opened for reading
// alone. It is safe for use by several goroutines. Where an import puts another database into its place, that answers from then
// on.
type Database struct {
	name string

	mu   sync.Mutex
	db   *sql.DB
	is   os.FileInfo // the file that db has open
	once []*sql.DB   // what was there before
}

// Record is a row of an answer: what its columns hold as text, by name. Columns without a value are not there.
type Record map[string]string

// OpenDatabase opens the database of the dataset of that name: a folder that an import wrote, or the dataset.sqlite in
// it.
//
// The error says what there is no dataset for: one whose import has not ended, one of another version, one without a
// database.
func OpenDatabase(ctx context.Context, name string) (*Database, error) {
	at, err := located(name)
	switch {
	case errors.Is(err, errNoRows), err == nil && at.database == "":
		folder := cmp.Or(at.folder, name)
		return nil, message.Errorf("%s: there is no dataset.sqlite, which is what is asked; run duban import on the same sources with all that is wanted: "+
			"--out %s --formats %s", name, folder, strings.Join(append(formatsIn(folder), string(SQLite)), ","))
	case err != nil:
		return nil, message.Errorf("%s: %w", name, err)
	}
	if at.folder != "" && !at.isWhole() {
		return nil, message.Errorf("%s: datapackage.json has no digest of dataset.sqlite, so that its import has not ended; run duban import on it again", name)
	}
	d := &Database{name: at.database}
	switch _, err := d.now(ctx); {
	case isDamaged(err):
		return nil, message.Errorf("%s: the database is damaged (%w); run duban import on its sources again, with --verify", name, err)
	case err != nil:
		return nil, message.Errorf("%s: %w", name, err)
	}
	return d, nil
}

// awaited is how long is waited for an import that changes the database, in milliseconds.
const awaited = "busy_timeout(5000)"

// now returns the database that is there. While one takes the place of another there may be none: then it is still the one
// before.
func (d *Database) now(ctx context.Context) (*sql.DB, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	info, err := os.Stat(d.name)
	isSame := err != nil || d.is != nil && os.SameFile(info, d.is)
	if d.db != nil && isSame {
		return d.db, nil
	}
	db, err := sql.Open("sqlite", databaseURI(d.name, awaited, "query_only(on)")+"&mode=ro")
	if err != nil {
		return nil, err
	}
	if err := isOfThisVersion(ctx, db); err != nil {
		_ = db.Close() // what is wrong has been found
		return nil, err
	}
	if d.db != nil {
		d.db.SetMaxIdleConns(0) // it is let go as soon as nobody reads it
		d.once = append(d.once, d.db)
	}
	d.db, d.is = db, info
	return db, nil
}

// formatsIn returns the formats that a folder has the tables in.
func formatsIn(folder string) []string {
	var all []string
	for f, file := range map[Format]string{NDJSON: "reports.ndjson", CSV: "tasks.csv", Parquet: "tasks.parquet", XLSX: workbookFile} {
		if exists(filepath.Join(folder, file)) {
			all = append(all, string(f))
		}
	}
	slices.Sort(all)
	return all
}

// Close closes the database.
func (d *Database) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.db.Close()
	for _, db := range d.once {
		err = errors.Join(err, db.Close())
	}
	return err
}

// isWhole reports whether the description of the dataset has a digest of the database.
func (at location) isWhole() bool {
	data, err := os.ReadFile(filepath.Join(at.folder, packageName))
	if err != nil {
		return false
	}
	var p dataPackage
	if json.Unmarshal(data, &p) != nil {
		return false
	}
	return slices.ContainsFunc(p.Resources, func(r resource) bool {
		return r.Path == databaseFile && strings.HasPrefix(r.Hash, "sha256:")
	})
}

// isOfThisVersion requires the tables to have the columns that are described, and the views to be there.
func isOfThisVersion(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for i, t := range tables {
		q := query{table: i, found: Found{Table: t.Name, Columns: t.Columns}}
		if err := q.isOfThisVersion(ctx, tx); err != nil {
			return err
		}
	}
	for _, q := range questions {
		statement := "SELECT " + strings.Join(q.words, ", ") + " FROM " + q.from + " LIMIT 0"
		switch _, err := tx.ExecContext(ctx, statement); {
		case isDamaged(err):
			return err
		case err != nil:
			return message.Errorf("the view of %s is not there (%w); another version of duban wrote it: run duban import on its sources again", q.name, err)
		}
	}
	return nil
}

// records returns the rows of a statement.
func (d *Database) records(ctx context.Context, statement string, args ...any) ([]Record, error) {
	db, err := d.now(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	cells, to := make([]any, len(names)), make([]any, len(names))
	for i := range cells {
		to[i] = &cells[i]
	}
	var all []Record
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		r := Record{}
		for i, c := range cells {
			if text := cellText(c); text != "" {
				r[names[i]] = text
			}
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// one returns the only row of a statement, or an empty one.
func (d *Database) one(ctx context.Context, statement string, args ...any) (Record, error) {
	all, err := d.records(ctx, statement, args...)
	if err != nil || len(all) == 0 {
		return Record{}, err
	}
	return all[0], nil
}

// count returns the number that a statement gives.
func (d *Database) count(ctx context.Context, statement string, args ...any) (n int, err error) {
	db, err := d.now(ctx)
	if err != nil {
		return 0, err
	}
	err = db.QueryRowContext(ctx, statement, args...).Scan(&n)
	return n, err
}

// cellText returns a value of SQLite as text.
func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// Filter says which rows of an answer are wanted. The zero value leaves none out.
type Filter struct {
	Words  []string // each of them stands in some text of the row; capital letters of Latin count as small ones
	Issuer string
	Offset int
	Limit  int // rows at most; 20 if it is 0
}

// conditions gathers what rows have to be, with what fills its marks.
type conditions struct {
	terms []string
	args  []any
}

func (c *conditions) add(term string, args ...any) {
	c.terms, c.args = append(c.terms, term), append(c.args, args...)
}

// is requires a column to have a value, if one is given.
func (c *conditions) is(column, value string) {
	if value != "" {
		c.add(column+" = ?", value)
	}
}

// has requires each word to stand in one of the texts.
func (c *conditions) has(words []string, texts ...string) {
	for _, w := range words {
		var anywhere []string
		for _, t := range texts {
			anywhere = append(anywhere, "instr(lower("+t+"), ?) > 0")
			c.args = append(c.args, small(w))
		}
		c.terms = append(c.terms, "("+strings.Join(anywhere, " OR ")+")")
	}
}

func (c *conditions) String() string {
	if len(c.terms) == 0 {
		return "true"
	}
	return strings.Join(c.terms, " AND ")
}

// limited returns what ends a statement, with what fills its marks.
func (f Filter) limited(args []any) (string, []any) {
	n := f.Limit
	if n == 0 {
		n = usualLimit
	}
	return " LIMIT ? OFFSET ?", append(slices.Clone(args), n, f.Offset)
}
