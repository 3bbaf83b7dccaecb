package mcp

import (
	"context"
	"encoding/json"
	"fmt"
)

// checkInput is what check is asked for.
type checkInput struct {
	Path  string `json:"path" jsonschema:"the report, as for extract"`
	First int    `json:"first,omitempty" jsonschema:"the first finding that is wanted, from 1"`
}

// checked is what does not add up: findings behind their places, as duban check --json has them.
type checked struct {
	ID          string            `json:"id"`
	Numbers     int               `json:"numbers"`
	Explained   int               `json:"explained"`
	Unread      []json.RawMessage `json:"unread"`
	MoreUnread  int               `json:"more_unread,omitempty"`
	Findings    []json.RawMessage `json:"findings"`
	OfFindings  int               `json:"of_findings"`
	NextFinding int               `json:"next_finding,omitempty"` // to ask for as first
}

func (t *tools) check(ctx context.Context, in checkInput) (any, error) {
	r, err := t.report(ctx, in.Path)
	if err != nil {
		return nil, err
	}
	var all struct {
		Findings, Unread []json.RawMessage
	}
	if err := json.Unmarshal(t.Check(r.Source.Name, r), &all); err != nil {
		return nil, err
	}
	first := max(in.First, 1)
	if first > len(all.Findings) && first > 1 {
		return nil, fmt.Errorf("there is no finding %d; the report has %d", first, len(all.Findings))
	}
	out := checked{ID: r.ID, Numbers: r.Coverage.Numbers, Explained: r.Coverage.Explained, OfFindings: len(all.Findings)}
	n := fitting(all.Unread, t.MaxAnswer/4)
	out.Unread, out.MoreUnread = all.Unread[:n], len(all.Unread)-n
	rest := all.Findings[first-1:]
	n = fitting(rest, t.MaxAnswer-len(encoded(out))-len(`,"next_finding":1000000000`))
	if n == 0 && len(rest) > 0 {
		return nil, tooLong(fmt.Sprintf("finding %d", first), len(rest[0]))
	}
	out.Findings = rest[:n]
	if n < len(rest) {
		out.NextFinding = first + n
	}
	return out, nil
}
