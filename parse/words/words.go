package words

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/seeds"
)

// labelPart is what readers need to know of a word that labels of columns are made of.
type labelPart struct {
	role string // of the column, that the word claims; figureRole for one of figures
	duty string // of the office whose name stands behind
}

// figureRole is the role of a column of figures.
const figureRole = "figure"

// numberRole is that of the column of running numbers.
const numberRole = "number"

// labelParts are the words that labels of columns are made of. Readers need them where nothing else tells a table from lines
// of text.
var labelParts = sync.OnceValue(func() map[string]labelPart {
	var parts map[string]labelPart
	err := seeds.Each(seeds.FS, "labels.tsv", func(l seeds.Line, left int) error {
		if parts == nil {
			parts = make(map[string]labelPart, left)
		}
		if p := readLabelPart(l.Fields[1]); p != (labelPart{}) {
			parts[l.Fields[0]] = p
		}
		return nil
	}, "word", "says", "thing", "comment")
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	return parts
})

func readLabelPart(says string) (p labelPart) {
	for word := range strings.FieldsSeq(says) {
		name, value, _ := strings.Cut(word, ":")
		value, _, _ = strings.Cut(value, ":")
		switch {
		case name == "duty":
			p.duty = value
		case name == "role", name == "weak", name == "aimed":
			p.role = value
		case name == "office":
			p.role = "lead_units"
		case name == "kind" && value != "quantity" && p.role == "":
			p.role = figureRole
		case says == "measure" || strings.HasPrefix(says, "measure kind:"):
			p.role = figureRole // 完工, which has a state as well, can be a cell
		}
	}
	return p
}

// IsHeader reports whether a line reads like the label of a column: 序号, 2021年任务, 牵头单位, 完成率（%）.
func IsHeader(s string) bool { return Role(s) != "" }

// Role returns the role of the column that a label names by the longest word that it ends with, or "". The word in front
// of an office says which of its roles is meant.
func Role(s string) string {
	if s == "" || len(s) > 80 {
		return ""
	}
	runes := []rune(headerLabel(s))
	if len(runes) > 14 {
		return ""
	}
	for i := range runes {
		role := labelParts()[string(runes[i:])].role
		if role == "" || i > 0 && len(runes)-i == 1 {
			continue
		}
		for k := range i {
			if duty := labelParts()[string(runes[k:i])].duty; duty != "" {
				return duty
			}
		}
		return role
	}
	return ""
}

// headerLabel returns a heading without white space, marks and what stands in brackets.
func headerLabel(s string) string {
	var sb strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case char.IsOpeningBracket(r):
			depth++
		case char.IsClosingBracket(r):
			depth = max(depth-1, 0)
		case depth > 0 || block.IsSpace(r) || unicode.IsPunct(r) || r == '|':
		default:
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

// RunningNumber reads a cell that holds nothing but a running number: 7, 7., 07、, （7）, 七.
func RunningNumber(s string) (int, bool) {
	s = strings.Trim(block.Trim(s), char.Round+char.Points+char.Pause+char.Stars+"·")
	if s == "" || len(s) > 12 {
		return 0, false
	}
	n := 0
	for _, r := range s {
		if !char.IsDigit(r) {
			return chineseNumber(s)
		}
		if n = n*10 + char.DigitValue(r); n > 99_999 {
			return 0, false
		}
	}
	return n, n > 0
}

// chineseNumber reads a running number in Chinese numerals up to 九十九.
func chineseNumber(s string) (int, bool) {
	n, digit := 0, 0
	tens := false
	for _, r := range s {
		switch numeral := char.Numeral(r); {
		case numeral == 10 && !tens:
			n, digit, tens = 10*max(digit, 1), 0, true
		case numeral == 0, numeral == 10, digit != 0:
			return 0, false
		default:
			digit = numeral
		}
	}
	n += digit
	return n, n > 0
}

// IsAnnexLabel reports a line that opens an annex: 附件1, 附 件 一：…, 附表3 …, 附件.
func IsAnnexLabel(s string) bool {
	rest, ok := cutAnnexWord(s)
	if rest = block.Trim(rest); !ok || rest == "" {
		return ok
	}
	for i, r := range rest {
		if char.IsColon(r) || block.IsSpace(r) || r == '-' || r == '—' {
			return i > 0
		}
		if !unicode.IsDigit(r) && char.Numeral(r) == 0 {
			return i > 0 && endsWith(rest, reportWords().tables)
		}
	}
	return true
}

// parts are the words by which the parts of a report are told.
type parts struct {
	annexes []string        // open an annex
	tables  []string        // end the title of a table
	titles  []string        // end what may be one, where a line stands by itself
	totals  map[string]bool // label a row of totals
}

var reportWords = sync.OnceValue(func() *parts {
	p := &parts{totals: map[string]bool{}}
	err := seeds.Each(seeds.FS, "report_words.tsv", func(l seeds.Line, _ int) error {
		switch word := l.Fields[0]; l.Fields[1] {
		case "annex":
			p.annexes = append(p.annexes, word)
		case "table":
			p.tables = append(p.tables, word)
		case "listing":
			p.titles = append(p.titles, word)
		case "total":
			p.totals[word] = true
		}
		return nil
	}, "word", "kind", "comment")
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	p.titles = append(p.titles, p.tables...)
	return p
})

// SpeaksOfAnnex reports a text that holds a word that annexes are opened with.
func SpeaksOfAnnex(s string) bool {
	return slices.ContainsFunc(reportWords().annexes, func(w string) bool { return strings.Contains(s, w) })
}

// endsWith reports a text that ends with one of the words.
func endsWith(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

// cutAnnexWord takes the word off that opens an annex. White space may part its characters.
func cutAnnexWord(s string) (rest string, ok bool) {
	for _, word := range reportWords().annexes {
		rest = s
		for _, c := range word {
			if rest, ok = strings.CutPrefix(block.Trim(rest), string(c)); !ok {
				break
			}
		}
		if ok {
			return rest, true
		}
	}
	return "", false
}

// CutAny cuts s at the first of the characters in seps.
func CutAny(s, seps string) (before, after string, ok bool) {
	i := strings.IndexAny(s, seps)
	if i < 0 {
		return s, "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}

// cutPrefixAny takes one of the characters in set off the front of s.
func cutPrefixAny(s, set string) (string, bool) {
	r, size := utf8.DecodeRuneInString(s)
	if size > 0 && strings.ContainsRune(set, r) {
		return s[size:], true
	}
	return s, false
}
