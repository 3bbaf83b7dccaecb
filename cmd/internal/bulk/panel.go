package bulk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"

	"duban/internal/message"
	"duban/schema/change"
	"duban/schema/dataset"
)

// The tables over many reports are made issuer by issuer, and only those of issuers of which a report is new: the keys
// of their parts say what they are made of, so that dataset finds those that it has.

// across returns the parts of the tables over many reports: what changed from one report to the next, issuer by issuer,
// and the panel in the order of the reports. Reports that do not say who issued them, or of what time they speak, are left
// out.
func (im *importer) across(ctx context.Context, reports []Entry) []dataset.Part {
	linker := &linker{im: im, ctx: ctx}
	var parts []dataset.Part
	type standing struct { // of a report among those of its issuer
		*issuer
		n int
	}
	at := map[string]standing{}
	for _, list := range byIssuer(reports) {
		i := &issuer{reports: list}
		so := sha256.New()
		fmt.Fprintln(so, im.Made)
		for n, e := range list {
			at[e.SHA256] = standing{i, n}
			fmt.Fprintln(so, e.key(), e.Made)
			i.upTo = append(i.upTo, hex.EncodeToString(so.Sum(nil)))
			if n > 0 { // a step depends on the reports before it alone
				parts = append(parts, dataset.Part{Key: "step " + i.upTo[n], Dear: true, Load: func() (*dataset.Report, error) { return linker.step(i, n) }})
			}
		}
	}
	for _, e := range reports {
		if s, ok := at[e.SHA256]; ok && len(s.reports) > 1 {
			key := "panel " + s.panelKey(s.n) + " " + e.key()
			parts = append(parts, dataset.Part{Key: key, Dear: true, Load: func() (*dataset.Report, error) {
				return linker.panel(s.issuer, "sha256:"+e.SHA256)
			}})
		}
	}
	return parts
}

// panelKey returns a digest of all that the rows of a report in the panel depend on: the reports before it, and those behind
// it in which its tasks are looked for.
func (i *issuer) panelKey(n int) string { return i.upTo[min(n+change.Reach, len(i.upTo)-1)] }

// byIssuer returns the reports of each issuer in order of time.
func byIssuer(reports []Entry) [][]Entry {
	ordered := slices.DeleteFunc(slices.Clone(reports), func(e Entry) bool { return e.Issuer == "" || e.End == "" })
	slices.SortFunc(ordered, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Issuer, b.Issuer), cmp.Compare(a.End, b.End), cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.SHA256, b.SHA256))
	})
	var lists [][]Entry
	for i, e := range ordered {
		if i == 0 || ordered[i-1].Issuer != e.Issuer {
			lists = append(lists, nil)
		}
		lists[len(lists)-1] = append(lists[len(lists)-1], e)
	}
	return lists
}

// issuer is an issuer with its reports in order of time.
type issuer struct {
	reports []Entry
	upTo    []string          // digest of each report and of all before it
	series  *change.Series    // nil before it is linked
	steps   []*dataset.Report // what changed with each report; nil when it is forgotten
}

// linker links the reports of issuers when somebody asks for it. It remembers the steps of the last few; the panel takes
// little, and stays.
type linker struct {
	im     *importer
	ctx    context.Context
	mu     sync.Mutex
	recent []*issuer
}

// step returns what changed with the report of that place.
func (l *linker) step(i *issuer, n int) (*dataset.Report, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i.steps == nil {
		if err := l.link(i); err != nil {
			return nil, err
		}
	}
	return i.steps[n], nil
}

// panel returns the rows of the panel for a report.
func (l *linker) panel(i *issuer, id string) (*dataset.Report, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i.series == nil {
		if err := l.link(i); err != nil {
			return nil, err
		}
	}
	return dataset.LinkRows(i.series.Links(id)), nil
}

// link goes through the reports of an issuer, links their rows and keeps what changed from one to the next.
func (l *linker) link(i *issuer) error {
	const remembered = 2
	if l.recent = append(l.recent, i); len(l.recent) > remembered {
		l.recent[0].steps = nil
		l.recent = slices.Delete(l.recent, 0, 1)
	}
	series := &change.Series{}
	steps := make([]*dataset.Report, len(i.reports))
	ctx, stop := context.WithCancel(l.ctx)
	defer stop()
	n := 0
	for next := range l.im.loaded(ctx, i.reports) {
		if next.err != nil {
			return next.err
		}
		steps[n] = new(dataset.Report)
		if step := series.Add(next.report.Comparable()); step != nil {
			steps[n] = dataset.StepRows(step)
		}
		n++
	}
	if n < len(i.reports) {
		return errors.Join(l.ctx.Err(), message.Errorf("reports are not linked"))
	}
	series.End()
	i.series, i.steps = series, steps
	return nil
}
