package cell

import (
	"fmt"
	"strings"

	"duban/internal/message"
)

// Words that are no tokens: they are looked for where they matter.

// listWord takes a word that is no token, and reports whether it is one.
func (w *words) listWord(f []string) (bool, error) {
	switch f[1] {
	case "counted":
		if !isOneOf(f[2], "", "issue") {
			return true, message.Errorf("%q cannot be the value of counted", f[2])
		}
		w.counted[f[0]] = f[2]
	case "several":
		things := strings.Split(f[2], itemMark)
		if f[0] == "" || len(things) < 2 {
			return true, fmt.Errorf("several needs a word, and the things that it means with 、 between")
		}
		w.several = append(w.several, several{f[0], things})
	case "shared":
		if f[0] == "" || !isOneOf(f[2], "", "any", "end") {
			return true, fmt.Errorf("shared needs a word, and takes no value but any and end")
		}
		if w.measured = append(w.measured, f[0]); f[2] != "end" {
			w.shared = append(w.shared, noun{f[0], f[2] == "any"})
		}
	case "light", "part":
		return true, w.plainWord(f)
	default:
		return false, nil
	}
	return true, nil
}

// plainWord takes a word that has no value.
func (w *words) plainWord(f []string) error {
	if f[0] == "" || f[2] != "" {
		return message.Errorf("%s needs a word, and takes no value", f[1])
	}
	if f[1] == "part" {
		w.parts = append(w.parts, f[0])
		return nil
	}
	r := []rune(f[0])
	w.light[r[0]] = append(w.light[r[0]], r)
	return nil
}
