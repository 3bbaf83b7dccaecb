package cell

import (
	"slices"
	"strings"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/clause"
	"duban/internal/exact"
	"duban/schema"
)

// candidates decides of each number what it is: an indicator, or what else explains it. What no rule covers stays
// unexplained.
func (rd *reading) candidates() {
	for f := range rd.eachNumber() {
		if f.role == unexplained && !rd.dividesWhole(rd.idOf(f)) {
			f.role = rd.roleOf(f)
		}
	}
	for f, next := range rd.neighbours(1) {
		if rd.listedCode(f, next) {
			next.role = code
		}
		if rd.listedRank(f, next) {
			next.role = indicator
		}
	}
	for i := range slices.Backward(rd.numbers) {
		rd.byList(rd.numberIn(i), rd.numberIn(i+1))
	}
}

func (rd *reading) roleOf(f *figure) role {
	if role, ok := rd.toldRole(f); ok {
		return role
	}
	switch {
	case rd.isQuoted(f):
		return quoted
	case rd.isListMark(f):
		return mark
	case rd.isBroken(f):
		return unexplained
	case rd.takesUnit(f):
		return indicator
	}
	if role, ok := rd.byForm(f); ok {
		return role
	}
	switch {
	case rd.isDoubtful(f), rd.isFactor(f), rd.isOdds(f), rd.hasStrangeUnit(f):
		return unexplained
	case rd.inCode(f):
		return code
	case rd.inName(f), rd.inPlaceName(f), rd.namesThing(f):
		return part
	case rd.isClass(f), rd.isAgeGroup(f):
		return trait
	}
	if role, ok := rd.byUnit(f); ok {
		return role
	}
	switch {
	case f.is(chinese, scaled), f.Chinese && rd.isAt(f.Start-1, signEach):
		return rd.chineseCount(f)
	case f.Unit == "":
		return rd.bare(f)
	}
	return indicator
}

// toldRole returns the role that a construction gives f.
func (rd *reading) toldRole(f *figure) (role, bool) {
	v := rd.verdict(f.token, saysRole)
	switch {
	case v == nil, rd.clauseOf(f.token).Level >= clause.Title:
		return unexplained, false
	case v.gift.value == roundBase:
		return base, isRound(leading(f))
	}
	return roleNames[v.gift.value], true
}

// isRound reports a hundred, a thousand and so on.
func isRound(n int) bool {
	const least = 100
	for n > least && n%10 == 0 {
		n /= 10
	}
	return n == least
}

// isQuoted reports a number in a title, or in a quotation that states nothing.
func (rd *reading) isQuoted(f *figure) bool {
	switch rd.clauseOf(f.token).Level {
	case clause.Title:
		return true
	case clause.Quotation:
		return rd.isQuotedName(f)
	}
	return false
}

// byForm decides where the way in which the number is written does.
func (rd *reading) byForm(f *figure) (role, bool) {
	switch f.Form {
	case number.Vague:
		return idle, true
	case number.Serial:
		return rd.serial(f), true
	case number.Digits:
		return rd.spelled(f), true
	case number.Ordinal:
		return rd.ordinal(f), true
	case number.Unsure, number.Long:
		return unexplained, true
	}
	return unexplained, f.Fraction
}

// spelled decides of digits by place, which are part of a name, but may be a count in front of a measure word: 二〇〇〇株.
func (rd *reading) spelled(f *figure) role {
	switch f.UnitKind {
	case "money", "count", "length", "area", "weight":
		return unexplained
	}
	return part
}

// serial decides of 1.2.3: a code, but not 1.2.3亿元.
func (rd *reading) serial(f *figure) role {
	switch f.UnitKind {
	case "", "label":
		if !rd.countsBehind(f.End) {
			return code
		}
	}
	return unexplained
}

// isQuotedName reports a number in a quotation that is a name, and states nothing: “18类重点人群”, but not “新建学校5所”.
func (rd *reading) isQuotedName(f *figure) bool {
	switch f.UnitKind {
	case "", "label", "grade":
		return true
	case "rate", "point", "money":
		return false
	}
	for k := range rd.inFront(f.token) {
		if rd.wordOf(k).is(classStates) {
			return false
		}
	}
	return true
}

// takesUnit gives a number the unit that a construction says it has, with the words for it.
func (rd *reading) takesUnit(f *figure) bool {
	v := rd.verdict(f.token, saysUnit)
	if v == nil || f.Form == number.Unsure {
		return false
	}
	u, ok := rd.r.plainUnit(v.gift.value)
	if !ok {
		return false
	}
	f.Unit, f.UnitKind = u.Base, u.Kind
	f.End = max(f.End, v.from.end)
	rd.tokens[f.token].end = f.End
	return true
}

// isListMark reports the number of an enumerated point: at the front of a paragraph or sentence, with a mark behind. In
// front of another number 、 parts the numbers of a list: 分别为：3、4万元.
func (rd *reading) isListMark(f *figure) bool {
	after := rd.at(f.End)
	if !strings.ContainsRune(char.Points+char.Pause+char.Closing, after) || f.any(hasUnit|ranged|scaled|fraction|decimal) {
		return false
	}
	at := f.Start
	if char.IsClosing(after) {
		switch {
		case char.IsOpening(rd.at(at - 1)):
			at--
		case !rd.opensPoint(at):
			return false
		}
	}
	switch at = rd.skipBack(at); {
	case rd.opensPoint(at):
		return true
	case !strings.ContainsRune(char.Colons+char.Comma, rd.at(at-1)):
		return false
	}
	return clause.Kind(after) != clause.Item || !char.IsDigit(rd.at(f.End+1))
}

// ordinal tells a place in an order (居全市第10) from other ordinals (第一次).
func (rd *reading) ordinal(f *figure) role {
	ranks := rd.classBefore(f.token, classRank) >= 0
	switch {
	case rd.r.words.means(f.Unit, signPlace):
		return indicator
	case f.Unit != "":
		return part
	case ranks:
		return indicator
	case f.Chinese, rd.goesOnBehind(f): // 第1、2标段
		return part
	}
	return indicator
}

// goesOnBehind reports a character of words, or a mark of lists, right behind a number.
func (rd *reading) goesOnBehind(f *figure) bool {
	after := rd.at(f.End)
	return char.IsIdeograph(after) || clause.Kind(after) == clause.Item
}

// inCode reports digits that are joined to letters, to other digits or by other signs: PM2.5, 5G, K0+300, 1+3+N, 8:30.
func (rd *reading) inCode(f *figure) bool {
	before, after := rd.around(f.Start, f.End)
	switch {
	case after == '#', char.IsDot(before), rd.isLettered(f), rd.isBehindLetter(f, before):
		return true
	case char.IsDot(after) && char.IsDigit(rd.at(f.End+1)):
		return true
	case areJoined(before, rd.at(f.Start-2)):
		return true
	case f.Unit == "":
		return isFrame(before, after) || rd.joinsOn(f) // the number of a document, or of a footnote
	}
	return char.IsDigit(rd.at(f.End-1)) && rd.joinsOn(f)
}

// joinsOn reports a sign behind a number that joins it to the rest of a code.
func (rd *reading) joinsOn(f *figure) bool {
	return areJoined(rd.at(f.End), rd.at(f.End+1))
}

// areJoined reports a sign next to a number that joins it to what stands on the other side.
func areJoined(sign, other rune) bool { return joinsCode(sign) && isCodeRune(other) }

// isBehindLetter reports a number without a unit behind letters, or one behind a letter by itself: A2栋, but not DSA2套.
func (rd *reading) isBehindLetter(f *figure, before rune) bool {
	if !isLetter(before) {
		return false
	}
	return f.Unit == "" || !isLetter(rd.at(f.Start-2))
}

// isLettered reports a number without a unit in front of letters that make it a code: 5G.
func (rd *reading) isLettered(f *figure) bool {
	if !f.is(0, hasUnit|scaled) {
		return false
	}
	return isLatin(rd.at(f.End)) && f.Value.Cmp(mostCoded) < 0
}

// isSpelledApart reports a number with a space between it and letters that make it a name, whatever unit seems to stand behind:
// the 年 of PM 2.5年均浓度 is none.
func (rd *reading) isSpelledApart(f *figure) bool {
	if !isSpace(rd.at(f.Start - 1)) {
		return false
	}
	return isLetter(rd.at(f.Start-2)) && rd.wordEnding(f.Start-1).nameHead
}

// isNumberOfName reports a number behind the head of a name, with no unit of measure behind it; but DN25支管.
func (rd *reading) isNumberOfName(f *figure) bool {
	if !rd.wordEnding(f.Start).nameHead {
		return false
	}
	return isLatin(rd.at(f.Start-1)) || !slices.Contains(number.Kinds, f.UnitKind)
}

// inName reports a number that the words next to it make part of a name: 轨道9号线, 国道318.
func (rd *reading) inName(f *figure) bool {
	switch {
	case f.Scaled:
		return false
	case rd.isNumberOfName(f), rd.isSpelledApart(f):
		return true
	case f.any(more | ranged):
		return false
	}
	switch w, end := rd.longest(f.Bare); {
	case !w.nameEnd, end < f.End:
		return false
	case end > f.Bare+1, f.isYear():
		return true
	}
	return f.Value.Cmp(mostNamed) < 0 // but not 1500师生
}

// isClass reports an amount that says of what sort a thing is: 过亿元企业, 1000万千瓦级基地.
func (rd *reading) isClass(f *figure) bool {
	if rd.isPower(f) && rd.nounBehind(f) {
		return true
	}
	switch f.UnitKind {
	case "", "count":
		return false
	}
	return rd.isAt(f.End, signGrade)
}

// isPower reports a power without a digit: 超千万元.
func (rd *reading) isPower(f *figure) bool { return f.Scaled && rd.isAt(f.Start, signPower) }

// byUnit decides where the unit alone does.
func (rd *reading) byUnit(f *figure) (role, bool) {
	switch f.UnitKind {
	case "label":
		return part, !rd.r.words.means(f.Unit, signLine) || rd.isLine(f)
	case "grade":
		if f.any(decimal) { // 3.2级
			return unexplained, true
		}
		return part, true
	case "count":
		return part, f.Value.Negative && rd.r.words.means(f.Unit, signFloor) // 负一层
	case "day":
		return rd.byDay(f), true
	case "issue": // 二期, 2期工程; but 举办培训班2期, 举办2期培训
		return part, f.Chinese || rd.leadsToNoun(f)
	case "voltage":
		return part, char.IsIdeograph(rd.at(f.End)) // 110kV变电站
	case "month":
		if f.Value.Cmp(lastMonth) > 0 {
			return unexplained, true // 202310月
		}
		return clock, true
	case "clock", "quarter":
		return clock, true
	case "time", "length":
		return part, rd.isCircle(f)
	case "year":
		if rd.r.words.means(f.Unit, signDecade) {
			return part, true
		}
		return clock, f.Chinese || rd.wordAt(f.End, func(w *word) bool { return w.nameEnd })
	case "batch":
		return idle, f.Chinese
	case "score":
		if role, ok := rd.minutes(f); ok {
			return role, true
		}
		return absent, f.Chinese
	case "coin", "tael":
		return absent, f.Chinese
	case "cubic":
		if f.is(chinese, scaled) {
			return absent, true
		}
		f.Unit = cubicMetre
	}
	return unexplained, false
}

// isLine reports a number that a bus line can have: 3路公交, but not 监控1.2万路.
func (rd *reading) isLine(f *figure) bool { return f.is(0, scaled|more) && f.Value.Cmp(mostNamed) < 0 }

// leadsToNoun reports a word right behind a number of an issue that is not counted by issues: 2期工程.
func (rd *reading) leadsToNoun(f *figure) bool {
	return char.IsIdeograph(rd.at(f.End)) && !rd.countedAt(f.End, "issue")
}

// byDay tells the number of a day from a count of days: 工期270日.
func (rd *reading) byDay(f *figure) role {
	switch {
	case f.any(decimal): // 3.15日 may be a date
		return unexplained
	case f.Chinese, f.Value.Cmp(longestMonth) <= 0:
		return clock
	case rd.isBrokenDate(f):
		return unexplained
	}
	return indicator
}

var (
	mostNamed    = exact.New(1000, 0) // more are no number of a bus line or service
	longestMonth = exact.New(31, 0)
	lastMonth    = exact.New(12, 0)
	mostCoded    = exact.New(1000, 0) // more in front of letters may be in a unit that nobody knows: 3600PF
)

// isBrokenDate reports days whose digits are a month and a day that have lost what stood between them: 1031日, 20171011日.
func (rd *reading) isBrokenDate(f *figure) bool {
	const shortest = 4 // digits
	return f.digits() >= shortest && !slices.Contains(rd.piece(f.Start, f.Bare), ',')
}

// isCircle reports a time or way that names the circle around a place: 15分钟健身圈, 2小时经济圈.
func (rd *reading) isCircle(f *figure) bool {
	const longest = 8
	for i := f.End; i < f.End+longest && char.IsIdeograph(rd.at(i)); i++ {
		if rd.isAt(i, signCircle) {
			return i > f.End && !rd.isAt(f.End, signApart)
		}
	}
	return false
}

// minutes reads the 分 behind hours or in front of seconds: 9时30分, 2小时30分, 11分38秒.
func (rd *reading) minutes(f *figure) (role, bool) {
	before, words := rd.numberBefore(f), rd.r.words
	switch {
	case before.UnitKind == "clock":
		return clock, true
	case words.means(before.Unit, signHour), words.means(rd.numberBehind(f).Unit, signSecond):
		f.Unit, f.UnitKind = minutes, "time"
		return indicator, true
	}
	return unexplained, false
}

// wordAt reports whether a word of that sort begins at i.
func (rd *reading) wordAt(i int, is func(*word) bool) bool {
	w, _ := rd.longest(i)
	return is(w)
}

// chineseCount decides of a number in Chinese numerals, which is a count only with a measure word. A single 一 counts
// only what was built or brought: 建成一座水厂, but 一个平台.
func (rd *reading) chineseCount(f *figure) role {
	before, after := rd.around(f.Start, f.End)
	switch {
	case isOne(rd.at(f.Start)) && isOne(after):
		return idle // 一周一通报
	case f.Unit == "" && rd.isSpelled(f):
		return unexplained
	case f.Unit == "":
		return absent
	case f.UnitKind == "rate":
		return indicator
	case rd.is(before, signEvery) && rd.isBuilt(f):
		return indicator
	case rd.is(before, signIdle), rd.isAlone(f) && !rd.builtOne(f):
		return idle
	}
	return indicator
}

// isAlone reports one thing that is counted.
func (rd *reading) isAlone(f *figure) bool {
	switch {
	case f.UnitKind != "count", !f.is(0, ranged):
		return false
	}
	return isBareOne(&f.Value)
}

// isSpelled reports Chinese numerals that are more than a word of a phrase: 二百三十三, 五分之一, 三点五.
func (rd *reading) isSpelled(f *figure) bool {
	const longest = 3 // of a phrase: 二十四节气
	for i := f.Start; i < f.Bare; i++ {
		if rd.isAt(i, signSpelled) {
			return true
		}
	}
	return f.digits() > longest
}

// builtOne reports whether 一座, 一所 … stands right behind a verb of state: 建成一座, 未启动一座.
func (rd *reading) builtOne(f *figure) bool {
	return rd.isBuilt(f) && rd.wordEnding(f.Start).is(classDone|classSays|classVerb)
}

// isBuilt reports the measure words of what is built or bought.
func (rd *reading) isBuilt(f *figure) bool { return rd.r.words.means(f.Unit, signBuilt) }

// isAgeGroup reports an age that says which people are meant: 65岁以上老人, 6-15岁儿童. What people live to is counted:
// 人均期望寿命79.5岁.
func (rd *reading) isAgeGroup(f *figure) bool {
	if f.UnitKind != "age" {
		return false
	}
	end, bound := rd.boundBehind(f)
	if char.IsIdeograph(rd.at(end)) && rd.wordStarting(end).breaks&breakAll == 0 {
		return true
	}
	switch bound {
	case schema.AtLeast, schema.AtMost:
		return !rd.wordEnding(f.Start).is(classAnnounces)
	}
	return f.Range
}
