// Package char tells characters of Chinese texts by what they are: marks, brackets, digits, numerals. It is the one place
// where such characters stand in code; words stand in vocabularies.
package char

// The marks of texts that are typed in full width.
const (
	comma        = '，'
	pause        = '、'
	semicolon    = '；'
	colon        = '：'
	stop         = '。'
	exclamation  = '！'
	question     = '？'
	open, shut   = '（', '）'
	point        = '．'
	hyphen       = '－'
	minus        = '−' // of mathematics
	stroke       = '／'
	dot, bullet  = '·', '•'
	ratio        = '∶'
	tallRatio    = '︰'
	percent      = '％'
	perMille     = '‰'
	dash         = '—'
	shortDash    = '–'
	firstWide    = exclamation // of the block of ASCII in full width
	lastWide     = '～'
	firstCircled = '①'
)

// Marks, each by itself.
const (
	Comma       = string(comma)
	Pause       = string(pause) // parts the items of a list
	Semicolon   = string(semicolon)
	Colon       = string(colon)
	Stop        = string(stop)
	Exclamation = string(exclamation)
	Question    = string(question)
	Open        = string(open)
	Close       = string(shut)
	Point       = string(point)
	Bar         = "｜"
	Hyphen      = string(hyphen)
	Percent     = string(percent)
	Tilde       = string(lastWide)
	Plus        = "＋"
	Equals      = "＝"
	At          = "＠"
	Greater     = "＞"
	Stroke      = string(stroke)
	OpenTag     = "【"
	CloseTag    = "】"
)

// Sets of characters that mean the same, in both widths.
const (
	Commas      = Comma + ","
	Semicolons  = Semicolon + ";"
	Colons      = Colon + ":"
	Spaces      = " " + string(Space)
	Ratios      = Colons + string(ratio) + string(tallRatio) + "﹕︓꞉ː" // between the members of a ratio
	Points      = Point + "."
	Opening     = Open + "("
	Closing     = Close + ")"
	Round       = Opening + Closing
	Percents    = Percent + "%"
	Hashes      = "＃#"
	Stars       = "＊*"
	NoteMarks   = Stars + "★☆※" // they refer to a note
	Tildes      = Tilde + "~"
	Strokes     = Stroke + "/"
	Yuan        = "￥¥"
	Hyphens     = Hyphen + "-" + string(minus)
	FullDigits  = "０１２３４５６７８９"
	ASCIIDigits = "0123456789"
	Digits      = ASCIIDigits + FullDigits

	OpenBrackets  = Opening + string(OpenSquare) + "[" + OpenTag + string(OpenNumber) // those that set a remark apart from a name
	CloseBrackets = Closing + string(CloseSquare) + "]" + CloseTag + string(CloseNumber)
	ClauseMarks   = Commas + Semicolons + Stop // between clauses
	Sentences     = Stop + Semicolon           // no title and no label has one
	Brackets      = OpenBrackets + CloseBrackets
	OpenTitles    = "《〈"
	CloseTitles   = "》〉"
	OpenQuotes    = "“" + string(OpenCorner) + string(OpenDoubleCorner)
	CloseQuotes   = string(CloseQuote) + string(CloseCorner) + string(CloseDoubleCorner)
)

// Marks that are asked for as single characters.
const (
	Space             = '\u3000' // as wide as an ideograph
	CloseQuote        = '”'
	OpenCorner        = '「'
	CloseCorner       = '」'
	OpenNumber        = '〔' // of the number of a document
	CloseNumber       = '〕'
	OpenSquare        = '［'
	CloseSquare       = '］'
	OpenDoubleCorner  = '『'
	CloseDoubleCorner = '』'
)

// The block of the ideographs that nearly all of Chinese text is made of.
const (
	FirstIdeograph = 0x4E00
	LastIdeograph  = 0x9FFF
)

// IsIdeograph reports a character of that block.
func IsIdeograph(c rune) bool { return Within(c, FirstIdeograph, LastIdeograph) }

// IsDigit reports the digits of either width.
func IsDigit(c rune) bool { return uint32(c-'0') <= 9 || IsFullDigit(c) }

// IsFullDigit reports the digits in full width.
func IsFullDigit(c rune) bool { return uint32(c-FirstFullDigit) <= 9 }

// DigitValue returns the value of a digit of either width.
func DigitValue(c rune) int {
	if IsFullDigit(c) {
		return int(c - FirstFullDigit)
	}
	return int(c - '0')
}

// FirstFullDigit is the zero in full width.
const FirstFullDigit = firstWide - '!' + '0'

// Within reports a character from one to another.
func Within(c, first, last rune) bool { return uint32(c-first) <= uint32(last-first) }

// IsSpace reports a space of either width.
func IsSpace(c rune) bool { return c == ' ' || c == Space }

// IsComma reports a comma; it and those behind report a mark in either width, unless they say otherwise.
func IsComma(c rune) bool { return c == comma || c == ',' }

// IsPause reports the mark between the items of a list.
func IsPause(c rune) bool { return c == pause }

// IsColon reports a colon.
func IsColon(c rune) bool { return c == colon || c == ':' }

// IsRatio reports the signs between the members of a ratio.
func IsRatio(c rune) bool {
	switch c {
	case ':', colon, ratio, tallRatio, '﹕', '︓', '꞉', 'ː':
		return true
	}
	return false
}

// IsSemicolon reports a semicolon.
func IsSemicolon(c rune) bool { return c == semicolon || c == ';' }

// IsStop reports the mark at the end of a sentence, in full width alone.
func IsStop(c rune) bool { return c == stop }

// IsOpening reports a round bracket that opens.
func IsOpening(c rune) bool { return c == open || c == '(' }

// IsClosing reports a round bracket that closes.
func IsClosing(c rune) bool { return c == shut || c == ')' }

// IsOpeningBracket reports a bracket of any shape that sets a remark apart from a name.
func IsOpeningBracket(c rune) bool { return shapes.At(c) == opens }

// IsClosingBracket reports such a bracket that closes.
func IsClosingBracket(c rune) bool { return shapes.At(c) == closes }

// What brackets do.
const (
	opens  = 1
	closes = 2
)

var shapes = Of(map[string]uint8{OpenBrackets: opens, CloseBrackets: closes})

// IsPoint reports the point of a decimal.
func IsPoint(c rune) bool { return c == point || c == '.' }

// IsHyphen reports what is typed for a minus.
func IsHyphen(c rune) bool { return c == '-' || c == hyphen || c == minus }

// IsDash reports a dash.
func IsDash(c rune) bool { return c == dash || c == shortDash }

// IsPercent reports the signs of rates.
func IsPercent(c rune) bool { return c == percent || c == '%' || c == perMille }

// IsStroke reports a stroke.
func IsStroke(c rune) bool { return c == stroke || c == '/' }

// IsDot reports the dots in the middle of names and of the days that are called by their date: 重庆•1949, 3·15.
func IsDot(c rune) bool { return c == bullet || c == dot }

// IsFullWidth reports the forms in full width of the characters of ASCII.
func IsFullWidth(c rune) bool { return Within(c, firstWide, lastWide) }

// HalfWidth returns the character of ASCII of which another is the form in full width, or that itself.
func HalfWidth(c rune) rune {
	if IsFullWidth(c) {
		return c - firstWide + '!'
	}
	return c
}
