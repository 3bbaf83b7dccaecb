// Package facts reads and checks what a reader has found in a report by eye.
//
// A facts file has one fact a line, a path and what is expected there, with a tab between them. What follows # at the
// front of a line or behind white space is a comment. A path names a place in the report:
//
//	annexes                                  a count; so do sections, unread, and findings for the whole document
//	title                                    or issuer, serial, date, document_number, period, coverage/unexplained
//	region/code                              or region/name, region/level
//	unread/picture                           a count of what is not read of that kind
//	annex/3/rows                             a count; so are columns, findings
//	annex/3/title                            or number, kind, declared_rows, period, unit, unit_text, factor
//	annex/3/findings/table/sum               a count of findings with that code
//	annex/3/column/4/role                    or header, measure, unit, unit_text, factor, kind, state, basis, period,
//	                                         cumulative, total
//	annex/3/row/96/status                    or number, category, item, target, progress, rate, deadline, note, pace, total
//	annex/3/row/96/lead_units                names joined with 、; so are support_units
//	annex/3/row/96/indicators                a count; so are dates, comparisons, points, findings, cells, shared
//	annex/3/row/96/indicators/453家/value     or value_max, unit, kind, state, modifier, subject, period, basis, field,
//	                                         measure, relation, of (the text of the figure that it hangs on)
//	annex/3/row/96/compare/487家/ratio        or difference, schedule, actual: by the text of the target
//	annex/3/row/96/dates/4月10日/value         or role
//	annex/3/row/122/findings/rate/mismatch    a count of findings with that code
//	annex/3/row/2/cells/4                     the text of column 4
//	annex/3/row/2/cells/4/12.5/value          of a figure or date in that column
//	annex/3/row/2/shared/4                    the row that a merged cell of column 4 stands in first
//	section/2/indicators/8项/value            sections have the lists of rows, and heading and text
//
// A period is its text, and period/start and so on are its parts. Annexes, their rows and sections have location/line,
// location/table and so on. Annexes and rows are counted from 1 as they stand in the document, columns from 0. Of
// several indicators, targets or dates with the same text the second is 2所[2]. A line break in a text is written \n.
// What is so or not (total, cumulative) is true or false.
package facts

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"duban/internal/message"
	"duban/schema"
)

// Fact is one line of a facts file.
type Fact struct {
	Path     string
	Expected string
	File     string
	Line     int
	Source   string // the line as it stands in the file
}

// mostTold is how many lines of a facts file are told that are none of a fact; a file of another kind has nothing else.
const mostTold = 3

// Parse reads a facts file. An error names the first lines that are none of a fact, and says how many more there are.
func Parse(name string, data []byte) ([]Fact, error) {
	var facts []Fact
	var wrong []error
	line := 0
	for source := range strings.SplitSeq(string(bytes.TrimPrefix(data, []byte("\uFEFF"))), "\n") {
		line++
		source = strings.TrimSuffix(source, "\r")
		text := withoutComment(source)
		if strings.TrimSpace(text) == "" {
			continue
		}
		path, expected, found := strings.Cut(text, "\t")
		f := Fact{strings.TrimSpace(path), strings.TrimSpace(expected), name, line, source}
		switch {
		case !utf8.ValidString(source):
			wrong = append(wrong, message.Errorf("%s:%d: this is not UTF-8; save the file as UTF-8", name, line))
		case !found:
			wrong = append(wrong, message.Errorf("%s:%d: no tab between a path and what is expected there", name, line))
		case f.Path == "":
			wrong = append(wrong, message.Errorf("%s:%d: no path in front of the tab", name, line))
		case strings.Contains(f.Expected, "\t"):
			wrong = append(wrong, message.Errorf("%s:%d: more than one tab", name, line))
		default:
			facts = append(facts, f)
		}
	}
	if more := len(wrong) - mostTold; more > 0 {
		wrong = append(wrong[:mostTold], message.Errorf("%s: %d more lines are no facts either; is it a facts file?", name, more))
	}
	return facts, errors.Join(wrong...)
}

// withoutComment cuts off a comment: from # at the front or behind white space.
func withoutComment(s string) string {
	for i := range len(s) {
		if s[i] == '#' && (i == 0 || s[i-1] == ' ' || s[i-1] == '\t') {
			return strings.TrimRight(s[:i], " \t")
		}
	}
	return s
}

// Result is a fact set against a report.
type Result struct {
	Fact
	Got      string
	Err      error            // why the path leads nowhere
	Location *schema.Location // where in its source the report states it; nil where that is not one place
}

// Check sets facts against a report.
func Check(r *schema.Report, facts []Fact) []Result {
	var results []Result
	indexes := indexes{}
	for _, f := range facts {
		p := &path{rest: f.Path, indexes: indexes}
		got, err := p.report(r)
		results = append(results, Result{f, got, err, p.location})
	}
	return results
}

// Holds reports whether the report says what the fact expects. Numbers are compared by their value.
func (r Result) Holds() bool {
	if r.Err != nil {
		return false
	}
	return r.Got == r.Expected || sameNumber(r.Got, r.Expected)
}

func sameNumber(a, b string) bool {
	x, err := schema.ParseDecimal(a)
	if err != nil {
		return false
	}
	y, err := schema.ParseDecimal(b)
	return err == nil && x.Cmp(y) == 0
}

// String says whether the fact holds, and of one that does not what was expected, what was got, and the line.
func (r Result) String() string { return r.In(message.English) }

// In is String in a language.
func (r Result) In(l message.Language) string { return r.text().In(l) }

func (r Result) text() message.Text {
	place := fmt.Sprintf("%s:%d: %s", r.File, r.Line, r.Path)
	switch {
	case r.Err != nil:
		return message.New("%s: %v\n\texpected: %s\n\tline:     %s", place, r.Err, r.Expected, r.Source)
	case r.Holds():
		return message.New("%s: holds", place)
	}
	got := shown(r.Got)
	if at := where(r.Location); !at.IsZero() {
		got = message.New("%s (%s of the report)", got, at)
	}
	return message.New("%s\n\texpected: %s\n\tgot:      %s\n\tline:     %s", place, r.Expected, got, r.Source)
}

func shown(s string) message.Text {
	if s == "" {
		return message.New("nothing")
	}
	return message.Verbatim(s)
}

// where names a place in the source of the report.
func where(l *schema.Location) message.Text {
	switch {
	case l == nil:
		return message.Text{}
	case l.Line > 0 && l.EndLine > l.Line:
		return message.New("lines %d-%d", l.Line, l.EndLine)
	case l.Line > 0:
		return message.New("line %d", l.Line)
	case l.Sheet != "":
		return message.New("sheet %s", strings.TrimSpace(l.Sheet+" "+l.Cell))
	case l.Row > 0:
		return message.New("table %d, row %d", l.Table, l.Row)
	case l.Table > 0:
		return message.New("table %d", l.Table)
	case l.Page > 0:
		return message.New("page %d", l.Page)
	}
	return message.Text{}
}
