package dataset

import (
	"bytes"
	"errors"
)

// ndjsonSink writes reports whole, and the tables that say more than one of them: those across reports and those that
// put a report in another form.
type ndjsonSink struct {
	reports *segmented
	tables  []int
	files   []*segmented // of each of them
}

func newNDJSON(at spot) (sink, error) {
	reports, err := newSegmented(at, "reports.ndjson", "")
	s := &ndjsonSink{reports: reports}
	for t := range tables {
		if !tables[t].hasLines() {
			continue
		}
		var f *segmented
		if err == nil {
			f, err = newSegmented(at, tables[t].Name+".ndjson", "")
		}
		s.tables, s.files = append(s.tables, t), append(s.files, f)
	}
	if err != nil {
		s.abort()
		return nil, err
	}
	return s, nil
}

// hasLines reports whether the table has a file of NDJSON of its own.
func (t Table) hasLines() bool { return t.AcrossReports || t.Derived }

func (s *ndjsonSink) part(p *part) error {
	errs := s.reports.add(p, func(out *bytes.Buffer, r *Report) {
		if r.line != "" {
			out.Write(r.Line())
		}
	})
	for i, t := range s.tables {
		errs = errors.Join(errs, s.files[i].add(p, func(out *bytes.Buffer, r *Report) {
			for _, cells := range r.Rows[t] {
				out.Write(lineOf(tables[t].Columns, cells))
			}
		}))
	}
	return errs
}

// lineOf returns a row as an object, without the columns that have no value.
func lineOf(columns []Column, cells []string) []byte {
	var line bytes.Buffer
	before := byte('{')
	for i, c := range columns {
		if cells[i] == "" {
			continue
		}
		line.WriteByte(before)
		before = ','
		line.Write(encodedJSON(c.Name, ""))
		line.WriteByte(':')
		if c.Type == Integer || c.Type == Decimal {
			line.WriteString(cells[i])
		} else {
			line.Write(encodedJSON(cells[i], ""))
		}
	}
	line.WriteString("}\n")
	return line.Bytes()
}

func (s *ndjsonSink) all() []*segmented { return append([]*segmented{s.reports}, s.files...) }

func (s *ndjsonSink) close() error { return closeAll(s.all()) }

func (s *ndjsonSink) abort() { abortAll(s.all()) }

func (s *ndjsonSink) outputs() map[string]digest { return digestsOf(s.all()) }

func (s *ndjsonSink) marks() []byte { return marksOf(s.all()) }
