package cell

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/internal/exact"
	"duban/schema"
)

var (
	one     = exact.New(1, 0)
	hundred = exact.New(100, 0)
)

// compare sets the figures of a target cell against those of the progress cell that measure the same thing. A target
// is compared with at most one figure, and a figure with one target.
func compare(target, progress *reading) []schema.Comparison {
	out := []schema.Comparison{}
	targets := target.comparable()
	if len(targets) == 0 {
		return out
	}
	actuals := progress.withoutPartialTimes(progress.comparable())
	var pairs []pair
	for i, t := range targets {
		for j, a := range actuals {
			if !sameMeasure(t.figure, a.figure) {
				continue
			}
			if s := likeness(t, a, targets, actuals); s > 0 && t.inReach(a) {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	pairs = withoutSisters(pairs, actuals)
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.likeness, a.likeness) })
	takenTarget, takenActual := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if takenTarget[p.target] || takenActual[p.actual] {
			continue
		}
		if c, ok := comparison(targets[p.target], actuals[p.actual]); ok {
			takenTarget[p.target], takenActual[p.actual] = true, true
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b schema.Comparison) int { return cmp.Compare(a.Target, b.Target) })
	return out
}

// pair is a target and a figure that may measure the same thing.
type pair struct {
	target, actual int // among those that can be compared
	likeness       float64
}

// comparable is an indicator that may stand on one side of a comparison.
type comparable struct {
	*figure
	subject string
	partial bool   // it takes only a part of a thing: 限上零售额
	phrase  string // the subject with the verbs that lead to it
	done    bool   // a word next to it says that it is finished
	bare    bool   // that is all that is said of it: 已完成25个
	stage   bool   // of an aim: it is to be reached before all is: 6月底前完成4座
	total   bool   // it sums up what was told before: 共计
	running bool   // likewise, or counts on from what was told before: 累计
	net     bool   // it is what came less what went
	common  bool   // its measure word goes with many things
	times   times  // how long it counts
	verb    string // what is done to it
	place   bool   // its name is that of a place
	front   string // the words in front of it in its clause
	several bool   // it counts several things, or several ways to do it, together: 新建、改造公厕100座
}

// comparable returns the targets of a target cell, or what was reached of a progress cell.
func (rd *reading) comparable() []comparable {
	var out []comparable
	for f := range rd.eachFigure() {
		if len(out) == mostCompared {
			break
		}
		if !rd.isComparable(f) {
			continue
		}
		c := comparable{figure: f, subject: rd.r.synonym(cmp.Or(f.named, rd.plain(rd.withoutVerbs(f.subject))))}
		c.partial = rd.r.words.restricts(c.subject)
		c.phrase = cmp.Or(f.named, rd.plain(rd.withVerbs(f.subject)))
		if v := rd.verbOf(f); v >= 0 {
			c.verb = rd.printed(rd.tokens[v].start, rd.tokens[v].end)
		}
		c.net = rd.r.words.means(c.verb, signNet) || rd.r.words.isNet(c.phrase)
		c.common = rd.r.words.means(f.Unit, signCommon)
		c.front = rd.printed(rd.clauseOf(f.token).Start, f.Start)
		c.place, c.several = rd.isOfPlace(f, c.subject), rd.countsSeveral(f)
		c.done, c.bare, c.stage = rd.saysDone(f), rd.saysNoMore(f), rd.isStage(f)
		c.total, c.running, c.times = rd.isTotal(f), rd.isRunning(f), rd.timesOf(f)
		out = append(out, c)
	}
	return out
}

// verbOf returns the verb right in front of a figure, or of the name that stands there, or -1.
func (rd *reading) verbOf(f *figure) int {
	if v := rd.verbBefore(f.token); v >= 0 {
		return v
	}
	k := rd.tokenEnding(f.subject.start)
	switch {
	case !rd.wordOf(k).is(classVerb), rd.tokens[k].clause != rd.tokens[f.token].clause:
		return -1
	}
	return k
}

// isComparable reports an indicator that may stand on one side of a comparison.
func (rd *reading) isComparable(f *figure) bool {
	switch rd.field {
	case schema.FieldTarget:
		if f.state != schema.Target {
			return false
		}
	case schema.FieldProgress:
		if !f.isReached() {
			return false
		}
	}
	switch {
	case f.UnitKind == "age", rd.origin(f) >= 0, rd.isQualifier(f), rd.isWhole(f), rd.isCompound(f), rd.isStuck(f):
		return false
	}
	return true
}

// isStuck reports what the words behind say to be halted or not begun: 5个暂停.
func (rd *reading) isStuck(f *figure) bool {
	return rd.saidBehind(f, func(w *word) bool { return isOneOf(w.step, stalled, waiting) })
}

// isReached reports what was reached, or is expected to be, of what was asked for.
func (f *figure) isReached() bool {
	switch {
	case f.prelim, f.former:
		return false
	case f.state == schema.Actual, f.state == schema.Projected:
		return !strings.HasPrefix(f.basis, versus)
	}
	return false
}

// isCompound reports a part of an amount of time: 11分38秒.
func (rd *reading) isCompound(f *figure) bool {
	if f.UnitKind != "time" {
		return false
	}
	return rd.numberBefore(f).UnitKind == "time" || rd.numberBehind(f).UnitKind == "time"
}

// saysDone reports whether a word of completion stands between the figure in front and f, or between f and the next.
func (rd *reading) saysDone(f *figure) bool {
	isDone := func(w *word) bool { return w.step == done }
	return rd.saidBefore(f, isDone) || rd.saidBehind(f, isDone)
}

// saysNoMore reports a figure of which its clause says nothing but that it is done: 已完成25个.
func (rd *reading) saysNoMore(f *figure) bool {
	v := rd.verbBefore(f.token)
	switch {
	case rd.wordOf(v).kind != schema.Completion, !rd.headsClause(v):
		return false
	}
	return rd.fillsRest(f) && rd.previous(f) != nil
}

// fillsRest reports a figure that its clause ends with.
func (rd *reading) fillsRest(f *figure) bool {
	return rd.clauseOf(f.token).End == rd.tokens[f.token].end
}

// isStage reports an aim for a day within the year that is not the last of the period of the report.
func (rd *reading) isStage(f *figure) bool {
	const yearEnd = 1231
	for k := range rd.runBack(f.token) {
		if d := rd.dateOf(k); d != nil {
			switch end := d.until(); {
			case !d.by, d.year == 0, end == rd.lastDay():
				return false
			default:
				return end%10000 < yearEnd
			}
		}
	}
	return false
}

// isWhole reports the figure that the next one is a part of: 48处隐患路段完成35处.
func (rd *reading) isWhole(f *figure) bool {
	for k := range rd.runAhead(f.token) {
		switch t := rd.tokens[k]; {
		case t.kind == markToken:
			return false
		case rd.isFigure(k):
			return rd.numbers[t.id].Unit == f.Unit && rd.wordOf(rd.verbBefore(k)).state == schema.Actual
		}
	}
	return false
}

// sameMeasure reports whether two figures can be set against each other by kind and unit.
func sameMeasure(t, a *figure) bool {
	switch {
	case t.kind != a.kind, t.kind == schema.Rank:
		return false
	case t.Unit == a.Unit, t.UnitKind == "count" && a.UnitKind == "count":
		return true
	case t.Unit == "":
		return false
	}
	return strings.HasPrefix(a.Unit, t.Unit+"/")
}

// likeness says how surely both measure the same thing: 0 where a reader could doubt it.
func likeness(t, a comparable, targets, actuals []comparable) float64 {
	switch {
	case t.net != a.net: // what came without what went
		return 0
	case t.differs(a): // a 220kV line is no 10kV line
		return 0
	case areOfKinds(t.subject, a.subject), t.isOfSort(&a), t.isOfSeveral(&a, actuals):
		return 0
	case a.sumsUp(t) && min(a.inUnit(targets), a.inUnit(actuals)) > 1: // what was reached of several targets
		return 0
	}
	alone, only := t.Unit == a.Unit && a.inUnit(targets) == 1, a.inUnit(actuals) == 1
	need := 0.5
	switch {
	case t.isRate():
		need = 0.6
	case t.Unit != a.Unit:
		need = 0.7
	}
	s := 0.0
	if t.partial || !a.partial {
		s = similarity(t.subject, a.subject)
	}
	switch {
	case t.Unit == a.Unit && len(t.subject)+len(a.subject) == 0 && len(targets)+len(actuals) == 2:
		return 0.5 // nothing but two numbers: the columns say what they are
	case alone && only && t.isRate() && a.abbreviates(t):
		return 0.5 // 占比 beside the only share that the target asks for
	case s >= need:
		return s + t.agreement(a)
	case !alone, t.isRate(), a.partial, !a.bare && !t.related(a, only), t.isFarAbove(a):
		return 0
	}
	return 0.38 + t.agreement(a)
}

// sumsUp reports a total beside what is none.
func (a comparable) sumsUp(t comparable) bool { return a.total && !t.total }

// differs reports names with different digits.
func (t comparable) differs(a comparable) bool {
	x, y := digitsOf(t.subject), digitsOf(a.subject)
	return x != y && min(len(x), len(y)) > 0
}

// abbreviates reports a name that is no more than the last word of another.
func (a comparable) abbreviates(t comparable) bool {
	const longest = 2
	return utf8.RuneCountInString(a.subject) <= longest && strings.HasSuffix(t.subject, a.subject)
}

// inUnit counts the figures in the unit of c.
func (c comparable) inUnit(figures []comparable) int {
	n := 0
	for _, other := range figures {
		if other.Unit == c.Unit && other.kind == c.kind {
			n++
		}
	}
	return n
}

// agreement weighs what else speaks for two figures that measure alike things: the same unit, the same verb.
func (t comparable) agreement(a comparable) float64 {
	sum := 0.0
	for _, w := range [...]struct {
		holds  bool
		weight float64
	}{
		{t.Unit == a.Unit, 0.02},
		{t.verb != "" && t.verb == a.verb, 0.04},
		{t.done, 0.02}, // 36项问题整改完成32项: the second is the aim
		{a.done, 0.03},
		{a.total, 0.06},
		{t.total, 0.1},                      // 每镇建成1个，全县共16个
		{t.stage, -0.15},                    // 6月底前完成4座，全年完成10座
		{a.state == schema.Projected, -0.1}, // only where nothing has been reached yet
	} {
		if w.holds {
			sum += w.weight
		}
	}
	return sum
}

// related reports whether two figures in a unit that no other target has speak of related things: 治理1000亩废弃矿坑,
// 治理面积1221亩. Of counted things one character is enough, if the measure word goes with few things (栋) or no other
// figure has it.
func (t comparable) related(a comparable, only bool) bool {
	if t.isOfOther(a) {
		return false
	}
	need := 2
	if t.UnitKind == "count" && (only || !t.common) {
		need = 1
	}
	return commonRun([]rune(t.verb+t.phrase), []rune(a.phrase)) >= need
}

// isOfOther reports counts of things whose names share nothing, were it the same that was done to them (新建公厕20座, 新建垃圾站6座), or no
// more than a character with which neither ends: 幼儿园, 托儿所.
func (t comparable) isOfOther(a comparable) bool {
	switch "" {
	case t.subject, a.subject:
		return false
	}
	switch n := commonRun([]rune(t.subject), []rune(a.subject)); {
	case t.UnitKind != "count", n > 1:
		return false
	case n == 0:
		return beginAlike(t.phrase, a.phrase)
	case endsWithin(t.subject, a.subject):
		return false
	}
	return !endsWithin(a.subject, t.subject)
}

// endsWithin reports a name of which the last character stands in another: 船 of 渔船 in 减船转产.
func endsWithin(name, other string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	return strings.ContainsRune(other, last)
}

// similarity compares two names: 1 for equal ones, less where one ends with the other or where they share a long piece.
func similarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	short, long := min(len(x), len(y)), max(len(x), len(y))
	if short == 0 {
		return 0
	}
	common := commonRun(x, y)
	switch {
	case common == long:
		return 1
	case common == short && endAlike(a, b):
		if short > 2 {
			return 0.6 + 0.4*float64(short-1)/float64(long)
		}
		return 0.5 + 0.4*float64(short-1)/float64(long)
	case common < 2:
		return 0
	case short <= 2:
		return 0.9 * float64(common) / float64(long)
	}
	return 0.9 * float64(common) / float64(short)
}

// digitsOf returns the digits of a name.
func digitsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if char.IsDigit(c) {
			return c
		}
		return -1
	}, s)
}

// isNet reports words for what came less what went: 净增.
func (w *words) isNet(phrase string) bool {
	return slices.ContainsFunc(w.netWords, func(net string) bool { return strings.HasPrefix(phrase, net) })
}

// restricts reports a name that takes only a part of a thing: 限上零售额, 规上工业, 夏粮产量.
func (w *words) restricts(name string) bool {
	return slices.ContainsFunc(w.parts, func(part string) bool { return strings.HasPrefix(name, part) })
}

// beginAlike reports texts with the same first word.
func beginAlike(a, b string) bool {
	const word = 2 // characters
	x, y := []rune(a), []rune(b)
	return min(len(x), len(y)) > word && string(x[:word]) == string(y[:word])
}

// endAlike reports names of which one ends with the other.
func endAlike(a, b string) bool { return strings.HasSuffix(a, b) || strings.HasSuffix(b, a) }

// inReach reports whether a can be what was reached of t: amounts that are many times as much measure something else.
func (t comparable) inReach(a comparable) bool {
	times := int64(20)
	switch {
	case t.isRate():
		return true
	case t.UnitKind == "count" && t.subject != a.subject:
		times = 5
	}
	var most exact.Decimal
	err := most.Mul(&t.Value, exact.New(times, 0))
	return err == nil && a.Value.Cmp(&most) <= 0
}

// isFarAbove reports an aim of more than a hundred times as much, of which a figure that is only related to it says little.
func (t comparable) isFarAbove(a comparable) bool {
	low := t.Value
	low.Exponent -= 2
	return a.Value.Cmp(&low) < 0
}

// comparison computes the ratio, or for rates the difference.
func comparison(t, a comparable) (schema.Comparison, bool) {
	c := schema.Comparison{Target: t.index, Actual: a.index}
	want, got := t.value(&t.Value), a.value(&a.Value)
	var d exact.Decimal
	if t.isRate() {
		if err := d.Sub(got.Exact(), want.Exact()); err != nil {
			return c, false
		}
		difference := schema.NewDecimal(d)
		c.Difference = &difference
		return c, true
	}
	if want.Sign() == 0 || want.Sign()*got.Sign() < 0 {
		return c, false
	}
	if err := d.QuoRound(got.Exact(), want.Exact(), -4); err != nil {
		return c, false
	}
	ratio := schema.NewDecimal(d)
	c.Ratio = &ratio
	return c, true
}
