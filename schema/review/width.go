package review

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// Rows are laid out one by one, so that a browser leaves out those that are not in sight. That the columns of a table
// stand below one another all the same, their widths are set for all rows.

// widths returns the style that sets the widths of the columns of a table on the screen, and the least width of all.
func (a *annex) widths() string {
	const key, gap, least = 7.5, 1.3, 4.2 // em: of the first column, of the space around a text, and of any column
	var columns strings.Builder
	all := key
	for i, c := range a.Columns {
		size := sizeOf(a.Rows, i)
		narrow := min(max(.8*float64(size.longest), 1.8*math.Sqrt(float64(utf8.RuneCountInString(c.Name)))), size.most())
		narrow = max(narrow, size.notes, least) + gap
		all += narrow
		fmt.Fprintf(&columns, " minmax(%.1fem,%.1ffr)", narrow, 1+math.Sqrt(size.mean))
	}
	return fmt.Sprintf("#%s{--columns:%.1fem%s;--least:%.1fem}\n", a.ID, key, columns.String(), all)
}

// size is how long the texts of a column are, in characters.
type size struct {
	longest int
	mean    float64
	notes   float64 // em that what is found or compared in the column needs
}

// most returns the width in em beyond which a column need not go to be read with ease.
func (s size) most() float64 {
	if s.mean > 40 {
		return 14
	}
	return 7
}

func sizeOf(rows []row, column int) (s size) {
	const notes = 11 // em
	total := 0
	for i := range rows {
		c := &rows[i].Cells[column]
		n := c.length()
		total += n
		s.longest = max(s.longest, n)
		if len(c.Findings)+len(c.Compared) > 0 {
			s.notes = notes
		}
	}
	if len(rows) > 0 {
		s.mean = float64(total) / float64(len(rows))
	}
	return s
}

// length returns how long the text of a cell is; of units the longest name.
func (c *cell) length() int {
	n := utf8.RuneCountInString(c.text)
	for _, u := range c.Units {
		n = max(n, utf8.RuneCountInString(u.Text))
	}
	return n
}
