// Package forms knows the ways to write what is told by its form and not by a word: dates, periods, serials, the looks of
// cells. They stand in seeds/forms.tsv.
package forms

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"duban/extract/internal/text"
	"duban/seeds"
)

// Of returns the built-in form of a name; the comment beside it in forms.tsv says what its groups hold. It panics where there
// is none, as a misspelt name in the program.
func Of(name string) *regexp.Regexp {
	f, ok := builtin.forms[name]
	if !ok {
		panic("no form of that name in " + fileName + ": " + name)
	}
	return f
}

const fileName = "forms.tsv"

// builtin are the forms of the program.
var builtin = func() table {
	t, err := read(seeds.FS)
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	return t
}()

// table is a file of forms.
type table struct {
	forms    map[string]*regexp.Regexp
	examples []example
}

// example is what a line of the file says of a form: a text that it is found in, and one that it is not.
type example struct{ form, reads, leaves string }

// read reads the file of forms. An error names file and line.
func read(dir fs.FS) (table, error) {
	lines, err := seeds.Read(dir, fileName, "form", "pattern", "reads", "leaves", "comment")
	if err != nil {
		return table{}, err
	}
	t := table{forms: map[string]*regexp.Regexp{}}
	patterns := map[string]string{} // without the names of others
	for _, l := range lines {
		name, pattern := l.Fields[0], reference.ReplaceAllStringFunc(l.Fields[1], func(s string) string {
			if inner, ok := patterns[strings.Trim(s, "{}")]; ok {
				return inner
			}
			return s
		})
		if unknown := reference.FindString(pattern); unknown != "" {
			return table{}, fmt.Errorf("%s:%d: no form %s stands above", fileName, l.Number, unknown)
		}
		if t.forms[name], err = text.Compile(pattern); err != nil {
			return table{}, fmt.Errorf("%s:%d: %w", fileName, l.Number, err)
		}
		patterns[name] = pattern
		t.examples = append(t.examples, example{name, l.Fields[2], l.Fields[3]})
	}
	return t, nil
}

// reference is the name of another form within a pattern.
var reference = regexp.MustCompile(`\{[a-z_]+\}`)
