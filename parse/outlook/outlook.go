// Package outlook reads messages as Outlook saves them (.msg): compound files with a stream for each property. It makes an e-mail of
// them, as other programs save it, which is read as such.
package outlook

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"mime"
	"slices"
	"strings"
	"unicode/utf16"

	"duban/parse/block"
	"duban/parse/compound"
)

// Mark is a stream that the root of each message has.
const Mark = "__properties_version1.0"

// Is reports whether data is a message of Outlook.
func Is(data []byte) bool {
	if !strings.HasPrefix(string(block.Head(data, len(compound.Magic))), compound.Magic) {
		return false
	}
	has, _ := compound.Look(data)
	return has(Mark) && !has("WordDocument") && !has("Workbook")
}

// The properties that are read, by their tags.
const (
	plainBody  = 0x1000
	htmlBody   = 0x1013
	content    = 0x3701
	shortName  = 0x3704
	longName   = 0x3707
	contentID  = 0x3712
	attachment = "__attach_version1.0_"
)

// The kinds of properties that are texts and bytes.
const (
	unicodeText = 0x001F
	byteText    = 0x001E
	bytesOnly   = 0x0102
)

// message is an open message.
type message struct {
	budget *block.Budget
	file   *compound.File
	out    strings.Builder
}

// boundary parts the parts of the e-mail, which are in base64 and have no hyphens.
const boundary = "----=duban"

// Mail returns the message as an e-mail with what is attached to it. What is damaged is left out, and what is cut off ends where the file
// does.
func Mail(ctx context.Context, limits block.Limits, data []byte) ([]byte, error) {
	b := block.NewBudget(ctx, limits)
	f, err := compound.Open(b, data)
	if err != nil {
		return nil, err
	}
	m := message{budget: b, file: f}
	fmt.Fprintf(&m.out, "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=%q\r\n\r\n", boundary)
	if err := m.bodies(); err != nil {
		return nil, err
	}
	holders := f.Storages(attachment)
	slices.Sort(holders)
	for _, holder := range holders {
		if err := m.attached(holder); err != nil {
			return nil, err
		}
	}
	m.out.WriteString("--" + boundary + "--\r\n")
	return []byte(m.out.String()), nil
}

// bodies writes the text of the message: as a page, if it has one, and as plain text.
func (m *message) bodies() error {
	for _, body := range []struct {
		tag  int
		kind string
	}{{htmlBody, "text/html"}, {plainBody, "text/plain"}} {
		data, err := m.property("", body.tag)
		if err != nil {
			return err
		}
		if len(data) > 0 {
			m.part("Content-Type: "+body.kind, data)
		}
	}
	return nil
}

// attached writes a file that is attached.
func (m *message) attached(holder string) error {
	data, err := m.property(holder, content)
	if err != nil {
		return err
	}
	name, err := m.property(holder, longName)
	if err == nil && len(name) == 0 {
		name, err = m.property(holder, shortName)
	}
	if err != nil {
		return err
	}
	id, err := m.property(holder, contentID)
	if err != nil {
		return err
	}
	head := "Content-Type: application/octet-stream\r\nContent-Disposition: " +
		mime.FormatMediaType("attachment", map[string]string{"filename": strings.Map(visible, string(name))})
	if len(id) > 0 { // a picture that the page shows
		head = "Content-Type: application/octet-stream\r\nContent-ID: <" + strings.Map(visible, string(id)) + ">"
	}
	m.part(head, data)
	return nil
}

// visible leaves out what may not stand in the head of a part.
func visible(r rune) rune {
	if r < ' ' {
		return -1
	}
	return r
}

func (m *message) part(head string, data []byte) {
	m.out.WriteString("--" + boundary + "\r\n" + head + "\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	m.out.WriteString(base64.StdEncoding.EncodeToString(data))
	m.out.WriteString("\r\n")
}

// property returns a text, in UTF-8 if it is one of Unicode, or bytes; nil where a storage, or the root, has no such property. Of a
// damaged one it returns what can be had.
func (m *message) property(holder string, tag int) ([]byte, error) {
	for _, kind := range []int{unicodeText, byteText, bytesOnly} {
		name := fmt.Sprintf("__substg1.0_%04X%04X", tag, kind)
		data, err := m.file.StreamIn(holder, name)
		if err != nil && !errors.Is(err, block.ErrDamaged) {
			return nil, err
		}
		if len(data) == 0 {
			continue
		}
		if kind == unicodeText {
			return []byte(decoded(data)), nil
		}
		return data, nil
	}
	return nil, nil
}

func decoded(data []byte) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}
