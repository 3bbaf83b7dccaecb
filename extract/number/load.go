package number

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/message"
	"duban/seeds"
)

// The vocabulary files that Load reads.
const (
	unitsFile = "units.tsv"
	stopsFile = "unit_stops.tsv"
	partsFile = "unit_parts.tsv"
)

// Kinds lists the kinds of units. The meaning of a unit of one of the Ambiguous kinds has to come from the text around it.
var (
	Kinds = []string{
		"money", "rate", "point", "length", "area", "volume", "weight", "power", "energy", "voltage", "pressure", "frequency",
		"noise", "temperature", "data", "time", "age", "multiple", "count",
	}
	Ambiguous = []string{
		"year", "month", "day", "quarter", "clock", "issue", "batch", "grade", "label", "degree", "cubic", "coin", "score", "tael",
	}
)

// Load returns a Reader with the units of units.tsv, the words of unit_stops.tsv and the parts of unit_parts.tsv. Files of
// these names in the further file systems, which may be missing there, add to the first ones, and replace the line of the
// same word. An error names file and line.
func Load(vocabulary fs.FS, more ...fs.FS) (*Reader, error) {
	l := loader{forms: map[string]bool{}}
	if err := l.read(vocabulary, false); err != nil {
		return nil, err
	}
	for _, fsys := range more {
		if err := l.read(fsys, true); err != nil {
			return nil, err
		}
	}
	return NewReader(l.units, l.stops, l.parts...), nil
}

// loader collects the lines of several vocabularies.
type loader struct {
	units []Unit
	forms map[string]bool // of the units
	stops []Stop
	parts []Part
}

// read reads the files of one vocabulary; where it is partial, a file may be missing.
func (l *loader) read(fsys fs.FS, partial bool) error {
	for _, file := range []func(fs.FS) error{l.readUnits, l.readStops, l.readParts} {
		if err := file(fsys); err != nil && !(partial && errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}

func (l *loader) readUnits(fsys fs.FS) error {
	var seen map[string]int
	return seeds.Each(fsys, unitsFile, func(line seeds.Line, left int) error {
		if seen == nil {
			seen, l.units = make(map[string]int, left), slices.Grow(l.units, left)
		}
		u := Unit{Form: line.Fields[0], Name: line.Fields[1], Kind: line.Fields[2]}
		if err := checkUnit(u, seen); err != nil {
			return fmt.Errorf("%s:%d: %w", unitsFile, line.Number, err)
		}
		seen[u.Form] = line.Number
		l.units = append(l.units, u)
		l.forms[u.Form] = true
		return nil
	}, "form", "name", "kind", "comment")
}

func checkUnit(u Unit, seen map[string]int) error {
	switch {
	case u.Form == "" || u.Name == "":
		return message.Errorf("a unit needs a form and a name")
	case !slices.Contains(Kinds, u.Kind) && !slices.Contains(Ambiguous, u.Kind):
		return message.Errorf("unknown kind %q; the kinds are %s, %s", u.Kind, strings.Join(Kinds, ", "), strings.Join(Ambiguous, ", "))
	case seen[u.Form] > 0:
		return message.Errorf("%q stands in line %d already", u.Form, seen[u.Form])
	}
	return nil
}

func (l *loader) readStops(fsys fs.FS) error {
	var seen map[string]int
	return seeds.Each(fsys, stopsFile, func(line seeds.Line, left int) error {
		if seen == nil {
			seen, l.stops = make(map[string]int, left), slices.Grow(l.stops, left)
		}
		s := Stop{Word: line.Fields[0], Unit: line.Fields[1]}
		if err := l.checkStop(s, seen); err != nil {
			return fmt.Errorf("%s:%d: %w", stopsFile, line.Number, err)
		}
		seen[s.Word] = line.Number
		l.stops = append(l.stops, s)
		return nil
	}, "word", "unit", "comment")
}

func (l *loader) checkStop(s Stop, seen map[string]int) error {
	switch {
	case s.Word == "":
		return message.Errorf("an empty word")
	case seen[s.Word] > 0:
		return message.Errorf("%q stands in line %d already", s.Word, seen[s.Word])
	case s.Unit != "" && (!strings.HasPrefix(s.Word, s.Unit) || !l.forms[s.Unit]):
		return message.Errorf("%q is no unit that begins %q", s.Unit, s.Word)
	}
	return nil
}

// readParts reads the parts of units. A line for a unit and part that an earlier file has takes its place.
func (l *loader) readParts(fsys fs.FS) error {
	lines, err := seeds.Read(fsys, partsFile, "unit", "part", "power", "writing", "whole", "comment")
	if err != nil {
		return err
	}
	for _, line := range lines {
		p := Part{Unit: line.Fields[0], Form: line.Fields[1], Writing: line.Fields[3], Whole: line.Fields[4]}
		if p.Power, err = strconv.Atoi(line.Fields[2]); err == nil {
			err = p.check()
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", partsFile, line.Number, err)
		}
		l.parts = slices.DeleteFunc(l.parts, func(old Part) bool { return old.Unit == p.Unit && old.Form == p.Form })
		l.parts = append(l.parts, p)
	}
	return nil
}

func (p *Part) check() error {
	spoken := p.Writing == Any || p.Writing == Numerals
	switch {
	case p.Unit == "" || p.Power >= 0:
		return message.Errorf("a part needs a unit and a power below 0")
	case spoken != (p.Form == ""), !spoken && p.Writing != "":
		return message.Errorf("the writing is %s or %s where the part is empty, else it is left out", Any, Numerals)
	case utf8.RuneCountInString(p.Form) > longestPart:
		return message.Errorf("%q has more than %d characters", p.Form, longestPart)
	}
	return nil
}
