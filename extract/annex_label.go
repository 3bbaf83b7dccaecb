package extract

import (
	"strings"

	"duban/internal/char"
)

// This file reads the labels that open annexes, and the items of the list of annexes.

// annexLabel reads a line that opens an annex: 附件1, 附件一：…, 附表3 …, 附件. The number is 0 where it has none.
func (v *Vocabulary) annexLabel(s string) (number int, rest string, ok bool) {
	inner, bracketed := strings.CutPrefix(s, char.Open)
	if inner, ok = strings.CutSuffix(inner, char.Close); bracketed && ok { // （附件1）
		s = inner
	}
	rest, alone, ok := v.cutAnnexWord(s)
	if !ok {
		return 0, "", false
	}
	digits := strings.TrimLeftFunc(rest, func(r rune) bool { return char.IsDigit(r) || isChineseDigit(r) })
	label := rest[:len(rest)-len(digits)]
	number, _ = integer(label)
	behind := trim(digits)
	title := trim(strings.TrimLeft(behind, char.Colons+"-—"+char.Points+char.Pause))
	parted := title != behind || digits != behind
	switch {
	case label == "" && behind == "":
		return 0, "", !alone
	case label == "":
		return 0, title, title != behind
	case behind == "", parted:
		return number, title, number > 0
	}
	return number, title, number > 0 && v.endsTitle(title)
}

// cutAnnexWord takes the word off that opens an annex, and reports whether it is one that no annex has alone.
func (v *Vocabulary) cutAnnexWord(s string) (rest string, alone, ok bool) {
	for _, w := range v.words[wordAnnex] {
		if rest, ok := cutSpaced(s, w); ok {
			return trim(rest), false, true
		}
	}
	for _, w := range v.words[wordAttached] {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return trim(rest), true, true
		}
	}
	return "", false, false
}

// cutSpaced takes a word off the front of s whose characters white space may part.
func cutSpaced(s, word string) (rest string, ok bool) {
	for _, c := range word {
		if s, ok = strings.CutPrefix(trim(s), string(c)); !ok {
			return "", false
		}
	}
	return s, true
}

// listItem cuts the number off an item of the list: 2.…, 3、…, （4）…, 附件2：….
func (v *Vocabulary) listItem(s string) (number int, title string, ok bool) {
	if n, rest, ok := v.annexLabel(s); ok && n > 0 {
		return n, rest, true
	}
	label, rest, found := cutAny(s, char.Points+char.Pause+char.Closing+" ")
	if !found || label == "" {
		return 0, "", false
	}
	number, ok = ordinal(label)
	return number, trim(rest), ok && trim(rest) != ""
}
