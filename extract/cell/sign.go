package cell

import (
	"duban/internal/message"
	"strings"
	"unicode/utf8"
)

// sign is a set of things that a character, or a short word, can say by standing next to a figure, a name or a date: those
// of signs.tsv.
type sign uint64

const (
	signPower sign = 1 << iota
	signTorn
	signUnit
	signEach
	signEvery
	signIdle
	signSpelled
	signBuilt
	signCommon
	signPlace
	signLine
	signFloor
	signDecade
	signHour
	signSecond
	signGrade
	signSort
	signCircle
	signApart
	signTotal
	signTotalled
	signTogether
	signArea
	signQuarter
	signAmong
	signAmid
	signOf
	signNet
	signMinus
	signRelief
	signJoint
	signTwo
	signShare
	signMore
	signOver
	signReaching
	signBeing
	signRate
	signRated
	signNoun
	signTurned
	signBeside
	signLasting
	signList
	signTimes
	signSpan
	signAhead
	signApartYear
	signDate
	signThen
	signPerfect
	signNot
	signDenied
	signFrom
	signWhole
)

var signNames = map[string]sign{
	"power": signPower, "torn": signTorn, "unit": signUnit, "each": signEach, "every": signEvery, "idle": signIdle, "spelled": signSpelled,
	"built": signBuilt, "common": signCommon, "place": signPlace, "line": signLine, "floor": signFloor, "decade": signDecade,
	"hour": signHour, "second": signSecond, "grade": signGrade, "sort": signSort, "circle": signCircle, "apart": signApart,
	"total": signTotal, "totalled": signTotalled, "together": signTogether, "area": signArea, "quarter": signQuarter, "among": signAmong, "amid": signAmid, "of": signOf,
	"net": signNet, "minus": signMinus, "relief": signRelief, "joint": signJoint, "two": signTwo, "share": signShare, "more": signMore,
	"over": signOver, "reaching": signReaching, "being": signBeing, "rate": signRate, "rated": signRated, "noun": signNoun, "turned": signTurned,
	"beside": signBeside, "lasting": signLasting, "list": signList, "times": signTimes, "span": signSpan, "ahead": signAhead,
	"apart-year": signApartYear, "date": signDate, "then": signThen, "perfect": signPerfect, "not": signNot,
	"denied": signDenied, "from": signFrom, "whole": signWhole,
}

const signsFile = "signs.tsv"

// The standard forms of units that figures get, and what follows the year that a figure is compared with.
const yuan, cubicMetre, minutes, yearWord = "元", "立方米", "分钟", "年"

// signs holds what characters and words say.
type signs struct {
	index [1 << 16]uint8 // of sets by character; the first set is empty
	sets  []sign
	words map[string]sign
}

func newSigns() *signs { return &signs{sets: make([]sign, 1), words: map[string]sign{}} }

// ofWords are the classes of words, which a line has with spaces between; those of all others are characters.
const ofWords = signBuilt | signCommon | signPlace | signLine | signFloor | signDecade | signHour | signSecond | signNet | signWhole

// add lets each character, or each of the words, say one thing more.
func (s *signs) add(text string, says sign) {
	words := strings.Split(text, "")
	if says&ofWords != 0 {
		words = strings.Fields(text)
	}
	for _, w := range words {
		s.words[w] |= says
		if c, size := utf8.DecodeRuneInString(w); size == len(w) {
			s.addRune(c, says)
		}
	}
}

func (s *signs) addRune(c rune, says sign) {
	if uint32(c) >= uint32(len(s.index)) {
		return
	}
	if s.index[c] == 0 {
		s.index[c] = uint8(len(s.sets))
		s.sets = append(s.sets, 0)
	}
	s.sets[s.index[c]] |= says
}

// of returns what a character says.
func (s *signs) of(c rune) sign {
	if uint32(c) >= uint32(len(s.index)) {
		return 0
	}
	return s.sets[s.index[c]]
}

// signLine reads a line of signs.tsv.
func (w *words) signLine(f []string) error {
	says, ok := signNames[f[0]]
	switch {
	case !ok:
		return message.Errorf("%q is no class of signs", f[0])
	case f[1] == "":
		return message.Errorf("the class %s has no signs", f[0])
	case len(w.signs.sets)+utf8.RuneCountInString(f[1]) > 1<<8:
		return message.Errorf("too many characters")
	}
	if says == signNet {
		w.netWords = append(w.netWords, strings.Fields(f[1])...)
	}
	w.signs.add(f[1], says)
	return nil
}

// means reports a word, or the standard form of a unit, that says one of these things.
func (w *words) means(word string, says sign) bool { return w.signs.words[word]&says != 0 }
