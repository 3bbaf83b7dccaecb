package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/extract/internal/text"
	"duban/internal/char"
	"duban/parse/block"
)

// Reader understands the tables of one document. It remembers what it has seen, so that it serves one goroutine.
type Reader struct {
	Labels *Labels
	Words  Words
	Office func(text string) bool // reports whether a text is a name of an office, or a list of them

	seen map[string]labelled // what short texts are as labels
}

// Words are those that tell rows apart.
type Words struct {
	Total    []string          // in place of a number or name, make a row one that sums up others: 合计
	Whole    []string          // of a place, name all of it: 全市
	Sum      []string          // begin the name of a sum: 总
	Part     []string          // begin the name of a part of the row above: 其中
	Footnote []string          // begin a note below the entries: 注：
	Caption  []string          // begin a line that is filled in or signed: 填报单位：
	Unit     []string          // begin a line or label that gives the unit of figures: 单位：
	Date     []string          // characters of which a date without a digit has one: 年
	Table    []string          // end the title of a table: 表
	Annex    []string          // begin the line that opens an annex: 附
	Money    string            // the unit of money of which only the noun is told
	Measures map[string]string // words in the name of what is measured, with the kind of its units, or the only one
}

// IsTotal reports whether a text is the label of a row that sums up others: 合计, 总计（12个）.
func (r *Reader) IsTotal(s string) bool {
	if len(s) > longestTotal {
		return false
	}
	s, _ = text.WithoutBrackets(text.RemoveSpace(s))
	return slices.Contains(r.Words.Total, strings.Trim(s, char.Colons))
}

const longestTotal = 120 // bytes

// IsNote reports whether a text begins as a note below the entries does.
func (r *Reader) IsNote(s string) bool { return leads(r.Words.Footnote, s) }

// leads reports whether s begins with one of the words and a colon.
func leads(words []string, s string) bool {
	for _, w := range words {
		rest, ok := strings.CutPrefix(s, w)
		if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, char.Spaces)); ok && char.IsColon(first) {
			return true
		}
	}
	return false
}

// Single returns the text of a row that has only one, and whether it has no more.
func Single(row block.Row) (string, bool) {
	s := ""
	var cell *block.Cell
	for _, c := range row.Cells {
		if c == cell || text.Trim(c.Text) == "" {
			continue
		}
		if cell != nil {
			return "", false
		}
		cell, s = c, text.Trim(c.Text)
	}
	return s, true
}

// distinct yields the cells of a row that are not blank, a merged one once, with the column that it begins in.
func distinct(row block.Row) func(yield func(int, *block.Cell) bool) {
	return func(yield func(int, *block.Cell) bool) {
		var before *block.Cell
		for c, x := range row.Cells {
			if x == before || text.Trim(x.Text) == "" {
				continue
			}
			before = x
			if !yield(c, x) {
				return
			}
		}
	}
}
