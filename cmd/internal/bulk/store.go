package bulk

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duban/internal/intake"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
)

// store keeps what has been read, in the folder .duban of the dataset:
//
//	lock                held by the import that runs; the system gives it up when that is killed
//	reports/ab/abc…     a report by the digest of its bytes, whole or not there; see reading.go
//	files.ndjson        the entries of all source files, the last for a path holds; see journal.go
//	files-copy.ndjson   the same once more, from which damage is healed
//	index               where in the tables each report stands; see dataset.Options
//	sources             what the sources were when they were read; see unchanged.go
//	new/                tables that are not finished
type store struct {
	dir     string
	made    string // what decides how a report is read
	dry     bool
	fresh   bool // in a dry run: nothing that is there counts
	lock    *flock.Flock
	journal journal
	entries map[string]Entry // by path
	notes   []string         // on damage, for the user
	pack    *zstd.Encoder
	unpack  *zstd.Decoder
}

func openStore(o Options) (*store, error) {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(o.Jobs))
	if err != nil {
		return nil, err
	}
	unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(o.Jobs))
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(o.Out, intake.StoreFolder)
	s := &store{dir: dir, made: o.Made, dry: o.DryRun, fresh: o.Fresh, entries: map[string]Entry{}}
	s.pack, s.unpack = pack, unpack
	if s.dry {
		if !s.fresh {
			s.readJournal() // what is damaged is not for a dry run to mend
		}
		return s, nil
	}
	if err := s.open(o); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *store) open(o Options) error {
	if err := s.claim(o); err != nil {
		return err
	}
	s.removePartial()
	if o.Fresh {
		if err := s.clear(); err != nil {
			return err
		}
	}
	whole, err := s.readJournal()
	if err == nil && !whole {
		err = s.rewrite()
	}
	if err == nil {
		err = s.journal.open(s.dir)
	}
	return err
}

// claim takes the dataset for this import alone.
func (s *store) claim(o Options) error {
	names, err := os.ReadDir(o.Out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return notTheFolder(o.Out, err)
	}
	if _, err := os.Stat(s.dir); err != nil && len(names) > 0 {
		return UsageError{o.Out + ": neither empty nor a dataset; choose another folder"}
	}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return notTheFolder(o.Out, err)
	}
	s.lock = flock.New(filepath.Join(s.dir, "lock"), flock.SetPermissions(0o666))
	got, err := s.lock.TryLock()
	if err == nil && !got {
		s.lock = nil
		return fmt.Errorf("%s: another import is at work there; wait for it to end", o.Out)
	}
	return err
}

// notTheFolder says why a dataset cannot be written to a folder.
func notTheFolder(out string, err error) error {
	if cause := new(fs.PathError); errors.As(err, &cause) {
		err = cause.Err
	}
	return fmt.Errorf("%s: no folder to write to: %w; choose another", out, err)
}

// clear forgets everything.
func (s *store) clear() error {
	errs := os.RemoveAll(filepath.Join(s.dir, "reports"))
	for _, name := range append(journalNames, oldMark, "index", "sources") {
		errs = errors.Join(errs, removed(filepath.Join(s.dir, name)))
	}
	return errs
}

// removed sees to it that there is no such file.
func removed(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// keep notes what became of a file.
func (s *store) keep(e Entry) error {
	e.Made = s.made
	s.entries[e.Path] = e
	if s.dry {
		return nil
	}
	return s.journal.write(e)
}

// rewrite writes both copies of the journal anew, with one line for each file.
func (s *store) rewrite() error {
	all := s.journal.next(s.sorted())
	for _, name := range journalNames {
		if err := s.replace(filepath.Join(s.dir, name), all); err != nil {
			return err
		}
	}
	return removed(filepath.Join(s.dir, oldMark))
}

// sorted returns the entries of all files, in order of path.
func (s *store) sorted() []Entry {
	entries := slices.Collect(maps.Values(s.entries))
	sortEntries(entries)
	return entries
}

// manifest returns the entries of all files, in order of path.
func (s *store) manifest() ([]Entry, error) { return s.sorted(), s.rewrite() }

func sortEntries(entries []Entry) {
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
}

func (s *store) close() {
	s.journal.close()
	if s.lock != nil {
		s.lock.Unlock()
	}
}

// partial is how the names of files begin that are not whole yet.
const partial = "part-"

// removePartial removes what an import that was killed has left. The name of the folder may have any characters.
func (s *store) removePartial() {
	entries, _ := os.ReadDir(s.dir) // what is wrong with it comes up later
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), partial) {
			os.RemoveAll(filepath.Join(s.dir, e.Name()))
		}
	}
}

// hasReports reports whether anything is kept.
func (s *store) hasReports() bool {
	below, _ := fs.Glob(os.DirFS(s.dir), "reports/*/*") // the pattern is right
	return len(below) > 0
}

// errNoFile is the error of what should be a file of the store and is a folder, a link or a device.
var errNoFile = errors.New("damaged: no regular file")

// readRegular returns the bytes of a file of the store. What is none is not opened, since it might never end.
func readRegular(name string) ([]byte, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	return os.ReadFile(name)
}

// replace puts a file in the place of another, or none, at once. Who may read it the umask says.
func (s *store) replace(name string, data []byte) error {
	f, err := os.OpenFile(filepath.Join(s.dir, partial+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if info, failed := os.Lstat(name); failed == nil && info.IsDir() {
		err = errors.Join(err, os.RemoveAll(name))
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
