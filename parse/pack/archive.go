package pack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/charset"
)

// Archive is a kind of files that hold others, as opposed to packages, which are one document. Zips are both; they are
// listed at random, and have a reader where they are.
type Archive string

// The kinds of archives that Walker unpacks.
const (
	Tar      Archive = "a tar archive"
	Gzip     Archive = "a gzip archive"
	Bzip2    Archive = "a bzip2 archive"
	XZ       Archive = "an xz archive"
	SevenZip Archive = "a 7z archive"
	RAR      Archive = "a RAR archive"
)

// HeadSize is how many bytes ArchiveOf looks at.
const HeadSize = 512

// ArchiveOf returns the kind of archive that data, or its beginning, is, or "".
func ArchiveOf(data []byte) Archive {
	for _, a := range []struct {
		magic string
		kind  Archive
	}{{"\x1F\x8B", Gzip}, {"BZh", Bzip2}, {"\xFD7zXZ\x00", XZ}, {"7z\xBC\xAF\x27\x1C", SevenZip}, {"Rar!\x1A\x07", RAR}} {
		if bytes.HasPrefix(data, []byte(a.magic)) {
			return a.kind
		}
	}
	if isTar(data) {
		return Tar
	}
	return ""
}

// isTar reports whether data begins with the head of a file in a tar archive, which has a sum of its own bytes, in
// octal digits.
func isTar(data []byte) bool {
	const size, sumAt, sumEnd = 512, 148, 156
	if len(data) < size {
		return false
	}
	digits := strings.Trim(string(data[sumAt:sumEnd]), "\x00 ")
	want, err := strconv.ParseInt(digits, 8, 32)
	if err != nil {
		return false
	}
	sum := int64(' ') * (sumEnd - sumAt)
	for i, c := range data[:size] {
		if i < sumAt || i >= sumEnd {
			sum += int64(c)
		}
	}
	return sum == want
}

// File is a file in an archive.
type File struct {
	Name    string // in UTF-8, its folders parted by /, with no .. in it and no / in front; a label, never a path to open
	Problem error  // why it cannot be read; nil if it can
}

// Walker goes through the files of an archive.
type Walker struct {
	Name string // of the archive, from which a file that is packed alone has its own
	Size int64  // the most bytes that a file may have; what is larger has a Problem
	// Take takes n bytes of what the archive may unpack to, if there are so many left.
	Take func(n uint64) bool
	// Visit gets each file with its bytes, or with a Problem and none.
	Visit func(f File, data []byte)

	ctx      context.Context
	names    charset.Names
	visiting bool
}

// Errors of what an archive would take.
var (
	ErrTooMuch = message.Errorf("the archive unpacks to far more than archives of documents do; unpack it if it can be trusted")
	ErrLarge   = message.Errorf("larger than a file may be")
)

// EntryCost is what a file in an archive takes beside its bytes, so that no archive has too many of them: what is kept of
// each takes about as much.
const EntryCost = 8 << 10

// mostMemory is how large a dictionary may be by which a file is unpacked.
const mostMemory = 512 << 20

// Walk visits the files of an archive in their order. The error says why there may be more than were visited: damage,
// a password, the end of what may be taken or of the context. What was visited before is whole.
func (w *Walker) Walk(ctx context.Context, kind Archive, r io.ReaderAt, size int64) (err error) {
	defer func() {
		p := recover()
		if p != nil && w.visiting {
			panic(p)
		}
		if p != nil { // of a library, on bytes that it did not expect
			err = brokenOff(fmt.Errorf("%v", p))
		}
		if err != nil && ctx.Err() != nil {
			err = stopped(ctx)
		}
	}()
	w.ctx = ctx
	whole := io.NewSectionReader(r, 0, size)
	switch kind {
	case Tar:
		return w.tar(whole)
	case Gzip, Bzip2, XZ:
		return w.stream(kind, whole)
	case SevenZip:
		return w.sevenZip(r, size)
	case RAR:
		return w.rar(whole)
	}
	return block.Unsupported("%s", "unpack it first", message.Format(kind))
}

// file visits a file, whose size is negative where it is not known before it is unpacked. Where there is no more to take,
// it is not visited, and the error says so.
func (w *Walker) file(name string, size int64, problem error, open func() (io.Reader, error)) error {
	if w.ctx.Err() != nil {
		return stopped(w.ctx)
	}
	if !w.Take(EntryCost) || !w.Take(uint64(max(size, 0))) {
		return ErrTooMuch
	}
	f := File{Name: clean(w.names.Decode(name)), Problem: problem}
	if problem == nil && size > w.Size {
		f.Problem = ErrLarge
	}
	if f.Problem != nil {
		w.visit(f, nil)
		return nil
	}
	data, err := w.read(open, size < 0)
	switch {
	case w.ctx.Err() != nil:
		return stopped(w.ctx)
	case err != nil:
		f.Problem, data = unpacking(err), nil
	case int64(len(data)) < size:
		f.Problem, data = unpacking(io.ErrUnexpectedEOF), nil
	}
	w.visit(f, data)
	return nil
}

func (w *Walker) visit(f File, data []byte) {
	w.visiting = true
	w.Visit(f, data)
	w.visiting = false
}

// read returns the bytes of a file, which are taken as they come where they are not taken yet.
func (w *Walker) read(open func() (io.Reader, error), take bool) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	if take {
		r = &countingReader{r, w.Take}
	}
	var data bytes.Buffer
	if _, err = data.ReadFrom(io.LimitReader(w.live(r), w.Size+1)); err == nil && int64(data.Len()) > w.Size {
		err = ErrLarge
	}
	return data.Bytes(), err
}

// clean makes a label of a name, which may be absolute or lead out of the archive.
func clean(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// errEncrypted is the problem of files that need a password.
var errEncrypted = message.Errorf("encrypted; unpack it with its password and pass the files")

// unpacking says what is wrong with a file of which the bytes cannot be had.
func unpacking(err error) error {
	if errors.Is(err, ErrLarge) || errors.Is(err, ErrTooMuch) {
		return err
	}
	return message.Errorf("in the archive: %w; pack it anew", err)
}

// brokenOff says what is wrong with an archive that cannot be read to its end.
func brokenOff(err error) error {
	if errors.Is(err, ErrTooMuch) {
		return err
	}
	return message.Errorf("the archive is damaged: %w; what stands before was read; pack it anew", err)
}

func stopped(ctx context.Context) error {
	return message.Errorf("reading stopped: %w; allow more time if the file is worth it", context.Cause(ctx))
}

// live returns r, which ends with the context.
func (w *Walker) live(r io.Reader) io.Reader { return liveReader{w.ctx, r} }

type liveReader struct {
	ctx context.Context
	io.Reader
}

func (r liveReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.Reader.Read(p)
}

// liveReaderAt is liveReader for what is read at random.
type liveReaderAt struct {
	ctx context.Context
	io.ReaderAt
}

func (r liveReaderAt) ReadAt(p []byte, at int64) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.ReaderAt.ReadAt(p, at)
}
