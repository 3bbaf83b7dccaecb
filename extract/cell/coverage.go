package cell

import (
	"duban/internal/char"
	"duban/schema"
)

// cover counts the numbers of the text and those that are explained. Digits that no token holds are unexplained, and all of
// a text that was recognised in a picture, as they may be others there.
func (rd *reading) cover(c *schema.Coverage) {
	if rd.isCut() {
		defer rd.coverCut(c)
	}
	k := 0
	for i := 0; i < rd.end; {
		k = rd.tokenUpTo(k, i)
		if char.IsIdeograph(rd.at(i)) && rd.numberOf(k).Start != i {
			i++ // nearly all
			continue
		}
		t := rd.token(k)
		if t.start < 0 || t.start > i {
			t = token{start: i, kind: markToken}
		}
		end := rd.numberEnd(i, t)
		if end == i {
			i++
			continue
		}
		c.Numbers++
		if rd.ctx.Source == "" && rd.explains(t) {
			c.Explained++
		} else {
			c.Unexplained = append(c.Unexplained, rd.leftOver(t, i, end))
		}
		i = end
	}
}

// numberEnd returns the end of the run of digits, or the count in Chinese numerals, that begins at i in token t; or i.
// The two ends of a range are two runs.
func (rd *reading) numberEnd(i int, t token) int {
	bare := i
	if t.kind == numberToken {
		f := &rd.numbers[t.id]
		count := f.Start == i && f.isSpelledOut()
		if !count && !isAnyDigit(rd.at(i)) {
			return i
		}
		if !f.Range {
			bare = f.Bare
		}
		if count {
			i++
		}
	}
	for i < bare || isAnyDigit(rd.at(i)) {
		i++
	}
	return i
}

// isSpelledOut reports a number in Chinese numerals that is a count, or may be one.
func (f *figure) isSpelledOut() bool {
	switch f.role {
	case indicator, unexplained:
		return f.Chinese
	}
	return false
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
	return schema.Unexplained{Field: rd.field, Column: rd.cellColumn(), Text: rd.printed(start, end), Start: start, End: end}
}
