package bulk

import (
	"context"
	"duban/internal/message"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// tellOfStore tells what the user should know of the store before anything is read.
func (im *importer) tellOfStore() {
	for _, note := range im.store.notes {
		im.tell(note)
	}
	others := 0
	for _, e := range im.store.entries {
		if !im.store.isCurrent(e.Made) {
			others++
		}
	}
	if others > 0 && !im.Fresh {
		im.tell(message.New("%s: %s read by another version of duban, with other words or in another language; all is read anew",
			im.Out, message.Count(others, "%d file was", "%d files were")))
	}
}

// readEarlier sees to it that the readings of files that earlier imports have brought, and this one has not, are
// whole and of this version. Those that are not are read anew from where the files were; a file must be what it
// was, as nobody has named it this time. Where that cannot be, nothing is written, so that the tables that are
// there stay.
func (im *importer) readEarlier(ctx context.Context, read []Entry) ([]Entry, error) {
	now := map[string]bool{}
	for _, e := range read {
		now[e.Path] = true
	}
	var earlier []Entry
	for path, e := range im.store.entries {
		if !now[path] {
			earlier = append(earlier, e)
		}
	}
	sortEntries(earlier)
	wanted := map[string]Entry{}
	for _, e := range im.unusable(ctx, earlier) {
		wanted[e.Path] = e
	}
	if len(wanted) == 0 || ctx.Err() != nil {
		return nil, interrupted(ctx)
	}
	im.wanted = wanted
	again, err := im.readAll(ctx, sourcesOf(wanted))
	im.wanted = nil
	if err != nil {
		return again, err
	}
	for _, e := range again {
		delete(wanted, e.Path)
	}
	return again, im.gone(wanted)
}

func interrupted(ctx context.Context) error {
	if ctx.Err() != nil {
		return message.Errorf("%w; what was read is kept; run the same command again to go on", ErrInterrupted)
	}
	return nil
}

// unusable returns the entries whose readings are damaged, or were made by another version.
func (im *importer) unusable(ctx context.Context, entries []Entry) []Entry {
	bad := make([]bool, len(entries))
	next := make(chan int)
	var workers sync.WaitGroup
	for range im.Jobs {
		workers.Go(func() {
			for i := range next {
				bad[i] = im.isUnusable(entries[i])
			}
		})
	}
	for i := range entries {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	workers.Wait()
	var list []Entry
	for i, e := range entries {
		if bad[i] {
			list = append(list, e)
		}
	}
	return list
}

func (im *importer) isUnusable(e Entry) bool {
	if !im.store.isCurrent(e.Made) {
		return true
	}
	if e.Status != OK {
		return false
	}
	_, ok := im.store.find(e.key())
	return !ok || !im.isWhole(e.key())
}

// sourcesOf returns the sources of entries, as far as they are there.
func sourcesOf(entries map[string]Entry) []source {
	files := map[string]bool{}
	for _, e := range entries {
		files[e.file()] = true
	}
	f := &finder{ctx: context.Background()}
	for name := range files {
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
			f.file(name, info)
		}
	}
	needed := map[string]bool{} // paths of entries, and of archives that they may lie in
	for path := range entries {
		for path != "" && !needed[path] {
			needed[path] = true
			path = path[:max(0, strings.LastIndexByte(path, '/'))]
		}
	}
	return distinct(slices.DeleteFunc(f.found, func(s source) bool { return !needed[s.path] }))
}

// file returns the file that an entry is or lies in.
func (e Entry) file() string {
	if name, err := strconv.Unquote(e.File); err == nil {
		return name
	}
	return filepath.FromSlash(e.Path)
}

// isWanted reports whether an entry is to be kept: of files that nobody has named this time those alone that are
// what they were.
func (im *importer) isWanted(e Entry) bool {
	if im.wanted == nil {
		return true
	}
	was, ok := im.wanted[e.Path]
	return ok && (was.SHA256 == "" || was.SHA256 == e.SHA256)
}

// gone returns an error where a reading is lost. What is known of files that gave none stays.
func (im *importer) gone(entries map[string]Entry) error {
	var paths []string
	for _, e := range entries {
		if e.Status == OK {
			paths = append(paths, e.Path)
			continue
		}
		e.Made = "" // of now: it gave no reading, and is not there to be read again
		if err := im.store.keep(e.told(im.Language)); err != nil {
			return err
		}
	}
	if len(paths) == 0 {
		return nil
	}
	slices.Sort(paths)
	const most = 3
	named := message.Verbatim(strings.Join(paths[:min(most, len(paths))], ", "))
	if len(paths) > most {
		named = message.New("%s and %d more", named, len(paths)-most)
	}
	return UsageError{message.New("%s: earlier readings are damaged or of another version, and their files are not there "+
		"as they were: %s; put them back, or use --fresh to leave them out; the tables are as before", im.Out, named)}
}
