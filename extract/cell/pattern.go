package cell

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/extract/number"
	"duban/internal/char"
	"duban/internal/message"
	"duban/schema"
)

// The pattern language of constructions.tsv. A pattern is a row of elements, parted by spaces, that follow one another in
// the text with nothing but white space between:
//
//	完成|达到        one of these texts
//	AIM             a token of this class, or the elements of the row of that name (a class made of others)
//	YOY|DATE        a token of one of these classes
//	@届|次           a number with one of these units, called @
//	NAME            two to eight characters of plain text
//	…               nothing, or up to twelve characters of anything but figures and marks
//	（ ）           the brackets of any shape; （…） a whole bracket
//	、 ， ^ $       a mark of lists (or 和), a mark that parts clauses, the front and the end of the clause
//
// A ? behind an element makes it optional, a * lets it stand any number of times.

// class is a set of classes of tokens.
type class uint64

// The classes that every token has by what it is or by what the vocabularies say of it. Further ones come from cues.tsv.
const (
	classNumber   class = 1 << iota // NUM: any number
	classPercent                    // PCT: in % or ‰
	classPoint                      // POINT: in 百分点
	classMultiple                   // MULT: in 倍
	classOrdinal                    // ORD
	classAmount                     // AMOUNT: a number with another unit
	classMoney                      // MONEY: an amount of money
	classBare                       // BARE: digits without a unit
	classOne                        // ONE: a numeral of one digit in front of a measure word
	classDate                       // DATE
	classSpan                       // SPAN: a date that figures speak of
	classUp                         // UP: a word of growth
	classDown                       // DOWN: one of decrease
	classShare                      // SHARE: a word of completion
	classRatio                      // RATIO
	classRank                       // RANK
	classSame                       // SAME: 同比, 环比
	classThan                       // THAN: 较, 比
	classTarget                     // TARGET: 年度任务
	classDone                       // DONE: a verb with the step done
	classStep                       // STEP: a verb with any other step
	classGoing                      // GOING: a verb with the step going
	classVerb                       // VERB: a verb of any sort
	classDoing                      // DOING: a plain verb of state
	classAlready                    // ALREADY: 已
	classNow                        // NOW: 正在
	classLater                      // LATER: 拟, 将
	classGuess                      // GUESS: 预计
	classLeft                       // LEFT: 剩余
	classFiller                     // FILL: what may stand between a name and its figure
	classBy                         // BY: FILL, but for what leads to a level: 到, 至
	classEach                       // EACH: 分别

	// Those that no pattern names.
	classStates    // says something of what stands behind it
	classAnnounces // a value stands behind it: 为, 达到
	classPays      // may stand between a noun of money and its amount: 累计完成
	classBounds    // says how a number bounds the real one
	classPlain     // a verb of state that is not said to be under way or done
	classSays      // says how far things are
	classParts     // parts names wherever it stands
)

const (
	unnamedClasses = 7
	mostClasses    = 64
)

var builtinClasses = map[string]class{
	"NUM": classNumber, "PCT": classPercent, "POINT": classPoint, "MULT": classMultiple, "ORD": classOrdinal, "AMOUNT": classAmount, "MONEY": classMoney,
	"BARE": classBare, "ONE": classOne, "DATE": classDate, "SPAN": classSpan, "UP": classUp, "DOWN": classDown, "SHARE": classShare,
	"RATIO": classRatio, "RANK": classRank, "SAME": classSame, "THAN": classThan, "TARGET": classTarget, "DONE": classDone,
	"STEP": classStep, "GOING": classGoing, "VERB": classVerb, "DOING": classDoing, "ALREADY": classAlready, "NOW": classNow, "LATER": classLater, "GUESS": classGuess,
	"LEFT": classLeft, "FILL": classFiller, "BY": classBy, "EACH": classEach,
}

const figureClasses = classNumber | classPercent | classPoint | classMultiple | classOrdinal | classAmount | classMoney | classBare | classOne

// classify gives a word the classes that follow from what is said of it.
func (w *word) classify() {
	set := func(c class, is bool) {
		if is {
			w.classes |= c
		}
	}
	growth := classUp
	if w.decrease {
		growth = classDown
	}
	set(growth, w.kind == schema.Growth)
	set(classShare, w.kind == schema.Completion)
	set(classRatio, w.kind == schema.Ratio)
	set(classRank, w.kind == schema.Rank)
	set(classSame, w.basis == yoy)
	set(classSame, w.basis == mom)
	set(classThan, w.basis == versus)
	set(classTarget, w.state == schema.Target)
	set(classLater, w.state == schema.Planned)
	set(classGuess, w.state == schema.Projected)
	set(classLeft, w.state == schema.Remaining)
	set(classEach, w.respective)
	set(classVerb, w.breaks == breakLead)
	set(classVerb, w.breaks == breakLead|breakTail)
	switch w.step {
	case noStep:
	case done:
		set(classDone|classVerb, true)
	default:
		set(classStep|classVerb, true)
		set(classGoing, w.step == going)
	}
	if w.aspect {
		set(classAlready, w.state == schema.Actual)
		set(classNow, w.state == schema.Ongoing)
	} else {
		set(classDoing|classVerb, w.state != "")
		set(classPlain, w.breaks&breakVerb != 0)
	}
	if w.fills() {
		set(classFiller|classPays, true)
		set(classBy, !w.isOf(groupTo))
	}
	set(classStates|classAnnounces|classSays, w.state != "")
	set(classStates|classPays, w.kind == schema.Growth)
	set(classStates, w.money)
	set(classStates, w.breaks&breakLead != 0)
	set(classAnnounces|classParts, w.breaks&breakAll != 0)
	set(classAnnounces|classBounds, w.before != "")
	set(classBounds, w.after != "")
	set(classPays, w.amount)
	set(classPays, w.state == schema.Target)
	set(classSays, w.step != noStep)
	set(classParts, w.basis != "")
}

// classesOf returns the classes of token k.
func (rd *reading) classesOf(k int) class {
	t := rd.tokens[k]
	switch t.kind {
	case wordToken:
		return rd.r.words.byID[t.id].classes
	case numberToken:
		c := rd.numbers[t.id].classes()
		if isLetter(rd.at(t.start - 1)) { // C919大飞机
			c &^= classBare
		}
		return c
	case dateToken:
		if rd.dates[t.id].span {
			return classDate | classSpan
		}
		return classDate
	}
	return 0
}

func (f *figure) classes() class {
	c := classNumber
	switch {
	case f.Form == number.Ordinal:
		return c | classOrdinal
	case f.UnitKind == "rate":
		return c | classPercent
	case f.UnitKind == "point":
		return c | classPoint
	case f.UnitKind == "multiple":
		return c | classMultiple
	case f.Unit == "":
		if f.Chinese {
			return c
		}
		return c | classBare
	case f.Chinese && f.digits() == 1:
		c |= classOne
	case f.UnitKind == "money":
		c |= classMoney
	}
	return c | classAmount
}

// element is one step of a pattern.
type element struct {
	sort     sort
	classes  class
	texts    [][]rune
	runes    []runeSet // of each text
	firsts   ends      // of the texts
	lasts    ends      // likewise
	units    []string  // of unitElement
	optional bool
	many     bool
	label    int8 // by which it can be named, or -1
}

// ends are characters that texts begin or end with, by the last six bits of their codes: so that most texts are passed over at a
// glance.
type ends uint64

func (e *ends) add(c rune) { *e |= 1 << (c & 63) }

func (e ends) has(c rune) bool { return e>>(c&63)&1 != 0 }

// runeSet is a set of characters by the last eight bits of their codes: it may hold one more than were put into it, and
// never one less.
type runeSet [4]uint64

func (s *runeSet) add(c rune) { s[c>>6&3] |= 1 << (c & 63) }

func (s *runeSet) holds(o *runeSet) bool {
	lacks := o[0]&^s[0] | o[1]&^s[1] | o[2]&^s[2] | o[3]&^s[3]
	return lacks == 0
}

func (s *runeSet) addAll(o *runeSet) {
	for i := range s {
		s[i] |= o[i]
	}
}

type sort uint8

const (
	tokenElement   sort = iota // a token of one of the classes, or one of the texts
	nameElement                // NAME
	gapElement                 // …
	openElement                // （
	closeElement               // ）
	bracketElement             // （…）
	listElement                // 、
	commaElement               // ，
	frontElement               // ^
	endElement                 // $
	unitElement                // @届: a number with one of these units
)

var markElements = map[string]sort{
	"NAME": nameElement, "…": gapElement, "^": frontElement, "$": endElement,
	char.Open: openElement, char.Close: closeElement, char.Open + "…" + char.Close: bracketElement,
	char.Pause: listElement, char.Comma: commaElement,
}

// pattern is a row of elements, and the names of those that have one.
type pattern struct {
	elements []element
	labels   []string
}

// language is what patterns may name.
type language struct {
	classes map[string]class
	parts   map[string]string  // the patterns of rows that are classes made of others
	filled  map[string]element // what the words of patterns say, as far as they have been read; its lists are shared
	ids     map[string]bool    // of the rows
}

const mostElements = 24

// parse reads a pattern.
func (l *language) parse(text string) (pattern, error) {
	var p pattern
	if err := l.add(&p, text, 0); err != nil {
		return p, err
	}
	if len(p.elements) == 0 || len(p.elements) > mostElements {
		return p, message.Errorf("the pattern %q has %d elements, not 1 to %d", text, len(p.elements), mostElements)
	}
	return p, nil
}

const deepest = 4 // of classes made of others

// add appends the elements of a text.
func (l *language) add(p *pattern, text string, depth int) error {
	if depth > deepest {
		return message.Errorf("%q is made of classes that are made of one another", text)
	}
	p.elements = slices.Grow(p.elements, strings.Count(text, " ")+1)
	for word := range strings.SplitSeq(text, " ") {
		if word == "" {
			continue
		}
		e := element{label: -1}
		word = e.quantify(word)
		if part, ok := l.parts[word]; ok {
			if e.optional {
				return message.Errorf("%s is made of several elements and cannot be optional", word)
			}
			if err := l.add(p, part, depth+1); err != nil {
				return err
			}
			continue
		}
		if err := l.fill(&e, word); err != nil {
			return err
		}
		if isClassName(word) || e.sort == unitElement {
			e.label = int8(len(p.labels))
			p.labels = append(p.labels, labelFor(p.labels, word))
		}
		p.elements = append(p.elements, e)
	}
	return nil
}

// quantify takes the sign off that says how often an element may stand.
func (e *element) quantify(word string) string {
	last := len(word) - 1
	if last < 1 {
		return word
	}
	switch word[last] {
	case '*':
		e.optional, e.many = true, true
	case '?':
		e.optional = true
	default:
		return word
	}
	return word[:last]
}

// fill gives an element what a word of a pattern says.
func (l *language) fill(e *element, word string) error {
	known, ok := l.filled[word]
	if !ok {
		if err := l.read(&known, word); err != nil {
			return err
		}
		l.filled[word] = known
	}
	known.optional, known.many, known.label = e.optional, e.many, e.label
	*e = known
	return nil
}

func (l *language) read(e *element, word string) error {
	if s, ok := markElements[word]; ok {
		e.sort = s
		return nil
	}
	if units, ok := strings.CutPrefix(word, "@"); ok {
		e.sort, e.classes, word = unitElement, classNumber, units
	}
	if e.sort == unitElement {
		e.units = strings.Split(word, "|")
		return nil
	}
	runes := make([]rune, 0, utf8.RuneCountInString(word)) // of all texts
	for part := range strings.SplitSeq(word, "|") {
		switch c, ok := l.classes[part]; {
		case ok:
			e.classes |= c
		case isClassName(part):
			return message.Errorf("%q is no class of words", part)
		case part == "":
			return message.Errorf("%q has an empty alternative", word)
		default:
			begin := len(runes)
			runes = append(runes, []rune(part)...)
			e.texts = append(e.texts, runes[begin:len(runes):len(runes)])
		}
	}
	slices.SortStableFunc(e.texts, func(a, b []rune) int { return len(b) - len(a) })
	e.summarize()
	return nil
}

// summarize notes the characters of the texts.
func (e *element) summarize() {
	e.runes = make([]runeSet, len(e.texts))
	for i, text := range e.texts {
		for _, c := range text {
			e.runes[i].add(c)
		}
		e.firsts.add(text[0])
		e.lasts.add(text[len(text)-1])
	}
}

// isClassName reports a word in capitals.
func isClassName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isCapital(c) && c != '_' && c != '|' && c-'0' > 9 {
			return false
		}
	}
	return s != ""
}

func isCapital(c byte) bool { return c-'A' < 26 }

// labelFor returns the name of an element among those of the labels: its first class, with a number if that stands there
// already.
func labelFor(labels []string, word string) string {
	name, _, _ := strings.Cut(word, "|")
	if word[0] == '@' {
		name = "@"
	}
	n := 1
	for _, l := range labels {
		if strings.TrimRight(l, "23456789") == name {
			n++
		}
	}
	if n > 1 {
		return fmt.Sprint(name, n)
	}
	return name
}

func (w *word) fills() bool {
	switch {
	case w.before != "", w.breaks&(breakAll|breakVerb) == breakAll:
		return true
	case w.aspect:
		return w.state != schema.Target
	}
	return w.breaks == breakTail && w.state == ""
}
