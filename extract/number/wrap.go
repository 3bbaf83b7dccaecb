package number

import (
	"strings"

	"duban/internal/char"
	"duban/internal/exact"
)

// wrappedAt returns the unit at text[j] that goes on behind the break of a line, into which a narrow cell has put it, and
// its end: 60公⏎顷, 3个⏎百分点, 12亿⏎元. plain is the end of the unit in front of the break, if one stands there. A unit of
// one character in the next line could as well begin a sentence.
func (r *Reader) wrappedAt(text []rune, n *Number, j, plain int) (*Unit, int) {
	const before, longest = 4, 8
	cut := j
	for cut < len(text) && cut < j+before && text[cut] != '\n' {
		if !char.IsIdeograph(text[cut]) {
			return nil, 0
		}
		cut++
	}
	if cut+1 >= len(text) || text[cut] != '\n' || isInColumn(text, n.Start) {
		return nil, 0
	}
	var word [longest]rune
	size := copy(word[:], text[j:cut])
	size += copy(word[size:], text[cut+1:])
	v, _ := r.words.Longest(word[:size], 0)
	if v < 0 || r.entries[v].unit == nil || !isKind(r.entries[v].unit.Kind) {
		return nil, 0
	}
	length := r.entries[v].runes
	end := j + length + 1
	switch {
	case length <= cut-j, plain > j && length < 3: // 5人⏎次日
		return nil, 0
	case cut == j && length == 1 && end < len(text) && char.IsIdeograph(text[end]):
		return nil, 0
	}
	return r.entries[v].unit, end
}

// isInColumn reports whether nothing but blanks stands between the figure at text[i] and another in front of it: in 61.8　5.2⏎亿元 the unit
// may be that of either.
func isInColumn(text []rune, i int) bool {
	j := i
	for j > 0 && isBlank(text[j-1]) {
		j--
	}
	return j > 0 && j < i && (char.IsDigit(text[j-1]) || char.IsPercent(text[j-1]))
}

// wrappedPower reads a power and a unit of money that have a line to themselves behind a number, where nothing follows that they
// could begin: 20⏎亿元.
func (r *Reader) wrappedPower(text []rune, n *Number) bool {
	if text[n.End] != '\n' || isInColumn(text, n.Start) || n.Form != Plain || n.Scaled || n.Chinese {
		return false
	}
	exp, at := powers(text, n.End+1)
	u, end := r.unitAt(text, at)
	switch {
	case exp < 4, u == nil, u.Kind != "money", end < len(text) && char.IsIdeograph(text[end]):
		return false
	}
	n.Value.Exponent += int32(exp)
	n.Max.Exponent += int32(exp)
	n.Scaled, n.Unit, n.UnitKind, n.Bare, n.End = true, u.Name, u.Kind, at, end
	return true
}

// wrappedEnd returns the end of the digits that go on in the next line behind text[i:j], or j where none do: 投资1000⏎2000 may be
// two figures, or one that the width of its column has broken. A figure that has its line to itself is whole, and what
// begins a point or a date is another.
func wrappedEnd(text []rune, i, j int) int {
	if j+1 >= len(text) || text[j] != '\n' || !char.IsDigit(text[j+1]) || i == 0 || !char.IsIdeograph(text[i-1]) {
		return j
	}
	end := digitsEnd(text, j+1)
	end = max(end, fractionEnd(text, end))
	if end < len(text) && strings.ContainsRune(pointEnds, text[end]) {
		return j
	}
	return end
}

// pointEnds are the characters behind the number of a point or of a date.
const pointEnds = char.Points + char.Pause + char.Closing + yearLetter + monthLetter

// bracketed reads a unit that stands in a bracket behind the number: 900万（美元）, 3.5（亿元）.
func (r *Reader) bracketed(text []rune, n *Number, j int) {
	if n.Form != Plain || j != n.End || !char.IsOpening(text[j]) {
		return
	}
	exp, at := powers(text, j+1)
	u, end := r.unitAt(text, at)
	if u == nil || !isKind(u.Kind) || end >= len(text) || !char.IsClosing(text[end]) || exp > 0 && n.Scaled {
		return
	}
	n.Unit, n.UnitKind, n.End = u.Name, u.Kind, end+1
	n.Value.Exponent += int32(exp)
	n.Max.Exponent += int32(exp)
	n.Scaled = n.Scaled || exp > 0
}

// contradicted reports that the unit of another money follows that of n, and makes n unsure: 3000万元美元.
func (r *Reader) contradicted(text []rune, n *Number) bool {
	j := n.End
	bracket := j < len(text) && char.IsOpening(text[j])
	if bracket {
		j++
	}
	u, end := r.unitAt(text, j)
	if u == nil || u.Kind != "money" || u.Name == n.Unit {
		return false
	}
	if bracket {
		if end >= len(text) || !char.IsClosing(text[end]) {
			return false
		}
		end++
	}
	n.Form, n.Value, n.Unit, n.End = Unsure, exact.Decimal{}, "", end
	return true
}
