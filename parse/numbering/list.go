// Package numbering writes the automatic numbers of lists: those of word processors, whose lists have levels that show each
// other's numbers, and those of web pages.
package numbering

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/parse/block"
)

// Levels is the number of levels that a list has.
const Levels = 9

// Unset stands for a number that the source does not give.
const Unset = -1

// Level is how one level of a list looks.
type Level struct {
	Start   int    // the number that it begins with
	Format  string // of ST_NumberFormat, see Word
	Text    string // with %1 … %9 for the numbers of the levels
	Suffix  string // what parts the number from the text: "" or "tab", "space", "nothing"
	Restart int    // the level, from 1, after which it starts again; Unset for any above, 0 for never
	Legal   bool   // all numbers are decimal
	Hidden  bool   // it counts and does not show
}

// Scheme is what lists that count on each other's numbers have in common.
type Scheme struct {
	Levels [Levels]*Level // nil where there is none
}

// List is a list in use: a scheme, with levels and starts of its own in places.
type List struct {
	Scheme *Scheme
	Levels [Levels]*Level // instead of the scheme's where they are not nil
	Starts [Levels]int    // Unset, or the number that the level starts anew from
}

// NewList returns a list that looks as its scheme says.
func NewList(scheme *Scheme) *List {
	l := &List{Scheme: scheme}
	for i := range l.Starts {
		l.Starts[i] = Unset
	}
	return l
}

// Level returns level i, from 0, or nil.
func (l *List) Level(i int) *Level {
	if l.Levels[i] != nil {
		return l.Levels[i]
	}
	return l.Scheme.Levels[i]
}

// start returns the number that level i begins with.
func (l *List) start(i int) int {
	if l.Starts[i] != Unset {
		return l.Starts[i]
	}
	if level := l.Level(i); level != nil {
		return level.Start
	}
	return 0
}

// Counters are the numbers that the lists of one text have reached.
type Counters struct {
	reached   map[*Scheme]*[Levels]counter
	restarted map[*List]*[Levels]bool // levels whose start override has been used
}

type counter struct {
	value   int
	running bool // the level has been counted since it last started anew
}

// NewCounters returns the counters of a text that has yet to be read.
func NewCounters() Counters {
	return Counters{map[*Scheme]*[Levels]counter{}, map[*List]*[Levels]bool{}}
}

// Next counts a paragraph at a level, from 0, of a list and returns its number, with the level's Suffix; "" where none
// shows. The list has a scheme.
func (c Counters) Next(l *List, i int) (number, suffix string) {
	if i < 0 || i >= Levels || l.Level(i) == nil {
		return "", ""
	}
	c.count(l, i)
	level := l.Level(i)
	if level.Hidden || level.Format == "bullet" {
		return "", ""
	}
	return string(block.Tidy([]byte(c.write(l, level)))), level.Suffix
}

// count moves the counters of a list on by one at a level.
func (c Counters) count(l *List, i int) {
	at, done := c.reached[l.Scheme], c.restarted[l]
	if at == nil {
		at = &[Levels]counter{}
		c.reached[l.Scheme] = at
	}
	if done == nil {
		done = &[Levels]bool{}
		c.restarted[l] = done
	}
	for j := range i + 1 {
		switch {
		case !at[j].running || l.Starts[j] != Unset && !done[j]: // also a level above that shows before any of its own
			at[j], done[j] = counter{l.start(j), true}, true
		case j == i:
			at[j].value++
		}
	}
	for j := i + 1; j < Levels; j++ {
		if level := l.Level(j); level == nil || level.Restart == Unset || i < level.Restart {
			at[j].running = false
		}
	}
}

// write fills the numbers of the levels into the text of one.
func (c Counters) write(l *List, level *Level) string {
	at := c.reached[l.Scheme]
	var sb strings.Builder
	for rest := level.Text; rest != ""; {
		i := strings.IndexByte(rest, '%')
		if i < 0 || i+1 == len(rest) || rest[i+1] < '1' || rest[i+1] > '9' {
			sb.WriteString(rest[:i+1])
			rest = rest[i+1:]
			if i < 0 {
				sb.WriteString(rest)
				break
			}
			continue
		}
		sb.WriteString(rest[:i])
		k := int(rest[i+1] - '1')
		rest = rest[i+2:]
		of := l.Level(k)
		if of == nil {
			continue
		}
		format := of.Format
		if level.Legal && format != "none" && format != "bullet" {
			format = "decimal"
		}
		sb.WriteString(Word(format, at[k].value))
	}
	return sb.String()
}

// Parted returns what stands between a number and the text behind it. Word leaves room there, which is nothing where
// the number ends in a mark of full width; but 1. in front of 5亿元 must not read 1.5亿元.
func Parted(number, suffix string, text []byte) string {
	last, _ := utf8.DecodeLastRuneInString(number)
	first, _ := utf8.DecodeRune(text)
	wide := last >= utf8.RuneSelf && !unicode.IsLetter(last) && !unicode.IsDigit(last)
	if len(text) == 0 || wide || suffix == "nothing" && !unicode.IsDigit(first) {
		return ""
	}
	return " "
}
