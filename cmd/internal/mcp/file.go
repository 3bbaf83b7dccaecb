package mcp

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"
)

// The tools read what is named to them: whoever talks to the server sees what the user who started it may read, or what
// lies in the root. Only files are read, so that nobody can take bytes of the protocol from /dev/stdin or wait for
// ever.

var errNoFile = errors.New("this is no file")

// source returns the bytes of the file at a path. A path that is not absolute begins at the root, or where the server
// was started.
func (t *tools) source(path string) ([]byte, error) {
	at, err := t.resolved(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	data, err := t.bytes(at)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}

func (t *tools) bytes(at string) ([]byte, error) {
	info, err := os.Stat(at)
	switch {
	case err != nil:
		return nil, told(err)
	case info.IsDir():
		return nil, errors.New("this is a folder; name a file in it")
	case !info.Mode().IsRegular():
		return nil, errNoFile
	case info.Size() > t.MaxSize:
		return nil, t.tooLarge()
	case info.Size() == 0: // so are those of /proc whose bytes the system makes, of which some never end
		return nil, nil
	}
	f, err := os.Open(at)
	if err != nil {
		return nil, told(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, t.MaxSize+1)) // it may have grown since
	switch {
	case err != nil:
		return nil, told(err)
	case int64(len(data)) > t.MaxSize:
		return nil, t.tooLarge()
	}
	return data, nil
}

func (t *tools) tooLarge() error {
	return fmt.Errorf("larger than %s; whoever runs duban mcp can raise --max-size", humanize.IBytes(uint64(t.MaxSize)))
}

// dataset returns where the dataset at a path is. What a search may open there is looked at as other files are.
func (t *tools) dataset(path string) (string, error) {
	at, err := t.resolved(path)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(at)
	if err != nil {
		return "", told(err)
	}
	folder := at
	if !info.IsDir() {
		if !info.Mode().IsRegular() {
			return "", errNoFile
		}
		folder = filepath.Dir(at)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", told(err)
	}
	for _, e := range entries {
		if e.Type().IsRegular() || !isOpenedBySearch(e.Name()) {
			continue
		}
		if err := t.leadsToFile(filepath.Join(folder, e.Name())); err != nil {
			return "", fmt.Errorf("%s: %w", e.Name(), err)
		}
	}
	return at, nil
}

// isOpenedBySearch reports whether a search may open the file of that name in the folder of a dataset.
func isOpenedBySearch(name string) bool {
	return name == "datapackage.json" || strings.HasPrefix(name, "dataset.sqlite") || filepath.Ext(name) == ".ndjson"
}

// leadsToFile returns an error unless a path leads to a file that may be read.
func (t *tools) leadsToFile(path string) error {
	at, err := t.resolved(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(at)
	switch {
	case err != nil:
		return told(err)
	case !info.Mode().IsRegular():
		return errNoFile
	}
	return nil
}

// resolved returns where a path leads, all links followed; with a root it has to lie in it.
func (t *tools) resolved(path string) (string, error) {
	if path == "" {
		return "", errors.New("the path is empty; name a file")
	}
	if t.Root == "" {
		return path, nil
	}
	root, err := filepath.EvalSymlinks(t.Root)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		return "", told(err)
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(root, path)
	}
	at, err := filepath.EvalSymlinks(path)
	outside := errors.New("outside of the folder that duban mcp may read (--root), or not there")
	if err != nil {
		return "", outside // which does not tell what there is elsewhere
	}
	inside, err := filepath.Rel(root, at)
	if err != nil || !filepath.IsLocal(inside) {
		return "", outside
	}
	return at, nil
}

// told returns an error of the file system without the operation and the path, which stands before it.
func told(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file; check the path")
	case errors.As(err, &at):
		return at.Err
	}
	return err
}
