package odt

import (
	"strconv"
	"strings"

	"duban/internal/char"
	"duban/parse/numbering"
)

// levels is how the levels of a list look.
type levels [numbering.Levels]*numbering.Level

// lists are the automatic lists of a document.
type lists struct {
	styles  map[string]levels
	outline levels
	heads   *numbering.List  // that of headings, once there is one
	byID    map[string]*list // by xml:id
	last    map[string]*list // by style, the one that came last
}

// list is one that others may continue.
type list struct {
	*numbering.List
	style string
}

// item is an item of a list that is being read.
type item struct {
	list    *list
	level   int
	number  bool // its number is yet to come
	written string
	outer   *item
}

func newLists() lists {
	return lists{styles: map[string]levels{}, byID: map[string]*list{}, last: map[string]*list{}}
}

// readLevels reads the levels of a style of lists.
func (r *reader) readLevels() levels {
	var all levels
	r.s.each(func(e element) {
		i := e.number("text:level", 0) - 1
		if i < 0 || i >= numbering.Levels {
			return
		}
		switch e.name {
		case "text:list-level-style-number", "text:outline-level-style":
			all[i] = r.readLevel(e, i)
		case "text:list-level-style-bullet", "text:list-level-style-image":
			all[i] = &numbering.Level{Format: "bullet", Restart: numbering.Unset}
		}
	}, nil)
	return all
}

func (r *reader) readLevel(e element, i int) *numbering.Level {
	level := &numbering.Level{Start: e.number("text:start-value", 1), Format: formatOf(e.attr("style:num-format")),
		Text: levelText(e, i), Restart: numbering.Unset}
	r.s.each(func(e element) {
		r.s.each(func(e element) {
			level.Suffix = strings.TrimPrefix(e.attr("text:label-followed-by"), "list")
		}, nil)
	}, nil)
	return level
}

// levelText returns the form of a number: as LibreOffice writes it, else of the numbers of levels above, parted by
// dots.
func levelText(e element, i int) string {
	var sb strings.Builder
	if form, ok := e.lookUp("loext:num-list-format"); ok {
		for k, part := range strings.Split(form, "%") {
			if n, err := strconv.Atoi(part); k%2 == 1 && err == nil && 0 < n && n <= numbering.Levels {
				part = "%" + part
			}
			sb.WriteString(part)
		}
		return sb.String()
	}
	sb.WriteString(e.attr("style:num-prefix"))
	if e.attr("style:num-format") != "" {
		shown := min(max(e.number("text:display-levels", 1), 1), i+1)
		for k := i + 2 - shown; k <= i+1; k++ {
			sb.WriteString("%" + strconv.Itoa(k))
			if k <= i {
				sb.WriteByte('.')
			}
		}
	}
	sb.WriteString(e.attr("style:num-suffix"))
	return sb.String()
}

// formatOf returns the format of ST_NumberFormat for one of OpenDocument, which names it by its first numbers.
func formatOf(format string) string {
	first, rest, _ := strings.Cut(format, ",")
	switch strings.TrimSpace(first) {
	case "":
		return "none"
	case "a":
		return "lowerLetter"
	case "A":
		return "upperLetter"
	case "i":
		return "lowerRoman"
	case "I":
		return "upperRoman"
	case "1st":
		return "ordinal"
	case "01":
		return "decimalZero"
	}
	for _, f := range signFormats {
		if strings.HasPrefix(strings.TrimSpace(first), f.first) && strings.Contains(rest, f.second) {
			return f.format
		}
	}
	return format
}

// signFormats are the formats by the sign of one, and of those that share it by the sign of two.
var signFormats = []struct{ first, second, format string }{
	{nth(char.FullDigits, 1), "", "decimalFullWidth"},
	{string(char.FirstCircled), "", "decimalEnclosedCircle"},
	{string(char.FirstInBrackets), "", "decimalEnclosedParen"},
	{string(char.FirstWithPoint), "", "decimalEnclosedFullstop"},
	{nth(char.EnclosedNumerals, 0), "", "ideographEnclosedCircle"},
	{nth(char.Numerals, 0), "", "chineseCountingThousand"},
	{nth(char.LegalOld, 1), nth(char.LegalOld, 2), "ideographLegalTraditional"},
	{nth(char.LegalDigits, 1), "", "chineseLegalSimplified"},
	{nth(char.Stems, 0), "", "ideographTraditional"},
	{nth(char.Branches, 0), "", "ideographZodiac"},
}

func nth(signs string, n int) string { return string([]rune(signs)[n]) }

// list reads <text:list>, in the item of another if that is not nil.
func (r *reader) list(e element, in *item) {
	style, level := e.attr("text:style-name"), 0
	var l *list
	if in != nil {
		level = in.level + 1
		if style == "" || in.list != nil && style == in.list.style {
			l = in.list
		}
	}
	if l == nil {
		l = r.continued(e, style)
	}
	if id := e.attr("xml:id"); id != "" {
		r.lists.byID[id] = l
	}
	r.lists.last[l.style] = l
	r.s.each(func(e element) {
		switch e.name {
		case "text:list-item":
			r.item(e, &item{list: l, level: level, number: true, outer: in})
		case "text:list-header":
			r.blocks(&item{list: l, level: level, outer: in})
		}
	}, nil)
}

// continued returns the list that another one goes on with, or a new one.
func (r *reader) continued(e element, style string) *list {
	l := r.lists.byID[e.attr("text:continue-list")]
	if l == nil && e.attr("text:continue-numbering") == "true" {
		l = r.lists.last[style]
	}
	switch {
	case l == nil:
		return &list{numbering.NewList(&numbering.Scheme{Levels: r.lists.styles[style]}), style}
	case style != "" && style != l.style: // it counts on and looks otherwise
		other := numbering.NewList(l.Scheme)
		other.Levels = r.lists.styles[style]
		return &list{other, style}
	}
	return l
}

func (r *reader) item(e element, it *item) {
	if start, ok := e.lookUp("text:start-value"); ok && it.level < numbering.Levels {
		if n, err := strconv.Atoi(start); err == nil {
			it.list.List = startingAt(it.list.List, it.level, n)
		}
	}
	r.s.each(func(e element) {
		if e.name == "text:number" {
			it.written = r.s.plainText()
			return
		}
		r.block(e, it)
	}, nil)
}

// startingAt returns a list that counts on with another, but for one level, which starts anew.
func startingAt(l *numbering.List, level, n int) *numbering.List {
	anew := numbering.NewList(l.Scheme)
	anew.Levels = l.Levels
	anew.Starts[level] = n
	return anew
}

// numberedParagraph reads a paragraph of a list that has no items.
func (r *reader) numberedParagraph(e element) {
	id, style := e.attr("text:list-id"), e.attr("text:style-name")
	l := r.lists.byID[id]
	if l == nil {
		l = &list{numbering.NewList(&numbering.Scheme{Levels: r.lists.styles[style]}), style}
		r.lists.byID[id] = l
	}
	r.item(e, &item{list: l, level: max(e.number("text:level", 1), 1) - 1, number: true})
}

// number returns the automatic number of a paragraph: the first of its item, or a heading.
func (r *reader) number(e element, in *item, outline int, style style) (number, suffix string) {
	switch {
	case in != nil && in.number:
		in.number = false
		l := in.list
		if l.style == "" && style.list != "" && l.Scheme.Levels == (levels{}) {
			l.Scheme.Levels = r.lists.styles[style.list]
		}
		number, suffix = r.w.Number(l.List, in.level)
		if number != "" && strings.TrimSpace(in.written) != "" {
			number = strings.TrimSpace(in.written)
		}
		return number, suffix
	case in == nil && outline > 0 && !style.noList && e.attr("text:is-list-header") != "true":
		return r.headingNumber(e, outline)
	}
	return "", ""
}

func (r *reader) headingNumber(e element, outline int) (number, suffix string) {
	if r.lists.heads == nil {
		r.lists.heads = numbering.NewList(&numbering.Scheme{Levels: r.lists.outline})
	}
	if e.attr("text:restart-numbering") == "true" {
		r.lists.heads = startingAt(r.lists.heads, outline-1, e.number("text:start-value", 1))
	}
	return r.w.Number(r.lists.heads, outline-1)
}
