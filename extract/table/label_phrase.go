package table

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/schema"
)

// The longest label that says something, in code points. What is longer is a sentence that lost its way into the
// header.
const longestLabel = 60

// The longest path that says something, in code points of all its labels.
const longestPath = 6 * longestLabel

// phrase is a path of labels as a row of tokens.
type phrase struct {
	words  *Labels
	header []rune // as the contract has it, for offsets
	tokens []token
}

// token is a part that the vocabulary knows, a period, a unit, or a stretch of text that nothing is known of.
type token struct {
	part   *part // nil for all but parts
	period *schema.Period
	unit   *Unit
	start  int // in the header
	end    int
	level  int  // of the path
	aside  bool // stands in brackets
	used   bool // has said what it says together with another token
}

func (t *token) is(f flag) bool { return t.part != nil && t.part.flags&f != 0 }

// isText reports whether nothing is known of the token.
func (t *token) isText() bool { return t.part == nil && t.period == nil && t.unit == nil }

// names reports whether the token is part of the name of a measure.
func (t *token) names() bool { return !t.used && (t.isText() || t.is(flagMeasure|flagName)) }

// labelChar is a character of a label, with its width folded, and where it stands.
type labelChar struct {
	r     rune
	at    int // in the header
	level int
}

// text returns what the tokens from i to j have in the header.
func (p *phrase) text(i, j int) string { return string(p.header[p.tokens[i].start:p.tokens[j].end]) }

// cleanLabel takes line breaks and padding out of a label. A space between two words of Latin letters stays.
func cleanLabel(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	before, space := ' ', false
	for _, r := range s {
		if unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' {
			space = true
			continue
		}
		if space && isLatin(before) && isLatin(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before, space = r, false
	}
	return b.String()
}

// isLatin reports a letter or digit of ASCII.
func isLatin(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// foldWidth brings full-width characters to ASCII, and all brackets to round ones.
func foldWidth(r rune) rune {
	switch {
	case char.IsOpeningBracket(r):
		return '('
	case char.IsClosingBracket(r):
		return ')'
	}
	return char.HalfWidth(r)
}

// phrase divides the labels into tokens, in the order of the header.
func (l *Labels) phrase(path []string) *phrase {
	p := &phrase{words: l}
	total := 0
	for _, label := range path {
		total += utf8.RuneCountInString(label)
	}
	if total > longestPath {
		return p
	}
	p.header = make([]rune, 0, total+len(levels)*len(path))
	var outside []labelChar
	for level, label := range path {
		if level > 0 {
			p.header = append(p.header, ' ', '/', ' ')
		}
		begin := len(p.header)
		for _, r := range label {
			p.header = append(p.header, r)
		}
		if len(p.header)-begin > longestLabel {
			continue
		}
		chars := make([]labelChar, 0, len(p.header)-begin)
		for i, r := range p.header[begin:] {
			chars = append(chars, labelChar{foldWidth(r), begin + i, level})
		}
		rest := p.takeBrackets(joinSigns(chars))
		rest = p.takeUnit(rest, false)
		outside = appendLevel(outside, rest)
	}
	p.tokens = append(p.tokens, p.divide(outside)...)
	slices.SortStableFunc(p.tokens, func(a, b token) int { return a.start - b.start })
	return p
}

// nowhere is the place of a space that is not printed.
const nowhere = -1

// appendLevel puts the characters of a level behind those of the levels above, parted where they would make one word.
func appendLevel(above, chars []labelChar) []labelChar {
	if len(above) > 0 && len(chars) > 0 {
		last := above[len(above)-1]
		if isLatin(last.r) && isLatin(chars[0].r) {
			above = append(above, labelChar{' ', nowhere, last.level})
		}
	}
	return append(above, chars...)
}

// joinSigns makes one sign of the ways to write plus or minus: +/-, +-.
func joinSigns(chars []labelChar) []labelChar {
	out := chars[:0]
	for i := 0; i < len(chars); i++ {
		c := chars[i]
		if c.r == '+' && i+1 < len(chars) {
			n := i + 1
			if chars[n].r == '/' && n+1 < len(chars) {
				n++
			}
			if chars[n].r == '-' {
				c.r, i = '±', n
			}
		}
		out = append(out, c)
	}
	return out
}

// takeBrackets takes the brackets out of a label. What stands in one says something where it is a unit, or where all
// of it is known; else it is an explanation.
func (p *phrase) takeBrackets(chars []labelChar) []labelChar {
	outside := make([]labelChar, 0, len(chars))
	depth, begin := 0, 0
	for i, c := range chars {
		switch {
		case c.r == '(':
			if depth++; depth == 1 {
				begin = i + 1
			}
		case c.r == ')' && depth > 0:
			if depth--; depth == 0 {
				p.readBracket(chars[begin:i])
			}
		case depth == 0:
			outside = append(outside, c)
		}
	}
	if depth > 0 {
		p.readBracket(chars[begin:])
	}
	return outside
}

func (p *phrase) readBracket(chars []labelChar) {
	units := len(p.tokens)
	rest := p.takeUnit(slices.Clone(chars), true)
	tokens := p.divide(rest)
	if slices.ContainsFunc(tokens, func(t token) bool { return t.isText() }) {
		p.tokens = p.tokens[:units]
		return
	}
	for i := range tokens {
		tokens[i].aside = true
	}
	p.tokens = append(p.tokens, tokens...)
}

// divide parts characters into periods, words of the vocabulary, and what is between them.
func (p *phrase) divide(chars []labelChar) []token {
	var tokens []token
	begin := 0
	for _, f := range append(p.periods(chars), found{nil, len(chars), len(chars)}) {
		tokens = p.appendWords(tokens, chars[begin:f.start])
		if f.period != nil {
			first, last := chars[f.start], chars[f.end-1]
			tokens = append(tokens, token{period: f.period, start: first.at, end: last.at + 1, level: first.level})
		}
		begin = f.end
	}
	return settle(tokens)
}

// step is the best way to divide characters up to a place: what it costs, and the word that it ends with.
type step struct {
	cost int
	part *part // nil for a character that belongs to none
	n    int   // code points
}

// appendWords divides characters into as few words as can be, with as little left between them as can be. Of two ways
// the one whose last words are longer holds: 实际 + 完成率, not 实际完成 + 率.
func (p *phrase) appendWords(tokens []token, chars []labelChar) []token {
	const word, unknown = 2, 5
	var room [longestLabel + 1]step
	steps := room[:]
	if len(chars) >= len(room) {
		steps = make([]step, len(chars)+1)
	}
	for end := 1; end <= len(chars); end++ {
		best := step{steps[end-1].cost + unknown, nil, 1}
		lengths := p.words.lengths[chars[end-1].r]
		for n := 1; n <= min(end, p.words.longest); n++ {
			if lengths>>min(n, longestPart)&1 == 0 {
				continue // nearly all
			}
			part := p.wordAt(chars[end-n : end])
			if cost := steps[end-n].cost + word; part != nil && cost <= best.cost {
				best = step{cost, part, n}
			}
		}
		steps[end] = best
	}
	first := len(tokens)
	for end := len(chars); end > 0; end -= steps[end].n {
		s := steps[end]
		run := chars[end-s.n : end]
		if run[0].at == nowhere {
			continue
		}
		tokens = append(tokens, token{part: s.part, start: run[0].at, end: run[s.n-1].at + 1, level: run[0].level})
	}
	slices.Reverse(tokens[first:])
	return tokens
}

// wordAt returns what the vocabulary says of characters, nil where it does not know them. A name does not go over from
// one label to the next.
func (p *phrase) wordAt(chars []labelChar) *part {
	part := p.words.partOf(chars)
	if part != nil && part.flags&flagName != 0 && chars[0].level != chars[len(chars)-1].level {
		return nil
	}
	return part
}

// found is a period, and where it stands among characters.
type found struct {
	period     *schema.Period
	start, end int
}

// periods finds the periods among characters. A word of the vocabulary (年度, 上年) is none, whatever the reader of periods
// thinks of it, and digits behind a letter or a point belong to a name.
func (p *phrase) periods(chars []labelChar) []found {
	if p.words.Period == nil {
		return nil
	}
	return p.periodsWithin(nil, chars, 0, len(chars))
}

// periodsWithin appends the periods of a stretch of characters in the order in which they stand: the one that the reader of
// periods takes first need not be the first.
func (p *phrase) periodsWithin(out []found, chars []labelChar, from, to int) []found {
	text := charText(chars[from:to])
	period, start, end, ok := p.words.Period(text)
	if !ok || end <= start {
		return out
	}
	f := found{period, from + utf8.RuneCountInString(text[:start]), from + utf8.RuneCountInString(text[:end])}
	out = p.periodsWithin(out, chars, from, f.start)
	known := p.words.parts[text[start:end]] != nil
	inName := f.start > 0 && (isLatin(chars[f.start-1].r) || chars[f.start-1].r == '.')
	if !known && !inName {
		out = append(out, f)
	}
	return p.periodsWithin(out, chars, f.end, to)
}

// partOf returns what the vocabulary says of characters, nil where it does not know them.
func (l *Labels) partOf(chars []labelChar) *part {
	if len(chars) > l.longest || len(chars) > 0 && l.lengths[chars[len(chars)-1].r]>>min(len(chars), longestPart)&1 == 0 {
		return nil
	}
	var buffer [128]byte // so that nothing is allocated for a look into the map
	text := buffer[:0]
	for _, c := range chars {
		text = utf8.AppendRune(text, c.r)
	}
	return l.parts[string(text)]
}

func charText(chars []labelChar) string {
	var b strings.Builder
	b.Grow(utf8.UTFMax * len(chars))
	for _, c := range chars {
		b.WriteRune(c.r)
	}
	return b.String()
}

// settle makes text of the parts that do not count where they stand, and one stretch of text of those that touch.
func settle(tokens []token) []token {
	alone := true
	for i := range tokens {
		alone = alone && (i == 0 || tokens[i].is(flagFiller))
	}
	for i := range tokens {
		if t := &tokens[i]; t.part != nil && !counts(tokens, i, alone) {
			t.part = nil
		}
	}
	out := tokens[:0]
	for _, t := range tokens {
		if n := len(out); n > 0 && t.isText() && out[n-1].isText() && out[n-1].level == t.level && out[n-1].end == t.start {
			out[n-1].end = t.end
			continue
		}
		out = append(out, t)
	}
	return out
}

// counts reports whether the part at i counts in its place.
func counts(tokens []token, i int, alone bool) bool {
	t := &tokens[i]
	known := i > 0 && !tokens[i-1].isText()
	var next *token
	if i+1 < len(tokens) {
		next = &tokens[i+1]
	}
	switch {
	case t.is(flagWhole):
		return alone
	case t.is(flagAfter):
		return known && (tokens[i-1].period != nil || tokens[i-1].is(flagAfter))
	case t.is(flagBehind):
		ofAct := t.is(flagAmount) && known && tokens[i-1].is(flagAct) && !tokens[i-1].is(flagDone)
		return known && !ofAct && !tokens[i-1].is(flagMeasure|flagName)
	case t.is(flagVersus):
		return next != nil && next.compared() || known && tokens[i-1].compared() || t.is(flagConj|flagFiller)
	case t.is(flagShare):
		ofAim := next != nil && (next.is(flagSharp|flagAim) || next.part != nil && next.part.earlier != "")
		return ofAim || t.is(flagFront) && (i == 0 || known)
	case t.is(flagCount):
		return next == nil || !next.isText() || next.level > t.level
	case t.isDuty():
		return slices.ContainsFunc(tokens[i:], func(t token) bool { return t.isWho() })
	case t.is(flagFront):
		begins := i == 0 || t.part.state != "" && tokens[i-1].level < t.level // 用水户 / 已缴
		return begins || known || t.part.state != "" && next != nil && next.is(flagAct|flagDone|flagBegins|flagEnds)
	}
	return true
}

// isDuty reports a word that says nothing but the role of an office behind it.
func (t *token) isDuty() bool {
	return t.part.duty.role != "" && t.part.role.role == "" && !t.is(flagAct)
}

// isWho reports an office or people.
func (t *token) isWho() bool {
	return t.is(flagOffice) || t.part != nil && t.part.role.role == schema.RoleExtra
}

// compared reports whether a change may be counted from what the token names.
func (t *token) compared() bool {
	return t.period != nil || t.is(flagLevel|flagAim|flagSharp|flagDegree) || t.part != nil && t.part.earlier != ""
}
