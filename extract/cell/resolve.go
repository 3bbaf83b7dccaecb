package cell

import (
	"slices"
	"strconv"
	"strings"

	"duban/extract/number"
	"duban/internal/clause"
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
func (rd *reading) resolve(f *figure) {
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
	if w := rd.wordOf(f.token - 1); w.before != "" && rd.near(f.token-1) {
		f.modifier = w.before
		f.note(rd.cue(schema.ForModifier, rd.tokens[f.token-1]))
		return
	}
	if w := rd.wordOf(f.token + 1); w.after != "" && rd.near(f.token) {
		f.modifier = w.after
		f.note(rd.cue(schema.ForModifier, rd.tokens[f.token+1]))
		return
	}
	if f.Form == number.Tenths && rd.isAt(f.End, signMore) {
		rd.bound(f, schema.MoreThan, span{f.End, f.End + 1})
	}
	if rd.isPower(f) && rd.isAt(f.Start-1, signOver) {
		rd.bound(f, schema.MoreThan, span{f.Start - 1, f.Start})
	}
	if f.About {
		rd.bound(f, schema.About, span{f.Start, f.Bare})
	}
	if f.More {
		f.modifier = schema.MoreThan
		isMore := func(c rune) bool { return rd.is(c, signMore) }
		if i := slices.IndexFunc(rd.piece(f.Start, f.End), isMore); i >= 0 {
			rd.bound(f, schema.MoreThan, span{f.Start + i, f.Start + i + 1})
		}
	}
}

// bound gives f a modifier that a piece of the text says.
func (rd *reading) bound(f *figure, m schema.Modifier, s span) {
	f.modifier = m
	f.note(schema.Cue{For: schema.ForModifier, Text: rd.printed(s.start, s.end), Start: s.start, End: s.end})
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
		if k := rd.classBefore(f.token, classRank); k >= 0 {
			f.note(rd.cue(schema.ForKind, rd.tokens[k]))
		}
	case f.UnitKind == "multiple":
		if k := rd.kindCue(f); rd.wordOf(k).kind == schema.Growth {
			rd.grow(f, k)
		}
	case f.isRate():
		rd.rateKind(f)
	}
}

// rateKind tells growth, completion and other ratios apart.
func (rd *reading) rateKind(f *figure) {
	k := rd.respectiveKind(f)
	if k < 0 && rd.listedBehind(f).kind == schema.Completion {
		f.kind = schema.Completion // 分别占任务的107.4%、98.8%
		return
	}
	if k < 0 {
		k = rd.kindCue(f)
	}
	if k < 0 {
		k = rd.headKind(f)
	}
	if k < 0 {
		k = rd.topicKind(f)
	}
	rd.rateBy(f, k)
	if k < 0 {
		rd.kindLike(f)
	}
	if f.UnitKind == "point" || f.kind == schema.Growth && strings.HasPrefix(f.Unit, "/") { // 下降0.4/10万
		f.kind = schema.Difference
	}
}

// kindLike gives a rate of which no word says it the kind of the one that it is a level for, or a part of the things of.
func (rd *reading) kindLike(f *figure) {
	if g := rd.comparedWith(f); g != nil {
		f.kind = g.kind
		return
	}
	if f.kind != schema.Ratio {
		return
	}
	g := rd.wholeKind(f)
	if g == nil {
		g = rd.headRate(f)
	}
	if g == nil {
		g = rd.aimOfRate(f)
	}
	if g != nil {
		f.kind = g.kind
	}
}

// rateBy gives a rate the kind that token k says, if any.
func (rd *reading) rateBy(f *figure, k int) {
	switch kind := rd.wordOf(k).kind; {
	case kind == schema.Growth:
		rd.grow(f, k)
	case k < 0 && rd.follows(f):
		f.kind = schema.Growth
	case k < 0:
		f.kind = schema.Ratio
	default:
		if f.kind = schema.Ratio; kind == schema.Completion {
			f.kind = kind
		}
		f.note(rd.cue(schema.ForKind, rd.tokens[k]))
	}
}

// respectiveKind returns the word of the kind that ends the name that 分别 gives to f, or -1: 完成率和优良率分别为90%、76%.
func (rd *reading) respectiveKind(f *figure) int {
	name := rd.respective(f)
	k := rd.tokenEnding(name.end)
	switch {
	case name.empty(), rd.token(k).start < name.start, rd.wordOf(k).kind == "":
		return -1
	}
	return k
}

// follows reports a rate right behind 同比 and the like: 同比+12.4%.
func (rd *reading) follows(f *figure) bool {
	k := rd.classBefore(f.token, classSame)
	for n := range rd.nearBack(f.token) {
		if n == k {
			return true
		}
		if !rd.isFiller(rd.tokens[n]) {
			return false
		}
	}
	return false
}

// grow makes f a rate of change because of token k.
func (rd *reading) grow(f *figure, k int) {
	f.kind = schema.Growth
	f.note(rd.cue(schema.ForKind, rd.tokens[k]))
	if rd.wordOf(k).decrease {
		f.negative = true
		f.note(rd.cue(schema.ForSign, rd.tokens[k]))
	}
}

// kindCue returns the token that says what kind of rate f is, or -1.
func (rd *reading) kindCue(f *figure) int {
	k := rd.classBefore(f.token, rateClasses)
	for rd.wordOf(k).kind == schema.Growth && rd.leadsToLevel(k, f) {
		k = rd.classBefore(k, rateClasses) // 提高至80%: a level, and no change
	}
	if k >= 0 {
		return k
	}
	if rd.origin(f) >= 0 {
		return -1 // 由5%降低到3%: what follows speaks of the change from it
	}
	for k := range rd.runAhead(f.token) {
		if rd.tokens[k].kind != wordToken {
			break
		}
		if rd.wordOf(k).is(rateClasses) {
			return k
		}
	}
	return -1
}

// rateClasses are the classes of words that say of what kind a rate is.
const rateClasses = classUp | classDown | classShare | classRatio

// leadsToLevel reports whether the change that token k names leads to the figure: 提高至80%, 由5%降低到3%.
func (rd *reading) leadsToLevel(k int, f *figure) bool {
	end := rd.tokens[k].end
	if end >= len(rd.text) || end >= f.Start {
		return false
	}
	switch {
	case rd.isAt(end, signReaching):
		return !rd.isAt(end-1, signRate)
	case rd.isAt(end, signBeing):
		return !rd.isAt(end-1, signRated) // 增速为5%, but 提高为80%
	}
	return false
}

func (rd *reading) basisOf(f *figure) {
	if basis, ok := rd.decided(f, saysBasis, schema.ForBasis); ok {
		f.basis = basis
		return
	}
	if !f.isChange() {
		return
	}
	k := rd.classBefore(f.token, classSame|classThan)
	if k < 0 {
		return
	}
	cue := rd.cue(schema.ForBasis, rd.tokens[k])
	if f.basis = rd.wordOf(k).basis; f.basis == versus {
		d := rd.dateOf(k + 1)
		switch {
		case d == nil, !d.printed, d.year == 0, !rd.touches(k):
			f.basis = ""
			return
		}
		f.basis = versus + ":" + strconv.Itoa(d.year) + yearWord
		cue.Text, cue.End = rd.printed(cue.Start, d.end), d.end
	}
	f.note(cue)
}

// periodOf finds the date that the figure speaks of: the last one in front of it in its sentence.
func (rd *reading) periodOf(f *figure) {
	if period, ok := rd.decided(f, saysPeriod, schema.ForPeriod); ok {
		if f.period = strings.TrimPrefix(period, "none"); f.period == "" {
			rd.takeFormerTime(f.token-1, f)
		}
		return
	}
	if k := rd.respectiveDate(f); k >= 0 {
		t := rd.tokens[k]
		f.period = rd.printed(t.start, t.end)
		f.note(rd.cue(schema.ForPeriod, t))
		return
	}
	for k := range rd.sentenceBack(f.token, rd.sentenceOf(f.token)) {
		switch {
		case rd.wordOf(k).thisYear, rd.leavesPeriod(k), rd.takeFormerTime(k, f):
			return // 2020年建成4座，今年已建成5座
		}
		d := rd.dateOf(k)
		switch {
		case d == nil, rd.verdict(k, saysPeriod) != nil, rd.datesWhole(k, f):
		case d.span:
			t := rd.tokens[k]
			f.period = rd.printed(t.start, t.end)
			f.note(rd.cue(schema.ForPeriod, t))
			return
		case rd.takesOver(k, f):
			return // 1-5月完成12个；6月完成2个
		}
	}
}

// annualAims takes back the period that was named in front of an aim of the year: 一季度完成3亿元，占年度任务9亿元的33.3%.
func (rd *reading) annualAims() {
	for f := range rd.eachFigure() {
		if f.period == "" || !f.isAhead() {
			continue
		}
		for k := range rd.sentenceBack(f.token, rd.sentenceOf(f.token)) {
			if rd.dateOf(k) != nil {
				break
			}
			if rd.wordOf(k).isOf(groupAnnual) {
				f.period = ""
				f.forget(schema.ForPeriod)
				break
			}
		}
	}
}

// leavesPeriod reports 全年 beside a word for an estimate, which takes the place of a shorter time named before: 1—11月完成86亿元，
// 全年预计完成95亿元.
func (rd *reading) leavesPeriod(k int) bool {
	if !rd.isYearlong(k) {
		return false
	}
	return rd.estimates(k-1) || rd.estimates(k+1)
}

// estimates reports a word at token k that makes an estimate of what it speaks of.
func (rd *reading) estimates(k int) bool { return rd.wordOf(k).state == schema.Projected }

// takeFormerTime gives f the time before that of the report that token k names, if it is of that.
func (rd *reading) takeFormerTime(k int, f *figure) bool {
	if k < 0 {
		return false
	}
	s := rd.formerTime(k)
	if s.empty() || !rd.isOfFormer(k, s, f) {
		return false
	}
	f.period, f.former = rd.printed(s.start, s.end), true
	f.note(schema.Cue{For: schema.ForPeriod, Text: f.period, Start: s.start, End: s.end})
	return true
}

// formerTime returns the words for a time before that of the report that token k is or ends with: 上年同期, 较上年同期.
func (rd *reading) formerTime(k int) span {
	t := rd.tokens[k]
	if rd.wordOf(k).formerTime {
		return span{t.start, t.end}
	}
	if rd.wordOf(k).basis == yoy {
		if w, end := rd.longest(t.start + 1); w.formerTime && end == t.end {
			return span{t.start + 1, t.end}
		}
	}
	return span{}
}

// isOfFormer reports whether an amount is of the time that token k names: it stands in the same clause, or where something is compared
// with that time, right behind it or first in a bracket behind it (较上年同期3亿元增长8%, 比去年同期（24.1%）高5个百分点).
func (rd *reading) isOfFormer(k int, s span, f *figure) bool {
	own, of := rd.clauseOf(f.token), rd.tokens[k].clause
	switch {
	case f.isChange():
		return false
	case rd.wordOf(k).leadsTime:
		return rd.isOfLeading(of, s, f)
	case s.start == rd.tokens[k].start:
		return rd.tokens[f.token].clause == of && !rd.isShareOf(f, s.end)
	case own.Level == clause.Bracket:
		return own.Parent == of && rd.skipBack(own.Open) == s.end
	}
	return rd.skipBack(f.Start) == s.end
}

// isOfLeading reports whether an amount is of the time that leads a clause: it stands in that clause, unless the time only says which things
// are meant (去年开工的项目完工8个), or the time is all of the clause: 去年，建成8个.
func (rd *reading) isOfLeading(of int32, s span, f *figure) bool {
	switch c := &rd.tree.Clauses[of]; {
	case c.End == s.end:
		return c.Start == s.start
	case rd.tokens[f.token].clause != of, rd.isAt(s.end, signOf):
		return rd.skipBack(f.Start) == s.end+1
	}
	isOf := func(c rune) bool { return rd.is(c, signOf) }
	return !slices.ContainsFunc(rd.piece(s.end, f.Start), isOf)
}

// isShareOf reports a share or a multiple of what 的 at a place stands behind: 去年同期的2.5倍, and not 由去年同期的24.1%降到.
func (rd *reading) isShareOf(f *figure, at int) bool {
	if !rd.isAt(at, signOf) || rd.origin(f) >= 0 {
		return false
	}
	return f.isRelative()
}

// respectiveDate returns the date that 分别 gives to one of several figures, or -1: 一季度、二季度分别完成3个、5个.
func (rd *reading) respectiveDate(f *figure) int {
	word := rd.classBefore(f.token, classEach)
	if word < 0 {
		return -1
	}
	var dates []int // the nearest first
	for k := range rd.runBack(word) {
		t := rd.tokens[k]
		if t.kind == dateToken {
			dates = append(dates, k)
		} else if t.kind != markToken && !rd.word(t).conjunction {
			break
		}
	}
	place, total := rd.placeBehind(word, f)
	switch {
	case place < 0, total < 2, len(dates) != total:
		return -1
	}
	return dates[total-1-place]
}

// datesWhole reports a date that says, in another clause than that of the figure, of what something is a share:
// 完成8亿元，占前三季度任务的80%；新开工4个.
func (rd *reading) datesWhole(k int, f *figure) bool {
	own := rd.tokens[k].clause
	return own != rd.tokens[f.token].clause && rd.wordStarting(rd.tree.Clauses[own].Start).isOf(groupSharing)
}

// takesOver reports a date that is no period itself, but ends the one that was named before.
func (rd *reading) takesOver(k int, f *figure) bool {
	if rd.tokens[k].clause == rd.tokens[f.token].clause && rd.isDue(k) {
		return true
	}
	return rd.dateOf(k).shape == monthShape && rd.opensFigures(k)
}

// kindsFrom gives rates of which the text does not say what they are the kind that the target of the same name has: in
// a row that asks for 增加值增长8%, 预计增加值超过10% is growth.
func (rd *reading) kindsFrom(target *reading) {
	for f := range rd.eachFigure() {
		switch {
		case rd == target, f.subject.empty(), !f.isRate(), f.kind != schema.Ratio, f.hasCue(schema.ForKind):
			continue
		}
		for g := range target.firstFigures() {
			if g.Unit == f.Unit && rd.plain(f.subject) == target.plain(g.subject) {
				f.kind = g.kind
			}
		}
	}
}
