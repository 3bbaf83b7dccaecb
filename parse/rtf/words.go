package rtf

import (
	"strings"
	"unicode"

	"duban/parse/block"
	"duban/parse/flow"
	"duban/parse/numbering"
)

// signOf returns the text that a word stands for.
func signOf(name string) (text string, ok bool) {
	switch name {
	case "tab":
		return "\t", true
	case "line", "page", "column", "lbr":
		return "\n", true
	case "emdash":
		return "—", true
	case "endash":
		return "–", true
	case "emspace":
		return "\u2003", true
	case "enspace":
		return "\u2002", true
	case "qmspace":
		return "\u2005", true
	case "bullet":
		return "•", true
	case "lquote":
		return "‘", true
	case "rquote":
		return "’", true
	case "ldblquote":
		return "“", true
	case "rdblquote":
		return "”", true
	case "zwj":
		return "\u200D", true
	case "zwnj":
		return "\u200C", true
	case "mden":
		return "/", true
	case "msup":
		return "", true
	}
	return "", false
}

// sign writes what a control word stands for.
func (r *reader) sign(text string) {
	if r.skip > 0 { // it stands for a character of Unicode itself
		r.skip--
		return
	}
	r.flush()
	if r.s.dest != inFonts && r.s.dest != inStyles {
		r.put(text)
	}
}

const usualSize = 24 // of a font, in half points

// look returns how text looks that is written now. Programs raise text by hand as well, and make it smaller: by a
// third of its size it is superscript.
func (r *reader) look() run {
	look := r.s.run
	look.raised = look.raised || r.s.up > 0 && 3*r.s.up >= r.s.size
	return look
}

// runWord takes what changes how text looks.
func (r *reader) runWord(w word) bool {
	look := &r.s.run
	switch w.name {
	case "plain":
		*look = run{}
		r.s.font, r.s.wide, r.s.size, r.s.up = r.font0, false, usualSize, 0
	case "fs":
		r.s.size = w.or(usualSize)
	case "up":
		r.s.up = w.or(6)
	case "dn":
		r.s.up = 0
	case "v":
		look.hidden = w.on()
	case "deleted", "mvf":
		look.gone = w.on()
	case "super":
		look.raised = w.on()
	case "sub", "nosupersub":
		look.raised, r.s.up = false, 0
	case "strike", "striked":
		look.struck = w.on()
	case "uc":
		r.s.fallback = min(max(w.or(1), 0), 100)
	case "par":
		r.endParagraphHere()
	case "sect":
		r.endParagraphHere()
	default:
		return false
	}
	return true
}

// paragraphWord takes the properties of paragraphs.
func (r *reader) paragraphWord(w word) bool {
	p := &r.s.para
	switch w.name {
	case "pard":
		*p = plainParagraph
	case "intbl":
		p.inTable = w.on()
	case "itap":
		p.nesting = w.or(1)
	case "s":
		if r.s.dest == inStyles {
			r.style.number = w.n
		} else {
			p.style = w.n
		}
	case "outlinelevel":
		if r.s.dest == inStyles {
			r.style.outline = w.n
		} else {
			p.outline = w.n
		}
	case "sbasedon":
		r.style.base = w.n
	case "cs", "ds", "ts", "tsrowd":
		if r.s.dest == inStyles {
			r.s.dest = skipped
		}
	case "ilvl":
		p.level = w.n
	case "dropcapli":
		p.dropCap = w.n > 0
	default:
		return false
	}
	return true
}

const bodyText = 9 // the outline level of what is no heading

// style is what a style says about its paragraphs. Those that have it repeat the rest.
type style struct {
	number  int
	base    int // the style that it is based on, or unset
	name    string
	outline int
}

func (r *reader) styleName(text string) {
	const longest = 200
	if len(r.style.name) < longest {
		r.style.name += text
	}
}

func (r *reader) endStyle() {
	if r.s.dest != inStyles {
		return
	}
	s := r.style
	s.name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s.name), ";"))
	switch {
	case strings.EqualFold(s.name, "TOC Heading"): // which only looks like that it is based on
		s.outline = bodyText
	case s.outline == unset:
		s.outline = headingOutline(s.name)
	}
	r.styles[s.number] = s
}

// headingOutline returns the outline level that the names of the built-in headings stand for, if the style is one.
func headingOutline(name string) int {
	if level := block.HeadingLevel(name); level > 0 {
		return level - 1
	}
	return unset
}

// outline returns the level of the heading that the paragraph at hand is, from 1, or 0.
func (r *reader) outline() int {
	const longestChain = 20 // of styles; longer ones go in circles
	level := r.s.para.outline
	for number, i := r.s.para.style, 0; level == unset && i < longestChain; i++ {
		s, ok := r.styles[number]
		if !ok {
			break
		}
		level, number = s.outline, s.base
	}
	if level < 0 || level >= bodyText {
		return 0
	}
	return level + 1
}

// endParagraphHere takes the mark of a paragraph.
func (r *reader) endParagraphHere() {
	r.flush()
	r.skip = 0
	switch {
	case r.s.dest == inAux:
		r.put(" ")
	case r.s.dest != inText:
	case r.silent() || r.s.para.dropCap: // the next paragraph goes on in its line
		r.story().listed = ""
	default:
		r.endParagraph(r.level())
	}
}

// endParagraph ends the paragraph at hand, which stands in so many cells.
func (r *reader) endParagraph(level int) {
	r.flush()
	if r.fail(r.budget.Live()) || r.fail(r.openCells(level)) {
		return
	}
	number, suffix := r.number()
	end := flow.End{Number: number, Suffix: suffix, Outline: r.outline()}
	r.fail(r.w.EndParagraph(end))
}

// number returns the automatic number of the paragraph at hand: as it is written in the source, else counted.
func (r *reader) number() (number, suffix string) {
	listed := strings.TrimFunc(r.story().listed, unicode.IsSpace)
	tight := listed == r.story().listed
	r.story().listed = ""
	if tight {
		suffix = "nothing"
	}
	if list := r.lists.find(r.s.para.list); list != nil {
		number, suffix = r.w.Number(list, r.s.para.level)
		level := levelOf(list, r.s.para.level)
		if listed == "" || level != nil && level.Format == "bullet" {
			return number, suffix
		}
	}
	if strings.ContainsFunc(listed, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }) {
		return listed, suffix
	}
	return "", ""
}

func levelOf(list *numbering.List, i int) *numbering.Level {
	if i < 0 || i >= numbering.Levels {
		return nil
	}
	return list.Level(i)
}
