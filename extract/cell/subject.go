package cell

import (
	"strings"

	"duban/schema"
)

// subjects finds what each indicator measures: the noun phrase that stands where Chinese puts it, else what the
// figure in front of it in the sentence measures. The row's own words are for Row to fill in.
func (rd *reading) subjects() {
	for i := range rd.numbers {
		if f := &rd.numbers[i]; f.role == indicator {
			f.subject = rd.subject(f)
			f.own = !f.subject.empty() && f.subject != rd.former(f) && !rd.isOneVerb(f.subject)
		}
	}
}

func (rd *reading) subject(f *figure) span {
	switch f.kind {
	case schema.Growth:
		return rd.grown(f)
	case schema.Completion:
		return rd.completed(f)
	case schema.Ratio, schema.Rank:
		if s := rd.nameBefore(f.token); !s.empty() {
			return s
		}
		return rd.former(f)
	}
	if f.UnitKind == "count" {
		return rd.firstOf(rd.nameAfter(f), rd.counted(f))
	}
	if s := rd.nameBefore(f.token); !s.empty() {
		return s
	}
	return rd.firstOf(rd.nameAfter(f), rd.counted(f))
}

// isOneVerb reports a subject that is nothing but a verb: 处分10人.
func (rd *reading) isOneVerb(s span) bool {
	for _, t := range rd.tokens {
		if t.start == s.start && t.end == s.end {
			return rd.word(t).state != ""
		}
	}
	return false
}

func (rd *reading) firstOf(a, b span) span {
	if a.empty() {
		return b
	}
	return a
}

// counted returns what a figure with nothing behind it counts: the name in front; where a verb stands between, its
// subject, or what was counted before; else the verb itself (处分10人).
func (rd *reading) counted(f *figure) span {
	if s := rd.nameBefore(f.token); !s.empty() {
		return s
	}
	verb := rd.verbBefore(f.token)
	if verb < 0 {
		return rd.former(f)
	}
	if s := rd.nameBefore(verb); !s.empty() {
		return s
	}
	w := rd.word(rd.tokens[verb])
	if s := rd.former(f); !s.empty() && (w.kind == schema.Completion || w.state == schema.Remaining) {
		return s
	}
	if w.kind == "" && !w.aspect && rd.tokens[verb].end-rd.tokens[verb].start > 1 {
		return span{rd.tokens[verb].start, rd.tokens[verb].end}
	}
	return rd.former(f)
}

// verbBefore returns the verb that stands right in front of token i, or -1.
func (rd *reading) verbBefore(i int) int {
	for k := i - 1; k >= 0 && rd.tokens[k].clause == rd.tokens[i].clause && rd.adjacent(rd.tokens[k].end, rd.tokens[k+1].start); k-- {
		w := rd.word(rd.tokens[k])
		if w.before != "" || w.state == "" && w.breaks == breakAll {
			continue // 超过, 共
		}
		if w.state != "" || w.breaks&breakLead != 0 {
			return k
		}
		return -1
	}
	return -1
}

// grown returns what a rate of change is of: the name in front of the word for the change, else the former subject.
func (rd *reading) grown(f *figure) span {
	k := rd.cueBefore(f.token, func(w *word) bool { return w.kind == schema.Growth || w.basis != "" })
	for k > 0 {
		next := rd.cueBefore(k, func(w *word) bool { return w.kind == schema.Growth || w.basis != "" })
		if next < 0 || !rd.adjacent(rd.tokens[next].end, rd.tokens[k].start) {
			break
		}
		k = next
	}
	if k < 0 {
		k = f.token
	}
	return rd.firstOf(rd.nameBefore(k), rd.former(f))
}

// completed returns what a degree of completion is of: the name in front of the verb, or the clause in front that is
// nothing but a name; else what it is a share of.
func (rd *reading) completed(f *figure) span {
	k := rd.cueBefore(f.token, func(w *word) bool { return w.kind == schema.Completion })
	if k < 0 {
		return rd.nameBefore(f.token)
	}
	w := rd.word(rd.tokens[k])
	if w.state == "" { // 完成率, 接种进度: the word is the name
		if s := rd.nameBefore(rd.headOf(k)); !s.empty() && rd.isVerb(rd.headOf(k)) {
			return s
		}
		return rd.firstOf(rd.nameThrough(k), rd.former(f))
	}
	if s := rd.nameBefore(k); !s.empty() {
		return s
	}
	c := rd.clauses[rd.tokens[f.token].clause]
	if c.before >= 0 && rd.isName(c.before) {
		return rd.wholeName(c.before)
	}
	return rd.firstOf(rd.trim(span{rd.tokens[k].end, f.Start}), rd.former(f))
}

// headOf goes from the noun of a degree (总工程量) to the verb in front of it (完成), if there is one.
func (rd *reading) headOf(k int) int {
	if k > 0 && rd.tokens[k-1].end == rd.tokens[k].start && rd.isVerb(k-1) {
		return k - 1
	}
	return k
}

func (rd *reading) isVerb(k int) bool { return rd.word(rd.tokens[k]).state != "" }

// nameThrough returns the name that ends with token k.
func (rd *reading) nameThrough(k int) span {
	t := rd.tokens[k]
	if s := rd.nameBefore(k); !s.empty() && s.end == t.start {
		return span{s.start, t.end}
	}
	return span{t.start, t.end}
}

// former returns the subject of the figure in front of f in its sentence.
func (rd *reading) former(f *figure) span {
	if g := rd.previous(f); g != nil {
		return g.subject
	}
	return span{}
}

// isName reports a clause without a verb of state: nothing but a name.
func (rd *reading) isName(clause int32) bool {
	for _, k := range rd.clauses[clause].tokens {
		if w := rd.word(rd.tokens[k]); w.state != "" || w.aspect {
			return false
		}
	}
	return true
}

// wholeName returns the name that a clause is, with the figure in it: 庆龙路6.5公里整治道路.
func (rd *reading) wholeName(clause int32) span {
	c := rd.clauses[clause]
	return rd.trim(span{c.start, c.end})
}

// nameBefore returns the name that ends in front of token i: as far to the front as no word parts it.
func (rd *reading) nameBefore(i int) span {
	clause := rd.tokens[i].clause
	limit := rd.clauses[clause].start
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
		if rd.parts(t) {
			start = t.end
			break
		}
	}
	return rd.trim(span{start, end})
}

// isFiller reports words between a name and its figure.
func (rd *reading) isFiller(t token) bool {
	if t.kind == closeToken || t.kind != wordToken {
		return false
	}
	w := rd.word(t)
	return w.before != "" || w.breaks&breakAll != 0 && w.state == "" || w.breaks&breakTail != 0 && w.breaks&breakLead == 0 && w.state == ""
}

// parts reports a token that can be no part of a name.
func (rd *reading) parts(t token) bool {
	switch t.kind {
	case markToken, dateToken:
		return true
	case numberToken:
		return rd.numbers[t.id].role != part
	case wordToken:
		w := rd.word(t)
		return w.breaks&breakAll != 0 || w.basis != "" || w.before != ""
	}
	return false
}

// nameAfter returns the name behind a figure: up to the next word that parts it.
func (rd *reading) nameAfter(f *figure) span {
	start := f.End
	k := f.token + 1
	if k < len(rd.tokens) && rd.adjacent(start, rd.tokens[k].start) && rd.word(rd.tokens[k]).after != "" {
		start = rd.tokens[k].end
		k++
	}
	clause := rd.clauses[rd.tokens[f.token].clause]
	end := clause.end
	for ; k < len(rd.tokens) && rd.tokens[k].start < clause.end; k++ {
		t := rd.tokens[k]
		if t.kind == openToken && rd.text[t.start] != '“' || t.clause == rd.tokens[f.token].clause && rd.parts(t) {
			end = t.start
			break
		}
	}
	return rd.trim(span{start, end})
}

// trim takes off what is no part of a name at its two ends: white space, words that lead to it or follow it, and what
// stands in front of its last 的 or 等.
func (rd *reading) trim(s span) span {
	for !s.empty() {
		was := s
		for !s.empty() && isBlank(rd.text[s.start]) {
			s.start++
		}
		for !s.empty() && isBlank(rd.text[s.end-1]) {
			s.end--
		}
		for _, t := range rd.tokens {
			w := rd.word(t)
			switch {
			case t.start < s.start || t.end > s.end:
			case t.start == s.start && t.end < s.end && w.breaks&(breakLead|breakAll) != 0:
				s.start = t.end
			case t.end == s.end && t.start > s.start && w.breaks&(breakTail|breakAll) != 0:
				s.end = t.start
			}
		}
		if s == was {
			break
		}
	}
	return s
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
	for k := range rd.numbers {
		if f := &rd.numbers[k]; f.Start == i && f.role == indicator {
			return f
		}
	}
	return nil
}
