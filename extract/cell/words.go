package cell

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"duban/extract/internal/trie"
	"duban/internal/message"
	"duban/schema"
	"duban/seeds"
)

// words are the vocabularies of a Reader in one trie, so that a text is looked through once.
type words struct {
	trie  trie.Trie
	byID  []word
	index map[string]int32
	signs *signs
	dates dateWords

	classNames map[string]class // that patterns may name
	missed     class            // of the words for what was missed
	strive     class            // of the words for what one strives for
	schedule   class            // of the words for a schedule
	events     class            // of the words for what happens once: 举办, 印发
	planTitle  class            // of the words in titles of what is to be done

	growthWords []string // that may stand behind the name of a measure, the longest first
	ownWords    []string // that may stand in front of it: 全市

	several  []several // the longest words first
	shared   []noun    // that the last of a list of names may have for all of them: 增加值; the longest first. They are no tokens
	measured []string  // ends of names that have such a noun of their own

	synonyms map[string]string
	netWords []string          // for what came less what went: 净增
	light    map[rune][][]rune // that name no part of a task, by the first character: 项目; the longest first. They are no tokens
	parts    []string          // names that begin with one are of a part of a thing: 限上; they are no tokens
	counted  map[string]string // nouns that a number may stand in front of: without a measure word, or "issue" with 期; they are no tokens

	beside map[string]flank // words that may stand behind a numeral and its measure word; they are no tokens
}

// flank is what a word next to a number can make it part of.
type flank uint8

const (
	flankAfter   flank = 1 << iota // a name: 9号线
	flankBefore                    // a name: 国道318
	flankInPlace                   // of a numeral, as the 里 of 五里镇
	flankPlace                     // the end of the name of a place
	flankHotline                   // what a telephone service is for
)

var flankNames = map[string]flank{
	"after": flankAfter, "before": flankBefore, "in-place": flankInPlace, "place": flankPlace, "hotline": flankHotline,
}

// word is what the vocabularies say of one word: one field for each judgement that it can decide.
type word struct {
	classes  class
	groups   group
	fixed    bool // a set phrase or name: its numerals count nothing
	state    schema.State
	aspect   bool // outweighs plain verbs of state
	step     step
	all      bool // the step is done with all that was asked for
	kind     schema.IndicatorKind
	decrease bool
	before   schema.Modifier // of the number behind it
	after    schema.Modifier // of the number in front of it
	basis    string
	money    bool
	amount   bool // its object may be an amount of the money in front of it: 投资完成2亿
	deadline bool
	head     bool // a name only together with what stands in front of it
	origin   bool // a change starts from the figure behind it: 由
	breaks   breaks
	heading  schema.State // of the figures under a heading with the word
	label    schema.State // likewise, behind a label of a line alone
	timed    bool         // the heading needs a time for that, in a report on what came about

	running     bool // 累计
	thisYear    bool // 今年: ends the period that was named before
	formerTime  bool // 上年同期: the figure behind it is of that time
	leadsTime   bool // 去年: such a time at the front of a clause alone
	respective  bool // 分别
	conjunction bool // 和, 及: parts the names of a list
	copula      bool // 是, 为: what stands in front of it is what stands behind it

	nameEnd  bool // right behind digits it makes them part of a name
	nameHead bool // right in front of digits
}

// several is a word for several things.
type several struct {
	word   string
	things []string
}

// noun is what the last name of a list may have for all of them.
type noun struct {
	word string
	any  bool // were they names of measures: 占比
}

// step is how far a verb says that a task is.
type step uint8

const (
	noStep step = iota
	waiting
	stalled
	meant // for later
	prepared
	busy // 正在 with a verb that says nothing of how far it is
	going
	done
)

// breaks say where a word cannot be part of the name of what is counted.
type breaks uint8

const (
	breakLead breaks = 1 << iota // at its front
	breakTail                    // at its end
	breakAll                     // anywhere: it parts names
	breakVerb                    // as breakAll, by being a verb of state of which nothing else is said
	breakNone                    // nowhere, though it is a verb of state
)

// The files of the vocabulary.
const (
	cuesFile  = "cues.tsv"
	fixedFile = "fixed.tsv"
	namesFile = "number_names.tsv"
	sameFile  = "synonyms.tsv"
)

// loadWords reads the vocabularies from each of fsys in turn. A file that is not there is passed over, save in the
// first. Later lines add to earlier ones.
func loadWords(fsys []fs.FS) (*words, error) {
	const usual = 3800 // words, of which the program brings somewhat less
	w := &words{index: make(map[string]int32, usual), byID: make([]word, 0, usual), signs: newSigns(), classNames: maps.Clone(builtinClasses),
		synonyms: map[string]string{}, counted: map[string]string{}, beside: map[string]flank{}, light: map[rune][][]rune{}}
	for i, f := range fsys {
		for _, load := range []struct {
			file    string
			columns []string
			line    func([]string) error
		}{
			{cuesFile, []string{"word", "for", "value", "comment"}, w.cue},
			{fixedFile, []string{"word", "reason", "comment"}, w.fixedWord},
			{namesFile, []string{"word", "side", "reason", "comment"}, w.numberName},
			{sameFile, []string{"form", "name", "comment"}, w.synonym},
			{signsFile, []string{"class", "signs", "comment"}, w.signLine},
			{datesFile, []string{"word", "part", "value", "comment"}, w.dateLine},
		} {
			if err := eachLine(f, load.file, i > 0, func(l seeds.Line) error { return load.line(l.Fields) }, load.columns...); err != nil {
				return nil, err
			}
		}
	}
	w.finish()
	return w, nil
}

// eachLine hands the lines of a vocabulary to take; where it is a further one, it may be missing. An error names file and line.
func eachLine(f fs.FS, file string, further bool, take func(seeds.Line) error, columns ...string) error {
	err := seeds.Each(f, file, func(l seeds.Line, _ int) error {
		if err := take(l); err != nil {
			return fmt.Errorf("%s:%d: %w", file, l.Number, err)
		}
		return nil
	}, columns...)
	if further && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// finish puts the words into the trie, and lets words of state part names where nothing else is said of them.
func (w *words) finish() {
	w.missed, w.schedule = w.classNames["MISSED"], w.classNames["PACE"]
	w.strive, w.planTitle = w.classNames["STRIVE"], w.classNames["PLAN"]
	w.events = w.classNames["EVENTS"]
	w.trie.Grow(len(w.index))
	for text, id := range w.index {
		e := &w.byID[id]
		switch {
		case e.breaks != 0, e.state == schema.Target:
		case e.isOf(groupEnds): // a verb, which ends a task
			e.state, e.breaks = cmp.Or(e.state, schema.Actual), breakAll|breakVerb
		case e.state != "":
			e.breaks = breakAll | breakVerb
		}
		e.classify()
		switch {
		case e.kind == schema.Growth:
			w.growthWords = append(w.growthWords, text)
		case e.isOf(groupOurs | groupYearlong):
			w.ownWords = append(w.ownWords, text)
		}
		w.trie.Add(text, id)
	}
	longestFirst(w.growthWords)
	longestFirst(w.ownWords)
	for _, of := range w.light {
		slices.SortStableFunc(of, func(a, b []rune) int { return len(b) - len(a) })
	}
	slices.SortFunc(w.shared, func(a, b noun) int { return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word)) })
}

func longestFirst(words []string) {
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
}

func (w *words) entry(text string) (*word, error) {
	if text == "" {
		return nil, message.Errorf("no word")
	}
	id, ok := w.index[text]
	if !ok {
		id = int32(len(w.byID))
		w.byID = append(w.byID, word{})
		w.index[text] = id
	}
	return &w.byID[id], nil
}

func (w *words) cue(f []string) error {
	if listed, err := w.listWord(f); listed {
		return err
	}
	e, err := w.entry(f[0])
	if err != nil {
		return err
	}
	if f[1] == "class" {
		return w.classWord(e, f[2])
	}
	set, ok := judgements[f[1]]
	if !ok {
		return message.Errorf("%q is no judgement", f[1])
	}
	if !set(e, f[2]) {
		return message.Errorf("%q cannot be the value of %s", f[2], f[1])
	}
	return nil
}

// classWord puts a word into a class that patterns may name.
func (w *words) classWord(e *word, name string) error {
	if _, ok := groupNames[strings.ToLower(name)]; ok {
		return message.Errorf("%s is no class but a group, which no pattern names: group and %s are its judgement and value", name, strings.ToLower(name))
	}
	c, ok := w.classNames[name]
	if !ok {
		bit := len(w.classNames) + unnamedClasses
		switch {
		case !isClassName(name):
			return message.Errorf("%q cannot be the name of a class: it takes capitals", name)
		case bit == mostClasses:
			return message.Errorf("no room for the class %q: there are %d already, use one of them", name, mostClasses)
		}
		c = class(1) << bit
		w.classNames[name] = c
	}
	e.classes |= c
	return nil
}

// judgements are the values of the column "for" of the cues, with what takes the value.
var judgements = map[string]func(e *word, value string) bool{
	"state":    setState,
	"step":     setStep,
	"kind":     setKind,
	"sign":     func(e *word, v string) bool { e.decrease = true; return v == "-" },
	"before":   func(e *word, v string) bool { e.before = schema.Modifier(v); return isModifier(e.before) },
	"after":    func(e *word, v string) bool { e.after = schema.Modifier(v); return isModifier(e.after) },
	"basis":    setBasis,
	"money":    setMoney,
	"list":     setList,
	"time":     setTime,
	"head":     func(e *word, v string) bool { e.head = true; return v == "" },
	"origin":   func(e *word, v string) bool { e.origin = true; return v == "" },
	"deadline": func(e *word, v string) bool { e.deadline = true; return v == "" },
	"copula":   func(e *word, v string) bool { e.copula = true; return v == "" },
	"group":    setGroup,
	"heading":  setHeading,
	"label":    setLabel,
	"plain":    func(e *word, v string) bool { return v == "" },
	"break":    setBreak,
}

// The values of basis; versus is completed with the year.
const (
	yoy    = "yoy"
	mom    = "mom"
	versus = "vs"
)

func setState(e *word, v string) bool {
	v, e.aspect = strings.CutSuffix(v, "!")
	e.state = schema.State(v)
	return isState(e.state)
}

func isState(s schema.State) bool {
	return isOneOf(s, schema.Target, schema.Actual, schema.Ongoing, schema.Planned, schema.Projected, schema.Remaining)
}

func setGroup(e *word, v string) bool {
	for _, name := range strings.Fields(v) {
		g, ok := groupNames[name]
		if !ok {
			return false
		}
		e.groups |= g
	}
	return e.groups != 0
}

func setHeading(e *word, v string) bool {
	v, e.timed = strings.CutSuffix(v, "?")
	e.heading = schema.State(v)
	return isState(e.heading)
}

func setLabel(e *word, v string) bool {
	e.label = schema.State(v)
	return isState(e.label)
}

func setStep(e *word, v string) bool {
	v, e.all = strings.CutSuffix(v, "!")
	s, ok := map[string]step{"waiting": waiting, "stalled": stalled, "prepared": prepared, "going": going, "done": done}[v]
	e.step = s
	return ok && (!e.all || s == done)
}

func setKind(e *word, v string) bool {
	e.kind = schema.IndicatorKind(v)
	return isOneOf(e.kind, schema.Growth, schema.Difference, schema.Completion, schema.Ratio, schema.Rank)
}

func isModifier(m schema.Modifier) bool {
	return isOneOf(m, schema.About, schema.MoreThan, schema.LessThan, schema.AtLeast, schema.AtMost)
}

func setMoney(e *word, v string) bool {
	switch v {
	case yuan:
		e.money = true
	case "verb":
		e.amount = true
	default:
		return false
	}
	return true
}

func setList(e *word, v string) bool {
	switch v {
	case "respective":
		e.respective = true
	case "conjunction":
		e.conjunction = true
	default:
		return false
	}
	return true
}

func setTime(e *word, v string) bool {
	switch v {
	case "running":
		e.running = true
	case "year":
		e.thisYear = true
	case "former":
		e.formerTime = true
	case "former lead":
		e.formerTime, e.leadsTime = true, true
	default:
		return false
	}
	return true
}

func setBasis(e *word, v string) bool {
	e.basis = v
	return isOneOf(v, yoy, mom, versus)
}

func setBreak(e *word, v string) bool {
	b, ok := map[string]breaks{"lead": breakLead, "tail": breakTail, "ends": breakLead | breakTail, "all": breakAll, "none": breakNone}[v]
	e.breaks = b
	return ok
}

func (w *words) fixedWord(f []string) error {
	e, err := w.entry(f[0])
	if err == nil {
		e.fixed = true
	}
	return err
}

func (w *words) numberName(f []string) error {
	side, ok := flankNames[f[1]]
	switch {
	case !ok:
		return message.Errorf("%q is no side: after, before, in-place, place or hotline", f[1])
	case side > flankBefore:
		w.beside[f[0]] |= side
		return nil
	}
	e, err := w.entry(f[0])
	if err != nil {
		return err
	}
	switch side {
	case flankAfter:
		e.nameEnd = true
	case flankBefore:
		e.nameHead = true
	}
	return nil
}

func (w *words) synonym(f []string) error {
	if f[0] == "" || f[1] == "" {
		return message.Errorf("a synonym needs a form and a name")
	}
	w.synonyms[f[0]] = f[1]
	return nil
}

// synonym returns the name that the vocabulary has for a figure, or the name itself.
func (r *Reader) synonym(name string) string {
	if s, ok := r.words.synonyms[name]; ok {
		return s
	}
	for _, noun := range r.words.shared { // 税收占比
		if !noun.any {
			continue
		}
		if front, ok := strings.CutSuffix(name, noun.word); ok {
			return cmp.Or(r.words.synonyms[front], front) + noun.word
		}
	}
	return name
}

// is reports a word of one of the classes.
func (w *word) is(of class) bool { return w.classes&of != 0 }

// saysNoAim reports a word that says something of figures, but no sum of money and no aim.
func (w *word) saysNoAim() bool {
	switch {
	case !w.is(classSays), w.money, w.state == schema.Target:
		return false
	}
	return true
}

// isAhead reports a word for what is aimed at or planned.
func (w *word) isAhead() bool { return isOneOf(w.state, schema.Target, schema.Planned) }

// isParticular reports a verb that says what was counted by itself: 处分, 立案; not 完成, 建成, 已.
func (w *word) isParticular() bool { return !w.aspect && w.kind == "" && w.step == noStep }
