package table

import (
	"slices"
	"strings"

	"duban/schema"
)

// Read says what the labels of a column say of the figures below it. path goes from the top down, as it is printed; a
// lower label refines those above it. What no word of the labels decides is left empty.
func (l *Labels) Read(path []string) Label {
	var out Label
	for _, label := range path {
		if label = cleanLabel(label); label != "" {
			out.Path = append(out.Path, label)
		}
	}
	r := labelReader{phrase: l.phrase(out.Path), out: &out}
	if len(r.tokens) == 0 {
		return out
	}
	r.cut()
	r.readFlags()
	r.readBasis()
	r.readUnit()
	r.readKind()
	r.readState()
	r.readMeasure()
	r.readRole()
	r.readPeriod()
	return out
}

// labelReader composes what the tokens of a phrase say.
type labelReader struct {
	*phrase
	out   *Label
	aimed bool // an aim is what a share or a completion is of, and not what the figures state: 占年度计划
}

// cut drops what stands behind the first of two that are joined, where that says by itself what the column is: 存在问题及
// 下一步打算. Names may be joined as well (文化和旅游支出), and figures.
func (r *labelReader) cut() {
	i := slices.IndexFunc(r.tokens, func(t token) bool { return t.is(flagConj) && !t.aside })
	if i <= 0 || slices.ContainsFunc(r.tokens[:i], func(t token) bool { return t.names() }) {
		return
	}
	c, ok := head(r.tokens[:i])
	if !ok {
		return
	}
	rest, claimed := head(r.tokens[i:])
	if claimed && rest.role == c.role && slices.ContainsFunc(r.tokens[i:], func(t token) bool { return t.names() }) {
		return
	}
	end := len(r.tokens)
	for j := i; j < end; j++ {
		if r.tokens[j].level > r.tokens[i].level {
			end = j
		}
	}
	r.tokens = slices.Delete(r.tokens, i, end)
}

func (r *labelReader) readFlags() {
	for i := range r.tokens {
		t := &r.tokens[i]
		r.out.Cumulative = r.out.Cumulative || t.is(flagCumulative)
		r.out.Current = r.out.Current || t.is(flagCurrent)
		r.out.Total = r.out.Total || t.is(flagTotal) && !t.aside
		r.out.Next = r.out.Next || t.is(flagNext) && !t.aside
	}
	r.out.Current = r.out.Current && !r.out.Cumulative
}

// cue notes the words from token i to j as those that decided a judgement.
func (r *labelReader) cue(judgement schema.Judgement, i, j int) {
	r.out.Cues = append(r.out.Cues, Cue{judgement, r.text(i, j), r.tokens[i].start, r.tokens[j].end})
}

// readBasis reads what changes are counted from, and whether the figures are those of a time before.
func (r *labelReader) readBasis() {
	for i := range r.tokens {
		t := &r.tokens[i]
		switch {
		case t.used || t.part == nil:
		case t.part.basis != "":
			r.setBasis(t.part.basis, i, i)
		case t.is(flagVersus):
			r.readVersus(i)
		}
	}
	earlier := slices.IndexFunc(r.tokens, func(t token) bool { return !t.used && t.part != nil && t.part.earlier != "" })
	if earlier < 0 {
		return
	}
	r.tokens[earlier].used = true
	basis := r.tokens[earlier].part.earlier
	if slices.ContainsFunc(r.tokens, func(t token) bool { return t.isChange() }) {
		r.setBasis(basis, earlier, earlier)
	} else if !strings.HasPrefix(basis, againstSome) {
		r.out.Earlier = basis
	}
}

// readVersus reads what stands behind a word like 比, together with it.
func (r *labelReader) readVersus(i int) {
	j := i + 1
	if j >= len(r.tokens) || !r.tokens[j].compared() {
		r.tokens[i].used = true
		return
	}
	t := &r.tokens[j]
	basis := againstSome + r.text(j, j)
	if t.part != nil && t.part.earlier != "" {
		basis = t.part.earlier
	}
	for j+1 < len(r.tokens) && r.tokens[j+1].is(flagAim|flagLevel) && r.tokens[j].is(flagSharp|flagLevel) {
		j++
		basis += r.text(j, j)
	}
	if n := j + 1; t.period != nil && n < len(r.tokens) && r.tokens[n].part != nil && r.tokens[n].part.earlier != "" {
		j = n
	}
	r.setBasis(basis, i, j)
	for k := i; k <= j; k++ {
		r.tokens[k].used = true
	}
}

func (r *labelReader) setBasis(basis string, i, j int) {
	if r.out.Basis != "" {
		return
	}
	r.out.Basis = basis
	r.cue(schema.ForBasis, i, j)
}

// isChange reports a word that tells of a change.
func (t *token) isChange() bool {
	return t.is(flagChange) || t.part != nil && (t.part.kind == schema.Growth || t.part.kind == schema.Difference)
}

// readUnit takes the last unit; it stays only where it fits what the words in front of it tell.
func (r *labelReader) readUnit() {
	for i := range r.tokens {
		if u := r.tokens[i].unit; u != nil {
			r.out.Unit = *u
		}
	}
}

// unitBehind returns the last unit behind token i, nil where there is none.
func (r *labelReader) unitBehind(i int) *Unit {
	for j := len(r.tokens) - 1; j > i; j-- {
		if u := r.tokens[j].unit; u != nil {
			return u
		}
	}
	return nil
}

// readMeasure puts together what names the measure: the text that no word of period, aspect, verb, unit or filler explains.
func (r *labelReader) readMeasure() {
	counted := r.counted()
	for i := 0; i < len(r.tokens); {
		j := i
		for j < len(r.tokens) && r.belongs(j) && (j == i || !r.tokens[j-1].used) {
			j++
		}
		if j == i {
			i++
			continue
		}
		r.addMeasure(i, j, counted == j)
		i = j
	}
	r.out.Thing = r.thing()
}

// counted returns the index of a word like 数 that counts what stands in front of it, -1 where there is none.
func (r *labelReader) counted() int {
	i := r.lastIs(flagCount)
	if i <= 0 || r.tokens[i-1].used {
		return -1
	}
	before := &r.tokens[i-1]
	if before.names() || before.is(flagThing|flagAct|flagOffice) {
		return i
	}
	return -1
}

func (r *labelReader) lastIs(f flag) int {
	for i := len(r.tokens) - 1; i >= 0; i-- {
		if t := &r.tokens[i]; t.is(f) && !t.used && !t.aside {
			return i
		}
	}
	return -1
}

// belongs reports whether the token at i may stand within the name of a measure.
func (r *labelReader) belongs(i int) bool {
	t := &r.tokens[i]
	if t.aside || t.used {
		return false
	}
	isPiece := t.is(flagThing|flagAct|flagBlunt|flagConj|flagOffice) && !t.is(flagDone)
	if t.is(flagLevel) {
		return r.out.Kind != schema.Rank
	}
	return t.names() || isPiece || r.out.Kind == schema.Ratio && (t.is(flagShare) || t.part != nil && t.part.kind == schema.Ratio)
}

// addMeasure adds the tokens from i to j to the measure, without the things and joints at their ends.
func (r *labelReader) addMeasure(i, j int, counted bool) {
	if !slices.ContainsFunc(r.tokens[i:j], func(t token) bool { return t.names() || t.is(flagLevel) }) && !counted {
		return
	}
	loose := func(t *token) bool { return !t.names() && t.is(flagThing|flagBlunt|flagConj|flagOffice) }
	for !counted && i < j && loose(&r.tokens[i]) {
		i++
	}
	for !counted && j > i && loose(&r.tokens[j-1]) && !r.countUnit() {
		j--
	}
	name := ""
	for k := i; k < j; k++ {
		name += r.text(k, k)
	}
	if !strings.HasSuffix(r.out.Measure, name) {
		r.out.Measure += name
	}
}

// countUnit reports whether the unit counts things.
func (r *labelReader) countUnit() bool { return r.out.Unit.Kind == "count" }

// thing returns what the measure is called for comparing it.
func (r *labelReader) thing() string {
	measure := strings.Map(foldWidth, r.out.Measure)
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.part == nil || t.part.thing == "" || t.aside {
			continue
		}
		measure = strings.Replace(measure, strings.Map(foldWidth, r.text(i, i)), t.part.thing, 1)
	}
	return measure
}

func (r *labelReader) readPeriod() {
	last := -1
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.period == nil || t.used {
			continue
		}
		r.out.Period = r.within(r.out.Period, last, i)
		last = i
	}
	if last >= 0 {
		r.cue(schema.ForPeriod, last, last)
	}
}

// within returns the period at i; where a year alone stands in front of it, of that year.
func (r *labelReader) within(before *schema.Period, last, i int) *schema.Period {
	period := r.tokens[i].period
	if before == nil || period.Year != 0 || before.Month+before.Quarter+before.Half > 0 {
		return period
	}
	text := strings.Map(foldWidth, r.text(last, last)+r.text(i, i))
	whole, start, end, ok := r.words.Period(text)
	if !ok || start > 0 || end < len(text) {
		return period
	}
	return whole
}
