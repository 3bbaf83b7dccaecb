package change

import (
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"duban/internal/char"
)

// features are what tells one task from another.
type features struct {
	group   string   // kind of annex, and the digits of names in the text: these must be the same
	figures string   // the digits of quantities and dates, which may change
	letters []rune   // of item and target; a placeholder stands for the digits of each quantity and date
	grams   []uint64 // pairs of neighbouring letters, sorted
	mark    mark     // of the grams
	units   []uint64 // hashes of the units in the lead
	place   uint64   // hash of title and category
	item    string   // letters of the item
	alone   bool     // no other row of its annex and category has this item
	number  string
}

// placeholder stands in letters for the digits of a quantity or a date. It is no letter itself.
const placeholder = '0'

// numerals tell things apart as digits do (一期, 第三小学): what has another one is another thing.
const numerals = char.CountingDigits + char.SpokenDigits + char.Powers

// seed is that of the hashes, which are not compared with those of other runs.
var seed = maphash.MakeSeed()

// featuresOf returns the features of all rows of a report.
func featuresOf(tasks []Task) []features {
	list := make([]features, len(tasks))
	type thing struct {
		annex    int
		category string
		item     string
	}
	count := map[thing]int{}
	for i := range tasks {
		t := &tasks[i]
		f := &list[i]
		var names, figures strings.Builder
		item, target := texts(t)
		f.letters = item.letters(nil, &names, &figures)
		f.item = string(f.letters)
		f.letters = target.letters(f.letters, &names, &figures)
		f.grams = grams(f.letters)
		f.mark = markOf(f.grams)
		f.group = t.Kind + " " + strings.TrimSpace(names.String())
		f.figures = figures.String()
		f.number = strings.Clone(t.Number)
		for _, u := range t.LeadUnits {
			f.units = append(f.units, maphash.String(seed, u))
		}
		f.place = maphash.String(seed, bare(t.AnnexTitle)+"|"+bare(t.Category))
		count[thing{t.Annex, t.Category, f.item}]++
	}
	for i, t := range tasks {
		list[i].alone = list[i].item != "" && count[thing{t.Annex, t.Category, list[i].item}] == 1
	}
	return list
}

// marked is a text with the quantities and dates in it.
type marked struct {
	text   string
	stated []Stated
}

func texts(t *Task) (item, target marked) {
	item.text, target.text = t.Item, t.Target
	for _, s := range t.Stated {
		if s.InTarget {
			target.stated = append(target.stated, s)
		} else {
			item.stated = append(item.stated, s)
		}
	}
	return item, target
}

// letters appends the letters of a text to dst, and writes its digits to those of names or of figures, each run of them
// with a blank behind it.
func (m marked) letters(dst []rune, names, figures *strings.Builder) []rune {
	next, at := 0, -1
	for _, r := range m.text {
		at++
		for next < len(m.stated) && m.stated[next].End <= at {
			next++
		}
		if next < len(m.stated) && m.stated[next].Start <= at {
			if at == m.stated[next].Start {
				dst = append(append(dst, placeholder), []rune(m.stated[next].Unit)...)
				figures.WriteByte(' ')
			}
			figures.WriteRune(r)
			continue
		}
		switch {
		case isDigit(r):
			names.WriteRune(r)
			continue
		case names.Len() > 0 && !strings.HasSuffix(names.String(), " "):
			names.WriteByte(' ')
		}
		if unicode.IsLetter(r) {
			dst = append(dst, r)
		}
	}
	return dst
}

// isDigit reports whether a character is a digit or a number of its own (Ⅱ, ②).
func isDigit(r rune) bool { return unicode.IsNumber(r) || r == '.' }

// bare returns the letters of a title without what changes from report to report: digits and numerals.
func bare(title string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) || strings.ContainsRune(numerals, r) {
			return -1
		}
		return r
	}, title)
}

// grams returns the pairs of neighbouring letters, the first letter with none before it, sorted.
func grams(letters []rune) []uint64 {
	list := make([]uint64, len(letters))
	var last rune
	for i, r := range letters {
		list[i] = uint64(last)<<32 | uint64(r)
		last = r
	}
	slices.Sort(list)
	return list
}

// likeness says how alike two tasks are: their texts, and what else speaks for the same task. It is nothing where the
// texts are too different.
func likeness(a, b *features) int32 {
	text := int32(0)
	if a.mayBe(b, sameText) {
		text = similarity(a.grams, b.grams)
	}
	if sameThing(a, b) {
		text = max(text, namedTheSame)
	}
	if text < sameText {
		return 0
	}
	score := text * 8 / 10
	if agree(a, b) {
		score += 1000
	}
	return score
}

// mark has a bit for each pair of letters, which others may share: a pair whose bit another text lacks is not in that text.
type mark [8]uint64

func markOf(grams []uint64) mark {
	const spread = 0x9E3779B97F4A7C15 // the golden ratio, by which neighbours are scattered
	var m mark
	for _, g := range grams {
		bit := g * spread >> 55 // of 512
		m[bit/64] |= 1 << (bit % 64)
	}
	return m
}

// mayBe reports whether two texts can be as alike as that, by how long they are and by their marks: it costs little beside
// comparing them, and leaves few pairs for that.
func (f *features) mayBe(other *features, alike int) bool {
	sum := len(f.grams) + len(other.grams)
	most := min(len(f.grams), len(other.grams))
	if most == 0 || 20000*most/sum < alike {
		return false
	}
	onlyHere, onlyThere := 0, 0
	for i, word := range f.mark {
		onlyHere += bits.OnesCount64(word &^ other.mark[i])
		onlyThere += bits.OnesCount64(other.mark[i] &^ word)
	}
	most = min(len(f.grams)-onlyHere, len(other.grams)-onlyThere)
	return 20000*most/sum >= alike
}

// sameThing reports whether both speak of the same thing, and no other row beside them does.
func sameThing(a, b *features) bool {
	return a.alone && b.alone && a.place == b.place && a.item == b.item
}

// agree reports whether the units are the same; of rows that name none, whether they stand at the same place.
func agree(a, b *features) bool {
	if len(a.units) == 0 && len(b.units) == 0 {
		return a.place == b.place
	}
	return slices.ContainsFunc(a.units, func(u uint64) bool { return slices.Contains(b.units, u) })
}

// hint adds to a likeness what tells two tasks of the same words apart: their place and their figures.
func hint(a, b *features) int32 {
	n := int32(0)
	if a.place == b.place {
		n += clearly
	}
	if a.figures == b.figures {
		n += clearly
	}
	return n
}

// sameNumber is what it adds that two tasks have the same number.
func sameNumber(a, b *features) int32 {
	if a.number != "" && a.number == b.number {
		return 1000
	}
	return 0
}

// similarity is Dice's coefficient of two sorted lists, in parts of 10000: twice what they share by what they have.
func similarity(a, b []uint64) int32 {
	if len(a)+len(b) == 0 {
		return 0
	}
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
