package block

import (
	"duban/internal/message"
	"errors"
	"strings"
)

// What an *Error is about, for errors.Is.
var (
	ErrUnsupported = errors.New("unsupported format") // the bytes are of a kind that is not read
	ErrDamaged     = errors.New("damaged file")       // the bytes are of a kind that is read, but cannot be
	ErrLimit       = errors.New("limit reached")      // reading would take more than Limits allow
)

// Error says why a source gave no document: `report.docx: word/document.xml: not closed: <w:tbl>; save it anew …`.
type Error struct {
	File  string // as given to Bytes
	Place string // part of the package, line …; may be empty
	What  string // what was found
	Do    string // what the user can do about it
	Kind  error  // ErrUnsupported, ErrDamaged, ErrLimit or the error of a context

	what, do message.Text // What and Do, in each language
}

// Failed returns an error of a kind: at place, what was found, and what the user can do about it.
func Failed(kind error, place string, do, what message.Format, args ...any) *Error {
	e := &Error{Place: place, Kind: kind, what: message.New(what, args...), do: message.New(do)}
	e.What, e.Do = e.what.String(), e.do.String()
	return e
}

// Advising returns the error with another advice to the user.
func (e *Error) Advising(do message.Text) *Error {
	advised := *e
	advised.Do, advised.do = do.String(), do
	return &advised
}

// In returns what the error says in a language.
func (e *Error) In(l message.Language) string {
	s := textOr(e.what, e.What)
	for _, at := range []string{e.Place, e.File} {
		if at != "" {
			s = message.New("%s: %s", at, s)
		}
	}
	if e.Do != "" {
		s = message.New("%s; %s", s, textOr(e.do, e.Do))
	}
	return s.In(l)
}

func textOr(told message.Text, words string) message.Text {
	if told.IsZero() {
		return message.Verbatim(words)
	}
	return told
}

func (e *Error) Error() string {
	var parts []string
	for _, s := range []string{e.File, e.Place, e.What} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	s := strings.Join(parts, ": ")
	if e.Do != "" {
		s += "; " + e.Do
	}
	return s
}

func (e *Error) Unwrap() error { return e.Kind }

// BinaryData is what bytes are of which nothing else is known.
const BinaryData = "binary data of an unknown kind"

// What a user can do about a source that is not read.
const (
	SaveAsDOCX = "open it in Word, WPS or LibreOffice and save it as .docx"
	ExportText = "export its text or the original document"
	PassText   = "pass a report as .docx, .html or .txt"
)

// Named returns err as an *Error that names the file.
func Named(err error, file string) error {
	var e *Error
	if errors.As(err, &e) {
		c := *e
		c.File = file
		return &c
	}
	return &Error{File: file, What: err.Error(), Kind: err, what: message.New("%v", err)}
}

// Damaged returns the error for a source of a kind that is read, but cannot be: at place, what was found.
func Damaged(place string, format message.Format, args ...any) error {
	return Failed(ErrDamaged, place, "open it in the program that made it and save it anew", format, args...)
}

// Unsupported returns the error for a source of a kind that is not read: what it is ("a PDF file"), with what fills its verbs,
// and what to do about it.
func Unsupported(what, do message.Format, args ...any) error {
	return Failed(ErrUnsupported, "", do, "this is %s", message.New(what, args...))
}

// Own returns the error for a source that duban wrote itself.
func Own() error {
	return Unsupported("what duban wrote itself", "pass the reports that it was made from")
}

// Exceeded returns the error for a source that would take more than its limits allow.
func Exceeded(place string, format message.Format, args ...any) error {
	return Failed(ErrLimit, place, "raise the limit if the file can be trusted", format, args...)
}
