package dataset

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// Search says which rows of a dataset are looked for. The zero value finds all tasks.
type Search struct {
	Table  string            // tasks if empty
	Words  []string          // each of them stands in some text of the row; capital letters of Latin count as small ones
	Where  map[string]string // what cells are, by column; "" stands for one without a value
	Offset int               // rows that are left out first
	Limit  int               // rows at most; 20 if it is 0
}

// Found is what a search has found.
type Found struct {
	Table   string
	Columns []Column
	Rows    [][]string // a text for each column, "" for a cell without a value; in the order of the table
	Total   int        // rows that match, with those that Offset and Limit leave out
}

const usualLimit = 20

// In looks for rows in the dataset of that name: a folder that an import wrote, or the database or reports.ndjson in it.
// It reads the database if there is one, else the lines, which have the same rows: in the order of the sources, while a
// database that a later import has added to has the new ones at its end. Nothing is written.
//
// The error says what there is no dataset for: one whose import has not ended, one of another version, one without
// these formats; or which table or column there is not.
func (s Search) In(ctx context.Context, name string) (*Found, error) {
	at, err := located(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	q, err := s.query()
	if err != nil {
		return nil, err
	}
	if at.database != "" {
		err = q.inDatabase(ctx, at.database)
	} else {
		err = q.inLines(ctx, at.folder)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &q.found, nil
}

// location is where a dataset is.
type location struct{ folder, database string }

// located finds the files of a dataset.
func located(name string) (location, error) {
	info, err := os.Stat(name)
	if err != nil {
		return location{}, errors.Unwrap(err)
	}
	switch base := filepath.Base(name); {
	case info.IsDir():
		return inFolder(name)
	case base == "reports.ndjson":
		return location{folder: filepath.Dir(name)}, nil
	case isDatabase(name):
		return location{database: name}, nil
	}
	return location{}, message.Errorf("this is no dataset; name the folder that duban import wrote, or the dataset.sqlite or reports.ndjson in it")
}

// inFolder finds the files of a dataset that an import wrote. Its description is written last.
func inFolder(name string) (location, error) {
	data, err := os.ReadFile(filepath.Join(name, packageName))
	if errors.Is(err, fs.ErrNotExist) {
		return location{}, message.Errorf("no datapackage.json is there, so that it is no dataset, or one whose import has not ended; run duban import on it again")
	}
	if err != nil {
		return location{}, fmt.Errorf("%s: %w", packageName, errors.Unwrap(err))
	}
	var p dataPackage
	switch err := json.Unmarshal(data, &p); {
	case err != nil:
		return location{}, message.Errorf("datapackage.json is damaged; run duban import on the sources again")
	case p.Version != schema.Version:
		return location{}, message.Errorf("this is a dataset of version %q, and duban reads version %s; run duban import on its sources again", p.Version, schema.Version)
	case exists(filepath.Join(name, databaseFile)):
		return location{name, filepath.Join(name, databaseFile)}, nil
	case exists(filepath.Join(name, "reports.ndjson")):
		return location{folder: name}, nil
	}
	return location{}, errNoRows
}

// errNoRows says that a dataset is in none of the formats that are searched.
var errNoRows = message.Errorf("neither dataset.sqlite nor reports.ndjson is there; run duban import with one of these among --formats")

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// isDatabase reports whether a file begins as those of SQLite do.
func isDatabase(name string) bool {
	const magic = "SQLite format 3\x00"
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, _ := f.Read(head)
	return string(head[:n]) == magic
}

// query is a search in the terms of the tables.
type query struct {
	table  int
	words  []string // in small letters
	where  map[int]string
	offset int
	limit  int
	found  Found
}

func (s Search) query() (*query, error) {
	name := s.Table
	if name == "" {
		name = tables[tasks].Name
	}
	t := slices.IndexFunc(tables, func(t Table) bool { return t.Name == name })
	switch {
	case t < 0:
		return nil, fmt.Errorf("there is no table %q; there are %s", name, tableNames())
	case s.Offset < 0 || s.Limit < 0:
		return nil, errors.New("offset and limit cannot be negative")
	}
	q := &query{table: t, where: map[int]string{}, offset: s.Offset, limit: s.Limit,
		found: Found{Table: name, Columns: tables[t].Columns}}
	if q.limit == 0 {
		q.limit = usualLimit
	}
	for _, w := range s.Words {
		q.words = append(q.words, small(w))
	}
	for column, value := range s.Where {
		i := slices.IndexFunc(tables[t].Columns, func(c Column) bool { return c.Name == column })
		if i < 0 {
			return nil, fmt.Errorf("table %s has no column %q; it has %s", name, column, strings.Join(columnNames(tables[t]), ", "))
		}
		if value != "" && tables[t].Columns[i].Type == Integer {
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("column %s of %s holds whole numbers, not %q", column, name, value)
			}
			value = strconv.FormatInt(n, 10) // as the cells are written
		}
		q.where[i] = value
	}
	return q, nil
}

func tableNames() string {
	var names []string
	for _, t := range tables {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

// isSearched reports whether words are looked for in a column: in texts, but not in the id of the report.
func (c Column) isSearched() bool { return c.Type == Text && c.Name != reportID.Name }

// small returns s with small letters in place of capital ones of ASCII, which are the ones that SQLite knows.
func small(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// matches reports whether a row is what is looked for.
func (q *query) matches(cells []string) bool {
	for i, value := range q.where {
		if cells[i] != value {
			return false
		}
	}
	for _, w := range q.words {
		has := func(i int) bool {
			return tables[q.table].Columns[i].isSearched() && strings.Contains(small(cells[i]), w)
		}
		if !slices.ContainsFunc(places(cells), has) {
			return false
		}
	}
	return true
}

// places returns the indexes of a list.
func places(list []string) []int {
	all := make([]int, len(list))
	for i := range all {
		all[i] = i
	}
	return all
}

// take counts a row if it matches, and keeps it if it is among those that are asked for.
func (q *query) take(cells []string) {
	if !q.matches(cells) {
		return
	}
	q.found.Total++
	if q.found.Total > q.offset && len(q.found.Rows) < q.limit {
		q.found.Rows = append(q.found.Rows, slices.Clone(cells))
	}
}
