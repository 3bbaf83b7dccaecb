// Package rtf reads documents of the Rich Text Format as Word, WPS and LibreOffice write them: the text that shows
// once all tracked changes are accepted, with the numbers of automatic lists in front of their paragraphs.
package rtf

import (
	"bytes"

	"duban/parse/block"
	"duban/parse/flow"
)

// Is reports whether data begins as RTF does.
func Is(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 1024)], blanks), []byte(magic))
}

const (
	magic  = `{\rtf`
	blanks = "\xEF\xBB\xBF\x00 \t\r\n" // that may stand in front
)

// Read reads a document. An error means that there is none: damage ends the reading, and what stands before it is
// given with a diagnostic.
func Read(b *block.Budget, data []byte) (*block.Document, error) {
	doc := &block.Document{Format: block.FormatRTF}
	start := bytes.Index(data[:min(len(data), 1024)], []byte(magic))
	if start < 0 {
		return nil, block.Damaged("", "it does not begin as RTF")
	}
	r := &reader{budget: b, data: data, pos: start, doc: doc, w: flow.New(b, doc), page: ansi, fonts: map[int]*font{},
		styles: map[int]style{}, lists: newLists(), fontNumber: unset, names: map[string]string{}}
	r.s = state{size: usualSize, fallback: 1, para: plainParagraph, font: unset}
	if err := r.read(); err != nil {
		return nil, err
	}
	if err := r.w.Done(); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 && r.broken {
		return nil, block.Damaged("", "the file breaks off before any text")
	}
	return doc, nil
}

// reader goes through the source once. Groups in braces have a state of their own, which begins as that around them.
type reader struct {
	budget *block.Budget
	data   []byte
	pos    int
	doc    *block.Document
	w      *flow.Writer
	err    error // the error that ends the reading
	broken bool  // the source ends within a group

	s       state
	outside []state // of the groups around
	starred bool    // \* stands before the next word: who does not know that word skips its group
	skip    int     // characters to skip yet, as they stand for one of Unicode
	high    rune    // the first half of a surrogate pair, or 0

	raw raw    // bytes that are yet to be decoded
	aux []byte // text that is no text of a paragraph: names, codes of fields, numbers

	page       int // the code page of the document
	font0      int // the font of plain text
	fonts      map[int]*font
	fontNumber int // of the font that is being described
	styles     map[int]style
	style      style
	lists      lists
	stories    []*story // those around, and that at hand
	written    int      // bytes of text so far
	names      map[string]string
	fields     []field
	objects    []object
	rows       definitions
}

// state is what a group has of its own.
type state struct {
	dest     dest
	nested   bool   // its rows are those of nested tables
	math     bool   // it is within a formula
	end      ending // what to do when the group ends
	mark     int    // where its text begins in aux
	fallback int    // how many characters stand for one of Unicode behind it
	font     int
	wideFont int  // for characters of two bytes
	wide     bool // text and fonts that follow are of such
	size     int  // of the font, in half points
	up       int  // by which text is raised, in half points
	run      run
	para     paragraph
}

// run is how text looks.
type run struct {
	hidden, gone   bool // gone: it was deleted, or moved away
	raised, struck bool
}

// paragraph are the properties of one.
type paragraph struct {
	inTable bool
	nesting int // the tables that it stands in; unset where it does not say
	style   int
	outline int // unset, 0 to 8, or 9 for body text
	list    int
	level   int
	dropCap bool // a large initial, with which the next paragraph goes on
}

const unset = -1

var plainParagraph = paragraph{nesting: unset, outline: unset}

func (r *reader) read() error {
	r.stories = []*story{{}}
	for r.pos < len(r.data) && r.err == nil {
		if !r.token() {
			break
		}
	}
	if r.err != nil {
		return r.err
	}
	r.broken = len(r.outside) > 0
	r.flush()
	if r.broken {
		for len(r.stories) > 1 {
			r.w.Drop()
			r.endStory()
		}
		r.w.Trouble("the file breaks off within a group; what stands before was read, " +
			"except for the paragraph that is broken off")
		r.w.Drop()
	}
	r.endTables(0)
	return r.err
}

// token reads what is next, and reports false at the end of the document.
func (r *reader) token() bool {
	switch c := r.data[r.pos]; c {
	case '{':
		r.pos++
		r.open()
	case '}':
		r.pos++
		r.close()
		return len(r.outside) > 0
	case '\\':
		r.pos++
		r.control()
	case '\r', '\n', 0:
		r.pos++
	case '\t':
		r.pos++
		r.sign("\t")
	default:
		end := r.pos + 1
		for end < len(r.data) && !isSpecial[r.data[end]] {
			end++
		}
		r.text(r.data[r.pos:end])
		r.pos = end
	}
	return true
}

var isSpecial = [256]bool{'{': true, '}': true, '\\': true, '\r': true, '\n': true, '\t': true, 0: true}

func (r *reader) open() {
	const cheaper = 20 // a group costs that much less than an element
	if len(r.outside)%64 == 0 {
		if r.fail(r.budget.Live()) {
			return
		}
	}
	if deepest := r.budget.Depth * cheaper; len(r.outside) >= deepest {
		r.fail(block.Exceeded("", "groups nested more than the limit of %d deep", deepest))
		return
	}
	r.skip, r.starred = 0, false
	r.outside = append(r.outside, r.s)
	r.s.end = nothing
	if r.s.dest == inStyles {
		r.style, r.s.end = style{base: unset, outline: unset}, endStyle
	}
}

func (r *reader) close() {
	r.skip, r.starred = 0, false
	if len(r.outside) == 1 {
		r.flush()
		if r.w.Pending() {
			r.endParagraph(r.level())
		}
	}
	if r.s.end != nothing {
		r.flush()
		r.endGroup()
	}
	n := len(r.outside) - 1
	r.s = r.outside[n]
	r.outside = r.outside[:n]
}

// fail ends the reading if there is an error, and reports it.
func (r *reader) fail(err error) bool {
	if r.err == nil {
		r.err = err
	}
	return r.err != nil
}
