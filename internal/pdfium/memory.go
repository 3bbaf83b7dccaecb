package pdfium

import (
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/experimental"

	"duban/parse/pdf"
)

// memory is the memory of the engine. All that it may become is reserved at once, which costs nothing until it is used: memory
// that is copied as it grows takes several times as much.
type memory struct {
	bytes  []byte
	free   func() // gives the bytes back
	most   uint64 // that may be used
	denied bool   // the engine wanted more
}

// Bytes that the engine may use: some for any file, and some for each byte of it.
const (
	basicMemory   = 192 << 20
	memoryOfByte  = 4
	largestMemory = 1536 << 20
)

// allocate makes the memory, of as many bytes at the most.
func (m *memory) allocate(_, most uint64) experimental.LinearMemory {
	m.bytes, m.free = reserve(int(min(most, largestMemory)))
	m.most = basicMemory
	return m
}

// allow makes room for a file of so many bytes.
func (m *memory) allow(size int) {
	m.most, m.denied = min(basicMemory+memoryOfByte*uint64(size), uint64(len(m.bytes))), false
}

// Reallocate returns the first bytes, or nil where there are not so many: then the engine ends with an error.
func (m *memory) Reallocate(size uint64) []byte {
	if size > m.most {
		m.denied = true
		return nil
	}
	return m.bytes[:size:size]
}

// Free gives the memory back. The engine does not touch it any more.
func (m *memory) Free() {
	m.free()
	m.bytes = nil
}

// why returns the error that tells what an error of the engine comes from.
func (m *memory) why(err error) error {
	if err != nil && m.denied && !errors.Is(err, pdf.ErrLimit) {
		return fmt.Errorf("%w: what the file holds takes more than the limit of %d MiB of memory", pdf.ErrLimit, m.most>>20)
	}
	return err
}
