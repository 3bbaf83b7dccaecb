package furniture

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
)

// Strip returns the blocks that are content, as far as their words tell.
func Strip(blocks []block.Block) []block.Block {
	blocks = blocks[:len(blocks)-imprintLines(blocks)]
	content := make([]block.Block, 0, len(blocks))
	for i := 0; i < len(blocks); i++ {
		if n := menuLines(blocks[i:]); n > 0 {
			i += n - 1
			continue
		}
		if p, ok := blocks[i].(*block.Paragraph); ok && isAside(p.Text) {
			if isListHead(p.Text) {
				i += linkedLines(blocks[i+1:])
			}
			if p.Text = withoutTools(p.Text); p.Text == "" || IsCrumb(p.Text) || isPointer(p.Text) {
				continue
			}
		}
		content = append(content, blocks[i])
	}
	return content
}

// linkedLines counts the lines behind the head of a list that are titles of other pages, each with its day.
func linkedLines(lines []block.Block) int {
	n := 0
	for n < len(lines) && isDatedTitle(aside(lines[n])) {
		n++
	}
	return n
}

// isDatedTitle reports the title of another page with the day of that in front of it or behind: 2024-10-11 我区召开调度会.
func isDatedTitle(text string) bool {
	const longest = 60 // characters
	return utf8.RuneCountInString(text) <= longest && datedTitle().MatchString(text)
}

var datedTitle = sync.OnceValue(func() *regexp.Regexp {
	const day = `[\[(` + char.Opening + char.OpenTag + `]?(\d{4}[-/.])?\d{1,2}[-/.]\d{1,2}[\])` + char.Closing + char.CloseTag + `]?`
	return regexp.MustCompile(`^\W*` + day + `\s+\p{Han}|\p{Han}\W*\s+` + day + `\s*$`)
})

// isAside reports a line that may be furniture at all: a short one, with no end of a sentence.
func isAside(s string) bool {
	const most = 600 // bytes
	return len(s) <= most && !strings.Contains(s, char.Stop)
}

// aside returns the text of a block that may be furniture, or "".
func aside(b block.Block) string {
	if p, ok := b.(*block.Paragraph); ok && isAside(p.Text) {
		return p.Text
	}
	return ""
}

// imprintLines counts the lines at the end of a page that make up the imprint of the site. Without a word that only
// imprints have (ICP备, 版权所有) there is none: addresses and telephones end reports as well.
func imprintLines(lines []block.Block) int {
	vocabulary := Words()
	count := 0
	for n := 1; n <= len(lines); n++ {
		text := aside(lines[len(lines)-n])
		switch {
		case text == "":
			return count
		case ContainsAny(text, vocabulary.Imprints):
			count = n
		case !ContainsAny(text, vocabulary.contacts) && !isMenu(text) && withoutTools(text) != "":
			return count
		}
	}
	return count
}

// ContainsAny reports whether one of the words stands in s.
func ContainsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// menuLines counts the lines at the front that are items of a menu, if there are several items in them.
func menuLines(lines []block.Block) int {
	const few = 3
	n, items := 0, 0
	for ; n < len(lines); n++ {
		text := aside(lines[n])
		if !isMenu(text) || IsCrumb(text) {
			break
		}
		items += len(parts(text))
	}
	if items < few {
		return 0
	}
	return n
}

// isMenu reports a line that is nothing but items of navigation. Of several, some may have names of their own.
func isMenu(text string) bool {
	const few, longest = 3, 8 // items, characters of one
	items := parts(text)
	known := 0
	for _, item := range items {
		switch {
		case Words().isMenuItem(item):
			known++
		case utf8.RuneCountInString(item) > longest, strings.ContainsFunc(item, unicode.IsDigit):
			return false
		}
	}
	if len(items) > few {
		return 2*known > len(items)
	}
	return len(items) > 0 && known == len(items)
}

// isMenuItem reports an item of navigation, or two that run together.
func (v *Vocabulary) isMenuItem(item string) bool {
	if v.menus[item] {
		return true
	}
	for at := range item {
		if v.menus[item[:at]] && v.menus[item[at:]] {
			return true
		}
	}
	return false
}

// IsCrumb reports the line that says where in the site the page stands.
func IsCrumb(text string) bool {
	text = strings.TrimLeftFunc(text, isApart)
	if isNamedTrail(text) {
		return true
	}
	for _, word := range Words().crumbs {
		if rest, ok := strings.CutPrefix(text, word); ok {
			rest = strings.TrimFunc(rest, isApart)
			return rest == "" || strings.Contains(rest, "首页") || strings.ContainsAny(rest, ">"+char.Greater+"»›→")
		}
	}
	return false
}

// isNamedTrail reports a few short names behind that of the first page of a site, with the marks of a trail between them:
// 首页 | 政务公开, 首页/政务公开.
func isNamedTrail(text string) bool {
	if !strings.ContainsAny(text, "|/>"+char.Greater+"»›→"+char.Bar) {
		return false
	}
	names := strings.FieldsFunc(text, isApart)
	if len(names) < 2 || !Words().menus[names[0]] {
		return false
	}
	return !slices.ContainsFunc(names, func(name string) bool { return utf8.RuneCountInString(name) > longestCrumb })
}

const longestCrumb = 10

// isPointer reports a line that points away from the page, known by how it begins: 上一篇：…, 扫一扫在手机打开当前页.
func isPointer(text string) bool {
	text = strings.TrimLeftFunc(text, isApart)
	return slices.ContainsFunc(Words().pointers, func(w string) bool { return strings.HasPrefix(text, w) })
}

// isApart reports the characters that part the items of a menu or of a row of tools.
func isApart(r rune) bool {
	return block.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) && r != '+'
}

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
	for item := range strings.FieldsSeq(strings.NewReplacer("|", " ", char.Bar, " ").Replace(text)) {
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
	vocabulary := Words()
	counting := false
	for i, part := range parts(item) {
		switch {
		case vocabulary.tools[part]:
			t.tools++
		case isSize(part), (counting || t.counting) && isCount(part):
		case isCounter(part):
			t.tools++
			counting = true
		default:
			if i == 0 && vocabulary.Labels[part] {
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
	for _, word := range Words().counters {
		if rest, ok := strings.CutPrefix(part, word); ok && (rest == "" || isCount(rest)) {
			return true
		}
	}
	return false
}

func isCount(s string) bool { return strings.Trim(s, "0123456789次人") == "" }
