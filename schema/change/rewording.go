package change

import (
	"slices"
	"strings"
)

// nearby is how many letters that two texts share may stand between what one has lost and what the other has got, where
// the one is taken as put in the place of the other.
const nearby = 2

// longest is how many pairs of letters are compared; texts that differ in more are not the same for sure.
const longest = 1 << 20

// isRewording reports whether one text is the other with letters added here and taken out there. Where letters stand in
// the place of others it may speak of another thing: of one bridge in place of another, of the second phase in place of
// the first.
func isRewording(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return !hasNumeral(a) && !hasNumeral(b)
	}
	if len(a)*len(b) > longest {
		return false
	}
	return isApart(edits(a, b))
}

func hasNumeral(letters []rune) bool {
	return slices.ContainsFunc(letters, func(r rune) bool { return r == placeholder || strings.ContainsRune(numerals, r) })
}

// edit is a run of letters that both texts have, or that one of them has.
type edit struct {
	kind    byte // 0, or 'a' or 'b' where only that text has them
	letters []rune
}

// isApart reports whether what only the one has is well away from what only the other has.
func isApart(list []edit) bool {
	last, shared := byte(0), 0
	for _, e := range list {
		if e.kind == 0 {
			shared += len(e.letters)
			continue
		}
		isNear := last != 0 && last != e.kind && shared <= nearby
		if isNear || hasNumeral(e.letters) {
			return false
		}
		last, shared = e.kind, 0
	}
	return true
}

// edits returns how b comes from a, by the longest common subsequence.
func edits(a, b []rune) []edit {
	width := len(b) + 1
	common := make([]int32, (len(a)+1)*width) // of the rests of both
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				common[i*width+k] = common[(i+1)*width+k+1] + 1
			} else {
				common[i*width+k] = max(common[(i+1)*width+k], common[i*width+k+1])
			}
		}
	}
	var list []edit
	add := func(kind byte, r rune) {
		if len(list) == 0 || list[len(list)-1].kind != kind {
			list = append(list, edit{kind: kind})
		}
		last := &list[len(list)-1]
		last.letters = append(last.letters, r)
	}
	i, k := 0, 0
	for i < len(a) || k < len(b) {
		switch {
		case i < len(a) && k < len(b) && a[i] == b[k]:
			add(0, a[i])
			i, k = i+1, k+1
		case k == len(b) || i < len(a) && common[(i+1)*width+k] >= common[i*width+k+1]:
			add('a', a[i])
			i++
		default:
			add('b', b[k])
			k++
		}
	}
	return list
}
