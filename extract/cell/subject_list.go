package cell

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/schema"
)

// The names of figures that stand in lists: of several names for as many figures, of which the last may have the noun for all, and of one
// name for several things.

// name is what a figure measures: a piece of the text, and the words for it where they stand in no piece.
type name struct {
	span
	text string
}

// listedName returns the name of f that the list has which it stands in, if any.
func (rd *reading) listedName(f *figure) name {
	if n := rd.respective(f); !n.empty() {
		return n
	}
	if n := rd.inTurn(f); !n.empty() {
		return n
	}
	if g := rd.listedBehind(f); g != &noFigure && g.Unit == f.Unit {
		return name{g.subject, g.named} // 分别增长4.6%和7.1%
	}
	return name{}
}

// memberOf returns the share in front of f of the same whole, with a colon between, or nil.
func (rd *reading) memberOf(f *figure) *figure {
	if f.UnitKind != "rate" {
		return nil
	}
	g := rd.acrossBack(f, char.IsRatio)
	if g == nil || g.role != indicator {
		return nil
	}
	return g
}

// respective returns the name that 分别 gives to one of several figures: 货物、集装箱吞吐量分别增长5.2%和11.7%.
func (rd *reading) respective(f *figure) name {
	word := rd.classBefore(f.token, classEach)
	if word < 0 || rd.classBefore(word, classThan) >= 0 {
		return name{}
	}
	place, total := rd.placeBehind(word, f)
	switch {
	case place < 0, total == 1 && rd.isNamedBehind(word, f):
		return name{}
	}
	names := rd.namesBefore(word, total)
	if len(names) < total {
		return name{}
	}
	n := rd.nameOf(names, len(names)-total+place)
	if s := rd.nameBefore(rd.figureAhead(word)); s.start >= rd.tokens[word].end && rd.wordEnding(s.end).money {
		n.text = rd.textOf(n) + rd.plain(s) // 省级、市级重点项目分别完成投资2亿元、3亿元
	}
	return n
}

// isNamedBehind reports a name of its own between a word and f: 依次是盗窃罪48件.
func (rd *reading) isNamedBehind(word int, f *figure) bool {
	own := rd.nameBefore(f.token)
	return own.start >= rd.tokens[word].end && utf8.RuneCountInString(rd.plain(own)) > 2
}

// textOf returns the words of a name.
func (rd *reading) textOf(n name) string {
	if n.text != "" {
		return n.text
	}
	return rd.plain(n.span)
}

// nameOf returns the name at a place of a list, with the noun that the last of them has for all: 城镇、农村居民人均可支配收入.
func (rd *reading) nameOf(names []name, i int) name {
	n, last := names[i], names[len(names)-1]
	if n.text == "" {
		n.text = rd.withLastNoun(spansOf(names), i)
	}
	if i > 0 && n.text == "" && !n.empty() {
		n.text = rd.r.sharedFront(rd.textOf(names[0]), rd.plain(n.span))
	}
	switch {
	case n.text != "", i == len(names)-1, n.empty(), last.empty():
		return n
	}
	own := rd.plain(n.span)
	if tail := rd.r.sharedNoun(own, rd.textOf(last)); tail != "" {
		n.text = own + tail
	}
	return n
}

func spansOf(names []name) []span {
	spans := make([]span, len(names))
	for i, n := range names {
		spans[i] = n.span
	}
	return spans
}

// sharedNoun returns what a name lacks that the last name of its list has: what follows the word for the sort of things, what
// makes the name of a known measure of it, or the noun for what is measured.
func (r *Reader) sharedNoun(own, last string) string {
	if noun := r.words.afterSort(last); noun != "" && r.words.endsSort(own) {
		return noun
	}
	_, known := r.measures[own]
	for at := range last {
		if at == 0 || known {
			continue
		}
		if _, ok := r.measures[own+last[at:]]; ok {
			return last[at:]
		}
	}
	for _, noun := range r.words.shared {
		front, ok := strings.CutSuffix(last, noun.word)
		switch {
		case !ok:
		case noun.any && front != "" && !strings.HasSuffix(own, noun.word):
			return noun.word
		case front == "", known, r.words.endsMeasured(own):
			return ""
		case r.endsMeasure(last, own, noun.word) != "":
			return r.endsMeasure(last, own, noun.word)
		default:
			return noun.word
		}
	}
	return ""
}

// sharedFront returns the name of a known measure that begins as the first name of a list does and ends in another, or "": 一般公共预算收入、支出.
func (r *Reader) sharedFront(first, own string) string {
	if _, known := r.measures[own]; known {
		return ""
	}
	for at := range first {
		if at == 0 {
			continue
		}
		if _, ok := r.measures[first[:at]+own]; ok {
			return first[:at] + own
		}
	}
	return ""
}

// endsMeasured reports a name that ends in a noun for what is measured: 出口额.
func (w *words) endsMeasured(name string) bool {
	return slices.ContainsFunc(w.measured, func(end string) bool { return strings.HasSuffix(name, end) })
}

// endsMeasure returns what follows in the last name of a list as many characters as another has, if a known measure ends so and in the noun:
// the 保险参保人数 of 失业、工伤保险参保人数, which is so in 养老保险参保人数.
func (r *Reader) endsMeasure(last, own, noun string) string {
	all := []rune(last)
	tail := string(all[min(len(all), utf8.RuneCountInString(own)):])
	if len(tail) <= len(noun) || !strings.HasSuffix(tail, noun) {
		return ""
	}
	for m := range r.measures {
		if m != last && len(m) > len(tail) && strings.HasSuffix(m, tail) {
			return tail
		}
	}
	return ""
}

// endsSort reports a name for a sort of things: 省级.
func (w *words) endsSort(name string) bool {
	c := []rune(name)
	return len(c) > 1 && w.signs.of(c[len(c)-1])&signSort != 0
}

// afterSort returns what follows the name for a sort of things: the 重点项目 of 市级重点项目.
func (w *words) afterSort(name string) string {
	const longest = 4 // of such a name
	c := []rune(name)
	for i := 1; i < min(longest, len(c)-2); i++ {
		if w.signs.of(c[i])&signSort != 0 {
			return string(c[i+1:])
		}
	}
	return ""
}

// namesBefore returns the names of a list in front of token k, of which there are so many; where fewer stand there, those of the
// figures in front of it in the sentence. A noun behind 等 is that of all of them.
func (rd *reading) namesBefore(k, count int) []name {
	names, exact := rd.namesParted(k, true), rd.namesParted(k, false)
	if len(exact) == count {
		names = exact
	}
	if len(names) == 1 && count > 1 && rd.isKindWord(names[0].span) {
		names = nil // 甲类12件、乙类8件，占比分别为60%、40%
	}
	if len(names) > 0 {
		return names
	}
	for _, s := range rd.namesListed(rd.clauseOf(k).Before) {
		names = append(names, name{span: s})
	}
	if len(names) == count {
		return names
	}
	return rd.namesOfFigures(k)
}

// namesParted returns the names of a list in front of token k with 、 between, or words like 和 as well.
func (rd *reading) namesParted(k int, words bool) []name {
	var names []name
	if k-rd.extents[rd.tokens[k].clause].first > mostReach {
		return nil
	}
	for i := range rd.nearBack(k) { // 同比, 增长
		if t := rd.tokens[i]; !rd.isFiller(t) && rd.word(t).basis == "" && !rd.isChange(span{t.start, t.end}) {
			break
		}
		k = i
	}
	at, noun := rd.clauseOf(k).Start, ""
	for i := range rd.within(rd.tokens[k].clause) {
		t := rd.tokens[i]
		joins := rd.word(t).conjunction
		if i != k && !joins && !rd.cutsName(i, rd.tokens[k].start) || rd.isOrdinalItem(t) {
			continue
		}
		if joins && !words {
			continue
		}
		s := rd.withoutChange(rd.trim(span{at, t.start}))
		if raw := rd.trimSigns(span{at, t.start}); s.empty() && rd.wordOver(raw).money {
			s = raw // 收入和支出
		}
		switch others := rd.word(t).isOf(groupOthers); {
		case s.empty(), rd.isChange(s):
		case i == k, others, joins, t.kind != wordToken:
			names = append(names, name{span: s})
		}
		if at = t.end; i == k {
			break
		}
		if rd.word(t).isOf(groupOthers) && len(names) > 1 {
			noun = rd.plain(rd.nameBefore(k))
			break
		}
	}
	if noun == "" {
		return names
	}
	for i := range names {
		names[i].text = rd.plain(names[i].span) + noun
	}
	return names
}

// withoutChange takes a verb of change off the end of a name.
func (rd *reading) withoutChange(s span) span {
	k := rd.tokenEnding(s.end)
	if t := rd.token(k); t.start > s.start && rd.isChange(span{t.start, t.end}) {
		return rd.trim(span{s.start, t.start})
	}
	return s
}

// isChange reports a piece of the text that is nothing but a verb of change: the 增长 of 分别增长4.6%和7.1%, but not 增速.
func (rd *reading) isChange(s span) bool {
	return rd.wordOver(s).kind == schema.Growth && !rd.isAt(s.end-1, signRate)
}

// namesOfFigures returns the names of the figures that stand in front of the clause of token k in its sentence.
func (rd *reading) namesOfFigures(k int) []name {
	c := rd.clauseOf(k)
	var names []name
	for i := range rd.sentenceBack(rd.tokenFrom(c.Start), c.Sentence) {
		if rd.isFigure(i) {
			g := rd.numberOf(i)
			names = append(names, name{g.subject, g.named})
		}
	}
	slices.Reverse(names)
	return names
}

// namesOfRun returns the names of the figures that stand in a list in front of number i.
func (rd *reading) namesOfRun(i int) []name {
	g := rd.previous(&rd.numbers[i])
	if g == nil {
		return nil
	}
	var names []name
	first, last := rd.runOf(g)
	for _, g := range rd.numbers[first : last+1] {
		names = append(names, name{g.subject, g.named})
	}
	return names
}

// inTurn returns the name of one of several figures that follow as many names: 改造供热、燃气、排水管网70公里、50公里、20公里.
func (rd *reading) inTurn(f *figure) name {
	first, last := rd.runOf(f)
	at := rd.numbers[first].token
	if last == first || last-first > mostInTurn {
		return name{}
	}
	listed := len(rd.namesParted(at, true))
	isThan := rd.classBefore(at, classThan) >= 0
	if isThan && listed > 1 {
		return name{} // 比全省和全国高1、2个百分点
	}
	if k := rd.classBefore(at, classRank); f.kind == schema.Rank && k >= 0 {
		at = k
	}
	var names []name
	if listed == 0 || isThan { // 较年初净增1.1万人、0.4万人
		names = rd.namesOfRun(first)
	}
	for _, names := range [...][]name{rd.namesBefore(at, last-first+1), names} { // 分别达18650元、8920元，增长5.8%和7.6%
		if len(names) == last-first+1 {
			return rd.nameOf(names, rd.idOf(f)-first)
		}
	}
	return name{}
}

// isKindWord reports a name that only says what kind of rates follow: 占比.
func (rd *reading) isKindWord(s span) bool { return rd.wordOver(s).kind != "" }

// runOf returns the first and the last of the figures in one unit that f stands among, with nothing but marks of lists between.
func (rd *reading) runOf(f *figure) (first, last int) {
	id := rd.idOf(f)
	return rd.runEnd(id, -1, mostInTurn, rd.sameRun), rd.runEnd(id, 1, mostInTurn-1, rd.sameRun)
}

// mostInTurn is how many figures a person writes in turn.
const mostInTurn = 12

// sameRun reports whether nothing but a mark of lists stands between two figures of a unit, and of changes their verb: 上升1.6个百分点、
// 下降0.3个百分点和上升0.8个百分点.
func (rd *reading) sameRun(f, g *figure) bool {
	switch {
	case !areFigures(f, g), f.Unit != g.Unit:
		return false
	case rd.listed(f, g):
		return true
	case !f.isRelative(), !g.isRelative(), !rd.isListedOn(f.End):
		return false
	}
	return rd.isRun(f.token, g.token, func(t token) bool { return rd.isChange(span{t.start, t.end}) })
}

// lacksNoun reports a name that is only what sort of things the next figure of the list names: 国家级.
func (rd *reading) lacksNoun(f, g *figure) bool {
	s := f.subject
	switch {
	case s.empty(), s.start < f.End, s.end+1 != g.Start, f.Unit != g.Unit:
		return false
	}
	return rd.isAt(s.end, signList) && rd.isAt(s.end-1, signSort)
}

// takeNoun names f after the next figure of its list, which has the noun of both: 3个国家级、5个省级医疗中心.
func (rd *reading) takeNoun(f, g *figure) {
	own := rd.plain(f.subject)
	noun := rd.r.words.afterSort(rd.textOf(name{g.subject, g.named}))
	if noun == "" {
		f.subject, f.named = g.subject, g.named
		return
	}
	f.named = own + noun
}

// nameOne names f after the one of the things which the word for several of them means, where as many figures stand in its list:
// 城乡居民人均可支配收入分别增长4.6%和7.1%.
func (rd *reading) nameOne(f *figure) {
	first, last := rd.runOf(f)
	if first == last || f.subject.empty() {
		return
	}
	own := rd.plain(f.subject)
	for _, s := range rd.r.words.several {
		if len(s.things) != last-first+1 {
			continue
		}
		if before, after, ok := strings.Cut(own, s.word); ok {
			f.named = before + s.things[rd.idOf(f)-first] + after
			return
		}
	}
}

// nameAlike gives f the words that a figure in front of it in the sentence, which has the same name, was named by.
func (rd *reading) nameAlike(f *figure) {
	if f.named != "" || f.subject.empty() {
		return
	}
	for g := range rd.formers(f, mostRespective) {
		if g.subject != f.subject {
			continue
		}
		if first, last := rd.runOf(g); first == last {
			f.named = g.named
			return
		}
	}
}
