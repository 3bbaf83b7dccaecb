package bulk

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"duban/internal/intake"
	"duban/schema/dataset"
)

// A source that is, by its size and its times, what it was when it was read is not read again. What each gave is noted
// when all are read; that it is still known is seen to before it counts.

// seenFile is what a file was, and what it gave.
type seenFile struct {
	Folder  string        `json:"folder"` // in which its name was looked for
	Stamp   dataset.Stamp `json:"stamp"`
	MaxSize int64         `json:"max_size"` // within which it was read
	Paths   []string      `json:"paths"`    // of the entries, in order
}

// seenFiles are files by name, quoted as in Go.
type seenFiles map[string]seenFile

func (s *store) seenName() string { return filepath.Join(s.dir, "sources") }

// readSeen reads what is known of files in the dataset of that folder. What is damaged is as if it were not there.
func readSeen(out string) (seen seenFiles) {
	s := &store{dir: filepath.Join(out, intake.StoreFolder)}
	data, err := readRegular(s.seenName())
	if err != nil {
		return nil
	}
	if data, ok := withoutSum(data); ok {
		_ = json.Unmarshal(data, &seen) // it is as it was written
	}
	return seen
}

// writeSeen notes what is known of files, unless that is noted already.
func (s *store) writeSeen(seen seenFiles) error {
	data, err := json.Marshal(seen)
	if err != nil {
		return err
	}
	data = withSum(data)
	if was, err := readRegular(s.seenName()); err == nil && slices.Equal(was, data) {
		return nil
	}
	return s.replace(s.seenName(), data)
}

// seenMark begins the file of what is known of sources: what follows may look like any text.
const seenMark = "duban sources 1\n"

// withSum puts the mark and the digest of data before it.
func withSum(data []byte) []byte {
	sum := sha256.Sum256(data)
	return slices.Concat([]byte(seenMark), sum[:], data)
}

// withoutSum returns data that is as withSum was given it.
func withoutSum(data []byte) ([]byte, bool) {
	data, isMarked := bytes.CutPrefix(data, []byte(seenMark))
	if !isMarked || len(data) < sha256.Size {
		return nil, false
	}
	sum := sha256.Sum256(data[sha256.Size:])
	return data[sha256.Size:], sum == [sha256.Size]byte(data)
}

// unchanged returns what is known of a file, if it is as it was.
func (s seenFiles) unchanged(name string, info fs.FileInfo) *seenFile {
	was, ok := s[strconv.Quote(name)]
	if !ok || was.Folder != workingFolder() {
		return nil
	}
	if stamp, regular := dataset.StampOf(info); !regular || stamp != was.Stamp {
		return nil
	}
	return &was
}

// workingFolder is where names are looked for; "" if that is not known.
func workingFolder() string {
	folder, _ := os.Getwd()
	return strconv.Quote(folder)
}

// settle returns the sources with what is known of those that were seen. Where that does not hold any more, or two give
// the same path, they are looked for again as if they had not been seen.
func (im *importer) settle(sources []source, look func(seenFiles) ([]source, error)) ([]source, error) {
	usable := seenFiles{}
	taken := map[string]bool{}
	isClear, isSettled := true, true
	for i, s := range sources {
		paths := []string{s.path}
		if s.seen != nil {
			paths = s.seen.Paths
			var ok bool
			if sources[i].known, ok = im.knownEntries(s.seen); ok {
				usable[strconv.Quote(s.file)] = *s.seen
			}
			isSettled = isSettled && ok
		}
		for _, p := range paths {
			isClear = isClear && !taken[p]
			taken[p] = true
		}
	}
	switch {
	case !isClear && len(usable) > 0:
		return look(nil)
	case isSettled:
		return sources, nil
	}
	again, err := look(usable)
	if err != nil {
		return nil, err
	}
	return im.settle(again, look)
}

// knownEntries returns what a file gave, if that can be taken as if it were read now.
func (im *importer) knownEntries(f *seenFile) ([]Entry, bool) {
	if f.MaxSize != im.MaxSize {
		return nil, false
	}
	var list []Entry
	for _, path := range f.Paths {
		e, ok := im.store.entries[path]
		isTried := ok && im.store.isCurrent(e.Made) && e.Status != Failed // what has failed is tried again
		if !isTried || e.Status == OK && !im.store.has(e.key(), im.MaxText) {
			return nil, false
		}
		e.Known = e.Status == OK
		list = append(list, e)
	}
	return list, true
}

// noteSeen notes what the sources have given, unless they may have changed since the import has begun.
func (im *importer) noteSeen(sources []source, entries []Entry, before seenFiles, begun time.Time) error {
	given := map[string][]string{}
	for _, e := range entries {
		given[e.file()] = append(given[e.file()], e.Path)
	}
	seen := seenFiles{}
	named := map[string]bool{}
	for _, s := range sources {
		name := strconv.Quote(s.file)
		if named[name] {
			continue
		}
		named[name] = true
		if s.seen != nil {
			seen[name] = *s.seen
		} else if isAsBefore(s, begun) {
			seen[name] = seenFile{workingFolder(), s.stamp, im.MaxSize, given[s.file]}
		}
	}
	for _, s := range sources {
		if s.renamed { // what it is called depends on others
			delete(seen, strconv.Quote(s.file))
		}
	}
	for name, was := range before { // nobody has named it this time
		if !named[name] {
			seen[name] = was
		}
	}
	return im.store.writeSeen(seen)
}

// isAsBefore reports whether a file is still what it was when the import has begun.
func isAsBefore(s source, begun time.Time) bool {
	if s.file == "" {
		return false
	}
	info, err := os.Lstat(s.file)
	if err != nil {
		return false
	}
	stamp, isRegular := dataset.StampOf(info)
	return isRegular && stamp == s.stamp && stamp.IsSettled(begun)
}
