package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// Join returns the name of a file in a folder.
func Join(folder, name string) string { return strings.TrimRight(folder, "/") + "/" + name }

// List returns the files that match a pattern.
func List(ctx context.Context, pattern string) ([]string, error) {
	system, err := filesystem.New(ctx, pattern)
	if err != nil {
		return nil, err
	}
	defer system.Close()
	return system.List(ctx, pattern)
}

// Read returns the bytes of a file.
func Read(ctx context.Context, name string) ([]byte, error) {
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	defer system.Close()
	return filesystem.Read(ctx, system, name)
}

// Write writes a file.
func Write(ctx context.Context, name string, data []byte) error {
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer system.Close()
	return filesystem.Write(ctx, system, name, data)
}

// Upload copies a file of this machine.
func Upload(ctx context.Context, local, name string) error {
	r, err := os.Open(local)
	if err != nil {
		return err
	}
	defer r.Close()
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer system.Close()
	w, err := system.OpenWrite(ctx, name)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// Move puts a file of that size at its last name. It may have been moved before.
func Move(ctx context.Context, from, to string, size int64) error {
	system, err := filesystem.New(ctx, to)
	if err != nil {
		return err
	}
	defer system.Close()
	if _, err := Size(ctx, from); err != nil {
		if there, again := Size(ctx, to); again == nil && there == size {
			return nil
		}
		return fmt.Errorf("%s, which was written before, is not there: %w", from, err)
	}
	return filesystem.Rename(ctx, system, from, to)
}

// Remove removes files; on a local disk also a folder with all that is in it.
func Remove(ctx context.Context, names ...string) error {
	var errs error
	for _, name := range names {
		errs = errors.Join(errs, remove(ctx, name))
	}
	return errs
}

func remove(ctx context.Context, name string) error {
	if isLocal(name) {
		return os.RemoveAll(name)
	}
	system, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer system.Close()
	remover, ok := system.(filesystem.Remover)
	if !ok {
		return fmt.Errorf("%s: this file system removes nothing", name)
	}
	return remover.Remove(ctx, name)
}
