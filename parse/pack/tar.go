package pack

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"duban/parse/block"

	"github.com/therootcompany/xz"
)

// tar visits the files of a tar archive. Behind a damaged head the next one that is whole is looked for.
func (w *Walker) tar(r io.Reader) error {
	blocks := bufio.NewReaderSize(w.live(r), 64<<10)
	var damage error
	for {
		// A reader of its own after each damage; blocks is read by it to the end of a file and not beyond.
		more, err := w.tarFiles(tar.NewReader(blocks))
		if !more {
			return errors.Join(damage, err)
		}
		if damage == nil {
			damage = brokenOff(err)
		}
		if err := nextHead(blocks); err != nil {
			return damage
		}
	}
}

// tarFiles visits files up to the end or a damaged head; more says that there can be others behind it.
func (w *Walker) tarFiles(t *tar.Reader) (more bool, err error) {
	for {
		h, err := t.Next()
		switch {
		case w.ctx.Err() != nil:
			return false, stopped(w.ctx)
		case err == io.EOF:
			return false, nil
		case errors.Is(err, tar.ErrHeader):
			return true, err
		case err != nil && !errors.Is(err, tar.ErrInsecurePath): // names are never used as paths
			return false, brokenOff(err)
		case h.Typeflag == tar.TypeDir, h.Typeflag == tar.TypeXGlobalHeader:
			continue
		}
		if err := w.file(h.Name, h.Size, tarProblem(h), func() (io.Reader, error) { return t, nil }); err != nil {
			return false, err
		}
	}
}

func tarProblem(h *tar.Header) error {
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeGNUSparse:
		return nil
	case tar.TypeSymlink, tar.TypeLink:
		return block.Unsupported("a link, which is not followed", "pass what it points to")
	}
	return block.Unsupported("no regular file", "leave it out")
}

// nextHead reads on to the next head of a file.
func nextHead(r *bufio.Reader) error {
	for {
		b, err := r.Peek(HeadSize)
		if err != nil {
			return err
		}
		if isTar(b) {
			return nil
		}
		if _, err := r.Discard(HeadSize); err != nil {
			return err
		}
	}
}

// stream unpacks what is packed as one: a tar archive, or a file alone.
func (w *Walker) stream(kind Archive, packed io.ReadSeeker) error {
	r, name, err := w.unpackStream(kind, packed)
	if err != nil {
		return brokenOff(err)
	}
	beginning, err := r.Peek(HeadSize)
	if !isTar(beginning) {
		if name == "" {
			name = nameWithin(w.Name)
		}
		return w.alone(name, &countingReader{r, w.Take})
	}
	// The sum of all stands at the end, so that it is gone to first: of what is damaged or cut off nothing is known to be whole.
	if _, err = io.Copy(io.Discard, &countingReader{r, w.Take}); err != nil {
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		return fmt.Errorf("the archive is damaged: %w; nothing in it is known to be whole, and it was not read; get it anew", err)
	}
	if r, _, err = w.unpackStream(kind, packed); err != nil {
		return brokenOff(err)
	}
	return w.tar(r)
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
