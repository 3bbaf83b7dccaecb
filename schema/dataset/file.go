package dataset

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"os"
	"path/filepath"
)

// file is a new file that is written through a buffer, and once.
type file struct {
	*bufio.Writer
	name string
	f    *os.File
	sum  hash.Hash
	n    int64
}

func newFile(dir, name string) (*file, error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	out := &file{name: name, f: f, sum: sha256.New()}
	out.Writer = bufio.NewWriterSize(tee{out}, 1<<16)
	return out, nil
}

// tee is where the buffer of a file goes: to the disk and into its digest.
type tee struct{ *file }

func (t tee) Write(data []byte) (int, error) {
	n, err := t.f.Write(data)
	t.sum.Write(data[:n])
	t.n += int64(n)
	return n, err
}

// close ends the file and makes it last on the disk.
func (f *file) close() error { return errors.Join(f.Flush(), f.f.Sync(), f.f.Close()) }

// digest returns what tells the file from others, once it is closed.
func (f *file) digest() digest { return digest{f.n, hex.EncodeToString(f.sum.Sum(nil))} }

// abort closes the file, if it is not closed.
func (f *file) abort() { f.f.Close() }
