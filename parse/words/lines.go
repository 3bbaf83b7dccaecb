package words

import (
	"strings"
	"unicode/utf8"

	"duban/parse/block"
)

// MostColumns is how many columns tables of reports have, where only their labels tell that there is one.
const MostColumns = 20

// IsNumberLabel reports the heading of the running numbers.
func IsNumberLabel(s string) bool {
	switch headerLabel(s) {
	case "序号", "编号", "项次", "序":
		return true
	}
	return false
}

// IsTotal reports the label of a row of totals.
func IsTotal(s string) bool {
	switch headerLabel(s) {
	case "合计", "总计", "小计", "共计":
		return true
	}
	return false
}

// IsShort reports a line that can be the label of a column.
func IsShort(s string) bool { return s != "" && utf8.RuneCountInString(s) <= 30 }

// EndsLikeTitle reports a line that can be the title of a table.
func EndsLikeTitle(s string) bool {
	s = strings.TrimRight(s, "（）() ")
	if len(s) > 180 || strings.ContainsAny(s, "。；，") {
		return false
	}
	for _, end := range []string{"表", "清单", "台账", "一览", "汇总", "情况", "统计"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func EndsSentence(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "；")
}

// IsPoint reports a line that begins with the mark of an enumerated point.
func IsPoint(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return '①' <= r && r <= '⒛' || '⑴' <= r && r <= '⒇'
}

// IsGroupHeading reports a line that heads a group of rows: 一、经济发展, （二）城市建设.
func IsGroupHeading(text string) bool {
	label, _, ok := CutAny(text, "、.．）)")
	if !ok || !IsShort(text) {
		return false
	}
	label, _ = cutPrefixAny(label, "（(")
	_, chinese := chineseNumber(block.Trim(label))
	return chinese
}
