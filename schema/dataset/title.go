package dataset

import "duban/internal/message"

// What tables and columns are called in Chinese, and what they hold in each language, stands in the catalogue of messages:
// a test fails where it lacks one.

// Title returns what people call the table in a language; in English that is its name.
func (t *Table) Title(l message.Language) string { return message.Term(l, "table", t.Name) }

// Description returns what the table holds, in a language.
func (t *Table) Description(l message.Language) string { return message.Term(l, "about", t.About) }

// ColumnTitle returns what people call a column of the table, likewise. Columns of one name may be called otherwise in another
// table.
func (t *Table) ColumnTitle(c Column, l message.Language) string {
	if own := t.Name + "." + c.Name; message.HasTerm("column", own) && l == message.Chinese {
		return message.Term(l, "column", own)
	}
	return message.Term(l, "column", c.Name)
}

// Description returns what the cells of the column hold, in a language.
func (c *Column) Description(l message.Language) string { return message.Term(l, "about", c.About) }
