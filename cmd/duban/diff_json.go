package main

import (
	"bytes"
	"encoding/json"

	"duban/schema/change"
)

// comparedJSON is what diff --json writes.
type comparedJSON struct {
	Before      reportJSON   `json:"before"`
	After       reportJSON   `json:"after"`
	Changes     []changeJSON `json:"changes"`      // in order of the later report, then what only the earlier one has
	NotCompared []annexJSON  `json:"not_compared"` // tables that the other report does not have
}

type reportJSON struct {
	Name        string `json:"name"`
	ID          string `json:"id"`
	Issuer      string `json:"issuer,omitempty"`
	Title       string `json:"title,omitempty"`
	PeriodStart string `json:"period_start,omitempty"`
	PeriodEnd   string `json:"period_end,omitempty"`
}

// changeJSON has the names of the tables changes and figure_changes.
type changeJSON struct {
	Change          change.Kind  `json:"change"` // kept, new, gone, unclear
	Changed         bool         `json:"changed"`
	Before          *taskJSON    `json:"before,omitempty"`
	After           *taskJSON    `json:"after,omitempty"`
	Similarity      json.Number  `json:"similarity,omitempty"`
	TargetChanged   bool         `json:"target_changed"`
	ProgressChanged bool         `json:"progress_changed"`
	TextCopied      bool         `json:"text_copied"`
	Figures         []figureJSON `json:"figures"`
}

type taskJSON struct {
	Annex     int      `json:"annex"`
	Row       int      `json:"row"`
	Number    string   `json:"number,omitempty"`
	Item      string   `json:"item,omitempty"`
	Target    string   `json:"target,omitempty"`
	Progress  string   `json:"progress,omitempty"`
	Status    string   `json:"status"`
	Pace      string   `json:"pace,omitempty"`
	Deadline  string   `json:"deadline,omitempty"` // a day
	LeadUnits []string `json:"lead_units"`
}

// figureJSON is a figure that both reports have. Positions are those in the indicators of the row.
type figureJSON struct {
	PositionBefore int         `json:"position_before"`
	PositionAfter  int         `json:"position_after"`
	Field          string      `json:"field"`
	Measure        string      `json:"measure,omitempty"`
	Subject        string      `json:"subject,omitempty"`
	Kind           string      `json:"kind"`
	Basis          string      `json:"basis,omitempty"`
	State          string      `json:"state"`
	Modifier       string      `json:"modifier,omitempty"`
	Unit           string      `json:"unit"`
	ValueBefore    json.Number `json:"value_before"`
	ValueAfter     json.Number `json:"value_after"`
	Difference     json.Number `json:"difference"`
}

type annexJSON struct {
	Report string `json:"report"` // before or after
	Annex  int    `json:"annex"`
	Title  string `json:"title,omitempty"`
	Rows   int    `json:"rows"`
}

func (d *compared) json() []byte {
	out := comparedJSON{d.before.json(), d.after.json(), []changeJSON{}, []annexJSON{}}
	for i := range d.step.Changes {
		c := &d.step.Changes[i]
		x := changeJSON{c.Kind, c.Differs(), taskOf(c.Before), taskOf(c.After), json.Number(c.Similarity), c.TargetChanged,
			c.ProgressChanged(), c.TextCopied, []figureJSON{}}
		for _, f := range c.Figures {
			x.Figures = append(x.Figures, figureJSON{f.Before.Position, f.After.Position, f.After.Field, f.After.Measure, f.After.Subject,
				f.After.Kind, f.After.Basis, f.After.State, f.After.Modifier, f.After.Unit,
				json.Number(f.Before.Value), json.Number(f.After.Value), json.Number(f.Difference)})
		}
		out.Changes = append(out.Changes, x)
	}
	for _, a := range d.step.Unmatched {
		side := "before"
		if a.InAfter {
			side = "after"
		}
		out.NotCompared = append(out.NotCompared, annexJSON{side, a.Index, a.Title, a.Rows})
	}
	var data bytes.Buffer
	e := json.NewEncoder(&data)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		panic(err) // nothing in it can fail
	}
	return data.Bytes()
}

func (s side) json() reportJSON {
	return reportJSON{s.name, s.report.ID, s.report.Issuer, s.report.Title, s.compared.Start, s.compared.End}
}

func taskOf(t *change.Task) *taskJSON {
	if t == nil {
		return nil
	}
	return &taskJSON{t.Annex, t.Row, t.Number, t.Item, t.Target, t.Progress, t.Status, t.Pace, t.Due, append([]string{}, t.LeadUnits...)}
}
