package dataset

import (
	"bytes"
	"errors"
)

// ndjsonSink writes reports whole, and the tables that say more than one of them: those across reports and those that
// put a report in another form.
type ndjsonSink struct {
	reports *file
	tables  map[int]*file
}

func newNDJSON(dir string) (sink, error) {
	reports, err := newFile(dir, "reports.ndjson")
	s := &ndjsonSink{reports, map[int]*file{}}
	for t := range tables {
		if err == nil && tables[t].hasLines() {
			s.tables[t], err = newFile(dir, tables[t].Name+".ndjson")
		}
	}
	if err != nil {
		s.abort()
		return nil, err
	}
	return s, nil
}

// hasLines reports whether the table has a file of NDJSON of its own.
func (t Table) hasLines() bool { return t.AcrossReports || t.Derived }

func (s *ndjsonSink) report(r *Report) error {
	_, err := s.reports.Write(r.Line())
	for t := range s.tables {
		if err == nil && len(r.Rows[t]) > 0 {
			err = s.rows(t, r.Rows[t])
		}
	}
	return err
}

func (s *ndjsonSink) rows(table int, rows [][]string) error {
	for _, cells := range rows {
		if _, err := s.tables[table].Write(lineOf(tables[table].Columns, cells)); err != nil {
			return err
		}
	}
	return nil
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

func (s *ndjsonSink) close() error {
	errs := s.reports.close()
	for _, f := range s.tables {
		errs = errors.Join(errs, f.close())
	}
	return errs
}

func (s *ndjsonSink) abort() {
	for _, f := range s.tables {
		if f != nil {
			f.abort()
		}
	}
	if s.reports != nil {
		s.reports.abort()
	}
}
