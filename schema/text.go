package schema

// Text returns the text of a row that the offsets of a field count in: of FieldCell that of the cell in the column,
// from 0. It is empty where the row has none, and for fields that are no text of a row.
func (r *Row) Text(f Field, column int) string {
	switch f {
	case FieldCategory:
		return r.Category
	case FieldItem:
		return r.Item
	case FieldTarget:
		return r.Target
	case FieldProgress:
		return r.Progress
	case FieldRate:
		return r.Rate
	case FieldDeadline:
		return r.Deadline
	case FieldNote:
		return r.Note
	case FieldCell:
		return r.cell(column)
	}
	return ""
}

func (r *Row) cell(column int) string {
	for _, c := range r.Cells {
		if c.Column == column {
			return c.Text
		}
	}
	return ""
}
