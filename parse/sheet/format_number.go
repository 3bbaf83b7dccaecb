package sheet

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// number returns what a section that has no parts of a date shows of a number.
func (s *section) number(d decimal) string {
	if s.slash {
		if text, ok := s.fraction(d); ok {
			return text
		}
	}
	w := numberWriter{section: s, places: s.places()}
	w.scale(d)
	w.out.WriteString(w.d.sign())
	for i, t := range s.tokens {
		w.token(i, t)
	}
	return w.out.String()
}

// places are those that a section has for digits: each 0, # or ?.
type places struct {
	whole, rest, power []string
	marks              map[int]bool // the commas that part thousands or divide by them
	grouped            bool         // thousands are parted
	scale              int          // the power of ten by which the number is multiplied
	general            bool         // a number stands as it is
}

func (s *section) places() places {
	p := places{marks: map[int]bool{}}
	of := &p.whole
	last := -1 // the last place that is none of the exponent
	for i, t := range s.tokens {
		switch t.kind {
		case point:
			of = &p.rest
		case exponent:
			of = &p.power
		case percent:
			p.scale += 2
		case general:
			p.general = true
			last = i
		case digit:
			*of = append(*of, t.text)
			if of != &p.power {
				last = i
			}
		}
	}
	p.commas(s.tokens, last)
	return p
}

// commas tells what the commas mean: those between places of the whole part its thousands, those behind them or behind all
// places divide by a thousand each. One before them stands for itself.
func (p *places) commas(tokens []token, last int) {
	before := 0 // places of the whole
	whole := true
	for i, t := range tokens {
		switch t.kind {
		case point:
			whole = false
		case digit:
			before++
		case comma:
			if before == 0 || !whole && i < last {
				continue
			}
			p.marks[i] = true
			if whole && before < len(p.whole) {
				p.grouped = true
			} else {
				p.scale -= 3
			}
		}
	}
}

// numberWriter writes a number into the places of a section.
type numberWriter struct {
	section *section
	places  places
	d       decimal // as it is shown
	power   int     // its exponent

	whole, rest     string // digits
	inWhole, inRest int    // places that are written
	pointed, raised bool   // the point, the mark of the exponent is written
	out             strings.Builder
}

// scale brings the number to the digits that are shown.
func (w *numberWriter) scale(d decimal) {
	p := &w.places
	w.d = d.shift(p.scale)
	switch {
	case len(p.power) > 0:
		w.raise()
	case !p.general:
		w.d = w.d.round(len(p.rest))
	}
	w.whole = w.d.whole()
	if len(p.power) > 0 && w.d.isZero() { // even where no place asks for it
		w.whole = "0"
	}
	w.rest = w.d.fraction(len(p.rest))
}

// raise finds the exponent: a multiple of the number of places before the point.
func (w *numberWriter) raise() {
	if w.d.isZero() {
		return
	}
	n := max(len(w.places.whole), 1)
	d, rest := w.d, len(w.places.rest)
	w.power = n * int(math.Floor(float64(d.point-1)/float64(n)))
	w.d = d.shift(-w.power).round(rest)
	if len(w.d.whole()) > n { // rounding has made it longer
		w.power += n
		w.d = d.shift(-w.power).round(rest)
	}
}

func (w *numberWriter) token(i int, t token) {
	switch t.kind {
	case digit:
		w.digit(t.text)
	case point:
		w.pointed = true
		if !w.isBarePoint() {
			w.out.WriteString(t.text)
		}
	case exponent:
		w.raised = true
		w.out.WriteString(exponentText(w.power, t.text, strings.Count(strings.Join(w.places.power, ""), "0")))
	case comma:
		if !w.places.marks[i] {
			w.out.WriteString(t.text)
		}
	case general:
		d := w.d
		d.negative = false // which is written
		w.out.WriteString(w.section.numerals.number(d.general()))
	default:
		w.out.WriteString(t.text)
	}
}

// isBarePoint reports a point with no digit to follow. Excel shows it, LibreOffice does not; to read 100. as anything but 100, or
// as a mark of a list, would help nobody.
func (w *numberWriter) isBarePoint() bool {
	isFree := !slices.ContainsFunc(w.places.rest, func(place string) bool { return place != "#" })
	return len(w.places.rest) > 0 && isFree && w.endsAt(0)
}

// digit writes what stands in a place; in the first of the whole all digits that have none.
func (w *numberWriter) digit(place string) {
	switch {
	case w.raised: // written with its mark
	case w.pointed:
		w.restDigit(place)
	default:
		w.wholeDigit(place)
	}
}

func (w *numberWriter) wholeDigit(place string) {
	behind := len(w.places.whole) - 1 - w.inWhole // places that follow
	w.inWhole++
	if w.section.numerals != arabic && len(w.places.whole) == w.inWhole && strings.Trim(w.whole, "0") != "" {
		w.out.WriteString(w.section.numerals.number(w.whole)) // all at once, as their values have names
		return
	}
	from, to := len(w.whole)-behind-1, len(w.whole)-behind
	if w.inWhole == 1 {
		from = 0
	}
	if from < 0 || to <= 0 {
		w.pad(place, behind)
		return
	}
	if w.section.numerals != arabic {
		return
	}
	for k, c := range w.whole[from:to] {
		w.out.WriteRune(c)
		w.thousands(len(w.whole) - from - k - 1)
	}
}

// pad writes a place for which the number has no digit.
func (w *numberWriter) pad(place string, behind int) {
	switch place {
	case "0":
		w.out.WriteString(w.section.numerals.digits("0"))
		w.thousands(behind)
	case "?":
		w.out.WriteByte(' ')
	}
}

func (w *numberWriter) thousands(behind int) {
	if w.places.grouped && behind > 0 && behind%3 == 0 {
		w.out.WriteByte(',')
	}
}

func (w *numberWriter) restDigit(place string) {
	i := w.inRest
	w.inRest++
	if place == "0" || !w.endsAt(i) {
		w.out.WriteString(w.section.numerals.digits(w.rest[i : i+1]))
	} else if place == "?" {
		w.out.WriteByte(' ')
	}
}

// endsAt reports whether no digit but 0 stands from the i-th behind the point on, and no place asks for one.
func (w *numberWriter) endsAt(i int) bool {
	for k := i; k < len(w.places.rest); k++ {
		if w.rest[k] != '0' || w.places.rest[k] == "0" {
			return false
		}
	}
	return true
}

// fraction returns what a section such as # ?/? or # ??/16 shows, if that is what it is.
func (s *section) fraction(d decimal) (string, bool) {
	f, ok := s.fractionPlaces()
	if !ok {
		return "", false
	}
	v, err := strconv.ParseFloat(decimal{digits: d.digits, point: d.point}.plain(), 64)
	if err != nil || v >= 1e15 {
		return "", false
	}
	whole := math.Floor(v)
	if !f.mixed {
		whole = 0
	}
	numerator, denominator := f.nearest(v - whole)
	if f.mixed && numerator == denominator {
		whole, numerator = whole+1, 0
	}
	var parts []string
	if f.mixed && (whole > 0 || numerator == 0) {
		parts = append(parts, strconv.FormatFloat(whole, 'f', -1, 64))
	}
	if numerator > 0 || !f.mixed {
		parts = append(parts, strconv.Itoa(numerator)+"/"+strconv.Itoa(denominator))
	}
	return f.before + d.sign() + strings.Join(parts, " ") + f.behind, true
}

// fractionPlaces are the parts of a section with a fraction.
type fractionPlaces struct {
	before, behind string
	mixed          bool // whole numbers stand before the fraction
	fixed          int  // its denominator; 0 where that is free
	most           int  // the largest denominator
}

func (s *section) fractionPlaces() (f fractionPlaces, ok bool) {
	at := 0
	for s.tokens[at].kind != slash {
		at++
	}
	groups := 0 // of digits before the slash
	inside := false
	for _, t := range s.tokens[:at] {
		switch {
		case t.kind == digit && !inside:
			groups++
		case t.kind != digit && groups == 0:
			f.before += t.text
		}
		inside = t.kind == digit
	}
	f.mixed = groups > 1
	var below string
	rest := s.tokens[at+1:]
	for len(rest) > 0 && (rest[0].kind == digit || strings.Trim(rest[0].text, "0123456789") == "") {
		below += rest[0].text
		rest = rest[1:]
	}
	for _, t := range rest {
		f.behind += t.text
	}
	if n, err := strconv.Atoi(below); err == nil && n > 0 {
		f.fixed = n
	}
	f.most = int(math.Pow10(min(len(below), 4))) - 1
	return f, groups > 0 && below != ""
}

// nearest returns the fraction that is nearest to v, of several the one with the smallest denominator.
func (f fractionPlaces) nearest(v float64) (numerator, denominator int) {
	if f.fixed > 0 {
		return int(math.Round(v * float64(f.fixed))), f.fixed
	}
	best := math.Inf(1)
	for d := 1; d <= f.most; d++ {
		n := math.Round(v * float64(d))
		if off := math.Abs(v - n/float64(d)); off < best-1e-12 {
			best, numerator, denominator = off, int(n), d
		}
	}
	return numerator, denominator
}
