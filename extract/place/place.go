// Package place tells which place a report speaks of: the names of provinces, prefectures and counties in its title and
// in the name of its issuer, as GB/T 2260 has them. It knows nothing of reports.
package place

import (
	"fmt"
	"io/fs"
	"strconv"
	"unicode/utf8"

	"duban/internal/message"
	"duban/seeds"
)

// Place is one place as it was from one year to another.
type Place struct {
	Code  string // six digits
	Name  string // in full
	Level string // province, prefecture or county

	from, to int // years; 0 where none is known
}

// holds reports whether q lies in p, or is p.
func (p *Place) holds(q *Place) bool {
	switch {
	case p.Code[2:] == "0000":
		return p.Code[:2] == q.Code[:2]
	case p.Code[4:] == "00":
		return p.Code[:4] == q.Code[:4]
	}
	return p.Code == q.Code
}

// Reader knows the names of places. It is not changed by use.
type Reader struct {
	places  []Place          // in the order of their codes
	names   map[string]int32 // full names and short ones: the last of bearers
	bearers []bearer
	longest int // name, in code points
	words   words
}

// bearer is one place that bears a name, and the next one that does: an index into the bearers, -1 for none.
type bearer struct{ place, next int32 }

// words are those of place_words.tsv, by kind.
type words struct {
	before, within, zone, plain, many, after []string
	common                                   map[string]bool
}

// Load reads the places and the words around them from the directories given, the later ones adding to the first; of two lines
// for one code and name the later holds. An error names the file and the line.
func Load(dirs ...fs.FS) (*Reader, error) {
	const usual = 4096 // places
	r := &Reader{names: make(map[string]int32, usual), places: make([]Place, 0, usual), bearers: make([]bearer, 0, usual), words: words{common: map[string]bool{}}}
	for i, dir := range dirs {
		if err := each(dir, i == 0, "regions.tsv", r.addPlace, "code", "name", "level", "from", "to", "short", "comment"); err != nil {
			return nil, err
		}
		if err := each(dir, i == 0, "place_words.tsv", r.words.add, "word", "kind", "comment"); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Files are the names of the vocabularies that Load reads.
var Files = []string{"regions.tsv", "place_words.tsv"}

// each hands the fields of each line of a vocabulary to take. A file that need not be there may be missing.
func each(dir fs.FS, needed bool, name string, take func(fields []string) error, columns ...string) error {
	if _, err := fs.Stat(dir, name); err != nil && !needed {
		return nil
	}
	return seeds.Each(dir, name, func(l seeds.Line, _ int) error {
		if err := take(l.Fields); err != nil {
			return fmt.Errorf("%s:%d: %w", name, l.Number, err)
		}
		return nil
	}, columns...)
}

func (r *Reader) addPlace(f []string) error {
	p := Place{Code: f[0], Name: f[1], Level: f[2]}
	if _, err := strconv.ParseUint(p.Code, 10, 32); err != nil || len(p.Code) != 6 {
		return message.Errorf("the code is %q, not six digits", p.Code)
	}
	if p.Level != "province" && p.Level != "prefecture" && p.Level != "county" {
		return message.Errorf("the level is %q, not province, prefecture or county", p.Level)
	}
	var err error
	if p.from, err = year(f[3]); err != nil {
		return err
	}
	if p.to, err = year(f[4]); err != nil {
		return err
	}
	at := r.placeOf(p.Name, func(had *Place) bool { return had.Code == p.Code && had.Name == p.Name })
	isNew := at < 0
	if isNew {
		at = int32(len(r.places))
		r.places = append(r.places, p)
	}
	r.places[at] = p
	for _, name := range []string{p.Name, f[5]} {
		if name == "" {
			continue
		}
		if isNew || r.placeOf(name, func(had *Place) bool { return had == &r.places[at] }) < 0 {
			r.bear(name, at)
			r.longest = max(r.longest, utf8.RuneCountInString(name))
		}
	}
	return nil
}

// placeOf returns the place that bears a name and is the one meant; -1 if there is none.
func (r *Reader) placeOf(name string, isMeant func(*Place) bool) int32 {
	last, known := r.names[name]
	for i := last; known && i >= 0; i = r.bearers[i].next {
		if at := r.bearers[i].place; isMeant(&r.places[at]) {
			return at
		}
	}
	return -1
}

func (r *Reader) bear(name string, place int32) {
	next, known := r.names[name]
	if !known {
		next = -1
	}
	r.names[name] = int32(len(r.bearers))
	r.bearers = append(r.bearers, bearer{place, next})
}

func year(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 {
		return 0, message.Errorf("%q is no year", s)
	}
	return n, nil
}

func (w *words) add(f []string) error {
	switch word := f[0]; f[1] {
	case "before":
		w.before = append(w.before, word)
	case "within":
		w.within = append(w.within, word)
	case "zone":
		w.zone = append(w.zone, word)
	case "plain":
		w.plain = append(w.plain, word)
	case "many":
		w.many = append(w.many, word)
	case "after":
		w.after = append(w.after, word)
	case "common":
		w.common[word] = true
	default:
		return message.Errorf("%q is no kind of word", f[1])
	}
	return nil
}

// named returns the places that bore a name in a year: where none did, those that bore it the year before or after, as
// lists are of a day in the year. Year 0 is not known, and any will do, those of today first.
func (r *Reader) named(name string, year int) []*Place {
	last, known := r.names[name]
	if !known {
		return nil
	}
	for _, slack := range []int{0, 1} {
		var found []*Place
		for i := last; i >= 0; i = r.bearers[i].next {
			if p := &r.places[r.bearers[i].place]; p.was(year, slack) {
				found = append(found, p)
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

func (p *Place) was(year, slack int) bool {
	switch {
	case year == 0:
		return p.to == 0 || slack > 0
	case p.from > 0 && year < p.from-slack:
		return false
	}
	return p.to == 0 || year <= p.to+slack
}
