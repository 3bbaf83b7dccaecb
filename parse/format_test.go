package parse

import (
	"strings"
	"testing"

	"duban/parse/charset"
	"duban/parse/charset/charsettest"
	"duban/parse/compound"

	"github.com/stretchr/testify/require"
)

// TestUnsupported: what is not read is named, and the user told what to do.
func TestUnsupported(t *testing.T) {
	compoundOf := func(stream string) string {
		return compound.Magic + strings.Repeat("\x00", 504) + string(charsettest.Encodings[charset.UTF16LEName](stream)) + "\x00\x00" + strings.Repeat("\x00\xFF", 500)
	}
	tests := map[string]struct{ data, is, do string }{
		"empty":             {"", "an empty file", "pass a report"},
		"white space":       {"\xEF\xBB\xBF \r\n\t\u3000\n", "a file without text", "pass a report"},
		"white space, wide": {"\xFF\xFE\x20\x00\x0A\x00\x00\x30", "a file without text", "pass a report"},
		"padding":           {strings.Repeat("\x00", 4096), "a file without text", "pass a report"},
		"xls of Excel 4":    {"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "a workbook of Excel 4 or older", ".xlsx"},
		"works":             {compoundOf("MatOST"), "a document of Microsoft Works (.wps)", ".docx"},
		"word 2":            {"\xDB\xA5\x2D\x00" + strings.Repeat("\x00", 64), "a document of Word 2", ".docx"},
		"ppt":               {compoundOf("PowerPoint Document"), "an old PowerPoint or WPS presentation (.ppt, .dps)", "export"},
		"encrypted":         {compoundOf("EncryptedPackage"), "an encrypted Office document", "password"},
		"other compound":    {compoundOf("Contents"), "an old Office file", ".docx"},
		"pdf":               {"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "a PDF file", "engine for PDF"},
		"pdf behind junk":   {"HTTP/1.1 200 OK\r\n\n\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", "a PDF file", "engine for PDF"},
		"png":               {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image", "recognition"},
		"jpeg":              {"\xFF\xD8\xFF\xE0\x00\x10JFIF", "a JPEG image", "recognition"},
		"gif":               {"GIF89a\x01\x00", "a GIF image", "recognition"},
		"tiff":              {"II*\x00\x08\x00", "a TIFF image", "recognition"},
		"gzip":              {"\x1F\x8B\x08\x00", "a gzip archive", "unpack"},
		"rar":               {"Rar!\x1A\x07\x01\x00", "a RAR archive", "unpack"},
		"xz":                {"\xFD7zXZ\x00\x00\x04", "an xz archive", "unpack"},
		"zstd":              {"\x28\xB5\x2F\xFD\x04", "a zstd archive", "unpack"},
		"cabinet":           {"MSCF\x00\x00\x00\x00", "a cabinet archive", "unpack"},
		"ar":                {"!<arch>\na.txt/", "an ar archive", "unpack"},
		"cpio":              {"070701000000", "a cpio archive", "unpack"},
		"Parquet":           {"PAR1\x15\x04", "a Parquet file", "pass a report"},
		"7z":                {"7z\xBC\xAF\x27\x1C\x00\x04", "a 7z archive", "unpack"},
		"flat workbook":     {`<?xml version="1.0"?><pkg:package xmlns:pkg="x"><pkg:part pkg:name="/xl/workbook.xml"><pkg:xmlData><workbook/></pkg:xmlData></pkg:part></pkg:package>`, "an Excel workbook (.xlsx)", ".xlsx"},
		"Excel XML":         {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`, "a workbook that shows no text", "report"},
		"XML":               {`<?xml version="1.0"?><note/>`, "an XML file that is no document", "export"},
		"XML, undeclared":   {"<feed>\n<title>报告</title><entry>完成12万元</entry>\n</feed>\n", "an XML file that is no document", "export"},
		"SVG":               {`<svg xmlns="http://www.w3.org/2000/svg"><text>完成12万元</text></svg>`, "an XML file that is no document", "export"},
		"XML, prefixed":     {`<uof:UOF version="2"><uof:text>完成12万元</uof:text></uof:UOF>`, "an XML file that is no document", "export"},
		"SGML":              {`<!DOCTYPE report SYSTEM "a.dtd"><report><p>完成12万元`, "an XML file that is no document", "export"},
		"program":           {"\x7FELF\x02\x01\x01", "a program", "pass a report"},
		"UTF-32":            {"\xFF\xFE\x00\x00\x44\x96\x00\x00\xF6\x4E\x00\x00\x0A\x00\x00\x00", "a text in UTF-32", "UTF-8"},
		"UTF-32, unmarked":  {"\x00\x00\x96\x44\x00\x00\x4E\xF6", "a text in UTF-32", "UTF-8"},
		"junk":              {strings.Repeat("\x01\x02\x03\x80\xFF\x10", 50), "binary data of an unknown kind", "pass a report"},
		"little junk":       {"\x01\x02\x03\x04a", "binary data of an unknown kind", "pass a report"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Bytes("dir/report.txt", []byte(test.data))
			require.ErrorIs(t, err, ErrUnsupported)
			require.ErrorContains(t, err, "dir/report.txt: this is "+test.is+"; ")
			var e *Error
			require.ErrorAs(t, err, &e)
			require.Contains(t, e.Do, test.do)
		})
	}
}

func TestFormats(t *testing.T) {
	const page = "<!DOCTYPE html><html><head><title>x</title></head><body><p>附件</p></body></html>"
	html := map[string]string{
		"page":              page,
		"behind a mark":     "\xEF\xBB\xBF\r\n  " + page,
		"XHTML":             `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">` + page[15:],
		"UTF-16":            string(charsettest.Encodings[charset.UTF16LEName](page)),
		"UTF-16 with mark":  "\xFE\xFF" + string(charsettest.Encodings[charset.UTF16BEName](page)),
		"GB18030":           string(charsettest.Encodings[charset.GBName](page)),
		"fragment":          "<table><tr><td>序号</td></tr></table>",
		"behind a comment":  "<!-- saved --><div>附件</div>",
		"fragment, by text": "通报\n<table><tr><td>序号</td></tr></table>",
	}
	for name, data := range html {
		require.Equal(t, kindHTML, sniff([]byte(data)), name)
	}
	text := map[string]string{
		"begins with a tag":  "<b>通报</b>\n完成12万元",
		"all in a tag":       "<strong>通报：完成12万元</strong>",
		"mentions mark-up":   "用 <table> 标签建立表格，用 <p> 标签分段。",
		"book brackets":      "<<关于进展情况的报告>>",
		"mentions PDF":       "附件为 %PDF-1.4 格式。",
		"an arrow":           "<- 返回",
		"controls":           "附件1\x01\n重点任务进展情况\x02表",
		"padded":             "附件1" + strings.Repeat("\x00", 500),
		"UTF-16":             string(charsettest.Encodings[charset.UTF16LEName]("附件1\n序号")),
		"GB18030":            string(charsettest.Encodings[charset.GBName]("附件")),
		"a program's output": "MZ镇进展情况",
	}
	for name, data := range text {
		require.Equal(t, kindText, sniff([]byte(data)), name)
	}
	for _, data := range []string{"PK\x03\x04rest", "PK\x05\x06rest"} {
		require.Equal(t, kindZip, sniff([]byte(data)))
	}
}
