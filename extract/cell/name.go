package cell

import (
	"iter"
	"strings"

	"duban/internal/clause"
	"duban/schema"
)

// A name is a noun phrase: it ends in front of a figure or word, or begins behind one, and goes as far as no word parts it.

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

// namedBy reports whether a number is part of a name that goes on behind it: 一般公共预算, 5A级景区, but not the last of the lines
// 599B、2754.
func (rd *reading) namedBy(t token) bool {
	switch rd.numbers[t.id].role {
	case part, trait, session, absent:
		return true
	case code:
		return isLetter(rd.text[t.end-1]) && t.end < len(rd.text) && !rd.isAt(t.end, signList) || t.end < len(rd.text) && isLetter(rd.text[t.end])
	}
	return false
}

// parts reports a token that can be no part of a name.
func (rd *reading) parts(t token) bool {
	switch t.kind {
	case markToken, dateToken:
		return true
	case numberToken:
		return !rd.namedBy(t)
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
		if rd.namesSort(k, start) {
			continue // 196个省、市重点项目
		}
		if bracket || t.clause == rd.tokens[f.token].clause && (rd.parts(t) && !rd.endsName(k, start, c.End) || rd.isPredicate(k, start)) {
			end = t.start
			break
		}
	}
	return rd.trim(span{start, end})
}

// namesSort reports a mark of lists behind a name of one character for a sort of things, in front of another such name.
func (rd *reading) namesSort(k, start int) bool {
	t := rd.tokens[k]
	if t.kind != markToken || t.start != start+1 || clause.Kind(rd.text[t.start]) != clause.Item || !strings.ContainsRune(sorts, rd.text[start]) {
		return false
	}
	return k+1 == len(rd.tokens) || rd.tokens[k+1].kind != numberToken || rd.tokens[k+1].start > t.end
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
	from := s.start
	for start, end := range rd.plainPieces(s) {
		if start == s.start && end == s.end {
			return string(rd.text[start:end])
		}
		sb.Grow(len("字") * (s.end - from))
		for _, c := range rd.text[start:end] {
			sb.WriteRune(c)
		}
		from = s.end
	}
	return sb.String()
}

// saysPlain reports whether anything is left of a subject as plain has it.
func (rd *reading) saysPlain(s span) bool {
	for range rd.plainPieces(s) {
		return true
	}
	return false
}

// plainPieces yields the pieces of a subject between brackets, figures and blanks.
func (rd *reading) plainPieces(s span) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		depth, begin := 0, s.start
		for i := s.start; i < s.end; i++ {
			end, after := i, i+1
			if n := rd.figureAt(i); n != nil && n.End <= s.end {
				after = n.End
			} else {
				switch c := rd.text[i]; {
				case isOpening(c):
					depth++
				case isClosing(c):
					depth--
				case depth <= 0 && !isBlank(c):
					continue
				}
			}
			if end > begin && !yield(begin, end) {
				return
			}
			begin, i = after, after-1
		}
		if s.end > begin {
			yield(begin, s.end)
		}
	}
}
