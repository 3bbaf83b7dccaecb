package doc

import (
	"sort"

	"duban/parse/block"
)

// notes are the footnotes and endnotes. They follow the body in the order of their marks.
type notes struct {
	kinds [2]noteKind
}

type noteKind struct {
	story        int
	marks, texts plc
	base         int   // of the text
	cited        []int // those whose marks were read
}

func (r *reader) readNoteMarks() notes {
	kind := func(story, marks, texts int) noteKind {
		base, _ := r.story(story)
		return noteKind{story: story, marks: readPLC(r.part(marks), 2), texts: readPLC(r.part(texts), 0), base: base}
	}
	return notes{[2]noteKind{
		kind(footnoteStory, footnoteMarks, footnoteTexts), kind(endnoteStory, endnoteMarks, endnoteTexts)}}
}

// cite takes the marks of notes among characters of the body.
func (r *reader) cite(from, to int) {
	if r.flow.mute || r.flow.box {
		return
	}
	for i := range r.notes.kinds {
		k := &r.notes.kinds[i]
		first := sort.Search(k.marks.n, func(i int) bool { return k.marks.at(i) >= from })
		for n := first; n < k.marks.n && k.marks.at(n) < to; n++ {
			k.cited = append(k.cited, n)
		}
	}
}

// readNotes reads the notes that the body refers to.
func (r *reader) readNotes() {
	for i := range r.notes.kinds {
		k := &r.notes.kinds[i]
		from, end := r.story(k.story)
		for _, n := range k.cited {
			if n >= k.texts.n {
				break
			}
			from = max(from, k.base+k.texts.at(n)) // so that no text is read twice
			to := min(k.base+k.texts.at(n+1), end)
			r.flow.blocks = append(r.flow.blocks, r.box(from, to)...)
			from = max(from, to)
		}
	}
}

// box reads a text that stands beside the one at hand.
func (r *reader) box(from, to int) []block.Block {
	if from >= to {
		return nil
	}
	o := r.enter(flow{box: true, mute: r.flow.mute})
	r.blocks(r.paragraphsOf(from, to), 0)
	blocks, start := r.leave(o)
	r.buf = r.buf[:start]
	return blocks
}
