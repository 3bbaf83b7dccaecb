package check

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/schema"
)

// This file sets a whole against the parts behind it that are all there is, by what their words say.

// pieces sets a whole against parts behind it that are all there is, by what their words say.
func (p *place) pieces(t *passage, i int) {
	whole := t.figures[i]
	parts := t.partsBehind(i)
	if len(parts) < 2 || len(parts) > mostTerms || !allExact(append(parts, whole)...) {
		return
	}
	if slices.ContainsFunc(parts, func(f *figure) bool { return !p.isPieceOf(f, whole) }) || adds(whole, parts) || tellAims(parts) {
		return
	}
	if total, _ := sum(parts); t.addsToTwo(whole, total) {
		return
	}
	if t.isBrokenDown(whole, parts) || exceed(parts, whole) {
		p.add(notTheSum(t, parts[len(parts)-1], whole, parts))
	}
}

// tellAims reports parts of which one is an aim and another is not, so that both may count the same things: 应开工74个，实际开工65个。其中甲镇应开工11个.
func tellAims(parts []*figure) bool {
	first := parts[0].State == schema.Target
	return slices.ContainsFunc(parts, func(f *figure) bool { return (f.State == schema.Target) != first })
}

// exceed reports parts that no thing is in two of and that are more than the whole together.
func exceed(parts []*figure, whole *figure) bool {
	if total, _ := sum(parts); total.Cmp(whole.value) <= 0 {
		return false
	}
	return areApart(whole, parts) || areExclusive(whole, parts)
}

// partsBehind returns the counts of its unit behind figure i, in its segment or said to be parts of it, and one more that is not what the
// first is; no more than are needed to see that they are too many.
func (t *passage) partsBehind(i int) (parts []*figure) {
	whole := t.figures[i]
	for _, f := range t.figures[i+1 : min(i+mostRelated, len(t.figures))] {
		told := f.hangsOn(whole, schema.RelationWhole)
		if !told && !f.goesOn(whole, parts) || len(parts) > mostTerms {
			break
		}
		if f.Unit != whole.Unit || !f.counts() {
			continue
		}
		if told || f.segment == whole.segment || len(parts) == 1 && complement(parts[0], f) {
			parts = append(parts, f)
		}
	}
	return parts
}

// goesOn reports a figure of the sentence of a whole, or of that of its parts.
func (f *figure) goesOn(whole *figure, parts []*figure) bool {
	switch {
	case f.sentence == whole.sentence:
		return true
	case len(parts) == 0:
		return false
	}
	return f.sentence == parts[0].sentence
}

// isPieceOf reports a figure that can be a part of a whole of the same time that nothing in brackets tells from it.
func (p *place) isPieceOf(f, whole *figure) bool {
	switch {
	case f.bracket != whole.bracket, f.Period != whole.Period, f.State == schema.Planned:
		return false
	}
	return p.adds(f)
}

// areApart reports parts of a whole of which none counts what another does, as some are finished and the others are not
// yet: 36个项目中，完工20个、在建18个.
func areApart(whole *figure, parts []*figure) bool {
	if !among.ends(whole.after) && !parts[0].hangsOn(whole, schema.RelationWhole) {
		return false
	}
	done, going := 0, 0
	for _, f := range parts {
		switch words := already.cutFront(ofThese.cutFront(strings.Trim(f.before, char.Pause))); {
		case finished.is(words):
			done++
		case unfinished.is(words):
			going++
		}
	}
	return done == 1 && going == 1 && done+going == len(parts)
}

// areExclusive reports parts that are named by kinds of which a thing is of one alone: 其中山区村75个、平原村55个; 其中8个镇、6个乡.
func areExclusive(whole *figure, parts []*figure) bool {
	if !parts[0].hangsOn(whole, schema.RelationWhole) {
		return false
	}
	return slices.ContainsFunc(exclusive, func(kinds []string) bool { return areOf(kinds, parts) })
}

// areOf reports parts of which each is of another of the kinds, and apart from that named alike.
func areOf(kinds []string, parts []*figure) bool {
	seen, rest := map[int]bool{}, ""
	for i, f := range parts {
		words := f.before[strings.LastIndex(char.Pause+f.before, char.Pause):]
		if words == "" || ofThese.is(words) {
			words, _, _ = strings.Cut(f.after, char.Pause)
		}
		k := slices.IndexFunc(kinds, func(kind string) bool { return strings.Contains(words, kind) })
		if k < 0 || seen[k] || startsDone(words) {
			return false
		}
		seen[k] = true
		name := thing(strings.Replace(words, kinds[k], "", 1))
		if i > 0 && name != rest {
			return false
		}
		rest = name
	}
	return true
}

// isBrokenDown reports parts that are all there is of the whole: what was done and what was not (整改3629个，限期整改415个),
// a thing and what is not it (税收7.22亿元，非税0.26亿元), problems that are solved or being solved, tasks by how far they are.
func (t *passage) isBrokenDown(whole *figure, parts []*figure) bool {
	first, last := parts[0], parts[len(parts)-1]
	switch {
	case len(parts) == 2 && isInTwo(whole, first, last):
		return true
	}
	return t.byStanding(whole, parts)
}

// isInTwo reports two parts that are all there is of the whole.
func isInTwo(whole, first, last *figure) bool {
	switch {
	case grades.ends(whole.before):
		return false // 优秀6人，合格43人，不合格1人
	case notYet(first, last) && staysAsItWas(whole, first):
		return !isHalfOf(first, whole)
	case complement(first, last):
		return !opposed(whole, first) && !opposed(whole, last)
	}
	return isMatter(whole) && isSolved(first) && isBeingSolved(last)
}

// isHalfOf reports a part that is named as what the whole counts in full, so that it is none of it: 满意175件，基本满意43件，不满意4件.
func isHalfOf(part, whole *figure) bool {
	degree, alike := strings.CutSuffix(already.cutFront(part.before), whole.before)
	return alike && degree != "" && whole.before != ""
}

// staysAsItWas reports a whole that is no part itself, of the time of its parts, and that nothing has changed since.
func staysAsItWas(whole, part *figure) bool {
	switch {
	case startsDone(whole.before), altering.in(whole.before), ofOtherTime(whole, part):
		return false
	}
	return true
}

// notYet reports a part that is to be done as the other was: 整改3629个，限期整改415个; 已开工79个，7个尚未开工.
func notYet(part, other *figure) bool {
	verb := []rune(part.before)
	if len(verb) < 2 {
		return false
	}
	v := string(verb[len(verb)-2:])
	for _, words := range []string{other.before, other.after} {
		if i := strings.Index(words, v); i >= 0 && undone.ends(words[:i]) {
			return !undone.ends(string(verb[:len(verb)-2]))
		}
	}
	return false
}

// complement reports names of a thing and of what is not it: 税收收入, 非税收入.
func complement(part, other *figure) bool {
	if opposed(part, other) {
		return true
	}
	_, name, _ := notOf.cut(other.before)
	if name == "" || notOf.in(part.before) {
		return false
	}
	return strings.Contains(part.before, string([]rune(name)[:1]))
}

// opposed reports names of two things that are all there is: 出口, 进口; but not 出口, 进出口 and not 进口增值税, 出口退税.
func opposed(part, other *figure) bool {
	if both.in(part.before) || both.in(other.before) {
		return false
	}
	return slices.ContainsFunc(opposites, func(x [2]string) bool {
		return sideBySide(part.before, x[0], other.before, x[1]) || sideBySide(part.before, x[1], other.before, x[0])
	})
}

// sideBySide reports names that hold a word each, and apart from it the same.
func sideBySide(a, inA, b, inB string) bool {
	if !strings.Contains(a, inA) || !strings.Contains(b, inB) {
		return false
	}
	x, y := thing(strings.Replace(a, inA, "", 1)), thing(strings.Replace(b, inB, "", 1))
	return strings.Contains(x, y) || strings.Contains(y, x)
}

// isMatter reports things that are handed over to be dealt with, of which all that are not settled are in hand.
func isMatter(f *figure) bool {
	return matterUnits.is(f.Unit) || matters.in(f.before+f.after)
}

func isSolved(f *figure) bool {
	return f.State == schema.Actual && handling.in(f.before)
}

func isBeingSolved(f *figure) bool {
	return beingSolved.in(f.before + f.after)
}
