package pack

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/therootcompany/xz"

	"duban/internal/message"
)

// stream unpacks what is packed as one: a tar archive, or a file alone.
func (w *Walker) stream(kind Archive, packed io.ReadSeeker) error {
	r, name, err := w.unpackStream(kind, packed)
	if err != nil {
		return brokenOff(err)
	}
	beginning, _ := r.Peek(HeadSize)
	if !isTar(beginning) {
		if name == "" {
			name = nameWithin(w.Name)
		}
		return w.alone(name, &countingReader{r, w.Take})
	}
	// The sum of all stands at the end, so that it is gone to first: of what is damaged nothing is known to be whole, of what is cut off
	// all files that stand in front of the cut.
	_, cut := io.Copy(io.Discard, &countingReader{r, w.Take})
	if err := cut; err != nil && !isCutOff(kind, packed, err) {
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		return message.Errorf("the archive is damaged: %w; nothing in it is known to be whole, and it was not read; get it anew", err)
	}
	if r, _, err = w.unpackStream(kind, packed); err != nil {
		return brokenOff(err)
	}
	if err := w.tar(r); err != nil || cut == nil {
		return err
	}
	return brokenOff(cut)
}

// isCutOff reports whether a stream ends early because its end is missing, as that of a download that broke off, and not because damage
// misled the reader: then the end would be there. Blocks of bzip2 are only handed over whole.
func isCutOff(kind Archive, packed io.ReadSeeker, err error) bool {
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		return false
	}
	var last [4]byte
	if _, err := packed.Seek(-int64(len(last)), io.SeekEnd); err != nil {
		return false
	}
	if _, err := io.ReadFull(packed, last[:]); err != nil {
		return false
	}
	switch kind {
	case Gzip: // which ends with its unpacked size, and that of a tar archive are whole blocks
		return binary.LittleEndian.Uint32(last[:])%HeadSize != 0
	case XZ:
		return string(last[2:]) != "YZ"
	}
	return true
}

// alone visits a file whose size is not known before it is unpacked.
func (w *Walker) alone(name string, r io.Reader) error {
	f := File{Name: clean(path.Base(w.names.Decode(name)))}
	data, err := w.read(func() (io.Reader, error) { return r, nil }, false)
	switch {
	case w.ctx.Err() != nil:
		return stopped(w.ctx)
	case err != nil:
		f.Problem, data = unpacking(err), nil
	}
	w.visit(f, data)
	return nil
}

// unpackStream returns what a stream unpacks to from its beginning on, and the name of the file in it if it has one.
func (w *Walker) unpackStream(kind Archive, packed io.ReadSeeker) (unpacked *bufio.Reader, name string, err error) {
	if _, err := packed.Seek(0, io.SeekStart); err != nil {
		return nil, "", err
	}
	r := bufio.NewReaderSize(w.live(packed), 64<<10)
	var stream io.Reader
	switch kind {
	case Bzip2:
		stream = bzip2.NewReader(r)
	case XZ:
		stream, err = xz.NewReader(r, mostMemory)
	default:
		var z *gzip.Reader
		if z, err = gzip.NewReader(r); err == nil {
			stream, name = z, latin1(z.Name)
		}
	}
	return bufio.NewReaderSize(stream, 64<<10), name, err
}

// latin1 undoes that gzip takes the bytes of a name for Latin-1, which is what the standard says and nobody does.
func latin1(name string) string {
	var raw bytes.Buffer
	for _, r := range name {
		if r > 0xFF {
			return name
		}
		raw.WriteByte(byte(r))
	}
	return raw.String()
}

// nameWithin returns the name of the file that is packed alone in one of a name: report.txt in report.txt.gz.
func nameWithin(name string) string {
	name = path.Base(name)
	return strings.TrimSuffix(name, path.Ext(name))
}

// countingReader takes what it reads, and fails when there is nothing left to take.
type countingReader struct {
	r    io.Reader
	take func(uint64) bool
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if !c.take(uint64(n)) {
		return 0, ErrTooMuch
	}
	return n, err
}
