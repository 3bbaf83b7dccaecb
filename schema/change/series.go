package change

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// The rule by which two rows are the same task. Parts are of 10000.
const (
	sameText     = 8000 // the texts must be as alike as this
	namedTheSame = 9500 // as alike as texts of one thing are taken, whatever is said of it
	sameTask     = 8500 // text (8 of 10), unit and number (1 each) together must be as alike as this
	clearly      = 500  // and by all but the number no other row may come this close
)

// Reach is in how many reports of its issuer behind the last that had it a task is looked for.
const Reach = 12

// Series links the rows of the reports of one issuer, which are added in order of time. The zero value is one without
// reports.
type Series struct {
	count   int
	tasks   map[string][]*openTask // by what must be the same
	threads []thread
	links   map[string][]link // of each report, by its ID
	recent  []*linked         // the last reports
}

// Link says that a task stands in several reports of one issuer.
type Link struct {
	ReportID   string
	Annex, Row int
	TaskID     string // the same for the same task
	Similarity string // to the row before it, a decimal from 0 to 1; "" for the first
}

// link says that a row is one of a thread.
type link struct {
	annex, row int32
	thread     int32
	similarity int32 // to the row before it in the thread; -1 for the first
}

// thread is one task through the reports.
type thread struct {
	id   string
	size int
}

// linked is a report with the threads of its rows.
type linked struct {
	*Report
	features []features
	links    []link
}

// Add links the rows of the next report of the issuer, and returns what changed against the one before it; nil where
// none before it speaks of the same tasks. Of reports of the same period none is before the other. The report is kept for
// a while, and must not be changed.
func (s *Series) Add(r *Report) *Step {
	if s.tasks == nil {
		s.tasks, s.links = map[string][]*openTask{}, map[string][]link{}
	}
	next := s.link(r)
	s.links[r.ID] = next.links
	before := s.before(next)
	s.recent = append(s.recent, next)
	if len(s.recent) > Reach {
		s.recent = slices.Delete(s.recent, 0, 1)
	}
	if before == nil {
		return nil
	}
	return s.step(before, next)
}

// End forgets what is needed to add reports, and keeps the links.
func (s *Series) End() { s.tasks, s.recent = nil, nil }

// Links returns the rows of a report that stand in several, in order.
func (s *Series) Links(id string) []Link {
	var rows []Link
	for _, l := range s.links[id] {
		t := s.threads[l.thread]
		if t.size < 2 {
			continue
		}
		similarity := ""
		if l.similarity >= 0 {
			similarity = fraction(l.similarity)
		}
		rows = append(rows, Link{ReportID: id, Annex: int(l.annex), Row: int(l.row), TaskID: t.id, Similarity: similarity})
	}
	return rows
}

// fraction returns parts of 10000 as a decimal without zeros at its end.
func fraction(parts int32) string {
	if parts == 10000 {
		return "1"
	}
	s := strings.TrimRight(fmt.Sprintf("0.%04d", parts), "0")
	return strings.TrimSuffix(s, ".")
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

// link gives each row of the next report a thread: that of the task that it goes on with, or a new one.
func (s *Series) link(r *Report) *linked {
	s.count++
	next := &linked{r, featuresOf(r.Tasks), make([]link, len(r.Tasks))}
	groups := map[string][]int{} // rows by what must be the same
	for i, t := range r.Tasks {
		next.links[i] = link{int32(t.Annex), int32(t.Row), -1, -1}
		group := next.features[i].group
		groups[group] = append(groups[group], i)
	}
	for group, members := range groups {
		s.linkGroup(group, members, next)
	}
	s.begin(next)
	return next
}

// linkGroup finds for each row of a group the task that it and no other goes on with.
func (s *Series) linkGroup(group string, members []int, next *linked) {
	tasks := s.tasks[group]
	tasks = slices.DeleteFunc(tasks, func(t *openTask) bool { return s.count-t.seen > Reach })
	for _, t := range tasks {
		t.best = rival{with: -1}
	}
	best := make([]rival, len(members))
	for m, i := range members {
		best[m] = rival{with: -1}
		for k, t := range tasks {
			if alike := likeness(&next.features[i], &t.features); alike > 0 {
				alike += hint(&next.features[i], &t.features)
				best[m].offer(k, alike)
				t.best.offer(i, alike)
			}
		}
	}
	for m, i := range members {
		if !best[m].isClear() {
			continue
		}
		t := tasks[best[m].with]
		isMutual := t.best.isClear() && t.best.with == i
		if !isMutual || !isSame(&next.features[i], &t.features) {
			continue
		}
		next.links[i].thread, next.links[i].similarity = t.thread, similarity(next.features[i].grams, t.grams)
		t.features, t.seen = next.features[i], s.count
		s.threads[t.thread].size++
	}
	s.tasks[group] = tasks
}

// isSame reports whether two rows, of which none is more like either, are one task.
func isSame(a, b *features) bool {
	if likeness(a, b)+sameNumber(a, b) < sameTask {
		return false
	}
	return sameThing(a, b) || isRewording(a.letters, b.letters)
}

// begin opens a task for each row that goes on with none.
func (s *Series) begin(next *linked) {
	for i, t := range next.Tasks {
		if next.links[i].thread >= 0 {
			continue
		}
		id := int32(len(s.threads))
		s.threads = append(s.threads, thread{taskID(next.ID, t), 1})
		next.links[i].thread = id
		group := next.features[i].group
		s.tasks[group] = append(s.tasks[group], &openTask{features: next.features[i], thread: id, seen: s.count})
	}
}

// taskID names a task by its first row.
func taskID(report string, t Task) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d", strings.TrimPrefix(report, "sha256:"), t.Annex, t.Row))
	return hex.EncodeToString(sum[:8])
}

// before returns the report that one goes on with: of those of the last period before its own that have tasks of it, the
// one that has the most.
func (s *Series) before(next *linked) *linked {
	threads := map[int32]bool{}
	for _, l := range next.links {
		threads[l.thread] = true
	}
	shared := func(r *linked) (n int) {
		for _, l := range r.links {
			if threads[l.thread] {
				n++
			}
		}
		return n
	}
	var best *linked
	most := 0
	for _, r := range slices.Backward(s.recent) {
		if r.End >= next.End {
			continue
		}
		n := shared(r)
		if best == nil || r.End == best.End {
			if n > most {
				best, most = r, n
			}
		}
	}
	return best
}

// Order sets reports of one issuer in order of time, for Add: by the end of the period, its beginning, and the ID.
func Order(a, b *Report) int {
	return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
}
