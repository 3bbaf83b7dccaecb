package html_test

import (
	"bytes"
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
	"testing"

	"duban/internal/testblocks"
	"duban/parse"
	"duban/parse/block"
	"duban/parse/charset"
	"duban/parse/charset/charsettest"
	"duban/parse/html"

	"github.com/stretchr/testify/require"
)

// archive writes a page as browsers and Word do, with a picture in front of it.
func archive(head, contentType, encoding, page string) []byte {
	body := page
	switch encoding {
	case "quoted-printable":
		var sb bytes.Buffer
		w := quotedprintable.NewWriter(&sb)
		if _, err := w.Write([]byte(page)); err != nil {
			panic(err)
		}
		w.Close()
		body = sb.String()
	case "base64":
		body = base64.StdEncoding.EncodeToString([]byte(page))
		for i := 76; i < len(body); i += 78 {
			body = body[:i] + "\r\n" + body[i:]
		}
	}
	return []byte(head + "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_b\"\r\n\r\n这是单个文件网页。\r\n\r\n" +
		"------=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n" +
		"------=_b\r\nContent-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: " + encoding + "\r\nContent-Type: " + contentType + "\r\n\r\n" + body +
		"\r\n------=_b--\r\n")
}

// FuzzMHTML reads any bytes as a web archive.
func FuzzMHTML(f *testing.F) {
	const page = "<html><body><p>附件1<table><tr><td>序号<td>任务<tr><td>1<td>甲</table>"
	for _, encoding := range []string{"quoted-printable", "base64", "8bit"} {
		f.Add(archive("MIME-Version: 1.0\r\n", "text/html", encoding, page))
		f.Add(archive("MIME-Version: 1.0\r\n", "multipart/alternative; boundary=c", encoding, "--c\r\nContent-Type: text/html\r\n\r\n"+page))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b := block.NewBudget(t.Context(), parse.Limits{Cells: 20_000, Unpacked: 1 << 20, Nodes: 100_000})
		doc, err := html.ReadMHTML(b, data)
		if err != nil {
			require.ErrorAs(t, err, new(*parse.Error))
			return
		}
		if len(doc.Blocks) > 0 && doc.Blocks[0].Pos().Line > 0 {
			return // a page of plain text has lines, of which the tests of text tell
		}
		doc.NumberTables()
		requireGrids(t, doc)
	})
}

func TestMHTML(t *testing.T) {
	const page = "<html><head><meta charset=\"utf-8\"></head><body><p>附件1</p><table><tr><td>序号<td>任务<td>进展情况<tr><td>1<td style='a:b'>建设停车位<td>完成1300个</table></body></html>"
	const word, browser = "MIME-Version: 1.0\r\n", "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E9=80=9A=E6=8A=A5?=\r\nMIME-Version: 1.0\r\n"
	gbk := string(charsettest.Encodings[charset.GBName](strings.Replace(page, "utf-8", "gb2312", 1)))
	want, err := parse.Bytes("page.html", []byte(page))
	require.NoError(t, err)
	require.Len(t, want.Blocks, 2)
	for name, data := range map[string][]byte{
		"Word":                 archive(word, `text/html; charset="gb2312"`, "quoted-printable", gbk),
		"a browser":            archive(browser, "text/html", "quoted-printable", page),
		"base64":               archive(browser, "text/html; charset=\"utf-8\"", "base64", page),
		"as it is":             archive("\r\n"+word, "text/html", "8bit", page),
		"the parts of a part":  bytes.Replace(archive(word, "multipart/alternative; boundary=\"c\"", "7bit", "--c\r\nContent-Type: text/html\r\n\r\n"+page+"\r\n--c--"), []byte("type="), []byte("x="), 1),
		"a page and no part":   []byte(word + "Content-Type: text/html\r\n\r\n" + page),
		"a mail of other kind": archive("X-Mailer: y\r\n", "text/html", "8bit", page),
	} {
		doc, err := parse.Bytes("report.doc", data)
		require.NoError(t, err, name)
		require.Equal(t, parse.FormatMHTML, doc.Format)
		require.Equal(t, want.Blocks, doc.Blocks, name)
	}
	for name, data := range map[string]string{
		"mixed":            "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n" + page + "\r\n--b--\r\n",
		"base64 alone":     "mime-version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(page)) + "\n--b--\n",
		"without head":     "------=_Part\r\nContent-Type: text/html\r\n\r\n" + page + "\r\n------=_Part--\r\n",
		"type comes first": "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n附件\n--b\nContent-Type: text/html\n\n" + page + "\n--b--\n",
	} {
		doc, err := parse.Bytes("report.mht", []byte(data))
		require.NoError(t, err, name)
		require.Equal(t, want.Blocks, doc.Blocks, name)
	}
	mail, err := parse.Bytes("report.eml", []byte("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n附件1\n--b\nContent-Type: image/png\n\nx\n--b--\n"))
	require.NoError(t, err)
	plain, err := parse.Bytes("report.txt", []byte("附件1"))
	require.NoError(t, err)
	require.Equal(t, plain.Blocks, mail.Blocks)
	form, err := parse.Bytes("report", []byte("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n附件1\r\n--b--\r\n"))
	require.NoError(t, err)
	require.Equal(t, plain.Blocks, form.Blocks)
	whole := archive(word, "text/html", "8bit", page)
	doc, err := parse.Bytes("report.doc", whole[:bytes.Index(whole, []byte("</table>"))])
	require.NoError(t, err)
	require.Equal(t, want.Blocks, doc.Blocks)
	require.Equal(t, []parse.Diagnostic{{Message: "the web archive breaks off; what stands before was read"}}, testblocks.Diagnostics(doc))
	for message, data := range map[string][]byte{
		"a web archive without a page in it":      archive(word, "application/pdf", "8bit", "附件 <table>"),
		"a web archive whose head cannot be read": []byte("MIME-Version: 1.0\r\n<html>"),
	} {
		_, err := parse.Bytes("report.doc", data)
		require.ErrorIs(t, err, parse.ErrDamaged)
		require.EqualError(t, err, "report.doc: "+message+"; open it in the program that made it and save it anew")
	}
}

// TestAttachments: what is attached to an e-mail is told, and a page's own pictures are none.
func TestAttachments(t *testing.T) {
	part := func(head, body string) string { return "--x\r\n" + head + "\r\n\r\n" + body + "\r\n" }
	mail := func(parts ...string) []byte {
		return []byte("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + strings.Join(parts, "") + "--x--\r\n")
	}
	text := part("Content-Type: text/plain; charset=utf-8", "见附件。")
	file := part("Content-Type: application/msword\r\nContent-Disposition: attachment; filename=\"=?UTF-8?B?5oql5ZGKLmRvYw==?=\"", "x")
	picture := part("Content-Type: image/png; name=a.png\r\nContent-Location: a.png", "x")

	doc, err := parse.Bytes("a.eml", mail(text, file, picture))
	require.NoError(t, err)
	require.Len(t, doc.Blocks, 1)
	require.Equal(t, []parse.Unread{{What: "embedded", Message: "an attachment (报告.doc) is no part of this document"}}, testblocks.Unread(doc))
	require.Len(t, doc.Diagnostics, 1)
	require.Equal(t, "what is attached to this e-mail is no part of it: 报告.doc; duban import reads attachments", doc.Diagnostics[0].Message)

	_, err = parse.Bytes("a.eml", mail(file))
	require.ErrorIs(t, err, parse.ErrUnsupported)
	require.EqualError(t, err, "a.eml: this is an e-mail without a text; 报告.doc is attached to it; save that and pass it, or pass the e-mail to duban import")

	doc, err = parse.Bytes("a.eml", mail(text, picture))
	require.NoError(t, err)
	require.Empty(t, doc.Unread)
}
