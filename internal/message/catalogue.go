package message

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/leonelquinteros/gotext"
)

// catalogue is what stands for English texts, and for words in a context, in another language.
type catalogue struct {
	texts map[string]string
	terms map[term]string

	patterns func() []pattern // of what libraries say
}

// pattern is a way in which a library speaks, with what fills it.
type pattern struct {
	english *regexp.Regexp
	told    string
}

// term is a word in the context that it is used in.
type term struct{ context, word string }

//go:embed zh.po
var zh []byte

// chinese returns the Chinese catalogue, parsed when it is asked for first.
var chinese = sync.OnceValue(func() *catalogue { return parsed(zh) })

func parsed(po []byte) *catalogue {
	file := gotext.NewPo()
	file.Parse(po)
	c := &catalogue{texts: map[string]string{}, terms: map[term]string{}}
	for id, entry := range file.GetDomain().GetTranslations() {
		if told := entry.Trs[0]; id != "" && told != "" {
			c.texts[id] = told
		}
	}
	for context, entries := range file.GetDomain().GetCtxTranslations() {
		for id, entry := range entries {
			c.terms[term{context, id}] = entry.Get()
		}
	}
	c.patterns = sync.OnceValue(c.patternsOfLibraries)
	return c
}

// patternsOfLibraries returns the entries for what libraries say in which anything can stand, the longest first.
func (c *catalogue) patternsOfLibraries() []pattern {
	var ids []string
	for t := range c.terms {
		if t.context == library && strings.Contains(t.word, "%s") {
			ids = append(ids, t.word)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	var out []pattern
	for _, id := range ids {
		english := strings.ReplaceAll(regexp.QuoteMeta(id), "%s", "(.+)")
		out = append(out, pattern{regexp.MustCompile("(?s)^" + english + "$"), c.terms[term{library, id}]})
	}
	return out
}

// library is the context of what the system and libraries say.
const library = "library"

// foreign returns what stands for what the system or a library says; that itself where nothing does.
func (c *catalogue) foreign(english string) string {
	if told, ok := c.terms[term{library, english}]; ok {
		return told
	}
	for _, p := range c.patterns() {
		if m := p.english.FindStringSubmatch(english); m != nil {
			var args []any
			for _, part := range m[1:] {
				args = append(args, c.foreign(part))
			}
			return fmt.Sprintf(p.told, args...)
		}
	}
	return english
}

// text returns what stands for an English text; the text itself where nothing does.
func (c *catalogue) text(english string) string {
	if told, ok := c.texts[english]; ok {
		return told
	}
	return english
}
