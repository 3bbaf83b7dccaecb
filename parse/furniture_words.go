package parse

import (
	"fmt"
	"io/fs"
	"sync"

	"duban/seeds"
)

// pageVocabulary holds the words by which furniture of a page is told from content; see seeds/page_words.tsv.
type pageVocabulary struct {
	names                map[string]naming // parts of class and id
	contents             map[string]bool   // whole classes and ids of what holds an article
	crumbs, pointers     []string
	tools, menus, labels map[string]bool
	closers, lists       map[string]bool
	images               map[string]bool
	counters             []string
	imprints, contacts   []string
	sites                []string
}

// naming is what the name of an element says of it.
type naming uint8

const (
	unnamed   naming = iota
	doubtful         // furniture, if most of its text is links
	furniture        // furniture, unless it plainly holds content
)

var pageWords = sync.OnceValue(func() *pageVocabulary {
	v, err := readPageWords(seeds.FS)
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	return v
})

// readPageWords reads the words of pages. An error names file and line.
func readPageWords(dir fs.FS) (*pageVocabulary, error) {
	const name = "page_words.tsv"
	lines, err := seeds.Read(dir, name, "word", "kind", "comment")
	if err != nil {
		return nil, err
	}
	v := &pageVocabulary{names: map[string]naming{}, contents: map[string]bool{},
		tools: map[string]bool{}, menus: map[string]bool{}, labels: map[string]bool{},
		closers: map[string]bool{}, lists: map[string]bool{}, images: map[string]bool{}}
	for _, l := range lines {
		if !v.add(l.Fields[0], l.Fields[1]) {
			return nil, fmt.Errorf("%s:%d: %q is no kind of word", name, l.Number, l.Fields[1])
		}
	}
	return v, nil
}

// add takes a word in, and reports whether its kind is known.
func (v *pageVocabulary) add(word, kind string) bool {
	switch kind {
	case "furniture":
		v.names[word] = furniture
	case "doubtful":
		v.names[word] = doubtful
	case "content":
		v.contents[word] = true
	case "crumb":
		v.crumbs = append(v.crumbs, word)
	case "pointer":
		v.pointers = append(v.pointers, word)
	case "tool":
		v.tools[word] = true
	case "menu":
		v.menus[word] = true
	case "label":
		v.labels[word] = true
	case "closer":
		v.closers[word] = true
	case "image":
		v.images[word] = true
	case "list":
		v.lists[word] = true
	case "counter":
		v.counters = append(v.counters, word)
	case "imprint":
		v.imprints = append(v.imprints, word)
	case "contact":
		v.contacts = append(v.contacts, word)
	case "site":
		v.sites = append(v.sites, word)
	default:
		return false
	}
	return true
}
