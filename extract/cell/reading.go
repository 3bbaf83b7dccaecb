package cell

import (
	"slices"

	"duban/internal/clause"
	"duban/schema"
)

// reading is one text with all that was found in it, step by step: tokens (scan.go), their clauses (reach.go), what
// each number is (candidate.go), and what is said of it (resolve.go, subject.go).
type reading struct {
	r       *Reader
	ctx     *Context
	field   schema.Field
	column  *Column // of a row's table; nil where it has none
	given   Unit    // of a bare figure, see Text
	sole    bool    // the text is a bare figure
	unsure  bool    // see Text
	text    []rune
	tokens  []token
	tree    clause.Tree
	extents []extent // by clause
	from    []int32  // by place of the text: the first token from there on
	numbers []figure
	dates   []date
	end     int  // of what was read, see Budget
	told    bool // a text that was cut has a range and a finding of its own

	mood     []mood
	contents []content // by clause
	anchors  []int32   // the tokens that constructions are looked for at
	verdicts []verdict
	match    match    // room for the one that is tried
	tried    *[]trial // where it is wanted, the constructions that fit
	asked    int      // counts the questions of stopped
}

// read finds everything in one text.
func (r *Reader) read(field schema.Field, text string, c *Context) *reading {
	rd, ok := r.spare.Get().(*reading)
	if !ok {
		rd = new(reading)
	}
	rd.r, rd.ctx, rd.field = r, c, field
	for _, c := range text {
		rd.text = append(rd.text, c)
	}
	if text == "" {
		return rd
	}
	rd.readText()
	return rd
}

// readText takes the steps from the text to figures.
func (rd *reading) readText() {
	rd.scan()
	rd.structure()
	rd.moods()
	rd.datePeriods()
	rd.constructsEarly()
	rd.candidates()
	rd.constructsLate()
	rd.shareVerdicts()
	rd.relate()
	for f := range rd.eachFigure() {
		if !rd.stopped() {
			rd.resolve(f)
		}
	}
	rd.carry()
	rd.wholes()
	rd.levels()
	rd.shareStates()
	rd.dateRoles()
	rd.subjects()
}

// release takes back readings of which nothing is needed any more.
func (r *Reader) release(readings []*reading) {
	for _, rd := range readings {
		if cap(rd.text) > mostSpare {
			continue
		}
		clear(rd.numbers) // which hold on to lists
		clear(rd.verdicts)
		rd.tree.Clauses = rd.tree.Clauses[:0]
		*rd = reading{text: rd.text[:0], tokens: rd.tokens[:0], tree: rd.tree, extents: rd.extents[:0], from: rd.from[:0],
			numbers: rd.numbers[:0], dates: rd.dates[:0], verdicts: rd.verdicts[:0], mood: rd.mood[:0], contents: rd.contents[:0], anchors: rd.anchors[:0]}
		r.spare.Put(rd)
	}
}

// mostSpare is the length of a text whose reading is not kept.
const mostSpare = 1 << 16

// indicators appends the figures that are indicators, as the contract has them.
func (rd *reading) indicators(out []schema.Indicator) []schema.Indicator {
	out = slices.Grow(out, rd.number(len(out)))
	for f := range rd.eachFigure() {
		ind := schema.Indicator{
			Field: rd.field, Column: rd.cellColumn(), Text: string(rd.text[f.Start:f.End]), Start: f.Start, End: f.End,
			Value: f.value(&f.Value), Unit: f.Unit, Kind: f.kind, State: f.state, Modifier: f.modifier,
			Subject: f.named, Period: f.period, Basis: f.basis, Cues: f.cues,
		}
		if f.Range {
			upper := f.value(&f.Max)
			if f.negative {
				ind.Value, upper = upper, ind.Value // 下降3%—5%: from -5 to -3
			}
			ind.ValueMax = &upper
		}
		if f.named == "" {
			ind.Subject = rd.plain(f.subject)
		}
		ind.Measure = rd.measureOf(&ind, f)
		if rd.ctx.Source != "" {
			ind.Cues = append(slices.Clone(ind.Cues), schema.Cue{For: schema.ForSource, Text: rd.ctx.Source})
		}
		if f.of != nil {
			of := f.of.index // a copy, since readings are used again
			ind.Of, ind.Relation = &of, f.relation
		}
		out = append(out, ind)
	}
	return out
}
