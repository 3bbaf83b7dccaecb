package cell

import (
	"strconv"
	"strings"

	"duban/extract/number"
	"duban/schema"
)

// How far the cues reach:
//
//	modifier  the number right behind or in front of the word
//	kind      the clause: the nearest in front of the number, else what stands right behind it
//	sign      the word that made it growth
//	basis     the clause, in front of the number
//	period    from the date to the end of the sentence, or the next one
//	state     the clause, see stateInClause; then the sentence, see carry

// resolve judges one indicator by the words around it.
func (rd *reading) resolve(i int) {
	f := &rd.numbers[i]
	rd.modify(f)
	rd.kindOf(f)
	rd.basisOf(f)
	rd.periodOf(f)
	rd.stateOf(f)
}

// modify finds 约, 超过, 左右, 以上 and the like next to the number.
func (rd *reading) modify(f *figure) {
	if m, ok := rd.decided(f, saysModifier, schema.ForModifier); ok {
		f.modifier = schema.Modifier(strings.TrimPrefix(m, "none"))
		return
	}
	if k := f.token - 1; k >= 0 && rd.adjacent(rd.tokens[k].end, f.Start) {
		if w := rd.word(rd.tokens[k]); w.before != "" {
			f.modifier = w.before
			f.note(rd.cue(schema.ForModifier, rd.tokens[k]))
			return
		}
	}
	if k := f.token + 1; k < len(rd.tokens) && rd.adjacent(f.End, rd.tokens[k].start) {
		if w := rd.word(rd.tokens[k]); w.after != "" {
			f.modifier = w.after
			f.note(rd.cue(schema.ForModifier, rd.tokens[k]))
			return
		}
	}
	if f.Form == number.Tenths && f.End < len(rd.text) && rd.text[f.End] == '多' {
		f.modifier = schema.MoreThan
		f.note(schema.Cue{For: schema.ForModifier, Text: "多", Start: f.End, End: f.End + 1})
	}
	if rd.isPower(f) && f.Start > 0 && rd.text[f.Start-1] == '过' {
		f.modifier = schema.MoreThan
		f.note(schema.Cue{For: schema.ForModifier, Text: "过", Start: f.Start - 1, End: f.Start})
	}
	if f.About {
		f.modifier = schema.About
		f.note(schema.Cue{For: schema.ForModifier, Text: string(rd.text[f.Start:f.Bare]), Start: f.Start, End: f.Bare})
	}
	if f.More {
		f.modifier = schema.MoreThan
		for at := f.Start; at < f.End; at++ {
			if c := rd.text[at]; c == '余' || c == '多' || c == '餘' {
				f.note(schema.Cue{For: schema.ForModifier, Text: string(c), Start: at, End: at + 1})
				return
			}
		}
	}
}

func (rd *reading) kindOf(f *figure) {
	if sign, ok := rd.decided(f, saysSign, schema.ForSign); ok {
		f.negative = sign == "-"
	}
	if kind, ok := rd.decided(f, saysKind, schema.ForKind); ok {
		f.kind = schema.IndicatorKind(kind)
		return
	}
	f.kind = schema.Quantity
	switch {
	case f.Form == number.Ordinal:
		f.kind = schema.Rank
		if k := rd.before(f.token, func(w *word) bool { return w.kind == schema.Rank }); k >= 0 {
			f.note(rd.cue(schema.ForKind, rd.tokens[k]))
		}
	case f.UnitKind == "multiple":
		if k, ok := rd.kindCue(f); ok && rd.word(rd.tokens[k]).kind == schema.Growth {
			rd.grow(f, k)
		}
	case f.isRate():
		rd.rateKind(f)
	}
}

// rateKind tells growth, completion and other ratios apart.
func (rd *reading) rateKind(f *figure) {
	named, isNamed := rd.respectiveKind(f)
	if g := rd.listedBehind(f); !isNamed && g != nil && g.kind == schema.Completion {
		f.kind = g.kind // 分别占任务的107.4%、98.8%
		return
	}
	k, ok := named, isNamed
	if !ok {
		k, ok = rd.kindCue(f)
	}
	if !ok {
		k = rd.headKind(f)
		ok = k >= 0
	}
	if !ok {
		f.kind = schema.Ratio
		if rd.follows(f) {
			f.kind = schema.Growth
		}
		if f.UnitKind == "point" {
			f.kind = schema.Difference
		}
		return
	}
	switch w := rd.word(rd.tokens[k]); w.kind {
	case schema.Growth:
		rd.grow(f, k)
	case schema.Completion:
		f.kind = schema.Completion
		f.note(rd.cue(schema.ForKind, rd.tokens[k]))
	default:
		f.kind = schema.Ratio
		f.note(rd.cue(schema.ForKind, rd.tokens[k]))
	}
	if f.UnitKind == "point" {
		f.kind = schema.Difference
	}
}

// respectiveKind returns the word of the kind in the name that 分别 gives to f: 完成率和优良率分别为90%、76%.
func (rd *reading) respectiveKind(f *figure) (int, bool) {
	name := rd.respective(f)
	for k := rd.tokenFrom(name.start); k < len(rd.tokens) && rd.tokens[k].end <= name.end; k++ {
		if rd.word(rd.tokens[k]).kind != "" && rd.tokens[k].end == name.end {
			return k, true
		}
	}
	return -1, false
}

// listedBehind returns the rate in front of f in the same list, or nil.
func (rd *reading) listedBehind(f *figure) *figure {
	id := rd.tokens[f.token].id
	if id == 0 {
		return nil
	}
	g := &rd.numbers[id-1]
	if g.role != indicator || !g.isRate() || g.End+1 != f.Start || !rd.isAt(g.End, signList) {
		return nil
	}
	return g
}

// follows reports a rate right behind 同比 and the like: 同比+12.4%.
func (rd *reading) follows(f *figure) bool {
	k := rd.before(f.token, func(w *word) bool { return w.basis == yoy || w.basis == mom })
	return k >= 0 && rd.leadsTo(k, f)
}

// leadsTo reports whether nothing but fillers stands between token k and f.
func (rd *reading) leadsTo(k int, f *figure) bool {
	for n := f.token - 1; n > k; n-- {
		if !rd.adjacent(rd.tokens[n].end, rd.tokens[n+1].start) || !rd.isFiller(rd.tokens[n]) {
			return false
		}
	}
	return k < 0 || rd.adjacent(rd.tokens[k].end, rd.tokens[k+1].start)
}

// grow makes f a rate of change because of token k.
func (rd *reading) grow(f *figure, k int) {
	f.kind = schema.Growth
	f.note(rd.cue(schema.ForKind, rd.tokens[k]))
	if rd.word(rd.tokens[k]).decrease {
		f.negative = true
		f.note(rd.cue(schema.ForSign, rd.tokens[k]))
	}
}

// kindCue returns the token that says what kind of rate f is.
func (rd *reading) kindCue(f *figure) (int, bool) {
	isKind := func(w *word) bool { return w.kind != "" && w.kind != schema.Rank }
	k := rd.before(f.token, isKind)
	for k >= 0 && rd.word(rd.tokens[k]).kind == schema.Growth && rd.leadsToLevel(k, f) {
		k = rd.before(k, isKind) // 提高至80%: a level, and no change
		if k >= 0 && rd.word(rd.tokens[k]).kind == schema.Completion {
			break
		}
	}
	if k >= 0 {
		return k, true
	}
	if rd.origin(f) >= 0 {
		return -1, false // 由5%降低到3%: what follows speaks of the change from it
	}
	for k := range rd.runAhead(f.token) {
		if rd.tokens[k].kind != wordToken {
			break
		}
		if isKind(rd.word(rd.tokens[k])) {
			return k, true
		}
	}
	return -1, false
}

// leadsToLevel reports whether the change that token k names leads to the figure: 提高至80%, 由5%降低到3%.
func (rd *reading) leadsToLevel(k int, f *figure) bool {
	end := rd.tokens[k].end
	if end >= len(rd.text) || end >= f.Start {
		return false
	}
	switch last := rd.text[end-1]; rd.text[end] {
	case '至', '到':
		return !strings.ContainsRune("速幅率度", last)
	case '为':
		return !strings.ContainsRune("速幅率度长", last) // 增速为5%, but 提高为80%
	}
	return false
}

func (rd *reading) basisOf(f *figure) {
	if basis, ok := rd.decided(f, saysBasis, schema.ForBasis); ok {
		f.basis = basis
		return
	}
	if f.kind != schema.Growth && f.kind != schema.Difference {
		return
	}
	k := rd.before(f.token, func(w *word) bool { return w.basis != "" })
	if k < 0 {
		return
	}
	cue := rd.cue(schema.ForBasis, rd.tokens[k])
	switch w := rd.word(rd.tokens[k]); w.basis {
	case versus:
		next := k + 1
		if next >= len(rd.tokens) || rd.tokens[next].kind != dateToken || rd.tokens[next].start != rd.tokens[k].end {
			return
		}
		d := rd.dates[rd.tokens[next].id]
		if d.year == 0 || !d.printed {
			return
		}
		f.basis = "vs:" + strconv.Itoa(d.year) + "年"
		cue.Text, cue.End = string(rd.text[cue.Start:d.end]), d.end
	default:
		f.basis = w.basis
	}
	f.note(cue)
}

// periodOf finds the date that the figure speaks of: the last one in front of it in its sentence.
func (rd *reading) periodOf(f *figure) {
	if period, ok := rd.decided(f, saysPeriod, schema.ForPeriod); ok {
		f.period = strings.TrimPrefix(period, "none")
		return
	}
	sentence := rd.sentenceOf(f.token)
	for k := f.token - 1; k >= max(0, f.token-mostReach) && rd.sentenceOf(k) == sentence; k-- {
		t := rd.tokens[k]
		if rd.word(t).thisYear {
			return // 2020年建成4座，今年已建成5座
		}
		if t.kind != dateToken {
			continue
		}
		if rd.verdict(k, saysPeriod) != nil {
			continue
		}
		if d := rd.dates[t.id]; !d.span {
			if d.shape == monthShape && rd.opensFigures(k) || t.clause == rd.tokens[f.token].clause && rd.isDue(k) {
				return // 1-5月完成12个；6月完成2个
			}
			continue
		}
		f.period = string(rd.text[t.start:t.end])
		f.note(rd.cue(schema.ForPeriod, t))
		return
	}
}

// kindsFrom gives rates of which the text does not say what they are the kind that the target of the same name has: in
// a row that asks for 增加值增长8%, 预计增加值超过10% is growth.
func (rd *reading) kindsFrom(target *reading) {
	for i := range rd.numbers {
		f := &rd.numbers[i]
		if rd == target || f.role != indicator || !f.isRate() || f.kind != schema.Ratio || f.hasCue(schema.ForKind) {
			continue
		}
		for j := range target.numbers[:min(mostCompared, len(target.numbers))] {
			g := &target.numbers[j]
			if g.role == indicator && g.Unit == f.Unit && !f.subject.empty() && rd.plain(f.subject) == target.plain(g.subject) {
				f.kind = g.kind
			}
		}
	}
}
