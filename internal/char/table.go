package char

// Table tells of each character what it is; of those that it was told nothing of, the zero value. It keeps the pages of 256
// characters of which it knows any.
type Table[T any] struct {
	pages [1 << 8]*[1 << 8]T
}

// Of returns a table of sets of characters below 1<<16, each with what its characters are.
func Of[T any](sets map[string]T) *Table[T] {
	t := &Table[T]{}
	for chars, is := range sets {
		for _, c := range chars {
			page := &t.pages[c>>8]
			if *page == nil {
				*page = new([1 << 8]T)
			}
			(*page)[c&0xFF] = is
		}
	}
	return t
}

// At returns what a character is.
func (t *Table[T]) At(c rune) (is T) {
	if uint32(c) >= 1<<16 {
		return is
	}
	if page := t.pages[c>>8]; page != nil {
		return page[c&0xFF]
	}
	return is
}
