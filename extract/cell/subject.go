package cell

import (
	"slices"
	"strings"

	"duban/schema"
)

// subjects finds what each indicator measures: the noun phrase that stands where Chinese puts it, else what the
// figure in front of it in the sentence measures. The row's own words are for Row to fill in.
func (rd *reading) subjects() {
	for i := range rd.numbers {
		if f := &rd.numbers[i]; f.role == indicator && !rd.stopped() {
			f.subject = rd.subject(f)
		}
	}
}

func (rd *reading) subject(f *figure) span {
	if s := rd.respective(f); !s.empty() {
		return s
	}
	if k := rd.origin(f); k >= 0 {
		return firstOf(rd.nameBefore(k), rd.nameBefore(f.token), rd.former(f))
	}
	if g := rd.previous(f); g != nil && rd.tokens[g.token].clause == rd.tokens[f.token].clause && rd.origin(g) >= 0 {
		return g.subject
	}
	switch f.kind {
	case schema.Growth:
		return rd.grown(f)
	case schema.Completion:
		return rd.completed(f)
	case schema.Rank:
		k := rd.before(f.token, func(w *word) bool { return w.kind == schema.Rank })
		if k < 0 {
			k = f.token
		}
		return firstOf(rd.nameBefore(k), rd.former(f))
	case schema.Ratio:
		return firstOf(rd.nameBefore(f.token), rd.former(f))
	}
	if rd.grewBy(f) {
		return rd.grown(f)
	}
	if f.UnitKind == "count" || rd.endsList(f.token) || rd.wordAt(f.End, func(w *word) bool { return w.money }) {
		return firstOf(rd.nameAfter(f), rd.nameBefore(f.token), rd.counted(f))
	}
	return firstOf(rd.nameBefore(f.token), rd.nameAfter(f), rd.counted(f))
}

// grewBy reports an amount by which something has grown: 同比增加50亿元.
func (rd *reading) grewBy(f *figure) bool {
	k := f.token - 1
	return k >= 0 && rd.word(rd.tokens[k]).kind == schema.Growth && rd.adjacent(rd.tokens[k].end, f.Start) &&
		rd.before(f.token, func(w *word) bool { return w.basis != "" }) >= 0
}

// endsList reports whether the figure sums up a list of names: A、B等30公里步道.
func (rd *reading) endsList(i int) bool {
	return i > 0 && rd.tokens[i-1].end == rd.tokens[i].start && rd.text[rd.tokens[i-1].start] == '等' && rd.tokens[i-1].kind == wordToken
}

func firstOf(spans ...span) span {
	for _, s := range spans {
		if !s.empty() {
			return s
		}
	}
	return span{}
}

// isOneVerb reports a subject that is nothing but a verb: 处分10人.
func (rd *reading) isOneVerb(s span) bool {
	t := rd.tokenStarting(s.start)
	w := rd.word(t)
	return t.end == s.end && (w.state != "" && w.state != schema.Target || w.breaks&breakLead != 0)
}

// counted returns what a figure without a name next to it counts: the subject of the verb in front, or what was
// counted before in the same unit; else the verb itself (处分10人).
func (rd *reading) counted(f *figure) span {
	verb := rd.verbBefore(f.token)
	if verb < 0 {
		return rd.former(f)
	}
	alike := rd.formerAlike(f)
	if rd.isOneVerb(alike) {
		alike = span{}
	}
	itself := span{}
	if t := rd.tokens[verb]; rd.word(t).isParticular() && t.end-t.start > 1 {
		itself = span{t.start, t.end}
	}
	return firstOf(rd.nameBefore(verb), alike, itself, rd.former(f))
}

// isParticular reports a verb that says what was counted by itself: 处分, 立案; not 完成, 建成, 已.
func (w *word) isParticular() bool { return !w.aspect && w.kind == "" && w.step == noStep }

// verbBefore returns the verb that stands right in front of token i, or -1.
func (rd *reading) verbBefore(i int) int {
	for k := i - 1; k >= 0 && rd.tokens[k].clause == rd.tokens[i].clause && rd.adjacent(rd.tokens[k].end, rd.tokens[k+1].start); k-- {
		w := rd.word(rd.tokens[k])
		if w.before != "" || w.breaks == breakAll {
			continue // 超过, 共
		}
		if w.state != "" || w.breaks&breakLead != 0 {
			return k
		}
		return -1
	}
	return -1
}

// origin returns the token that makes f the level that a change starts from (由36.5%提升至43.1%), or -1.
func (rd *reading) origin(f *figure) int {
	from := rd.before(f.token, func(w *word) bool { return w.origin })
	if from < 0 || !rd.governs(from, f) {
		return -1
	}
	for k := f.token + 1; k < len(rd.tokens) && rd.tokens[k].clause == rd.tokens[f.token].clause; k++ {
		if rd.tokens[k].kind == numberToken {
			return from
		}
	}
	return -1
}

// respective returns the name that 分别 gives to one of several figures: 货物、集装箱吞吐量分别增长5.2%和11.7%.
func (rd *reading) respective(f *figure) span {
	word := rd.before(f.token, func(w *word) bool { return w.respective })
	if word < 0 {
		return span{}
	}
	place, total := -1, 0
	for k := word + 1; k < len(rd.tokens) && rd.tokens[k].clause == rd.tokens[word].clause; k++ {
		if t := rd.tokens[k]; t.kind == numberToken && rd.numbers[t.id].role == indicator {
			if k == f.token {
				place = total
			}
			total++
		}
	}
	names := rd.namesBefore(word)
	if place < 0 || len(names) < total {
		return span{}
	}
	return names[len(names)-total+place]
}

// namesBefore returns the names of a list in front of token k; where nothing stands there, those of the figures in
// front of it in the sentence.
func (rd *reading) namesBefore(k int) []span {
	c := rd.clauseOf(k)
	var names []span
	at := c.Start
	for i := range rd.within(rd.tokens[k].clause) {
		t := rd.tokens[i]
		if i != k && !rd.parts(t) && !rd.word(t).conjunction {
			continue
		}
		if s := rd.trim(span{at, t.start}); !s.empty() {
			names = append(names, s)
		}
		if at = t.end; i == k {
			break
		}
	}
	if len(names) > 0 {
		return names
	}
	for k = rd.tokenFrom(c.Start) - 1; k >= 0 && rd.sentenceOf(k) == c.Sentence; k-- {
		if t := rd.tokens[k]; t.kind == numberToken && rd.numbers[t.id].role == indicator {
			names = append(names, rd.numbers[t.id].subject)
		}
	}
	slices.Reverse(names)
	return names
}

// grown returns what a rate of change is of: the name in front of the words for the change, else the former subject,
// else the word itself (增速).
func (rd *reading) grown(f *figure) span {
	first := -1
	for k := f.token - 1; k >= 0 && rd.governs(k, f) && rd.tokens[k].start >= rd.clauseOf(f.token).Start; k-- {
		w := rd.word(rd.tokens[k])
		if w.basis != "" || w.kind == schema.Growth && (first < 0 || rd.adjacent(rd.tokens[k].end, rd.tokens[first].start)) {
			first = k
		}
	}
	if first < 0 {
		return firstOf(rd.nameBefore(f.token), rd.former(f))
	}
	return firstOf(rd.nameBefore(first), rd.former(f))
}

// completed returns what a degree of completion is of: the name in front of the verb, or the clause in front that is
// nothing but a name; else what it is a share of.
func (rd *reading) completed(f *figure) span {
	k := rd.before(f.token, func(w *word) bool { return w.kind == schema.Completion })
	if k < 0 {
		return firstOf(rd.nameBefore(f.token), rd.former(f))
	}
	verb := k
	if k > 0 && rd.tokens[k-1].end == rd.tokens[k].start && rd.word(rd.tokens[k-1]).kind == schema.Completion {
		verb = k - 1 // 完成总工程量的84%
	}
	if rd.word(rd.tokens[verb]).state == "" { // 完成率, 接种进度, 占年度任务: the word is the name
		return firstOf(rd.nameThrough(k), rd.former(f))
	}
	c := rd.clauseOf(f.token)
	if s := rd.nameBefore(verb); !s.empty() {
		return s
	}
	if c.Before >= 0 && rd.isName(c.Before) {
		return rd.trim(span{rd.tree.Clauses[c.Before].Start, rd.tree.Clauses[c.Before].End})
	}
	return firstOf(rd.share(verb, f), rd.former(f))
}

// share returns what a figure is a share of, which stands between the verb and it: 完成年度任务的27.3%.
func (rd *reading) share(verb int, f *figure) span {
	s := span{rd.tokens[verb].end, f.Start}
	for k := f.token - 1; k > verb && rd.adjacent(rd.tokens[k].end, s.end); k-- {
		noun := rd.word(rd.tokens[k]).kind == schema.Completion && rd.tokens[k].start > s.start // 北段总工程量
		if !noun && !rd.isFiller(rd.tokens[k]) {
			break
		}
		s.end = rd.tokens[k].start
	}
	return s
}

// nameThrough returns the name that ends with token k. In 占年度任务 the verb is no part of it.
func (rd *reading) nameThrough(k int) span {
	t := rd.tokens[k]
	if rd.text[t.start] == '占' {
		return span{t.start + 1, t.end}
	}
	if s := rd.nameBefore(k); !s.empty() && s.end == t.start {
		return span{s.start, t.end}
	}
	return span{t.start, t.end}
}

// former returns the subject of a figure in front of f in its sentence: of the last; for an amount, of the last in the
// same unit if there is one.
func (rd *reading) former(f *figure) span {
	last := rd.previous(f)
	if last == nil {
		return span{}
	}
	if alike := rd.formerAlike(f); !f.isRate() && !alike.empty() {
		return alike
	}
	return last.subject
}

// formerAlike returns the subject of the last figure in the unit of f that stands in front of it in its sentence.
func (rd *reading) formerAlike(f *figure) span {
	for g := rd.previous(f); g != nil; g = rd.previous(g) {
		if g.Unit == f.Unit {
			return g.subject
		}
	}
	return span{}
}

// isName reports a clause that is nothing but a name: no verb of state, and no figure but one inside of the name
// (庆龙路6.5公里整治道路).
func (rd *reading) isName(clause int32) bool {
	c := rd.tree.Clauses[clause]
	for k := range rd.within(clause) {
		t := rd.tokens[k]
		if w := rd.word(t); w.state != "" && w.breaks&breakLead == 0 || t.kind == numberToken && t.end == c.End {
			return false
		}
	}
	return true
}

// nameBefore returns the name that ends in front of token i: as far to the front as no word parts it.
func (rd *reading) nameBefore(i int) span {
	clause := rd.tokens[i].clause
	limit := rd.tree.Clauses[clause].Start
	end := rd.tokens[i].start
	k := i - 1
	for ; k >= 0 && rd.tokens[k].start >= limit; k-- { // words between the name and the figure: 为, 达到, 约
		t := rd.tokens[k]
		if t.clause != clause || !rd.adjacent(t.end, end) || !rd.isFiller(t) {
			break
		}
		end = t.start
	}
	start := limit
	for ; k >= 0 && rd.tokens[k].end > limit; k-- {
		t := rd.tokens[k]
		if t.clause != clause {
			continue // within a bracket
		}
		if rd.parts(t) && !rd.isNoun(k) && !(t.kind == wordToken && rd.isHead(t.end, end)) {
			start = t.end
			break
		}
	}
	return rd.trim(span{start, end})
}

// isHead reports a piece too short to be a name by itself, so that a verb in front of it is part of the name: the 点 of
// 安置点, the 占比 of 研发投入占比.
func (rd *reading) isHead(start, end int) bool {
	if start >= end-1 {
		return start == end-1
	}
	id, to := rd.r.words.trie.Longest(rd.text, start)
	return id >= 0 && to == end && (rd.r.words.byID[id].kind == schema.Ratio || rd.r.words.byID[id].head)
}

// isFiller reports words between a name and its figure, or its verb.
func (rd *reading) isFiller(t token) bool {
	return rd.word(t).fills()
}

func (w *word) fills() bool {
	return w.before != "" || w.aspect && w.state != schema.Target || w.breaks&(breakAll|breakVerb) == breakAll || w.breaks == breakTail && w.state == ""
}

// parts reports a token that can be no part of a name.
func (rd *reading) parts(t token) bool {
	switch t.kind {
	case markToken, dateToken:
		return true
	case numberToken:
		return rd.numbers[t.id].role != part && rd.numbers[t.id].role != absent // 一般公共预算
	case wordToken:
		w := rd.word(t)
		return w.breaks&breakAll != 0 || w.basis != "" || w.after != "" && rd.endsFigure(t.start)
	}
	return false
}

// endsFigure reports whether a number ends at i, so that 以上 behind it bounds it; in 硕士以上 it is part of a name.
func (rd *reading) endsFigure(i int) bool {
	k := rd.tokenFrom(i) - 1
	return k >= 0 && rd.tokens[k].end == i && rd.tokens[k].kind == numberToken
}

// nameAfter returns the name behind a figure: up to the next word that parts it, or a verb.
func (rd *reading) nameAfter(f *figure) span { return rd.nameBehind(f, mostChained) }

// mostChained is how many figures may stand between a figure and its name without a word: 8条10公里道路.
const mostChained = 3

func (rd *reading) nameBehind(f *figure, chained int) span {
	start := f.End
	k := f.token + 1
	if k < len(rd.tokens) && rd.adjacent(start, rd.tokens[k].start) && rd.word(rd.tokens[k]).after != "" {
		start = rd.tokens[k].end
		k++
	}
	if k < len(rd.tokens) && rd.tokens[k].kind == numberToken && rd.adjacent(start, rd.tokens[k].start) && rd.numbers[rd.tokens[k].id].role == indicator {
		if chained == 0 {
			return span{}
		}
		return rd.nameBehind(&rd.numbers[rd.tokens[k].id], chained-1)
	}
	if k < len(rd.tokens) && rd.tokens[k].start == start && rd.word(rd.tokens[k]).step == done && !rd.isNoun(k) {
		return span{} // 1座完成招标
	}
	c := rd.clauseOf(f.token)
	if n := rd.attributes(k, start, c.End); n > 0 { // 203个在建重点项目
		k += n
		start = rd.tokens[k-1].end
	}
	end := c.End
	for ; k < len(rd.tokens) && rd.tokens[k].start < c.End; k++ {
		t := rd.tokens[k]
		bracket := t.kind == openToken && rd.text[t.start] != '“'
		if bracket || t.clause == rd.tokens[f.token].clause && (rd.parts(t) && !rd.endsName(k, start, c.End) || rd.isPredicate(k, start)) {
			end = t.start
			break
		}
	}
	return rd.trim(span{start, end})
}

// withVerbs returns a name with the verbs that were taken off its front: 治理面积.
func (rd *reading) withVerbs(s span) span {
	for k := rd.tokenFrom(s.start) - 1; k >= 0 && rd.tokens[k].end == s.start && rd.word(rd.tokens[k]).breaks&breakLead != 0; k-- {
		s.start = rd.tokens[k].start
	}
	return s
}

// attributes counts the plain verbs from token k on that stand in front of a noun and tell more of it.
func (rd *reading) attributes(k, start, end int) int {
	n := 0
	for ; k+n < len(rd.tokens) && rd.tokens[k+n].start == start; n++ {
		if w := rd.word(rd.tokens[k+n]); w.breaks&breakVerb == 0 || w.aspect {
			break
		}
		start = rd.tokens[k+n].end
	}
	next := end
	if k+n < len(rd.tokens) {
		next = min(next, rd.tokens[k+n].start)
	}
	if next < start+2 || !isCJK(rd.text[start]) {
		return 0
	}
	return n
}

// endsName reports a verb that is used as a noun, because the name would be too short without it and nothing follows:
// 2次工作对接.
func (rd *reading) endsName(k, start, end int) bool {
	t := rd.tokens[k]
	return rd.word(t).breaks&breakVerb != 0 && !rd.word(t).aspect && t.end == end && rd.trim(span{start, t.start}).empty()
}

// isPredicate reports a verb behind a name of at least two characters that no noun follows: 4所中小学新建. With one
// behind it the verb is part of the name: 政务服务事项.
func (rd *reading) isPredicate(k, start int) bool {
	t := rd.tokens[k]
	if rd.word(t).breaks&breakLead == 0 || t.start < start+2 {
		return false
	}
	return k+1 < len(rd.tokens) && rd.adjacent(t.end, rd.tokens[k+1].start)
}

// trim takes off what is no part of a name at its two ends: white space, and words that lead to it or follow it.
func (rd *reading) trim(s span) span {
	for was := (span{}); s != was && !s.empty(); {
		was = s
		for !s.empty() && (isBlank(rd.text[s.start]) || strings.ContainsRune(".．、)）", rd.text[s.start])) {
			s.start++ // the sign behind the mark of a point, as well
		}
		for !s.empty() && isBlank(rd.text[s.end-1]) {
			s.end--
		}
		if s.empty() {
			break
		}
		if t := rd.tokenStarting(s.start); t.end <= s.end && rd.leads(t) {
			s.start = t.end
		}
		if k := rd.tokenFrom(s.end) - 1; k >= 0 && rd.tokens[k].end == s.end && rd.tokens[k].start >= s.start && rd.trails(k, s) {
			s.end = rd.tokens[k].start
		}
	}
	return s
}

// leads reports a word that is no part of the name behind it.
func (rd *reading) leads(t token) bool {
	w := rd.word(t)
	return (w.breaks&(breakLead|breakAll) != 0 || w.conjunction) && !rd.isNounToken(t)
}

// trails reports a word at the end of s that is no part of the name in front of it.
func (rd *reading) trails(k int, s span) bool {
	w := rd.word(rd.tokens[k])
	if rd.isNoun(k) || rd.tokens[k].start == s.start && w.breaks != breakTail {
		return false
	}
	return w.breaks&(breakTail|breakAll) != 0 || w.conjunction || w.state != "" && (w.step != noStep || w.breaks&breakLead != 0)
}

func isBlank(c rune) bool { return c == ' ' || c == '\u3000' || c == '\u00A0' || c == '\n' }

// plain returns a subject as text, without what stands in brackets and without the figures in it.
func (rd *reading) plain(s span) string {
	var sb strings.Builder
	depth := 0
	for i := s.start; i < s.end; i++ {
		if n := rd.figureAt(i); n != nil && n.End <= s.end {
			i = n.End - 1
			continue
		}
		switch c := rd.text[i]; c {
		case '（', '(':
			depth++
		case '）', ')':
			depth--
		default:
			if depth <= 0 && !isBlank(c) {
				sb.WriteRune(c)
			}
		}
	}
	return sb.String()
}

// figureAt returns the indicator that begins at i, or nil.
func (rd *reading) figureAt(i int) *figure {
	t := rd.tokenStarting(i)
	if t.kind != numberToken || rd.numbers[t.id].role != indicator {
		return nil
	}
	return &rd.numbers[t.id]
}
