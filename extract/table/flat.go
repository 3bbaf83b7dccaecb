package table

import (
	"math"
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
	"duban/schema"
)

// This file finds tables that a conversion has flattened, one cell a paragraph without any mark, where no running numbers give the
// rows back: labels, and behind them cells whose looks come round with the columns. Empty cells have left nothing behind, and a cell
// can be in several pieces. What the columns hold decides; where a row begins or ends in doubt, it says so.

// Limits of flattened tables.
const (
	mostFlatLabels  = 40      // lines that can be labels
	mostFlatBody    = 300_000 // cells
	firstFlatBody   = 120     // cells that are looked at first
	mostFlatTries   = 20      // tables of a document that look like one at first and are none
	leastFlatKnown  = 2       // labels that the vocabulary knows
	leastFlatSingle = 4       // labels of a table of one row
	leastFlatTitle  = 10      // characters of a line above the labels that looks like one of them, as a title can
	leastFlatName   = 4       // of a shorter one
	clearFlatTitle  = 1       // by how much the table has to be likelier without the shorter one
	worstFlat       = -2.2    // mean logarithm of the probability of a cell below which the cells are not those of the labels
)

// Unflatten returns the blocks with flattened tables put together as tables of LayoutFlat.
func (r *Reader) Unflatten(blocks []block.Block) []block.Block {
	blocks = r.joinBrokenLines(spread(r.unrun(blocks)))
	u := &unflattener{Reader: r, blocks: blocks, lines: make([]flatLine, len(blocks))}
	var out []block.Block // blocks up to done, once a table was found
	done := 0
	for i, tries := 0, 0; i < len(blocks) && tries < mostFlatTries; i++ {
		f, ok := u.at(i, firstFlatBody)
		if !ok {
			if !u.isTitle(i, leastFlatTitle) && !u.announces(i) {
				labels := u.labels(i)
				if start := u.corneredStart(i, labels); start > i {
					i = start - 1
					continue
				}
				i = max(i, labels-1) // no table begins among these
			}
			continue
		}
		for above := i; above < i+3 && u.isTitle(above, leastFlatName); above++ {
			least := f.score
			if !u.isTitle(above, leastFlatTitle) {
				least += clearFlatTitle
			}
			if g, ok := u.at(above+1, firstFlatBody); ok && g.score > least {
				f = g
			}
		}
		if f, ok = u.at(f.start, mostFlatBody); !ok {
			tries++
			continue
		}
		out = append(append(out, blocks[done:f.start]...), f.table())
		done, i = f.end, f.end-1
	}
	if done == 0 {
		return blocks
	}
	return append(out, blocks[done:]...)
}

// spread puts the cells of tables of one line a cell that nothing parts into rows among the blocks, a paragraph each.
func spread(blocks []block.Block) []block.Block {
	if !slices.ContainsFunc(blocks, isRun) {
		return blocks
	}
	var out []block.Block
	for _, b := range blocks {
		if !isRun(b) {
			out = append(out, b)
			continue
		}
		for _, c := range b.(*block.Table).Rows[0].Cells {
			if text.Trim(c.Text) != "" {
				out = append(out, &block.Paragraph{Text: c.Text, List: c.List, Place: c.Place})
			}
		}
	}
	return out
}

// leastRun is how many cells a row has that is rather several rows.
const leastRun = 12

// isRun reports a table whose only row is all its cells, since nothing parts the rows.
func isRun(b block.Block) bool {
	t, ok := b.(*block.Table)
	return ok && t.Layout == block.LayoutLines && len(t.Rows) == 1 && len(t.Rows[0].Cells) >= leastRun
}

// unflattener looks for flattened tables.
type unflattener struct {
	*Reader
	blocks []block.Block
	lines  []flatLine // by block
}

// flatLine is what is known of a block.
type flatLine struct {
	read  bool
	text  string // of a paragraph; "" for other blocks
	look  Look
	label bool // it can be a label
	known float64
}

// line reads block i.
func (u *unflattener) line(i int) *flatLine {
	if i >= len(u.blocks) {
		return &flatLine{}
	}
	l := &u.lines[i]
	if l.read {
		return l
	}
	l.read = true
	if p, ok := u.blocks[i].(*block.Paragraph); ok {
		l.text = text.Trim(p.Text)
		l.look = u.Look(l.text)
		l.label, l.known = u.labelLike(l.text)
		l.label = l.label && l.text != "" && (l.known >= 1 || !u.dataLike(l.text))
	}
	return l
}

// isTitle reports a line above the labels that looks like one of them, as a title of at least so many characters can.
func (u *unflattener) isTitle(i, least int) bool {
	l := u.line(i)
	return l.label && text.Len(l.text) >= least
}

// announces reports a line that stands above a table and is no label: 附件1, 情况表, 单位：亿元.
func (u *unflattener) announces(i int) bool {
	s := u.line(i).text
	return u.isCaption(i) || u.beginsAnnex(s) || u.endsTitle(s)
}

// endsTitle reports a text that ends as titles of tables do.
func (u *unflattener) endsTitle(s string) bool {
	return slices.ContainsFunc(u.Words.Table, func(w string) bool { return strings.HasSuffix(s, w) })
}

// isCaption reports a line above the labels that gives a unit, an office or a date: 单位：亿元.
func (u *unflattener) isCaption(i int) bool { return strings.ContainsAny(u.line(i).text, colons) }

// labels returns the index of the first block from i on that can be no label.
func (u *unflattener) labels(i int) int {
	for first := i; i-first <= mostFlatLabels && u.line(i).label; {
		i++
	}
	return i
}

// flat is a flattened table: blocks start to body are its labels, body to end its cells.
type flat struct {
	start, body, end int
	lines            []*block.Paragraph // from start to end
	paths            [][]string         // of labels, by column
	rows             [][2]int           // from and to, among lines
	unsure           []bool             // by row
	score            float64
}

const colons = char.Colons

// mostLead is how many cells of words a row can begin with.
const mostLead = 3

// at finds the table whose first label can be block i, with most cells at the most.
func (u *unflattener) at(i, most int) (best flat, ok bool) {
	if !u.isFirstLabel(i) {
		return best, false
	}
	labels := u.labels(i)
	figure := labels // the first
	for figure < labels+mostLead && u.line(figure).text != "" && !isFigureLook(u.line(figure).look) {
		figure++
	}
	if figure-i < mostLead || !isFigureLook(u.line(figure).look) || u.countsColumns(figure) {
		return best, false
	}
	end := u.end(figure, most)
	var looks []Look
	var lines []*block.Paragraph
	for k := i; k < end; k++ {
		looks = append(looks, u.line(k).look)
		lines = append(lines, u.blocks[k].(*block.Paragraph))
	}
	for _, h := range u.headers(i, labels, figure) {
		f := flat{start: i, body: i + h.lines, end: end, paths: h.labels, lines: lines}
		if !u.arrange(&f, looks[h.lines:]) || h.lost && f.whole() < 1 {
			continue
		}
		if ok && f.rivals(&best) {
			best.allUnsure()
			f.allUnsure()
		}
		if !ok || f.score > best.score {
			best, ok = f, true
		}
	}
	return best, ok
}

// rivals reports whether another header is nearly as likely, which has other labels above as many columns.
func (f *flat) rivals(other *flat) bool {
	const close = 0.4
	return len(f.paths) == len(other.paths) && math.Abs(f.score-other.score) < close
}

func (f *flat) allUnsure() {
	for i := range f.unsure {
		f.unsure[i] = true
	}
}

// isFirstLabel reports whether a line can be the first label of a table: no title, and no line that gives a unit or a date.
func (u *unflattener) isFirstLabel(i int) bool {
	const longest = 16 // characters; what is longer is rather the title
	l := u.line(i)
	amid := i > 0 && isFigureLook(u.line(i-1).look) && !u.line(i-1).label // of cells
	if !l.label || amid || isFigureLook(l.look) || u.isCaption(i) {
		return false
	}
	name, _ := text.WithoutBrackets(text.RemoveSpace(l.text))
	if u.beginsAnnex(l.text) {
		return false
	}
	return text.Len(name) <= longest && !u.endsTitle(name)
}

// beginsAnnex reports a line that an annex begins with: 附件1.
func (u *unflattener) beginsAnnex(s string) bool {
	return slices.ContainsFunc(u.Words.Annex, func(w string) bool { return strings.HasPrefix(s, w) })
}

// countsColumns reports whether the numbers of the columns begin at block i: 1 2 3.
func (u *unflattener) countsColumns(i int) bool {
	for n := 1; n <= 3; n++ {
		if k, ok := text.Ordinal(u.line(i + n - 1).text); !ok || k != n {
			return false
		}
	}
	return true
}

func isFigureLook(l Look) bool { return l == Running || l == Quantity || l == Date }

// end returns the index of the first block behind the cells: a text that is no cell, a note, another kind of block.
func (u *unflattener) end(from, most int) int {
	const longest = 200 // characters of a cell
	i := from
	for ; i < len(u.blocks) && i-from < most; i++ {
		s := u.line(i).text
		if s == "" || text.Len(s) > longest || u.IsNote(s) || u.beginsAnnex(s) || strings.HasSuffix(s, char.Colon) {
			break
		}
	}
	return i
}

// arrange finds the rows, and reports whether the cells are those of the labels.
func (u *unflattener) arrange(f *flat, pieces []Look) bool {
	columns := make([]columnLooks, len(f.paths))
	known, things := 0.0, 0
	for c, path := range f.paths {
		l := u.Labels.Read(path)
		role := l.likely(c)
		columns[c] = expectation(role)
		if l.says() {
			known++
		}
		if role != schema.RoleFigure {
			things++
		}
	}
	if things == 0 { // labels below others that are not known
		return false
	}
	figures := 0
	for _, l := range pieces {
		if l == Running || l == Quantity {
			figures++
		}
	}
	pieces = u.withoutSignature(f, pieces)
	if len(pieces) < len(columns) || 3*figures < len(pieces) {
		return false
	}
	at, _ := wind(columns, pieces)
	for range 2 { // the second time by what the columns were seen to hold
		at, _ = wind(seen(columns, at, pieces), pieces)
	}
	f.rows = rowsOf(at)
	f.trim(at, pieces, columns)
	least := 2
	if known == float64(len(columns)) && len(columns) >= leastFlatSingle {
		least = 1
	}
	if len(f.rows) < least || len(f.rows) == 1 && f.whole() < 1 {
		return false
	}
	pieces = pieces[:f.end-f.body]
	columns = seen(columns, at[:len(pieces)], pieces)
	at, score := wind(columns, pieces)
	if f.rows = rowsOf(at); len(f.rows) < least {
		return false
	}
	score /= float64(len(pieces))
	f.score = score + f.whole() + 0.5*known/float64(len(columns)) - u.movedLabels(f)
	f.doubt(u.Reader, columns, pieces, at)
	return score > worstFlat
}

// withoutSignature takes the office and the day at the end off the cells where all rows have their cells without them.
func (u *unflattener) withoutSignature(f *flat, pieces []Look) []Look {
	n := len(pieces) - 2
	if n < len(f.paths) || n%len(f.paths) > 0 || pieces[n] != Offices || pieces[n+1] != Date {
		return pieces
	}
	if !dayLook().MatchString(text.RemoveSpace(u.line(f.end - 1).text)) {
		return pieces
	}
	f.end -= 2
	f.lines = f.lines[:f.end-f.start]
	return pieces[:n]
}

// movedLabels is what known labels among the first cells say against a header, with a cell behind them that could be a label too.
func (u *unflattener) movedLabels(f *flat) float64 {
	moved, before := 0.0, 0.0
	for i := f.body; i < f.end && u.line(i).label; i++ {
		moved += before
		before = u.line(i).known
	}
	return 0.5 * moved
}

// likely is the role that a label alone suggests for the column, of which others may be claimed.
func (l *Label) likely(c int) schema.Role {
	switch {
	case l.Role == schema.RoleTarget || l.Role == schema.RoleProgress || l.Role == schema.RoleRate,
		l.Kind != "" || l.State != "" || l.Unit.Base != "" || l.Period != nil:
		return schema.RoleFigure // nothing but figures makes such a table
	case l.Role != "":
		return l.Role
	case c == 0:
		return schema.RoleItem
	}
	return schema.RoleExtra
}

// table puts the table together.
func (f *flat) table() *block.Table {
	t := &block.Table{Layout: block.LayoutFlat, Rows: f.header(), Place: between(f.lines)}
	body := f.lines[f.body-f.start:]
	for k, row := range f.rows {
		lines := body[row[0]:row[1]]
		out := block.Row{Place: between(lines), Unsure: f.unsure[k]}
		for c, p := range lines {
			out.Cells = append(out.Cells, &block.Cell{Text: p.Text, List: p.List, Row: len(t.Rows), Col: c, RowSpan: 1, ColSpan: 1, Place: p.Place})
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

// header makes the rows of the labels, those over several columns merged.
func (f *flat) header() []block.Row {
	deepest := 0
	for _, path := range f.paths {
		deepest = max(deepest, len(path))
	}
	place := between(f.lines[:f.body-f.start])
	rows := make([]block.Row, deepest)
	for i := range rows {
		rows[i] = block.Row{Header: true, Place: place}
		for c, path := range f.paths {
			level := min(i, len(path)-1)
			switch {
			case level < i: // one label for all rows
				x := rows[i-1].Cells[c]
				x.RowSpan++
				rows[i].Cells = append(rows[i].Cells, x)
			case c > 0 && level < len(path)-1 && slices.Equal(path[:level+1], f.paths[c-1][:min(level+1, len(f.paths[c-1]))]):
				x := rows[i].Cells[c-1]
				x.ColSpan++
				rows[i].Cells = append(rows[i].Cells, x)
			default:
				rows[i].Cells = append(rows[i].Cells, &block.Cell{Text: path[level], Row: i, Col: c, RowSpan: 1, ColSpan: 1, Place: place})
			}
		}
	}
	return rows
}

// between is the place from the first of lines to the last.
func between(lines []*block.Paragraph) block.Place {
	p := lines[0].Place
	p.EndLine = lines[len(lines)-1].EndLine
	return p
}
