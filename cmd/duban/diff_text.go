package main

import (
	"strings"

	"duban/internal/char"
	"duban/internal/message"
	"duban/internal/shown"
	"duban/schema/change"
)

// text writes what changed for a person: the tasks by what became of them, each with its place in the later report, or in the
// earlier one where only that has it.
func (d *compared) text() string {
	v := diffView{compared: d}
	v.line("%s", d.bold(printable(d.before.name+" → "+d.after.name)))
	for _, s := range []side{d.before, d.after} {
		v.line("%s: %s", printable(s.name), printable(strings.TrimSpace(s.compared.Issuer+" "+s.period())))
	}
	v.say("%s, of which %s; %s, %s, %s", message.Count(d.count(change.Kept), "%d task stayed", "%d tasks stayed"),
		message.Count(d.changed(), "%d has changed", "%d have changed"), message.Count(d.count(change.New), "%d is new", "%d are new"),
		message.Count(d.count(change.Gone), "%d is gone", "%d are gone"), message.Count(d.count(change.Unclear), "%d row is unclear", "%d rows are unclear"))
	v.group(message.New("changed"), func(c *change.Change) bool { return c.Kind == change.Kept && c.Differs() })
	v.group(message.New("new"), func(c *change.Change) bool { return c.Kind == change.New })
	v.group(message.New("gone"), func(c *change.Change) bool { return c.Kind == change.Gone })
	v.group(message.New("unclear: a row of the other report resembles it, and may be it or not"),
		func(c *change.Change) bool { return c.Kind == change.Unclear })
	v.group(message.New("nothing changed; the progress is word for word the old one"),
		func(c *change.Change) bool { return !c.Differs() && c.TextCopied })
	if d.all {
		v.group(message.New("nothing changed"), func(c *change.Change) bool { return !c.Differs() && !c.TextCopied })
	}
	v.unmatched()
	return v.text.String()
}

func (d *compared) count(kind change.Kind) int {
	n := 0
	for _, c := range d.step.Changes {
		if c.Kind == kind {
			n++
		}
	}
	return n
}

// changed counts the tasks that stayed and are not what they were.
func (d *compared) changed() int {
	n := 0
	for i := range d.step.Changes {
		if c := &d.step.Changes[i]; c.Kind == change.Kept && c.Differs() {
			n++
		}
	}
	return n
}

// diffView writes changes for a reader at a terminal.
type diffView struct {
	*compared
	text strings.Builder
}

func (v *diffView) line(format string, args ...any) { v.say(message.Format(format), args...) }

// say writes a line in the language of the reader.
func (v *diffView) say(format message.Format, args ...any) {
	v.text.WriteString(strings.TrimRight(message.New(format, args...).In(v.lang), " "))
	v.text.WriteByte('\n')
}

// group writes the tasks that belong under a heading.
func (v *diffView) group(heading message.Text, belongs func(*change.Change) bool) {
	isFirst := true
	for i := range v.step.Changes {
		c := &v.step.Changes[i]
		if !belongs(c) {
			continue
		}
		if isFirst {
			v.line("")
			v.line("%s", v.bold(heading.In(v.lang)))
			isFirst = false
		}
		v.task(c)
	}
}

// task writes a task and what of it has changed.
func (v *diffView) task(c *change.Change) {
	t, name := c.After, v.after.name
	if t == nil {
		t, name = c.Before, v.before.name
	}
	title := t.Item
	if title == "" {
		title = t.Target
	}
	place := message.New("annex %d, row %d", t.Annex, t.Row)
	if c.Kind == change.Unclear {
		place = message.New("%s, %s", printable(name), place)
	}
	v.line("  %s", message.New("%s: %s", place, screen.Truncate(printable(title), paragraphWidth, "…")))
	if c.Kind != change.Kept || !c.Differs() {
		return
	}
	before, after := c.Before, c.After
	v.move(message.New("status"), v.word(before.Status), v.word(after.Status))
	v.move(message.New("pace"), v.word(before.Pace), v.word(after.Pace))
	v.move(message.New("deadline"), before.Due, after.Due)
	v.move(message.New("units in the lead"), strings.Join(before.LeadUnits, char.Pause), strings.Join(after.LeadUnits, char.Pause))
	if c.TargetChanged {
		v.move(message.New("target"), before.Item+" "+before.Target, after.Item+" "+after.Target)
	}
	v.figures(c)
	switch {
	case c.TextCopied:
		v.line("    %s", message.New("the progress is word for word the old one"))
	case c.ProgressChanged():
		text := screen.Truncate(printable(after.Progress), paragraphWidth, "…")
		v.line("    %s", message.New("%s: %s", message.New("progress"), text))
	}
}

// move writes what was and what is, where they differ.
func (v *diffView) move(what message.Text, was, is string) {
	if was == is {
		return
	}
	shown := func(s string) string {
		if s = strings.TrimSpace(printable(s)); s == "" {
			return "–"
		}
		return screen.Truncate(s, paragraphWidth, "…")
	}
	v.line("    %s", message.New("%s: %s → %s", what, shown(was), shown(is)))
}

// figures writes the figures that moved.
func (v *diffView) figures(c *change.Change) {
	for _, f := range c.Figures {
		if f.Difference == "0" {
			continue
		}
		name := f.After.Measure
		if name == "" {
			name = f.After.Subject
		}
		if name == "" {
			name = f.After.Unit
		}
		if f.After.State != "actual" {
			name = message.New("%s, %s", name, v.word(f.After.State)).In(v.lang)
		}
		sign := "+"
		if strings.HasPrefix(f.Difference, "-") {
			sign = ""
		}
		n, unit := shown.Counted(f.After.Unit, f.Before.Value, f.After.Value, f.Difference)
		v.line("    %s", message.New("%s: %s → %s %s (%s)", printable(name), n[0], n[1], printable(unit), sign+n[2]))
	}
}

// unmatched writes the tables of which nothing is said.
func (v *diffView) unmatched() {
	for _, a := range v.step.Unmatched {
		name := v.before.name
		if a.InAfter {
			name = v.after.name
		}
		v.line("")
		v.say("%s, annex %d, %s: the other report has no such table, so that nothing is said of its %s", printable(name), a.Index,
			printable(a.Title), message.Count(a.Rows, "%d row", "%d rows"))
	}
}

// word returns a status, a pace or a state in the language of the view. In English it is as in the output.
func (v *diffView) word(name string) string {
	if v.lang != message.Chinese {
		return name
	}
	return message.Term(v.lang, "review", strings.ReplaceAll(name, "_", " "))
}
