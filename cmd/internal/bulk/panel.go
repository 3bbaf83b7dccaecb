package bulk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"duban/schema/dataset"
)

// The rule by which two rows are the same task. Parts are of 10000.
const (
	sameText   = 8000 // the texts must be as alike as this
	sameTask   = 8500 // and text (8 of 10), unit and number (1 each) together as this
	clearly    = 500  // and by text and unit alone no other row may come this close
	forgetting = 12   // a task that so many reports of its issuer did not have is not looked for any more
)

// panel is what links the rows of several reports.
type panel struct {
	links   map[string][]link // of each report, by digest
	threads []thread
}

// link says that a row is one of a thread.
type link struct {
	annex, row int32
	thread     int32
	similarity int32 // to the row before it in the thread; -1 for the first
}

// thread is one task through the reports.
type thread struct {
	first string // the key of its first row
	size  int
}

// link goes through the reports of one issuer, which are in order of time, and links their rows.
func (im *importer) link(ctx context.Context, reports []Entry) (*panel, error) {
	p := &panel{links: map[string][]link{}}
	open := &issuer{panel: p, tasks: map[string][]*openTask{}}
	for next := range im.loaded(ctx, reports) {
		if next.err != nil {
			return nil, next.err
		}
		open.add(next.entry.SHA256, next.report.Tasks())
	}
	return p, ctx.Err()
}

// rows returns the rows of the table panel for a report: those of tasks that stand in several.
func (p *panel) rows(report string) []dataset.Link {
	var rows []dataset.Link
	for _, l := range p.links[report] {
		t := p.threads[l.thread]
		if t.size < 2 {
			continue
		}
		similarity := ""
		if l.similarity >= 0 {
			similarity = fraction(l.similarity)
		}
		sum := sha256.Sum256([]byte(t.first))
		rows = append(rows, dataset.Link{ReportID: "sha256:" + report, Annex: int(l.annex), Row: int(l.row),
			TaskID: hex.EncodeToString(sum[:8]), Similarity: similarity})
	}
	return rows
}

// fraction returns parts of 10000 as a decimal without zeros at its end.
func fraction(parts int32) string {
	if parts == 10000 {
		return "1"
	}
	s := fmt.Sprintf("0.%04d", parts)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s == "0." {
		return "0"
	}
	return s
}

// issuer is an issuer whose reports are gone through.
type issuer struct {
	panel   *panel
	reports int
	tasks   map[string][]*openTask // by what must be the same
}

// openTask is a task as it was last seen.
type openTask struct {
	features
	thread int32
	seen   int // number of the report
	best   rival
}

// rival is the best partner so far, and how close the next one comes.
type rival struct {
	with          int // row of the report, or place of the task; -1 if there is none
	score, second int32
}

func (r *rival) offer(with int, score int32) {
	switch {
	case score > r.score:
		*r = rival{with, score, r.score}
	case score > r.second:
		r.second = score
	}
}

func (r rival) isClear() bool {
	return r.with >= 0 && r.score-r.second >= clearly
}

// add links the rows of the next report.
func (o *issuer) add(report string, rows []dataset.Task) {
	o.reports++
	features := make([]features, len(rows))
	groups := map[string][]int{} // rows by what must be the same
	for i, r := range rows {
		features[i] = featuresOf(r)
		groups[features[i].group] = append(groups[features[i].group], i)
	}
	links := make([]link, len(rows))
	for i, r := range rows {
		links[i] = link{int32(r.Annex), int32(r.Row), -1, -1}
	}
	for group, members := range groups {
		o.addGroup(group, members, features, links)
	}
	o.begin(report, rows, features, links)
	o.panel.links[report] = links
}

// addGroup finds for each row of a group the task that it and no other goes on with.
func (o *issuer) addGroup(group string, members []int, rows []features, links []link) {
	tasks := o.tasks[group]
	tasks = slices.DeleteFunc(tasks, func(t *openTask) bool { return o.reports-t.seen > forgetting })
	for _, t := range tasks {
		t.best = rival{with: -1}
	}
	best := make(map[int]rival, len(members))
	for _, i := range members {
		r := rival{with: -1}
		for k, t := range tasks {
			if s := likeness(rows[i], t.features); s > 0 {
				r.offer(k, s)
				t.best.offer(i, s)
			}
		}
		best[i] = r
	}
	for _, i := range members {
		r := best[i]
		if !r.isClear() {
			continue
		}
		t := tasks[r.with]
		if !t.best.isClear() || t.best.with != i || r.score+sameNumber(rows[i], t.features) < sameTask {
			continue
		}
		links[i].thread, links[i].similarity = t.thread, similarity(rows[i].grams, t.grams)
		t.features, t.seen = rows[i], o.reports
		o.panel.threads[t.thread].size++
	}
	o.tasks[group] = tasks
}

// begin opens a task for each row that goes on with none.
func (o *issuer) begin(report string, rows []dataset.Task, features []features, links []link) {
	for i, r := range rows {
		if links[i].thread >= 0 {
			continue
		}
		id := int32(len(o.panel.threads))
		o.panel.threads = append(o.panel.threads, thread{fmt.Sprintf("%s/%d/%d", report, r.Annex, r.Row), 1})
		links[i].thread = id
		group := features[i].group
		o.tasks[group] = append(o.tasks[group], &openTask{features: features[i], thread: id, seen: o.reports})
	}
}
