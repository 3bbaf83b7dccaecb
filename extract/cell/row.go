package cell

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/schema"
)

// Text is the text of one cell of a row.
type Text struct {
	Field  schema.Field
	Text   string
	Column *Column // that it stands in; nil where the row is of no table
	Unit   Unit    // of a bare figure that has none itself: of the header, the row, the item or a line, in this order
	Merged bool    // the cell is merged with one of another row, so that it is compared with nothing
	Again  bool    // with an earlier row, in which it has been read
	Each   bool    // each of its bare figures is in that unit, named by the words in front of it
	Unsure bool    // it may belong to another column, so that its numbers are unexplained
}

// Column is what the header of a column says of the figures below it.
type Column struct {
	Index      int                  // among the columns of its table
	Role       schema.Role          // of the column
	Figures    bool                 // the cells hold bare figures
	Kind       schema.IndicatorKind // empty where the header does not say it
	State      schema.State         // likewise
	Basis      string               // likewise
	Modifier   schema.Modifier      // how an aim is bounded; likewise
	Period     string               // likewise
	Measure    string               // with the words that belong to it: 完成投资; likewise
	Thing      string               // the measure in the form that others are compared with
	Core       string               // likewise, without the words for its being done behind it: 改造 of 改造完工
	Start, End string               // first and last day of the period; empty where it is not known
	Cumulative bool                 // since the beginning of the year, or of the work
	Partial    bool                 // of a month or a quarter alone, or of an earlier year
	Total      bool                 // sums up other columns
	Less       bool                 // the change that Kind says is a decrease
	Code       bool                 // the numbers are codes or telephone numbers, and no figures
	Cues       []schema.Cue         // the words that decided these
}

// Unit is the unit of a bare figure: 万元 is 10000 times 元.
type Unit struct {
	Base   string
	Kind   string // as package number has it: money, count …
	Factor int64  // 0 where there is no unit
}

// rowReading is a row while it is read.
type rowReading struct {
	*Reader
	row      *schema.Row
	texts    []Text
	readings []*reading // of texts
	target   *reading   // the cell, else the item, that says what is to be reached
	progress *reading
	none     *reading // in place of what the row has not
	item     string   // what the row speaks of
	told     *reading // the cell that says so and states figures itself, or nil
}

// Row fills in the indicators, dates, comparisons, status and coverage of a row from the texts of its cells. The items of
// the row are not changed.
func (r *Reader) Row(row *schema.Row, texts []Text, c Context) {
	row.Indicators, row.Dates, row.Comparisons = []schema.Indicator{}, []schema.Date{}, []schema.Comparison{}
	row.Coverage = schema.Coverage{Unexplained: []schema.Unexplained{}}
	w := rowReading{Reader: r, row: row, texts: texts, readings: make([]*reading, 0, len(texts)+1)}
	w.none = r.read("", "", &c)
	w.read(&c)
	defer r.release(append(w.readings, w.none))
	w.judgeAll()
	for i, rd := range w.readings {
		if !texts[i].Again {
			w.report(rd)
		}
	}
	if w.target.isCut() || w.progress.isCut() { // what is behind might say otherwise
		row.Status, row.StatusEvidence = schema.StatusUnclear, nil
		return
	}
	w.compare(&c)
	row.Status, row.StatusEvidence = w.progress.status(w.target, row)
	if row.Status == schema.StatusUnclear && row.Target != "" && len(w.progress.text) == 0 {
		row.Status = statusByRate(row)
	}
	row.Pace, row.PaceEvidence = w.progress.pace()
}

// read reads the texts, and finds those that say what is to be reached and what was.
func (w *rowReading) read(c *Context) {
	w.target, w.progress = w.none, w.none
	for i := range w.texts {
		rd := w.readText(&w.texts[i], c)
		w.readings = append(w.readings, rd)
		switch rd.field {
		case schema.FieldProgress:
			w.progress = rd
		case schema.FieldTarget:
			w.target = rd
		case schema.FieldItem:
			if w.row.Target == "" && rd.hasIndicator() {
				w.target = rd
			}
		}
	}
}

func (w *rowReading) readText(t *Text, c *Context) *reading {
	said := t.said()
	if said == schema.Planned {
		next := *c
		next.mood = schema.Planned // 下一步打算
		c = &next
	}
	if t.mayBeBare() {
		if rd := w.bare(t, c); rd != nil {
			return rd
		}
	}
	field := t.Field
	if field == schema.FieldCell && said == schema.Target {
		field = schema.FieldTarget // a second column of aims
	}
	rd := w.Reader.read(field, t.Text, c)
	rd.field = t.Field
	rd.column, rd.given, rd.unsure = t.Column, t.Unit, t.Unsure
	return rd
}

// said returns the state that the header of a column of words names.
func (t *Text) said() schema.State {
	if t.Column == nil || t.Column.Figures {
		return ""
	}
	return t.Column.State
}

// mayBeBare reports a text that is read as a bare figure where it is one.
func (t *Text) mayBeBare() bool {
	switch {
	case t.Unsure, t.Column == nil:
		return false
	case t.Field == schema.FieldRate:
		return true
	}
	return t.Column.Figures
}

// leaveOut leaves the numbers of a text unexplained that may belong to another column.
func (rd *reading) leaveOut() {
	for f := range rd.eachFigure() {
		f.role = unexplained
	}
}

func (c *Column) isTime() bool { return isOneOf(c.Role, schema.RoleDeadline, schema.RoleStart) }

// takeMonth takes the only number of a text in a column of times for the month that it may be: 2024.3.
func (rd *reading) takeMonth() {
	switch {
	case len(rd.numbers) != 1, len(rd.dates) > 0, !rd.fills(&rd.numbers[0]):
		return
	}
	f := &rd.numbers[0]
	year, month, _ := strings.Cut(rd.printed(f.Start, f.End), ".")
	y := yearOf(year)
	m, _ := strconv.Atoi(month) // 0 where it is none
	switch {
	case y == 0, len(month) > 2, !validDay(y, m, 1):
		return
	}
	f.role = part
	rd.dates = append(rd.dates, date{start: f.Start, end: f.End, year: y, printed: true, shape: monthShape, n: m})
}

const longestSpan = 16 // characters

// takeYears takes the numbers of a text that is a span of years and no more for a time: 2020-2023.
func (rd *reading) takeYears() {
	from, to, ok := strings.Cut(strings.Map(dash, string(rd.text)), "-")
	y, z := yearOf(from), yearOf(to)
	switch {
	case !ok, y == 0, y > z:
		return
	}
	rd.takeCodes()
}

// yearOf returns the year that a text is, or 0.
func yearOf(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || !plausibleYear(n) {
		return 0
	}
	return n
}

// dash returns one sign for all that stand between the ends of a span.
func dash(c rune) rune {
	if strings.ContainsRune("—–"+char.Tildes+char.Hyphen, c) {
		return '-'
	}
	return c
}

// takeCodes takes the numbers of a text for parts of codes.
func (rd *reading) takeCodes() {
	for f := range rd.eachNumber() {
		f.role = part
	}
}

// hasIndicator reports whether the text states a figure.
func (rd *reading) hasIndicator() bool {
	for range rd.eachFigure() {
		return true
	}
	return false
}

// judgeAll judges what is to be reached before what was, wherever the two columns stand, as the second is judged by the first.
func (w *rowReading) judgeAll() {
	w.item = cmp.Or(w.none.ctx.Name, w.row.Item)
	w.told = w.namedBy(w.item)
	for i, rd := range w.readings {
		rd.each = w.texts[i].Each
		if rd == w.target && !w.texts[i].Again {
			w.judge(rd)
		}
	}
	for i, rd := range w.readings {
		if rd != w.target && !w.texts[i].Again {
			w.judge(rd)
		}
	}
}

// judge judges the figures of a text by the row and its column.
func (w *rowReading) judge(rd *reading) {
	switch c := rd.column; {
	case rd.unsure:
		rd.leaveOut()
	case c == nil:
	case c.Code:
		rd.takeCodes()
	case c.isTime():
		rd.takeMonth()
	case c.Role == schema.RoleExtra && len(rd.text) < longestSpan:
		rd.takeYears()
	}
	rd.bareCell(w.row, w.target)
	rd.bareEach()
	rd.kindsFrom(w.target)
	rd.sharesOf(w.target)
	rd.nameBy(w.item, w.target, w.told)
	rd.byColumn(w.row)
}

// bareEach reads a text of bare figures, each of which is in the unit that is given and named by the words in front of it: 中央180、县级20.
func (rd *reading) bareEach() {
	if !rd.each {
		return
	}
	from := 0
	for i := range rd.numbers {
		f := &rd.numbers[i]
		if f.Unit == "" && f.isPlain() && rd.givenUnit(f) {
			f.role, f.kind, f.state = indicator, schema.Quantity, schema.Actual
			f.subject = rd.trim(rd.withoutMarks(from, f.Start))
		}
		from = f.End
	}
}

// withoutMarks returns a stretch of the text without the marks at its ends.
func (rd *reading) withoutMarks(from, end int) span {
	const marks = char.ClauseMarks + char.Colons + char.Pause
	behind := strings.TrimLeft(rd.printed(from, end), marks)
	from = end - utf8.RuneCountInString(behind)
	return span{from, from + utf8.RuneCountInString(strings.TrimRight(behind, marks))}
}

// namedBy returns the reading of the cell that names what a row speaks of, where it states figures itself, or nil.
func (w *rowReading) namedBy(item string) *reading {
	for i, rd := range w.readings {
		if rd.hasIndicator() && (rd.field == schema.FieldItem || w.texts[i].Text == item) {
			return rd
		}
	}
	return nil
}

// report tells all that is in a text.
func (w *rowReading) report(rd *reading) {
	w.row.Indicators = rd.indicators(w.row.Indicators)
	w.row.Dates = append(w.row.Dates, rd.allDates()...)
	rd.cover(&w.row.Coverage)
	w.row.Findings = rd.tellLimit(w.row.Findings)
}

// compare sets what was reached against what was to be, in words and in columns of figures.
func (w *rowReading) compare(c *Context) {
	if !w.isMerged(w.target) && !w.isMerged(w.progress) {
		w.row.Comparisons = append(w.row.Comparisons, compare(w.target, w.progress)...)
	}
	w.row.Comparisons = append(w.row.Comparisons, w.compareColumns()...)
	for i := range w.row.Comparisons {
		w.schedule(&w.row.Comparisons[i], c)
	}
}

// isMerged reports whether a text stands in a cell that is merged with one of another row.
func (w *rowReading) isMerged(rd *reading) bool {
	for i := range w.readings {
		if w.readings[i] == rd {
			return w.texts[i].Merged || w.texts[i].Again
		}
	}
	return false
}

// statusByRate says how far a row is of which nothing but a rate of completion tells it.
func statusByRate(row *schema.Row) schema.Status {
	status := schema.StatusUnclear
	for i := range row.Indicators {
		rate := &row.Indicators[i]
		switch {
		case rate.Field != schema.FieldRate:
		case rate.Kind != schema.Completion, rate.State != schema.Actual, rate.Value.Sign() <= 0, status != schema.StatusUnclear:
			return schema.StatusUnclear
		case isBelow(rate, hundred):
			status = schema.StatusUnderway
		default:
			status = schema.StatusCompleted
		}
	}
	return status
}
