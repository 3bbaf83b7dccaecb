package odt

import "duban/parse/flow"

// This file follows tracked changes. What was deleted stands apart from the text, or in it between two marks, where
// the program that wrote the document showed it.

// changes reads <text:tracked-changes>.
func (r *reader) changes() {
	r.s.each(func(region element) {
		r.s.each(func(e element) {
			if e.name != "text:deletion" {
				return
			}
			for _, name := range []string{"text:id", "xml:id"} {
				if id := region.attr(name); id != "" {
					r.deletions[id] = true
				}
			}
		}, nil)
	}, nil)
}

// change takes the mark at which a change begins or ends.
func (r *reader) change(e element) {
	id := e.attr("text:change-id")
	switch {
	case !r.deletions[id]:
	case e.name == "text:change-start":
		r.deleted[id] = true
	default:
		delete(r.deleted, id)
	}
}

// isDeleted reports that the text at hand was deleted.
func (r *reader) isDeleted() bool { return len(r.deleted) > 0 }

// endJoined ends a paragraph whose end was deleted and that no other follows.
func (r *reader) endJoined() {
	if r.joined {
		r.joined = false
		r.s.fail(r.w.EndParagraph(flow.End{}))
	}
}
