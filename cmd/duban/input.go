package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"duban/parse"
	"duban/seeds"
)

// document reads the report of that name; "-" is standard input.
func (c *console) document(name string, o parse.Options) (*parse.Document, error) {
	data, err := c.bytes(name)
	if err != nil {
		return nil, err
	}
	return o.Bytes(c.ctx, name, data)
}

func (c *console) bytes(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(c.in)
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		if seed, ok := strings.CutPrefix(path.Clean(filepath.ToSlash(name)), "seeds/"); ok {
			if data, err := seeds.FS.ReadFile(seed); err == nil {
				return data, nil
			}
		}
	}
	return data, err
}
