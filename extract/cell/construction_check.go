package cell

import (
	"slices"
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// checkExamples reports the first row that gives what is no unit, or whose examples do not hold: one that it does not read, a
// look-alike that it reads, or one that another row reads in another way with the same right.
func (r *Reader) checkExamples() error {
	for _, c := range slices.Backward(r.table.rows) { // of a tie the later row is at fault
		if err := r.checkRow(c); err != nil {
			return message.Errorf("%s:%d: %s %w", constructionsFile, c.line, c.id, err)
		}
	}
	return nil
}

func (r *Reader) checkRow(c *construction) error {
	for _, g := range c.gives {
		if g.of != saysUnit {
			continue
		}
		if _, ok := r.plainUnit(g.value); !ok {
			return message.Errorf("gives %q, which is no unit without a power of ten", g.value)
		}
	}
	for _, text := range c.reads {
		trials, rd := r.trials(text)
		if other := rd.tied(c, trials); other != nil {
			return message.Errorf("and %s (line %d) read %q in two ways with the same priority", other.id, other.line, text)
		}
		if !slices.ContainsFunc(trials, func(t trial) bool { return t.row == c && rd.rules(t) }) {
			return message.Errorf("does not read its example %q%s", text, rivals(c, trials))
		}
	}
	for _, text := range c.leaves {
		if trials, rd := r.trials(text); slices.ContainsFunc(trials, func(t trial) bool { return t.row == c && rd.rules(t) }) {
			return message.Errorf("reads %q, which it has to leave alone", text)
		}
	}
	return nil
}

// rivals names the rows that read an example instead.
func rivals(c *construction, trials []trial) string {
	var ids []string
	for _, t := range trials {
		if t.row != c {
			ids = append(ids, t.row.id)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return ", but " + strings.Join(ids, ", ")
}

// trials reads an example and returns the constructions that fit.
func (r *Reader) trials(text string) ([]trial, *reading) {
	trials := []trial{}
	rd := &reading{r: r, ctx: &Context{Year: exampleYear}, field: schema.FieldProgress, tried: &trials}
	rd.take(text)
	rd.readText()
	return trials, rd
}

// rules reports whether the row of a trial has the word in a judgement that it gives.
func (rd *reading) rules(t trial) bool {
	return slices.ContainsFunc(rd.verdicts, func(v verdict) bool { return v.row == t.row })
}

// tied returns another row that says otherwise of the same figure of an example, with the same priority and as much text.
func (rd *reading) tied(c *construction, trials []trial) *construction {
	for _, mine := range trials {
		for _, other := range trials {
			switch {
			case mine.row != c, other.row == c, mine.k != other.k:
			case rd.areTied(mine, other):
				return other.row
			}
		}
	}
	return nil
}

// areTied reports two rows of which neither goes before the other, and that say different things.
func (rd *reading) areTied(a, b trial) bool {
	if a.row.priority != b.row.priority || rd.sizeAt(a) != rd.sizeAt(b) {
		return false
	}
	return disagree(a.row, b.row)
}

func (rd *reading) sizeAt(t trial) int {
	m := match{rd: rd}
	if !m.fit(&t.row.pattern, t.row.anchor, t.k) {
		return 0 // it has changed the unit that it looks for
	}
	s := m.whole()
	return s.end - s.start
}

// disagree reports whether two rows say different things of their anchors.
func disagree(a, b *construction) bool {
	for _, x := range a.gives {
		for _, y := range b.gives {
			if x.element == a.anchor && y.element == b.anchor && x.contradicts(&y) {
				return true
			}
		}
	}
	return false
}

// contradicts reports two values of one judgement.
func (g *gift) contradicts(other *gift) bool { return g.of == other.of && g.value != other.value }

const exampleYear = 2024 // of the dates in the examples
