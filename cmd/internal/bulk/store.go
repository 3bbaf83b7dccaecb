package bulk

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"duban/internal/intake"
	"duban/internal/message"
	"duban/parse"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
)

// store keeps what has been read, in the folder .duban of the dataset:
//
//	lock                held by the import that runs; the system gives it up when that is killed
//	readings            the reports by the digests of their sources; see readings.go
//	files.ndjson        the entries of all source files, the last for a path holds; see journal.go
//	files-copy.ndjson   the same once more, from which damage is healed
//	identity            which journal it is; see identity.go
//	index               where in the tables each report stands; see dataset.Options
//	sources             what the sources were when they were read; see unchanged.go
//	new/                tables that are not finished
type store struct {
	dir      string
	made     string // what decides how a report is read
	engine   string // and a PDF file
	dry      bool
	fresh    bool // in a dry run: nothing that is there counts
	lock     *flock.Flock
	journal  journal
	journals []string         // the names that it may have; see identity.go
	entries  map[string]Entry // by path
	notes    []message.Text   // on damage, for the user

	isNameless bool // the journal's name is not in its place

	readings *readings
	pack     *zstd.Encoder
	unpack   *zstd.Decoder
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
	s := &store{dir: dir, made: o.Made, engine: o.Engine, dry: o.DryRun, fresh: o.Fresh, entries: map[string]Entry{}}
	s.pack, s.unpack = pack, unpack
	if s.dry {
		if s.readings, err = openReadings(s.readingsName(), false); err != nil {
			return nil, err
		}
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
	if err := s.removeOdd("index"); err != nil { // others are replaced as they are written
		return err
	}
	if o.Fresh {
		if err := s.clear(); err != nil {
			return err
		}
	}
	readings, err := openReadings(s.readingsName(), true)
	if err != nil {
		return err
	}
	s.readings = readings
	whole, err := s.readJournal()
	if err == nil && !whole {
		err = s.rewrite()
	}
	if err == nil {
		err = s.ownJournal()
	}
	if err == nil {
		err = s.journal.open(s.dir)
	}
	s.noteLost()
	return err
}

func (s *store) readingsName() string { return filepath.Join(s.dir, "readings") }

// oldReports is the folder of the reports that former versions kept, each in a file of its own.
const oldReports = "reports"

// madeOf returns what decides how a source is read. The program that tells the pages of PDF files decides for these alone: it
// may come, go and change beside the others.
func (s *store) madeOf(data []byte) string {
	if parse.IsPDF(data) {
		return s.madeOfPDF()
	}
	return s.made
}

func (s *store) madeOfPDF() string { return s.made + " " + s.engine }

// isCurrent reports whether what was made so would be read the same way now.
func (s *store) isCurrent(made string) bool { return made == s.made || made == s.madeOfPDF() }

// noteLost says how many readings are gone, as those are that are damaged.
func (s *store) noteLost() {
	lost := 0
	for _, e := range s.entries {
		_, ok := s.readings.find(e.key())
		if isKept := e.Status == OK && s.isCurrent(e.Made); isKept && !ok {
			lost++
		}
	}
	if lost > 0 {
		s.notes = append(s.notes, message.New("%s: damaged: %s read anew; check the disk", s.readings.name,
			message.Count(lost, "%d reading is", "%d readings are")))
	}
}

// claim takes the dataset for this import alone.
func (s *store) claim(o Options) error {
	names, err := os.ReadDir(o.Out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return notTheFolder(o.Out, err)
	}
	if _, err := os.Stat(s.dir); err != nil && len(names) > 0 {
		return UsageError{message.New("%s: neither empty nor a dataset; choose another folder", o.Out)}
	}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return notTheFolder(o.Out, err)
	}
	if err := s.removeOdd("lock"); err != nil {
		return err
	}
	s.lock = flock.New(filepath.Join(s.dir, "lock"), flock.SetPermissions(0o666))
	got, err := s.lock.TryLock()
	if err == nil && !got {
		s.lock = nil
		return message.Errorf("%s: another import is at work there; wait for it to end", o.Out)
	}
	return err
}

// notTheFolder says why a dataset cannot be written to a folder.
func notTheFolder(out string, err error) error {
	if cause := new(fs.PathError); errors.As(err, &cause) {
		err = cause.Err
	}
	return message.Errorf("%s: no folder to write to: %w; choose another", out, err)
}

// clear forgets everything.
func (s *store) clear() error {
	errs := errors.Join(os.RemoveAll(filepath.Join(s.dir, oldReports)), os.RemoveAll(s.readingsName()))
	for _, name := range append(journalNames, oldMark, identity, "index", "sources") {
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
	if e.Made == "" {
		e.Made = s.made
	}
	if was, ok := s.entries[e.Path]; ok && was.equal(e) {
		return nil
	}
	s.entries[e.Path] = e
	if s.dry {
		return nil
	}
	return s.journal.write(e)
}

// equal reports whether two entries are noted as the same.
func (e Entry) equal(other Entry) bool {
	if !slices.Equal(e.Warnings, other.Warnings) {
		return false
	}
	for _, p := range []*Entry{&e, &other} {
		p.Known, p.Warnings = false, nil
	}
	return reflect.DeepEqual(e, other)
}

// sorted returns the entries of all files, in order of path.
func (s *store) sorted() []Entry {
	entries := slices.Collect(maps.Values(s.entries))
	sortEntries(entries)
	return entries
}

// manifest makes what was read last on the disk, and returns the entries of all files, in order of path.
func (s *store) manifest() ([]Entry, error) {
	kept := map[string]bool{}
	for _, e := range s.entries {
		kept[e.key()] = true
	}
	err := s.readings.tidy(func(r reading) bool { return kept[r.key()] && s.isCurrent(r.Made) })
	if err == nil && !s.journal.isShort(len(s.entries)) {
		err = s.rewrite()
	}
	if err == nil {
		err = os.RemoveAll(filepath.Join(s.dir, oldReports))
	}
	return s.sorted(), err
}

func sortEntries(entries []Entry) {
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
}

func (s *store) close() {
	s.journal.close()
	s.readings.close()
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
	below, _ := fs.Glob(os.DirFS(s.dir), oldReports+"/*/*") // the pattern is right
	return len(below) > 0 || len(s.readings.at) > 0
}

// errNoFile is the error of what should be a file of the store and is a folder, a link or a device.
var errNoFile = message.Errorf("damaged: no regular file")

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

// removeOdd removes what stands in the place of a file of the store and is none, which might never be opened.
func (s *store) removeOdd(name string) error {
	name = filepath.Join(s.dir, name)
	if info, err := os.Lstat(name); err != nil || info.Mode().IsRegular() {
		return nil
	}
	return os.RemoveAll(name)
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
