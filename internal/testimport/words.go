package testimport

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsFile string

// words are the texts that reports are made of, by name.
var words = sync.OnceValue(func() map[string]string {
	byName := map[string]string{}
	for line := range strings.Lines(wordsFile) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		byName[name] = text
	}
	return byName
})

// word is the text of that name; several are its parts.
func word(name string) string { return words()[name] }

func several(name string) []string { return strings.Fields(word(name)) }
