package check

import (
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/schema"
)

// mark is one mark of an enumerated point: ③, 三是.
type mark struct {
	number, start, end int
}

// points reports marks of points that skip one or stand there twice. Each style of marks is looked at alone; where it
// begins again at one, another list begins.
func (p *place) points(t *passage) {
	if marks := circledMarks(t.runes); !t.areNotes(marks) {
		p.gaps(t, marks)
	}
	p.gaps(t, t.withWords(spokenMarks(t.runes)))
	if p.row != nil && t.field == schema.FieldProgress {
		p.gaps(t, otherMarks(p.row.Points))
	}
}

// areNotes reports marks of notes and not of points: the first of them stands behind a quotation, and no ① does.
func (t *passage) areNotes(marks []mark) bool {
	if len(marks) == 0 || marks[0].number == 1 {
		return false
	}
	before := strings.TrimRight(t.slice(max(0, marks[0].start-mostQuoted), marks[0].start), char.Stop+" ")
	return endsQuotation(before)
}

// endsQuotation reports a text at whose end a quotation or title closes.
func endsQuotation(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(char.CloseQuotes+char.CloseTitles+"\"", last)
}

// mostQuoted is how many marks may stand between a quotation and a note.
const mostQuoted = 4

// withWords adds the marks in whose place other words stand: 首先……。其次……。三是…….
func (t *passage) withWords(marks []mark) []mark {
	var out []mark
	before, end := 0, 0
	for _, m := range marks {
		var words []mark
		at := m.start
		if m.misses(2, before) {
			words, at = t.wordMark(2, seconds, end, at)
		}
		if first := len(words) > 0 || m.misses(1, before); first && before != 1 {
			ahead, _ := t.wordMark(1, firsts, end, at)
			words = append(ahead, words...)
		}
		out = append(append(out, words...), m)
		before, end = m.number, m.end
	}
	return out
}

// misses reports whether a mark stands behind another than that of the number, which stands right before it or opens the list.
func (m mark) misses(number, before int) bool {
	return before != number && m.number == number+1 || before == 0 && m.number > number
}

// wordMark returns the last of some words that opens a point between two places as a mark of that number, and where it stands.
func (t *passage) wordMark(number int, words terms, from, to int) (marks []mark, at int) {
	for at := to - 1; at >= max(from, to-mostPoint); at-- {
		if !opensPoint(t.runes, at) {
			continue
		}
		text := t.slice(at, min(len(t.runes), at+mostMark))
		if n := utf8.RuneCountInString(text) - utf8.RuneCountInString(words.cutFront(text)); n > 0 {
			return []mark{{number, at, at + n}}, at
		}
	}
	return nil, to
}

// How long a point may be whose first words are looked for, and those words, in characters.
const (
	mostPoint = 1000
	mostMark  = 4
)

func (p *place) gaps(t *passage, marks []mark) {
	before := 0
	for i, m := range marks {
		twice := m.number == before && !beginsAnew(marks[i:])
		skips := m.number > before+1
		if (skips || twice) && opensPoint(t.runes, m.start) {
			p.add(gapFinding(t, marks[:i+1], twice))
		}
		before = m.number
	}
}

// beginsAnew reports a first mark that stands there again and that no second one follows.
func beginsAnew(marks []mark) bool {
	return marks[0].number == 1 && (len(marks) == 1 || marks[1].number != 2)
}

// opensPoint reports whether a point can begin at i: at the front of the text or behind a mark. 第①③标段 has none.
func opensPoint(runes []rune, i int) bool {
	return i == 0 || strings.ContainsRune("\n"+char.Spaces+char.ClauseMarks+char.Colons+char.Exclamation+char.Question, runes[i-1])
}

// gapFinding is the finding on the last of the marks.
func gapFinding(t *passage, marks []mark, twice bool) schema.Finding {
	m := marks[len(marks)-1]
	f := schema.Finding{Code: schema.PointsGap, Severity: schema.Warning, Field: t.field, Column: t.column, Start: m.start, End: m.end}
	label := t.slice(m.start, m.end)
	switch {
	case twice:
		return f.Saying("the point %s stands there twice", label)
	case len(marks) == 1:
		return f.Saying("the point %s stands there without a first one", label)
	}
	above := marks[len(marks)-2]
	return f.Saying("the point %s follows %s, with none between", label, t.slice(above.start, above.end))
}

// circledMarks finds ①, ②, ….
func circledMarks(runes []rune) []mark {
	var marks []mark
	for i, r := range runes {
		if char.IsCircled(r) {
			marks = append(marks, mark{char.Enclosed(r), i, i + 1})
		}
	}
	return marks
}

// spokenMarks finds 一是, 第二是, … where a clause begins.
func spokenMarks(runes []rune) []mark {
	var marks []mark
	for i := 0; i+1 < len(runes); i++ {
		n := char.Numeral(runes[i])
		if n == 0 || runes[i+1] != char.Spoken {
			continue
		}
		start := i
		if i > 0 && runes[i-1] == char.Ordinal {
			start--
		}
		if opensPoint(runes, start) || char.IsCircled(runes[start-1]) {
			marks = append(marks, mark{n, start, i + 2})
		}
	}
	return marks
}

// otherMarks returns the marks of points that are neither: 1., （一）.
func otherMarks(points []schema.Point) []mark {
	var marks []mark
	for _, x := range points {
		label := []rune(x.Label)
		if len(label) == 0 || char.IsCircled(label[0]) || label[len(label)-1] == char.Spoken {
			return nil
		}
		if n := markNumber(string(label)); n > 0 {
			marks = append(marks, mark{n, x.Start, x.Start + len(label)})
		}
	}
	return marks
}

// markNumber reads the number of a mark: 3 of 3., （三） and 第三; 0 where it has none.
func markNumber(label string) int {
	n := 0
	label = strings.TrimPrefix(strings.TrimLeft(label, char.Round+" "), string(char.Ordinal))
	for _, r := range strings.Trim(label, char.Round+char.Points+char.Pause+char.Commas+char.Colon+" ") {
		switch numeral := char.Numeral(r); {
		case char.IsDigit(r):
			n = 10*n + char.DigitValue(r)
		case numeral == 10:
			n = max(n, 1) * 10
		case numeral > 0:
			n += numeral
		default:
			return 0
		}
	}
	return n
}
