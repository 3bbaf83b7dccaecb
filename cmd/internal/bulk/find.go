package bulk

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duban/internal/intake"
	"duban/internal/message"
	"duban/parse/pack"
	"duban/schema/dataset"
)

// source is one file to read, or one that cannot be.
type source struct {
	path    string       // as the manifest names it
	file    string       // it, or the archive that it is in
	archive *archive     // that it is in, or nil
	member  int          // of the archive
	packed  pack.Archive // what the file is, if it is an archive that is read from its beginning to its end
	problem error        // why it cannot be read

	stamp   dataset.Stamp // of the file before it is read
	seen    *seenFile     // what it gave before, if it is as it was
	known   []Entry       // its entries, if so
	renamed bool          // its path was taken
}

// find lists the files that names stand for, in order of path. Those that were seen before and are as they were are not
// opened.
func find(ctx context.Context, names []string, out string, seen seenFiles) ([]source, error) {
	f := &finder{ctx: ctx, seen: seen}
	f.out, _ = os.Stat(out)
	for _, name := range names {
		matches, err := expand(name)
		if err != nil {
			return nil, err
		}
		for _, m := range matches {
			f.add(m)
		}
	}
	if ctx.Err() != nil {
		return nil, message.Errorf("%w while looking for files; nothing is imported yet", ErrInterrupted)
	}
	return distinct(f.found), nil
}

// distinct returns sources in order of path, each once. Different ones of one path, where names were not to be decoded,
// are told apart by a number.
func distinct(found []source) []source {
	slices.SortStableFunc(found, func(a, b source) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.file, b.file))
	})
	found = slices.CompactFunc(found, func(a, b source) bool {
		return a.path == b.path && a.file == b.file
	})
	seen := intake.Labels{}
	for i := range found {
		free := seen.Add(found[i].path)
		found[i].path, found[i].renamed = free, free != found[i].path
	}
	slices.SortStableFunc(found, func(a, b source) int { return strings.Compare(a.path, b.path) })
	return found
}

// UsageError says that what was asked for cannot be done as it is.
type UsageError struct{ message.Text }

func (e UsageError) Error() string { return e.String() }

// expand returns the files that name stands for: itself, or what matches it as a pattern.
func expand(name string) ([]string, error) {
	if _, err := os.Stat(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return []string{name}, nil
	}
	matches, err := filepath.Glob(name)
	if err != nil || len(matches) == 0 {
		return nil, UsageError{message.New("%s: no such file or folder, and no file that matches; check the path", name)}
	}
	return matches, nil
}

// finder collects sources.
type finder struct {
	ctx   context.Context
	out   fs.FileInfo // of the dataset, which is no source; nil if it is not there yet
	seen  seenFiles
	found []source
}

// add adds what is at a path that was asked for by name, so that a symbolic link there is followed.
func (f *finder) add(name string) {
	name = filepath.Clean(name)
	info, err := os.Stat(name)
	switch {
	case err != nil:
		f.refuse(name, err)
	case f.isDataset(info):
		f.refuse(name, intake.Refuse("this is the dataset itself; keep it outside of the sources"))
	case info.IsDir():
		f.folder(name)
	default:
		f.file(name, info)
	}
}

func (f *finder) isDataset(info fs.FileInfo) bool { return f.out != nil && os.SameFile(info, f.out) }

// folder adds what is in a folder and those below it. A dataset in it is passed over, as it was not there when it was
// first imported, and the same sources give the same.
func (f *finder) folder(name string) {
	if f.ctx.Err() != nil {
		return
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		f.refuse(name, err)
	}
	own := ownFiles(name, entries)
	for _, e := range entries {
		below := filepath.Join(name, e.Name())
		info, err := e.Info()
		switch {
		case err != nil:
			f.refuse(below, err)
		case f.isDataset(info):
		case own[e.Name()]:
			f.refuse(below, intake.ErrOwn)
		case e.IsDir():
			f.folder(below)
		default:
			f.file(below, info)
		}
	}
}

// ownFiles returns the names of what duban wrote in a folder, if that is a dataset.
func ownFiles(folder string, entries []fs.DirEntry) map[string]bool {
	isDataset := func(e fs.DirEntry) bool {
		return e.Name() == intake.StoreFolder && e.IsDir() || dataset.IsPackage(filepath.Join(folder, e.Name()))
	}
	own := map[string]bool{}
	if slices.ContainsFunc(entries, isDataset) {
		own[intake.StoreFolder] = true
		for _, name := range dataset.FileNames() {
			own[name] = true
		}
	}
	return own
}

func (f *finder) file(name string, info fs.FileInfo) {
	switch mode := info.Mode(); {
	case mode&fs.ModeSymlink != 0:
		f.refuse(name, intake.Refuse("this is a symbolic link, which is not followed; pass what it points to"))
	case !mode.IsRegular():
		f.refuse(name, intake.Refuse("this is no regular file"))
	default:
		stamp, _ := dataset.StampOf(info)
		for _, s := range f.sources(name, info) {
			s.stamp = stamp
			f.found = append(f.found, s)
		}
	}
}

// sources returns the files in a zip archive, and else the file.
func (f *finder) sources(name string, info fs.FileInfo) []source {
	if seen := f.seen.unchanged(name, info); seen != nil {
		return []source{{path: intake.Label(name), file: name, seen: seen}}
	}
	if a := openedArchive(f.ctx, name); a != nil {
		return a.sources()
	}
	return []source{{path: intake.Label(name), file: name, packed: kindOf(name)}}
}

// kindOf returns the kind of archive that a file is, or "" if it is none or cannot be read.
func kindOf(name string) pack.Archive {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	var head [pack.HeadSize]byte
	n, _ := io.ReadFull(f, head[:])
	return pack.ArchiveOf(head[:n])
}

func (f *finder) refuse(name string, problem error) {
	f.found = append(f.found, source{path: intake.Label(name), problem: problem})
}
