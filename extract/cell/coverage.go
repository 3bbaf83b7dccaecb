package cell

import "duban/schema"

// cover counts the numbers of the text and those that are explained. Digits that no token holds are unexplained.
func (rd *reading) cover(c *schema.Coverage) {
	held := make([]*figure, len(rd.text))
	inDate := make([]bool, len(rd.text))
	for i := range rd.numbers {
		f := &rd.numbers[i]
		for at := f.Start; at < f.End; at++ {
			held[at] = f
		}
	}
	for _, d := range rd.dates {
		for at := d.start; at < d.end; at++ {
			inDate[at] = true
		}
	}
	for i := 0; i < len(rd.text); i++ {
		f := held[i]
		counts := f != nil && f.Start == i && f.Chinese && (f.role == indicator || f.role == unexplained)
		if !counts && !isDigit(rd.text[i]) {
			continue
		}
		end := i + 1
		for ; end < len(rd.text) && (isDigit(rd.text[end]) || f != nil && end < f.Bare && held[end] == f && !f.Range); end++ {
		}
		c.Numbers++
		if inDate[i] || f != nil && f.role.explains() || f == nil && rd.inFixed(i) {
			c.Explained++
		} else {
			c.Unexplained = append(c.Unexplained, rd.leftOver(f, i, end))
		}
		i = end - 1
	}
}

// inFixed reports whether a set phrase or name of the vocabulary holds the character at i.
func (rd *reading) inFixed(i int) bool {
	k := rd.tokenFrom(i+1) - 1
	return k >= 0 && i < rd.tokens[k].end && rd.word(rd.tokens[k]).fixed
}

func (rd *reading) leftOver(f *figure, start, end int) schema.Unexplained {
	if f != nil {
		start, end = f.Start, f.End
	}
	return schema.Unexplained{Field: rd.field, Text: string(rd.text[start:end]), Start: start, End: end}
}
