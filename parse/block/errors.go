package block

import (
	"errors"
	"fmt"
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
	return &Error{File: file, What: err.Error(), Kind: err}
}

// Damaged returns the error for a source of a kind that is read, but cannot be: at place, what was found.
func Damaged(place, format string, args ...any) error {
	return &Error{Place: place, What: fmt.Sprintf(format, args...),
		Do: "open it in the program that made it and save it anew", Kind: ErrDamaged}
}

// Unsupported returns the error for a source of a kind that is not read: what it is ("a PDF file"), and what to do about it.
func Unsupported(what, do string) error {
	return &Error{What: "this is " + what, Do: do, Kind: ErrUnsupported}
}

// Own returns the error for a source that duban wrote itself.
func Own() error {
	return Unsupported("what duban wrote itself", "pass the reports that it was made from")
}

// Exceeded returns the error for a source that would take more than its limits allow.
func Exceeded(place, format string, args ...any) error {
	return &Error{Place: place, What: fmt.Sprintf(format, args...),
		Do: "raise the limit if the file can be trusted", Kind: ErrLimit}
}
