package dataset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
)

// segment is what a part gives to a file.
type segment struct {
	offset int64
	size   int
	sum    uint32
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// segmented is a file that is made of segments, one behind the other, after a head. Those of parts that the earlier
// file has as well are copied from it.
type segmented struct {
	*file
	segments []segment // of each part
	written  int64
	line     bytes.Buffer
	old      *oldSegments // nil if there is none
}

func newSegmented(at spot, name, head string) (*segmented, error) {
	f, err := newFile(at.temp, name)
	if err != nil {
		return nil, err
	}
	s := &segmented{file: f, written: int64(len(head)), old: at.segments(name)}
	_, err = f.WriteString(head)
	return s, err
}

// add adds the segment of a part, which render writes where it has to be made.
func (s *segmented) add(p *part, render func(*bytes.Buffer, *Report)) error {
	if data, sum, ok := s.old.segment(p.old); ok {
		return s.write(data, sum)
	}
	r, err := p.report()
	if err != nil {
		return err
	}
	s.line.Reset()
	render(&s.line, r)
	return s.write(s.line.Bytes(), crc32.Checksum(s.line.Bytes(), castagnoli))
}

func (s *segmented) write(data []byte, sum uint32) error {
	s.segments = append(s.segments, segment{s.written, len(data), sum})
	s.written += int64(len(data))
	_, err := s.Write(data)
	return err
}

func (s *segmented) close() error { return errors.Join(s.file.close(), s.old.close()) }

func (s *segmented) abort() {
	s.file.abort()
	s.old.close()
}

func closeAll(files []*segmented) error {
	var errs error
	for _, f := range files {
		errs = errors.Join(errs, f.close())
	}
	return errs
}

func abortAll(files []*segmented) {
	for _, f := range files {
		if f != nil {
			f.abort()
		}
	}
}

func digestsOf(files []*segmented) map[string]digest {
	all := map[string]digest{}
	for _, f := range files {
		all[f.name] = f.digest()
	}
	return all
}

// marksOf returns where the segments of files are, by the name of the file.
func marksOf(files []*segmented) []byte {
	var data []byte
	for _, f := range files {
		data = appendString(appendString(data, f.name), string(appendSegments(nil, f.segments)))
	}
	return data
}

// appendSegments appends where the segments of a file are.
func appendSegments(data []byte, segments []segment) []byte {
	offset := int64(0)
	if len(segments) > 0 {
		offset = segments[0].offset
	}
	data = binary.AppendUvarint(data, uint64(offset))
	for _, s := range segments {
		data = binary.AppendUvarint(data, uint64(s.size))
		if s.size > 0 {
			data = binary.LittleEndian.AppendUint32(data, s.sum)
		}
	}
	return data
}

func (in *input) segments(parts int) []segment {
	list := make([]segment, parts)
	offset := int64(in.size())
	for i := range list {
		list[i] = segment{offset: offset, size: in.size()}
		if list[i].size > 0 {
			if sum := in.take(4); !in.short {
				list[i].sum = binary.LittleEndian.Uint32([]byte(sum))
			}
		}
		offset += int64(list[i].size)
	}
	return list
}

// oldSegments are the segments of an earlier file.
type oldSegments struct {
	f        *os.File
	segments []segment
	window   []byte // of the file
	at       int64  // where that begins
}

func openSegments(dir, name string, segments []segment) *oldSegments {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil // so that all is made anew
	}
	return &oldSegments{f: f, segments: segments, window: make([]byte, 0, 1<<18)}
}

// segment returns the bytes of a segment, which hold until the next call, if they are there as they were written.
func (o *oldSegments) segment(i int) (data []byte, sum uint32, ok bool) {
	if o == nil || i < 0 {
		return nil, 0, false
	}
	s := o.segments[i]
	data, ok = o.read(s.offset, s.size)
	return data, s.sum, ok && crc32.Checksum(data, castagnoli) == s.sum
}

// read returns bytes of the file. What stands near is read along with them, since it is mostly asked for next.
func (o *oldSegments) read(offset int64, size int) ([]byte, bool) {
	from := offset - o.at
	if from < 0 || from+int64(size) > int64(len(o.window)) {
		if size > cap(o.window) {
			o.window = make([]byte, 0, size)
		}
		n, _ := o.f.ReadAt(o.window[:cap(o.window)], offset) // too few is told below
		o.window, o.at, from = o.window[:n], offset, 0
	}
	if from+int64(size) > int64(len(o.window)) {
		return nil, false
	}
	return o.window[from : from+int64(size)], true
}

func (o *oldSegments) close() error {
	if o == nil {
		return nil
	}
	return o.f.Close()
}
