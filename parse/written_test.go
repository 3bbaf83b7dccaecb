package parse

import (
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"mime/quotedprintable"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"duban/parse/block"
)

// sampleReport returns a report that is in the project.
func sampleReport(t *testing.T) string {
	names, err := filepath.Glob("../seeds/reports/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	data, err := os.ReadFile(names[0])
	require.NoError(t, err)
	return string(data)
}

// textOf returns the texts of a document, one a line.
func textOf(d *Document) string {
	var lines []string
	for _, b := range d.Blocks {
		lines = append(lines, block.TextOf(b))
	}
	return strings.Join(lines, "\n")
}

// within returns what of a text an encoding has.
func within(e encoding.Encoding, text string) string {
	var out strings.Builder
	for _, r := range text {
		if s, err := e.NewEncoder().String(string(r)); err == nil {
			out.WriteString(s)
		}
	}
	return out.String()
}

// Chinese in an encoding of Japanese or Korean has no kana and no Hangul to be told by; the ideographs that its bytes
// would be in GB18030 are such as nobody writes together.
func TestIdeographsOfForeignEncodings(t *testing.T) {
	for _, e := range []encoding.Encoding{japanese.EUCJP, korean.EUCKR, japanese.ShiftJIS} {
		data := within(e, sampleReport(t))
		for _, whole := range []string{data, "<html><body><p>" + data + "</p></body></html>"} {
			_, err := Bytes("report.txt", []byte(whole))
			require.ErrorIs(t, err, ErrUnsupported, "%v", e)
		}
	}
	var names strings.Builder // lists of names have the fewest common characters
	for i := range 12 {
		fmt.Fprintf(&names, "%d. 王伟、李强、张敏、刘洋、陈静、杨磊、赵军、黄勇、周杰、吴芳、徐娟、孙涛\n", i+1)
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(names.String())
	require.NoError(t, err)
	doc, err := Bytes("names.txt", []byte(gb))
	require.NoError(t, err)
	require.Contains(t, textOf(doc), "1. 王伟、李强")
}

// What was read in a wrong encoding and saved so is characters all the same, and has its figures.
func TestGarbledText(t *testing.T) {
	report := sampleReport(t)
	readAs := func(e encoding.Encoding, bytes string) string {
		text, err := e.NewDecoder().String(bytes)
		require.NoError(t, err)
		return text
	}
	gb := within(simplifiedchinese.GBK, report)
	lost := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII {
			return r
		}
		return utf8.RuneError
	}, report)
	for name, text := range map[string]string{
		"UTF-8 as GBK": readAs(simplifiedchinese.GBK, report),
		"UTF-8 as GB18030, and all of it lost before": readAs(simplifiedchinese.GB18030, lost), // 锟斤拷
		"UTF-8 as Windows-1252":                       readAs(charmap.Windows1252, report),
		"GBK as Windows-1252":                         readAs(charmap.Windows1252, gb),
		"GBK as Latin-1":                              readAs(charmap.ISO8859_1, gb),
	} {
		for _, data := range []string{text, "<html><body><p>" + text + "</p></body></html>", within(simplifiedchinese.GB18030, text)} {
			_, err := Bytes("report.txt", []byte(data))
			require.ErrorIs(t, err, ErrUnsupported, name)
		}
	}
	for name, text := range map[string]string{
		"a few lost": report[:3000] + strings.Repeat("锟斤拷", 8) + report[3000:],
		"French":     strings.Repeat("L'été dernier, à l'hôtel élevé, où l'on fêtait Noël: 12 000 €. ", 30),
		"rare names": strings.Repeat("1. 龑、昶、喆、淼、鑫、垚、焱、犇、骉、羴\n", 30),
	} {
		_, err := Bytes("report.txt", []byte(text))
		require.NoError(t, err, name)
	}
}

// The colours of a terminal are no figures: 31m is not 31 metres.
func TestMarksForTerminals(t *testing.T) {
	for _, data := range []string{
		"完成\x1b[31m投资\x1b[1;32m12亿元\x1b[0m，\x1b[2K新建\x1b]8;;http://a/5\x1b\\5所\x1b]8;;\x07学校",
		"<p>完成\x1b[31m投资12亿元，新建5所学校</p>",
	} {
		doc, err := Bytes("report.txt", []byte(data))
		require.NoError(t, err)
		require.Equal(t, "完成投资12亿元，新建5所学校", textOf(doc))
		require.Contains(t, fmt.Sprint(doc.Diagnostics), "for a terminal")
	}
	doc, err := Bytes("report.txt", []byte("完成12亿元\x1b[m"))
	require.NoError(t, err)
	require.Contains(t, fmt.Sprint(doc.Diagnostics), "1 mark for a terminal left out")
}

// A text that stands for another has digits that are no figures.
func TestCodedText(t *testing.T) {
	report := sampleReport(t)
	lines := func(text string) string {
		var out strings.Builder
		for ; len(text) > 76; text = text[76:] {
			out.WriteString(text[:76] + "\r\n")
		}
		return out.String() + text
	}
	var qp, ascii strings.Builder
	w := quotedprintable.NewWriter(&qp)
	_, err := w.Write([]byte(report))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	a := ascii85.NewEncoder(&ascii)
	_, err = a.Write([]byte(report))
	require.NoError(t, err)
	require.NoError(t, a.Close())
	escaped, err := json.Marshal(map[string]string{"text": strconv.QuoteToASCII(report)})
	require.NoError(t, err)
	b64 := base64.StdEncoding.EncodeToString([]byte(report))
	for name, data := range map[string]string{
		"base64":                b64,
		"base64 in lines":       lines(b64),
		"base32":                lines(base32.StdEncoding.EncodeToString([]byte(report))),
		"ascii85":               ascii.String(),
		"hexadecimal":           hex.EncodeToString([]byte(report)),
		"quoted-printable":      qp.String(),
		"as in an address":      "text=" + url.QueryEscape(report),
		"escapes":               strconv.QuoteToASCII(report),
		"escapes in JSON":       string(escaped),
		"a certificate":         string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte(report)[:900]})),
		"a program in one line": strings.Repeat(`function(e,t){return(e.length>12?t[3]:e.x)}`, 20),
	} {
		_, err := Bytes("report.txt", []byte(data))
		require.ErrorIs(t, err, ErrUnsupported, name)
		require.ErrorContains(t, err, "a text that stands for another", name)
	}
	var references strings.Builder
	for _, r := range report {
		if r < 128 {
			references.WriteRune(r)
		} else {
			fmt.Fprintf(&references, "&#%d;", r)
		}
	}
	_, err = Bytes("report.txt", []byte(references.String()))
	require.ErrorContains(t, err, "references of HTML")

	for name, text := range map[string]string{
		"figures in a row":       strings.Repeat("1,", 5000),
		"a long address":         inChinese + "\nhttps://www.example.gov.cn/zwgk/" + strings.Repeat("a1b2", 50),
		"few references":         inChinese + strings.Repeat("&#8203;", 5),
		"a short word":           "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz",
		"ampersands without end": strings.Repeat("&#", 100) + "&#12345",
		"a signed report":        report + "\n" + lines(b64[:800]),
	} {
		_, err := Bytes("report.txt", []byte(text))
		require.NoError(t, err, name)
	}
}

// A document that is hardly Chinese is read, and told.
func TestHardlyChinese(t *testing.T) {
	const told = "little of it is Chinese; it may be no report"
	for text, is := range map[string]bool{
		"The works were done, and 35% of the roads are open.":                               true,
		"2026-11-30 12:00:00 INFO request 12 took 3ms":                                      true,
		"2020-11-30 12:00:59,123 INFO  [main] com.example.Application - 已处理 12 条, 耗时 36 ms": true,
		`/* 完成投资12亿元 */ int main(void) { static int amount = 12; printf("%d%%", amount); }`: true,
		inJapanese: true,
		inKorean:   true,
		inRussian:  true,
		inChinese:  false,
		"完成投资12亿元": false,
		"办理“のびのび”品牌注册12件，完成率100%，新增企业34家":    false,
		"完成ABB、SIEMENS、BOSCH、SCHNEIDER等项目4个": false,
	} {
		doc, err := Bytes("report.txt", []byte(strings.Repeat(text+"\n", 9)))
		require.NoError(t, err)
		var says []string
		for _, d := range doc.Diagnostics {
			says = append(says, d.Message)
		}
		require.Equal(t, is, strings.Contains(strings.Join(says, "\n"), told), text)
	}
}

// Heads of other programs before a report are no part of it.
func TestHeadsBeforeReports(t *testing.T) {
	for head, is := range map[string]string{
		"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n":      "what a web server answered, with its head; save the page itself",
		"HTTP/2 200\r\ncontent-type: text/plain\r\n\r\n":           "what a web server answered, with its head; save the page itself",
		"WARC/1.0\r\nWARC-Type: response\r\n\r\n":                  "an archive of web pages (WARC); export its text or the original document",
		"#!/bin/sh\ncat > report.txt <<'END'\n":                    "a program; pass a report",
		"\x80\x04\x95\xb4\x12\x00\x00\x00\x00\x00\x00\x8c\x02\x12": "binary data of an unknown kind; pass a report as .docx, .html or .txt",
	} {
		_, err := Bytes("report.txt", []byte(head+inChinese))
		require.EqualError(t, err, "report.txt: this is "+is)
	}
	letter := "From a@example.cn Mon Nov 30 12:00:00 2026\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n" + inChinese + "\n"
	doc, err := Bytes("report.txt", []byte(letter))
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(textOf(doc), "关于2021年一季度"), textOf(doc))
	_, err = Bytes("report.txt", []byte(letter+"\n"+letter))
	require.EqualError(t, err, "report.txt: this is a mailbox of several messages; save each of them")
}
