package pipeline

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"duban/schema/change"
	"duban/schema/dataset"
)

// Comparable is a report as it is compared with others of its issuer.
type Comparable struct {
	End, Start, ID string // which say when it comes
	Packed         []byte // a change.Report
}

// Across is what is said of a report beside others of its issuer.
type Across struct {
	Report string
	Packed []byte // an across
}

type across struct {
	Links []dataset.Link
	Step  *change.Step // from the report before; nil if there is none
}

// series goes through the reports of an issuer in order of time. They are in memory packed, all of them.
type series struct{ packing }

func (s *series) Setup() error { return s.open() }

func (s *series) ProcessElement(issuer string, next func(*Comparable) bool, emit func(Across)) error {
	list := collect(next)
	slices.SortFunc(list, func(a, b Comparable) int {
		return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
	})
	steps := make([][]byte, len(list)) // packed, as links are known at the end alone
	var linked change.Series
	for i, c := range list {
		var r change.Report
		if err := s.load(c.Packed, &r); err != nil {
			return fmt.Errorf("%s: %s: %w", issuer, c.ID, err)
		}
		if step := linked.Add(&r); step != nil {
			steps[i] = s.save(headed(step))
		}
	}
	linked.End()
	for i, c := range list {
		a := across{Links: linked.Links(c.ID)}
		if steps[i] != nil {
			if err := s.load(steps[i], &a.Step); err != nil {
				return fmt.Errorf("%s: %s: %w", issuer, c.ID, err)
			}
		}
		if len(a.Links) > 0 || a.Step != nil {
			emit(Across{c.ID, s.save(a)})
		}
	}
	return nil
}

// headed is a step with the heads of its reports alone: its tasks stand in its changes.
func headed(step *change.Step) *change.Step {
	short := *step
	before, after := *step.Before, *step.After
	before.Tasks, after.Tasks = nil, nil
	short.Before, short.After = &before, &after
	return &short
}

// comparable returns what of a report is compared, if it says who issued it and of what time it speaks.
func (p *packing) comparable(r *dataset.Report) *Comparable {
	head := r.Head()
	if head.Issuer == "" || head.PeriodEnd == "" {
		return nil
	}
	return &Comparable{End: head.PeriodEnd, Start: head.PeriodStart, ID: r.ID(), Packed: p.save(r.Comparable())}
}

// save returns v as packed JSON.
func (p *packing) save(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("pipeline: no JSON: %v", err))
	}
	return p.pack.EncodeAll(data, nil)
}

func (p *packing) load(packed []byte, v any) error {
	data, err := p.unpack.DecodeAll(packed, nil)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}
