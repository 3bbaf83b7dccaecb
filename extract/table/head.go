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
	Doubt  bool       // another end of the header is nearly as likely
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
	switch {
	case t.Layout == block.LayoutGrid && !wide:
		return r.gridHead(t)
	case isRectangular(t) && !wide:
		if h := r.gridHead(r.merged(t)); h.Found() {
			return h
		}
	}
	return r.lineHead(t)
}

// header is a candidate: the rows from start to end are the header.
type header struct {
	start, end int
	score      float64
}

const (
	leastHeader = 1.2 // score of a header
	closeHeader = 0.3 // lead of the best over another that begins or ends elsewhere
)

// gridHead weighs every place at which the header of a grid can begin and end.
func (r *Reader) gridHead(t *block.Table) Head {
	v := r.view(t)
	best, second := v.headers()
	if best.end == 0 || best.score < leastHeader {
		return Head{Above: v.above(v.leading()), End: v.leading()}
	}
	h := Head{Above: v.above(best.start), Doubt: second.end > 0 && best.score-second.score < closeHeader}
	v.read(&h, best.start, best.end)
	return h
}

// headRows returns where the header most likely begins and ends; 0, 0 where there is none.
func (v *view) headRows() (start, end int) {
	best, _ := v.headers()
	if best.end == 0 || best.score < leastHeader {
		return 0, 0
	}
	return best.start, best.end
}

// headers returns the two most likely headers; end is 0 where there are not so many.
func (v *view) headers() (best, second header) {
	for s := range min(len(v.rows), mostAbove+1) {
		if v.rows[s].single {
			continue
		}
		for e := s + 1; e <= min(s+mostHead, len(v.rows)); e++ {
			c := header{s, e, v.score(s, e)}
			switch {
			case best.end == 0 || c.score > best.score:
				best, second = c, best
			case second.end == 0 || c.score > second.score:
				second = c
			}
		}
	}
	return best, second
}

// view is the first rows of a table as the search for its header sees them.
type view struct {
	*Reader
	t    *block.Table
	rows []viewed
	wide int
}

// viewed is one row: what its cells are, each once.
type viewed struct {
	single   bool // one text at most
	text     string
	cells    int // that are not blank
	labels   int // of these, that can be labels
	known    float64
	figures  int // of these, bare figures that are no years
	units    bool
	numbered bool   // column numbers
	header   bool   // the source says so
	wordy    []bool // by column: what stands there is no short label
}

func (r *Reader) view(t *block.Table) *view {
	v := &view{Reader: r, t: t, wide: t.Width()}
	for i := range min(len(t.Rows), mostAbove+mostHead+mostBody) {
		v.rows = append(v.rows, r.viewRow(t.Rows[i]))
	}
	return v
}

func (r *Reader) viewRow(row block.Row) viewed {
	s, single := Single(row)
	w := viewed{single: single, text: s, header: row.Header, wordy: make([]bool, len(row.Cells))}
	for c, x := range distinct(row) {
		w.cells++
		isLabel, known := r.labelLike(x.Text)
		if isLabel {
			w.labels++
		}
		w.known += known
		if IsBare(x.Text) && !isYear(text.Trim(x.Text)) {
			w.figures++
		}
		wordy := !isLabel || r.dataLike(x.Text)
		for i := c; i < len(row.Cells) && row.Cells[i] == x; i++ {
			w.wordy[i] = wordy
		}
	}
	w.numbered = isNumbering(row)
	w.units = r.isUnits(row)
	w.single = single && !w.units
	return w
}

// dataLike reports whether a cell looks like those below a label: a figure, a date, an office.
func (r *Reader) dataLike(s string) bool {
	switch r.Look(s) {
	case Running, Quantity, Date, Offices, Sentence:
		return true
	}
	return false
}

// longestHeader is how many characters a label has at most.
const longestHeader = 40

// labelLike reports whether a text can be a label, and how far the vocabulary knows it as one.
func (r *Reader) labelLike(s string) (ok bool, known float64) {
	if len(s) > 4*longestHeader {
		return false, 0
	}
	w, found := r.seen[s]
	if !found {
		w.ok, w.known = r.readLabelLike(s)
		if r.seen == nil {
			r.seen = map[string]labelled{}
		}
		if len(r.seen) < mostSeen {
			r.seen[s] = w
		}
	}
	return w.ok, w.known
}

// labelled is whether a text can be a label, and how far the vocabulary knows it as one.
type labelled struct {
	ok    bool
	known float64
}

const mostSeen = 10_000

func (r *Reader) readLabelLike(s string) (ok bool, known float64) {
	compact := text.RemoveSpace(s)
	if text.Len(compact) > longestHeader || strings.ContainsAny(compact, "。；") {
		return false, 0
	}
	l := r.Labels.Read([]string{compact})
	switch {
	case l.Period != nil:
		return true, 1
	case isYear(compact):
		return true, 0.5
	case IsBare(compact), r.endsInFigure(compact):
		return false, 0
	}
	if _, ok := text.Ordinal(compact); ok {
		return false, 0
	}
	if l.says() {
		return true, 1
	}
	if l.Unit.Base != "" {
		return true, 0.5
	}
	return !r.Office(compact), 0
}

// endsInFigure reports a text that states a figure with its unit: 21公顷, 提升3个百分点.
func (r *Reader) endsInFigure(s string) bool {
	digit := strings.LastIndexAny(s, "0123456789")
	if digit < 0 || text.Len(s[digit+1:]) > longestUnit {
		return false
	}
	_, ok := r.Labels.Units(s[digit+1:])
	return ok
}

// says reports whether words of the vocabulary are in a label.
func (l *Label) says() bool {
	return l.Role != "" || l.Kind != "" || l.State != "" || l.Basis != "" || l.Total || l.Next || l.Cumulative
}

// isYear reports a year by itself.
func isYear(s string) bool {
	s = strings.TrimSuffix(s, "年")
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20")) && strings.Trim(s, "0123456789") == ""
}

// isNumbering reports a row of column numbers: 1 2 3, 甲 乙 1 2, (1) (2) (3). Those with stems may stand in any order, as
// columns are moved about.
func isNumbering(row block.Row) bool {
	var numbers, letters []int
	rising, others := true, 0
	for _, x := range distinct(row) {
		s := strings.Trim(text.RemoveSpace(x.Text), "()（）[]【】")
		if i := slices.Index(stems, s); i >= 0 {
			letters = append(letters, i+1)
			continue
		}
		n, ok := text.Ordinal(s)
		if !ok {
			others++
			continue
		}
		rising = rising && (len(numbers) == 0 || n == numbers[len(numbers)-1]+1)
		numbers = append(numbers, n)
	}
	switch {
	case others > 1, len(numbers)+len(letters) < 3+2*others, !rising && len(letters) == 0, others > 0 && len(letters) == 0:
		return false
	case len(letters) > 0 && len(numbers) == 1: // 1 甲 乙 is an entry
		return false
	}
	return isSeries(letters, 0) && (isSeries(numbers, 0) || isSeries(numbers, len(letters)))
}

// isSeries reports whether the numbers are those behind first, each once.
func isSeries(numbers []int, first int) bool {
	numbers = slices.Sorted(slices.Values(numbers))
	for i, n := range numbers {
		if n != first+i+1 {
			return false
		}
	}
	return true
}

// stems are the heavenly stems, by which columns of words are numbered.
var stems = []string{"甲", "乙", "丙", "丁", "戊", "己"}

// isUnits reports a row of units: 万元, %, 个; blank where a column has none.
func (r *Reader) isUnits(row block.Row) bool {
	units, cells := 0, 0
	for c, x := range distinct(row) {
		cells++
		if c == 0 && len(row.Cells) > 1 || x.ColSpan > 2 {
			continue // what is told there is told of the whole table
		}
		if _, ok := r.unitAlone(x.Text); ok {
			units++
		}
	}
	return units > 0 && cells-units <= 1 && units >= cells-units
}

// unitAlone reads a text that is nothing but a unit: 万元, （%）, 单位：个.
func (r *Reader) unitAlone(s string) (Unit, bool) {
	s = strings.Trim(text.RemoveSpace(s), text.OpenBrackets+text.CloseBrackets)
	for _, w := range r.Words.Unit {
		if rest, ok := strings.CutPrefix(s, w); ok {
			s = strings.TrimLeft(rest, "：:")
			break
		}
	}
	if s == "" || text.Len(s) > longestUnit {
		return Unit{}, false
	}
	return r.Labels.Units(s)
}

const longestUnit = 8 // characters

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

// score adds up what speaks for the rows from s to e as the header.
func (v *view) score(s, e int) float64 {
	score := v.skipped(s) + v.headerRows(s, e) + v.boundary(e) + v.contrast(s, e)
	return score - 0.3*float64(e-s-1)
}

// skipped is what the rows above say against a header that begins in row s.
func (v *view) skipped(s int) float64 {
	score := 0.0
	for _, w := range v.rows[:s] {
		switch {
		case w.single:
		case w.figures > 0, w.known >= 2:
			score -= 6
		case !w.header:
			score -= 0.6
		}
	}
	return score
}

// headerRows is how far the rows from s to e are labels.
func (v *view) headerRows(s, e int) float64 {
	cells, known, others := 0, 0.0, 0
	rows := 0
	for i := s; i < e; i++ {
		w := &v.rows[i]
		if w.numbered || w.units && i > s {
			rows++
			continue
		}
		if w.single && w.cells > 0 && v.fills(i) {
			others++ // a text over the whole width is none of several labels
		}
		cells += w.cells
		known += w.known
		others += w.cells - w.labels
	}
	if cells == 0 || rows == e-s {
		return -10
	}
	return min(known, 3) + 3*known/float64(cells) - 4*float64(others) + 0.6*float64(rows)
}

// fills reports whether the only text of a row stands over its whole width.
func (v *view) fills(i int) bool {
	for _, x := range distinct(v.t.Rows[i]) {
		return x.ColSpan >= v.wide
	}
	return false
}

// boundary is what speaks for an end of the header above row e: no cell reaches over it, the source's own marks, and
// that what follows are no labels.
func (v *view) boundary(e int) float64 {
	score := 0.0
	if e == len(v.rows) {
		return -1
	}
	before, next := v.t.Rows[e-1], &v.rows[e]
	for c, x := range before.Cells {
		if c < len(v.t.Rows[e].Cells) && v.t.Rows[e].Cells[c] == x {
			score -= 6
			break
		}
	}
	switch {
	case before.Header && !next.header:
		score += 1.5
	case next.header:
		score--
	}
	if next.numbered || next.units {
		score -= 3
	}
	if next.labels < next.cells || next.single && !v.continuesLabel(e) {
		return score
	}
	if next.known >= 2 && 2*next.known >= float64(next.cells) || v.headsFigures(e) {
		score -= 3
	}
	return score
}

// continuesLabel reports whether the only text of row e stands below a label other than the first: the rest of it, where the source
// has no merged cells.
func (v *view) continuesLabel(e int) bool {
	for c, x := range distinct(v.t.Rows[e]) {
		return v.t.Layout != block.LayoutGrid && c > 0 && x.ColSpan == 1 && text.Trim(v.t.Rows[e-1].Cells[min(c, len(v.t.Rows[e-1].Cells)-1)].Text) != ""
	}
	return false
}

// headsFigures reports whether each cell of row e is a short text above a column whose cells are none, as labels are.
func (v *view) headsFigures(e int) bool {
	heads := 0
	for c, x := range distinct(v.t.Rows[e]) {
		if v.rows[e].wordy[c] {
			return false
		}
		for i := c; i < len(v.t.Rows[e].Cells) && v.t.Rows[e].Cells[i] == x; i++ {
			if cells, wordy := v.below(e+1, i); cells == 0 || 4*wordy < 3*cells {
				return false
			}
		}
		heads++
	}
	return heads > 0
}

// below counts the cells of a column from row i on that are not blank, and of these the ones that are no short labels.
func (v *view) below(i, c int) (cells, wordy int) {
	for end := min(len(v.rows), i+mostBody); i < end; i++ {
		row := v.t.Rows[i]
		if c >= len(row.Cells) || v.rows[i].single || IsBlank(row.Cells[c].Text) {
			continue
		}
		cells++
		if v.rows[i].wordy[c] {
			wordy++
		}
	}
	return cells, wordy
}

// contrast is how far the cells of the columns differ from their labels.
func (v *view) contrast(s, e int) float64 {
	columns, labelled := 0, 0
	for c := range v.wide {
		if v.labelAt(s, e, c) == "" {
			continue
		}
		labelled++
		cells, wordy := v.below(e, c)
		if cells > 0 && 2*wordy >= cells {
			columns++
		}
	}
	wide := float64(max(v.wide, 1))
	return 3*float64(columns)/wide - 2*(wide-float64(labelled))/wide
}

// labelAt returns the lowest label of a column in the rows from s to e.
func (v *view) labelAt(s, e, c int) string {
	for i := e - 1; i >= s; i-- {
		if v.rows[i].numbered || v.rows[i].units && i > s || c >= len(v.t.Rows[i].Cells) {
			continue
		}
		if label := text.RemoveSpace(v.t.Rows[i].Cells[c].Text); label != "" {
			return label
		}
	}
	return ""
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
func (v *view) units(row block.Row) []Unit {
	units := make([]Unit, len(row.Cells))
	for c, x := range row.Cells {
		units[c], _ = v.unitAlone(x.Text)
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
		if text.IsSpace(c) && !(i > 0 && i+1 < len(runes) && runes[i-1] < 0x80 && runes[i+1] < 0x80) {
			continue
		}
		sb.WriteRune(c)
	}
	return sb.String()
}

// IsFurniture reports whether a row is none of a thing, wherever it stands: one of the header's repeated on a further page, one of
// column numbers or of units.
func (r *Reader) IsFurniture(h *Head, row block.Row) bool {
	if h.IsHeaderAgain(row) {
		return true
	}
	if !h.Found() || !shortCells(row) {
		return false
	}
	return len(row.Cells) == len(h.Labels) && (isStems(row) || r.isUnits(row))
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
	texts := compactTexts(row)
	if !h.Found() || len(texts) < 2 || len(h.rows) == 0 || texts[0] != h.rows[len(h.rows)-1][0] {
		return false
	}
	for _, x := range distinct(row) {
		if ok, _ := r.labelLike(x.Text); !ok || r.dataLike(x.Text) {
			return false
		}
	}
	return true
}

// IsHeaderAgain reports whether a row is one of the header's, repeated on a further page.
func (h *Head) IsHeaderAgain(row block.Row) bool {
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
