package dataset

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
)

// file is a new file that is written through a buffer.
type file struct {
	*bufio.Writer
	f *os.File
}

func newFile(dir, name string) (*file, error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	return &file{bufio.NewWriterSize(f, 1<<16), f}, nil
}

func (f *file) close() error { return errors.Join(f.Flush(), f.f.Close()) }

// abort closes the file, if it is not closed.
func (f *file) abort() { f.f.Close() }
