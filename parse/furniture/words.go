package furniture

import (
	"fmt"
	"io/fs"
	"sync"

	"duban/seeds"
)

// Vocabulary holds the words by which furniture of a page is told from content; see seeds/page_words.tsv.
type Vocabulary struct {
	Names                map[string]Naming // parts of class and id
	Contents             map[string]bool   // whole classes and ids of what holds an article
	crumbs, pointers     []string
	tools, menus, Labels map[string]bool
	closers, lists       map[string]bool
	Images               map[string]bool
	counters             []string
	Imprints, contacts   []string
	Sites                []string
}

// Naming is what the name of an element says of it.
type Naming uint8

const (
	Unnamed   Naming = iota
	Doubtful         // furniture, if most of its text is links
	Furniture        // furniture, unless it plainly holds content
)

// Words returns the words of pages that are built in.
var Words = sync.OnceValue(func() *Vocabulary {
	v, err := read(seeds.FS)
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	return v
})

// read reads the words of pages. An error names file and line.
func read(dir fs.FS) (*Vocabulary, error) {
	const name = "page_words.tsv"
	lines, err := seeds.Read(dir, name, "word", "kind", "comment")
	if err != nil {
		return nil, err
	}
	v := &Vocabulary{Names: map[string]Naming{}, Contents: map[string]bool{},
		tools: map[string]bool{}, menus: map[string]bool{}, Labels: map[string]bool{},
		closers: map[string]bool{}, lists: map[string]bool{}, Images: map[string]bool{}}
	for _, l := range lines {
		if !v.add(l.Fields[0], l.Fields[1]) {
			return nil, fmt.Errorf("%s:%d: %q is no kind of word", name, l.Number, l.Fields[1])
		}
	}
	return v, nil
}

// add takes a word in, and reports whether its kind is known.
func (v *Vocabulary) add(word, kind string) bool {
	switch kind {
	case "furniture":
		v.Names[word] = Furniture
	case "doubtful":
		v.Names[word] = Doubtful
	case "content":
		v.Contents[word] = true
	case "crumb":
		v.crumbs = append(v.crumbs, word)
	case "pointer":
		v.pointers = append(v.pointers, word)
	case "tool":
		v.tools[word] = true
	case "menu":
		v.menus[word] = true
	case "label":
		v.Labels[word] = true
	case "closer":
		v.closers[word] = true
	case "image":
		v.Images[word] = true
	case "list":
		v.lists[word] = true
	case "counter":
		v.counters = append(v.counters, word)
	case "imprint":
		v.Imprints = append(v.Imprints, word)
	case "contact":
		v.contacts = append(v.contacts, word)
	case "site":
		v.Sites = append(v.Sites, word)
	default:
		return false
	}
	return true
}
