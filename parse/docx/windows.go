package docx

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf8"

	"duban/parse/block"
	"duban/parse/charset"
)

// windows are pieces of the main part of a package, unpacked one after the other by a goroutine of their own while the scanner
// goes through those before, in a few buffers in turn: so that a long document is never held whole.
//
// They hold what nearly all documents are: UTF-8 without a fault or a character that has to be replaced, cut where paragraphs
// end. Whatever else comes up makes them unfit, and the document is read whole, which says what is wrong with it.
type windows struct {
	free  chan []byte
	full  chan []byte
	stop  chan struct{}
	done  chan struct{}
	unfit bool   // known once full is closed
	held  []byte // by the scanner
}

const (
	windowSize   = 256 << 10
	windowLimit  = 4 << 20 // bytes of a paragraph
	windowsAhead = 2       // unpacked, while the scanner goes through another
	windowEnd    = "</w:p>"
	leastWindows = 1 << 20 // bytes of a part that is not simply read whole
)

func openWindows(part io.ReadCloser) *windows {
	w := &windows{free: make(chan []byte, windowsAhead+1), full: make(chan []byte, windowsAhead-1),
		stop: make(chan struct{}), done: make(chan struct{})}
	for range windowsAhead + 1 {
		w.free <- nil
	}
	go w.fill(part)
	return w
}

// next returns the next piece, which holds until the one after it is asked for; none at the end.
func (w *windows) next() []byte {
	if w.held != nil {
		w.free <- w.held
	}
	w.held = <-w.full
	return w.held
}

// rest goes through what the scanner has left, and reports whether the part is one that can be read in pieces.
func (w *windows) rest() bool {
	for w.next() != nil {
	}
	return !w.unfit
}

// close ends the unpacking, wherever it is.
func (w *windows) close() {
	close(w.stop)
	<-w.done
}

func (w *windows) fill(part io.ReadCloser) {
	defer close(w.done)
	defer close(w.full)
	defer part.Close()
	var carry []byte // what stands behind the last paragraph of the piece before
	isFirst := true
	for {
		var buf []byte
		select {
		case buf = <-w.free:
		case <-w.stop:
			return
		}
		buf, size, err := piece(part, append(slices.Grow(buf[:0], windowSize), carry...))
		if err != nil && err != io.EOF {
			w.unfit = true
			return
		}
		carry = append(carry[:0], buf[size:]...)
		if w.unfit = !isFit(buf[:size], isFirst); w.unfit {
			return
		}
		if isFirst {
			size = copy(buf, bytes.TrimPrefix(buf[:size], []byte("\xEF\xBB\xBF")))
		}
		isFirst = false
		select {
		case w.full <- buf[:size]:
		case <-w.stop:
			return
		}
		if err == io.EOF {
			return
		}
	}
}

// piece reads on behind what buf holds, and returns it with how much of it makes a window. The error is io.EOF at the end of a
// part whose checksum is right.
func piece(part io.Reader, buf []byte) (all []byte, size int, err error) {
	for len(buf) < windowLimit {
		for len(buf) < cap(buf) {
			n, err := part.Read(buf[len(buf):cap(buf)])
			if buf = buf[:len(buf)+n]; err != nil {
				return buf, len(buf), err
			}
		}
		if at := bytes.LastIndex(buf, []byte(windowEnd)); at >= 0 {
			return buf, at + len(windowEnd), nil
		}
		buf = slices.Grow(buf, len(buf))
	}
	return buf, 0, block.ErrLimit
}

// isFit reports whether a piece can be read as it is.
func isFit(text []byte, isFirst bool) bool {
	if isFirst && charset.UTF16Order(block.Head(text, 64)) != 0 || !utf8.Valid(text) {
		return false
	}
	_, trouble := charset.WithIdeographs(text)
	return trouble.IsZero()
}
