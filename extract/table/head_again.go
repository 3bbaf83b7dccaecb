package table

import (
	"slices"

	"duban/extract/internal/text"
	"duban/parse/block"
	"duban/schema"
)

// This file tells rows among the entries that are headers, column numbers or units once more.

// IsFurniture reports whether a row is none of a thing, wherever it stands: one of the header's repeated on a further page, one of
// column numbers or of units.
func (r *Reader) IsFurniture(h *Head, row block.Row) bool {
	if h.isHeaderAgain(row) {
		return true
	}
	if !h.Found() || !shortCells(row) {
		return false
	}
	return len(row.Cells) == len(h.Labels) && (isStems(row) || r.isUnits(row) && r.givesUnits(h, row))
}

// givesUnits reports whether a row of units gives them to figures: 新建公园 | 个 is an entry without a figure yet where the second column
// is the one of units.
func (r *Reader) givesUnits(h *Head, row block.Row) bool {
	for c, x := range distinct(row) {
		role := h.Labels[c].Role
		if role != schema.RoleMeasureUnit && role != schema.RoleLeadUnits && r.isColumnUnit(row, c, x) {
			return true
		}
	}
	return false
}

// shortCells reports whether no cell of a row is too long for a unit or a number.
func shortCells(row block.Row) bool {
	for _, x := range row.Cells {
		if len(x.Text) > 4*longestUnit {
			return false
		}
	}
	return true
}

// isStems reports a row of column numbers with stems, or from 1 on for each column: what else looks so may be an entry.
func isStems(row block.Row) bool {
	if !isNumbering(row) {
		return false
	}
	cells := 0
	for range distinct(row) {
		cells++
	}
	_, numbered := text.Ordinal(row.Cells[0].Text)
	return !numbered || cells == len(row.Cells) && cells > 3
}

// beginsAgain reports whether the first text of a row is that of one of the header's rows.
func (h *Head) beginsAgain(row block.Row) bool {
	for _, x := range distinct(row) {
		if len(x.Text) > 4*longestHeader {
			return false
		}
		first := text.RemoveSpace(x.Text)
		return slices.ContainsFunc(h.rows, func(own []string) bool { return own[0] == first })
	}
	return false
}

// IsFurtherHeader reports whether a row among the entries is a header of its own: it begins with the first label of the table's
// and holds nothing but labels. The figures below it are of what it says.
func (r *Reader) IsFurtherHeader(h *Head, row block.Row) bool {
	if !h.beginsAgain(row) {
		return false
	}
	texts := compactTexts(row)
	if len(texts) < 2 || texts[0] != h.rows[len(h.rows)-1][0] {
		return false
	}
	for _, x := range distinct(row) {
		if ok, _ := r.onlyLabel(x.Text); !ok {
			return false
		}
	}
	return true
}

// onlyLabel reports whether a text can be a label and looks like no data, and how far the vocabulary knows it. What names a sort of
// offices looks like one of them: 乡镇.
func (r *Reader) onlyLabel(s string) (ok bool, known float64) {
	ok, known = r.labelLike(s)
	return ok && (!r.dataLike(s) || r.Look(s) == Offices), known
}

// isHeaderAgain reports whether a row is one of the header's, repeated on a further page.
func (h *Head) isHeaderAgain(row block.Row) bool {
	if !h.beginsAgain(row) {
		return false
	}
	texts := compactTexts(row)
	for _, own := range h.rows {
		if slices.Equal(own, texts) && (len(texts) > 1 || len(own) == 1) {
			return true
		}
	}
	return false
}
