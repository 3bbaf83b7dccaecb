// Package seeds holds what ships inside the program: a sample report and the vocabularies.
//
// A vocabulary is a table of tab-separated columns in a .tsv file. Its first line that is no comment names the
// columns; a line that begins with "#" is a comment; the last column, "comment", may be left out of a line.
package seeds

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"strings"
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
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var lines []Line
	heading := true
	scanner := bufio.NewScanner(f)
	for n := 1; scanner.Scan(); n++ {
		text := strings.TrimRight(scanner.Text(), "\r\n\t ")
		if n == 1 {
			text = strings.TrimPrefix(text, "\uFEFF")
		}
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		fields := strings.Split(text, "\t")
		if heading {
			if err := checkColumns(fields, columns); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			heading = false
			continue
		}
		if len(fields) > len(columns) {
			return nil, fmt.Errorf("%s:%d: %d fields under %d columns (%s)", name, n, len(fields), len(columns), strings.Join(columns, ", "))
		}
		for len(fields) < len(columns) {
			fields = append(fields, "")
		}
		lines = append(lines, Line{Number: n, Fields: fields})
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return lines, nil
}

func checkColumns(got, want []string) error {
	for i, w := range want {
		if i >= len(got) || strings.TrimSpace(got[i]) != w {
			return fmt.Errorf("the columns are %q, not %q", strings.Join(got, ", "), strings.Join(want, ", "))
		}
	}
	return nil
}
