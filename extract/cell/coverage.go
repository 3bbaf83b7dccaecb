package cell

import (
	"unicode"

	"duban/schema"
)

// cover counts the numbers of the text and those that are explained. Digits that no token holds are unexplained.
func (rd *reading) cover(c *schema.Coverage) {
	k := 0
	if rd.isCut() {
		defer rd.coverCut(c)
	}
	for i := 0; i < rd.end; {
		for k < len(rd.tokens) && rd.tokens[k].end <= i {
			k++
		}
		if isCJK(rd.text[i]) && !rd.beginsNumber(k, i) {
			i++ // nearly all
			continue
		}
		t := token{start: i, kind: markToken}
		if k < len(rd.tokens) && rd.tokens[k].start <= i {
			t = rd.tokens[k]
		}
		end := rd.numberEnd(i, t)
		if end == i {
			i++
			continue
		}
		c.Numbers++
		if rd.explains(t) {
			c.Explained++
		} else {
			c.Unexplained = append(c.Unexplained, rd.leftOver(t, i, end))
		}
		i = end
	}
}

// beginsNumber reports whether token k is a number that begins at i.
func (rd *reading) beginsNumber(k, i int) bool {
	return k < len(rd.tokens) && rd.tokens[k].start == i && rd.tokens[k].kind == numberToken
}

// numberEnd returns the end of the run of digits, or the count in Chinese numerals, that begins at i in token t; or i.
// The two ends of a range are two runs.
func (rd *reading) numberEnd(i int, t token) int {
	bare := i
	if t.kind == numberToken {
		f := &rd.numbers[t.id]
		counts := f.Start == i && f.Chinese && (f.role == indicator || f.role == unexplained)
		if !counts && !isDigit(rd.text[i]) && !isForeignDigit(rd.text[i]) {
			return i
		}
		if !f.Range {
			bare = f.Bare
		}
		if counts {
			i++
		}
	}
	for i < len(rd.text) && (isDigit(rd.text[i]) || isForeignDigit(rd.text[i]) || i < bare) {
		i++
	}
	return i
}

// isForeignDigit reports digits that no reader of numbers takes: ½, ٣, 𝟓. They are unexplained.
func isForeignDigit(c rune) bool {
	if isCJK(c) {
		return false // nearly all
	}
	return c > 0x7F && !isDigit(c) && (unicode.Is(unicode.Nd, c) || '¼' <= c && c <= '¾' || '⅐' <= c && c <= '⅞')
}

// explains reports a token that says what the digits in it are.
func (rd *reading) explains(t token) bool {
	switch t.kind {
	case numberToken:
		return rd.numbers[t.id].role.explains()
	case dateToken:
		return !rd.dates[t.id].isImpossible()
	case wordToken:
		return rd.word(t).fixed
	}
	return false
}

func (rd *reading) leftOver(t token, start, end int) schema.Unexplained {
	if t.kind == numberToken {
		start, end = t.start, t.end
	}
	return schema.Unexplained{Field: rd.field, Column: rd.cellColumn(), Text: string(rd.text[start:end]), Start: start, End: end}
}
