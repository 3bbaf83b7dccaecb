package bulk

import (
	"cmp"
	"context"
	"slices"

	"duban/schema/change"
	"duban/schema/dataset"
)

// panel is what links the rows of several reports: the series of their issuers, by the ID of the report.
type panel map[string]*change.Series

// link goes through the reports of each issuer in order of time, links their rows and writes what changed from one to the
// next. The reports themselves are written before. Reports that do not say who issued them, or of what time they speak, are
// left out.
func (im *importer) link(ctx context.Context, w *dataset.Writer, reports []Entry) (panel, error) {
	p := panel{}
	ordered := slices.DeleteFunc(slices.Clone(reports), func(e Entry) bool { return e.Issuer == "" || e.End == "" })
	slices.SortFunc(ordered, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Issuer, b.Issuer), cmp.Compare(a.End, b.End), cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.SHA256, b.SHA256))
	})
	issuer, series := "", &change.Series{}
	for next := range im.loaded(ctx, ordered) {
		if next.err != nil {
			return nil, next.err
		}
		if next.entry.Issuer != issuer {
			series.End()
			issuer, series = next.entry.Issuer, &change.Series{}
		}
		r := next.kept.report.Comparable()
		p[r.ID] = series
		step := series.Add(r)
		if step == nil {
			continue
		}
		if err := w.Changes(step); err != nil {
			return nil, err
		}
	}
	series.End()
	return p, nil
}

// rows returns the rows of the table panel for a report: those of tasks that stand in several.
func (p panel) rows(id string) []dataset.Link {
	if p[id] == nil {
		return nil
	}
	return p[id].Links(id)
}
