package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cockroachdb/apd/v3"

	"duban/extract/number"
	"duban/schema"
)

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' }

func trim(s string) string { return strings.TrimFunc(s, isSpace) }

// trimLines trims s at its ends, and drops the white space around its line breaks.
func trimLines(s string) string {
	s = trim(s)
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	var kept []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = trim(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

func removeSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, s)
}

// cutAny cuts s at the first of the characters in seps.
func cutAny(s, seps string) (before, after string, ok bool) {
	i := strings.IndexAny(s, seps)
	if i < 0 {
		return s, "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}

func runeLen(s string) int { return utf8.RuneCountInString(s) }

const (
	openBrackets  = "（(［[【〔"
	closeBrackets = "）)］]】〕"
)

// withoutBrackets returns s without its brackets and what stands in them, and that by itself.
func withoutBrackets(s string) (rest string, inside []string) {
	var out, in strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case strings.ContainsRune(openBrackets, r):
			depth++
		case strings.ContainsRune(closeBrackets, r) && depth > 0:
			if depth--; depth == 0 {
				inside = append(inside, in.String())
				in.Reset()
			}
		case depth > 0:
			in.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String(), inside
}

// numerals reads whole numbers in every writing; it needs no units.
var numerals = number.NewReader(nil, nil)

// integer reads a text that is nothing but a whole number: 12, １２, 十二, 一百〇一, 二〇二一.
func integer(s string) (int, bool) {
	runes := []rune(strings.Map(oldZero, s))
	if len(runes) == 0 || len(runes) > 8 {
		return 0, false
	}
	n, ok := numerals.At(runes, 0)
	if !ok || n.Start != 0 || n.End != len(runes) || n.Range || n.Fraction || n.More || n.Form != number.Plain && n.Form != number.Digits {
		return 0, false
	}
	v, err := n.Value.Int64()
	if err != nil || v < 0 {
		return 0, false
	}
	return int(v), true
}

// compiled returns an expression in which \d stands for full-width digits as well.
func compiled(expression string) *regexp.Regexp {
	return regexp.MustCompile(strings.NewReplacer(`[\d`, `[\d０-９`, `\d`, `[\d０-９]`).Replace(expression))
}

// oldZero brings the signs that stand for 〇 between Chinese digits to it.
func oldZero(r rune) rune {
	if strings.ContainsRune("○ＯOo◯", r) {
		return '〇'
	}
	return r
}

// ordinal reads a running number as cells and marks print it: 7, 7., 07、, （7）, 七, ⑦, 第7项.
func ordinal(s string) (int, bool) {
	if len(s) > 40 {
		return 0, false
	}
	s = strings.Trim(removeSpace(s), "()（）.．、·,，:：")
	s = strings.TrimPrefix(s, "第")
	s = strings.TrimSuffix(s, "项")
	s = strings.TrimSuffix(s, "号")
	if r, size := utf8.DecodeRuneInString(s); size == len(s) {
		if n := circled(r); n > 0 {
			return n, true
		}
	}
	if r, _ := utf8.DecodeRuneInString(s); r > '9' && r < '０' && !strings.ContainsRune("一二三四五六七八九十百", r) {
		return 0, false // most cells: a word
	}
	n, ok := integer(s)
	return n, ok && n > 0 && n < 100_000
}

// circled returns the number of ①…⑳, ⑴…⒇, ⒈…⒛, ❶…❿, ㉑…㊿; or 0.
func circled(r rune) int {
	switch {
	case '①' <= r && r <= '⑳':
		return int(r-'①') + 1
	case '⑴' <= r && r <= '⒇':
		return int(r-'⑴') + 1
	case '⒈' <= r && r <= '⒛':
		return int(r-'⒈') + 1
	case '❶' <= r && r <= '❿':
		return int(r-'❶') + 1
	case '㉑' <= r && r <= '㉟':
		return int(r-'㉑') + 21
	case '㊱' <= r && r <= '㊿':
		return int(r-'㊱') + 36
	}
	return 0
}

func decimal(n int) schema.Decimal { return schema.NewDecimal(*apd.New(int64(n), 0)) }
