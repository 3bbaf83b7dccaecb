package charset

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// commonText has the most common characters of Chinese, in the simple and the full forms.
//
//go:embed common.txt
var commonText string

var common = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range strings.TrimSpace(commonText) {
		set[r] = true
	}
	return set
})

// isChosen reports whether ideographs were chosen by somebody who writes Chinese. Nearly half of those in any text are
// common ones; of those that bytes of another encoding happen to stand for hardly a twentieth are. So it may be with a list
// of names too, but that has the ideographs of all sounds, as GB 2312 has the usual ones in the order of their sounds, and
// hardly any of those behind, which are in the order of their radicals. Of few it is not known.
func isChosen(data []byte) bool {
	const fewest = 100
	all, chosen, last, behind := 0, 0, 0, 0
	for line := range byteLines(data) {
		if weigh(line).encoding() == isUTF8 {
			continue
		}
		for len(line) > 0 {
			r, n := gbCode(line)
			if n > 0 && unicode.Is(unicode.Han, r) {
				all++
				chosen += count(common()[r])
				last += count(isBetween(line[0], 0xD0, 0xD7))
				behind += count(!isBetween(line[0], 0xB0, 0xD7))
			}
			line = line[max(n, -n):]
		}
	}
	isOfAllSounds := 20*last > all && 3*behind < all
	return all < fewest || 12*chosen > all || isOfAllSounds
}

func isBetween(c, low, high byte) bool { return low <= c && c <= high }

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
