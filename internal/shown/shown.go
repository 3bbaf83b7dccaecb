// Package shown has what pages share that show reports to people: texts of reports, and numbers, as they stand on a page.
package shown

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"strings"
	"unicode"
)

// Style is the style sheet that all these pages begin with.
//
//go:embed page.css
var Style string

// Icon is the icon of these pages where they are served, and IconType what it is.
//
//go:embed icon.svg
var Icon []byte

const IconType = "image/svg+xml"

// Hash returns what names an inline style or script in a Content-Security-Policy.
func Hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Visible returns s with each character that would hide or reorder the text around it as a replacement character, so
// that what is checked by eye is what was read. The number of characters stays the same.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// Grouped returns a number in plain notation with its digits in threes: 2,150,000,000.
func Grouped(number string) string {
	whole, fraction, _ := strings.Cut(number, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	var groups []string
	for ; len(whole) > 3; whole = whole[:len(whole)-3] {
		groups = append([]string{whole[len(whole)-3:]}, groups...)
	}
	s := sign + strings.Join(append([]string{whole}, groups...), ",")
	if fraction != "" {
		s += "." + fraction
	}
	return s
}

// Execute returns what a template makes of data. It stops when the context ends; the error is then that of the context.
func Execute(ctx context.Context, t *template.Template, data any) ([]byte, error) {
	b := &bounded{ctx: ctx}
	if err := t.Execute(b, data); err != nil {
		return nil, err
	}
	return b.text.Bytes(), nil
}

// bounded takes what a template writes until its context ends.
type bounded struct {
	ctx  context.Context
	text bytes.Buffer
}

func (b *bounded) Write(data []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.text.Write(data)
}
