package markdown

import (
	entities "html"
	"path"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"duban/internal/char"
	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/text"
)

// What stands inside of lines.
var (
	tag      = expression(`</?[A-Za-z][^<>\n]*>|<!--.*?-->`)
	image    = expression(`!\[([^\[\]\n]*)\]\(([^()\n]*)\)`)
	linkText = expression(`\[([^\[\]\n]*)\]\([^()\s]*\)`)
	code     = expression("`([^`\n]+)`")
	noteText = expression(`^\[\^[^\]\s]+\]:\s*`)
	noteMark = expression(`\[\^[^\]\s]+\]`)
	struck   = expression(`~~[^~\s](?:[^~\n]*[^~\s])?~~`)
	raised   = expression(`\^([0-9+−-]{1,4})\^`)
	escape   = expression("\\\\([!-/:-@\\[-`{-~])")
	strong   = expression(`\*\*([^*\n]+)\*\*|__([^_\n]+)__`)
	dashes   = expression(`([^\s\-|+])(-{2,3})([^\s\-|+])`)
	lead     = expression(`^(?:> ?)*(?:[-*+] +(?:\[[ xX]\] +)?(\D|$))?`)
)

// expression returns an expression that is compiled when it is first called for: most documents are not of Markdown.
func expression(s string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s) })
}

// plain returns what is shown of a text with marks of Markdown inside of lines, which stands at that place. What is struck
// through was deleted, and what is raised stays told from the digits beside it, as a browser would show it.
func plain(t *text.Reader, s string, at block.Place) string {
	if !strings.ContainsAny(s, "*_[\\<&-+>~^`$") {
		return s
	}
	s = text.LineBreaks(s)
	s = lead().ReplaceAllString(s, "$1")
	s = withoutImages(t, s, at)
	s = formulas(t, s, at)
	s = code().ReplaceAllString(s, "$1")
	s = noteText().ReplaceAllString(s, "")
	s = without(s, noteMark())
	s = without(s, struck())
	s = raised().ReplaceAllString(s, "<sup>$1</sup>")
	s = linkText().ReplaceAllString(s, "$1")
	s = strong().ReplaceAllString(s, "$1$2")
	s = dashes().ReplaceAllStringFunc(s, func(m string) string {
		return strings.NewReplacer("---", "—", "--", "–").Replace(m)
	})
	s = strings.TrimSuffix(s, `\`) // a line break
	s = strings.ReplaceAll(s, "\\\n", "\n")
	if tag().MatchString(s) {
		s = shown(t, s, at)
	} else {
		s = entities.UnescapeString(s)
	}
	s = escape().ReplaceAllString(s, "$1")
	return text.CellText(s)
}

// shown returns what a browser shows of a text with tags. If that cannot be had, the tags stay, so that nothing runs together.
func shown(t *text.Reader, s string, at block.Place) string {
	blocks, err := fragment(t, strings.ReplaceAll(s, "\n", "<br>"), at)
	if err != nil {
		return s
	}
	var lines []string
	for _, b := range blocks {
		if table, ok := b.(*block.Table); ok {
			lines = append(lines, table.Text())
			continue
		}
		lines = append(lines, block.TextOf(b))
	}
	return strings.Join(lines, "\n")
}

// without leaves out what a pattern finds. Where digits stand on both sides a space parts them, so that they are not read as one.
func without(s string, pattern *regexp.Regexp) string {
	var sb strings.Builder
	done := 0
	for _, m := range pattern.FindAllStringIndex(s, -1) {
		sb.WriteString(s[done:m[0]])
		if done = m[1]; m[0] > 0 && done < len(s) && block.InFigure(s[m[0]-1]) && block.InFigure(s[done]) {
			sb.WriteByte(' ')
		}
	}
	return sb.String() + s[done:]
}

// withoutImages leaves pictures out, and notes that they are there.
func withoutImages(t *text.Reader, s string, at block.Place) string {
	return image().ReplaceAllStringFunc(s, func(m string) string {
		parts := image().FindStringSubmatch(m)
		name, _, _ := strings.Cut(parts[2], " ")
		if name = path.Base(name); parts[1] != "" {
			name = parts[1]
		}
		leave(t, block.Picture, block.NotRead("a picture", name), at)
		return ""
	})
}

func leave(t *text.Reader, what block.What, says message.Text, at block.Place) {
	known := len(t.Doc.Unread)
	t.Doc.Leave(what, says, nil)
	for i := range t.Doc.Unread[known:] {
		t.Doc.Unread[known+i].Place = at
	}
}

// Converters of PDF files write figures as formulas of TeX: $12.5\%$, $1 0 ^ { 4 }$. White space means nothing in these.
var (
	formula    = expression(`\$\$?([^$\n]+)\$\$?`)
	texFont    = expression(`\\(?:mathbf|mathrm|mathit|mathsf|textbf|textrm|text|boldsymbol)\{([^{}]*)\}`)
	texRaised  = expression(`\^(?:\{([0-9+-]+)\}|([0-9]))`)
	texLowered = expression(`([A-Za-z])_(?:\{([0-9A-Za-z.]+)\}|([0-9A-Za-z]))`)
	texSigns   = strings.NewReplacer(`\left`, "", `\right`, "", `\leqslant`, "≤", `\geqslant`, "≥", `\cdots`, "…", `\simeq`, "≈",
		`\%`, "%", `\sim`, char.Tilde, `\times`, "×", `\cdot`, "·", `\leq`, "≤", `\geq`, "≥", `\le`, "≤",
		`\ge`, "≥", `\pm`, "±", `\,`, "", `\;`, "", `\!`, "", `\quad`, "", "~", "", "{,}", ",", `^{\circ}`, "°", `^\circ`, "°", "<", "&lt;")
)

// formulas writes formulas that are figures as text, and leaves others out: their digits are no figures of the report.
func formulas(t *text.Reader, s string, at block.Place) string {
	if strings.Count(s, "$") < 2 {
		return s
	}
	var sb strings.Builder
	for {
		m := formula().FindStringSubmatchIndex(s)
		if m == nil {
			return sb.String() + s
		}
		content := s[m[2]:m[3]]
		if !isFormula(content, s[m[1]:]) { // an amount of dollars
			sb.WriteString(s[:m[0]+1])
			s = s[m[0]+1:]
			continue
		}
		sb.WriteString(s[:m[0]])
		if figure := texPlain(content); strings.ContainsAny(figure, `\{}_^`) {
			sb.WriteRune(block.ObjectMark)
			leave(t, block.Equation, block.NotRead("an equation", content), at)
		} else {
			sb.WriteString(figure)
		}
		s = s[m[1]:]
	}
}

// isFormula reports whether what stands between two signs of dollars is a formula: no Chinese stands in it, and no digit right
// behind it.
func isFormula(content, rest string) bool {
	if rest != "" && '0' <= rest[0] && rest[0] <= '9' {
		return false
	}
	return !strings.ContainsFunc(texFont().ReplaceAllString(content, ""), func(r rune) bool { return unicode.Is(unicode.Han, r) || string(r) == char.Comma })
}

func texPlain(content string) string {
	s := strings.ReplaceAll(content, " ", "")
	for before := ""; s != before; {
		before = s
		s = texFont().ReplaceAllString(s, "$1")
	}
	s = texSigns.Replace(s)
	s = texLowered().ReplaceAllString(s, "$1$2$3")
	return texRaised().ReplaceAllString(s, "<sup>$1$2</sup>")
}
