package extract

import "duban/parse"

// This file reads what workbooks have beside documents: sheets with names.

// isSheetName reports the heading that is the name of a sheet, and stands in no cell.
func isSheetName(l line) bool {
	return l.place.Book != nil && l.place.Book.Cell == ""
}

// takeSheetName takes the name of a sheet off the front of the lines above the first table of the sheet. It heads the table where
// nothing else does.
func takeSheetName(above []line) (name string, rest []line) {
	for i := len(above) - 1; i >= 0; i-- {
		if isSheetName(above[i]) {
			rest = append(append(rest, above[:i]...), above[i+1:]...)
			return above[i].text, rest
		}
	}
	return "", above
}

// headBySheet gives a table that has neither number nor title those of its sheet's name.
func (s *sheet) headBySheet(r *reader, name string) {
	if name == "" {
		return
	}
	number, _, isAnnex := r.annexLabel(name)
	switch {
	case len(s.title) == 0:
		s.headLine(r, name)
	case isAnnex && s.number == 0:
		s.number = number
	}
}

// sameSheet reports whether two tables stand in one sheet of a workbook, or in no workbook.
func sameSheet(a, b parse.Place) bool {
	if a.Book == nil || b.Book == nil {
		return a.Book == b.Book
	}
	return a.Book.Sheet == b.Book.Sheet
}

// withoutFirstName drops the name of a sheet that is the first line of the narrative: it is no title of the report.
func withoutFirstName(lines []line) []line {
	if len(lines) > 0 && isSheetName(lines[0]) {
		return lines[1:]
	}
	return lines
}
