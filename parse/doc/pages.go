package doc

import (
	"slices"
	"sort"
)

// span is a run of bytes of the main stream with the properties of its characters, or of the paragraphs that end in it.
type span struct {
	from, to int
	style    int // of paragraphs
	props    []byte
}

const pageSize = 512

// readSpans reads the pages of properties (MS-DOC 2.9.33, ChpxFkp, and 2.9.174, PapxFkp) that a table of them names. The last
// byte of a page is the number of its spans; their places stand at its beginning, and behind them for each where on the page its
// properties are.
func (f *file) readSpans(part int, read func(page []byte, i, n int) span) ([]span, error) {
	const size, pageBits = 4, 1<<22 - 1
	pages := readPLC(f.part(part), size)
	seen := map[int]bool{} // a page that is named twice would be read twice
	var spans []span
	for i := range pages.n {
		if err := f.budget.Live(); err != nil {
			return nil, err
		}
		number := int(i32(pages.of(i), 0)) & pageBits
		page := cut(f.main, number*pageSize, pageSize)
		if len(page) < pageSize || seen[number] {
			continue
		}
		seen[number] = true
		n := int(page[pageSize-1])
		for j := range n {
			s := read(page, j, n)
			s.from, s.to = max(int(i32(page, 4*j)), pages.at(i)), min(int(i32(page, 4*j+4)), pages.at(i+1))
			if s.from < s.to {
				spans = append(spans, s)
			}
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return a.from - b.from })
	return spans, nil
}

// charSpan reads the properties of a run of characters.
func charSpan(page []byte, i, n int) span {
	at := 2 * u8(page, 4*(n+1)+i)
	if at == 0 {
		return span{}
	}
	return span{props: cut(page, at+1, u8(page, at))}
}

// paraSpan reads the style and the properties of paragraphs.
func paraSpan(page []byte, i, n int) span {
	const entry = 13
	at := 2 * u8(page, 4*(n+1)+entry*i)
	if at == 0 {
		return span{}
	}
	length := 2*u8(page, at) - 1
	if length < 0 { // it stands in the next byte
		at++
		length = 2 * u8(page, at)
	}
	props := cut(page, at+1, length)
	if len(props) < 2 {
		return span{}
	}
	return span{style: int(u16(props, 0)), props: props[2:]}
}

// spanAt returns the index of the span that a byte of the main stream is in, or of the next one, and whether it is in it.
func spanAt(spans []span, at int) (int, bool) {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].to > at })
	return i, i < len(spans) && spans[i].from <= at
}
