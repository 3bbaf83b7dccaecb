package cell

import (
	"strings"

	"github.com/cockroachdb/apd/v3"

	"duban/schema"
)

// nameBy gives the indicators whose text does not say what they measure a subject from the row: that of the only target
// of the same measure, else the project.
func (rd *reading) nameBy(item string, target *reading) {
	for i := range rd.numbers {
		f := &rd.numbers[i]
		if f.role != indicator || rd.plain(f.subject) != "" {
			continue
		}
		f.named = item
		if s := target.subjectLike(f); s != "" {
			f.named = s
		}
		if f.named == "" && target != nil {
			f.named = target.topic()
		}
	}
}

// subjectLike returns the subject of the first figure of a target cell that is measured like f.
func (rd *reading) subjectLike(f *figure) string {
	if rd == nil {
		return ""
	}
	for i := range rd.numbers {
		g := &rd.numbers[i]
		if g.role == indicator && sameMeasure(g, f) {
			if g.named != "" {
				return g.named
			}
			return rd.plain(g.subject)
		}
	}
	return ""
}

// topic returns what a target cell is about: its first clause without the verb in front.
func (rd *reading) topic() string {
	if len(rd.clauses) == 0 {
		return ""
	}
	c := rd.clauses[0]
	return rd.plain(rd.trim(span{c.start, c.end}))
}

// bareCell reads a cell that holds nothing but a number: its unit comes from the heading of the column, or from the
// only figure of the target cell.
func (rd *reading) bareCell(target *reading) {
	if rd.field == schema.FieldRate {
		for i := range rd.numbers {
			if f := &rd.numbers[i]; f.role == indicator && f.isRate() && f.kind == schema.Ratio {
				f.kind = schema.Completion // as the heading of the column says
			}
		}
	}
	if len(rd.numbers) != 1 || rd.numbers[0].Unit != "" || strings.TrimSpace(string(rd.text)) != string(rd.text[rd.numbers[0].Start:rd.numbers[0].End]) {
		return
	}
	f := &rd.numbers[0]
	if !rd.headingUnit(f) && !rd.targetUnit(f, target) {
		return
	}
	f.role, f.kind, f.state = indicator, schema.Quantity, schema.Actual
	if rd.field == schema.FieldTarget {
		f.state = schema.Target
	}
	if f.isRate() {
		f.kind = schema.Completion
		if rd.field == schema.FieldTarget {
			f.kind = schema.Ratio
		}
	}
	rd.nameBy("", target)
}

// headingUnit takes the unit from the heading of the column.
func (rd *reading) headingUnit(f *figure) bool {
	unit := rd.ctx.Units[rd.field]
	if unit == "" {
		return false
	}
	n, ok := rd.r.numbers.At([]rune("1"+unit), 0)
	if !ok || n.Unit == "" || n.End != len([]rune(unit))+1 {
		return false
	}
	if _, err := apd.BaseContext.Mul(&f.Value, &f.Value, &n.Value); err != nil {
		return false
	}
	f.Unit, f.UnitKind = n.Unit, n.UnitKind
	return true
}

// targetUnit takes the unit from the only figure of the target cell.
func (rd *reading) targetUnit(f *figure, target *reading) bool {
	if rd.field != schema.FieldProgress || target.count() != 1 {
		return false
	}
	for i := range target.numbers {
		if g := &target.numbers[i]; g.role == indicator && !g.isRate() {
			f.Unit, f.UnitKind = g.Unit, g.UnitKind
			return true
		}
	}
	return false
}
