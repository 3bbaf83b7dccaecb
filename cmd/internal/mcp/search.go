package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"duban/schema/dataset"
)

// searchInput is what search is asked for.
type searchInput struct {
	Dataset string            `json:"dataset" jsonschema:"the folder that duban import wrote, or the dataset.sqlite or reports.ndjson in it"`
	Table   string            `json:"table,omitempty" jsonschema:"reports, tasks (if not given), units, indicators, comparisons, findings, sections, or another table of the dataset"`
	Words   string            `json:"words,omitempty" jsonschema:"words with spaces between them; each has to stand in some text of the row"`
	Where   map[string]string `json:"where,omitempty" jsonschema:"what columns have to be exactly, such as status: stalled; an empty text stands for no value"`
	Columns []string          `json:"columns,omitempty" jsonschema:"the columns that are wanted; all if not given, long texts cut"`
	Offset  int               `json:"offset,omitempty" jsonschema:"how many rows to leave out first"`
	Limit   int               `json:"limit,omitempty" jsonschema:"rows at most, 20 if not given"`
}

// foundRows are rows as objects without the columns that have no value.
type foundRows struct {
	Table      string            `json:"table"`
	Columns    map[string]string `json:"columns,omitempty"` // what they hold, where no row was found
	Rows       []json.RawMessage `json:"rows"`
	OfRows     int               `json:"of_rows"`
	NextOffset int               `json:"next_offset,omitempty"`
}

// Limits of a search: rows of an answer, words, and characters of a cell, of columns that were asked for and of others.
const (
	mostRows   = 1000
	mostWords  = 100 // of which a database makes conditions, within a depth
	longCell   = 300
	wantedCell = 4000
)

func (t *tools) search(ctx context.Context, in searchInput) (any, error) {
	if in.Limit > mostRows {
		return nil, fmt.Errorf("limit is at most %d", mostRows)
	}
	words := strings.Fields(in.Words)
	if len(words) > mostWords {
		return nil, fmt.Errorf("more than %d words; leave some out", mostWords)
	}
	at, err := t.dataset(in.Dataset)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Dataset, err)
	}
	search := dataset.Search{Table: in.Table, Words: words, Where: in.Where, Offset: in.Offset, Limit: in.Limit}
	found, err := search.In(ctx, at)
	if err != nil { // whose path is that of the caller, and not where it leads on this machine
		return nil, errors.New(strings.ReplaceAll(err.Error(), at, in.Dataset))
	}
	wanted, err := wantedColumns(found, in.Columns)
	if err != nil {
		return nil, err
	}
	out := foundRows{Table: found.Table, Rows: []json.RawMessage{}, OfRows: found.Total}
	if found.Total == 0 {
		out.Columns = map[string]string{}
		for _, c := range found.Columns {
			out.Columns[c.Name] = short(c.About)
		}
	}
	most := longCell
	if len(in.Columns) > 0 {
		most = wantedCell
	}
	for _, cells := range found.Rows {
		out.Rows = append(out.Rows, object(found.Columns, cells, wanted, most))
	}
	frame := foundRows{Table: out.Table, Columns: out.Columns, OfRows: out.OfRows, NextOffset: out.OfRows}
	n := fitting(out.Rows, t.MaxAnswer-len(encoded(frame)))
	if n == 0 && len(out.Rows) > 0 {
		return nil, tooLong("one row", len(out.Rows[0]))
	}
	out.Rows = out.Rows[:n]
	if in.Offset+n < found.Total && n > 0 {
		out.NextOffset = in.Offset + n
	}
	return out, nil
}

// wantedColumns returns which columns are asked for.
func wantedColumns(found *dataset.Found, names []string) (map[string]bool, error) {
	all := map[string]bool{}
	for _, c := range found.Columns {
		all[c.Name] = true
	}
	if len(names) == 0 {
		return all, nil
	}
	wanted := map[string]bool{}
	for _, name := range names {
		if !all[name] {
			return nil, fmt.Errorf("table %s has no column %q", found.Table, name)
		}
		wanted[name] = true
	}
	return wanted, nil
}

// object returns a row as an object: numbers as they are, lists as lists, texts of no more than most characters.
func object(columns []dataset.Column, cells []string, wanted map[string]bool, most int) json.RawMessage {
	var members []string
	for i, c := range columns {
		if cells[i] == "" || !wanted[c.Name] {
			continue
		}
		value := cells[i]
		if isText := c.Type == dataset.Text || c.Type == dataset.Date || !json.Valid([]byte(value)); isText {
			value = string(encoded(cutTo(value, most)))
		}
		members = append(members, string(encoded(c.Name))+":"+value)
	}
	return json.RawMessage("{" + strings.Join(members, ",") + "}")
}
