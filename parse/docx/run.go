package docx

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/numbering"
)

// runProps is what the properties of a run say about its text.
type runProps struct {
	hidden bool
	raised bool   // superscript
	struck bool   // through
	named  bool   // it has a font
	font   string // its name
}

// field is a field that has begun: in its code until the result comes.
type field struct {
	code  bool
	instr []byte
}

// inline reads what the element at hand holds as text of the paragraph.
func (r *reader) inline() {
	for d := r.s.depth(); r.s.child(d); {
		r.inlineElement()
	}
}

func (r *reader) inlineElement() {
	switch r.s.space {
	case spaceOther:
		r.foreign(r.inline)
	case spaceCompat:
		r.alternative(r.inline)
	case spaceMath:
		r.equation()
	case spaceWord:
		switch string(r.s.name) {
		case "r":
			run := runProps{hidden: r.text.props.style.hidden == on, raised: r.text.props.style.raised == on}
			r.run(&run)
		case "hyperlink", "hlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo":
			r.inline()
		case "sdt":
			r.control(r.inline)
		}
	}
}

// run reads a run, or what stands for part of one.
func (r *reader) run(run *runProps) {
	for d := r.s.depth(); r.s.child(d); {
		switch r.s.space {
		case spaceWord:
			r.runElement(run)
		case spaceCompat:
			r.alternative(func() { r.run(run) })
		case spaceMath:
			r.equation()
		case spaceOther:
			r.foreign(func() { r.run(run) })
		}
	}
}

func (r *reader) runElement(run *runProps) {
	switch string(r.s.name) {
	case "rPr":
		r.runProps(run)
	case "t":
		if !r.silent(run) {
			r.runText(run)
		}
	case "tab", "ptab":
		r.sign(run, '\t')
	case "br", "cr":
		r.sign(run, '\n')
	case "noBreakHyphen":
		r.sign(run, '-')
	case "sym":
		r.symbol(run)
	case "fldChar":
		r.field(run)
	case "instrText":
		if n := len(r.fields); n > 0 && r.fields[n-1].code {
			r.fields[n-1].instr = r.s.text(r.fields[n-1].instr)
		}
	case "footnoteReference":
		r.cite("footnote")
	case "endnoteReference":
		r.cite("endnote")
	case "ruby":
		for d := r.s.depth(); r.s.child(d); {
			if r.s.is("rubyBase") {
				r.inline()
			}
		}
	case "drawing", "pict", "object":
		if !r.silent(run) {
			r.drawing()
		}
	}
}

// runProps reads <w:rPr>.
func (r *reader) runProps(run *runProps) {
	s := r.s
	var hidden, raised toggle
	var style styleProps
	for d := s.depth(); s.child(d); {
		if s.space != spaceWord {
			continue
		}
		switch string(s.name) {
		case "vanish":
			hidden = s.onOff()
		case "vertAlign":
			raised = isRaised(s)
		case "strike", "dstrike":
			run.struck = run.struck || s.onOff() == on
		case "rStyle":
			style = r.styles.byID[string(s.attr("val"))]
		case "rFonts":
			font := s.attr("ascii")
			if font == nil {
				font = s.attr("hAnsi")
			}
			run.named, run.font = font != nil, r.kept(font)
		}
	}
	run.hidden = hidden.or(style.hidden).or(r.text.props.style.hidden) == on
	run.raised = raised.or(style.raised).or(r.text.props.style.raised) == on
}

// silent reports that the text of a run does not show.
func (r *reader) silent(run *runProps) bool {
	if run.hidden {
		return true
	}
	for i := range r.fields {
		if r.fields[i].code {
			return true
		}
	}
	return false
}

func (r *reader) sign(run *runProps, sign rune) {
	if !r.silent(run) {
		r.buf = utf8.AppendRune(r.buf, sign)
		r.produced++
	}
}

// runText reads <w:t>. White space at its ends counts only if the element says so; ends of lines are spaces.
func (r *reader) runText(run *runProps) {
	from := len(r.buf)
	kept := r.legacy || r.s.keepsSpace()
	r.buf = r.s.text(r.buf)
	text := r.buf[from:]
	if bytes.IndexByte(text, '\n') >= 0 {
		for i, c := range text {
			if c == '\n' {
				text[i] = ' '
			}
		}
	}
	if !kept && len(text) > 0 && (isXMLBlank(text[0]) || isXMLBlank(text[len(text)-1])) {
		text = text[:copy(text, bytes.Trim(text, " \t"))]
		r.buf = r.buf[:from+len(text)]
	}
	if run.named && hasPrivateUse(r.buf[from:]) {
		r.mapSymbols(from, run.font)
	}
	if run.raised {
		r.raise(from)
	}
	r.strike(run, from)
	r.produced += len(r.buf) - from
}

// strike keeps figures that are struck through apart from those beside them: 12 struck and 34 behind it must not read
// 1234. The text of the run is what buf holds behind from.
func (r *reader) strike(run *runProps, from int) {
	if run.struck == r.text.struck || from == len(r.buf) {
		return
	}
	r.text.struck = run.struck
	if run.struck {
		r.trouble("text that is struck through was read as text")
	}
	if from > r.text.para && block.InFigure(r.buf[from-1]) && block.InFigure(r.buf[from]) {
		r.buf = slices.Insert(r.buf, from, ' ')
	}
}

// raise writes what buf holds behind from as superscript, where it is a number: 10 to the 4th must not read 104.
func (r *reader) raise(from int) bool {
	const plain, raised = "0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"
	text := string(r.buf[from:])
	if text == "" || strings.Trim(text, plain) != "" {
		return false
	}
	signs, at := []rune(raised), []rune(plain)
	r.buf = r.buf[:from]
	for _, c := range text {
		for i := range at {
			if at[i] == c {
				r.buf = utf8.AppendRune(r.buf, signs[i])
			}
		}
	}
	return true
}

// field follows the marks that a field is made of. What is between the first and the second is its code, what is
// between the second and the third its result.
func (r *reader) field(run *runProps) {
	n := len(r.fields) - 1
	switch kind := string(r.s.attr("fldCharType")); {
	case kind == "begin":
		r.fields = append(r.fields, field{code: true})
	case n < 0:
	case kind == "separate":
		r.fields[n].code = false
	case kind == "end":
		f := r.fields[n]
		r.fields = r.fields[:n]
		if f.code && !r.silent(run) {
			r.drawn(string(f.instr))
		}
	}
}

// drawn reads a field that has no result because it draws what its code says: EQ \o\ac(○,12) is a number in a circle.
func (r *reader) drawn(instr string) {
	words := strings.Fields(strings.ToLower(instr))
	if len(words) == 0 {
		return
	}
	switch words[0] {
	case "eq":
		if code, ok := strings.CutPrefix(strings.Join(words[1:], ""), `\o\ac(○`); ok {
			if n, err := strconv.Atoi(strings.Trim(code, char.Commas+char.Semicolons+")")); err == nil {
				r.buf = append(r.buf, numbering.Circled(n)...)
				r.produced++
				return
			}
		}
	case "symbol", "listnum", "autonum", "autonumlgl", "autonumout", "formcheckbox", "formdropdown", "macrobutton", "gotobutton":
	default: // marks for an index and the like show nothing
		return
	}
	if words[0] == "eq" {
		r.left(block.Equation, block.NotRead("an equation", instr))
	}
	r.trouble("a field that draws its text was not read: %s", block.Head([]byte(strings.TrimSpace(instr)), 60))
}

// closeFields ends the codes that go on beyond a paragraph. Hardly any real code does, but where a damaged one has no
// end, everything that follows would be lost.
func (r *reader) closeFields() {
	for i := range r.fields {
		if r.fields[i].code {
			r.fields[i].code = false
			r.trouble("a field code has no end in its paragraph; what follows was read as text")
		}
	}
}

// math reads a formula in the order of its parts. Fractions, powers and brackets, which it draws, are written so that
// no number changes: 1/2 must not read 12.
func (r *reader) math() {
	for d := r.s.depth(); r.s.child(d); {
		if r.s.space == spaceWord {
			r.mathRevision()
			continue
		}
		switch string(r.s.name) {
		case "t":
			r.buf = r.s.text(r.buf)
			r.produced++
		case "den":
			r.buf = append(r.buf, '/')
			r.math()
		case "sup":
			from := len(r.buf)
			r.math()
			if len(r.buf) > from && !r.raise(from) {
				r.buf = append(r.buf[:from], "^"+string(r.buf[from:])...)
			}
		case "d":
			r.delimited()
		default:
			r.math()
		}
	}
}

func (r *reader) mathRevision() {
	if r.s.is("ins") || r.s.is("moveTo") {
		r.math()
	} else {
		r.inlineElement()
	}
}

// delimited reads <m:d>, what stands in brackets that the formula draws.
func (r *reader) delimited() {
	open, end := "(", ")"
	parts := 0
	for d := r.s.depth(); r.s.child(d); {
		switch string(r.s.name) {
		case "dPr":
			for d := r.s.depth(); r.s.child(d); {
				switch string(r.s.name) {
				case "begChr":
					open = string(r.s.attr("val"))
				case "endChr":
					end = string(r.s.attr("val"))
				}
			}
		case "e":
			if parts++; parts == 1 {
				r.buf = append(r.buf, open...)
			} else {
				r.buf = append(r.buf, '|')
			}
			r.math()
		}
	}
	if parts > 0 {
		r.buf = append(r.buf, end...)
	}
}
