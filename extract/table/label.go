package table

import (
	"slices"
	"strings"

	"duban/schema"
)

// Label is what the labels of one column say, read as phrases from the top: a period, a word for how real the figures
// are, what is measured, a unit.
type Label struct {
	Path []string // from the top, line breaks and padding taken out; a label that covers several rows stands once

	Role schema.Role // that the words claim; empty where no word of the vocabulary is in them
	Rank int         // of several columns that claim a role, the one with the smallest rank gets it

	Measure    string // what is measured, in the label's own word: 投资; empty where the item is the measure
	Thing      string // the same in one word for all that name it (投资额, 投入资金), to compare plan and actual by
	Core       string // Thing without the words for its being done behind it: 改造 of 改造完工
	Unit       Unit
	Kind       schema.IndicatorKind // empty where the label does not say it
	State      schema.State         // likewise
	Basis      string               // yoy, mom, vs:…; likewise
	Change     bool                 // a change of which only the unit of a cell says whether it is growth or a difference: 增减
	Derived    bool                 // Kind is a completion by what the label speaks of, not by a word for a share: 上半年完成（%）
	Less       bool                 // its words for a change are all of a decrease: 下降%
	OfRank     bool                 // Change is one of places in an order: 位次变化
	Amount     bool                 // Kind is a share by its words, which could speak of an amount as well: 完成年度任务
	Earlier    string               // yoy, mom or vs:… where the figures are of the year, the month or a time before: 上年同期
	EarlierIn  string               // the words for that time; "" where Earlier is
	AlikePart  bool                 // of the same part of the year before, and not of all of it
	Period     *schema.Period       // that the label names; nil where it names none
	Cumulative bool                 // since the beginning of the year, or of the work
	Current    bool                 // of the last month or quarter alone: 本月
	Modifier   schema.Modifier      // how the figures of an aim bound it: 失业率低于（%）; empty where the label does not say it
	Monthly    string               // the words that say that it is Current, of a month; "" where they do not
	Quarterly  string               // likewise, of a quarter
	Total      bool                 // the column sums up others
	Next       bool                 // what is to come: 下一步打算
	Class      bool                 // names a class of things that figures are told of: 乡镇, 行业
	Degree     bool                 // says how far the work is: 进度
	Absolute   bool                 // speaks of an amount, as beside a rate: 绝对额
	Code       bool                 // the numbers are codes or telephone numbers, and no figures
	Cues       []Cue                // the words that decided Kind, State, Basis and Period

	dropped Unit   // that stood in front of words for a change, and is the change's own where it is one of amounts: 起数（起） / 增减
	figures *Label // the same as a label of figures, where the role is one of words; nil where it is none
}

// Unit is what a label or a line says of the unit of bare figures: 万元 is 10000 times 元.
type Unit struct {
	Base   string // in its standard form; empty where there is none
	Text   string // as printed; of several units (个、亿元) this alone
	Factor int64  // from Text to Base; 0 where there is none
	Kind   string // of the unit, as package number has it: money, count, area …
}

// Cue is the words of a label that decided one judgement. Start and End count in the header, the labels joined by " / ".
type Cue struct {
	For        schema.Judgement
	Text       string
	Start, End int
}

// levels stands between the labels of a header.
const levels = " / "

// Header returns the labels joined as the contract has them.
func (l *Label) Header() string {
	header := ""
	for i, label := range l.Path {
		if i > 0 {
			header += levels
		}
		header += label
	}
	return header
}

// Read says what the labels of a column say of the figures below it. path goes from the top down, as it is printed; a
// lower label refines those above it. What no word of the labels decides is left empty.
func (l *Labels) Read(path []string) Label {
	var out Label
	for _, label := range path {
		if label = cleanLabel(label); label != "" {
			out.Path = append(out.Path, label)
		}
	}
	r := labelReader{phrase: l.phrase(out.Path), out: &out}
	if len(r.tokens) == 0 {
		return out
	}
	code := hasFlag(r.tokens, flagCode)
	r.cut()
	r.readFlags()
	r.readBasis()
	r.readUnit()
	r.readKind()
	r.readState()
	r.readMeasure()
	r.readRole()
	r.readPeriod()
	out.Code = code && out.Role == schema.RoleExtra
	return out
}

// labelReader composes what the tokens of a phrase say.
type labelReader struct {
	*phrase
	out   *Label
	aimed bool // an aim is what a share or a completion is of, and not what the figures state: 占年度计划
}

// cut drops what stands behind the first of two that are joined, where that says by itself what the column is: 存在问题及
// 下一步打算. Names may be joined as well (文化和旅游支出), and figures.
func (r *labelReader) cut() {
	i := slices.IndexFunc(r.tokens, func(t token) bool { return t.is(flagConj) && !t.aside })
	if i <= 0 {
		return
	}
	c, ok := head(r.tokens[:i])
	named := slices.ContainsFunc(r.tokens[:i], func(t token) bool { return t.names() })
	counted := hasFlag(r.tokens[:i], flagMeasure|flagCount)
	if !ok || counted || named && isOfWork(c.role) {
		return
	}
	rest, claimed := head(r.tokens[i:])
	if claimed && rest.role == c.role && slices.ContainsFunc(r.tokens[i:], func(t token) bool { return t.names() }) {
		return
	}
	end := len(r.tokens)
	for j := i + 1; j < end; j++ { // of a label that ends with the joint, the next is the rest
		if r.tokens[j].level > r.tokens[i+1].level {
			end = j
		}
	}
	r.tokens = slices.Delete(r.tokens, i, end)
}

func (r *labelReader) readFlags() {
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.is(flagAlone) && t.level > 0 && t.level > r.tokens[0].level { // 累计完成 / 其中：本月
			r.out.Cumulative = false
		}
		r.out.Cumulative = r.out.Cumulative || t.is(flagCumulative)
		r.out.Current = r.out.Current || t.is(flagCurrent)
		r.out.Total = r.out.Total || t.is(flagTotal) && !t.aside
		r.out.Next = r.out.Next || t.is(flagNext) && !t.aside
		r.out.Class = r.out.Class || t.is(flagWhole) && t.part.role.role == schema.RoleItem
		r.out.Degree = r.out.Degree || t.is(flagDegree) && !t.aside
		r.out.Absolute = r.out.Absolute || t.is(flagAmount) && !t.aside
	}
	r.out.Current = r.out.Current && !r.out.Cumulative
	r.readSpan()
	r.readModifier()
	r.readDecrease()
}

// readModifier reads the word that ends a label and says how an aim is bounded. The unit may stand behind it.
func (r *labelReader) readModifier() {
	for i := 1; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		if t.part == nil || t.part.modifier == "" {
			continue
		}
		next := i + 1
		for next < len(r.tokens) && r.tokens[next].unit != nil {
			next++
		}
		if next == len(r.tokens) || r.tokens[next].level > t.level {
			r.out.Modifier = t.part.modifier
			r.cue(schema.ForModifier, i, i)
		}
	}
}

// readSpan reads how long the time of a current column is.
func (r *labelReader) readSpan() {
	for i := range r.tokens {
		t := &r.tokens[i]
		switch {
		case !r.out.Current:
			return
		case t.is(flagMonthly):
			r.out.Monthly = r.text(i, i)
		case t.is(flagQuarterly):
			r.out.Quarterly = r.text(i, i)
		default:
			continue
		}
		r.cue(schema.ForPeriod, i, i)
	}
}

// cue notes the words from token i to j as those that decided a judgement.
func (r *labelReader) cue(judgement schema.Judgement, i, j int) {
	r.out.Cues = append(r.out.Cues, Cue{judgement, r.text(i, j), r.tokens[i].start, r.tokens[j].end})
}

// readBasis reads what changes are counted from, and whether the figures are those of a time before.
func (r *labelReader) readBasis() {
	for i := range r.tokens {
		t := &r.tokens[i]
		switch {
		case t.used || t.part == nil:
		case t.part.basis != "":
			r.setBasis(t.part.basis, i, i)
		case t.is(flagVersus):
			r.readVersus(i)
		}
	}
	earlier := slices.IndexFunc(r.tokens, func(t token) bool { return !t.used && t.part != nil && t.part.earlier != "" })
	if earlier < 0 {
		return
	}
	r.tokens[earlier].used = true
	basis := r.tokens[earlier].part.earlier
	isRate := func(t token) bool { return t.isChange() && !t.is(flagChange) && t.part.kind == schema.Growth }
	lastYears := r.out.Basis == "" && slices.ContainsFunc(r.tokens, isRate) // 去年增速
	if !lastYears && slices.ContainsFunc(r.tokens, func(t token) bool { return t.isChange() }) {
		r.setBasis(basis, earlier, earlier)
	} else if earlier == 0 || !r.tokens[earlier-1].is(flagShare) {
		r.out.Earlier, r.out.EarlierIn, r.out.AlikePart = basis, r.text(earlier, earlier), r.tokens[earlier].is(flagAlike)
	}
}

// readVersus reads what stands behind a word like 比, together with it.
func (r *labelReader) readVersus(i int) {
	j := i + 1
	if j >= len(r.tokens) || !r.tokens[j].compared() {
		r.tokens[i].used = !r.tokens[i].is(flagConj)
		return
	}
	t := &r.tokens[j]
	basis := againstSome + r.text(j, j)
	if t.part != nil && t.part.earlier != "" {
		basis = t.part.earlier
	}
	for j+1 < len(r.tokens) && r.tokens[j+1].is(flagAim|flagLevel) && r.tokens[j].is(flagSharp|flagLevel) {
		j++
		basis += r.text(j, j)
	}
	if n := j + 1; t.period != nil && n < len(r.tokens) && r.tokens[n].part != nil && r.tokens[n].part.earlier != "" {
		j = n
	}
	r.setBasis(basis, i, j)
	for k := i; k <= j; k++ {
		r.tokens[k].used = true
	}
}

func (r *labelReader) setBasis(basis string, i, j int) {
	if r.out.Basis != "" {
		return
	}
	r.out.Basis = basis
	r.cue(schema.ForBasis, i, j)
}

// isChange reports a word that tells of a change.
func (t *token) isChange() bool {
	return t.is(flagChange) || t.part != nil && (t.part.kind == schema.Growth || t.part.kind == schema.Difference)
}

// readUnit takes the last unit; it stays only where it fits what the words in front of it tell.
func (r *labelReader) readUnit() {
	for i := range r.tokens {
		if u := r.tokens[i].unit; u != nil {
			r.out.Unit = *u
		}
	}
}

// unitBehind returns the last unit behind token i, nil where there is none.
func (r *labelReader) unitBehind(i int) *Unit {
	for j := len(r.tokens) - 1; j > i; j-- {
		if u := r.tokens[j].unit; u != nil {
			return u
		}
	}
	return nil
}

// readMeasure puts together what names the measure: the text that no word of period, aspect, verb, unit or filler
// explains.
func (r *labelReader) readMeasure() {
	counted := r.counted()
	r.eachName(func(i, j int) { r.addMeasure(i, j, counted == j) })
	if r.out.Measure == "" && r.countUnit() {
		r.eachName(func(i, j int) { r.addMeasure(i, j, hasThing(r.tokens[i:j])) })
	}
	r.out.Core = r.core()
}

// core returns what is measured without the words for its being done behind it: 建设面积 of 建设面积 / 已完工.
func (r *labelReader) core() string {
	core := r.out.Thing
	for i := len(r.tokens) - 1; i >= 0; i-- {
		t := &r.tokens[i]
		switch {
		case t.used, t.aside, t.unit != nil, t.is(flagCount):
		case t.is(flagEnds) && t.part.state == schema.Actual:
			core = strings.TrimSuffix(core, t.thing(r.text(i, i)))
		case t.names():
			return core
		}
	}
	return core
}

// eachName calls f with the bounds of each row of tokens that may be part of the measure's name.
func (r *labelReader) eachName(f func(i, j int)) {
	for i := 0; i < len(r.tokens); i++ {
		begin := i
		for i < len(r.tokens) && r.belongs(i) {
			i++
		}
		if i > begin {
			f(begin, i)
		}
	}
}

// hasThing reports whether a thing that can be counted is among the tokens: 项目, and not 工作.
func hasThing(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return t.is(flagThing) && t.part.weak.role == schema.RoleItem
	})
}

// counted returns the index of a word like 数 that counts what stands in front of it, -1 where there is none.
func (r *labelReader) counted() int {
	i := r.lastIs(flagCount)
	if i <= 0 || r.tokens[i-1].used {
		return -1
	}
	before := &r.tokens[i-1]
	if before.names() || before.canBeCounted() {
		return i
	}
	return -1
}

// canBeCounted reports a part that is no name of a measure, but may be what is counted: 项目数, 意见数, 单位数.
func (t *token) canBeCounted() bool {
	if t.part == nil || t.is(flagDone|flagAim) {
		return false
	}
	switch t.part.role.role {
	case schema.RoleExtra, schema.RoleCategory, schema.RoleItem:
		return true
	}
	return t.is(flagThing | flagAct | flagOffice)
}

func (r *labelReader) lastIs(f flag) int {
	for i := len(r.tokens) - 1; i >= 0; i-- {
		if t := &r.tokens[i]; t.is(f) && !t.used && !t.aside {
			return i
		}
	}
	return -1
}

// belongs reports whether the token at i may stand within the name of a measure.
func (r *labelReader) belongs(i int) bool {
	t := &r.tokens[i]
	if t.aside || t.used {
		return false
	}
	if t.is(flagBegins|flagEnds) && i+1 < len(r.tokens) && r.tokens[i+1].tellsHow() {
		return false
	}
	if i+1 < len(r.tokens) && r.tokens[i+1].is(flagCount) && t.canBeCounted() {
		return true
	}
	if t.is(flagHanded) && i+1 < len(r.tokens) && r.tokens[i+1].is(flagAim) {
		return false
	}
	isPiece := t.is(flagThing|flagAct|flagTrait|flagBlunt|flagConj|flagOffice) && !t.is(flagDone)
	switch {
	case t.is(flagLevel):
		return r.out.Kind != schema.Rank
	case t.part != nil && t.part.kind == schema.Ratio:
		share := r.isOfShare() && (i > 0 && r.belongs(i-1) || t.is(flagName))
		return share || t.is(flagName) && r.goesOn(i)
	case t.is(flagShare):
		return r.isOfShare() && i+1 < len(r.tokens) && !r.tokens[i+1].is(flagAim|flagSharp)
	case t.part != nil && t.part.role.role == schema.RoleExtra && t.part.state == "":
		return i+1 < len(r.tokens) && r.tokens[i+1].names() // 电话接通率
	}
	return t.names() || isPiece
}

// isOfShare reports whether the figures may be of a share: itself, its change or its rank.
func (r *labelReader) isOfShare() bool {
	switch r.out.Kind {
	case schema.Ratio, schema.Growth, schema.Difference, schema.Rank:
		return true
	}
	return r.out.Change
}

// tellsHow reports a word like 情况: what stands in front of it is work, and no measure.
func (t *token) tellsHow() bool { return t.part != nil && t.part.weak.role == schema.RoleProgress }

// addMeasure adds the tokens from i to j to the measure, without the things and joints at their ends.
func (r *labelReader) addMeasure(i, j int, counted bool) {
	if !slices.ContainsFunc(r.tokens[i:j], func(t token) bool { return t.names() || t.is(flagLevel) }) && !counted {
		return
	}
	loose := func(t *token) bool { return !t.names() && t.is(flagThing|flagBlunt|flagConj|flagOffice) }
	for !counted && i < j && loose(&r.tokens[i]) {
		i++
	}
	for !counted && j > i && loose(&r.tokens[j-1]) && !r.countUnit() {
		j--
	}
	name, thing := "", ""
	for k := i; k < j; k++ {
		if k > i && r.tokens[k].level > r.tokens[k-1].level {
			r.join(name, thing)
			name, thing = "", ""
		}
		word := strings.ReplaceAll(r.text(k, k), levels, "") // may be broken over two labels
		name += word
		thing += r.tokens[k].thing(word)
	}
	r.join(name, thing)
}

// join puts a piece of the name of the measure behind what was found of it. What is said twice stands once.
func (r *labelReader) join(name, thing string) {
	switch {
	case strings.HasSuffix(r.out.Thing, thing): // 工业投资 / 完成投资
	case r.out.Thing != "" && strings.HasSuffix(thing, r.out.Thing): // 投资 / 总投资
		r.out.Measure, r.out.Thing = name, thing
	default:
		r.out.Measure += name
		r.out.Thing += thing
	}
}

// thing returns what the vocabulary calls the token, whose text is given, for comparing.
func (t *token) thing(text string) string {
	if t.part != nil && t.part.thing != "" {
		return t.part.thing
	}
	return strings.Map(foldWidth, text)
}

// countUnit reports whether the unit counts things.
func (r *labelReader) countUnit() bool { return r.out.Unit.Kind == "count" }

func (r *labelReader) readPeriod() {
	last := -1
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.period == nil || t.used {
			continue
		}
		r.out.Period = r.within(r.out.Period, last, i)
		last = i
	}
	if last >= 0 && r.isOfYear(last) {
		r.out.Period, last = nil, -1
	}
	if last >= 0 {
		r.cue(schema.ForPeriod, last, last)
	}
}

// isOfYear reports whether a label below the period at i is of the whole year, of which the period is a part: 年度计划 under 1-7月.
func (r *labelReader) isOfYear(i int) bool {
	if isWholeYear(r.tokens[i].period) {
		return false
	}
	return slices.ContainsFunc(r.tokens[i+1:], func(t token) bool { return t.is(flagSharp) && t.level > r.tokens[i].level })
}

func isWholeYear(p *schema.Period) bool {
	spansYear := p.Start == "" || strings.HasSuffix(p.Start, "-01-01") && strings.HasSuffix(p.End, "-12-31")
	return p.Year != 0 && p.Month+p.Quarter+p.Half == 0 && spansYear
}

// within returns the period at i; where a year alone stands in front of it, of that year.
func (r *labelReader) within(before *schema.Period, last, i int) *schema.Period {
	period := r.tokens[i].period
	if before == nil || period.Year != 0 || before.Month+before.Quarter+before.Half > 0 {
		return period
	}
	text := strings.Map(foldWidth, r.text(last, last)+r.text(i, i))
	whole, start, end, ok := r.words.Period(text)
	if !ok || start > 0 || end < len(text) {
		return period
	}
	return whole
}
