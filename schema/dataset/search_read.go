package dataset

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// How a search reads: a database by one statement, lines from the first to the last.

// inDatabase finds rows in a database, which is opened for reading alone.
func (q *query) inDatabase(ctx context.Context, name string) error {
	db, err := sql.Open("sqlite", databaseURI(name, awaited, "query_only(on)")+"&mode=ro")
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := q.isOfThisVersion(ctx, tx); err != nil {
		return err
	}
	from, args := q.condition()
	if err := tx.QueryRowContext(ctx, "SELECT count(*) "+from, args...).Scan(&q.found.Total); err != nil {
		return err
	}
	names := columnNames(tables[q.table])
	rows, err := tx.QueryContext(ctx, "SELECT "+identifiers(names)+" "+from+" ORDER BY rowid LIMIT ? OFFSET ?",
		append(args, q.limit, q.offset)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	cells := make([]sql.NullString, len(names))
	to := make([]any, len(names))
	for i := range cells {
		to[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		texts := make([]string, len(cells))
		for i, c := range cells {
			texts[i] = c.String
		}
		q.found.Rows = append(q.found.Rows, texts)
	}
	return rows.Err()
}

// isOfThisVersion requires the table to have the columns that are described.
func (q *query) isOfThisVersion(ctx context.Context, tx *sql.Tx) error {
	there := map[string]bool{}
	rows, err := tx.QueryContext(ctx, "SELECT name FROM pragma_table_info(?)", q.found.Table)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		there[name] = true
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(there) == 0 {
		return message.Errorf("there is no table %s; another version of duban or another program wrote the database: run duban import on its sources again", q.found.Table)
	}
	for _, c := range q.found.Columns {
		if !there[c.Name] {
			return message.Errorf("table %s has no column %s; another version of duban wrote it: run duban import on its sources again", q.found.Table, c.Name)
		}
	}
	return nil
}

// condition returns what rows are selected from and by, and what fills its marks.
func (q *query) condition() (string, []any) {
	conditions := []string{"true"}
	var args []any
	for i, c := range q.found.Columns {
		value, asked := q.where[i]
		switch {
		case !asked:
		case value == "":
			conditions = append(conditions, fmt.Sprintf("coalesce(%s, '') = ''", identifier(c.Name)))
		case c.Type == Integer:
			n, _ := strconv.ParseInt(value, 10, 64) // it was seen to be one
			conditions, args = append(conditions, identifier(c.Name)+" = ?"), append(args, n)
		default:
			conditions, args = append(conditions, identifier(c.Name)+" = ?"), append(args, value)
		}
	}
	for _, w := range q.words {
		anywhere := []string{"false"}
		for _, c := range q.found.Columns {
			if c.isSearched() {
				anywhere, args = append(anywhere, fmt.Sprintf("instr(lower(%s), ?) > 0", identifier(c.Name))), append(args, w)
			}
		}
		conditions = append(conditions, "("+strings.Join(anywhere, " OR ")+")")
	}
	return "FROM " + identifier(q.found.Table) + " WHERE " + strings.Join(conditions, " AND "), args
}

// inLines finds rows in the lines of a folder: those of a table that has lines of its own, else those that its reports
// give.
func (q *query) inLines(ctx context.Context, folder string) error {
	t := tables[q.table]
	if t.hasLines() {
		return eachLine(ctx, filepath.Join(folder, t.Name+".ndjson"), func(line *map[string]any) error {
			cells := make([]string, len(t.Columns))
			for i, c := range t.Columns {
				cells[i] = textOf((*line)[c.Name])
			}
			q.take(cells)
			return nil
		})
	}
	return eachLine(ctx, filepath.Join(folder, "reports.ndjson"), func(r *schema.Report) error {
		if r.SchemaVersion != schema.Version {
			return fmt.Errorf("a report of version %q, and duban reads version %s; run duban import on its sources again", r.SchemaVersion, schema.Version)
		}
		report, _ := NewReport(r)
		for _, cells := range report.Rows[q.table] {
			q.take(cells)
		}
		return nil
	})
}

// eachLine calls f with each line of a file.
func eachLine[T any](ctx context.Context, name string, f func(*T) error) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), errors.Unwrap(err))
	}
	defer file.Close()
	d := json.NewDecoder(bufio.NewReaderSize(file, 1<<16))
	d.UseNumber()
	for line := 1; ; line++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		var value T
		err := d.Decode(&value)
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = f(&value)
		}
		if err != nil {
			return fmt.Errorf("%s: line %d: %w", filepath.Base(name), line, err)
		}
	}
}

// textOf returns the text of a value in a line, as the cells of tables have it.
func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return string(encodedJSON(v, ""))
}
