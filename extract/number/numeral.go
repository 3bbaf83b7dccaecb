package number

import (
	"duban/internal/char"
	"duban/internal/exact"
)

// numeral reads the number without a unit that begins at text[i]: Arabic digits, Chinese numerals, and both in one, as
// in 3万4千.
func (r *Reader) numeral(text []rune, i int) (Number, bool) {
	p := parser{r: r, text: text, at: i}
	p.n = Number{Start: i, Chinese: !char.IsDigit(text[i]) && !char.IsPoint(text[i])}
	if !p.byPlace() {
		p.terms()
	}
	p.n.End, p.n.Bare = p.at, p.at
	p.spread()
	return p.n, p.at > i
}

// parser reads a numeral as a sum of terms, each a coefficient with the powers behind it: 四千, 五百万, 零六. What a 万
// or 亿 multiplies is a section; the terms of a section fall from 千 to the ones.
type parser struct {
	r    *Reader
	text []rune
	at   int    // behind what has been read
	n    Number // Value holds the finished sections

	section exact.Decimal
	small   int // exponent of the last 十, 百 or 千 of the section
	big     int // exponent of the last 万 or 亿
	top     int // exponent of the largest 万 or 亿
	last    int // exponent of the last power of either sort

	term term
	pair pair
	ten  bool // the term has its 十 in it: 廿
}

// term is the coefficient that no power has followed yet.
type term struct {
	value exact.Decimal
	open  bool // there is one
	width int  // its digits in front of the point, where they are Arabic; else 0
	zero  bool // 零 says that it stands for itself: 五亿零六
}

// byPlace reads Chinese digits that are written by place, as years are: 二〇二一. Two digits without a zero name no
// number (五五个) but where they are the bounds of one (三四个), nor do more digits with a power behind them; but 五五折 does.
func (p *parser) byPlace() bool {
	start := p.at
	end := p.placesEnd()
	if end-start < 2 || end-start == 2 && digit(p.text[start]) == 0 {
		return false
	}
	pair := end-start == 2 && digit(p.text[start+1]) > 0
	isDiscount := pair && runeAt(p.text, end) == discount
	if pair && !isDiscount && p.isPair(start) {
		return false
	}
	p.at = end
	if !isDiscount && (pair || end < len(p.text) && power(p.text[end]) > 0) {
		p.end(Vague)
		return true
	}
	if end-start > MostDigits {
		p.end(Long)
		return true
	}
	p.n.Value = decimal(p.text[start:end], 0)
	if isDiscount {
		p.n.Value.Exponent--
	} else {
		p.n.Form = Digits
	}
	return true
}

// placesEnd returns the end of the Chinese digits in a row.
func (p *parser) placesEnd() int {
	end := p.at
	for ; end < len(p.text) && digit(p.text[end]) >= 0; end++ {
		if digit(p.text[end]) > 0 && (!p.isDigitHere(end) || isTwo(p.text[end]) && end > p.at) {
			break
		}
	}
	return end
}

// end ends the numeral as one without a value, behind all that still belongs to it.
func (p *parser) end(f Form) {
	if f != Serial {
		for j := p.blanks(p.at); j < len(p.text) && (j == p.at && isNumeral(p.text[j]) || power(p.text[j]) > 0); j = p.blanks(p.at) {
			p.at = j + 1
		}
	}
	p.n.Form, p.n.Value = f, exact.Decimal{}
	p.section, p.term = exact.Decimal{}, term{}
}

// terms reads one term after another.
func (p *parser) terms() {
	for p.coefficient() && p.n.Form == Plain {
		small := p.smallPower()
		p.more()
		big := p.bigPowers()
		if p.n.Form != Plain || p.n.More || p.pair.open || !small && !big {
			break
		}
	}
	if p.n.Form == Plain {
		p.close()
		p.decimals()
	}
}

// coefficient reads the digits of a term, or passes by where 一 is left out in front of 十.
func (p *parser) coefficient() bool {
	var t term
	j := p.blanks(p.at)
	if j < len(p.text) && digit(p.text[j]) == 0 && p.zeroBelongs(j+1) {
		t.zero = true
		j = skipSpaces(p.text, j+1)
	}
	if j >= len(p.text) {
		return false
	}
	c, apart := p.text[j], j > p.at && !t.zero
	switch {
	case c == again && p.last > 0 && p.plusDigit(j), c == besides && p.n.Chinese && p.last == 1 && p.plusDigit(j): // 四十又七
		t.zero = true
		return p.chinese(j+1, t)
	case tens(c) > 0 && p.small != 1 && !apart:
		return p.scores(j, t)
	case char.IsDigit(c) || char.IsPoint(c):
		return !apart && p.arabic(j, t) // 3万 50: a space parts numbers
	case digit(c) > 0 || c == zero && p.last == 0:
		return p.chinese(j, t)
	case isSome(c) && t.zero: // 一百零几万
		p.n.More = true
		p.at = j + 1
		return true
	case p.last == 0 && p.leadsPower(j):
		p.at = j + 1
		p.end(Unsure)
		return true
	case power(c) == 1 && p.small != 1 && !apart && p.isTenHere(j), p.last == 0 && p.leadsDigit(j):
		t.value.SetFinite(1, 0)
		t.open = true
		p.term, p.at = t, j
		return true
	}
	return false
}

// zeroBelongs reports whether 零 in front of text[j] only says that powers are left out.
func (p *parser) zeroBelongs(j int) bool {
	j = skipSpaces(p.text, j)
	if j >= len(p.text) {
		return false
	}
	c := p.text[j]
	return power(c) == 1 || p.last > 0 && (digit(c) > 0 || char.IsDigit(c) || isSome(c))
}

// leadsDigit reports 百三, which is 130, and 千三; but not where more follows, as in 近百一线医护人员.
func (p *parser) leadsDigit(j int) bool {
	return isSmall(power(p.text[j])) && j+1 < len(p.text) && digit(p.text[j+1]) > 0 && (j+2 == len(p.text) || !char.IsIdeograph(p.text[j+2]))
}

// isTenHere tells 拾 from a word that it begins: 拾光格.
func (p *parser) isTenHere(j int) bool {
	if p.text[j] != ten || p.last > 0 || j+1 == len(p.text) || isNumeral(p.text[j+1]) || !char.IsIdeograph(p.text[j+1]) {
		return true
	}
	u, _ := p.r.unitAt(p.text, j+1)
	return u != nil && u.Kind == "money"
}

func (p *parser) arabic(j int, t term) bool {
	v, width, end, form := readArabic(p.text, j)
	if end == j {
		return false
	}
	if char.IsPoint(p.text[j]) && !p.pointBegins(j, end) || p.isAge(end, width) {
		return false
	}
	p.at = end
	if form != Plain {
		p.end(form)
		return true
	}
	t.value, t.width, t.open = v, width, true
	p.term = t
	return true
}

func (p *parser) chinese(j int, t term) bool {
	if !p.isDigitHere(j) {
		return false
	}
	if p.pairs(j) {
		if p.isPair(j) {
			return p.bounds(j, t)
		}
		p.at = j
		p.end(Vague)
		return true
	}
	t.value.SetFinite(int64(digit(p.text[j])), 0)
	t.open = true
	p.term, p.at = t, j+1
	if p.isPiece(j) && !t.zero {
		p.end(Unsure)
	}
	return true
}

// isDigitHere tells a digit from other uses of its character: 两 behind a power is a unit unless another power follows
// it, and 零, 陆 and 伍 stand in many words.
func (p *parser) isDigitHere(j int) bool {
	next := rune(0)
	if k := skipSpaces(p.text, j+1); k < len(p.text) {
		next = p.text[k]
	}
	switch c := p.text[j]; {
	case c == zero: // but 零售, 零零散散
		return p.last > 0 || !char.IsIdeograph(next) || isPoint(next) || digit(next) > 0
	case isTwo(c):
		return p.last == 0 || power(next) > 1
	case isOfWords(c):
		return p.last > 0 || next == ten || next == hundred || next == thousand || power(next) >= 4 || isPoint(next)
	}
	return true
}

// pairs reports two digits in a row, which name no number: 二十三四个, 一两百.
func (p *parser) pairs(j int) bool {
	if j+1 >= len(p.text) || digit(p.text[j+1]) <= 0 || isOfWords(p.text[j+1]) {
		return false
	}
	if !isTwo(p.text[j+1]) {
		return true
	}
	if j+2 >= len(p.text) {
		return false
	}
	u, _ := p.r.unitAt(p.text, j+2)
	return u != nil || power(p.text[j+2]) > 1
}

// smallPower multiplies the coefficient by the 十, 百 or 千 behind it.
func (p *parser) smallPower() bool {
	if p.ten {
		p.ten = false
		p.raise(1)
		return true
	}
	j := p.blanks(p.at)
	if !p.term.open || j >= len(p.text) || !isSmall(power(p.text[j])) || p.opensUnit(j) {
		return false
	}
	exp := power(p.text[j])
	if p.small > 0 && exp >= p.small { // 三十五百
		p.end(Unsure)
		return false
	}
	p.at = j + 1
	p.raise(exp)
	return true
}

// raise multiplies the coefficient by a small power.
func (p *parser) raise(exp int) {
	p.term.value.Exponent += int32(exp)
	p.pair.exp += int32(exp)
	sum(&p.section, &p.term.value)
	p.term = term{}
	p.small, p.last = exp, exp
}

// opensUnit reports a power that belongs to the unit behind it: 一千瓦 is one 千瓦, 12百分点 twelve 百分点. But 一万五千瓦
// has so many 瓦.
func (p *parser) opensUnit(j int) bool {
	u, end := p.r.unitAt(p.text, j)
	return u != nil && end > j+1 && (p.last == 0 || p.small > 0 && p.small <= power(p.text[j]) || !p.term.open)
}

// more reads 余 and 多, and behind a power 几 and 来.
func (p *parser) more() {
	j := p.blanks(p.at)
	if p.n.More || j >= len(p.text) {
		return
	}
	c, closed := p.text[j], !p.term.open
	switch {
	case isMore(c) && !p.r.stopAt(p.text, j) && (j == p.at || p.powerBehind(j)):
	case isSome(c) && closed:
	case c == approach && closed && p.unitBehind(j):
	default:
		return
	}
	p.n.More = true
	p.at = j + 1
}

func (p *parser) powerBehind(j int) bool {
	j = skipSpaces(p.text, j+1)
	return j < len(p.text) && power(p.text[j]) > 0
}

func (p *parser) unitBehind(j int) bool {
	u, _ := p.r.unitAt(p.text, j+1)
	return u != nil
}

// bigPowers multiplies what has been read by the 万 and 亿 behind it.
func (p *parser) bigPowers() bool {
	found := false
	for p.n.Form == Plain {
		j := p.blanks(p.at)
		if !found {
			j = p.counted(j)
		}
		if j >= len(p.text) || !p.multiplies(j) {
			break
		}
		p.at = j + 1
		p.multiply(power(p.text[j]))
		p.more()
		found = true
	}
	return found
}

// counted passes over the 个 of 1个亿. In 5个亿元项目 the projects are counted, not the money.
func (p *parser) counted(j int) int {
	if p.last > 0 || j+1 >= len(p.text) || p.text[j] != piece && p.text[j] != pieces {
		return j
	}
	k := j + 1
	more := isMore(p.text[k])
	if more {
		k++
	}
	if k >= len(p.text) || power(p.text[k]) != 8 || k+1 < len(p.text) && (p.text[k+1] == level || p.text[k+1] == bound) {
		return j
	}
	if u, _ := p.r.unitAt(p.text, k+1); u != nil && u.Form != renminbi {
		return j
	}
	p.n.More = p.n.More || more
	return k
}

// multiplies reports whether text[j] is a 万, 亿 or 兆 that belongs to the number. 兆 mostly is the unit of 100兆宽带, and
// a power only between Chinese numerals.
func (p *parser) multiplies(j int) bool {
	exp := power(p.text[j])
	if exp < 4 || p.opensUnit(j) {
		return false
	}
	return exp < 12 || p.n.Chinese && j+1 < len(p.text) && (power(p.text[j+1]) == 8 || p.goesOn(j+1, exp))
}

// goesOn reports whether a number with a power goes on with a digit at text[j], which may be a word: 两, 零售.
func (p *parser) goesOn(j, last int) bool {
	behind := *p
	behind.last = last
	if digit(p.text[j]) == 0 {
		if !behind.zeroBelongs(j + 1) {
			return false
		}
		if j = skipSpaces(p.text, j+1); digit(p.text[j]) <= 0 { // 零十
			return true
		}
	}
	return digit(p.text[j]) > 0 && behind.isDigitHere(j)
}

// multiply multiplies by a 万 or 亿: what stands in front of it back to the last larger one, or all that has been read.
func (p *parser) multiply(exp int) {
	const most = 64 // exponent; a longer row of 万 and 亿 is no number
	alone := p.term.open && !p.term.zero && p.section.Sign() == 0
	nothing := !p.term.open && p.last == p.big
	if !p.term.fits(p.small) || p.term.implies(p.small) { // 3千5万, 四百五万
		p.end(Unsure)
		return
	}
	sum(&p.section, &p.term.value)
	p.term = term{}
	p.pair.exp += int32(exp)
	switch {
	case exp < p.big && nothing: // 三亿万
		p.end(Unsure)
		return
	case p.big == 0 || exp < p.big:
		p.section.Exponent += int32(exp)
		sum(&p.n.Value, &p.section)
		p.top = max(p.top, exp)
	case p.big == p.top && p.n.Value.Exponent < most && (p.section.Sign() == 0 || exp > p.big && !alone):
		// 四万万, 一万五千亿: all that has been read is so many.
		sum(&p.n.Value, &p.section)
		p.n.Value.Exponent += int32(exp)
		p.top = exp
	default: // 三万五亿
		p.end(Unsure)
		return
	}
	p.section = exact.Decimal{}
	p.small, p.big, p.last = 0, exp, exp
	p.n.Scaled = true
}

// fits reports whether a term may stand behind a power. Arabic digits have to fill it, as in 3万5000; 25万6 and 3万50
// can't be read for sure.
func (t *term) fits(last int) bool {
	return !t.open || t.width == 0 || t.zero || last == 0 || t.width == last
}

// implies reports a last digit behind which a power is left out: in 两千四百五 it is tens.
func (t *term) implies(last int) bool { return t.open && t.width == 0 && !t.zero && last > 1 }

// close adds the last term, that no power follows.
func (p *parser) close() {
	if !p.term.fits(p.last) {
		p.end(Unsure)
		return
	}
	if p.term.implies(p.last) {
		p.term.value.Exponent += int32(p.last - 1)
		p.n.implied = true
	}
	sum(&p.section, &p.term.value)
	sum(&p.n.Value, &p.section)
}

// decimals reads 点 with the digits behind it, and the powers behind these: 三点五亿. In 八点五十 it is the time of day.
func (p *parser) decimals() {
	j := p.blanks(p.at)
	if !p.n.Chinese || p.n.More || p.pair.open || p.n.Form != Plain || j == p.n.Start || j >= len(p.text) || !isPoint(p.text[j]) {
		return
	}
	j = p.blanks(j + 1)
	end := j
	for end < len(p.text) && digit(p.text[end]) >= 0 && !isTwo(p.text[end]) {
		end++
	}
	if end == j || end < len(p.text) && power(p.text[end]) == 1 {
		return
	}
	if end-j > MostDigits {
		p.at = end
		p.end(Long)
		return
	}
	fraction := decimal(p.text[j:end], 0)
	fraction.Exponent = int32(j - end)
	sum(&p.n.Value, &fraction)
	p.term = term{value: p.n.Value, open: true, zero: true}
	p.n.Value, p.section, p.at = exact.Decimal{}, exact.Decimal{}, end
	p.small, p.big, p.top, p.last = 0, 0, 0, 0
	p.smallPower()
	p.bigPowers()
	if p.n.Form == Plain {
		p.close()
	}
}

// blanks passes over the white space in front of a further part of the numeral.
func (p *parser) blanks(j int) int {
	if j < len(p.text) && isBlank(p.text[j]) {
		return skipSpaces(p.text, j)
	}
	return j
}
