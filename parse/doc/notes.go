package doc

import (
	"sort"

	"duban/parse/flow"
)

// notes are the footnotes and endnotes. They follow the body in the order of their marks.
type notes struct {
	kinds [2]noteKind
}

type noteKind struct {
	kind         flow.Story
	story        int
	marks, texts plc
	base         int   // of the text
	cited        []int // those whose marks were read
}

func (r *reader) readNoteMarks() notes {
	kind := func(kind flow.Story, story, marks, texts int) noteKind {
		base, _ := r.story(story)
		return noteKind{kind: kind, story: story, base: base,
			marks: readPLC(r.part(marks), 2), texts: readPLC(r.part(texts), 0)}
	}
	return notes{[2]noteKind{
		kind(flow.Footnote, footnoteStory, footnoteMarks, footnoteTexts), kind(flow.Endnote, endnoteStory, endnoteMarks, endnoteTexts)}}
}

// cite takes the marks of notes among characters of the body.
func (r *reader) cite(from, to int) {
	if r.merged || r.beside {
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
			r.aside(from, to, k.kind, false)
			from = max(from, to)
		}
	}
}
