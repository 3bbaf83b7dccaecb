package table

import (
	"math"
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/parse/block"
	"duban/schema"
)

// This file finds tables that a conversion has flattened, one cell a paragraph without any mark, where no running numbers give the
// rows back: labels, and behind them cells whose looks come round with the columns. Empty cells have left nothing behind, and a cell
// can be in several pieces. What the columns hold decides; where a row begins or ends in doubt, it says so.

// Limits of flattened tables.
const (
	mostFlatLabels = 40      // lines that can be labels
	mostFlatBody   = 300_000 // cells
	firstFlatBody  = 120     // cells that are looked at first
	mostFlatTries  = 20      // tables of a document that look like one at first and are none
	leastFlatKnown = 2       // labels that the vocabulary knows
	leastFlatTitle = 10      // characters of a line above the labels that looks like one of them, as a title can
	worstFlat      = -2.2    // mean logarithm of the probability of a cell below which the cells are not those of the labels
)

// Unflatten returns the blocks with flattened tables put together as tables of LayoutFlat.
func (r *Reader) Unflatten(blocks []block.Block) []block.Block {
	u := &unflattener{Reader: r, blocks: blocks, lines: make([]flatLine, len(blocks))}
	var out []block.Block // blocks up to done, once a table was found
	done := 0
	for i, tries := 0, 0; i < len(blocks) && tries < mostFlatTries; i++ {
		f, ok := u.at(i, firstFlatBody)
		if !ok {
			if !u.isTitle(i) {
				i = max(i, u.labels(i)-1) // no table begins among these
			}
			continue
		}
		for above := i; above < i+3 && u.isTitle(above); above++ {
			if g, ok := u.at(above+1, firstFlatBody); ok && g.score > f.score {
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

// isTitle reports a line above the labels that looks like one of them, as a title can.
func (u *unflattener) isTitle(i int) bool {
	l := u.line(i)
	return l.label && text.Len(l.text) >= leastFlatTitle
}

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
		if !u.arrange(&f, looks[h.lines:]) {
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
	if !l.label || strings.ContainsAny(l.text, "：:") {
		return false
	}
	name, _ := text.WithoutBrackets(text.RemoveSpace(l.text))
	return text.Len(name) <= longest && !strings.HasSuffix(name, "表")
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
		if s == "" || text.Len(s) > longest || u.IsNote(s) || strings.HasPrefix(s, "附") || strings.HasSuffix(s, "：") {
			break
		}
	}
	return i
}

// flatHeader is how the first lines of a table can be labels: how many of them are, and the path of each column.
type flatHeader struct {
	lines  int
	labels [][]string
}

// headers returns the headers that can begin at block i: of lines that can be labels, those in front of the words that the first row
// begins with.
func (u *unflattener) headers(i, labels, figure int) []flatHeader {
	texts := make([]string, labels-i)
	for k := range texts {
		texts[k] = joinLines(u.line(i + k).text)
	}
	var all []flatHeader
	for n := min(len(texts), figure-i-1); n >= max(2, figure-i-mostLead); n-- {
		if groups := u.groupedHeaders(texts[:n]); groups != nil {
			all = append(all, groups...)
			continue
		}
		all = append(all, u.plainHeaders(texts[:n])...)
	}
	return all
}

// plainHeaders takes each line for a label; one that was broken is joined again. Labels that repeat themselves stand for tables side by
// side, whose cells come one table after the other in each row.
func (r *Reader) plainHeaders(texts []string) []flatHeader {
	var all []flatHeader
	whole := joinBroken(texts, isBracket)
	for _, joined := range [][]string{whole, joinBroken(whole, r.continuesLabel)} {
		if len(all) > 0 && len(joined) == len(whole) {
			break
		}
		least := 3
		if n := period(joined); n >= 2 {
			joined, least = joined[:n], 2
		}
		known := 0.0
		labels := make([][]string, len(joined))
		for i, s := range joined {
			_, k := r.labelLike(s)
			known += k
			labels[i] = []string{s}
		}
		if len(joined) >= least && known >= min(leastFlatKnown, float64(len(joined))/2) && 2*known >= float64(len(joined)) {
			all = append(all, flatHeader{len(texts), labels})
		}
	}
	return all
}

// period returns the number of labels after which they repeat themselves to the end; 0 where they do not.
func period(labels []string) int {
	for n := 2; n <= len(labels)/2; n++ {
		if len(labels)%n == 0 && slices.Equal(labels[n:], labels[:len(labels)-n]) {
			return n
		}
	}
	return 0
}

// joinBroken puts labels together of which the second goes on with the first.
func joinBroken(texts []string, goesOn func(label, s string) bool) []string {
	var out []string
	for _, s := range texts {
		if n := len(out); n > 0 && goesOn(out[n-1], s) {
			out[n-1] += s
			continue
		}
		out = append(out, s)
	}
	return out
}

// isBracket reports a piece that is a bracket, or stands within one that the label has opened.
func isBracket(label, s string) bool {
	if rest, inside := text.WithoutBrackets(s); rest == "" && len(inside) == 1 {
		return true
	}
	return strings.LastIndexAny(label, "（(") > strings.LastIndexAny(label, "）)")
}

// continuesLabel reports whether two pieces are known as a label together, and neither by itself.
func (r *Reader) continuesLabel(label, s string) bool {
	_, a := r.labelLike(label)
	_, b := r.labelLike(s)
	_, both := r.labelLike(label + s)
	return a == 0 && b == 0 && both >= 1
}

// groupedHeaders takes the last lines for labels that repeat themselves below each of the labels in front of them: 目标 | 完成 | 目标 |
// 完成 below 就业 | 参保. What stands further in front are columns of one label, to the left of the groups or to their right, and maybe one
// label over all the groups: each way is a header of its own.
func (r *Reader) groupedHeaders(texts []string) []flatHeader {
	size := repeated(texts)
	if size == 0 {
		return nil
	}
	leaves := texts[len(texts)-size:]
	groups := 1
	for (groups+1)*size < len(texts) && slices.Equal(texts[len(texts)-(groups+1)*size:len(texts)-groups*size], leaves) {
		groups++
	}
	front := texts[:len(texts)-groups*size]
	if len(front) <= groups {
		return nil
	}
	heads := front[len(front)-groups:]
	front = front[:len(front)-groups]
	header := func(left, over, right []string) flatHeader {
		var labels [][]string
		for _, s := range left {
			labels = append(labels, []string{s})
		}
		for _, head := range heads {
			for _, leaf := range leaves {
				labels = append(labels, append(slices.Clone(over), head, leaf))
			}
		}
		for _, s := range right {
			labels = append(labels, []string{s})
		}
		return flatHeader{len(texts), labels}
	}
	var all []flatHeader
	for k := 1; k <= len(front); k++ {
		all = append(all, header(front[:k], nil, front[k:]))
		if k < len(front) {
			all = append(all, header(front[:k], front[k:k+1], front[k+1:]))
		}
	}
	return all
}

// repeated returns how many labels at the end stand right in front of themselves once more; 0 for none.
func repeated(texts []string) int {
	for size := len(texts) / 2; size >= 2; size-- {
		n := len(texts)
		if slices.Equal(texts[n-size:], texts[n-2*size:n-size]) && period(texts[n-size:]) == 0 {
			return size
		}
	}
	return 0
}

// arrange finds the rows, and reports whether the cells are those of the labels.
func (u *unflattener) arrange(f *flat, pieces []Look) bool {
	columns := make([]columnLooks, len(f.paths))
	known := 0.0
	for c, path := range f.paths {
		l := u.Labels.Read(path)
		columns[c] = expectation(l.likely(c))
		if l.says() {
			known++
		}
	}
	figures := 0
	for _, l := range pieces {
		if l == Running || l == Quantity {
			figures++
		}
	}
	if len(pieces) < len(columns) || 3*figures < len(pieces) {
		return false
	}
	at, _ := wind(columns, pieces)
	for range 2 { // the second time by what the columns were seen to hold
		at, _ = wind(seen(columns, at, pieces), pieces)
	}
	f.rows = rowsOf(at)
	f.trim(at, pieces, columns)
	if len(f.rows) < 2 {
		return false
	}
	pieces = pieces[:f.end-f.body]
	columns = seen(columns, at[:len(pieces)], pieces)
	at, score := wind(columns, pieces)
	if f.rows = rowsOf(at); len(f.rows) < 2 {
		return false
	}
	score /= float64(len(pieces))
	f.score = score + f.whole() + 0.5*known/float64(len(columns)) - u.movedLabels(f)
	f.doubt(u.Reader, columns, pieces, at)
	return score > worstFlat
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

// wind puts pieces into columns, row upon row, and returns the column of each, and how likely it all is. A row begins where the
// columns begin anew.
func wind(columns []columnLooks, pieces []Look) ([]int, float64) {
	n := len(columns)
	const late = -1.0             // cost of a row that does not begin with the first column
	empty := make([]float64, n+1) // of the columns in front of one
	for c := range columns {
		empty[c+1] = empty[c] + columns[c].fit(Empty) + lostCell
	}
	type state struct {
		score float64
		from  int
	}
	table := make([][]state, len(pieces))
	for i, look := range pieces {
		table[i] = make([]state, n)
		last, start := -1, math.Inf(-1) // the best end of a row in front
		if i == 0 {
			start = 0
		} else {
			for c, s := range table[i-1] {
				if score := s.score + empty[n] - empty[c+1]; score > start {
					last, start = c, score
				}
			}
		}
		before, ahead := -1, math.Inf(-1) // the best column further to the left in the same row
		for c := range columns {
			s := state{start + empty[c], last}
			if c > 0 {
				s.score += late
			}
			if i > 0 {
				if c > 0 {
					if score := table[i-1][c-1].score - empty[c]; score > ahead {
						before, ahead = c-1, score
					}
					if score := ahead + empty[c]; score > s.score {
						s = state{score, n + before}
					}
				}
				if score := table[i-1][c].score + joinCost(look); score > s.score {
					s = state{score, n + c}
				}
			}
			s.score += columns[c].fit(look)
			table[i][c] = s
		}
	}
	at := make([]int, len(pieces))
	best := 0
	final := func(c int) float64 { return table[len(pieces)-1][c].score + empty[n] - empty[c+1] }
	for c := range columns {
		if final(c) > final(best) {
			best = c
		}
	}
	score := final(best)
	for i := len(pieces) - 1; i >= 0; i-- {
		at[i] = best
		from := table[i][best].from
		if from >= n {
			best = from - n
			continue
		}
		at[i] += n // begins a row
		best = max(from, 0)
	}
	return mark(at, n), score
}

// mark turns the columns of pieces that begin a row into negative numbers: -1 is the first column.
func mark(at []int, n int) []int {
	for i, c := range at {
		if c >= n {
			at[i] = -1 - (c - n)
		}
	}
	return at
}

// column is the column of a piece, whether it begins a row or not.
func column(c int) int {
	if c < 0 {
		return -1 - c
	}
	return c
}

// seen returns what columns look like with the pieces in them.
func seen(columns []columnLooks, at []int, pieces []Look) []columnLooks {
	out := slices.Clone(columns)
	for i, c := range at {
		out[column(c)][pieces[i]]++
	}
	for _, row := range rowsOf(at) {
		filled := make([]bool, len(columns))
		for i := row[0]; i < row[1]; i++ {
			filled[column(at[i])] = true
		}
		for c, is := range filled {
			if !is {
				out[c][Empty]++
			}
		}
	}
	return out
}

// rowsOf returns where rows begin and end.
func rowsOf(at []int) [][2]int {
	var rows [][2]int
	for i, c := range at {
		if c < 0 {
			rows = append(rows, [2]int{i, i})
		}
		rows[len(rows)-1][1] = i + 1
	}
	return rows
}

// trim takes rows without figures off the end: they are text behind the table.
func (f *flat) trim(at []int, pieces []Look, columns []columnLooks) {
	for len(f.rows) > 0 {
		row := f.rows[len(f.rows)-1]
		if slices.ContainsFunc(pieces[row[0]:row[1]], isFigureLook) {
			break
		}
		f.rows = f.rows[:len(f.rows)-1]
		f.end = f.body + row[0]
	}
	if len(f.rows) == 0 {
		return
	}
	last := f.rows[len(f.rows)-1]
	for last[1] > last[0]+1 { // pieces behind the last row look like none of its columns
		i := last[1] - 1
		if look := pieces[i]; isFigureLook(look) || look == Empty || columns[column(at[i])].fit(look) > misfit {
			break
		}
		last[1]--
	}
	f.rows[len(f.rows)-1] = last
	f.end = f.body + last[1]
	f.lines = f.lines[:f.end-f.start]
}

// doubt notes the rows that could as well begin or end elsewhere. Rows that all have a cell for each column cannot.
func (f *flat) doubt(r *Reader, columns []columnLooks, pieces []Look, at []int) {
	f.unsure = make([]bool, len(f.rows))
	switch whole := f.whole(); {
	case f.rows[0][1]-f.rows[0][0] > len(f.paths), whole == 0: // nothing says where the labels end
		f.allUnsure()
		return
	case whole == 1:
		return
	}
	for k, row := range f.rows {
		f.unsure[k] = column(at[row[0]]) > 0 && !f.isGrouped(r)
	}
	for k := 1; k < len(f.rows); k++ {
		a, b := f.rows[k-1], f.rows[k]
		if b[1]-a[0] > 3*len(columns) {
			f.unsure[k-1], f.unsure[k] = true, true
			continue
		}
		here := likelihood(columns, pieces[a[0]:a[1]]) + likelihood(columns, pieces[b[0]:b[1]])
		for _, cut := range []int{b[0] - 1, b[0] + 1} {
			if cut <= a[0] || cut >= b[1] {
				continue
			}
			if here-likelihood(columns, pieces[a[0]:cut])-likelihood(columns, pieces[cut:b[1]]) < clear {
				f.unsure[k-1], f.unsure[k] = true, true
			}
		}
	}
}

// isGrouped reports whether the first column is one of groups, whose name stands in the first row of each.
func (f *flat) isGrouped(r *Reader) bool {
	l := r.Labels.Read(f.paths[0])
	return l.Role == schema.RoleCategory
}

// whole is the share of the rows that have a cell for each column.
func (f *flat) whole() float64 {
	n := 0
	for _, row := range f.rows {
		if row[1]-row[0] == len(f.paths) {
			n++
		}
	}
	return float64(n) / float64(len(f.rows))
}

// likelihood is how likely pieces are as one row.
func likelihood(columns []columnLooks, pieces []Look) float64 {
	at, _ := align(columns, pieces, false)
	score, next := 0.0, 0
	for c := range columns {
		if next == len(pieces) || at[next] != c {
			score += columns[c].fit(Empty) + lostCell
			continue
		}
		for k := 0; next < len(pieces) && at[next] == c; k++ {
			score += columns[c].fit(pieces[next])
			if k > 0 {
				score += joinCost(pieces[next])
			}
			next++
		}
	}
	return score
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
