package pack

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"
	"sync"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/charset"
)

// mailField is the beginning of a message: a field of its head; parts of it begin with the line that parts them.
var mailField = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:--\S+\r?\n)?(?:from \S+ [^\n]*\n)?[a-z][a-z0-9-]*:[ \t\r\n]`)
})

// IsMail takes the beginning of a source in lower case, and reports whether it is a message of mail, as web archives are, or
// the parts of one: a head that tells the type of what follows.
func IsMail(s string) bool {
	s, _, _ = strings.Cut(strings.ReplaceAll(block.Head(s, 16<<10), "\r\n", "\n"), "\n\n")
	if !mailField().MatchString(s) {
		return false
	}
	s = "\n" + s
	return strings.Contains(s, "\nmime-version:") || strings.Contains(s, "\nfrom: <saved by") ||
		strings.Contains(s, "\ncontent-type:") || strings.Contains(s, "\ncontent-transfer-encoding:") ||
		strings.Contains(s, "\ncontent-disposition:")
}

// WithoutPostmark returns a message without the line before it by which mailboxes part messages.
func WithoutPostmark(data []byte) []byte {
	if rest, ok := bytes.CutPrefix(data, []byte("From ")); ok {
		_, data, _ = bytes.Cut(rest, []byte("\n"))
	}
	return data
}

// Mail visits the files that are attached to a message, as Walk does those of an archive. What a page in it shows is none.
func (w *Walker) Mail(ctx context.Context, data []byte) error {
	w.ctx = ctx
	message, err := mail.ReadMessage(w.live(bytes.NewReader(WithoutPostmark(data))))
	if err != nil {
		return nil // it is read as a document, which says so
	}
	if err := w.part(message.Header.Get, message.Body, 0); err != nil {
		if ctx.Err() != nil {
			return stopped(ctx)
		}
		return err
	}
	return nil
}

// part visits the files in a part of a message.
func (w *Walker) part(field func(string) string, body io.Reader, depth int) error {
	const deepest = 5
	kind, params, err := mime.ParseMediaType(field("Content-Type"))
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || depth > deepest {
		kind = ""
	}
	if name, ok := attached(field, kind, params); ok && depth > 0 {
		return w.file(name, -1, nil, func() (io.Reader, error) { return TransferDecoded(field, body), nil })
	}
	if !strings.HasPrefix(kind, "multipart/") {
		return nil
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return message.Errorf("the e-mail is damaged: %w; what stands before was read; have it sent anew", err)
		}
		if err := w.part(p.Header.Get, p, depth+1); err != nil {
			return err
		}
	}
}

// attached returns the name of a file, if a part of a message is one that stands beside the text and not in it.
func attached(field func(string) string, kind string, params map[string]string) (string, bool) {
	how, more, _ := mime.ParseMediaType(field("Content-Disposition"))
	name := headerText(more["filename"])
	if name == "" {
		name = headerText(params["name"])
	}
	isShown := field("Content-Location") != "" || field("Content-ID") != "" || strings.HasPrefix(kind, "multipart/")
	switch {
	case how == "attachment", kind == "message/rfc822":
	case isShown || name == "":
		return "", false
	}
	if name == "" {
		name = "attachment"
	}
	return name, true
}

// headerText decodes what stands in the head of a message.
func headerText(s string) string {
	words := mime.WordDecoder{CharsetReader: func(_ string, r io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(r)
		return strings.NewReader(new(charset.Names).Decode(string(data))), err
	}}
	if decoded, err := words.DecodeHeader(s); err == nil {
		return decoded
	}
	return s
}

// TransferDecoded returns the body of a part as it was before it was made fit for mail.
func TransferDecoded(field func(string) string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(field("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}
