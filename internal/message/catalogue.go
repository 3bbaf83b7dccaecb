package message

import (
	_ "embed"
	"sync"

	"github.com/leonelquinteros/gotext"
)

// catalogue is what stands for English texts, and for words in a context, in another language.
type catalogue struct {
	texts map[string]string
	terms map[term]string
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
	return c
}

// text returns what stands for an English text; the text itself where nothing does.
func (c *catalogue) text(english string) string {
	if told, ok := c.texts[english]; ok {
		return told
	}
	return english
}
