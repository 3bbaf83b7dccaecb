package cell

import (
	"slices"

	"duban/schema"
)

// read finds everything in one text.
func (r *Reader) read(field schema.Field, text string, c *Context) *reading {
	rd, ok := r.spare.Get().(*reading)
	if !ok {
		rd = new(reading)
	}
	rd.r, rd.ctx, rd.field = r, c, field
	rd.take(text)
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
	rd.findAims()
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
	rd.aimsByDone()
	rd.annualAims()
	rd.sharesOf(rd)
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
		*rd = reading{text: rd.text[:0], bytes: rd.bytes[:0], tokens: rd.tokens[:0], tree: rd.tree, extents: rd.extents[:0], from: rd.from[:0],
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
			Field: rd.field, Column: rd.cellColumn(), Text: rd.printed(f.Start, f.End), Start: f.Start, End: f.End,
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
