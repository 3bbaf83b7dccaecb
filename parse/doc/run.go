package doc

import (
	"unicode/utf16"
	"unicode/utf8"

	"duban/parse/flow"
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
		r.each(r.propsIn(r.chars[i]), props.take)
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
	units := r.text.units[from:to]
	for i := 0; i < len(units); i++ {
		u := units[i]
		switch {
		case u >= ' ' && (u != symbolMark || c.symbol == 0):
			char := rune(u)
			if utf16.IsSurrogate(char) {
				if char = pairAt(units[i:]); char != utf8.RuneError {
					i++
				}
			}
			r.char(c, char)
		case u != 0:
			r.endSegment(c)
			r.mark(c, u, from+i)
		}
	}
	r.endSegment(c)
}

// pairAt returns the character that the first two units stand for.
func pairAt(units []uint16) rune {
	if len(units) < 2 {
		return utf8.RuneError
	}
	return utf16.DecodeRune(rune(units[0]), rune(units[1]))
}

// char reads a character that stands for itself.
func (r *reader) char(c *run, char rune) {
	switch {
	case r.fields.codes > 0:
		r.fields.instruct(char)
	case !c.isHidden:
		r.segment = utf8.AppendRune(r.segment, char)
	}
}

// mark reads a character that stands for something else.
func (r *reader) mark(c *run, u uint16, at int) {
	shows := !c.isHidden && r.fields.codes == 0
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
		r.w.Write("\t", flow.Style{})
	case lineMark, pageMark, columnMark:
		r.w.Write("\n", flow.Style{})
	case noBreakHyphen:
		r.w.Write("-", flow.Style{Struck: c.struck})
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
	r.w.Write(r.w.Symbols(string(sign), r.font(c)), flow.Style{})
}

// font returns the name of the font of a run, "" where only its style says.
func (r *reader) font(c *run) string {
	if c.font < 0 || c.font >= len(r.fonts) {
		return ""
	}
	return r.fonts[c.font]
}

// endSegment writes characters without marks between them.
func (r *reader) endSegment(c *run) {
	if len(r.segment) == 0 {
		return
	}
	text := string(r.segment)
	r.segment = r.segment[:0]
	if c.font != unset {
		text = r.w.Symbols(text, r.font(c))
	}
	r.w.Write(text, flow.Style{Raised: c.isRaised, Struck: c.struck})
}
