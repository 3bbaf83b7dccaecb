package rtf

import (
	"strings"

	"duban/parse/flow"
)

// dest is where the text of a group goes.
type dest uint8

const (
	inText      dest = iota
	inAux            // into aux: a name, a code, a number
	inFonts          // it names a font
	inStyles         // it names a style
	inLists          // the tables of lists
	inOverrides      // the tables of lists in use
	inShape          // nowhere, but a box or a picture may stand in it
	inPicture        // nowhere, it is a picture
	inObject         // nowhere, it is an embedded object
	inBoth           // nowhere; of \upr, which has its text twice, and the second is read
	skipped          // nowhere, whatever stands in it
)

// hasText reports that text is wanted there.
func (d dest) hasText() bool { return d <= inStyles }

// ending is what is to be done when a group ends.
type ending uint8

const (
	nothing ending = iota
	endStory
	endListText
	endFieldCode
	endField
	endStyle
	endLevelText
	endLevel
	endList
	endOverride
	endOverrideLevel
	endShape
	endShapeName
	endShapeValue
	endPicture
	endObject
	endObjectClass
	endMath
)

// word takes a control word.
func (r *reader) word(w word) {
	starred := r.starred
	r.starred = false
	switch {
	case r.s.dest == skipped:
	case r.destination(w):
	case starred && w.name != "cs":
		r.s.dest = skipped
	default:
		r.plainWord(w)
	}
}

// plainWord takes a word that is no destination.
func (r *reader) plainWord(w word) {
	if text, ok := signOf(w.name); ok {
		r.sign(text)
		return
	}
	_ = r.fontWord(w) || r.runWord(w) || r.paragraphWord(w) || r.tableWord(w) || r.listWord(w) || r.objectWord(w)
}

// destination takes a word that says what its group is, and reports whether it is one.
func (r *reader) destination(w word) bool {
	if isSkipped(w.name) {
		r.flush()
		r.s.dest = skipped
		return true
	}
	d, end, known := r.destinationOf(w)
	if !known {
		return false
	}
	if end != nothing && r.s.end != nothing { // the group is something else already
		return true
	}
	r.flush()
	r.s.dest = d
	if end != nothing {
		r.s.end, r.s.mark = end, len(r.aux)
		r.begin(w)
	}
	return true
}

// destinationOf returns what a destination is. Some are such only where they belong.
func (r *reader) destinationOf(w word) (d dest, end ending, known bool) {
	d = r.s.dest
	switch w.name {
	case "fonttbl":
		return inFonts, nothing, true
	case "stylesheet":
		return inStyles, nothing, true
	case "listtable":
		return inLists, nothing, true
	case "listoverridetable":
		return inOverrides, nothing, true
	case "field":
		return d, endField, true
	case "fldinst":
		return inAux, endFieldCode, true
	case "fldrslt":
		return r.fieldResult(), nothing, true
	case "listtext", "pntext":
		return inAux, endListText, true
	case "footnote", "shptxt", "dptxbxtext":
		return inText, endStory, d == inText || d == inShape
	case "shp", "shpgrp":
		return inShape, endShape, true
	case "shpinst", "do":
		return inShape, nothing, true
	case "sn":
		return inAux, endShapeName, true
	case "sv":
		return inAux, endShapeValue, true
	case "pict":
		return inPicture, endPicture, true
	case "object":
		return inObject, endObject, true
	case "objclass":
		return inAux, endObjectClass, true
	case "result":
		return r.objectResult(), nothing, true
	case "shppict", "nesttableprops":
		r.s.nested = r.s.nested || w.name == "nesttableprops"
		return d, nothing, true
	case "mmath", "moMath", "moMathPara":
		if r.s.math {
			return d, nothing, true
		}
		return inAux, endMath, true
	case "upr":
		return inBoth, nothing, true
	case "ud":
		return r.outsideBoth(), nothing, true
	}
	return r.listDestination(w)
}

// listDestination is destinationOf for the tables of lists.
func (r *reader) listDestination(w word) (d dest, end ending, known bool) {
	d = r.s.dest
	if d != inLists && d != inOverrides {
		return d, nothing, false
	}
	switch w.name {
	case "list":
		return d, endList, true
	case "listlevel":
		return d, endLevel, true
	case "leveltext":
		return inAux, endLevelText, true
	case "listoverride":
		return d, endOverride, true
	case "lfolevel":
		return d, endOverrideLevel, true
	}
	return d, nothing, false
}

// outsideBoth returns where the text around \upr goes.
func (r *reader) outsideBoth() dest {
	for i := len(r.outside) - 1; i >= 0; i-- {
		if d := r.outside[i].dest; d != inBoth {
			return d
		}
	}
	return inText
}

// isSkipped reports destinations without \* that hold no text of the document. Those with it are skipped unless they
// are known.
func isSkipped(name string) bool {
	switch name {
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
		"ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
		"info", "colortbl", "filetbl", "revtbl", "rsidtbl", "private", "comment", "annotation", "atnid", "atnauthor",
		"xe", "rxe", "txe", "tc", "tcn", "nonshppict", "shprslt", "mmathPict", "nonesttables", "pn", "pnseclvl",
		"objdata", "objname", "objalias", "objsect", "objtime", "datafield", "formfield", "panose", "falt", "fname",
		"levelnumbers", "listname", "liststylename", "listpicture", "themedata", "colorschememapping", "datastore",
		"bkmkstart", "bkmkend", "template", "background", "nextfile":
		return true
	}
	return strings.HasPrefix(name, "m") && strings.HasSuffix(name, "Pr") // properties of formulas
}

// begin does what a group that ends with more than a brace begins with.
func (r *reader) begin(w word) {
	switch r.s.end {
	case endStory:
		r.beginStory(w.name)
	case endField:
		outer := inText
		if n := len(r.outside); n > 0 {
			outer = r.outside[n-1].dest
		}
		r.fields = append(r.fields, field{dest: outer})
	case endLevel:
		r.lists.beginLevel()
	case endList:
		r.lists.list = &list{id: unset, style: unset}
	case endOverride:
		r.lists.beginOverride()
	case endOverrideLevel:
		r.lists.overridden++
	case endShape, endPicture, endObject:
		o := object{dest: r.outside[len(r.outside)-1].dest, embedded: r.s.end == endObject, scaleX: 100, scaleY: 100}
		r.objects = append(r.objects, o)
	case endMath:
		r.s.math = true
	}
}

// endGroup does what a group ends with.
func (r *reader) endGroup() {
	var text string
	if r.s.dest == inAux {
		text = string(r.aux[min(r.s.mark, len(r.aux)):])
		r.aux = r.aux[:min(r.s.mark, len(r.aux))]
	}
	switch r.s.end {
	case endStory:
		r.endStory()
	case endListText:
		r.stories[len(r.stories)-1].listed = text
	case endFieldCode:
		const longest = 10_000 // that is of use
		if n := len(r.fields); n > 0 && len(r.fields[n-1].code) < longest {
			r.fields[n-1].code += text
		}
	case endField:
		r.endField()
	case endStyle:
		r.endStyle()
	case endLevelText:
		r.lists.levelText(text)
	case endLevel:
		r.lists.endLevel(r.s.run.hidden)
	case endList:
		r.lists.endList()
	case endOverride:
		r.lists.endOverride()
	case endShape, endPicture, endObject:
		r.endObject(r.s.end)
	case endShapeName, endShapeValue, endObjectClass:
		r.describe(r.s.end, text)
	case endMath:
		if d := r.outside[len(r.outside)-1].dest; d == inText && !r.silent() {
			r.w.Equation(text)
		} else if d == inAux {
			r.aux = append(r.aux, text...)
		}
	}
}

// silent reports that text does not show.
func (r *reader) silent() bool { return r.s.run.hidden || r.s.run.gone }

// put writes text to where that of the group at hand goes.
func (r *reader) put(text string) { r.putAs(text, r.s.dest, r.look()) }

func (r *reader) putAs(text string, d dest, look run) {
	if r.high != 0 { // half a character that the other half does not follow
		r.high = 0
		text = "\uFFFD" + text
	}
	switch d {
	case inText:
		if !look.hidden && !look.gone {
			r.written += len(text)
			r.w.Write(text, flow.Style{Raised: look.raised, Struck: look.struck})
		}
	case inAux:
		r.aux = append(r.aux, text...)
	case inFonts:
		r.fontName(text)
	case inStyles:
		r.styleName(text)
	}
}
