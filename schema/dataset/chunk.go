package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"io"
)

// A chunk is some parts that follow each other and are encoded together. Where it ends the parts themselves decide, so
// that a new part changes the chunk that it falls into and no other. One that is dear has a chunk to itself.
type chunk struct {
	parts []*part
	size  int
}

const (
	partsInChunk = 4       // on average
	mostInChunk  = 4 << 20 // bytes of text, after which it ends in any case
)

// takes reports whether a part may come into the chunk.
func (c *chunk) takes(p *part) bool { return !p.Dear || len(c.parts) == 0 }

// add adds a part, and reports whether the chunk is whole.
func (c *chunk) add(p *part) bool {
	c.parts = append(c.parts, p)
	c.size += p.size
	h := fnv.New64a()
	io.WriteString(h, p.Key)
	sum := h.Sum64()
	return p.Dear || (sum^sum>>32)%partsInChunk == 0 || c.size >= mostInChunk
}

// key returns what tells the chunk from others.
func (c *chunk) key() string {
	h := sha256.New()
	for _, p := range c.parts {
		io.WriteString(h, p.Key+"\n")
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// rows calls do with the rows of a table that each part gives.
func (c *chunk) rows(table int, do func([][]string) error) error {
	for _, p := range c.parts {
		r, err := p.report()
		if err != nil {
			return err
		}
		if err := do(r.Rows[table]); err != nil {
			return err
		}
	}
	return nil
}
