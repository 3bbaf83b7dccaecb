package check

import (
	"cmp"
	"strings"
	"unicode"

	"duban/internal/char"
	"duban/schema"
)

// This file reads the labels of a table for what its rows and columns are to each other.

// line is what a row is to the figures of others.
type line struct {
	label   string // what the row speaks of, without white space
	total   bool
	sums    bool // its label says by itself that it is a sum: 合计
	rank    int  // of totals, the one that sums up others has the greater
	part    bool // 其中
	overlap bool // may hold what other rows hold as well: 高新区
	mean    bool // what it speaks of does not add up
	style   int  // of the mark that the label begins with: 1 for 一、
	bare    bool // has no figure: a heading
	excepts bool // says that something is not counted: 合计（不含本级）
}

// column is what a column is to the figures of others.
type column struct {
	*schema.Column
	index   int
	group   string // the labels above the last
	first   int    // of the columns next to it with the same group
	end     int    // behind the last of them
	label   string // the last
	total   bool
	sums    bool
	part    bool
	adds    bool // its figures can be added up
	overlap bool
}

func columnOf(i int, c *schema.Column) column {
	group, label := "", c.Header
	if at := strings.LastIndex(c.Header, " / "); at >= 0 {
		group, label = c.Header[:at], c.Header[at+len(" / "):]
	}
	label = squeeze(label)
	whole := squeeze(c.Header)
	return column{
		Column: c, index: i, group: group, label: label, total: c.Total || isSum(label), sums: isSum(label), part: hasPart(c.Header),
		overlap: overlapping.in(label),
		adds:    addsUp(c.Kind) && !isNotAdded(whole),
	}
}

// firstWords returns the text in front of the figures of a row, where the table has no column of items.
func firstWords(row *schema.Row, annex *schema.Annex) string {
	if len(row.Cells) == 0 || row.Cells[0].Column >= len(annex.Columns) {
		return ""
	}
	if first := row.Cells[0]; annex.Columns[first.Column].Role == schema.RoleExtra {
		return first.Text
	}
	return ""
}

// addsUp reports whether figures of a kind can be added up; those of an unknown kind may be.
func addsUp(k schema.IndicatorKind) bool {
	return k == "" || k == schema.Quantity || k == schema.Difference
}

// isNotAdded reports a header that says that its figures do not add up.
func isNotAdded(header string) bool { return notAdded.in(header) || excepting.in(header) }

// isAmount reports a column of figures that can be added up.
func (c *column) isAmount() bool { return c.adds && holdsFigures(c.Role) }

// hasPart reports a header one of whose labels is 其中.
func hasPart(header string) bool {
	for label := range strings.SplitSeq(header, " / ") {
		if ofWhich.begins(label) {
			return true
		}
	}
	return false
}

func lineOf(row *schema.Row, annex *schema.Annex) line {
	label := squeeze(cmp.Or(row.Item, firstWords(row, annex), row.Category))
	l := line{
		label: label, total: row.Total || isSum(label), sums: isSum(label), part: ofWhich.begins(label),
		overlap: overlapping.in(label), mean: isMeanLabel(label), style: styleOf(label),
		excepts: excepting.in(label) || excepting.in(row.Note),
	}
	if l.total {
		l.rank = rankOf(label)
	}
	if l.part {
		l.total = false
	}
	return l
}

// isMeanLabel reports the label of a row whose figures do not add up: 人均收入, 失业率（%）.
func isMeanLabel(label string) bool {
	return means.in(label) || notAdded.ends(strings.TrimRightFunc(label, isForeign))
}

// squeeze takes the white space out of a label: 合　计.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// isSum reports a label that says by itself that it is a sum: 合计, 全市合计, 合计（12个）.
func isSum(label string) bool {
	return sumLabels.ends(strings.TrimRightFunc(withoutBracket(label), isForeign))
}

// withoutBracket returns what stands in front of the first bracket.
func withoutBracket(s string) string {
	if i := strings.IndexAny(s, char.Opening); i >= 0 {
		return s[:i]
	}
	return s
}

// rankOf tells totals from those that they sum up. A name of an area may stand for any.
func rankOf(label string) int {
	switch {
	case subtotals.in(label):
		return 1
	case grandTotals.in(label):
		return 4
	case isSum(label):
		return 3
	}
	return 2
}

// styleOf tells the marks of labels: 1 for 一、, 2 for （一）, 3 for 1., 4 for (1); 0 for none.
func styleOf(label string) int {
	inside := strings.TrimLeft(label, char.Opening)
	behind, style := strings.TrimLeftFunc(inside, func(r rune) bool { return char.Numeral(r) > 0 }), 1
	if behind == inside {
		behind, style = strings.TrimLeft(inside, "0123456789"), 3
	}
	ends := char.Pause + char.Points
	if inside != label {
		ends, style = char.Closing, style+1
	}
	if behind == inside || !strings.ContainsRune(ends, firstRune(behind)) {
		return 0
	}
	return style
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return -1
}
