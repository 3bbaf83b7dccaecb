package cell

import "duban/schema"

// inPlaceName reports a numeral with a measure word that names a place, where no thing is counted: 五里镇, 二道河水库.
func (rd *reading) inPlaceName(f *figure) bool {
	if !f.Chinese || f.Bare != f.Start+1 || f.End != f.Bare+1 || f.More || f.Range || rd.text[f.Start] == '两' {
		return false
	}
	return rd.r.words.beside[string(rd.text[f.Bare])]&flankInPlace != 0 && rd.besideAt(f.End, flankPlace)
}

// besideAt reports whether a word of that side begins at i.
func (rd *reading) besideAt(i int, s flank) bool {
	const longest = 4
	for width := 1; width <= longest && i+width <= len(rd.text); width++ {
		if rd.r.words.beside[string(rd.text[i:i+width])]&s != 0 {
			return true
		}
	}
	return false
}

// isAgeGroup reports an age that says which people are meant: 65岁以上老人, 6-15岁儿童. What people live to is counted:
// 人均期望寿命79.5岁.
func (rd *reading) isAgeGroup(f *figure) bool {
	if f.UnitKind != "age" {
		return false
	}
	end, bound := f.End, schema.Modifier("")
	if t := rd.tokenStarting(f.End); rd.word(t).after != "" {
		end, bound = t.end, rd.word(t).after
	}
	if end < len(rd.text) && isCJK(rd.text[end]) && rd.word(rd.tokenStarting(end)).breaks&breakAll == 0 {
		return true
	}
	if bound != schema.AtLeast && bound != schema.AtMost {
		return f.Range
	}
	return f.token == 0 || rd.tokens[f.token-1].end < f.Start || !rd.word(rd.tokens[f.token-1]).announces()
}
