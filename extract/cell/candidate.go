package cell

import (
	"slices"
	"strings"

	"github.com/cockroachdb/apd/v3"

	"duban/extract/number"
	"duban/internal/clause"
	"duban/schema"
)

// candidates decides of each number what it is: an indicator, or what else explains it. What no rule covers stays
// unexplained.
func (rd *reading) candidates() {
	for i := range rd.numbers {
		if rd.numbers[i].role == unexplained && !rd.dividesWhole(i) {
			rd.numbers[i].role = rd.roleOf(&rd.numbers[i])
		}
	}
	for i := 1; i < len(rd.numbers); i++ {
		if rd.listedCode(&rd.numbers[i-1], &rd.numbers[i]) {
			rd.numbers[i].role = code
		}
	}
	for i := len(rd.numbers) - 1; i >= 0; i-- {
		switch f := &rd.numbers[i]; {
		case rd.listsName(f):
			f.role = part
		case !f.role.isNamed() && i+1 < len(rd.numbers) && rd.sharesList(f, &rd.numbers[i+1]):
			f.role, f.Unit, f.UnitKind = indicator, rd.numbers[i+1].Unit, rd.numbers[i+1].UnitKind
		case i+1 < len(rd.numbers) && rd.lacksPower(f, &rd.numbers[i+1]):
			f.role = unexplained
		}
	}
}

// sharesList reports a plain number of a list of which only the last has its unit: 分别为58、29、22微克/立方米. Rates need no
// word that says so: 高出10.6、8.3、4.7个百分点.
func (rd *reading) sharesList(f, g *figure) bool {
	if f.Unit != "" || !f.isPlain() || f.Scaled || g.role != indicator || g.Unit == "" || g.Scaled {
		return false
	}
	if g.Start != f.End+1 || !isListJoint(rd.text[f.End]) {
		return false
	}
	return g.isRate() && !f.Chinese || rd.before(f.token, func(w *word) bool { return w.respective }) >= 0
}

// lacksPower reports a number without a unit in a list of which the last has its unit with a power of ten, which may be meant
// for all: 处理1.1、1.2、1.3万吨.
func (rd *reading) lacksPower(f, g *figure) bool {
	if f.role != indicator || f.Unit != "" || f.Scaled || g.Start != f.End+1 || !isListJoint(rd.text[f.End]) {
		return false
	}
	return g.Scaled && g.Unit != "" || g.Unit == "" && g.role == unexplained
}

// listsName reports a plain number in front of one of the same list that is part of a name: 985、211高校.
func (rd *reading) listsName(f *figure) bool {
	if f.Unit != "" || !f.isPlain() || f.Scaled || f.More || f.End >= len(rd.text) || !isListJoint(rd.text[f.End]) {
		return false
	}
	t := rd.tokenStarting(f.End + 1)
	return t.kind == numberToken && rd.numbers[t.id].role.isNamed() || rd.word(t).fixed && isDigit(rd.text[t.start])
}

// listedCode reports plain digits, with a letter or without, behind the code prev of the same list: 599B、7806M、2754.
func (rd *reading) listedCode(prev, f *figure) bool {
	const longest = 3 // letters of a code and the mark
	if prev.role != code || f.Start-prev.End > longest || rd.text[f.Start-1] != '、' {
		return false
	}
	bare := f.Unit == "" || f.End == f.Bare+1 && isLatin(rd.text[f.Bare])
	return bare && f.isPlain() && !f.Chinese && !f.Scaled && !f.Range && f.Value.Exponent == 0
}

func (rd *reading) roleOf(f *figure) role {
	if v := rd.verdict(f.token, saysRole); v != nil && rd.clauseOf(f.token).Level < clause.Title {
		return roleNames[v.gift.value]
	}
	c := rd.clauseOf(f.token)
	switch {
	case c.Level == clause.Title, c.Level == clause.Quotation && rd.isQuotedName(f):
		return quoted
	case rd.isListMark(f):
		return mark
	case rd.isBroken(f):
		return unexplained
	case rd.takesUnit(f):
		return indicator
	case f.Form == number.Vague:
		return idle
	case f.Form == number.Serial && (f.Unit != "" && f.UnitKind != "label" || rd.countsBehind(f.End)):
		return unexplained // 1.2.3亿元
	case f.Form == number.Serial:
		return code
	case f.Form == number.Digits:
		return part
	case f.Form == number.Ordinal:
		return rd.ordinal(f)
	case f.Fraction, f.Form == number.Unsure, f.Form == number.Long:
		return unexplained
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
	if f.Chinese && (!f.Scaled || f.Start > 0 && rd.text[f.Start-1] == '每') {
		return rd.chineseCount(f)
	}
	if f.Unit == "" {
		return rd.bare(f)
	}
	return indicator
}

// isQuotedName reports a number in a quotation that is a name, and states nothing: “18类重点人群”, but not “新建学校5所”.
func (rd *reading) isQuotedName(f *figure) bool {
	if f.Unit == "" || f.UnitKind == "label" || f.UnitKind == "grade" {
		return true
	}
	if f.isRate() || f.UnitKind == "money" {
		return false
	}
	for k := range rd.within(rd.tokens[f.token].clause) {
		w := rd.word(rd.tokens[k])
		if k >= f.token {
			break
		}
		if w.state != "" || w.kind == schema.Growth || w.breaks&breakLead != 0 || w.money {
			return false
		}
	}
	return true
}

// takesUnit gives a number the unit that a construction says it has, with the words for it.
func (rd *reading) takesUnit(f *figure) bool {
	v := rd.verdict(f.token, saysUnit)
	if v == nil {
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
	if f.Unit != "" || f.Range || f.Scaled || f.Fraction || f.Value.Exponent < 0 || f.End >= len(rd.text) {
		return false
	}
	if !strings.ContainsRune(".．、）)", rd.text[f.End]) {
		return false
	}
	at := f.Start - 1
	if at >= 0 && strings.ContainsRune("（(", rd.text[at]) && strings.ContainsRune("）)", rd.text[f.End]) {
		at--
	} else if strings.ContainsRune("）)", rd.text[f.End]) && at >= 0 && !strings.ContainsRune("\n。；", rd.text[at]) {
		return false
	}
	for at >= 0 && (rd.text[at] == ' ' || rd.text[at] == '\u3000') {
		at--
	}
	if at >= 0 && strings.ContainsRune("：:，", rd.text[at]) && rd.text[f.End] == '、' && f.End+1 < len(rd.text) && isDigit(rd.text[f.End+1]) {
		return false
	}
	return at < 0 || strings.ContainsRune("\n。；;：:，", rd.text[at])
}

// ordinal tells a place in an order (居全市第10) from other ordinals (第一次).
func (rd *reading) ordinal(f *figure) role {
	if f.Unit != "" && f.Unit != "名" && f.Unit != "位" {
		return part
	}
	if rd.before(f.token, func(w *word) bool { return w.kind == schema.Rank }) >= 0 {
		return indicator
	}
	_, after := rd.around(f.Start, f.End)
	if f.Unit == "" && (f.Chinese || isCJK(after) || after == '、') {
		return part // 第1、2标段
	}
	return indicator
}

// countsBehind reports whether a unit, or a power, stands at i.
func (rd *reading) countsBehind(i int) bool {
	const longest = 4
	n, ok := rd.r.numbers.At(append([]rune{'1'}, rd.text[i:min(i+longest, len(rd.text))]...), 0)
	return ok && n.End > 1 && n.UnitKind != "label" && n.UnitKind != "grade"
}

// inCode reports digits that are joined to letters, to other digits or by other signs: PM2.5, 5G, K0+300, 1+3+N, 8:30.
func (rd *reading) inCode(f *figure) bool {
	const joints = "+＋/／×*#＃_—–-－:：∶@&"
	before, after := rd.around(f.Start, f.End)
	switch {
	case isLetter(before) && (f.Unit == "" || rd.isInitial(f.Start-1)), isLatin(after) && f.Unit == "" && !f.Scaled && f.Value.Cmp(mostCoded) < 0, after == '#', isDot(before), isDot(after) && f.End+1 < len(rd.text) && isDigit(rd.text[f.End+1]):
		return true
	case f.Unit == "" && isFrame(before, after):
		return true // the number of a document, or of a footnote
	case before != 0 && strings.ContainsRune(joints, before) && f.Start > 1 && isCodeRune(rd.text[f.Start-2]):
		return true
	case after != 0 && strings.ContainsRune(joints, after) && f.End+1 < len(rd.text) && isCodeRune(rd.text[f.End+1]):
		return f.Unit == "" || isDigit(rd.text[f.End-1])
	}
	return false
}

// isDot reports the dots in the middle of names and of the days that are called by their date: 重庆•1949, 3·15.
func isDot(c rune) bool { return c == '•' || c == '·' }

// isFrame reports square brackets around a number.
func isFrame(before, after rune) bool {
	return before == '〔' && after == '〕' || before == '[' && after == ']' || before == '［' && after == '］'
}

// isLetter reports the letters of codes: G60, φ800.
func isLetter(c rune) bool { return isLatin(c) || 'Α' <= c && c <= 'ω' }

// isInitial reports a letter by itself: A2栋, but not DSA2套.
func (rd *reading) isInitial(i int) bool { return i == 0 || !isLetter(rd.text[i-1]) }

func isCodeRune(c rune) bool { return isDigit(c) || isLatin(c) }

// inName reports a number that the words next to it make part of a name: 轨道9号线, 国道318.
func (rd *reading) inName(f *figure) bool {
	if f.token > 0 && !f.Scaled && !slices.Contains(number.Kinds, f.UnitKind) {
		if t := rd.tokens[f.token-1]; t.end == f.Start && rd.word(t).nameHead {
			return true
		}
	}
	if f.Bare >= len(rd.text) || f.More || f.Range || f.Scaled {
		return false
	}
	id, end := rd.r.words.trie.Longest(rd.text, f.Bare)
	if end == f.Bare+1 && f.Value.Cmp(mostNamed) >= 0 && !isYear(f) {
		return false // 1500师生
	}
	return id >= 0 && rd.r.words.byID[id].nameEnd && end >= f.End
}

// isClass reports an amount that says of what sort a thing is: 过亿元企业, 1000万千瓦级基地.
func (rd *reading) isClass(f *figure) bool {
	_, after := rd.around(f.Start, f.End)
	return rd.isPower(f) && rd.nounBehind(f) || after == '级' && f.Unit != "" && f.UnitKind != "count"
}

// isPower reports a power without a digit: 超千万元.
func (rd *reading) isPower(f *figure) bool {
	return f.Scaled && strings.ContainsRune("百千万亿", rd.text[f.Start])
}

// byUnit decides where the unit alone does.
func (rd *reading) byUnit(f *figure) (role, bool) {
	switch f.UnitKind {
	case "label":
		if f.Unit != "路" || !f.Scaled && !f.More && f.Value.Cmp(mostNamed) < 0 {
			return part, true // 3路公交, but 监控1.2万路
		}
	case "grade":
		return part, true
	case "count":
		if f.Unit == "层" && f.Value.Negative {
			return part, true // 负一层
		}
	case "day":
		if f.Value.Exponent < 0 { // 3.15日 may be a date
			return unexplained, true
		}
		if f.Chinese || f.Value.Cmp(longestMonth) <= 0 {
			return clock, true
		}
		if rd.isBrokenDate(f) {
			return unexplained, true
		}
		return indicator, true // 工期270日
	case "issue":
		if f.Chinese || f.End < len(rd.text) && isCJK(rd.text[f.End]) && !rd.countedAt(f.End, "issue") {
			return part, true // 二期, 2期工程; but 举办培训班2期, 举办2期培训
		}
	case "voltage":
		if f.End < len(rd.text) && isCJK(rd.text[f.End]) {
			return part, true // 110kV变电站
		}
	case "month":
		if f.Value.Cmp(lastMonth) > 0 {
			return unexplained, true // 202310月
		}
		return clock, true
	case "clock", "quarter":
		return clock, true
	case "time", "length":
		if rd.isCircle(f) {
			return part, true
		}
	case "year":
		if f.Unit == "年代" {
			return part, true
		}
		if f.Chinese || rd.wordAt(f.End, func(w *word) bool { return w.nameEnd }) {
			return clock, true
		}
	case "batch":
		if f.Chinese {
			return idle, true
		}
	case "score":
		if role, ok := rd.minutes(f); ok {
			return role, true
		}
		if f.Chinese {
			return absent, true
		}
	case "coin", "tael":
		if f.Chinese {
			return absent, true
		}
	case "cubic":
		if f.Chinese && !f.Scaled {
			return absent, true
		}
		f.Unit = "立方米"
	}
	return unexplained, false
}

var (
	mostNamed    = apd.New(1000, 0) // more are no number of a bus line or service
	longestMonth = apd.New(31, 0)
	lastMonth    = apd.New(12, 0)
	mostCoded    = apd.New(1000, 0) // more in front of letters may be in a unit that nobody knows: 3600PF
)

// isBrokenDate reports days whose digits are a month and a day that have lost what stood between them: 1031日, 20171011日.
func (rd *reading) isBrokenDate(f *figure) bool {
	const shortest = 4 // digits
	return f.Bare-f.Start >= shortest && !slices.Contains(rd.text[f.Start:f.Bare], ',')
}

// isCircle reports a time or way that names the circle around a place: 15分钟健身圈, 2小时经济圈.
func (rd *reading) isCircle(f *figure) bool {
	const longest = 8
	for i := f.End; i < len(rd.text) && i < f.End+longest && isCJK(rd.text[i]); i++ {
		if rd.text[i] == '圈' {
			return i > f.End && !strings.ContainsRune("内以之左的", rd.text[f.End])
		}
	}
	return false
}

// minutes reads the 分 behind hours or in front of seconds: 9时30分, 2小时30分, 11分38秒.
func (rd *reading) minutes(f *figure) (role, bool) {
	id := rd.tokens[f.token].id
	if id > 0 && rd.numbers[id-1].End == f.Start && rd.numbers[id-1].UnitKind == "clock" {
		return clock, true
	}
	if id > 0 && rd.numbers[id-1].End == f.Start && rd.numbers[id-1].Unit == "小时" ||
		int(id)+1 < len(rd.numbers) && rd.numbers[id+1].Start == f.End && rd.numbers[id+1].Unit == "秒" {
		f.Unit, f.UnitKind = "分钟", "time"
		return indicator, true
	}
	return unexplained, false
}

// wordAt reports whether a word of that sort begins at i.
func (rd *reading) wordAt(i int, is func(*word) bool) bool {
	if i >= len(rd.text) {
		return false
	}
	id, _ := rd.r.words.trie.Longest(rd.text, i)
	return id >= 0 && is(&rd.r.words.byID[id])
}

// chineseCount decides of a number in Chinese numerals, which is a count only with a measure word. A single 一 counts
// only what was built or brought: 建成一座水厂, but 一个平台.
func (rd *reading) chineseCount(f *figure) role {
	before, after := rd.around(f.Start, f.End)
	switch {
	case rd.text[f.Start] == '一' && after == '一':
		return idle // 一周一通报
	case f.Unit == "" && isSpelled(rd.text[f.Start:f.Bare]):
		return unexplained
	case f.Unit == "":
		return absent
	case f.UnitKind == "rate":
		return indicator
	case before == '各' && rd.isBuilt(f):
		return indicator
	case before != 0 && strings.ContainsRune("前后首每某各另同任头新又这那第", before):
		return idle
	case !f.Range && f.Value.String() == "1" && f.UnitKind == "count" && !rd.builtOne(f):
		return idle
	}
	return indicator
}

// isSpelled reports Chinese numerals that are more than a word of a phrase: 二百三十三, 五分之一, 三点五.
func isSpelled(numerals []rune) bool {
	const longest = 3 // of a phrase: 二十四节气
	for _, c := range numerals {
		if c == '分' || c == '点' || c == '點' {
			return true
		}
	}
	return len(numerals) > longest
}

// builtOne reports whether 一座, 一所 … stands right behind a verb of state: 建成一座, 未启动一座.
func (rd *reading) builtOne(f *figure) bool {
	if !rd.isBuilt(f) || f.token == 0 {
		return false
	}
	t := rd.tokens[f.token-1]
	w := rd.word(t)
	return t.end == f.Start && (w.step == done || w.state != "")
}

// isBuilt reports the measure words of what is built or bought.
func (rd *reading) isBuilt(f *figure) bool {
	return strings.Contains("座所栋条处台家幢口辆", f.Unit)
}
