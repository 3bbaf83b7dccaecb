package parse

import "strings"

// table reads node i, a table: as one if it is one of data, else as the blocks that its cells hold.
func (r *htmlReader) table(i int) error {
	switch {
	case r.cell != nil:
		return r.nested(i)
	case r.page.isMetadata(i):
		return r.metadata(i)
	case r.page.nodes[i].marks&isData == 0:
		return r.block(i)
	}
	r.flush()
	t, err := r.grid(i)
	if err != nil {
		return err
	}
	if len(t.Rows) > 0 {
		r.lines = append(r.lines, pageLine{block: t})
	}
	return nil
}

// nested reads a table that stands in a cell of another. Its text is part of the cell's.
func (r *htmlReader) nested(i int) error {
	r.flow.newLine()
	t, err := r.grid(i)
	if err != nil {
		return err
	}
	if len(t.Rows) > 0 {
		r.cell.Tables = append(r.cell.Tables, t)
		r.flow.lines(t.text())
	}
	return nil
}

// text returns the rows of a table parted by line ends, their cells by tabs, a merged cell once.
func (t *Table) text() string {
	var sb strings.Builder
	for i := range t.Rows {
		if i > 0 {
			sb.WriteByte('\n')
		}
		first := true
		for j, c := range t.Rows[i].Cells {
			if c.Row != i || c.Col != j {
				continue
			}
			if !first {
				sb.WriteByte('\t')
			}
			first = false
			sb.WriteString(c.Text)
		}
	}
	return sb.String()
}

// metadata reads a table that pairs labels with values as lines like 索引号：0123.
func (r *htmlReader) metadata(i int) error {
	r.flush()
	for _, row := range r.page.rows(i) {
		label := ""
		for c := range r.page.cells(row.at) {
			cell, err := r.readCell(c)
			if err != nil {
				return err
			}
			text := strings.ReplaceAll(cell.Text, "\n", " ")
			if isMetaLabel(strings.Join(strings.Fields(text), "")) {
				r.paragraph(label)
				label = strings.TrimRight(text, "：: ") + "："
				continue
			}
			r.paragraph(label + text)
			label = ""
		}
		r.paragraph(label)
	}
	return nil
}
