package html

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"regexp"
	"strings"
	"sync"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/pack"
	"duban/parse/text"
)

// ReadMHTML reads the page of a web archive, as browsers and Word save it, and systems of offices export it under
// the name of .doc: a message of mail with the page and its pictures as parts. Where there is no page, it reads a
// plain text.
func ReadMHTML(b *block.Budget, data []byte) (*block.Document, error) {
	data = bytes.TrimLeft(data, "\uFEFF \t\r\n")
	if letter := pack.WithoutPostmark(data); len(letter) < len(data) && severalLetters().Match(letter) {
		return nil, block.Unsupported("a mailbox of several messages", "save each of them")
	}
	data = withHead(pack.WithoutPostmark(data))
	for _, want := range []struct {
		kind string
		read func(*block.Budget, []byte) (*block.Document, error)
	}{{"text/html", Read}, {"text/plain", text.Read}} {
		letter, err := mail.ReadMessage(b.Reader(bytes.NewReader(data)))
		if err != nil {
			return nil, block.Damaged("", "a web archive whose head cannot be read")
		}
		page, err := pageOf(want.kind, letter.Header.Get, letter.Body, 0)
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
		doc.Format = block.FormatMHTML
		if attached := attachments(b, data); len(attached) > 0 {
			leaveAttached(doc, attached)
		}
		if err != nil {
			doc.Diagnostics = append(doc.Diagnostics, block.Diagnostic{}.Saying("the web archive breaks off; what stands before was read"))
		}
		return doc, nil
	}
	if attached := attachments(b, data); len(attached) > 0 {
		return nil, block.Unsupported("an e-mail without a text; %s is attached to it",
			"save that and pass it, or pass the e-mail to duban import", attached[0])
	}
	return nil, block.Damaged("", "a web archive without a page in it")
}

// severalLetters finds where a message begins behind another in a mailbox.
var severalLetters = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\n\r?\nFrom \S+ .*\n[A-Za-z-]+:`) })

// attachments returns the names of the files that are attached to a message.
func attachments(b *block.Budget, data []byte) (names []string) {
	w := pack.Walker{Take: func(uint64) bool { return true }, Visit: func(f pack.File, _ []byte) { names = append(names, f.Name) }}
	w.Mail(b.Context(), data) // damage is told where the page is read
	return names
}

// leaveAttached says that the files are no part of the document.
func leaveAttached(doc *block.Document, names []string) {
	const most = 5 // that are named
	for _, name := range names {
		doc.Leave(block.Embedded, message.New("an attachment (%s) is no part of this document", name), nil)
	}
	named := message.Verbatim(strings.Join(names[:min(most, len(names))], ", "))
	if len(names) > most {
		named = message.New("%s and %d more", named, len(names)-most)
	}
	doc.Diagnostics = append(doc.Diagnostics, block.Diagnostic{}.Saying(
		"what is attached to this e-mail is no part of it: %s; duban import reads attachments", named))
}

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
		return io.ReadAll(pack.TransferDecoded(field, body))
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
