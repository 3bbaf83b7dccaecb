package table

import (
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/parse/block"
	"duban/schema"
)

// Head is what stands above the entries of a table.
type Head struct {
	Above  []string   // texts of the rows above the labels, from the top: a title, a unit, who has filled the table in
	Labels []Label    // one a column; none where the table has no header
	Units  []Unit     // by column, of a row of units; nil where there is none
	End    int        // index of the first row behind the header
	Loose  bool       // a header of text: which columns some labels stand above is not certain
	rows   [][]string // texts of the rows of labels; of blank ones none
}

// Found reports whether the table has a header.
func (h *Head) Found() bool { return len(h.Labels) > 0 }

// Same reports whether two tables have the same header.
func (h *Head) Same(other *Head) bool {
	return slices.EqualFunc(h.Labels, other.Labels, func(a, b Label) bool { return slices.Equal(a.Path, b.Path) })
}

// Column returns the first column whose label claims a role, or -1.
func (h *Head) Column(role schema.Role) int {
	return slices.IndexFunc(h.Labels, func(l Label) bool { return l.Role == role })
}

// Limits of a header. What is beyond them is no header of a table that a person made.
const (
	mostHead   = 8  // rows of a header
	mostAbove  = 8  // rows above it
	mostBody   = 20 // rows below it that are looked at
	widestHead = 400
)

// Head reads what stands above the entries of a table.
func (r *Reader) Head(t *block.Table) Head {
	wide := t.Width() > widestHead
	isGrid := t.Layout == block.LayoutGrid && !wide
	ragged := isGrid && r.raggedRows(t) > 0
	if ragged {
		if h, ok := r.raggedHead(t); ok {
			return h
		}
	}
	var h Head
	if isGrid || isRectangular(t) && !wide {
		h = r.gridHead(t)
	}
	if !isGrid && !h.Found() {
		h = r.lineHead(t)
	}
	r.cornered(&h, t)
	r.takeStray(&h, t)
	h.Loose = h.Loose || ragged && h.Found()
	return h
}

// leastHeader is the score of a header.
const leastHeader = 1.2

// gridHead weighs every place at which the header of a grid can begin and end, and once more where labels were merged by that.
func (r *Reader) gridHead(t *block.Table) Head {
	t = r.respread(t)
	v := r.view(t)
	start, end := v.headRows()
	if merged := v.merged(start, end); merged != nil {
		v = r.view(merged)
		start, end = v.headRows()
	}
	if end == 0 {
		return Head{Above: v.above(v.leading()), End: v.leading()}
	}
	h := Head{Above: v.above(start)}
	v.read(&h, start, end)
	return h
}

// headRows returns where the header most likely begins and ends; 0, 0 where there is none.
func (v *view) headRows() (start, end int) {
	best := 0.0
	for s := range min(len(v.rows), mostAbove+1) {
		if v.rows[s].single {
			continue
		}
		for e := s + 1; e <= min(s+mostHead, len(v.rows)); e++ {
			if score := v.score(s, e); score >= leastHeader && score > best {
				start, end, best = s, e, score
			}
		}
	}
	return start, end
}

// leading returns the number of rows at the top that have one text at most.
func (v *view) leading() int {
	for i, w := range v.rows {
		if !w.single {
			return i
		}
	}
	return len(v.rows)
}

// above returns the texts of the first n rows.
func (v *view) above(n int) []string {
	var texts []string
	for i := range n {
		var parts []string
		for _, x := range distinct(v.t.Rows[i]) {
			parts = append(parts, text.Trim(x.Text))
		}
		if len(parts) > 0 {
			texts = append(texts, strings.Join(parts, " "))
		}
	}
	return texts
}

// read takes the labels of the rows from s to e.
func (v *view) read(h *Head, s, e int) {
	h.End = e
	paths := make([][]string, v.wide)
	for i := s; i < e; i++ {
		row := v.t.Rows[i]
		switch {
		case v.rows[i].numbered:
			continue
		case v.rows[i].units && i > s:
			h.Units = v.units(row)
			continue
		}
		if texts := compactTexts(row); len(texts) > 0 {
			h.rows = append(h.rows, texts)
		}
		for c, x := range row.Cells {
			label := joinLines(x.Text)
			if n := len(paths[c]); label != "" && (n == 0 || paths[c][n-1] != label) {
				paths[c] = append(paths[c], label)
			}
		}
	}
	h.Labels = make([]Label, v.wide)
	for c, path := range paths {
		h.Labels[c] = v.Labels.Read(path)
	}
}

// units reads a row of units by column.
func (r *Reader) units(row block.Row) []Unit {
	units := make([]Unit, len(row.Cells))
	for c, x := range row.Cells {
		units[c], _ = r.unitAlone(x.Text)
	}
	return units
}

// compactTexts returns the texts of a row without white space, a merged one once.
func compactTexts(row block.Row) []string {
	var texts []string
	for _, x := range distinct(row) {
		texts = append(texts, text.RemoveSpace(x.Text))
	}
	return texts
}

// joinLines takes the line breaks and the padding out of a label: 项 目\n名 称 is 项目名称. A space between Latin letters
// stays.
func joinLines(s string) string {
	s = strings.ReplaceAll(text.Trim(s), "\n", "")
	var sb strings.Builder
	runes := []rune(s)
	for i, c := range runes {
		if text.IsSpace(c) && (runes[i-1] >= 0x80 || runes[i+1] >= 0x80) { // neither the first nor the last
			continue
		}
		sb.WriteRune(c)
	}
	return sb.String()
}
