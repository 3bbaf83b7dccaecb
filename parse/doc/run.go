package doc

import (
	"bytes"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"duban/parse/block"
	"duban/parse/symbol"
)

// run is what the properties of characters say, with those of the styles.
type run struct {
	charProps
	isHidden, isRaised bool
}

// runs reads the characters of a paragraph, and reports whether its mark is deleted or hidden, so that the next paragraph goes on
// in its line.
func (r *reader) runs(p *para) (gone bool) {
	body := r.styleOf(p.style)
	for at := p.from; at < p.to; {
		end, props := r.propsOf(at, p.to)
		c := r.runOf(props, body)
		r.run(&c, at, end)
		at = end
		gone = c.deleted || c.isHidden
	}
	return gone && p.mark != 0
}

// propsOf returns the properties of characters from at, and where those end, at latest at to.
func (r *reader) propsOf(at, to int) (end int, props charProps) {
	props = charProps{style: unset, font: unset, picture: unset}
	piece := r.pieceAt(at)
	if piece == nil {
		return to, props
	}
	end = min(to, piece.to)
	width := piece.width()
	place := piece.at + (at-piece.from)*width
	i, ok := spanAt(r.chars, place)
	switch {
	case ok:
		r.each(r.listOf(r.chars[i]), props.take)
		end = min(end, at+(int(r.chars[i].to)-place+width-1)/width)
	case i < len(r.chars):
		end = min(end, at+(int(r.chars[i].from)-place+width-1)/width)
	}
	if len(piece.props) > 0 {
		r.charge(len(piece.props))
		r.each(piece.props, props.take)
	}
	return end, props
}

// runOf completes properties by the style of the characters and that of the paragraph.
func (r *reader) runOf(props charProps, body style) run {
	c := run{charProps: props}
	own := r.styleOf(props.style)
	if own.isPara {
		own = plain
	}
	c.isHidden = props.hidden.or(own.hidden.or(body.hidden)) == on
	c.isRaised = props.raised.or(own.raised.or(body.raised)) == on
	return c
}

// run reads characters with the same properties.
func (r *reader) run(c *run, from, to int) {
	if c.deleted {
		r.drawings.skip(from, to)
		return
	}
	r.cite(from, to)
	start := len(r.buf)
	code := r.fields.codes > 0
	shows := !c.isHidden && !code
	units := r.text.units[from:to]
	for i := 0; i < len(units); i++ {
		u := units[i]
		switch {
		case u >= ' ' && (u != symbolMark || c.symbol == 0):
			char := rune(u)
			if utf16.IsSurrogate(char) {
				next := rune(0)
				if i+1 < len(units) {
					next = rune(units[i+1])
				}
				if char = utf16.DecodeRune(char, next); char != utf8.RuneError {
					i++
				}
			}
			if shows {
				r.buf = utf8.AppendRune(r.buf, char)
			} else if code {
				r.fields.instruct(char)
			}
		case u != 0:
			r.endSegment(c, start)
			r.mark(c, u, from+i, shows)
			start = len(r.buf)
			code = r.fields.codes > 0
			shows = !c.isHidden && !code
		}
	}
	r.endSegment(c, start)
}

// mark reads a character that stands for something else.
func (r *reader) mark(c *run, u uint16, at int, shows bool) {
	switch {
	case u == fieldMark, u == resultMark, u == fieldEndMark:
		r.field(u, c.picture)
		return
	case u == drawnMark:
		r.drawn(at, shows)
		return
	case !shows:
		return
	}
	switch u {
	case '\t':
		r.buf = append(r.buf, '\t')
	case lineMark, pageMark, columnMark:
		r.buf = append(r.buf, '\n')
	case noBreakHyphen:
		r.buf = append(r.buf, '-')
	case symbolMark:
		r.symbol(c)
	case picMark:
		if c.special && !c.form {
			r.picture(c)
		}
	}
}

// symbol reads a sign of a font.
func (r *reader) symbol(c *run) {
	sign := c.symbol
	if symbol.IsFont(r.font(c)) && sign < 0x100 {
		sign += symbol.PrivateUse
	}
	r.buf = utf8.AppendRune(r.buf, r.mapSymbol(sign, r.font(c)))
}

// mapSymbol returns the character of Unicode for one of a font of symbols. One that has none stays as it is.
func (r *reader) mapSymbol(c rune, font string) rune {
	if !symbol.IsPrivate(c) {
		return c
	}
	if sign, ok := symbol.Rune(font, c); ok {
		return sign
	}
	r.trouble("the sign %04X of the font %q has no equivalent in Unicode that is sure, and stands as U+%04[1]X", c, font)
	return c
}

// font returns the name of the font of a run, "" where only its style says.
func (r *reader) font(c *run) string {
	if c.font < 0 || c.font >= len(r.fonts) {
		return ""
	}
	return r.fonts[c.font]
}

// endSegment finishes text without marks that buf holds behind from.
func (r *reader) endSegment(c *run, from int) {
	if from == len(r.buf) {
		return
	}
	if c.font != unset && bytes.ContainsFunc(r.buf[from:], symbol.IsPrivate) {
		text := string(r.buf[from:])
		r.buf = r.buf[:from]
		for _, char := range text {
			r.buf = utf8.AppendRune(r.buf, r.mapSymbol(char, r.font(c)))
		}
	}
	if c.isRaised {
		if buf, ok := symbol.AppendRaised(r.buf[:from], string(r.buf[from:])); ok {
			r.buf = buf
		}
	}
	r.strike(c, from)
}

// strike keeps figures that are struck through apart from those beside them: 12 struck and 34 behind it must not read
// 1234. The text of the run is what buf holds behind from.
func (r *reader) strike(c *run, from int) {
	if c.struck == r.flow.struck {
		return
	}
	r.flow.struck = c.struck
	if c.struck {
		r.trouble("text that is struck through was read as text")
	}
	if from > r.flow.para && block.InFigure(r.buf[from-1]) && block.InFigure(r.buf[from]) {
		r.buf = slices.Insert(r.buf, from, ' ')
	}
}

// left notes something that is not read, in the paragraph at hand, and that the document has it.
func (r *reader) left(what block.What, message string) {
	if r.flow.mute {
		return
	}
	r.doc.Leave(what, message, nil)
	if n := len(r.doc.Unread); n > r.unplaced && r.rows > 0 {
		r.doc.Unread[n-1].Place = r.place()
		r.unplaced = n
	}
}

// placeUnread gives what hangs in the paragraph that ends its place.
func (r *reader) placeUnread() {
	if r.rows > 0 {
		return
	}
	for ; r.unplaced < len(r.doc.Unread); r.unplaced++ {
		r.doc.Unread[r.unplaced].Place = block.Place{Paragraph: r.paragraphs}
	}
}
