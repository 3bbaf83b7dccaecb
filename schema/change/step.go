package change

import (
	"slices"
	"strings"
	"unicode"
)

// Step is what changed from one report of an issuer to the next.
type Step struct {
	Before, After *Report
	Changes       []Change // in order of the rows of After, then those that only Before has
	Unmatched     []Annex  // tables to which the other report has no counterpart; nothing is said of their rows
}

// Annex is an annex of one of the two reports.
type Annex struct {
	InAfter bool // in Before otherwise
	Index   int
	Title   string
	Rows    int
}

// Kind is what became of a task.
type Kind string

// The kinds of changes.
const (
	Kept    Kind = "kept"    // it is in both reports
	New     Kind = "new"     // only the later one has it
	Gone    Kind = "gone"    // only the earlier one has it
	Unclear Kind = "unclear" // a row of the other report resembles it, and may be it or not
)

// Change is what became of one task.
type Change struct {
	Kind          Kind
	TaskID        string
	Before, After *Task     // nil where the report does not have it
	Similarity    string    // of a kept task, a decimal from 0 to 1
	TargetChanged bool      // in its letters or figures
	TextCopied    bool      // the progress is word for word that of the report before
	Figures       []Figures // of a kept task, in the order of the later report
}

// Differs reports whether a task is not in both reports what it was: it is new, gone or unclear, or its status, its pace, the
// day by which it is to be done, its units, its target, its progress or a figure is another one.
func (c *Change) Differs() bool {
	if c.Kind != Kept {
		return true
	}
	standing := func(t *Task) [3]string { return [3]string{t.Status, t.Pace, t.Due} }
	isSame := standing(c.Before) == standing(c.After) && slices.Equal(c.Before.LeadUnits, c.After.LeadUnits)
	return !isSame || c.TargetChanged || c.ProgressChanged() ||
		slices.ContainsFunc(c.Figures, func(f Figures) bool { return f.Difference != "0" })
}

// ProgressChanged reports whether the words on the progress of a kept task are other ones.
func (c *Change) ProgressChanged() bool {
	return c.Kind == Kept && words(c.Before.Progress) != words(c.After.Progress)
}

// Between compares two reports, of which the first is the earlier one. Whether they are of one issuer is for the caller to
// see.
func Between(before, after *Report) *Step {
	s := &Series{tasks: map[string][]*openTask{}}
	return s.step(s.link(before), s.link(after))
}

// resembling is how alike the texts of two rows are that may be one task or not, in parts of 10000.
const resembling = 5000

// step compares two reports that are linked.
func (s *Series) step(before, after *linked) *Step {
	p := &pair{before: before, after: after, partner: map[int]int{}}
	p.match()
	step := &Step{Before: before.Report, After: after.Report}
	for i := range after.Tasks {
		if k, ok := p.partner[i]; ok {
			step.Changes = append(step.Changes, s.kept(before, after, k, i))
		} else if p.isTold(after, i) {
			step.Changes = append(step.Changes, Change{Kind: p.kindOf(after, i, New), TaskID: s.threads[after.links[i].thread].id,
				After: &after.Tasks[i]})
		}
	}
	for k := range before.Tasks {
		if !p.isKept[k] && p.isTold(before, k) {
			step.Changes = append(step.Changes, Change{Kind: p.kindOf(before, k, Gone), TaskID: s.threads[before.links[k].thread].id,
				Before: &before.Tasks[k]})
		}
	}
	step.Unmatched = append(p.unmatched(before, false), p.unmatched(after, true)...)
	return step
}

func (s *Series) kept(before, after *linked, k, i int) Change {
	a, b := &before.Tasks[k], &after.Tasks[i]
	return Change{Kind: Kept, TaskID: s.threads[after.links[i].thread].id, Before: a, After: b,
		Similarity:    fraction(similarity(before.features[k].grams, after.features[i].grams)),
		TargetChanged: words(a.Item+"|"+a.Target) != words(b.Item+"|"+b.Target),
		TextCopied:    words(a.Progress) != "" && words(a.Progress) == words(b.Progress),
		Figures:       figuresOf(before.Report, after.Report, a, b)}
}

// words returns the letters and digits of a text, and the signs that belong to numbers.
func words(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune(".%-+", r) {
			return r
		}
		return -1
	}, text)
}

// pair is two reports that are compared.
type pair struct {
	before, after *linked
	partner       map[int]int              // of a row of after the row of before that is the same task
	isKept        []bool                   // of the rows of before
	matched       map[*linked]map[int]bool // annexes that have a counterpart
	unclear       map[*linked]map[int]bool // rows that resemble one of the other report
}

// match finds the partners, the annexes that are counterparts, and the rows that are unclear.
func (p *pair) match() {
	of := map[int32]int{}
	for k, l := range p.before.links {
		of[l.thread] = k
	}
	p.isKept = make([]bool, len(p.before.Tasks))
	for i, l := range p.after.links {
		if k, ok := of[l.thread]; ok {
			p.partner[i], p.isKept[k] = k, true
		}
	}
	p.matchAnnexes()
	p.findUnclear()
}

// tableOf is an annex as far as its counterpart is told by it.
type tableOf struct {
	kind, title string
}

// matchAnnexes finds the annexes that have a counterpart in the other report: one of the same kind and title, the only one
// of its kind on either side, or the one that half of the rows have their partners in.
func (p *pair) matchAnnexes() {
	p.matched = map[*linked]map[int]bool{p.before: {}, p.after: {}}
	kinds := map[*linked]map[string]int{p.before: annexKinds(p.before), p.after: annexKinds(p.after)}
	partners := p.partnersByAnnex()
	for _, r := range []*linked{p.before, p.after} {
		other := p.other(r)
		titles := map[tableOf]bool{}
		for _, t := range other.Tasks {
			titles[tableOf{t.Kind, bare(t.AnnexTitle)}] = true
		}
		rows := map[int]int{}
		for _, t := range r.Tasks {
			rows[t.Annex]++
		}
		for _, t := range r.Tasks {
			isOnly := kinds[r][t.Kind] == 1 && kinds[other][t.Kind] == 1
			isNamed := titles[tableOf{t.Kind, bare(t.AnnexTitle)}]
			if isOnly || isNamed || 2*partners[r][t.Annex] >= rows[t.Annex] {
				p.matched[r][t.Annex] = true
			}
		}
	}
}

func (p *pair) partnersByAnnex() map[*linked]map[int]int {
	n := map[*linked]map[int]int{p.before: {}, p.after: {}}
	for i, k := range p.partner {
		n[p.after][p.after.Tasks[i].Annex]++
		n[p.before][p.before.Tasks[k].Annex]++
	}
	return n
}

// annexKinds returns how many annexes of each kind a report has.
func annexKinds(r *linked) map[string]int {
	n := map[string]int{}
	seen := map[int]bool{}
	for _, t := range r.Tasks {
		if !seen[t.Annex] {
			seen[t.Annex] = true
			n[t.Kind]++
		}
	}
	return n
}

func (p *pair) other(r *linked) *linked {
	if r == p.before {
		return p.after
	}
	return p.before
}

func (p *pair) isMatched(r *linked, i int) bool { return p.matched[r][r.Tasks[i].Annex] }

// isTold reports whether a row without a partner is a change: its table has a counterpart, and it is a task.
func (p *pair) isTold(r *linked, i int) bool { return p.isMatched(r, i) && !r.Tasks[i].Total }

// findUnclear finds the rows without a partner that resemble one of the other report that has none either.
func (p *pair) findUnclear() {
	p.unclear = map[*linked]map[int]bool{p.before: {}, p.after: {}}
	var open []int
	for k := range p.before.Tasks {
		if !p.isKept[k] {
			open = append(open, k)
		}
	}
	for i := range p.after.Tasks {
		if _, ok := p.partner[i]; ok {
			continue
		}
		for _, k := range open {
			if resemble(&p.before.features[k], &p.after.features[i]) {
				p.unclear[p.before][k], p.unclear[p.after][i] = true, true
			}
		}
	}
}

func resemble(a, b *features) bool {
	return a.mayBe(b, resembling) && similarity(a.grams, b.grams) >= resembling
}

func (p *pair) kindOf(r *linked, i int, otherwise Kind) Kind {
	if p.unclear[r][i] {
		return Unclear
	}
	return otherwise
}

func (p *pair) unmatched(r *linked, inAfter bool) []Annex {
	var list []Annex
	for i, t := range r.Tasks {
		switch {
		case p.isMatched(r, i):
		case len(list) > 0 && list[len(list)-1].Index == t.Annex:
			list[len(list)-1].Rows++
		default:
			list = append(list, Annex{inAfter, t.Annex, t.AnnexTitle, 1})
		}
	}
	return list
}
