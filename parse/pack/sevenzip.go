package pack

import (
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"strings"

	"duban/internal/message"
	"duban/parse/block"

	"github.com/bodgit/sevenzip"
)

// sevenZip visits the files of a 7z archive.
func (w *Walker) sevenZip(r io.ReaderAt, size int64) error {
	locked, err := checkSevenZip(r, size)
	if err != nil {
		return err
	}
	a, err := sevenzip.NewReader(liveReaderAt{w.ctx, r}, size)
	if err != nil {
		return w.sevenZipError(err)
	}
	for _, f := range a.File {
		if strings.HasSuffix(f.Name, "/") {
			continue // a folder
		}
		var opened io.ReadCloser
		err := w.file(f.Name, int64(f.UncompressedSize), sevenZipProblem(f, locked), func() (io.Reader, error) {
			var err error
			opened, err = f.Open()
			return &summedReader{opened, f.CRC32, crc32.NewIEEE()}, err
		})
		if opened != nil {
			opened.Close()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func sevenZipProblem(f *sevenzip.File, locked []bool) error {
	switch {
	case f.UncompressedSize > 0 && f.Stream < len(locked) && locked[f.Stream]:
		return errEncrypted
	case f.Mode().Type() != 0:
		return block.Unsupported("a link, which is not followed", "pass what it points to")
	}
	return nil
}

func (w *Walker) sevenZipError(err error) error {
	var reading *sevenzip.ReadError
	switch {
	case w.ctx.Err() != nil:
		return stopped(w.ctx)
	case errors.As(err, &reading) && reading.Encrypted:
		return errEncrypted
	}
	return brokenOff(err)
}

// summedReader reads a file, and compares its sum at the end, which the library does not; a sum of 0 is none.
type summedReader struct {
	io.Reader
	want uint32
	sum  hash.Hash32
}

func (r *summedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.sum.Write(p[:n])
	if err == io.EOF && r.want != 0 && r.sum.Sum32() != r.want {
		return n, message.Errorf("its checksum is wrong")
	}
	return n, err
}
