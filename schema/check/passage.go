package check

import (
	"context"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

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
	items   []item // the marks between items of lists
	figures []*figure
}

// item is a mark between the items of a list, with the clause that it stands in.
type item struct {
	at     int
	clause int32
}

// figure is an indicator with the words around it.
type figure struct {
	*schema.Indicator
	index     int // among the indicators of its place
	sentence  int // ends with 。, a line break or a mark such as ②
	segment   int // ends with ； as well
	clause    int // ends with any mark, and with brackets
	bracket   int // where the bracket opens that it stands in; -1 for none
	before    string
	after     string  // the words of the clause around it, as far as the next figure
	object    *string // see thing
	of        *figure // that it hangs on, as Relation says; nil where the report says none
	mean      bool    // one for each of many
	opensPart bool    // the words in front of it are of a part: 其中
	number            // as printed
}

// Sentences that state how figures belong together have fewer of them, and shorter clauses. The bounds keep the work in
// proportion to texts that were made to take long.
const (
	mostRelated = 60  // figures between two that are related
	mostWords   = 200 // characters of a clause on either side of a figure
)

// room is what the texts of one place after the other are taken apart in.
type room struct {
	tree    clause.Tree
	runes   []rune
	clauses []clause.Clause
}

// runesOf returns the characters of a text.
func (r *room) runesOf(text string) []rune {
	begin := len(r.runes)
	r.runes = char.AppendRunes(r.runes, text)
	return r.runes[begin:len(r.runes):len(r.runes)]
}

// kept returns the clauses of the tree, which another text is going to have.
func (r *room) kept() clause.Tree {
	begin := len(r.clauses)
	r.clauses = append(r.clauses, r.tree.Clauses...)
	return clause.Tree{Clauses: r.clauses[begin:len(r.clauses):len(r.clauses)]}
}

// leave makes room for the next place. Of the texts of a row, which nothing outside of it looks at, the figures alone stay.
func (r *room) leave(p *place) {
	if p.section != nil {
		*r = room{}
		return
	}
	for _, t := range p.texts {
		t.runes, t.tree, t.items = nil, clause.Tree{}, nil
	}
	r.runes, r.clauses = r.runes[:0], r.clauses[:0]
}

// read adds texts to the place, and the indicators that stand in them.
func (p *place) read(ctx context.Context, texts []cellText, room *room) {
	of := p.indicatorsOf(len(texts))
	for _, c := range texts {
		if ctx.Err() != nil {
			return
		}
		if c.text == "" {
			continue
		}
		of := of(c)
		if c.field == schema.FieldCell && len(of) < 2 && utf8.RuneCountInString(c.text) < mostDigits { // most cells
			continue
		}
		t := &passage{field: c.field, column: c.column, runes: room.runesOf(c.text)}
		if t.figures = p.figuresIn(t, of); len(t.figures) > 0 {
			t.cut(room)
		}
		p.texts = append(p.texts, t)
	}
	p.relate()
}

// textKey is what tells the texts of a place apart.
type textKey struct {
	field  schema.Field
	column int
}

// indicatorsOf returns what finds those of the indicators that stand in a text, which hold until the next call. Most places have so
// few that looking at all of them for each of their texts is the quickest.
func (p *place) indicatorsOf(texts int) func(cellText) []int {
	const few = 1000
	if texts*len(p.indicators) > few {
		all := map[textKey][]int{}
		for i := range p.indicators {
			k := textKey{p.indicators[i].Field, placeOfColumn(p.indicators[i].Column)}
			all[k] = append(all[k], i)
		}
		return func(c cellText) []int { return all[textKey{c.field, placeOfColumn(c.column)}] }
	}
	var of []int
	return func(c cellText) []int {
		of = of[:0]
		for i := range p.indicators {
			if x := &p.indicators[i]; x.Field == c.field && placeOfColumn(x.Column) == placeOfColumn(c.column) {
				of = append(of, i)
			}
		}
		return of
	}
}

// figuresIn returns those of the indicators that stand in a text, in their order there.
func (p *place) figuresIn(t *passage, indicators []int) []*figure {
	all := make([]figure, 0, len(indicators)) // at once
	for _, i := range indicators {
		if x := &p.indicators[i]; t.holds(x) {
			all = append(all, figure{Indicator: x, index: i, number: printed(x)})
		}
	}
	figures := make([]*figure, len(all))
	for i := range all {
		figures[i] = &all[i]
	}
	slices.SortStableFunc(figures, func(a, b *figure) int { return a.Start - b.Start })
	return figures
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
func (t *passage) cut(room *room) {
	tree := &room.tree
	tree.Reset(t.runes)
	segment, next := 0, 0
	for i := 0; i < len(t.runes); i++ {
		if next < len(t.figures) && t.figures[next].Start <= i {
			f := t.figures[next]
			id := tree.At(i)
			f.stand(&tree.Clauses[id], id, segment)
			next++
			i = max(i, f.End-1) // 3,126场
			continue
		}
		kind := clause.Kind(t.runes[i])
		if kind == clause.NoMark {
			continue
		}
		before := tree.Clauses[tree.At(i)].Sentence
		id := tree.Mark(i)
		if kind == clause.Item {
			t.items = append(t.items, item{i, id})
		}
		after := tree.Clauses[id].Sentence
		if before != after || char.IsSemicolon(t.runes[i]) {
			segment++
		}
	}
	tree.Finish()
	t.tree = room.kept()
	for i, f := range t.figures {
		f.before, f.after = t.around(i)
		f.opensPart = included.begins(f.before) || t.isListOfParts(f)
		f.mean = means.in(f.before) || means.in(f.Subject)
	}
}

// isListOfParts reports a figure of the clause behind a colon that the word for a part stands in front of: 其中：主办12件.
func (t *passage) isListOfParts(f *figure) bool {
	c := &t.tree.Clauses[f.clause]
	if c.Head == clause.None {
		return false
	}
	head := &t.tree.Clauses[c.Head]
	return head.End+1 == c.Start && included.ends(t.slice(max(head.Start, head.End-mostWords), head.End))
}

// stand notes where in the structure of the text a figure stands.
func (f *figure) stand(c *clause.Clause, id int32, segment int) {
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
	for start > first && !clause.PartsWords(t.runes[start-1]) {
		start--
	}
	for end < last && !clause.PartsWords(t.runes[end]) {
		end++
	}
	return strings.TrimSpace(string(t.runes[start:f.Start])), strings.TrimSpace(string(t.runes[f.End:end]))
}

// figureFrom returns the index of the first figure that begins at a character or behind it.
func (t *passage) figureFrom(at int) int {
	return sort.Search(len(t.figures), func(i int) bool { return t.figures[i].Start >= at })
}

func (t *passage) slice(start, end int) string { return string(t.runes[start:end]) }

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
