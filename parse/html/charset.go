package html

import (
	"bytes"
	"strings"

	"duban/parse/block"

	"golang.org/x/net/html"
)

// declaredCharset returns the encoding that a page declares of itself — in an XML declaration, a meta charset or a
// meta http-equiv — as it is written there, or "". What the server said is not known here.
func declaredCharset(data []byte) string {
	const far = 16 << 10 // the standard asks for the first 1024 bytes; heads of real pages are longer
	z := html.NewTokenizer(bytes.NewReader(block.Head(data, far)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.CommentToken:
			if label := xmlEncoding(string(z.Text())); label != "" {
				return label
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "meta":
				if label := metaCharset(z); label != "" {
					return label
				}
			case "body":
				return ""
			}
		}
	}
}

// xmlEncoding takes what the tokenizer makes of an XML declaration: `?xml version="1.0" encoding="gb2312"?`.
func xmlEncoding(comment string) string {
	if !strings.HasPrefix(comment, "?xml") {
		return ""
	}
	_, value, ok := strings.Cut(comment, "encoding")
	if !ok {
		return ""
	}
	return firstWord(strings.TrimLeft(value, " \t\r\n="))
}

// metaCharset reads the attributes of the meta element that z stands at.
func metaCharset(z *html.Tokenizer) string {
	var content string
	isType := false
	for {
		key, value, more := z.TagAttr()
		switch string(key) {
		case "charset":
			return firstWord(string(value))
		case "content":
			content = strings.ToLower(string(value)) // labels know no case
		case "http-equiv":
			isType = strings.EqualFold(strings.TrimSpace(string(value)), "content-type")
		}
		if !more {
			break
		}
	}
	i := strings.Index(content, "charset")
	if !isType || i < 0 {
		return ""
	}
	return firstWord(strings.TrimLeft(content[i+len("charset"):], " \t\r\n="))
}

// firstWord returns s up to the first character that cannot stand in a label, without quotation marks.
func firstWord(s string) string {
	s = strings.TrimLeft(s, "\"' \t\r\n")
	if i := strings.IndexAny(s, "\"' \t\r\n;,?>"); i >= 0 {
		s = s[:i]
	}
	return s
}
