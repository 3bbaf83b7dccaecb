package page

import "slices"

// withoutRepeats returns the table without the lines at the top of pages that repeat its header, so that what stands below them goes on
// with the row that the page before broke off.
func (t *unruled) withoutRepeats(key int) *unruled {
	header := t.end(0)
	kept := *t
	kept.lines, kept.cells = nil, nil
	for i := 0; i < len(t.lines); i++ {
		if t.isRepeated(i, header) {
			i += header - 1
			continue
		}
		kept.lines = append(kept.lines, t.lines[i])
		kept.cells = append(kept.cells, t.cells[i])
	}
	if len(kept.lines) < len(t.lines) {
		kept.findRows(key)
	}
	return &kept
}

// isRepeated reports whether from line i on, the first of its page, the lines of the header stand once more.
func (t *unruled) isRepeated(i, header int) bool {
	if i == 0 || i+header > len(t.lines) || t.lines[i].page == t.lines[i-1].page {
		return false
	}
	same := func(a, b textLine) bool { return textOf(a.glyphs) == textOf(b.glyphs) }
	for k := range header {
		if !slices.EqualFunc(t.cells[k], t.cells[i+k], same) {
			return false
		}
	}
	return true
}
