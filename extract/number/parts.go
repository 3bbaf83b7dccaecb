package number

import (
	"unicode/utf8"

	"duban/internal/char"
	"duban/internal/exact"
)

// smaller reads what is smaller than one unit, and reports whether something is: 两米半, 50元6角三分, 三块六毛, 一米八.
func (r *Reader) smaller(text []rune, n *Number) bool {
	if n.More || n.Range || n.End >= len(text) {
		return false
	}
	if text[n.End] == half {
		return r.andHalf(text, n)
	}
	end := n.End
	if power := r.partsBelow(text, n, 0); power < 0 {
		r.tail(text, n, &Part{Power: power - 1, Writing: Any})
	} else if p := r.leftOut(n); p != nil {
		r.tail(text, n, p)
	}
	return n.End > end
}

// andHalf reads 半 behind a unit. Behind what is counted it may begin a word, so that the number is known only where nothing
// follows.
func (r *Reader) andHalf(text []rune, n *Number) bool {
	switch {
	case r.stopAt(text, n.End), n.isTold():
		return false
	case n.isWhole() && (n.hasHalves() || n.UnitKind == "count" && r.leftOut(n) == nil && endsAmount(text, n.End+1)):
		add(&n.Value, 5, -1)
		n.End++
	default:
		n.unsettle(n.End + 1)
	}
	return true
}

// hasHalves reports a number with a unit that half of one may follow.
func (n *Number) hasHalves() bool {
	switch n.UnitKind {
	case "length", "area", "weight", "volume", "time", "multiple", "age", "year":
		return true
	}
	return false
}

// isWhole reports a plain number without decimals and without a power that a further part might belong to.
func (n *Number) isWhole() bool { return n.Form == Plain && !n.Scaled && n.Value.Exponent >= 0 }

// isTold reports a number that says which one is meant, and not how many: 2021年, 三月, 八点.
func (n *Number) isTold() bool {
	switch n.UnitKind {
	case "year":
		return !n.Chinese && n.Bare-n.Start > 2 // 三年半, but not 2021年半
	case "month", "day", "quarter", "clock", "grade", "label", "batch":
		return true
	}
	return n.Form == Ordinal
}

// unsettle makes n, which goes on up to a place of the text, one of which the value is not known.
func (n *Number) unsettle(end int) {
	n.Form, n.Value, n.Max, n.End = Unsure, exact.Decimal{}, exact.Decimal{}, end
}

// partsBelow reads the parts of n that are smaller than a power of ten of its unit, and returns that of the last one, or
// the power.
func (r *Reader) partsBelow(text []rune, n *Number, power int) int {
	for i := range r.parts[n.Unit] {
		p := &r.parts[n.Unit][i]
		if p.Form == "" || p.Power >= power || !r.part(text, n, p) {
			continue
		}
		power = p.Power
		if p.Whole != "" {
			n.Unit, n.UnitKind = p.Whole, "money"
			return r.partsBelow(text, n, power)
		}
	}
	return power
}

// part adds the number of a smaller unit that follows n.
func (r *Reader) part(text []rune, n *Number, p *Part) bool {
	j := n.End
	if runeAt(text, j) == again {
		j++
	}
	if !isNumeral(runeAt(text, j)) {
		return false
	}
	small, ok := r.numeral(text, j)
	if !ok || small.Form != Plain || small.Scaled {
		return false
	}
	end := small.End + utf8.RuneCountInString(p.Form)
	if end > len(text) || string(text[small.End:end]) != p.Form || r.longerAt(text, small.End, end) {
		return false
	}
	small.Value.Exponent += int32(p.Power)
	sum(&n.Value, &small.Value)
	n.End = end
	return true
}

const longestPart = 4 // characters of a smaller unit

// longerAt reports a word at text[j] that goes on behind end: 分钟, 分之.
func (r *Reader) longerAt(text []rune, j, end int) bool {
	v, past := r.words.Longest(text, j)
	return v >= 0 && past > end || numeratorAt(text, j) > 0
}

// leftOut returns what is left out behind the last digit of a spoken amount in the unit of n, or nil: 十二块五, 一米八.
func (r *Reader) leftOut(n *Number) *Part {
	if !n.isWhole() {
		return nil
	}
	for i := range r.parts[n.Unit] {
		if p := &r.parts[n.Unit][i]; p.Writing == Any || p.Writing == Numerals && n.Chinese {
			return p
		}
	}
	return nil
}

// tail reads the last digits of a spoken amount, of which the unit is left out: 十二块五, 一米八五, 五块三毛五. What else stands
// behind them may be a word that they belong to, or what the price is for (十二块五一斤), so that the amount is not known.
func (r *Reader) tail(text []rune, n *Number, p *Part) {
	end := n.End
	for end < len(text) && place(text[end]) >= 0 && char.IsDigit(text[end]) != n.Chinese {
		end++
	}
	width := end - n.End
	if width == 0 {
		return
	}
	money := n.UnitKind == "money" || p.Whole != ""
	first := place(text[n.End])
	switch past := r.pieceEnd(text, end, width); {
	case past > end:
		n.unsettle(past)
	case r.goesOnAt(text, end) && !(p.Whole != "" && r.moneyAt(text, end)), width == 1 && first == 0: // but not 十二块五元
	case endsAmount(text, end) && (width == 1 || width == 2 && !money):
		r.spell(text, n, p, end)
	case endsAmount(text, end), money && (first > 1 || width > 1 || !n.Chinese): // 一 alone may begin a word: 五元一律
		n.unsettle(end)
	}
}

// goesOnAt reports a unit or numeral at text[end]: the digits in front are those of another number.
func (r *Reader) goesOnAt(text []rune, end int) bool {
	u, _ := r.unitAt(text, end)
	return u != nil || isNumeral(runeAt(text, end))
}

// moneyAt reports a unit of money at text[j].
func (r *Reader) moneyAt(text []rune, j int) bool {
	u, _ := r.unitAt(text, j)
	return u != nil && u.Kind == "money"
}

// pieceEnd returns the end of the 一斤 that an amount is the price of, of which 一 is the last of so many digits that end at
// text[end], or follows them; else 0.
func (r *Reader) pieceEnd(text []rune, end, width int) int {
	switch {
	case runeAt(text, end) == one:
		end++
	case width < 2 || text[end-1] != one:
		return 0
	}
	u, past := r.unitAt(text, end)
	if u == nil || !isKind(u.Kind) && u.Kind != "cubic" {
		return 0
	}
	return past
}

// spell adds the digits from the end of n on by their places.
func (r *Reader) spell(text []rune, n *Number, p *Part, end int) {
	for k := n.End; k < end; k++ {
		add(&n.Value, place(text[k]), p.Power-(k-n.End))
	}
	n.End = end
	if p.Whole != "" {
		n.Unit, n.UnitKind = p.Whole, "money"
	}
}

// endsAmount reports whether what stands at text[j] can stand behind an amount.
func endsAmount(text []rune, j int) bool {
	if j == len(text) || is(text[j], closing) {
		return true
	}
	return char.IsPause(text[j]) && digit(text[j-1]) > 0
}
