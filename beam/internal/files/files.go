// Package files finds, reads and writes files by Beam's file systems: local paths, gs://, s3://, memfs://, and whatever else
// is registered.
package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"duban/internal/intake"
	"duban/parse/pack"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// Found is a file, or what is none and why it is not read.
type Found struct {
	Name    string
	Problem error
}

// Find returns what a pattern stands for, which must not be in the folder out. A local folder stands for all files below it.
func Find(ctx context.Context, pattern, out string) ([]Found, error) {
	if !isLocal(pattern) {
		names, err := List(ctx, pattern)
		return found(names), err
	}
	names := []string{pattern}
	if _, err := os.Lstat(pattern); errors.Is(err, fs.ErrNotExist) {
		if names, err = filepath.Glob(pattern); err != nil {
			return nil, fmt.Errorf("%s: %w", pattern, err)
		}
	}
	f := &finder{out: out}
	for _, name := range names {
		f.add(filepath.Clean(name))
	}
	return f.list, nil
}

func found(names []string) []Found {
	list := make([]Found, len(names))
	for i, name := range names {
		list[i].Name = name
	}
	return list
}

// isLocal reports whether a name is a path of the system.
func isLocal(name string) bool { return !strings.Contains(name, "://") }

// finder looks through local folders.
type finder struct {
	out  string
	list []Found
}

// add adds what was asked for by name, so that a symbolic link there is followed.
func (f *finder) add(name string) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		f.list = append(f.list, Found{name, err})
	case info.IsDir():
		f.folder(name)
	default:
		f.file(name, info.Mode())
	}
}

func (f *finder) folder(name string) {
	if isSame(name, f.out) {
		return
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		f.list = append(f.list, Found{name, err})
	}
	for _, e := range entries {
		below := filepath.Join(name, e.Name())
		if e.IsDir() {
			f.folder(below)
			continue
		}
		f.file(below, e.Type())
	}
}

func (f *finder) file(name string, mode fs.FileMode) {
	found := Found{Name: name}
	switch {
	case mode&fs.ModeSymlink != 0:
		found.Problem = intake.Refuse("this is a symbolic link, which is not followed; pass what it points to")
	case !mode.IsRegular():
		found.Problem = intake.Refuse("this is no regular file")
	}
	f.list = append(f.list, found)
}

func isSame(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// Size returns the size of a file in bytes.
func Size(ctx context.Context, name string) (int64, error) {
	if isLocal(name) { // where Beam leaves the file open
		info, err := os.Stat(name)
		if err != nil {
			return 0, err
		}
		return info.Size(), nil
	}
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return 0, err
	}
	defer system.Close()
	return system.Size(ctx, name)
}

// Source is a file that is open.
type Source struct {
	io.ReaderAt
	Size int64

	close  func() error
	before fs.FileInfo // of a local file
	file   *os.File
}

// Open opens a file. One that lies elsewhere is fetched: into memory, or, if it is an archive and large, to a file on this
// machine that Close removes. Of one that is no archive at most limit bytes and one more are fetched.
func Open(ctx context.Context, name string, limit int64) (*Source, error) {
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	defer system.Close()
	r, err := system.OpenRead(ctx, name)
	if err != nil {
		return nil, err
	}
	if f, ok := r.(*os.File); ok {
		info, err := f.Stat()
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return &Source{ReaderAt: f, Size: info.Size(), close: f.Close, before: info, file: f}, nil
	}
	defer r.Close()
	return fetched(r, limit)
}

// fetched returns what r holds.
func fetched(r io.Reader, limit int64) (*Source, error) {
	const inMemory = 8 << 20
	var head bytes.Buffer
	if _, err := io.Copy(&head, io.LimitReader(r, inMemory)); err != nil {
		return nil, err
	}
	if head.Len() == inMemory && mayBeArchive(head.Bytes()) {
		return spooled(io.MultiReader(&head, r))
	}
	if _, err := io.Copy(&head, io.LimitReader(r, max(0, limit+1-int64(head.Len())))); err != nil {
		return nil, err
	}
	return &Source{ReaderAt: bytes.NewReader(head.Bytes()), Size: int64(head.Len()), close: func() error { return nil }}, nil
}

func mayBeArchive(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK")) || pack.ArchiveOf(head[:min(len(head), pack.HeadSize)]) != ""
}

func spooled(r io.Reader) (*Source, error) {
	f, err := os.CreateTemp("", "duban-beam-")
	if err != nil {
		return nil, err
	}
	remove := func() error { return errors.Join(f.Close(), os.Remove(f.Name())) }
	size, err := io.Copy(f, r)
	if err != nil {
		return nil, errors.Join(err, remove())
	}
	return &Source{ReaderAt: f, Size: size, close: remove}, nil
}

// Bytes returns all bytes, if there are no more than limit.
func (s *Source) Bytes(limit int64) ([]byte, error) {
	if s.Size > limit {
		return nil, intake.TooLarge(limit)
	}
	data := make([]byte, s.Size)
	if n, err := s.ReadAt(data, 0); int64(n) < s.Size {
		return nil, err
	}
	return data, nil
}

// Changed returns an error if the file was written to since it was opened.
func (s *Source) Changed() error {
	if s.before == nil {
		return nil
	}
	after, err := s.file.Stat()
	if err != nil || after.Size() != s.before.Size() || !after.ModTime().Equal(s.before.ModTime()) {
		return intake.ErrChanged
	}
	return nil
}

// Close closes the file.
func (s *Source) Close() error { return s.close() }
