package pack

import (
	"errors"
	"io"

	"duban/parse/block"

	"github.com/nwaples/rardecode/v2"
)

// rar visits the files of a RAR archive of one volume.
func (w *Walker) rar(r io.Reader) error {
	a, err := rardecode.NewReader(w.live(r), rardecode.MaxDictionarySize(mostMemory))
	if err != nil {
		return rarError(err)
	}
	for {
		h, err := a.Next()
		switch {
		case w.ctx.Err() != nil:
			return stopped(w.ctx)
		case err == io.EOF:
			return nil
		case err != nil:
			return rarError(err)
		case h.IsDir:
			continue
		}
		if err := w.file(h.Name, rarSize(h), rarProblem(h), func() (io.Reader, error) { return a, nil }); err != nil {
			return err
		}
	}
}

// rarSize returns the size of a file, or -1 where it is not known.
func rarSize(h *rardecode.FileHeader) int64 {
	if h.UnKnownSize {
		return -1
	}
	return h.UnPackedSize
}

func rarProblem(h *rardecode.FileHeader) error {
	switch {
	case h.Encrypted, h.HeaderEncrypted:
		return errEncrypted
	case h.LinkType != rardecode.LinkTypeNone, h.Mode().Type() != 0:
		return block.Unsupported("a link, which is not followed", "pass what it points to")
	}
	return nil
}

func rarError(err error) error {
	switch {
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted):
		return errEncrypted
	case errors.Is(err, rardecode.ErrMultiVolume):
		return block.Unsupported("one part of a RAR archive of several", "unpack them and pass the files")
	}
	return brokenOff(err)
}
