// Package cell reads what the text of a cell, or of a section of the narrative, states: indicators, dates, the status
// of a row, and targets set against what was reached. It knows nothing of documents.
package cell

import "duban/schema"

// Reader reads the texts of cells. It is not changed by use, so that several goroutines may share it.
type Reader struct{}

// Context is what a text cannot know of itself.
type Context struct {
	Year   int            // the year that dates without one belong to; 0 where it is not known
	Period *schema.Period // that the report speaks of; may be nil
	Kind   schema.Kind    // of the annex; empty for the narrative
	// Units holds, by field, the unit that the heading of the column gives to bare numbers: "%" for 完成率%, 万元 for
	// 投资（万元）.
	Units map[schema.Field]string
}

// Row fills in the indicators, dates, comparisons, status and coverage of a row whose texts are complete.
func (r *Reader) Row(row *schema.Row, c Context) {}

// Section fills in the indicators, dates and coverage of a section of the narrative.
func (r *Reader) Section(s *schema.Section, c Context) {}
