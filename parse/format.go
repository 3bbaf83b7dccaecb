package parse

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/charset"
	"duban/parse/compound"
	"duban/parse/converted"
	"duban/parse/html"
	"duban/parse/markdown"
	"duban/parse/odt"
	"duban/parse/outlook"
	"duban/parse/pack"
	"duban/parse/rtf"
	"duban/parse/sheet"
)

// kind is what the first look at the bytes tells. Kinds that are not read carry the words for the error.
type kind struct {
	is       string         // of kinds that are read
	name, do message.Format // of those that are not: "a PDF file"
}

// notRead returns a kind that is not read.
func notRead(name, do message.Format) kind { return kind{name: name, do: do} }

var (
	kindZip       = kind{is: "zip"}
	kindRTF       = kind{is: "rtf"}
	kindODT       = kind{is: "odt"} // flat
	kindFlat      = kind{is: "flat"}
	kindWordML    = kind{is: "wordml"}
	kindXLS       = kind{is: "xls"}
	kindODS       = kind{is: "ods"} // flat
	kindExcelML   = kind{is: "excelml"}
	kindHTML      = kind{is: "html"}
	kindMHTML     = kind{is: "mhtml"}
	kindText      = kind{is: "text"}
	kindMarkdown  = kind{is: "markdown"}
	kindDOC       = kind{is: "doc"}
	kindPDF       = notRead("a PDF file", block.ExportText+" (.docx, .html or .txt)")
	kindConverted = kind{is: "converted"}
	kindMSG       = kind{is: "msg"}
	kindOwn       = kind{is: "own"}
	kindBinary    = notRead(block.BinaryData, block.PassText)
)

// recognizePicture is what a user can do about a picture.
const recognizePicture = "run character recognition on it and pass the text, or print it into a PDF file and let duban do so (--ocr)"

var kindCPIO = notRead("a cpio archive", "unpack it first")

// signatures of files that are told by their first bytes, longest first where one begins another.
var signatures = []struct {
	magic string
	kind  kind
}{
	{"PK\x03\x04", kindZip},
	{"PK\x05\x06", kindZip},
	{pdfMark, kindPDF},
	{"%!PS", notRead("a PostScript file", block.ExportText)},
	{"\x89PNG", notRead("a PNG image", recognizePicture)},
	{"\xFF\xD8\xFF", notRead("a JPEG image", recognizePicture)},
	{"GIF8", notRead("a GIF image", recognizePicture)},
	{"II*\x00", notRead("a TIFF image", recognizePicture)},
	{"MM\x00*", notRead("a TIFF image", recognizePicture)},
	{"\x28\xB5\x2F\xFD", notRead("a zstd archive", "unpack it first")},
	{"\x04\x22\x4D\x18", notRead("an lz4 archive", "unpack it first")},
	{"LZIP\x01", notRead("an lzip archive", "unpack it first")},
	{"\x1F\x9D", notRead("a compress archive (.Z)", "unpack it first")},
	{"MSCF\x00\x00\x00\x00", notRead("a cabinet archive", "unpack it first")},
	{"!<arch>\n", notRead("an ar archive", "unpack it first")},
	{"070701", kindCPIO},
	{"070702", kindCPIO},
	{"070707", kindCPIO},
	{"\x09\x08\x10\x00\x00\x06", kindXLS}, // a stream of Excel without the compound file around it
	{"\x09\x08\x08\x00\x00\x05", kindXLS},
	{"\x09\x04\x06\x00", kindXLS}, // of Excel 4, 3 and 2
	{"\x09\x02\x06\x00", kindXLS},
	{"\x09\x00\x04\x00", kindXLS},
	{"PAR1", notRead("a Parquet file", "pass a report")},
	{"SQLite format 3\x00", notRead("a SQLite database", block.ExportText)},
	{"\x7FELF", notRead("a program", "pass a report")},
	{"MZ\x90", notRead("a program", "pass a report")},
	{"HN\x01\x00", notRead("a CAJ file", block.ExportText)},
	{"\xDB\xA5\x2D\x00", notRead("a document of Word 2", block.SaveAsDOCX)},
	{"\x31\xBE\x00\x00", notRead("a document of Windows Write", block.SaveAsDOCX)},
}

// textSignatures are those of text that is none of a report, but may have one behind it.
var textSignatures = []struct {
	magic string
	kind  kind
}{
	{"HTTP/1.", kindAnswer},
	{"HTTP/2 ", kindAnswer},
	{"HTTP/3 ", kindAnswer},
	{"WARC/", notRead("an archive of web pages (WARC)", block.ExportText)},
	{"#!/", notRead("a program", "pass a report")},
	{"\x80\x04\x95", kindBinary}, // of Python
}

var kindAnswer = notRead("what a web server answered, with its head", "save the page itself")

const pdfMark = "%PDF-"

// NamedFormat returns the format that a name decides, whatever text the file has; "" where its bytes alone decide.
func NamedFormat(name string) string {
	if markdown.IsName(name) {
		return string(block.FormatMarkdown)
	}
	return ""
}

// IsPDF reports whether a source is a PDF file, whose pages an engine tells.
func IsPDF(data []byte) bool {
	return bytes.Contains(block.Head(data, 1024), []byte(pdfMark)) && sniff(data) == kindPDF
}

func sniff(data []byte) kind {
	if len(data) == 0 {
		return notRead("an empty file", "pass a report")
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return s.kind
		}
	}
	if bytes.HasPrefix(data, []byte(compound.Magic)) {
		return sniffOLE2(data)
	}
	if rtf.Is(data) {
		return kindRTF
	}
	if archive := pack.ArchiveOf(data); archive != "" {
		return notRead(message.Format(archive), "pass it to duban import, or unpack it first")
	}
	switch { // behind junk, as of a download with its headers
	case bytes.Contains(block.Head(data, 1024), []byte(pdfMark)) && bytes.Contains(data, []byte("endobj")):
		return kindPDF
	case bytes.Contains(block.Head(data, 1024), []byte("PK\x03\x04")) && bytes.Contains(data, []byte("PK\x05\x06")):
		return kindZip
	}
	if isUTF32(data) {
		return notRead("a text in UTF-32", "save it as UTF-8")
	}
	if isBinary(data) {
		return kindBinary
	}
	for _, s := range textSignatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return s.kind
		}
	}
	return sniffMarkup(data)
}

// sniffOLE2 tells the kinds of compound files, the older Office files and newer ones that are encrypted, apart by the names of
// the streams at their root. Other documents may be embedded in them, with streams of their own.
func sniffOLE2(data []byte) kind {
	has, file := compound.Look(data)
	switch {
	case file != nil && sheet.IsCompound(file): // which can have documents of Word in it
		return kindXLS
	case has("EncryptedPackage"):
		return notRead("an encrypted Office document", "open it with its password and save it without one")
	case has("WordDocument"):
		return kindDOC
	case has("Workbook"), has("Book"):
		return kindXLS
	case has("PowerPoint Document"):
		return notRead("an old PowerPoint or WPS presentation (.ppt, .dps)", block.ExportText)
	case has("MatOST"), has("SPELLING") && has("CONTENTS"):
		return notRead("a document of Microsoft Works (.wps)", "open it in LibreOffice and save it as .docx")
	case has(outlook.Mark):
		return kindMSG
	}
	return notRead("an old Office file", block.SaveAsDOCX)
}

// isBinary reports data that is no text in any encoding that is read: control characters tell, save in UTF-16.
func isBinary(data []byte) bool {
	data = bytes.TrimRight(data, "\x00") // a text can be padded
	if charset.UTF16Order(data) != 0 {
		return false
	}
	control := 0
	for _, c := range data {
		if c < ' ' && !isLayout[c] {
			control++
		}
	}
	return 50*control > len(data) && (control > 8 || 4*control > len(data))
}

// isLayout has the control characters that texts have, with the mark of their end and that of escape sequences.
var isLayout = [' ']bool{'\t': true, '\n': true, '\r': true, '\f': true, '\v': true, 0x1A: true, 0x1B: true}

// isUTF32 reports text of four bytes a character: each is one of the first planes, in one of the two orders.
func isUTF32(data []byte) bool {
	sample := block.Head(data, 4096)
	little, big := len(sample) >= 8, len(sample) >= 8
	for i := 0; i+3 < len(sample); i += 4 {
		little = little && sample[i+3] == 0 && sample[i+2] <= 2
		big = big && sample[i] == 0 && sample[i+1] <= 2
	}
	return (little || big) && len(bytes.Trim(sample, "\x00")) > 0
}

// beginning returns the first part of a text, decoded.
func beginning(data []byte) string {
	return block.Trim(charset.Decode(block.Head(data, 64<<10), "").Text)
}

// sniffMarkup tells HTML from text, and names the XML kinds of documents that are not read.
func sniffMarkup(data []byte) kind {
	s := beginning(data)
	if converted.Is(s) != converted.None {
		return kindConverted
	}
	plain := kindText
	if markdown.Is(s) {
		plain = kindMarkdown
	}
	s = lowerASCII(s)
	switch {
	case pack.IsMail(s):
		return kindMHTML
	case isOwn(s):
		return kindOwn
	}
	if !strings.Contains(s, "<") {
		return plain
	}
	switch {
	case strings.HasPrefix(s, "<?xml") && strings.Contains(block.Head(s, 1000), "<pkg:package"):
		return kindFlat
	case odt.IsFlat(s):
		return kindODT
	case sheet.IsFlatODS(s):
		return kindODS
	case strings.HasPrefix(s, "<?xml") && strings.Contains(s, "<w:worddocument"):
		return kindWordML
	case sheet.IsSpreadsheetML(s):
		return kindExcelML
	case plain == kindMarkdown && !strings.HasPrefix(s, "<"):
		return plain // which can hold tables of HTML
	case isHTML(s):
		return kindHTML
	case strings.HasPrefix(s, "<?xml"), isXML(s, data):
		return notRead("an XML file that is no document", block.ExportText)
	}
	return plain
}

// root finds the first element of what may be XML.
var root = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^<([a-z_][-\w.]*(:[-\w.]+)?)(\s[^<>]*)?>`) })

// isXML reports whether a source, whose lower-case beginning is s, is one element from its beginning to its end that no page has, or
// says that it is none of a page.
func isXML(s string, data []byte) bool {
	if strings.HasPrefix(s, "<!doctype") {
		return true
	}
	m := root().FindStringSubmatch(s)
	if m == nil {
		return false
	}
	name, isNamed := m[1], m[2] != "" || strings.Contains(m[3], "xmlns")
	const most = 256 // bytes of an end tag and what stands behind it
	end := lowerASCII(string(bytes.TrimSpace(data[max(0, len(data)-most):])))
	isClosed := strings.HasSuffix(end, "</"+name+">") || strings.HasSuffix(m[0], "/>")
	return isClosed && (isNamed || !html.IsElement(name))
}

// lowerASCII brings the capitals of ASCII to small letters; marks have no others.
func lowerASCII(s string) string {
	lower := []byte(s)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] += 'a' - 'A'
		}
	}
	return string(lower)
}

// isHTML takes the lower-case beginning of a source. A page begins with a tag; a fragment that begins with text has
// to show the end tags of a table or of several paragraphs, so that a report that merely mentions mark-up stays text.
func isHTML(s string) bool {
	if strings.Contains(s, "<!doctype html") || strings.Contains(s, "<html") && strings.Contains(s, "<body") {
		return true
	}
	if strings.HasPrefix(s, "<") {
		rest := strings.TrimLeft(s[1:], "/!?")
		for _, tag := range []string{"html", "head", "body", "table", "div", "p", "span", "meta", "section", "article",
			"h1", "h2", "h3", "center", "font", "ul", "ol", "--", "title", "style", "script", "br", "tr", "td", "tbody", "img", "a"} {
			if after, ok := strings.CutPrefix(rest, tag); ok && (tag == "--" || after == "" || strings.ContainsRune(" \t\r\n>/", rune(after[0]))) {
				return true
			}
		}
	}
	return strings.Contains(s, "<table") && strings.Contains(s, "</td>") || strings.Count(s, "</p>") > 2 || strings.Count(s, "</div>") > 2
}
