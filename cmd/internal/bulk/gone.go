package bulk

import (
	"path/filepath"
	"slices"
	"strings"

	"duban/internal/message"
)

// tellOfGone tells of reports that earlier imports have found in the sources and this one has not: of a file that was renamed
// and corrected the tables have both, and count twice. They stay, as sources may be elsewhere for a while.
func (im *importer) tellOfGone(names []string, read []Entry) {
	now := map[string]bool{}
	var failed []string
	for _, e := range read {
		now[e.Path] = true
		if e.Status == Failed {
			failed = append(failed, e.Path)
		}
	}
	var gone []string
	for _, e := range im.store.entries {
		if e.Status == OK && !now[e.Path] && isNamed(e.file(), names) && !isBelow(e.Path, failed) {
			gone = append(gone, e.Path)
		}
	}
	if len(gone) > 0 {
		im.tell(message.New("%s: the tables still hold %s that the sources do not have any more, as %s; --fresh leaves out what is gone",
			im.Out, message.Count(len(gone), "%d report", "%d reports"), slices.Min(gone)))
	}
}

// forgetFaults takes away the entries of containers that an earlier import could not read to their end and this one has: what is in
// them has entries of its own now.
func (im *importer) forgetFaults(read []Entry) {
	opened, now := map[string]bool{}, map[string]bool{}
	for _, e := range read {
		now[e.Path] = true
		for i, c := range e.Path {
			if c == '/' {
				opened[e.Path[:i]] = true
			}
		}
	}
	for path, e := range im.store.entries {
		if e.Status == Failed && opened[path] && !now[path] {
			delete(im.store.entries, path)
		}
	}
}

// isNamed reports whether a file is one of those that names stand for, or lies in such a folder.
func isNamed(file string, names []string) bool {
	for _, name := range names {
		if below, err := filepath.Rel(name, file); err == nil && filepath.IsLocal(below) {
			return true
		}
	}
	return false
}

// isBelow reports whether a path lies in one of the folders or archives.
func isBelow(path string, those []string) bool {
	for _, t := range those {
		if strings.HasPrefix(path, t+"/") {
			return true
		}
	}
	return false
}
