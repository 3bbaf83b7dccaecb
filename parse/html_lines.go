package parse

import (
	"slices"
	"strings"
	"unicode"
)

// This file tells by their words which lines of a page belong to the site rather than to the article. Elements have
// been sifted before; this is for what pages print with no element or name to tell it by.

// withoutFurniture returns the blocks that are content.
func withoutFurniture(lines []pageLine) []Block {
	lines = lines[:len(lines)-imprintLines(lines)]
	blocks := make([]Block, 0, len(lines))
	for i := 0; i < len(lines); i++ {
		if n := menuLines(lines[i:]); n > 0 {
			i += n - 1
			continue
		}
		if p, ok := lines[i].block.(*Paragraph); ok && isAside(p.Text) {
			if p.Text = withoutTools(p.Text); p.Text == "" || isCrumb(p.Text) {
				continue
			}
		}
		blocks = append(blocks, lines[i].block)
	}
	return blocks
}

// isAside reports a line that may be furniture at all: a short one, with no end of a sentence.
func isAside(s string) bool {
	const most = 600 // bytes
	return len(s) <= most && !strings.Contains(s, "。")
}

// aside returns the text of a line that may be furniture, or "".
func (l *pageLine) aside() string {
	if p, ok := l.block.(*Paragraph); ok && isAside(p.Text) {
		return p.Text
	}
	return ""
}

// imprintLines counts the lines at the end of a page that make up the imprint of the site. Without a word that only
// imprints have (ICP备, 版权所有) there is none: addresses and telephones end reports as well.
func imprintLines(lines []pageLine) int {
	words := pageWords()
	count := 0
	for n := 1; n <= len(lines); n++ {
		text := lines[len(lines)-n].aside()
		switch {
		case text == "":
			return count
		case containsAny(text, words.imprints):
			count = n
		case !containsAny(text, words.contacts) && !isMenu(text) && withoutTools(text) != "":
			return count
		}
	}
	return count
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// menuLines counts the lines at the front that are items of a menu, if there are several items in them.
func menuLines(lines []pageLine) int {
	const few = 3
	n, items := 0, 0
	for n < len(lines) && isMenu(lines[n].aside()) {
		items += len(parts(lines[n].aside()))
		n++
	}
	if items < few {
		return 0
	}
	return n
}

// isMenu reports a line that is nothing but items of navigation.
func isMenu(text string) bool {
	items := parts(text)
	for _, item := range items {
		if !pageWords().menus[item] {
			return false
		}
	}
	return len(items) > 0
}

// isCrumb reports the line that says where in the site the page stands, and others known by how they begin.
func isCrumb(text string) bool {
	text = strings.TrimLeftFunc(text, isApart)
	if slices.ContainsFunc(pageWords().captions, func(w string) bool { return strings.HasPrefix(text, w) }) {
		return true
	}
	for _, word := range pageWords().crumbs {
		rest, ok := strings.CutPrefix(text, word)
		if ok && (rest == "" || strings.IndexFunc(rest, isApart) == 0 || unicode.IsDigit(rune(rest[0]))) {
			return true
		}
	}
	return false
}

// isApart reports the characters that part the items of a menu or of a row of tools.
func isApart(r rune) bool { return isSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) && r != '+' }

// parts returns what stands between such characters.
func parts(text string) []string { return strings.FieldsFunc(text, isApart) }

// withoutTools returns a line without the controls in it: 【字体：大 中 小】 打印 关闭. A line of controls only is
// empty then. From others they are taken only where the line shows by its labels that it is about the article.
func withoutTools(text string) string {
	if strings.Contains(text, "\n") {
		var kept []string
		for line := range strings.SplitSeq(text, "\n") {
			if line = withoutTools(line); line != "" {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "\n")
	}
	var t toolLine
	for item := range strings.FieldsSeq(strings.NewReplacer("|", " ", "｜", " ").Replace(text)) {
		t.add(item)
	}
	switch {
	case t.tools == 0:
		return text
	case len(t.kept) == 0:
		return ""
	case t.labels == 0:
		return text
	}
	return strings.Join(t.kept, " ")
}

// toolLine sorts the items of a line.
type toolLine struct {
	kept     []string
	tools    int
	labels   int
	counting bool // the last item was a counter that waits for its number
}

func (t *toolLine) add(item string) {
	words := pageWords()
	counting := false
	for i, part := range parts(item) {
		switch {
		case words.tools[part]:
			t.tools++
		case isSize(part), t.counting && isCount(part):
		case isCounter(part):
			t.tools++
			counting = true
		default:
			if i == 0 && words.labels[part] {
				t.labels++
			}
			t.kept = append(t.kept, item)
			t.counting = false
			return
		}
	}
	t.counting = counting
}

// isSize reports the choices of a control for the size of type.
func isSize(part string) bool { return strings.Trim(part, "特大中小TtAa+") == "" }

// isCounter reports a counter with or without its number: 浏览次数, 阅读12次.
func isCounter(part string) bool {
	for _, word := range pageWords().counters {
		if rest, ok := strings.CutPrefix(part, word); ok && (rest == "" || isCount(rest)) {
			return true
		}
	}
	return false
}

func isCount(s string) bool { return strings.Trim(s, "0123456789次人") == "" }
