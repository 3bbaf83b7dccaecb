package check

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/internal/exact"
	"duban/internal/message"
	"duban/schema"
)

// This file sets the counts of tasks in the narrative against the rows of the annex that they speak of.

// narrative checks the sections that speak of one annex, by its number or in the words of its title.
func narrative(ctx context.Context, r *schema.Report, places []*place) {
	all := annexesOf(r)
	for _, p := range places {
		if p.section == nil || ctx.Err() != nil {
			continue
		}
		titled := all.titledLike(p.section.Heading)
		if a := all.of(p.section, titled); a != nil {
			p.eachFigure(ctx, func(t *passage, i int) { p.countTasks(t, i, a, a == titled) })
		}
	}
}

// annex is an annex with how many rows it has in all, and of each status.
type annex struct {
	*schema.Annex
	year     string // that the report speaks of: 2021年
	sizes    []int  // as a reader may count them: the rows, or what shares a number or a name once
	statuses map[schema.Status]int
}

// annexes are the annexes of a report by what a section can name them with.
type annexes struct {
	byNumber map[string][]*annex
	byTitle  map[string]*annex // by pieces of their titles; nil where several share a piece
}

func annexesOf(r *schema.Report) annexes {
	all := annexes{map[string][]*annex{}, map[string]*annex{}}
	for i := range r.Annexes {
		a := &annex{Annex: &r.Annexes[i], statuses: map[schema.Status]int{}}
		if r.Period != nil {
			a.year = fmt.Sprint(r.Period.Year) + yearMark[0]
		}
		rows, items := map[int]bool{}, map[string]bool{}
		for _, row := range a.Rows {
			a.statuses[row.Status]++
			rows[row.Number], items[row.Item] = true, true
		}
		a.sizes = []int{len(a.Rows), len(rows), len(items)}
		number := fmt.Sprint(a.Number)
		all.byNumber[number] = append(all.byNumber[number], a)
		for n := leastCommon; n <= mostCommon; n++ {
			for piece := range pieces(a.Title, n) {
				if other, known := all.byTitle[piece]; known && other != a {
					all.byTitle[piece] = nil
				} else {
					all.byTitle[piece] = a
				}
			}
		}
	}
	return all
}

// Headings and titles are set against each other by pieces of these lengths, in characters, from the front of them.
const (
	leastCommon = 4
	mostCommon  = 12
	mostHeading = 60
)

// pieces are the pieces of n characters of a text, those with spaces aside.
func pieces(text string, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		runes := []rune(text)
		runes = runes[:min(len(runes), mostHeading)]
		for i := range max(0, len(runes)-n+1) {
			if piece := string(runes[i : i+n]); !strings.Contains(piece, " ") && !yield(piece) {
				return
			}
		}
	}
}

// annexNumbers are mentions of annexes, with the words behind them.
var annexNumbers = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(?:" + strings.Join(annexMarks, "|") + `)([1-9][0-9]{0,3})([^` + char.Stop + `\n]{0,20})`)
})

// of returns the annex that a section speaks of, by its number or its title; nil where that is not plain, or where the
// section says that the annex has but a part.
func (all annexes) of(s *schema.Section, titled *annex) *annex {
	found := titled
	for _, m := range annexNumbers().FindAllStringSubmatch(s.Text, -1) {
		if excerpted.in(m[2]) {
			return nil
		}
		for _, a := range all.byNumber[m[1]] {
			if found != nil && found != a {
				return nil
			}
			found = a
		}
	}
	if found == nil || len(found.Rows) == 0 {
		return nil
	}
	return found
}

// titledLike returns the only annex whose title shares most with a heading, and more than a word.
func (all annexes) titledLike(heading string) *annex {
	for _, w := range usual {
		heading = strings.ReplaceAll(heading, w, " ")
	}
	words := strings.Map(func(r rune) rune {
		if tells := unicode.Is(unicode.Han, r) && char.Numeral(r) == 0; tells {
			return r
		}
		return ' '
	}, heading)
	for n := mostCommon; n >= leastCommon; n-- {
		var found *annex
		for piece := range pieces(words, n) {
			a, known := all.byTitle[piece]
			if !known {
				continue
			}
			if found = cmp.Or(found, a); a == nil || found != a {
				return nil
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// countTasks checks a count of tasks: of all that the annex has, or of those that have begun or are done. Whether the
// heading speaks of the annex says titled.
func (p *place) countTasks(t *passage, i int, a *annex, titled bool) {
	f := t.figures[i]
	if !taskUnits.is(f.Unit) || !f.counts() || !f.exact() {
		return
	}
	if among.ends(f.before) { // 甲项目中3项任务
		return
	}
	ends := i+1 == len(t.figures) || t.figures[i+1].clause != f.clause // else what was done is counted next: 25项任务已完成12项
	switch name, rest := a.named(f.after); {
	case name == "":
	case t.field == schema.FieldHeading && standingOf(rest) != late,
		t.countsAll(i, rest, a.year) && (titled || !plainTasks.is(name) || a.isSeenBehind(t, f)):
		if a.isWholeAsDeclared() && !a.hasRows(f) {
			p.add(countFinding(t, f, a, len(a.Rows), "the narrative says %s, annex %d has %d rows"))
		}
	case !ends:
	case begun.ends(rest):
		p.countStatuses(t, f, a, "the narrative says %s, annex %d has %d rows that have begun", schema.StatusUnderway, schema.StatusCompleted)
	case completedTasks.ends(rest):
		p.countStatuses(t, f, a, "the narrative says %s, annex %d has %d rows that are completed", schema.StatusCompleted)
	}
}

// isWholeAsDeclared reports an annex with the rows that its title announces. Else the title is wrong, or rows are missing.
func (a *annex) isWholeAsDeclared() bool {
	return a.DeclaredRows == 0 || slices.Contains(a.sizes, a.DeclaredRows)
}

// hasRows reports whether the figure is how many rows a reader may count.
func (a *annex) hasRows(f *figure) bool {
	n, ok := f.whole()
	return ok && slices.Contains(a.sizes, n)
}

// named cuts the words behind a count into what is counted, in characters of the annex's title, and what is said of it:
// 重点任务 and 均正常推进 for 重点工作任务进展情况表. Without a name, other things are counted than those of the annex.
func (a *annex) named(words string) (name, rest string) {
	title := a.Title
	for i, r := range words {
		_, behind, found := strings.Cut(title, string(r))
		if !found {
			name, rest = words[:i], words[i:]
			break
		}
		title, name = behind, words[:i+utf8.RuneLen(r)]
	}
	if utf8.RuneCountInString(name) < 2 {
		return "", ""
	}
	return name, rest
}

// isSeenBehind reports a sentence that names the annex behind the figure: 137项任务均正常推进（详见附件3）.
func (a *annex) isSeenBehind(t *passage, f *figure) bool {
	_, end := t.tree.Sentence(int32(f.clause))
	behind := t.slice(f.End, max(f.End, min(end, f.End+mostWords)))
	return slices.ContainsFunc(annexNumbers().FindAllStringSubmatch(behind, -1), func(m []string) bool { return m[1] == fmt.Sprint(a.Number) })
}

// countsAll reports a count that opens its sentence and counts all of its kind: 137项任务均正常推进; 36项任务中，31项….
func (t *passage) countsAll(i int, rest, year string) bool {
	f := t.figures[i]
	before := strings.ReplaceAll(placedIn.cutFront(f.before), year, "")
	if before != "" && !isOnlyReport(before) {
		return false
	}
	inSentence := func(g *figure) bool { return g.sentence == f.sentence && g.Unit == f.Unit }
	behind := t.figures[i+1 : min(i+mostRelated, len(t.figures))]
	others := slices.ContainsFunc(behind, inSentence)
	switch {
	case slices.ContainsFunc(t.figures[max(0, i-mostRelated):i], inSentence):
		return false
	case slices.ContainsFunc(behind, f.goesOnIn):
		return false
	case among.begins(rest):
		return others
	case others || !speakingOfAll.in(rest):
		return false
	}
	standing := standingOf(rest)
	return standing == onTime || standing == completed
}

// isOnlyReport reports words that name the work report, and no other number.
func isOnlyReport(words string) bool {
	return workReports.in(words) && !strings.ContainsAny(words, "0123456789")
}

// goesOnIn reports a count at the front of the next sentence that goes on with the figure: 另有3项.
func (f *figure) goesOnIn(g *figure) bool {
	if g.sentence != f.sentence+1 || g.Unit != f.Unit {
		return false
	}
	return g.before == "" || besides.begins(g.before)
}

// countStatuses reports the figure unless it may be the number of rows of these statuses.
func (p *place) countStatuses(t *passage, f *figure, a *annex, says message.Format, of ...schema.Status) {
	least := 0
	for _, s := range of {
		least += a.statuses[s]
	}
	most := least + a.statuses[schema.StatusUnclear] + a.statuses[schema.StatusStalled]
	n, ok := f.whole()
	if mayBe := ok && least <= n && n <= most; !mayBe {
		p.add(countFinding(t, f, a, least, says))
	}
}

// countFinding is the finding on a count of the narrative that the annex contradicts.
func countFinding(t *passage, f *figure, a *annex, n int, says message.Format) schema.Finding {
	out := t.finding(f, schema.CountNarrative, schema.Warning, says, f.Text, a.Index, n)
	out.Claimed, out.Computed = &f.Value, decimal(exact.NewRat(int64(n), 1), 0)
	return out
}
