// Package forms knows the ways to write what is told by its form and not by a word: dates, periods, serials, the looks of
// cells. They stand in seeds/forms.tsv.
package forms

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"

	"duban/extract/internal/text"
	"duban/seeds"
)

// Of returns the built-in form of a name, which is compiled when it is first called for; the comment beside it in forms.tsv
// says what its groups hold. It panics then where there is none, as a misspelt name in the program.
func Of(name string) func() *regexp.Regexp { return text.Lazy(named, name) }

func named(name string) (*regexp.Regexp, error) {
	pattern, ok := builtin().patterns[name]
	if !ok {
		return nil, fmt.Errorf("no form of that name in %s: %s", fileName, name)
	}
	return text.Compile(pattern)
}

const fileName = "forms.tsv"

// builtin are the forms of the program.
var builtin = sync.OnceValue(func() table {
	t, err := read(seeds.FS)
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	return t
})

// table is a file of forms.
type table struct {
	patterns map[string]string // by name, with those of others in place of their names
	examples []example
}

// example is what a line of the file says of a form: a text that it is found in, and one that it is not.
type example struct {
	line                int
	form, reads, leaves string
}

// read reads the file of forms. An error names file and line.
func read(dir fs.FS) (table, error) {
	lines, err := seeds.Read(dir, fileName, "form", "pattern", "reads", "leaves", "comment")
	if err != nil {
		return table{}, err
	}
	t := table{patterns: make(map[string]string, len(lines))}
	for _, l := range lines {
		pattern, err := t.spelledOut(l.Fields[1])
		if err != nil {
			return table{}, fmt.Errorf("%s:%d: %w", fileName, l.Number, err)
		}
		t.patterns[l.Fields[0]] = pattern
		t.examples = append(t.examples, example{l.Number, l.Fields[0], l.Fields[2], l.Fields[3]})
	}
	return t, nil
}

// check holds the forms against their examples. An error names file and line.
func (t table) check() error {
	for _, e := range t.examples {
		form, err := text.Compile(t.patterns[e.form])
		switch {
		case err != nil:
		case !form.MatchString(e.reads):
			err = fmt.Errorf("%s does not read its example %q", e.form, e.reads)
		case form.MatchString(e.leaves):
			err = fmt.Errorf("%s reads %q, which it should leave", e.form, e.leaves)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", fileName, e.line, err)
		}
	}
	return nil
}

// spelledOut returns a pattern with those of the lines above in place of their names.
func (t table) spelledOut(pattern string) (string, error) {
	var unknown error
	out := reference.ReplaceAllStringFunc(pattern, func(name string) string {
		inner, ok := t.patterns[strings.Trim(name, "{}")]
		if !ok {
			unknown = fmt.Errorf("no form %s stands above", name)
		}
		return inner
	})
	return out, unknown
}

// reference is the name of another form within a pattern.
var reference = regexp.MustCompile(`\{[a-z_]+\}`)
