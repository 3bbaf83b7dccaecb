package table

import (
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
)

// This file tells what the rows are that may be a header: which cells can be labels, rows of units and of column numbers.

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
	group    bool   // the number of a group and its heading over most columns
	header   bool   // the source says so
	wordy    []bool // by column: what stands there is no short label
	blank    []bool // likewise: nothing stands there
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
	w := viewed{single: single, text: s, header: row.Header, wordy: make([]bool, len(row.Cells)), blank: make([]bool, len(row.Cells))}
	for c, x := range row.Cells {
		w.blank[c] = strings.TrimLeftFunc(x.Text, text.IsSpace) == ""
	}
	for c, x := range distinct(row) {
		w.cells++
		isLabel, known := r.labelLike(x.Text)
		if isLabel {
			w.labels++
		}
		w.known += known
		if isBare(x.Text) && !isYear(text.Trim(x.Text)) {
			w.figures++
		}
		wordy := !isLabel || r.dataLike(x.Text)
		for i := c; i < len(row.Cells) && row.Cells[i] == x; i++ {
			w.wordy[i] = wordy
		}
	}
	w.numbered = isNumbering(row)
	w.group = isGroupRow(row)
	w.units = r.isUnits(row)
	w.single = single && !w.units || r.areCaptions(row)
	return w
}

// areCaptions reports a row of nothing but what is filled in above the labels: 填报单位：…, 单位：万元, 填报日期：….
func (r *Reader) areCaptions(row block.Row) bool {
	captions := 0
	for _, x := range distinct(row) {
		if s := text.Trim(x.Text); len(s) > 4*longestHeader || !leads(r.Words.Caption, s) && !leads(r.Words.Unit, s) {
			return false
		}
		captions++
	}
	return captions > 1
}

// dataLike reports whether a cell looks like those below a label: a figure, a date, an office.
func (r *Reader) dataLike(s string) bool {
	switch r.Look(s) {
	case Running, Date, Offices, Sentence:
		return true
	case Quantity: // but 12345热线
		return isBare(s) || r.endsInFigure(text.RemoveSpace(s))
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
	if text.Len(compact) > longestHeader || strings.ContainsAny(compact, char.Sentences) {
		return false, 0
	}
	l := r.Labels.Read([]string{compact})
	switch {
	case l.Period != nil:
		return true, 1
	case isYear(compact):
		return true, 0.5
	case isBare(compact), r.endsInFigure(compact):
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
	return areSorts(compact) || !r.Office(compact), 0
}

// areSorts reports words for sorts of offices, one or several: 学校, 乡镇、村.
func areSorts(s string) bool {
	for _, sort := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(char.Pause, c) }) {
		if text.Len(sort) > longestSort {
			return false
		}
	}
	return true
}

// longestSort is how many characters a word has at most that names a sort of offices, and none of them: 学校, 医院.
const longestSort = 2

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
	return mayBeYear(s) && yearLook().MatchString(s)
}

// mayBeYear reports what begins as years do, at little cost.
func mayBeYear(s string) bool { return s != "" && (s[0] == '1' || s[0] == '2') }

// isNumbering reports a row of column numbers: 1 2 3, 甲 乙 1 2, (1) (2) (3). Those with stems may stand in any order, as
// columns are moved about.
func isNumbering(row block.Row) bool {
	var numbers, letters []int
	rising, others := true, 0
	for _, x := range distinct(row) {
		s := strings.Trim(text.RemoveSpace(x.Text), char.Round+"[]"+char.OpenTag+char.CloseTag)
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

// stems are the first of the heavenly stems, by which columns of words are numbered.
var stems = strings.Split(char.Stems, "")[:6]

// isUnits reports a row of units: 万元, %, 个; blank where a column has none. Figures make it an entry.
func (r *Reader) isUnits(row block.Row) bool {
	units, cells := 0, 0
	for c, x := range distinct(row) {
		cells++
		if isBare(x.Text) {
			return false
		}
		if r.isColumnUnit(row, c, x) {
			units++
		}
	}
	return units > 0 && cells-units <= 1 && units >= cells-units
}

// isColumnUnit reports a unit that the cell in column c gives to its columns. In front, or over many, it is of the whole table.
func (r *Reader) isColumnUnit(row block.Row, c int, x *block.Cell) bool {
	if c == 0 && len(row.Cells) > 1 || x.ColSpan > 2 {
		return false
	}
	_, ok := r.unitAlone(x.Text)
	return ok
}

// unitAlone reads a text that is nothing but a unit: 万元, （%）, 单位：个.
func (r *Reader) unitAlone(s string) (Unit, bool) {
	s = strings.Trim(text.RemoveSpace(s), char.Brackets)
	for _, w := range r.Words.Unit {
		if rest, ok := strings.CutPrefix(s, w); ok {
			s = strings.TrimLeft(rest, char.Colons)
			break
		}
	}
	if s == "" || text.Len(s) > longestUnit {
		return Unit{}, false
	}
	return r.Labels.Units(s)
}

const longestUnit = 8 // characters
