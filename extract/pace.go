package extract

import (
	"strings"
	"unicode"

	"duban/internal/message"
	"duban/schema"
)

// This file reads from a column of role status how a row is beside its schedule.

// paceWord is a word of the label of such a column, or of a cell, with what it says.
type paceWord struct {
	word    string
	label   bool        // of the label: yes and no are what 是 and 否 say below it
	yes, no schema.Pace // of a cell: yes is what the word says
}

var paceNames = map[string]schema.Pace{"": "", "ahead": schema.Ahead, "on_schedule": schema.OnSchedule, "behind": schema.Behind}

func (v *Vocabulary) takePace(f []string) error {
	yes, known := paceNames[f[2]]
	no, alsoKnown := paceNames[f[3]]
	switch {
	case !known || !alsoKnown || yes == "":
		return message.Errorf("the pace is %q, %q, not ahead, on_schedule or behind", f[2], f[3])
	case f[1] != "label" && f[1] != "cell":
		return message.Errorf("where is %q, not label or cell", f[1])
	}
	v.paces = append(v.paces, paceWord{word: f[0], label: f[1] == "label", yes: yes, no: no})
	return nil
}

// pace sets how the row is beside its schedule, where its columns of status do not contradict each other.
func (r *sheetReader) pace(row *schema.Row, d *draft) {
	for c := range r.columns {
		if d.texts[c] == "" || r.columns[c].As != schema.RoleStatus && !r.saysOnly(c, d) {
			continue
		}
		p := r.paceOf(r.columns[c].Header(), d.texts[c])
		switch {
		case p == "":
		case row.Pace != "" && row.Pace != p:
			row.Pace, row.PaceEvidence = "", nil
			return
		default:
			row.Pace = p
			row.PaceEvidence = &schema.PaceEvidence{Field: schema.FieldCell, Column: &r.columnFacts[c].Index, Text: d.texts[c], End: runeLen(d.texts[c])}
		}
	}
}

// saysOnly reports a cell in a further column of progress that holds no more than such a word: 滞后 beside what was done.
func (r *sheetReader) saysOnly(c int, d *draft) bool {
	const longest = 6 // characters
	text := trim(d.texts[c])
	return r.columns[c].As == schema.RoleProgress && text != d.Progress && runeLen(text) <= longest && !strings.ContainsFunc(text, unicode.IsDigit)
}

// paceOf reads a cell: a word that says it, or yes or no to what the label asks.
func (r *sheetReader) paceOf(label, cell string) schema.Pace {
	for _, w := range r.paces {
		if !w.label && strings.Contains(cell, w.word) {
			return w.yes
		}
	}
	yes, no := r.is(wordYes, cell), r.is(wordNo, cell)
	for _, w := range r.paces {
		switch {
		case !w.label || !strings.Contains(label, w.word):
		case yes:
			return w.yes
		case no:
			return w.no
		}
	}
	return ""
}
