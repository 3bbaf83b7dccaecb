package check

import (
	"context"
	"slices"
	"sort"
	"strings"

	"duban/internal/char"
	"duban/internal/clause"
	"duban/internal/message"
	"duban/schema"
)

// passage is one text of a place with its figures, cut at the marks that part what is said.
type passage struct {
	field   schema.Field
	column  *int // of field cell
	runes   []rune
	tree    clause.Tree
	figures []*figure
}

// figure is an indicator with the words around it.
type figure struct {
	*schema.Indicator
	index    int // among the indicators of its place
	sentence int // ends with 。, a line break or a mark such as ②
	segment  int // ends with ； as well
	clause   int // ends with any mark, and with brackets
	bracket  int // where the bracket opens that it stands in; -1 for none
	before   string
	after    string  // the words of the clause around it, as far as the next figure
	object   *string // see thing
	of       *figure // that it hangs on, as Relation says; nil where the report says none
	mean     bool    // one for each of many
	number           // as printed
}

// Sentences that state how figures belong together have fewer of them, and shorter clauses. The bounds keep the work in
// proportion to texts that were made to take long.
const (
	mostRelated = 60  // figures between two that are related
	mostWords   = 200 // characters of a clause on either side of a figure
)

// read adds texts to the place, and the indicators that stand in them.
func (p *place) read(ctx context.Context, texts []cellText) {
	type key struct {
		field  schema.Field
		column int
	}
	indicators := map[key][]int{}
	for i, x := range p.indicators {
		if ctx.Err() != nil {
			return
		}
		k := key{x.Field, placeOfColumn(x.Column)}
		indicators[k] = append(indicators[k], i)
	}
	for _, c := range texts {
		if ctx.Err() != nil {
			return
		}
		if c.text == "" {
			continue
		}
		of := indicators[key{c.field, placeOfColumn(c.column)}]
		t := &passage{field: c.field, column: c.column, runes: []rune(c.text)}
		if isPlain := len(of) < 2 && len(t.runes) < mostDigits; isPlain && c.field == schema.FieldCell { // most cells
			continue
		}
		for _, i := range of {
			if x := &p.indicators[i]; t.holds(x) {
				t.figures = append(t.figures, &figure{Indicator: x, index: i, number: printed(x)})
			}
		}
		slices.SortStableFunc(t.figures, func(a, b *figure) int { return a.Start - b.Start })
		t.cut()
		p.texts = append(p.texts, t)
	}
	p.relate()
}

// relate ties the figures to those that the report says they hang on.
func (p *place) relate() {
	if !slices.ContainsFunc(p.indicators, func(x schema.Indicator) bool { return x.Of != nil }) { // most
		return
	}
	byIndex := p.byIndex()
	for _, f := range byIndex {
		if f.Of != nil {
			f.of = byIndex[*f.Of]
		}
	}
}

// byIndex are the figures by their places among the indicators.
func (p *place) byIndex() map[int]*figure {
	figures := map[int]*figure{}
	for _, t := range p.texts {
		for _, f := range t.figures {
			figures[f.index] = f
		}
	}
	return figures
}

// hangsOn reports a figure that hangs on another in that way.
func (f *figure) hangsOn(g *figure, how schema.Relation) bool { return f.of == g && f.Relation == how }

// holds reports an indicator whose place is within the text.
func (t *passage) holds(x *schema.Indicator) bool {
	return 0 <= x.Start && x.Start < x.End && x.End <= len(t.runes)
}

// cut gives each figure its sentence, segment, clause and bracket, and the words around it.
func (t *passage) cut() {
	t.tree.Reset(t.runes)
	segment, next := 0, 0
	for i := 0; i < len(t.runes); i++ {
		if next < len(t.figures) && t.figures[next].Start <= i {
			f := t.figures[next]
			t.place(f, t.tree.At(i), segment)
			next++
			i = max(i, f.End-1) // 3,126场
			continue
		}
		if clause.Kind(t.runes[i]) == clause.NoMark {
			continue
		}
		before := t.tree.Clauses[t.tree.At(i)].Sentence
		after := t.tree.Clauses[t.tree.Mark(i)].Sentence
		if before != after || isSemicolon(t.runes[i]) {
			segment++
		}
	}
	t.tree.Finish()
	for i, f := range t.figures {
		f.before, f.after = t.around(i)
		f.mean = means.in(f.before) || means.in(f.Subject)
	}
}

// place notes where in the structure of the text a figure stands.
func (t *passage) place(f *figure, id int32, segment int) {
	c := &t.tree.Clauses[id]
	f.sentence, f.segment, f.clause, f.bracket = int(c.Sentence), segment, int(id), -1
	if c.Level == clause.Bracket {
		f.bracket = c.Open
	}
}

// around returns the words of its clause in front of and behind figure i, as far as the figures next to it.
func (t *passage) around(i int) (before, after string) {
	f := t.figures[i]
	first, last := max(0, f.Start-mostWords), min(len(t.runes), f.End+mostWords)
	if i > 0 {
		first = max(first, t.figures[i-1].End)
	}
	if i+1 < len(t.figures) {
		last = min(last, t.figures[i+1].Start)
	}
	start, end := f.Start, f.End
	for start > first && !t.isCut(start-1) {
		start--
	}
	for end < last && !t.isCut(end) {
		end++
	}
	return t.wordsOfPart(start) + strings.TrimSpace(string(t.runes[start:f.Start])), strings.TrimSpace(string(t.runes[f.End:end]))
}

// wordsOfPart returns the word for a part that a colon parts from what is counted from start on: the 其中 of 其中：主办12件.
func (t *passage) wordsOfPart(start int) string {
	if start == 0 || clause.Kind(t.runes[start-1]) != clause.Colon {
		return ""
	}
	front := t.slice(max(0, start-1-mostWords), start-1)
	for _, w := range included {
		if strings.HasSuffix(front, w) {
			return w
		}
	}
	return ""
}

// isCut reports whether the character at i parts clauses.
func (t *passage) isCut(i int) bool {
	switch r := t.runes[i]; clause.Kind(r) {
	case clause.NoMark, clause.Item:
		return false
	case clause.Open, clause.Close:
		return isRound(r)
	case clause.Comma:
		return isMark(r)
	case clause.Stop:
		return isStop(r)
	case clause.Point:
		return isCircled(r)
	}
	return true
}

// figureFrom returns the index of the first figure that begins at a character or behind it.
func (t *passage) figureFrom(at int) int {
	return sort.Search(len(t.figures), func(i int) bool { return t.figures[i].Start >= at })
}

func (t *passage) slice(start, end int) string { return string(t.runes[start:end]) }

// endsSentence reports whether the character at i ends a sentence. A line break behind a comma does not.
func (t *passage) endsSentence(i int) bool {
	r := t.runes[i]
	if r == '\n' {
		return i == 0 || !strings.ContainsRune(char.Comma+char.Pause+",", t.runes[i-1])
	}
	return isStop(r) || isCircled(r)
}

func isStop(r rune) bool {
	switch r {
	case '。', '！', '？':
		return true
	}
	return false
}

func isSemicolon(r rune) bool { return char.IsSemicolon(r) }

func isMark(r rune) bool {
	switch r {
	case '，', ',', '；', ';', '：', ':':
		return true
	}
	return false
}

func isOpen(r rune) bool { return isRound(r) && clause.Kind(r) == clause.Open }

// isRound reports that a mark is none of a title or quotation.
func isRound(r rune) bool { return !strings.ContainsRune("《〈“「『》〉”」』", r) }

func isCircled(r rune) bool { return '①' <= r && r <= '⑳' }

// finding is a finding that marks the figure.
func (t *passage) finding(f *figure, code schema.Code, severity schema.Severity, format message.Format, args ...any) schema.Finding {
	out := schema.Finding{Code: code, Severity: severity, Field: t.field, Column: t.column, Start: f.Start, End: f.End}
	return out.Saying(format, args...)
}

// standsWith reports figures of one unit, both of them in one bracket or in none.
func (f *figure) standsWith(g *figure) bool { return f.Unit == g.Unit && f.bracket == g.bracket }

// goesWith reports figures of one unit in one segment of a sentence.
func (f *figure) goesWith(g *figure) bool { return f.segment == g.segment && f.Unit == g.Unit }

// follows reports that a figure stands in the clause behind that of another.
func (f *figure) follows(g *figure) bool { return f.clause == g.clause+1 }

// counts reports a figure that arithmetic can use: a quantity of one value.
func (f *figure) counts() bool {
	return f.Kind == schema.Quantity && f.ValueMax == nil && f.Value.Sign() > 0
}

// countsNone reports a quantity of nothing.
func (f *figure) countsNone() bool {
	return f.Kind == schema.Quantity && f.ValueMax == nil && f.Value.Sign() == 0 && !f.mean
}

// exact reports a figure that is not said to be about, more or less than the real one.
func (f *figure) exact() bool { return f.Modifier == "" }

// real reports a figure that is more than a wish.
func (f *figure) real() bool {
	switch f.State {
	case schema.Actual, schema.Ongoing, schema.Remaining:
		return true
	}
	return false
}

// sectionName is how messages call a section.
func sectionName(i int, s *schema.Section) message.Text {
	if s.Heading == "" {
		return message.New("section %d", i+1)
	}
	return message.New("section %d (%s)", i+1, s.Heading)
}

// rowName is how messages call a row: by its number where it has one.
func rowName(a *schema.Annex, row *schema.Row) message.Text {
	n := row.Number
	if n == 0 {
		n = row.Index
	}
	return message.New("annex %d, row %d", a.Index, n)
}
