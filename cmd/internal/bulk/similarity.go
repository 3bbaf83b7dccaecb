package bulk

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"duban/schema/dataset"
)

// features are what tells one task from another.
type features struct {
	group  string   // kind of annex and figures of the text, which must be the same
	grams  []uint64 // pairs of neighbouring letters of the text, sorted
	units  []uint64 // hashes of the units in the lead
	number string
}

// seed is that of the hashes, which are not compared with those of other runs.
var seed = maphash.MakeSeed()

func featuresOf(t dataset.Task) features {
	text := t.Item + t.Target
	f := features{number: strings.Clone(t.Number)}
	for _, u := range t.LeadUnits {
		f.units = append(f.units, maphash.String(seed, u))
	}
	var figures strings.Builder
	var last rune
	for _, r := range text {
		if unicode.IsDigit(r) || r == '.' {
			figures.WriteRune(r)
			continue
		}
		if s := figures.String(); s != "" && s[len(s)-1] != ' ' {
			figures.WriteByte(' ')
		}
		if !unicode.IsLetter(r) {
			continue
		}
		f.grams = append(f.grams, uint64(last)<<32|uint64(r))
		last = r
	}
	slices.Sort(f.grams)
	f.group = t.Kind + " " + strings.TrimSpace(figures.String())
	return f
}

// likeness says how alike two tasks are by text and unit, 0 where the texts alone are too different.
func likeness(a, b features) int32 {
	short, long := min(len(a.grams), len(b.grams)), max(len(a.grams), len(b.grams))
	if short == 0 || 20000*short/(short+long) < sameText {
		return 0
	}
	text := similarity(a.grams, b.grams)
	if text < sameText {
		return 0
	}
	s := text * 8 / 10
	if slices.ContainsFunc(a.units, func(u uint64) bool { return slices.Contains(b.units, u) }) {
		s += 1000
	}
	return s
}

// sameNumber is what it adds that two tasks have the same number.
func sameNumber(a, b features) int32 {
	if a.number != "" && a.number == b.number {
		return 1000
	}
	return 0
}

// similarity is Dice's coefficient of two sorted lists, in parts of 10000: twice what they share by what they have.
func similarity(a, b []uint64) int32 {
	shared := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			shared++
			i++
			k++
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return int32(20000 * shared / (len(a) + len(b)))
}
