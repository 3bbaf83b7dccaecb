// Package trie finds the longest of many words at a place in a text, without allocation.
package trie

import "slices"

// Trie is a set of words, each with a number. Build it with Add, then use it from as many goroutines as wanted.
type Trie struct {
	// Most places of a text begin no word, so the first rune is looked up in pages of 256 and not in a node.
	pages [256]*[256]int32
	nodes []node
}

type node struct {
	keys  []rune  // sorted
	next  []int32 // the node behind the key of the same place
	value int32   // of the word that ends here, or none
}

const none = -1

// Add puts word into the set with a value of 0 or more; a word that is there already gets the new value. Words have to
// begin within the basic plane of Unicode; others are left out.
func (t *Trie) Add(word string, value int32) {
	at := int32(none)
	for _, r := range word {
		if at == none {
			if r > 0xFFFF {
				return
			}
			at = t.root(r)
			continue
		}
		at = t.child(at, r)
	}
	if at != none {
		t.nodes[at].value = value
	}
}

func (t *Trie) root(r rune) int32 {
	page := &t.pages[r>>8]
	if *page == nil {
		*page = new([256]int32)
	}
	if (*page)[r&0xFF] == 0 {
		(*page)[r&0xFF] = t.grow() + 1
	}
	return (*page)[r&0xFF] - 1
}

func (t *Trie) child(at int32, r rune) int32 {
	i, found := slices.BinarySearch(t.nodes[at].keys, r)
	if found {
		return t.nodes[at].next[i]
	}
	id := t.grow()
	n := &t.nodes[at]
	n.keys = slices.Insert(n.keys, i, r)
	n.next = slices.Insert(n.next, i, id)
	return id
}

func (t *Trie) grow() int32 {
	t.nodes = append(t.nodes, node{value: none})
	return int32(len(t.nodes) - 1)
}

// Longest returns the value of the longest word that stands at text[i:], and the index behind it; or -1 and i.
func (t *Trie) Longest(text []rune, i int) (value int32, end int) {
	r := text[i]
	if uint32(r) > 0xFFFF || t.pages[r>>8] == nil {
		return none, i
	}
	at := t.pages[r>>8][r&0xFF] - 1
	value, end = none, i
	for j := i + 1; at >= 0; j++ {
		n := &t.nodes[at]
		if n.value != none {
			value, end = n.value, j
		}
		if j == len(text) {
			break
		}
		at = n.find(text[j])
	}
	return value, end
}

func (n *node) find(r rune) int32 {
	if len(n.keys) < 8 {
		for i, k := range n.keys {
			if k == r {
				return n.next[i]
			}
		}
		return none
	}
	if i, found := slices.BinarySearch(n.keys, r); found {
		return n.next[i]
	}
	return none
}
