package rtf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/parse/charset"
	"duban/parse/flow"
)

// Code pages of Windows.
const (
	ansi       = 1252
	symbolPage = 42 // the bytes are those of a font of symbols
)

// raw are bytes that are yet to be decoded, with what held where they stand. A character of two bytes may be split
// over several words and groups.
type raw struct {
	bytes []byte
	page  int
	state state
}

// font is what the table of fonts says about one.
type font struct {
	name string
	page int // 0 is that of the document
}

// text takes bytes of text.
func (r *reader) text(chunk []byte) {
	n := min(r.skip, len(chunk))
	r.skip -= n
	if chunk = chunk[n:]; len(chunk) == 0 || !r.s.dest.hasText() {
		return
	}
	page := r.pageNow()
	if len(r.raw.bytes) > 0 && (page != r.raw.page || r.s.dest != r.raw.state.dest || r.look() != r.raw.state.run) {
		r.flush()
	}
	if len(r.raw.bytes) == 0 {
		if page != symbolPage && isASCII(chunk) {
			r.put(string(chunk))
			return
		}
		r.raw.page, r.raw.state = page, r.s
		r.raw.state.run = r.look()
	}
	r.raw.bytes = append(r.raw.bytes, chunk...)
}

func isASCII(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
}

// flush decodes the bytes that are left and writes them.
func (r *reader) flush() {
	if len(r.raw.bytes) == 0 {
		return
	}
	b, s := r.raw.bytes, &r.raw.state
	var text string
	if r.raw.page == symbolPage {
		text = r.symbolText(b, r.fonts[s.font].name)
	} else {
		text = r.decode(b)
	}
	r.raw.bytes = b[:0]
	r.putAs(text, s.dest, s.run)
}

func (r *reader) symbolText(b []byte, font string) string {
	var sb strings.Builder
	for _, c := range b {
		sb.WriteString(r.w.Symbol(c, font))
	}
	return sb.String()
}

// decode reads bytes by the code page of their font. Programs leave fonts of Western characters for Chinese text: bytes
// that are pairs of the document's page are those.
func (r *reader) decode(b []byte) string {
	pages := []int{r.raw.page}
	if r.raw.page == ansi && !isASCII(b) {
		for _, wide := range []int{r.fontPage(r.raw.state.wideFont), r.page} {
			if isWide(wide) && isPairs(b) {
				pages = append([]int{wide}, pages...)
			}
		}
	}
	for _, page := range pages {
		if text := decode(page, b); !strings.ContainsRune(text, utf8.RuneError) {
			return text
		}
	}
	if r.raw.state.dest == inText {
		r.w.Trouble("bytes that are no text of code page %d stand as �", r.raw.page)
	}
	return decode(r.raw.page, b)
}

// decode reads bytes by a code page; what stands for nothing becomes U+FFFD.
func decode(page int, b []byte) string {
	if isChinese(page) {
		return charset.GB18030(string(b))
	}
	text, _ := charset.CodePage(page).NewDecoder().String(string(b)) // which has no errors
	return text
}

func isChinese(page int) bool { return page == 936 || page == 10008 || page == 54936 }

// isPairs reports bytes of which those above ASCII begin pairs, most of them such as the standards of two bytes have
// for usual characters.
func isPairs(b []byte) bool {
	const first = 0xA1
	usual := 0
	for i := 0; i < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			continue
		}
		if i++; i == len(b) {
			return false
		}
		if b[i-1] >= first && b[i] >= first {
			usual++
		} else {
			usual--
		}
	}
	return usual > 0
}

// isWide reports code pages with characters of two bytes.
func isWide(page int) bool {
	switch page {
	case 932, 949, 950, 1361, 10001, 10002, 10003:
		return true
	}
	return isChinese(page)
}

// charsetPages are the code pages of the character sets that fonts name.
var charsetPages = map[int]int{
	0: ansi, 2: symbolPage, 77: 10000, 78: 10001, 79: 10003, 80: 10008, 81: 10002,
	128: 932, 129: 949, 130: 1361, 134: 936, 136: 950,
	161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437,
}

// charsetPage returns the code page of a character set of Windows; 0 is that of the document.
func charsetPage(charset int) int {
	return charsetPages[charset]
}

// pageNow returns the code page of the text at hand.
func (r *reader) pageNow() int {
	number := r.s.font
	if r.s.dest == inFonts {
		number = r.fontNumber
	} else if page := r.fontPage(r.s.wideFont); r.s.wide && isWide(page) {
		return page
	}
	page := r.fontPage(number)
	if page == symbolPage && (r.s.dest != inText && r.s.dest != inAux || !flow.IsSymbolFont(r.fonts[number].name)) {
		return r.page
	}
	return page
}

func (r *reader) fontPage(number int) int {
	if f := r.fonts[number]; f != nil && f.page != 0 {
		return f.page
	}
	return r.page
}

// symbols replaces characters of a font of symbols.
func (r *reader) symbols(text string) string {
	if f := r.fonts[r.s.font]; f != nil && r.s.dest == inText {
		return r.w.Symbols(text, f.name)
	}
	return text
}

// fontWord takes what tells the code page.
func (r *reader) fontWord(w word) bool {
	switch w.name {
	case "ansi":
		r.page = ansi
	case "mac":
		r.page = 10000
	case "pc":
		r.page = 437
	case "pca":
		r.page = 850
	case "ansicpg":
		if w.n > 0 && w.n != symbolPage { // which fonts alone have
			r.page = w.n
		}
	case "deff":
		r.font0 = w.n
		r.s.font = w.n
	case "f":
		r.useFont(w.n)
	case "fcharset":
		r.describeFont(charsetPage(w.n))
	case "cpg":
		r.describeFont(w.n)
	case "dbch":
		r.s.wide = true
	case "loch", "hich":
		r.s.wide = false
	case "af":
		if r.s.wide {
			r.s.wideFont = w.n
		}
	default:
		return false
	}
	return true
}

func (r *reader) useFont(number int) {
	if r.s.dest != inFonts {
		r.s.font = number
		return
	}
	r.flush()
	r.fontNumber = number
	r.fonts[number] = &font{}
}

func (r *reader) describeFont(page int) {
	if f := r.fonts[r.fontNumber]; f != nil && r.s.dest == inFonts {
		f.page = page
	}
}

func (r *reader) fontName(text string) {
	const longest = 100
	f := r.fonts[r.fontNumber]
	if f == nil || len(f.name) > longest {
		return
	}
	for _, c := range text {
		if c != ';' {
			f.name += string(c)
		}
	}
}
