package parse

import (
	"strings"
	"unicode/utf8"

	"duban/parse/block"
)

// mostColumns is how many columns tables of reports have, where only their labels tell that there is one.
const mostColumns = 20

// isNumberLabel reports the heading of the running numbers.
func isNumberLabel(s string) bool {
	switch headerLabel(s) {
	case "序号", "编号", "项次", "序":
		return true
	}
	return false
}

// isTotal reports the label of a row of totals.
func isTotal(s string) bool {
	switch headerLabel(s) {
	case "合计", "总计", "小计", "共计":
		return true
	}
	return false
}

// shortLine reports a line that can be the label of a column.
func shortLine(s string) bool { return s != "" && utf8.RuneCountInString(s) <= 30 }

// endsLikeTitle reports a line that can be the title of a table.
func endsLikeTitle(s string) bool {
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

func endsSentence(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "；")
}

// isPoint reports a line that begins with the mark of an enumerated point.
func isPoint(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return '①' <= r && r <= '⒛' || '⑴' <= r && r <= '⒇'
}

// isGroupHeading reports a line that heads a group of rows: 一、经济发展, （二）城市建设.
func isGroupHeading(text string) bool {
	label, _, ok := cutAny(text, "、.．）)")
	if !ok || !shortLine(text) {
		return false
	}
	label, _ = cutPrefixAny(label, "（(")
	_, chinese := chineseNumber(block.Trim(label))
	return chinese
}
