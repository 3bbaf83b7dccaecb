package shown

import (
	"fmt"
	"strings"

	"duban/internal/message"
)

// Wording is the language of what a page itself says. The texts of reports stay as they are.
type Wording struct {
	message.Language
	Room string // the context of the page's texts in the catalogue; they are terms, as most stand in templates and scripts
}

// reviewRoom is the context of the texts of the review page, which has most names of the contract.
const reviewRoom = "review"

// Say returns what a page says in English in its language.
func (in Wording) Say(english string, args ...any) string {
	text := message.Term(in.Language, in.Room, english)
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Words returns a name of the contract as words: not_started is "not started". A page that has no words of its own for it has
// those of the review page.
func (in Wording) Words(name any) string {
	word := strings.ReplaceAll(fmt.Sprint(name), "_", " ")
	room := reviewRoom
	if in.Language == message.Chinese && message.HasTerm(in.Room, word) {
		room = in.Room
	}
	return Visible(message.Term(in.Language, room, word))
}
