package bulk

import (
	"archive/zip"
	"context"
	"errors"
	"os"
	"slices"
	"sync"

	"duban/internal/intake"
)

// archive is a zip archive of files, as opposed to a document that is a zip archive. It is opened when the first of its
// members is read, and closed after the last.
type archive struct {
	name  string
	mu    sync.Mutex
	file  *os.File
	zip   *zip.Reader
	left  int // members not read yet
	files []intake.Member
	fault error // in opening it, which is not tried again
}

// openedArchive returns the archive of that name, or nil if the file is none.
func openedArchive(ctx context.Context, name string) *archive {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	z := intake.ZipIn(f, info.Size())
	if z == nil {
		return nil
	}
	return &archive{name: name, files: intake.Members(ctx, intake.Label(name), z, info.Size())}
}

// sources returns the members as sources.
func (a *archive) sources() []source {
	var list []source
	for i, m := range a.files {
		s := source{path: m.Path, file: a.name, archive: a, member: i, problem: m.Problem}
		a.files[i].File = nil // its file is closed
		if m.Problem == nil {
			a.left++
		}
		list = append(list, s)
	}
	return list
}

// read returns the bytes of a member.
func (a *archive) read(ctx context.Context, i int, limit int64) ([]byte, error) {
	defer a.release()
	if err := a.open(ctx); err != nil {
		return nil, err
	}
	return intake.Unpacked(ctx, a.files[i].File, limit)
}

// open opens the archive for the first of its members. Where it is not what it was any more, the others do not try again.
func (a *archive) open(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.file == nil && a.fault == nil {
		a.fault = a.openOnce(ctx)
	}
	return a.fault
}

func (a *archive) openOnce(ctx context.Context) error {
	f, err := os.Open(a.name)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		a.zip = intake.ZipIn(f, info.Size())
	}
	if a.zip == nil {
		return errors.Join(intake.ErrChanged, f.Close())
	}
	again := intake.Members(ctx, intake.Label(a.name), a.zip, info.Size())
	same := slices.EqualFunc(a.files, again, func(a, b intake.Member) bool { return a.Path == b.Path })
	if !same {
		return errors.Join(intake.ErrChanged, f.Close())
	}
	a.file, a.files = f, again
	return nil
}

func (a *archive) release() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.left--; a.left == 0 && a.file != nil {
		a.file.Close()
	}
}
