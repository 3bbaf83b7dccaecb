package main

import (
	"fmt"
	"strings"
	"unicode"
)

// printable returns s as it can be shown on one line of a terminal: line breaks and tabs as signs, and escaped what a
// terminal would obey or not show (control and formatting characters), so that no document can play tricks with it.
func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteRune('⏎')
		case r == '\t':
			b.WriteRune('⇥')
		case unicode.IsPrint(r), unicode.Is(unicode.Zs, r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
