package place

import (
	"slices"
	"strings"
	"unicode"
)

// This file decides between the places that title and issuer name.

// Texts are what tells the place of a report.
type Texts struct {
	Title, Issuer string
	Body          func(yield func(string) bool) // the other texts, which only decide between places of one name
	Year          int                           // 0 where it is not known
}

// Region returns the place that a report speaks of: the smallest that its title and issuer name, where the others that
// they name lie around it or in it; else the one of the issuer. It is nil where none is named, where a development zone
// or a town is, and where several bear the name and nothing decides.
func (r *Reader) Region(t Texts) *Place {
	title, below := r.mentions(t.Title, t.Year)
	issuer, alsoBelow := r.mentions(t.Issuer, t.Year)
	if below || alsoBelow {
		return nil
	}
	all := append(title[:len(title):len(title)], issuer...)
	settle(all)
	for i := range all {
		if m := &all[i]; len(m.options) > 1 {
			r.decideByBody(m, t.Body, t.Year)
		}
		if len(all[i].options) > 1 {
			return nil
		}
	}
	if p := smallest(all); p != nil {
		return p
	}
	return smallest(all[len(title):])
}

// mention is a name in a text, with the places that it may mean.
type mention struct {
	options    []*Place
	start, end int  // in code points
	behind     bool // right behind the one before it
}

// mentions returns the names in s, and whether it names a place below a county: 昆山市花桥镇, 高新区管委会.
func (r *Reader) mentions(s string, year int) (found []mention, below bool) {
	text := []rune(s)
	last := 0 // end of the last mention
	for i := 0; i < len(text); {
		if !r.mayBegin(text, i, last) {
			i++
			continue
		}
		m := r.mentionAt(text, i, year)
		if m == nil {
			if r.belowAt(text, i) {
				return nil, true
			}
			i++
			continue
		}
		m.behind = len(found) > 0 && i == last
		found = append(found, *m)
		i, last = m.end, m.end
		if inner := r.overlapping(text, m, year); inner != nil {
			found = append(found, *inner)
			i, last = inner.end, inner.end
		}
	}
	return found, false
}

// mayBegin reports whether the name of a place may begin at i.
func (r *Reader) mayBegin(text []rune, i, last int) bool {
	if i == 0 || i == last || !unicode.Is(unicode.Han, text[i-1]) {
		return true
	}
	before := string(text[max(0, i-6):i])
	return slices.ContainsFunc(r.words.before, func(w string) bool { return strings.HasSuffix(before, w) })
}

// mentionAt returns the longest name at i.
func (r *Reader) mentionAt(text []rune, i, year int) *mention {
	for end := min(len(text), i+r.longest); end > i+1; end-- {
		name := string(text[i:end])
		options := r.named(name, year)
		if options == nil || !r.isName(name, options[0], text[end:]) {
			continue
		}
		return &mention{options: options, start: i, end: end}
	}
	return nil
}

// isName reports whether a word that names a place does so here, by what follows. The short names of provinces stand in
// other names too (浙江大学), and some names are common words.
func (r *Reader) isName(word string, p *Place, rest []rune) bool {
	if p.Level == "province" && word != p.Name {
		return len(rest) == 0 || !unicode.Is(unicode.Han, rest[0]) || r.beginsWithName(rest)
	}
	return !r.words.common[word] || r.ended(rest)
}

func (r *Reader) beginsWithName(text []rune) bool {
	for end := min(len(text), r.longest); end > 1; end-- {
		if _, known := r.names[string(text[:end])]; known {
			return true
		}
	}
	return false
}

// ended reports whether a name is over in front of text.
func (r *Reader) ended(text []rune) bool {
	if len(text) == 0 || !unicode.Is(unicode.Han, text[0]) {
		return true
	}
	front := string(text[:min(len(text), 6)])
	return slices.ContainsFunc(r.words.after, func(w string) bool { return strings.HasPrefix(front, w) })
}

// overlapping returns the place in m whose name begins with the last character of m's: 市中区 in 乐山市中区.
func (r *Reader) overlapping(text []rune, m *mention, year int) *mention {
	inner := r.mentionAt(text, m.end-1, year)
	if inner == nil || len(m.options) != 1 {
		return nil
	}
	if inner.options = within(m.options[0], inner.options); inner.options == nil {
		return nil
	}
	inner.behind = true
	return inner
}

// belowAt reports the name of a town or a development zone at i.
func (r *Reader) belowAt(text []rune, i int) bool {
	const most = 12 // characters in front of the word that ends the name
	for end := i + 1; end <= len(text) && end <= i+most && unicode.Is(unicode.Han, text[end-1]); end++ {
		name := string(text[i:end])
		if r.ended(text[end:]) && r.endsBelow(name) {
			return true
		}
	}
	return false
}

func (r *Reader) endsBelow(name string) bool {
	ends := func(w string) bool { return strings.HasSuffix(name, w) }
	begins := func(w string) bool { return strings.HasPrefix(name, w) }
	if slices.ContainsFunc(r.words.plain, ends) || slices.ContainsFunc(r.words.many, begins) {
		return false
	}
	named := func(w string) bool { return ends(w) && name != w }
	return slices.ContainsFunc(r.words.zone, ends) || slices.ContainsFunc(r.words.within, named)
}

// settle leaves of the options of each mention those that lie in a place which is certain: the one right in front of it,
// else any that is named.
func settle(all []mention) {
	for i := range all {
		if m := &all[i]; m.behind && len(m.options) > 1 && len(all[i-1].options) == 1 {
			m.narrow(all[i-1].options[0])
		}
	}
	for i := range all {
		m := &all[i]
		if len(m.options) == 1 {
			continue
		}
		var kept []*Place
		for _, o := range m.options {
			if anyHolds(all, o) {
				kept = append(kept, o)
			}
		}
		if kept != nil {
			m.options = kept
		}
	}
}

func (m *mention) narrow(around *Place) {
	if inside := within(around, m.options); inside != nil {
		m.options = inside
	}
}

func within(around *Place, options []*Place) (inside []*Place) {
	for _, o := range options {
		if around.holds(o) {
			inside = append(inside, o)
		}
	}
	return inside
}

func anyHolds(all []mention, p *Place) bool {
	for i := range all {
		if m := &all[i]; len(m.options) == 1 && m.options[0].holds(p) {
			return true
		}
	}
	return false
}

// decideByBody leaves the one option whose prefecture the text names, else the one whose province it names.
func (r *Reader) decideByBody(m *mention, body func(yield func(string) bool), year int) {
	if body == nil {
		return
	}
	for _, digits := range []int{4, 2} {
		var kept []*Place
		for _, o := range m.options {
			if around := r.byCode(o.Code[:digits], year); around != nil && around != o && stands(around.Name, body) {
				kept = append(kept, o)
			}
		}
		if len(kept) > 0 {
			m.options = kept
			return
		}
	}
}

func stands(name string, body func(yield func(string) bool)) bool {
	for text := range body {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// byCode returns the place whose code begins so, and else has zeros.
func (r *Reader) byCode(front string, year int) *Place {
	code := front + "000000"[len(front):]
	for i := range r.places {
		if p := &r.places[i]; p.Code == code && p.was(year, 1) {
			return p
		}
	}
	return nil
}

// smallest returns the smallest of the places that lies in or around each of the others.
func smallest(all []mention) *Place {
	var found *Place
	for i := range all {
		p := all[i].options[0]
		if comparable(all, p) && (found == nil || found.holds(p)) {
			found = p
		}
	}
	return found
}

func comparable(all []mention, p *Place) bool {
	for i := range all {
		if q := all[i].options[0]; !p.holds(q) && !q.holds(p) {
			return false
		}
	}
	return true
}
