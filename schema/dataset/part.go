package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
)

// Part is a piece of the tables that is written as one and taken over as one from an earlier dataset: what one report
// gives, or some rows of the tables on many reports.
type Part struct {
	Key  string                  // two parts of one key have the same rows
	Load func() (*Report, error) // gives the rows; called when they are needed, by one goroutine at a time
}

// ReportKey returns the key of the part of a report, of that ID and with a source of that name.
func ReportKey(id, name string) string { return id + " " + name }

// ReportPart returns the part of a report.
func ReportPart(r *Report) Part { return partOf(ReportKey(r.ID(), r.name), r) }

// LinkPart returns the part of some rows of the table panel.
func LinkPart(links []Link) Part {
	r := new(Report)
	for i := range links {
		texts, _ := panelTable.row(&line{link: &links[i]})
		r.Rows[panel] = append(r.Rows[panel], texts)
	}
	return partOf(r.digest(), r)
}

// FilePart returns the part of some rows of the table files.
func FilePart(list []File) Part {
	r := new(Report)
	for i := range list {
		texts, _ := fileTable.row(&line{file: &list[i]})
		r.Rows[files] = append(r.Rows[files], texts)
	}
	return partOf(r.digest(), r)
}

func partOf(key string, r *Report) Part { return Part{key, func() (*Report, error) { return r, nil }} }

// digest tells rows without a report from others.
func (r *Report) digest() string {
	sum := sha256.Sum256(r.Append(nil))
	return hex.EncodeToString(sum[:])
}

// part is a part on its way into the formats.
type part struct {
	Part
	old    int // its place among those of the earlier dataset; -1 if it is new
	once   sync.Once
	loaded *Report
	err    error
	size   int // of its texts, in bytes; -1 if it is not known yet
}

// report returns the rows. Several formats may ask at a time.
func (p *part) report() (*Report, error) {
	p.once.Do(func() { p.loaded, p.err = p.Load() })
	return p.loaded, p.err
}

// measure sets the size.
func (p *part) measure() error {
	if p.size >= 0 {
		return nil
	}
	r, err := p.report()
	if err != nil {
		return err
	}
	p.size = 0
	for _, rows := range r.Rows {
		for _, cells := range rows {
			for _, cell := range cells {
				p.size += len(cell)
			}
		}
	}
	return nil
}
