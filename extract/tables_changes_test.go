package extract_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"duban/internal/testdoc"
)

// changes returns what is done to a table, by the property that it is to show.
func (p *plain) changes() map[string][]changed {
	return map[string][]changed{
		"columns exchanged": p.columnsExchanged(),
		"entries exchanged": p.entriesExchanged(),
		"strange column":    p.strangeColumns(),
		"label broken":      p.labelsBroken(),
		"common label":      p.commonLabels(),
		"row put in":        p.rowsPutIn(),
		"other digits":      p.otherDigits(),
	}
}

func copied(places [][]*testdoc.Box) [][]*testdoc.Box {
	all := slices.Clone(places)
	for y := range all {
		all[y] = slices.Clone(all[y])
	}
	return all
}

// columnsExchanged exchanges each two neighbouring columns that no merged cell ties to others; not two columns of progress that
// name no period, nor two of groups, whose order has a meaning.
func (p *plain) columnsExchanged() []changed {
	var all []changed
	for i := 0; i+1 < len(p.annex.columns); i++ {
		if !p.loose(i) || p.ordered(p.annex.columns[i], p.annex.columns[i+1]) {
			continue
		}
		places := copied(p.places)
		for _, row := range places {
			row[i], row[i+1] = row[i+1], row[i]
		}
		columns := p.identity()
		columns[i], columns[i+1] = i+1, i
		all = append(all, changed{fmt.Sprintf("columns %d and %d", i, i+1), places, columns, same})
	}
	return all
}

// loose reports whether each cell of two neighbouring columns stands in one of them alone or in both and no other, and each has
// a label of its own.
func (p *plain) loose(i int) bool {
	for y, row := range p.places {
		left, right := row[i], row[i+1]
		if left == nil || right == nil || left == right && (left.Cols > 2 && left.Cols < len(row) || y == p.head-1 && left.Cols == 2) {
			return false
		}
		if left != right && (left.Cols > 1 || right.Cols > 1) {
			return false
		}
	}
	return true
}

func (p *plain) ordered(a, b columnTruth) bool {
	group := func(c columnTruth) bool { return c.role == "category" || c.role == "extra" || c.role == "item" }
	return a.role == "progress" && b.role == "progress" && (a.parts["period"] == "" || b.parts["period"] == "") || group(a) && group(b)
}

// entriesExchanged exchanges each two neighbouring entries of one group, all but their numbers.
func (p *plain) entriesExchanged() []changed {
	var all []changed
	for k := 0; k+1 < len(p.at); k++ {
		a, b := p.annex.rows[k], p.annex.rows[k+1]
		y := p.at[k]
		if p.at[k+1] != y+1 || !entry(a) || !entry(b) || a.parts["category"] != b.parts["category"] || !p.own(y) || !p.own(y+1) {
			continue
		}
		places := copied(p.places)
		for x, c := range p.annex.columns {
			if c.role != "number" && places[y][x] != places[y+1][x] {
				places[y][x], places[y+1][x] = places[y+1][x], places[y][x]
			}
		}
		all = append(all, changed{fmt.Sprintf("entries %d and %d", k+1, k+2), places, p.identity(), func(before, after read) string {
			if len(after.rows) == len(before.rows) && k+1 < len(after.rows) {
				after.rows = slices.Clone(after.rows)
				after.rows[k], after.rows[k+1] = after.rows[k+1], after.rows[k]
			}
			return same(before, after)
		}})
	}
	return all
}

func entry(r *rowTruth) bool {
	_, total := r.parts["total"]
	part := strings.HasPrefix(r.parts["item"], "其中") || strings.HasPrefix(r.parts["item"], "＃") || strings.HasPrefix(r.parts["item"], "一、") || strings.HasPrefix(r.parts["item"], "二、")
	return !total && !part && len(r.shared) == 0
}

// own reports whether no cell of a row is merged over rows, groups apart.
func (p *plain) own(y int) bool {
	for x, box := range p.places[y] {
		if box.Rows > 1 && p.annex.columns[x].role != "category" {
			return false
		}
	}
	return true
}

// strangeColumns adds a column of words that say nothing, in front, in the middle and behind the last.
func (p *plain) strangeColumns() []changed {
	var all []changed
	for _, at := range []int{0, len(p.annex.columns) / 2, len(p.annex.columns)} {
		if p.tied(at) {
			continue
		}
		label := testdoc.NewBox("卷宗")
		places := make([][]*testdoc.Box, len(p.places))
		for y, row := range p.places {
			box := testdoc.NewBox("存甲柜")
			switch {
			case row[0] != nil && row[0].Cols == len(row):
				box = row[0]
			case row[1] != nil && row[1].Cols == len(row)-1: // the heading of a group behind its number
				if box = testdoc.NewBox(""); at > 1 {
					box = row[1]
				}
			case y < p.head:
				box = label
			case p.repeated(row):
				box = testdoc.NewBox(label.Text())
			}
			places[y] = slices.Insert(slices.Clone(row), at, box)
		}
		columns := slices.Insert(p.identity(), at, -1)
		all = append(all, changed{fmt.Sprintf("at %d", at), places, columns, same})
	}
	return all
}

// repeated reports whether a row has the labels of the last row of labels again.
func (p *plain) repeated(row []*testdoc.Box) bool {
	return slices.EqualFunc(row, p.places[p.head-1], func(a, b *testdoc.Box) bool { return a != nil && b != nil && a.Text() == b.Text() })
}

// tied reports whether a merged cell that is not as wide as the table reaches over the line in front of a column.
func (p *plain) tied(at int) bool {
	return at > 0 && at < len(p.annex.columns) && slices.ContainsFunc(p.places, func(row []*testdoc.Box) bool {
		return row[at-1] != nil && row[at-1] == row[at] && row[at].Cols < len(row)
	})
}

// labelsBroken breaks the label of each column in two, one above the other; the other labels are merged over both rows.
func (p *plain) labelsBroken() []changed {
	var all []changed
	if p.head != 1 {
		return nil
	}
	for x, box := range p.places[0] {
		label := []rune(strings.ReplaceAll(box.Text(), "\n", ""))
		if len(label) < 4 || box.Cols > 1 {
			continue
		}
		places := slices.Insert(copied(p.places), 1, slices.Clone(p.places[0]))
		half := len(label) / 2
		places[0][x], places[1][x] = testdoc.NewBox(string(label[:half])), testdoc.NewBox(string(label[half:]))
		all = append(all, changed{"label " + string(label), places, p.identity(), same})
	}
	return all
}

// commonLabels puts two neighbouring labels under a common one that says nothing of its own.
func (p *plain) commonLabels() []changed {
	var all []changed
	if p.head != 1 {
		return nil
	}
	inner := func(c columnTruth) bool {
		return !slices.Contains([]string{"number", "category", "item", "extra", "measure_unit"}, c.role)
	}
	for x := 0; x+1 < len(p.annex.columns); x++ {
		if !inner(p.annex.columns[x]) || !inner(p.annex.columns[x+1]) {
			continue
		}
		places := slices.Insert(copied(p.places), 0, slices.Clone(p.places[0]))
		common := testdoc.NewBox("数据")
		places[0][x], places[0][x+1] = common, common
		all = append(all, changed{fmt.Sprintf("over columns %d and %d", x, x+1), places, p.identity(), same})
	}
	return all
}

// rowsPutIn puts in what is no row of the table: column numbers and units under the labels, the labels once more in the middle.
func (p *plain) rowsPutIn() []changed {
	numbers, units := make([]*testdoc.Box, len(p.annex.columns)), make([]*testdoc.Box, len(p.annex.columns))
	printed := false
	for i, c := range p.annex.columns {
		numbers[i] = testdoc.NewBox(fmt.Sprint(i + 1))
		fields := strings.Fields(c.parts["unit"])
		units[i] = testdoc.NewBox(at(fields, min(1, max(0, len(fields)-1))))
		printed = printed || len(fields) > 0 && fields[0] != "-"
	}
	all := []changed{{"column numbers", slices.Insert(copied(p.places), p.head, numbers), p.identity(), same}}
	if printed {
		all = append(all, changed{"units", slices.Insert(copied(p.places), p.head, units), p.identity(), same})
	}
	if y := p.middle(); y > 0 {
		all = append(all, changed{"labels", slices.Insert(copied(p.places), y, p.again()...), p.identity(), same})
	}
	return all
}

// middle returns a row of the grid in front of which a row can be put: an entry that no merged cell ties to the one above.
func (p *plain) middle() int {
	for k := 1; k < len(p.at); k++ {
		y := p.at[k]
		if p.at[k-1] != y-1 {
			continue
		}
		tied := false
		for x, box := range p.places[y] {
			tied = tied || box != nil && p.places[y-1][x] == box
		}
		if !tied && !slices.ContainsFunc(p.annex.rows, func(r *rowTruth) bool { return strings.HasPrefix(r.parts["item"], "其中") }) {
			return y
		}
	}
	return 0
}

// again returns the rows of labels as new cells.
func (p *plain) again() [][]*testdoc.Box {
	fresh := map[*testdoc.Box]*testdoc.Box{}
	rows := copied(p.places[:p.head])
	for _, row := range rows {
		for x, box := range row {
			if fresh[box] == nil {
				other := *box
				fresh[box] = &other
			}
			row[x] = fresh[box]
		}
	}
	return rows
}

var bareFigure = regexp.MustCompile(`^-?\d[\d,]*(\.\d+)?%?$`)

// otherDigits gives each bare figure other digits of the same length: values change, what they mean does not.
func (p *plain) otherDigits() []changed {
	places := copied(p.places)
	fresh := map[*testdoc.Box]*testdoc.Box{}
	for _, y := range p.at {
		for x, box := range places[y] {
			if box == nil || p.annex.columns[x].role == "number" || !bareFigure.MatchString(box.Text()) {
				continue
			}
			if fresh[box] == nil {
				other := *box
				other.Page = testdoc.Page{{Text: turned(box.Text())}}
				fresh[box] = &other
			}
			places[y][x] = fresh[box]
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return []changed{{"all figures", places, p.identity(), sameMeaning}}
}

// turned returns a text with its digits changed, 0 apart: 1 is 2 and 9 is 1.
func turned(text string) string {
	return strings.Map(func(c rune) rune {
		if c >= '1' && c <= '9' {
			return '1' + (c-'1'+1)%9
		}
		return c
	}, text)
}

// sameMeaning returns what differs in the meaning of the figures, or whose text is not the one that was written.
func sameMeaning(before, after read) string {
	if len(before.rows) == 0 || len(before.rows) != len(after.rows) {
		return fmt.Sprintf("%d rows, were %d", len(after.rows), len(before.rows))
	}
	for k := range before.columns {
		if before.columns[k] != after.columns[k] {
			return fmt.Sprintf("column %d is %s, was %s", k, after.columns[k], before.columns[k])
		}
	}
	for i := range before.rows {
		b, a := before.rows[i], after.rows[i]
		if !slices.Equal(b.meaning, a.meaning) {
			return fmt.Sprintf("row %d is %q, was %q", i+1, a.meaning, b.meaning)
		}
		for _, text := range b.texts {
			place, figure, _ := strings.Cut(text, ":")
			if bareFigure.MatchString(figure) && !slices.Contains(a.texts, place+":"+turned(figure)) {
				return fmt.Sprintf("row %d has no %s", i+1, turned(figure))
			}
		}
	}
	return ""
}
