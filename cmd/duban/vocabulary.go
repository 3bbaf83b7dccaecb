package main

import (
	"io/fs"
	"os"

	"duban/extract"
	"duban/internal/message"
)

// loadVocabulary returns the built-in words extended by those in the folder dir; nil, which stands for the built-in
// ones, if dir is empty. Those are read while the first report is.
func loadVocabulary(dir string) (*extract.Vocabulary, error) {
	if dir == "" {
		go extract.Builtin()
		return nil, nil
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, usageError{message.Errorf("--vocab %s: this is no folder; pass the folder that the .tsv files are in", dir)}
	}
	if names, _ := fs.Glob(os.DirFS(dir), "*.tsv"); len(names) == 0 {
		return nil, usageError{message.Errorf("--vocab %s: no .tsv files there; check the path", dir)}
	}
	v, err := extract.LoadVocabulary(os.DirFS(dir))
	if err != nil {
		return nil, usageError{message.Errorf("--vocab %s: %w", dir, err)}
	}
	return v, nil
}
