package docx

import "duban/parse/block"

// readNotes reads the footnotes and endnotes that the body refers to. They stand in parts of their own, and follow the
// body in the order of their marks.
func (r *reader) readNotes() error {
	for _, kind := range []string{"footnote", "endnote"} {
		cited := r.cited[kind]
		if len(cited) == 0 {
			continue
		}
		part, err := r.pkg.side(kind+"s", r.targets)
		if err != nil {
			return err
		}
		notes := r.notes(part, kind)
		if err := r.pkg.sideRead(part); err != nil {
			return err
		}
		for _, id := range cited {
			r.doc.Blocks = append(r.doc.Blocks, notes[id]...)
			delete(notes, id) // it may have several marks
		}
	}
	return nil
}

// notes returns what the notes of a part hold, by their ids.
func (r *reader) notes(part *xmlScanner, kind string) map[string][]block.Block {
	notes := map[string][]block.Block{}
	r.s = part
	for part.child(0) {
		for d := part.depth(); part.child(d); {
			if !part.is(kind) {
				continue
			}
			id := string(part.attr("id"))
			outer := r.enter(flow{box: true})
			r.blocks()
			blocks, start := r.leave(outer)
			r.buf = r.buf[:start]
			notes[id] = blocks
		}
	}
	return notes
}

// cite takes the mark of a note.
func (r *reader) cite(kind string) {
	if !r.text.mute {
		r.cited[kind] = append(r.cited[kind], string(r.s.attr("id")))
	}
}
