package schema

import "duban/internal/message"

// Saying returns the finding with its message: a text in English with verbs of package fmt, which Report.Tell tells in other
// languages.
func (f Finding) Saying(format message.Format, args ...any) Finding {
	f.told = message.New(format, args...)
	f.Message = f.told.String()
	return f
}

// FromPlace returns the finding with the place that Computed stands in as its From, likewise.
func (f Finding) FromPlace(place message.Text) Finding {
	f.toldFrom, f.From = place, place.String()
	return f
}

// Saying returns what is not read with its message, likewise.
func (u Unread) Saying(text message.Text) Unread {
	u.told, u.Message = text, text.String()
	return u
}

// Text returns the message of a finding, which can be told in each language. That of a finding that was read from JSON is
// as it stands there.
func (f Finding) Text() message.Text { return textOr(f.told, f.Message) }

// FromText returns what From says, likewise.
func (f Finding) FromText() message.Text { return textOr(f.toldFrom, f.From) }

// Text returns the message of what is not read, likewise.
func (u Unread) Text() message.Text { return textOr(u.told, u.Message) }

func textOr(told message.Text, words string) message.Text {
	if told.IsZero() {
		return message.Verbatim(words)
	}
	return told
}

// Tell puts the messages of all findings and of all that is not read in a language, "en" or "zh". They are in English before.
// Those of a report that was read from JSON stay as they are.
func (r *Report) Tell(l message.Language) {
	for i := range r.Unread {
		r.Unread[i].Message = r.Unread[i].Text().In(l)
	}
	tell(r.Findings, l)
	for i := range r.Sections {
		tell(r.Sections[i].Findings, l)
	}
	for i := range r.Annexes {
		a := &r.Annexes[i]
		tell(a.Findings, l)
		for n := range a.Rows {
			tell(a.Rows[n].Findings, l)
		}
	}
}

func tell(findings []Finding, l message.Language) {
	for i := range findings {
		f := &findings[i]
		f.Message, f.From = f.Text().In(l), f.FromText().In(l)
	}
}
