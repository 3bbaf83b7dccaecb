package doc

import (
	"iter"
	"sort"

	"duban/parse/block"
)

// para is a paragraph: characters up to and with the mark at its end.
type para struct {
	from, to int
	mark     uint16
	paraProps
}

// Marks in the text (MS-DOC 2.4.1).
const (
	picMark       = 0x01
	cellMark      = 0x07
	drawnMark     = 0x08
	lineMark      = 0x0B
	pageMark      = 0x0C // or the end of a section, which ends a paragraph
	paraMark      = 0x0D
	columnMark    = 0x0E
	fieldMark     = 0x13
	resultMark    = 0x14
	fieldEndMark  = 0x15
	noBreakHyphen = 0x1E
	symbolMark    = '('
)

// deepest is how deep tables may be nested; no program allows more.
const deepest = 64

// paragraphsOf cuts a text into its paragraphs. What stands behind the last mark is one as well.
func (r *reader) paragraphsOf(from, to int) iter.Seq[para] {
	return func(yield func(para) bool) {
		for from < to && r.alive() {
			end := from
			for end < to-1 && !r.endsParagraph(end) {
				end++
			}
			p := para{from, end + 1, r.text.units[end], r.propsAt(end)}
			from = end + 1
			if r.takePara(); !yield(p) {
				return
			}
		}
	}
}

// endsParagraph reports whether a character is the mark at the end of a paragraph.
func (r *reader) endsParagraph(at int) bool {
	switch mark := r.text.units[at]; {
	case mark > paraMark:
		return false
	case mark == pageMark:
		i := sort.Search(r.sections.n+1, func(i int) bool { return r.sections.at(i) > at })
		return i <= r.sections.n && r.sections.n > 0 && r.sections.at(i) == at+1
	default:
		return mark == paraMark || mark == cellMark
	}
}

// takePara accounts for a paragraph.
func (r *reader) takePara() {
	if r.taken++; r.taken > r.budget.Nodes && r.err == nil {
		r.err = block.Exceeded("", "more than the limit of %d paragraphs", r.budget.Nodes)
	}
}

// propsAt returns the properties of the paragraph whose mark is a character.
func (r *reader) propsAt(at int) paraProps {
	p := paraProps{num: numRef{unset, unset}, outline: unset}
	piece := r.pieceAt(at)
	if piece == nil {
		return p
	}
	if i, ok := spanAt(r.paras, piece.at+(at-piece.from)*piece.width()); ok {
		p.style = int(r.paras[i].style)
		r.takeParaProps(&p, r.propsIn(r.paras[i]))
	}
	r.charge(len(piece.props))
	r.takeParaProps(&p, piece.props)
	switch {
	case !p.inTable:
		p.depth = 0
	default:
		p.depth = min(max(p.depth, 1), deepest)
	}
	return p
}

// takeParaProps takes a list of properties. The list of a row is kept until the row is read.
func (r *reader) takeParaProps(p *paraProps, list []byte) {
	if len(list) == 0 {
		return
	}
	r.each(list, func(s sprm, value []byte) { r.take(p, s, value) })
	if p.rowEnd {
		p.row = append(p.row, list)
	}
}

// pieceAt returns the piece that a character stands in, or nil.
func (r *reader) pieceAt(at int) *piece {
	pieces := r.text.pieces
	if last := r.lastPiece; last < len(pieces) && pieces[last].from <= at && at < pieces[last].to {
		return &pieces[last]
	}
	i := sort.Search(len(pieces), func(i int) bool { return pieces[i].to > at })
	if i == len(pieces) || pieces[i].from > at {
		return nil
	}
	r.lastPiece = i
	return &pieces[i]
}
