// Package seeds holds what ships inside the program: a sample report and the vocabularies.
//
// A vocabulary is a table of tab-separated columns in a .tsv file. Its first line that is no comment names the
// columns; a line that begins with "#" is a comment; the last column, "comment", may be left out of a line.
package seeds

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"duban/internal/message"
)

// FS holds the vocabularies (*.tsv) and the sample reports (reports/, listed in reports/MANIFEST.tsv).
//
//go:embed *.tsv reports
var FS embed.FS

// Line is one line of a vocabulary: its fields by column, and where it stands.
type Line struct {
	Number int // from 1
	Fields []string
}

// Read returns the lines of the vocabulary file of that name in fsys, each with as many fields as columns are
// wanted; what is missing at the end of a line is "". An error names file and line.
func Read(fsys fs.FS, name string, columns ...string) ([]Line, error) {
	var lines []Line
	var cells []string // of which each line gets its fields
	err := Each(fsys, name, func(l Line, left int) error {
		if lines == nil {
			lines, cells = make([]Line, 0, left), make([]string, 0, left*len(columns))
		}
		begin := len(cells)
		cells = append(cells, l.Fields...)
		lines = append(lines, Line{Number: l.Number, Fields: cells[begin:len(cells):len(cells)]})
		return nil
	}, columns...)
	return lines, err
}

// Each hands the lines of a table to take, one at a time, as Read returns them, with the number of those that there still can
// be. Their fields hold until the next. An error of take ends it, and is returned as it is.
func Each(fsys fs.FS, name string, take func(l Line, left int) error, columns ...string) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	most := strings.Count(text, "\n") + 1
	cells := make([]string, 0, len(columns)+1)
	heading := true
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n\t ")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if heading {
			if err := checkColumns(strings.Split(line, "\t"), columns); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
			heading = false
			continue
		}
		cells = cells[:0]
		for field := range strings.SplitSeq(line, "\t") {
			cells = append(cells, field)
		}
		if got := len(cells); got > len(columns) {
			return message.Errorf("%s:%d: %d fields under %d columns (%s)", name, n, got, len(columns), strings.Join(columns, ", "))
		}
		for len(cells) < len(columns) {
			cells = append(cells, "")
		}
		if err := take(Line{Number: n, Fields: cells}, most-n+1); err != nil {
			return err
		}
	}
	return nil
}

func checkColumns(got, want []string) error {
	for i, w := range want {
		if i >= len(got) || strings.TrimSpace(got[i]) != w {
			return message.Errorf("the columns are %q, not %q; name these in the first line, with tabs between them", strings.Join(got, ", "), strings.Join(want, ", "))
		}
	}
	return nil
}
