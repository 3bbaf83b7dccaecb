package cell

import (
	"slices"

	"duban/internal/char"
	"duban/schema"
)

// inPlaceName reports a numeral with a measure word that names a place, where no thing is counted: 五里镇, 二道河水库.
func (rd *reading) inPlaceName(f *figure) bool {
	switch {
	case !f.is(chinese, more|ranged), f.digits() != 1, f.End != f.Bare+1, rd.isAt(f.Start, signTwo):
		return false
	}
	return rd.r.words.beside[string(rd.at(f.Bare))]&flankInPlace != 0 && rd.besideAt(f.End, flankPlace)
}

// How long the name of a thing or place is at most that begins with a numeral, with a word for places at its end and without.
const (
	longestPlace = 8
	shortThing   = 4
)

// namesThing reports a numeral at the front of a short name that is all that the cell of what the row speaks of holds: 三元乡,
// 四棵柳. An aim there begins with what is to be done.
func (rd *reading) namesThing(f *figure) bool {
	n := len(rd.text)
	switch {
	case rd.field != schema.FieldItem, !f.Chinese, f.Start > 0, f.Bare > 1, f.End >= n, n > longestPlace:
		return false
	case slices.ContainsFunc(rd.text, func(c rune) bool { return !char.IsIdeograph(c) }):
		return false
	case n <= shortThing:
		return true
	}
	return rd.besideAt(n-1, flankPlace) || rd.besideAt(n-2, flankPlace)
}

// besideAt reports whether a word of that side begins at i.
func (rd *reading) besideAt(i int, s flank) bool {
	const longest = 4
	for to := i + 1; to <= min(len(rd.text), i+longest); to++ {
		if rd.r.words.beside[rd.printed(i, to)]&s != 0 {
			return true
		}
	}
	return false
}
