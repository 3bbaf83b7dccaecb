package cell

import "strings"

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

// isSession reports a session or an anniversary: 十九届人大, 五次会议 behind it, 70周年. What was held so many times is
// counted: 举办三届, 连续8届.
func (rd *reading) isSession(f *figure) bool {
	if f.UnitKind == "session" {
		return f.Unit != "届" || !rd.isHeld(f)
	}
	id := rd.tokens[f.token].id
	if f.Unit != "次" || id == 0 || !rd.besideAt(f.End, flankMeeting) {
		return false
	}
	prev := &rd.numbers[id-1]
	return prev.role == session && rd.tokens[prev.token].clause == rd.tokens[f.token].clause && f.Start-prev.End <= longestBody
}

const longestBody = 12 // characters of the name of a body between its term and its session

// isHeld reports a number of sessions behind a verb, and not in front of the body whose they are.
func (rd *reading) isHeld(f *figure) bool {
	if f.token == 0 || rd.tokens[f.token-1].end != f.Start {
		return false
	}
	w := rd.word(rd.tokens[f.token-1])
	_, after := rd.around(f.Start, f.End)
	return (w.step == done || w.state != "") && !rd.besideAt(f.End, flankMeeting) &&
		!strings.ContainsRune("一二三四五六七八九十", after)
}
