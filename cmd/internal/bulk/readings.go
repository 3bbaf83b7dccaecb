package bulk

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"duban/internal/message"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// readings is the file of the store that has all reports, one record behind the other. The last for a key holds. It
// is gone through from end to end when the store is opened, so that damage is found before anybody relies on it.
type readings struct {
	name     string
	mu       sync.Mutex
	f        *os.File // nil if there is none to write to
	at       map[string]recordPlace
	end      int64
	unsynced int64
	live     int64 // bytes of records that hold
	bad      int64 // bytes that are no record
}

// recordPlace is where a record stands.
type recordPlace struct {
	reading
	offset, size int64
}

// between is how many bytes may be written before they are made to last on the disk. What a machine that stops has lost of
// them is read again.
const between = 16 << 20

// openReadings goes through the file. Where it may write, half a record at the end, which a killed import leaves, goes.
func openReadings(name string, write bool) (*readings, error) {
	r := &readings{name: name, at: map[string]recordPlace{}}
	info, err := os.Lstat(name)
	isThere := err == nil
	if isThere && !info.Mode().IsRegular() { // not opened, since it might never end
		isThere = false
		if write {
			if err := os.RemoveAll(name); err != nil {
				return nil, err
			}
		}
	}
	if !isThere && !write {
		return r, nil
	}
	flags := os.O_RDONLY
	if write {
		flags = os.O_RDWR | os.O_CREATE
	}
	if r.f, err = os.OpenFile(name, flags, 0o666); err != nil {
		return nil, err
	}
	err = r.scan()
	if isShared := isThere && links(info) > 1; err == nil && write && isShared {
		err = r.rewrite() // so that nothing comes into a copy of the dataset that is made of links
	}
	if err != nil {
		return nil, errors.Join(err, r.f.Close())
	}
	return r, nil
}

// scan finds all records. What is none is passed over.
func (r *readings) scan() error {
	info, err := r.f.Stat()
	if err != nil {
		return err
	}
	r.end = info.Size()
	var record []byte
	for at := int64(0); at < r.end; {
		record, err = r.recordAt(at, record)
		if err != nil {
			return err
		}
		if head, _, ok := parseRecord(record); ok {
			r.note(recordPlace{head, at, int64(len(record))})
			at += int64(len(record))
			continue
		}
		next, err := r.nextMark(at + 1)
		if err != nil {
			return err
		}
		r.bad += next - at
		at = next
	}
	return nil
}

// recordAt returns the bytes of a record that begins there, as far as the file goes. It may use the room of into.
func (r *readings) recordAt(at int64, into []byte) ([]byte, error) {
	var start [recordStart]byte
	n, err := r.f.ReadAt(start[:], at)
	if err != nil && err != io.EOF {
		return nil, err
	}
	size, _ := recordSize(start[:n])
	if size == 0 || size > r.end-at {
		return nil, nil
	}
	if int64(cap(into)) < size {
		into = make([]byte, size)
	}
	into = into[:size]
	_, err = r.f.ReadAt(into, at)
	return into, err
}

// nextMark returns where the next record may begin.
func (r *readings) nextMark(at int64) (int64, error) {
	window := make([]byte, 1<<18)
	for at < r.end {
		n, err := r.f.ReadAt(window, at)
		if err != nil && err != io.EOF {
			return 0, err
		}
		if i := bytes.Index(window[:n], []byte(readingMark)); i >= 0 {
			return at + int64(i), nil
		}
		if n < len(readingMark) {
			break
		}
		at += int64(n - len(readingMark) + 1)
	}
	return r.end, nil
}

func (r *readings) note(p recordPlace) {
	r.live += p.size - r.at[p.key()].size
	r.at[p.key()] = p
}

func (r *readings) find(key string) (reading, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, ok := r.at[key]
	return p.reading, ok
}

// read returns a record.
func (r *readings) read(key string) ([]byte, error) {
	r.mu.Lock()
	p, ok := r.at[key]
	f := r.f
	r.mu.Unlock()
	if !ok {
		return nil, message.Errorf("%s: no reading of %s: %w", r.name, key, fs.ErrNotExist)
	}
	record := make([]byte, p.size)
	_, err := f.ReadAt(record, p.offset)
	return record, err
}

// append adds a record. One that is not written whole is taken away again.
func (r *readings) append(head reading, record []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, err := r.f.WriteAt(record, r.end); err != nil {
		return errors.Join(err, r.f.Truncate(r.end))
	}
	r.note(recordPlace{head, r.end, int64(len(record))})
	r.end += int64(len(record))
	if r.unsynced += int64(len(record)); r.unsynced < between {
		return nil
	}
	return r.sync()
}

func (r *readings) sync() error {
	if r.f == nil || r.unsynced == 0 {
		return nil
	}
	r.unsynced = 0
	return r.f.Sync()
}

// tidy makes all last on the disk, and writes the file anew where much in it is of no use any more, or some is damaged.
func (r *readings) tidy(isWanted func(reading) bool) error {
	const tolerated = 1 << 20
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, p := range r.at {
		if !isWanted(p.reading) {
			delete(r.at, key)
			r.live -= p.size
		}
	}
	if r.bad == 0 && r.end-r.live <= r.live/2+tolerated {
		return r.sync()
	}
	return r.rewrite()
}

// rewrite writes the file anew with the records that hold, in their order.
func (r *readings) rewrite() error {
	f, err := os.OpenFile(filepath.Join(filepath.Dir(r.name), partial+rand.Text()), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	again := &readings{name: r.name, f: f, at: map[string]recordPlace{}}
	for _, p := range r.inOrder() {
		record := make([]byte, p.size)
		if _, err = r.f.ReadAt(record, p.offset); err == nil {
			err = again.append(p.reading, record)
		}
		if err != nil {
			break
		}
	}
	if err = errors.Join(err, again.sync()); err == nil {
		err = os.Rename(f.Name(), r.name)
	}
	if err != nil {
		return errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	r.f.Close()
	r.f, r.at, r.end, r.live, r.bad = f, again.at, again.end, again.live, 0
	return nil
}

func (r *readings) close() {
	if r != nil && r.f != nil {
		r.f.Close()
	}
}

// inOrder returns the records that hold, in the order of the file.
func (r *readings) inOrder() []recordPlace {
	return slices.SortedFunc(maps.Values(r.at), func(a, b recordPlace) int { return cmp.Compare(a.offset, b.offset) })
}
