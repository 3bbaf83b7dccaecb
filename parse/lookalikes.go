package parse

import (
	"duban/parse/block"
	"duban/parse/charset"
)

// unify replaces radicals in all texts of a document by the ideographs that they look like. Readers that have their texts as one do so
// themselves; the fonts of PDF files, and what is copied out of such, give them anywhere.
func unify(doc *block.Document) {
	var l charset.Lookalikes
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Heading:
			b.Text, b.List = l.Unify(b.Text), l.Unify(b.List)
		case *block.Paragraph:
			b.Text, b.List = l.Unify(b.Text), l.Unify(b.List)
		case *block.Table:
			unifyTable(&l, b)
		}
	}
	if says := l.Says(); !says.IsZero() {
		doc.Diagnostics = append(doc.Diagnostics, block.Diagnostic{}.Saying("%v", says))
	}
}

func unifyTable(l *charset.Lookalikes, t *block.Table) {
	t.Caption = l.Unify(t.Caption)
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			c.Text, c.List = l.Unify(c.Text), l.Unify(c.List)
			for _, nested := range c.Tables {
				unifyTable(l, nested)
			}
		}
	}
}
