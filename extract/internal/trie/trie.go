// Package trie finds the longest of many words at a place in a text, without allocation.
package trie

import "slices"

// Trie is a set of words, each with a number. Build it with Add, then use it from as many goroutines as wanted.
type Trie struct {
	// Most places of a text begin no word, so the first rune is looked up in pages of 256 and not in a node.
	pages [256]*[256]int32
	nodes []node
}

// node is one rune of a word, behind that of another node or at the beginning. The nodes behind one node are a list:
// few have more than a handful.
type node struct {
	key   rune
	value int32  // of the word that ends here, or none
	child int32  // the first of the nodes behind this one, or none
	next  int32  // the next node behind the same one, or none
	ahead uint64 // a bit for each of the nodes behind this one, by the last bits of their keys
}

const none = -1

// Grow makes room for as many words more, of usual length.
func (t *Trie) Grow(words int) { t.nodes = slices.Grow(t.nodes, 2*words) }

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
		(*page)[r&0xFF] = t.grow(r, none) + 1
	}
	return (*page)[r&0xFF] - 1
}

func (t *Trie) child(at int32, r rune) int32 {
	if id := t.find(at, r); id != none {
		return id
	}
	id := t.grow(r, t.nodes[at].child)
	t.nodes[at].child = id
	t.nodes[at].ahead |= 1 << (r & 63)
	return id
}

func (t *Trie) grow(key rune, next int32) int32 {
	t.nodes = append(t.nodes, node{key: key, value: none, child: none, next: next})
	return int32(len(t.nodes) - 1)
}

// Begins reports whether a word begins with r.
func (t *Trie) Begins(r rune) bool {
	return uint32(r) <= 0xFFFF && t.pages[r>>8] != nil && t.pages[r>>8][r&0xFF] > 0
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
		if v := t.nodes[at].value; v != none {
			value, end = v, j
		}
		if j == len(text) {
			break
		}
		at = t.find(at, text[j])
	}
	return value, end
}

// find returns the node for r behind the node at, or none.
func (t *Trie) find(at int32, r rune) int32 {
	n := &t.nodes[at]
	if n.ahead>>(r&63)&1 == 0 {
		return none // nearly always
	}
	id := n.child
	for id >= 0 && t.nodes[id].key != r {
		id = t.nodes[id].next
	}
	return id
}
