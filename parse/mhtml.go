package parse

import (
	"bytes"

	"duban/parse/block"

	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// readMHTML reads the page of a web archive, as browsers and Word save it, and systems of offices export it under
// the name of .doc: a message of mail with the page and its pictures as parts. Where there is no page, it reads a
// plain text.
func readMHTML(b *block.Budget, data []byte) (*Document, error) {
	data = withHead(bytes.TrimLeft(data, "\uFEFF \t\r\n"))
	for _, want := range []struct {
		kind string
		read func(*block.Budget, []byte) (*Document, error)
	}{{"text/html", readHTML}, {"text/plain", readPlain}} {
		message, err := mail.ReadMessage(&liveReader{b, bytes.NewReader(data)})
		if err != nil {
			return nil, block.Damaged("", "a web archive whose head cannot be read")
		}
		page, err := pageOf(want.kind, message.Header.Get, message.Body, 0)
		if b.Live() != nil {
			return nil, b.Live()
		}
		if len(page) == 0 {
			continue
		}
		doc, failed := want.read(b, page)
		if failed != nil {
			return nil, failed
		}
		doc.Format = FormatMHTML
		if err != nil {
			doc.Diagnostics = append(doc.Diagnostics, Diagnostic{Message: "the web archive breaks off; what stands before was read"})
		}
		return doc, nil
	}
	return nil, block.Damaged("", "a web archive without a page in it")
}

func readPlain(b *block.Budget, data []byte) (*Document, error) { return readText(b, data, false) }

// withHead returns a message with the head that it has lost, where it begins with the line that parts its parts.
func withHead(data []byte) []byte {
	boundary, ok := bytes.CutPrefix(data, []byte("--"))
	if !ok {
		return data
	}
	boundary, _, _ = bytes.Cut(boundary, []byte("\n"))
	return fmt.Appendf(nil, "Content-Type: multipart/mixed; boundary=%q\r\n\r\n%s", bytes.TrimSpace(boundary), data)
}

// pageOf returns the first page of a kind in the body of a message or a part of one, or nil.
func pageOf(want string, field func(string) string, body io.Reader, depth int) ([]byte, error) {
	const deepest = 5 // the page is in a part of a part at the most
	kind, params, err := mime.ParseMediaType(field("Content-Type"))
	if field("Content-Type") == "" {
		kind, err = "text/plain", nil // as RFC 2045 has it
	}
	switch {
	case err != nil || depth > deepest:
		return nil, nil
	case kind == want:
		return io.ReadAll(transferDecoded(field("Content-Transfer-Encoding"), body))
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
		page, err := pageOf(want, part.Header.Get, part, depth+1)
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
