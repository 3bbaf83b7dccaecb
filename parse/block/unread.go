package block

import (
	"duban/internal/message"
	"strings"
)

// What names a sort of thing that no reader reads.
type What string

// The sorts of things that are not read.
const (
	Picture  What = "picture"
	Embedded What = "embedded" // a sheet or another document
	Chart    What = "chart"
	Diagram  What = "diagram"
	Equation What = "equation"
	Scan     What = "scan" // a page whose text cannot be had
)

// Unread is something in the source that shows and is not read, so that figures may stand in it.
type Unread struct {
	What    What
	Message string // one sentence, lower case; in English
	Place          // of the cell that it hangs in, else of the paragraph in or behind which it stands

	at   Placed // what has the place; nil where it is known
	told message.Text
}

// Placed is a block or a cell.
type Placed interface{ Pos() Place }

// Leave notes a thing that is not read, whose place is that which at will have. Of very many the rest is left out.
func (d *Document) Leave(what What, says message.Text, at Placed) {
	const most = 500 // of use
	if len(d.Unread) < most {
		u := Unread{What: what, at: at}
		d.Unread = append(d.Unread, u.Saying(says))
	}
}

// Saying returns what is not read with its message.
func (u Unread) Saying(text message.Text) Unread {
	u.told, u.Message = text, text.String()
	return u
}

// Text returns the message, which can be told in each language.
func (u Unread) Text() message.Text { return u.told }

// NotRead returns the message for a thing ("a picture") of that name, which may be empty.
func NotRead(thing message.Format, name string) message.Text {
	const longest = 200
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return message.New("%s was not read", thing)
	}
	return message.New("%s (%s) was not read", thing, strings.ToValidUTF8(Head(name, longest), "…"))
}

// placeUnread gives the things that are not read the places of what they hang in. What hangs in nothing that was kept is
// furniture of a page.
func (d *Document) placeUnread() {
	kept := d.Unread[:0]
	for _, u := range d.Unread {
		if u.at != nil {
			u.Place, u.at = u.at.Pos(), nil
			if u.Place == (Place{}) {
				continue
			}
		}
		kept = append(kept, u)
	}
	d.Unread = kept
}

// ObjectMark stands in a text where something hangs that is not read and whose neighbours would else stand side by side.
const ObjectMark = '\uFFFC'
