package doc

import (
	"sort"
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
	noteMark      = 0x02
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
func (r *reader) paragraphsOf(from, to int) []para {
	sections := readPLC(r.part(sectionPart), 12)
	endsSection := func(at int) bool {
		i := sort.Search(sections.n+1, func(i int) bool { return sections.at(i) > at })
		return i <= sections.n && sections.n > 0 && sections.at(i) == at+1
	}
	var paras []para
	start := from
	for at := from; at < to; at++ {
		mark := r.text.units[at]
		if mark > paraMark || mark != paraMark && mark != cellMark && (mark != pageMark || !endsSection(at)) {
			continue
		}
		paras = append(paras, para{start, at + 1, mark, r.propsAt(at)})
		start = at + 1
		if len(paras)%256 == 0 && !r.alive() {
			return nil
		}
	}
	if start < to {
		paras = append(paras, para{start, to, 0, r.propsAt(to - 1)})
	}
	return paras
}

// propsAt returns the properties of the paragraph whose mark is a character.
func (r *reader) propsAt(at int) paraProps {
	p := paraProps{num: numRef{unset, unset}, outline: unset}
	piece := r.pieceAt(at)
	if piece == nil {
		return p
	}
	if i, ok := spanAt(r.paras, piece.at+(at-piece.from)*piece.width()); ok {
		p.style = r.paras[i].style
		r.takeParaProps(&p, r.paras[i].props)
	}
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
	eachSprm(list, func(s sprm, value []byte) { r.take(p, s, value) })
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
