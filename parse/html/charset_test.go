package html_test

import (
	"strings"
	"testing"

	"duban/parse"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// TestHTMLCharset reads one page in several encodings under several declarations. The content decides wherever it can.
func TestHTMLCharset(t *testing.T) {
	gb, utf16 := simplifiedchinese.GB18030, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, tt := range []struct {
		name, head string
		encoding   encoding.Encoding // nil: UTF-8
		want       string
	}{
		{"meta charset", `<meta charset="utf-8">`, nil, "UTF-8"},
		{"meta charset without quotes", `<META CHARSET=GBK>`, gb, "GB18030"},
		{"http-equiv", `<meta content="text/html;charset=gb2312" http-equiv='content-type'/>`, gb, "GB18030"},
		{"http-equiv with spaces and quotes", `<meta http-equiv="Content-Type" content="text/html; charset = 'GB2312'">`, gb, "GB18030"},
		{"nothing declared, GBK", ``, gb, "GB18030"},
		{"nothing declared, UTF-8", ``, nil, "UTF-8"},
		{"declares utf-8 and is GBK", `<meta charset="utf-8">`, gb, "GB18030"},
		{"declares gb2312 and is UTF-8", `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`, nil, "UTF-8"},
		{"declares iso-8859-1 and is GBK", `<meta charset="iso-8859-1">`, gb, "GB18030"},
		{"declares nonsense and is GBK", `<meta charset="chinese-simplified-x">`, gb, "GB18030"},
		{"declared far behind", "<style>" + strings.Repeat("p{margin:0}\n", 300) + `</style><meta charset="gbk">`, gb, "GB18030"},
		{"declared in a comment only", `<!-- <meta charset="big5"> -->`, gb, "GB18030"},
		{"XML declaration without encoding", "<?xml version='1.0'?><meta charset=gbk>", gb, "GB18030"},
		{"UTF-16 with mark", ``, utf16, "UTF-16LE"},
		{"UTF-16 that declares utf-8", `<meta charset="utf-8">`, utf16, "UTF-16LE"},
		{"UTF-8 with mark that declares gb2312", "\uFEFF<meta charset=gb2312>", nil, "UTF-8"},
		{"Big5", `<meta charset="big5">`, traditionalchinese.Big5, "big5"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := "督查通报"
			if tt.want == "big5" {
				text = "督查通報"
			}
			page := "<html><head>" + tt.head + "</head><body><p>" + text + "</p></body></html>"
			if mark, ok := strings.CutPrefix(tt.head, "\uFEFF"); ok {
				page = "\uFEFF<html><head>" + mark + "</head><body><p>" + text + "</p></body></html>"
			}
			data := []byte(page)
			if tt.encoding != nil {
				var err error
				data, err = tt.encoding.NewEncoder().Bytes(data)
				require.NoError(t, err)
			}
			doc, err := parse.Bytes("page.html", data)
			require.NoError(t, err)
			require.Equal(t, parse.FormatHTML, doc.Format)
			require.Equal(t, tt.want, doc.Encoding)
			require.Equal(t, []parse.Block{&parse.Paragraph{Text: text, Place: parse.Place{Paragraph: 1}}}, doc.Blocks)
			require.Empty(t, doc.Diagnostics)
		})
	}
}

// TestHTMLBadBytes sees a page in GBK with a character cut in half: said, with its line, and nothing else lost.
func TestHTMLBadBytes(t *testing.T) {
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("<html><body>\n<p>完成投资</p>\n<p>增长@12%</p>\n</body></html>"))
	require.NoError(t, err)
	data = []byte(strings.Replace(string(data), "@", "\xB0\x20", 1))
	doc, err := parse.Bytes("page.html", data)
	require.NoError(t, err)
	require.Equal(t, "GB18030", doc.Encoding)
	require.Len(t, doc.Blocks, 2)
	require.Contains(t, doc.Blocks[1].(*parse.Paragraph).Text, "增长\uFFFD")
	require.Contains(t, doc.Blocks[1].(*parse.Paragraph).Text, "12%")
	require.Len(t, doc.Diagnostics, 1)
	require.Equal(t, 3, doc.Diagnostics[0].Line)
}
