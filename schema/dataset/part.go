package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"

	"duban/schema/change"
)

// Part is a piece of the tables that is written as one and taken over as one from an earlier dataset: what one report
// gives, or some rows of the tables on many reports.
type Part struct {
	Key  string                  // two parts of one key have the same rows
	Load func() (*Report, error) // gives the rows; called when they are needed, and by several goroutines at a time
	Dear bool                    // making the rows costs much, so that no other part should need them
}

// ReportKey returns the key of the part of a report, of that ID and with a source of that name.
func ReportKey(id, name string) string { return id + " " + name }

// ReportPart returns the part of a report.
func ReportPart(r *Report) Part { return partOf(ReportKey(r.ID(), r.name), r) }

// RowsPart returns the part of some rows of tables on many reports.
func RowsPart(r *Report) Part {
	sum := sha256.Sum256(r.Append(nil))
	return partOf(hex.EncodeToString(sum[:]), r)
}

// LinkRows returns rows of the table panel.
func LinkRows(links []Link) *Report {
	r := new(Report)
	for i := range links {
		texts, _ := panelTable.row(&line{link: &links[i]})
		r.Rows[panel] = append(r.Rows[panel], texts)
	}
	return r
}

// StepRows returns what changed from one report to the next, as rows of the tables changes and figure_changes. They keep
// nothing of the reports.
func StepRows(step *change.Step) *Report {
	r := new(Report)
	for i := range step.Changes {
		l := line{step: step, change: &step.Changes[i]}
		texts, _ := changeTable.row(&l)
		r.Rows[changes] = append(r.Rows[changes], cloned(texts))
		for k := range l.change.Figures {
			l.figures = &l.change.Figures[k]
			if texts, unfit := figureChangeTable.row(&l); len(unfit) == 0 {
				r.Rows[figureChanges] = append(r.Rows[figureChanges], cloned(texts))
			}
		}
	}
	return r
}

// cloned returns texts that keep no others in memory.
func cloned(texts []string) []string {
	whole := strings.Join(texts, "")
	for i, t := range texts {
		texts[i], whole = whole[:len(t)], whole[len(t):]
	}
	return texts
}

// FileRows returns rows of the table files.
func FileRows(list []File) *Report {
	r := new(Report)
	for i := range list {
		texts, _ := fileTable.row(&line{file: &list[i]})
		r.Rows[files] = append(r.Rows[files], texts)
	}
	return r
}

func partOf(key string, r *Report) Part {
	return Part{Key: key, Load: func() (*Report, error) { return r, nil }}
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

// load returns the rows as report does, but does not hold them if they are not held already.
func (p *part) load() (*Report, error) {
	if p.loaded != nil {
		return p.loaded, nil
	}
	return p.Load()
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
