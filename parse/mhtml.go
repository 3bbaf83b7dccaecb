package parse

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// readMHTML reads the page of a web archive, as browsers and Word save it, and systems of offices export it under the
// name of .doc: a message of mail with the page and its pictures as parts.
func readMHTML(b *budget, data []byte) (*Document, error) {
	data = bytes.TrimLeft(data, "\uFEFF \t\r\n")
	message, err := mail.ReadMessage(&liveReader{b, bytes.NewReader(data)})
	if err != nil {
		return nil, damaged("", "a web archive whose head cannot be read")
	}
	page, err := pageOf(message.Header.Get("Content-Type"), message.Header.Get("Content-Transfer-Encoding"), message.Body, 0)
	switch {
	case b.live() != nil:
		return nil, b.live()
	case len(page) == 0:
		return nil, damaged("", "a web archive without a page in it")
	}
	doc, failed := readHTML(b, page)
	if failed != nil {
		return nil, failed
	}
	doc.Format = FormatMHTML
	if err != nil {
		doc.Diagnostics = append(doc.Diagnostics, Diagnostic{Message: "the web archive breaks off; what stands before was read"})
	}
	return doc, nil
}

// pageOf returns the first page in the body of a message or a part of one, or nil.
func pageOf(contentType, encoding string, body io.Reader, depth int) ([]byte, error) {
	const deepest = 5 // the page is in a part of a part at the most
	kind, params, err := mime.ParseMediaType(contentType)
	switch {
	case err != nil || depth > deepest:
		return nil, nil
	case kind == "text/html":
		return io.ReadAll(transferDecoded(encoding, body))
	case !strings.HasPrefix(kind, "multipart/"):
		return nil, nil
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		page, err := pageOf(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, depth+1)
		if page != nil || err != nil {
			return page, err
		}
	}
}

func transferDecoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}
