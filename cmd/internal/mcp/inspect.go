package mcp

import (
	"context"
	"encoding/json"
	"fmt"
)

// inspectInput is what inspect is asked for.
type inspectInput struct {
	Path       string `json:"path" jsonschema:"the file, as for extract"`
	FirstBlock int    `json:"first_block,omitempty" jsonschema:"the first block that is wanted, from 1"`
	FirstRow   int    `json:"first_row,omitempty" jsonschema:"the first row of that block that is wanted, from 1, where it is a table"`
}

// inspected is what was read, as duban inspect --json has it, or a part of it.
type inspected struct {
	Name            string            `json:"name"`
	Format          string            `json:"format"`
	Encoding        string            `json:"encoding,omitempty"`
	Size            int64             `json:"size"`
	ID              string            `json:"id"`
	Diagnostics     []json.RawMessage `json:"diagnostics"`
	MoreDiagnostics int               `json:"more_diagnostics,omitempty"`
	Blocks          []json.RawMessage `json:"blocks"`
	OfBlocks        int               `json:"of_blocks"`
	NextBlock       int               `json:"next_block,omitempty"` // to ask for as first_block
	NextRow         int               `json:"next_row,omitempty"`   // likewise as first_row, where a table is not at its end
}

const nextPlaces = len(`,"next_block":1000000000,"next_row":1000000000`)

func (t *tools) inspect(ctx context.Context, in inspectInput) (any, error) {
	data, err := t.source(in.Path)
	if err != nil {
		return nil, err
	}
	line, err := t.Inspect(ctx, in.Path, data)
	if err != nil {
		return nil, err
	}
	var all inspected
	if err := json.Unmarshal(line, &all); err != nil {
		return nil, err
	}
	blocks := all.Blocks
	n := fitting(all.Diagnostics, t.MaxAnswer/4)
	all.MoreDiagnostics, all.Diagnostics = len(all.Diagnostics)-n, all.Diagnostics[:n]
	all.OfBlocks, all.Blocks = len(blocks), []json.RawMessage{}
	first := max(in.FirstBlock, 1)
	if first > len(blocks) && first > 1 {
		return nil, fmt.Errorf("there is no block %d; the file has %d", first, len(blocks))
	}
	room := t.MaxAnswer - len(encoded(all)) - nextPlaces
	row := max(in.FirstRow, 1)
	for i := first; i <= len(blocks); i, row = i+1, 1 {
		block, next, err := part(blocks[i-1], row, room)
		if err != nil {
			return nil, fmt.Errorf("block %d: %w", i, err)
		}
		if block == nil { // nothing of it fits
			if i == first {
				return nil, tooLong(fmt.Sprintf("block %d, from row %d on,", i, row), len(blocks[i-1]))
			}
			all.NextBlock = i
			break
		}
		all.Blocks = append(all.Blocks, block)
		room -= len(block) + 1
		if next > 0 {
			all.NextBlock, all.NextRow = i, next
			break
		}
	}
	return all, nil
}

// part returns a block, or of a table that is too long the rows from the one of that number that fit, and the number of
// the next; nil where nothing fits.
func part(block json.RawMessage, row, room int) (json.RawMessage, int, error) {
	if len(block) < room && row == 1 {
		return block, 0, nil
	}
	var table map[string]json.RawMessage
	if err := json.Unmarshal(block, &table); err != nil {
		return nil, 0, err
	}
	var rows []json.RawMessage
	if table["rows"] != nil {
		if err := json.Unmarshal(table["rows"], &rows); err != nil {
			return nil, 0, err
		}
	}
	if row > len(rows) {
		if row > 1 {
			return nil, 0, fmt.Errorf("there is no row %d; it has %d", row, len(rows))
		}
		return nil, 0, nil
	}
	delete(table, "rows")
	table["of_rows"], table["first_row"] = encoded(len(rows)), encoded(row)
	n := fitting(rows[row-1:], room-len(encoded(table))-len(`,"rows":[]`))
	if n == 0 {
		return nil, 0, nil
	}
	table["rows"] = encoded(rows[row-1 : row-1+n])
	next := row + n
	if next > len(rows) {
		next = 0
	}
	return encoded(table), next, nil
}
