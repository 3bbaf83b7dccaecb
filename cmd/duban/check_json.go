package main

import (
	"bytes"
	"encoding/json"

	"duban/schema"
)

// checkedJSON is what check --json writes of a report.
type checkedJSON struct {
	Name     string          `json:"name"`
	ID       string          `json:"id"`
	Findings []foundJSON     `json:"findings"`
	Unread   []schema.Unread `json:"unread"`
	Coverage schema.Coverage `json:"coverage"`
	Facts    []factJSON      `json:"facts"`
}

// foundJSON is a finding behind its place: the indexes of annex and row, or the number of the section, all from 1.
type foundJSON struct {
	Annex    int              `json:"annex,omitempty"`
	Row      int              `json:"row,omitempty"`
	Section  int              `json:"section,omitempty"`
	Location *schema.Location `json:"location,omitempty"`
	Finding  *schema.Finding  `json:"finding"`
}

type factJSON struct {
	Line     int    `json:"line"` // of the facts file
	Path     string `json:"path"`
	Expected string `json:"expected"`
	Got      string `json:"got"`
	Holds    bool   `json:"holds"`
	Error    string `json:"error,omitempty"` // why the path leads nowhere
}

func (k checked) json(indented bool) []byte {
	out := checkedJSON{Name: k.name, ID: k.report.ID, Findings: []foundJSON{},
		Unread: append([]schema.Unread{}, k.report.Unread...), Coverage: k.report.Coverage, Facts: []factJSON{}}
	for _, f := range k.findings() {
		x := foundJSON{Section: f.section, Location: f.location, Finding: f.Finding}
		if f.annex != nil {
			x.Annex = f.annex.Index
		}
		if f.row != nil {
			x.Row = f.row.Index
		}
		out.Findings = append(out.Findings, x)
	}
	for _, f := range k.facts {
		x := factJSON{Line: f.Line, Path: f.Path, Expected: f.Expected, Got: f.Got, Holds: f.Holds()}
		if f.Err != nil {
			x.Error = f.Err.Error()
		}
		out.Facts = append(out.Facts, x)
	}
	var data bytes.Buffer
	e := json.NewEncoder(&data)
	e.SetEscapeHTML(false)
	if indented {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(out); err != nil {
		panic(err) // nothing in it can fail
	}
	return data.Bytes()
}
