// Package compound opens compound files (OLE2), in which the office programs before 2007 keep the streams of a document.
package compound

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"

	"duban/internal/message"
	"duban/parse/block"
)

// Magic is what compound files begin with.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// File is an open compound file.
type File struct {
	budget  *block.Budget
	size    int64
	streams map[string]*mscfb.File // of the root, by their names in lower case
	entries []*mscfb.File
}

// Open reads the directory of a compound file, within the limits of parts. A file that is cut off inside its last sector
// is whole.
func Open(b *block.Budget, data []byte) (*File, error) {
	s := &source{data: data, limit: b.Parts}
	r, err := directory(s)
	switch {
	case s.exceeded:
		return nil, block.Exceeded("", "more parts than the limit of %d", b.Parts)
	case err != nil:
		return nil, block.Damaged("", "a compound file without a readable directory (%v)", err)
	}
	s.opened = true
	f := &File{budget: b, size: int64(len(data)), streams: map[string]*mscfb.File{}, entries: r.File}
	for i, entry := range r.File {
		name := strings.ToLower(entry.Name)
		if i > 0 && len(entry.Path) == 0 && f.streams[name] == nil {
			f.streams[name] = entry
		}
	}
	return f, nil
}

// directory reads the directory.
func directory(s *source) (r *mscfb.Reader, err error) {
	defer func() { // the library is made for sound files
		if recover() != nil {
			r, err = nil, message.Errorf("its directory is damaged")
		}
	}()
	return mscfb.New(s)
}

// Has reports whether the root has a stream or a storage of that name, in capitals or small letters.
func (f *File) Has(name string) bool { return f.streams[strings.ToLower(name)] != nil }

// Size returns how many bytes the stream of the root of that name says that it has, 0 where there is none.
func (f *File) Size(name string) int64 {
	if entry := f.streams[strings.ToLower(name)]; entry != nil {
		return entry.Size
	}
	return 0
}

// Holders returns the names of the storages below the root that have a stream of a name.
func (f *File) Holders(stream string) map[string]bool {
	holders := map[string]bool{}
	for _, entry := range f.entries {
		if n := len(entry.Path); n > 0 && strings.EqualFold(entry.Name, stream) {
			holders[entry.Path[n-1]] = true
		}
	}
	return holders
}

// Look returns what tells whether the root of a compound file has a stream or a storage of a name, and the open file. Of one whose
// directory cannot be read, the entries that stand anywhere in it count, and there is no file.
func Look(data []byte) (has func(name string) bool, f *File) {
	if f, err := Open(block.NewBudget(context.Background(), block.Limits{}), data); err == nil {
		return f.Has, f
	}
	found := map[string]bool{}
	for at := sector; at+entrySize <= len(data); at += entrySize {
		if name := entryName(data[at : at+entrySize]); name != "" {
			found[strings.ToLower(name)] = true
		}
	}
	return func(name string) bool { return found[strings.ToLower(name)] }, nil
}

// entryName returns the name of what may be an entry of a directory.
func entryName(entry []byte) string {
	const longest = 64
	var units []uint16
	for i := 0; i < longest; i += 2 {
		u := binary.LittleEndian.Uint16(entry[i:])
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}

// Stream returns the bytes of a stream of the root, nil where there is none. Of a damaged one it returns those in front of the
// damage, and an error.
func (f *File) Stream(name string) ([]byte, error) {
	return f.read(name, f.streams[strings.ToLower(name)])
}

// StreamIn is Stream for one of a storage below the root; of the root, if that is "".
func (f *File) StreamIn(storage, name string) ([]byte, error) {
	if storage == "" {
		return f.Stream(name)
	}
	for _, entry := range f.entries {
		if len(entry.Path) == 1 && entry.Path[0] == storage && strings.EqualFold(entry.Name, name) {
			return f.read(name, entry)
		}
	}
	return nil, nil
}

// Storages returns the names of the storages below the root that begin so.
func (f *File) Storages(prefix string) (names []string) {
	for name, entry := range f.streams {
		if strings.HasPrefix(name, strings.ToLower(prefix)) {
			names = append(names, entry.Name)
		}
	}
	return names
}

// read reads a stream.
func (f *File) read(name string, entry *mscfb.File) ([]byte, error) {
	const chunk = 64 << 10 // what the library reads in one go takes it the square of the number of sectors
	if entry == nil {
		return nil, nil
	}
	size := min(entry.Size, f.size)
	if err := f.budget.Unpack(name, size); err != nil {
		return nil, err
	}
	if _, err := entry.Seek(0, io.SeekStart); err != nil && size > 0 {
		return nil, block.Damaged(name, "cannot be read (%v)", err)
	}
	data := make([]byte, size)
	for at := 0; at < len(data); {
		if err := f.budget.Live(); err != nil {
			return nil, err
		}
		n, err := entry.Read(data[at:min(at+chunk, len(data))])
		if at += n; err != nil && !errors.Is(err, io.EOF) || n == 0 {
			return data[:at], block.Damaged(name, "breaks off after %d of %d bytes", at, entry.Size)
		}
	}
	if entry.Size > size {
		return data, block.Damaged(name, "breaks off after %d of %d bytes", size, entry.Size)
	}
	return data, nil
}

// source is the file as the library reads it. While the directory is read it counts the entries: the library keeps the path of
// each, which for storages in storages takes the square of their number.
type source struct {
	data     []byte
	limit    int
	opened   bool
	entries  int
	storages int
	exceeded bool
}

const (
	sector       = 512  // the smallest
	largeSector  = 4096 // the other
	entrySize    = 128
	childAt      = 76 // in an entry, the first entry of a storage
	noEntry      = 0xFFFFFFFF
	mostStorages = 2000
)

// ReadAt reads behind the end as if the last sector were filled up with zeros.
func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off >= int64(len(s.data)) {
		return 0, io.EOF
	}
	n := copy(p, s.data[off:])
	if len(p)-n >= largeSector {
		return n, io.ErrUnexpectedEOF
	}
	clear(p[n:])
	if !s.opened && len(p) >= sector && off > 0 {
		s.count(p)
	}
	if s.exceeded {
		return 0, message.Errorf("more than %d entries", s.limit)
	}
	return len(p), nil
}

// count takes the entries of a sector of the directory.
func (s *source) count(p []byte) {
	for ; len(p) >= entrySize; p = p[entrySize:] {
		s.entries++
		if binary.LittleEndian.Uint32(p[childAt:]) != noEntry {
			s.storages++
		}
	}
	s.exceeded = s.entries > s.limit || s.storages > mostStorages
}
