package pack

import (
	"archive/tar"
	"bufio"
	"errors"
	"io"

	"duban/parse/block"
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
