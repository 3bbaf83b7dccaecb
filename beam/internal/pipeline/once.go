package pipeline

import (
	"slices"
	"strings"
)

// Batch is documents that together are worth handing over, each once.
type Batch struct{ Documents []Unique }

// Unique is the bytes of a document, with all places where they were found, in order of path.
type Unique struct {
	Digest string
	Data   []byte
	Places []Place
}

// once brings the places of the same bytes together, and makes batches of what is to be read.
type once struct {
	ChunkSize int64

	list   []Unique
	weight int64
}

func (o *once) ProcessElement(digest string, documents func(*Document) bool, emit func(Batch)) {
	u := Unique{Digest: digest}
	var d Document
	for documents(&d) {
		u.Places = append(u.Places, d.At)
		u.Data = d.Data
	}
	slices.SortFunc(u.Places, func(a, b Place) int { return strings.Compare(a.Path, b.Path) })
	weight := int64(len(u.Data)) + fixedWeight
	if o.weight+weight > o.ChunkSize {
		o.FinishBundle(emit)
	}
	o.list = append(o.list, u)
	o.weight += weight
}

// FinishBundle hands over what is left.
func (o *once) FinishBundle(emit func(Batch)) {
	if len(o.list) > 0 {
		emit(Batch{o.list})
	}
	o.list, o.weight = nil, 0
}
