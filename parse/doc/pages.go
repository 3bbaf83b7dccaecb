package doc

import (
	"cmp"
	"slices"
	"sort"
)

// span is a run of bytes of the main stream with the properties of its characters, or of the paragraphs that end in it.
type span struct {
	from, to uint32
	props    uint32 // where the list of properties is in the main stream
	length   uint16
	style    uint16 // of paragraphs
}

const pageSize = 512

// readSpans reads the pages of properties (MS-DOC 2.9.33, ChpxFkp, and 2.9.174, PapxFkp) that a table of them names. The last
// byte of a page is the number of its spans; their places stand at its beginning, and behind them for each where on the page its
// properties are.
func (f *file) readSpans(part int, read func(page []byte, i, n int) (props []byte, style uint16)) ([]span, error) {
	const pageBits = 1<<22 - 1
	size := 4
	if f.old {
		size = 2
	}
	pages := readPLC(f.part(part), size)
	seen := map[int]bool{} // a page that is named twice would be read twice
	var spans []span
	for i := range pages.n {
		if err := f.budget.Live(); err != nil {
			return nil, err
		}
		number := pageNumber(pages.of(i)) & pageBits
		page := cut(f.main, number*pageSize, pageSize)
		page = page[:len(page):len(page)]
		if len(page) < pageSize || seen[number] {
			continue
		}
		seen[number] = true
		n := int(page[pageSize-1])
		for j := range n {
			from, to := max(int(i32(page, 4*j)), pages.at(i), 0), min(int(i32(page, 4*j+4)), pages.at(i+1))
			if from >= to {
				continue
			}
			s := span{from: uint32(from), to: uint32(to)}
			props, style := read(page, j, n)
			if s.style = style; len(props) > 0 {
				s.length = uint16(len(props))
				s.props = uint32(number*pageSize + cap(page) - cap(props)) // both end where the page does
			}
			spans = append(spans, s)
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return spans, nil
}

func pageNumber(b []byte) int {
	if len(b) == 2 {
		return int(u16(b, 0))
	}
	return int(i32(b, 0))
}

// charSpan reads the properties of a run of characters.
func charSpan(page []byte, i, n int) (props []byte, style uint16) {
	at := 2 * u8(page, 4*(n+1)+i)
	if at == 0 {
		return nil, 0
	}
	return cut(page, at+1, u8(page, at)), 0
}

// paraSpan reads the style and the properties of paragraphs.
func (f *file) paraSpan(page []byte, i, n int) (props []byte, style uint16) {
	entry := 13
	if f.old {
		entry = oldParaEntry
	}
	at := 2 * u8(page, 4*(n+1)+entry*i)
	if at == 0 {
		return nil, 0
	}
	length := 2*u8(page, at) - 1
	switch {
	case f.old:
		length++
	case length < 0: // it stands in the next byte
		at++
		length = 2 * u8(page, at)
	}
	props = cut(page, at+1, length)
	if len(props) < 2 {
		return nil, 0
	}
	return props[2:], u16(props, 0)
}

// spanAt returns the index of the span that a byte of the main stream is in, or of the next one, and whether it is in it.
func spanAt(spans []span, at int) (int, bool) {
	i := sort.Search(len(spans), func(i int) bool { return int(spans[i].to) > at })
	return i, i < len(spans) && int(spans[i].from) <= at
}

// propsIn returns the properties of a span.
func (f *file) propsIn(s span) []byte { return cut(f.main, int(s.props), int(s.length)) }
