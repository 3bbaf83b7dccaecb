package doc

import "duban/parse/numbering"

// LibreOffice writes a paragraph in which a list starts anew as the one paragraph of a list of its own, and the next again in the
// list before, which then counts on from where it was: of 1, 2 and 3 with a start of its own it makes 1, 1 and 2. Such lists stand
// behind all others in the table of lists. They are counted as the one that they were.

// readSplits finds out which lists go on with such ones, if LibreOffice wrote the document.
func (r *reader) readSplits() {
	const productAt, libreOffice = 4, 0x204D
	first := r.firstSplit()
	if r.old || r.u16(productAt) != libreOffice || first > len(r.lists.inUse) {
		return
	}
	r.lists.splits = map[int]*numbering.Scheme{}
	var waiting []int // those for which the list that goes on is looked for
	for p := range r.paragraphsOf(r.story(bodyStory)) {
		num := r.numRefOf(&p.paraProps).num
		list := r.lists.find(num)
		switch {
		case list == nil:
		case num >= first:
			waiting = append(waiting, num)
		default:
			kept := waiting[:0]
			for _, split := range waiting {
				if isAlike(r.lists.find(split), list) {
					r.lists.splits[split] = list.Scheme
				} else {
					kept = append(kept, split)
				}
			}
			waiting = kept
		}
	}
	r.taken = 0
	if len(r.lists.splits) > 0 {
		r.note("lists that LibreOffice has split where they start anew were counted as one")
	}
}

// firstSplit returns the number of the first list behind that of the headings, which has no numbers and stands behind all others.
func (r *reader) firstSplit() int {
	for i := len(r.lists.inUse); i > 0; i-- {
		if list := r.lists.find(i); list != nil && hasNoNumbers(list) {
			return i + 1
		}
	}
	return len(r.lists.inUse) + 1
}

func hasNoNumbers(list *numbering.List) bool {
	for i := range numbering.Levels {
		if level := list.Level(i); level == nil || level.Format != "none" {
			return false
		}
	}
	return true
}

// isAlike reports whether two lists look alike but for their starts.
func isAlike(a, b *numbering.List) bool {
	for i := range numbering.Levels {
		x, y := a.Level(i), b.Level(i)
		if x == nil || y == nil {
			return false
		}
		like := *x
		if like.Start = y.Start; like != *y {
			return false
		}
	}
	return true
}

// anew returns the list that a paragraph in a list of its own counts in: that which goes on, from the start of its own.
func (l *lists) anew(num, level int) *numbering.List {
	list := l.find(num)
	scheme := l.splits[num]
	if scheme == nil || level < 0 || level >= numbering.Levels {
		return list
	}
	again := numbering.NewList(scheme)
	again.Starts[level] = list.Level(level).Start
	return again
}
