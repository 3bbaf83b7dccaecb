package pdfium

import (
	"context"
	"errors"
	"fmt"
	"strings"

	pdferrors "github.com/klippa-app/go-pdfium/errors"

	"duban/parse/page"
	"duban/parse/pdf"
)

// This file is about pages that cannot be read. The others are.

// mostRestarts is how often the engine is started anew for a file: each takes time, and files of reports never make it break off.
const mostRestarts = 3

// brokenPage is the error of a page at which the engine broke off.
type brokenPage struct {
	error
	index int // from 0
}

func (e *brokenPage) Error() string {
	if errors.Is(e.error, pdf.ErrLimit) {
		return fmt.Sprintf("%v (page %d)", e.error, e.index+1)
	}
	return fmt.Sprintf("page %d: %v", e.index+1, e.error)
}

func (e *brokenPage) Unwrap() error { return e.error }

// restart takes a new engine. The old one broke off and need not end well.
func (r *Reader) restart(ctx context.Context) error {
	_ = r.Close()
	return r.start(ctx)
}

// isBroken reports an error after which the engine is not to be trusted: it stopped in the middle of its work, or wanted more memory than
// there is. Of others it has told itself, and goes on with the next page.
func (r *Reader) isBroken(err error) bool {
	const trap, panicked = "wasm error", "panic occurred"
	says := err.Error()
	return r.memory.denied || strings.Contains(says, trap) || strings.Contains(says, panicked)
}

// failed returns a page that cannot be read.
func failed(err error) page.Page {
	switch {
	case errors.Is(err, pdf.ErrLimit):
		return page.Page{TooMuch: true, Failure: strings.TrimPrefix(err.Error(), pdf.ErrLimit.Error()+": ")}
	case errors.Is(err, pdferrors.ErrPage):
		return page.Page{Failure: "what it consists of cannot be found in the file"}
	}
	return page.Page{Failure: err.Error()}
}
