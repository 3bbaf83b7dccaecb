package check

import (
	"fmt"
	"math/big"
	"strings"

	"duban/schema"
)

// This file sets the counts of tasks in the narrative against the rows of the annex that they speak of.

// narrative checks the sections that speak of one annex, by its number or its kind.
func narrative(r *schema.Report, places []*place) {
	for _, p := range places {
		if p.section == nil {
			continue
		}
		a := annexOf(r, p.section)
		if a == nil || len(a.Rows) == 0 {
			continue
		}
		for _, t := range p.texts {
			for _, f := range t.figures {
				p.countTasks(t, f, a)
			}
		}
	}
}

// annexOf returns the annex that a section speaks of; nil where that is not plain.
func annexOf(r *schema.Report, s *schema.Section) *schema.Annex {
	var found *schema.Annex
	for i := range r.Annexes {
		a := &r.Annexes[i]
		if a.Number > 0 && strings.Contains(s.Text, fmt.Sprintf("附件%d", a.Number)) || ofKind(a.Kind, s.Heading) {
			if found != nil && found != a {
				return nil
			}
			found = a
		}
	}
	return found
}

// ofKind reports a heading that names the kind of an annex.
func ofKind(kind schema.Kind, heading string) bool {
	switch kind {
	case schema.KindTargets:
		return strings.Contains(heading, "预期目标")
	case schema.KindLivelihood:
		return strings.Contains(heading, "民生实事")
	case schema.KindTasks:
		return strings.Contains(heading, "重点工作任务")
	}
	return false
}

// countTasks checks a count of tasks: of all that the annex has, or of those that have begun or are done.
func (p *place) countTasks(t *passage, f *figure, a *schema.Annex) {
	if !f.counts() || !f.exact() || f.Unit != "项" && f.Unit != "件" || !containsAny(f.after, "任务", "民生实事", "预期目标", "目标任务") {
		return
	}
	if strings.HasSuffix(f.before, "中") { // of something: 甲项目中3项任务
		return
	}
	words := f.after
	switch {
	case t.field == schema.FieldHeading || f.before == "" && containsAny(words, "任务", "民生实事") && strings.Contains(words, "正常推进") && !t.countsOthers(f):
		if a.DeclaredRows == 0 || a.DeclaredRows == len(a.Rows) { // else the title is wrong, or rows are missing
			p.countFinding(t, f, a, len(a.Rows), len(a.Rows), "rows")
		}
	case endsWithAny(words, "已进场施工", "已开工", "已启动"):
		begun, doubtful := rowsBy(a, schema.StatusUnderway, schema.StatusCompleted)
		p.countFinding(t, f, a, begun, begun+doubtful, "rows that have begun")
	case endsWithAny(words, "已完成", "已完工", "已建成"):
		completed, doubtful := rowsBy(a, schema.StatusCompleted)
		p.countFinding(t, f, a, completed, completed+doubtful, "rows that are completed")
	}
}

// countsOthers reports another count of tasks in the sentence of f, of which f may be a part: 12项任务中，9项任务正常推进.
func (t *passage) countsOthers(f *figure) bool {
	for _, g := range t.figures {
		if g != f && g.sentence == f.sentence && g.Unit == f.Unit && g.counts() {
			return true
		}
	}
	return false
}

// rowsBy counts the rows of these states, and those whose state is doubtful.
func rowsBy(a *schema.Annex, states ...schema.Status) (n, doubtful int) {
	for _, row := range a.Rows {
		for _, s := range states {
			if row.Status == s {
				n++
			}
		}
		if row.Status == schema.StatusUnclear || row.Status == schema.StatusStalled {
			doubtful++
		}
	}
	return n, doubtful
}

// countFinding reports the figure unless it lies between least and most.
func (p *place) countFinding(t *passage, f *figure, a *schema.Annex, least, most int, what string) {
	if f.value.Cmp(big.NewRat(int64(least), 1)) >= 0 && f.value.Cmp(big.NewRat(int64(most), 1)) <= 0 {
		return
	}
	out := t.finding(f, schema.CountNarrative, schema.Warning, "the narrative says %s, annex %d has %d %s", f.Text, a.Index, least, what)
	out.Claimed, out.Computed = &f.Value, decimal(big.NewRat(int64(least), 1), 0)
	p.add(out)
}
