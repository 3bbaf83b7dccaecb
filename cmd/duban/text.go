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

// count returns n with its noun: "1 row", "2 rows".
func count(n int, noun string) string { return countOf(n, noun, noun+"s") }

// countOf is count for a noun whose plural has another form.
func countOf(n int, one, many string) string {
	if n != 1 {
		one = many
	}
	return fmt.Sprintf("%d %s", n, one)
}
