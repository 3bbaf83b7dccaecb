package bulk

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duban/schema/dataset"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
)

// store keeps what has been read, in the folder .duban of the dataset:
//
//	lock              held by the import that runs; the system gives it up when that is killed
//	made-by           what has read the reports
//	reports/ab/abc…   a report by the digest of its bytes, whole or not there
//	files.ndjson      the entries of all source files, the last for a path holds; the last line may be torn
//	new/              tables that are not finished
type store struct {
	dir     string
	dry     bool
	lock    *flock.Flock
	journal *os.File
	entries map[string]Entry // by path
	pack    *zstd.Encoder
	unpack  *zstd.Decoder
}

// keptReport is what the store has of a report.
type keptReport struct {
	Warnings []string `json:"warnings"`
	report   *dataset.Report
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
	s := &store{dir: filepath.Join(o.Out, ".duban"), dry: o.DryRun, entries: map[string]Entry{}, pack: pack, unpack: unpack}
	if s.dry {
		made, err := os.ReadFile(s.madeName())
		if o.Fresh || err == nil && string(made) != o.Made {
			s.dir = os.DevNull // nothing of it counts
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
	for _, name := range globbed(filepath.Join(s.dir, partial)) {
		os.Remove(name) // an import was killed
	}
	if err := s.makeSure(o); err != nil {
		return err
	}
	if err := s.readJournal(); err != nil {
		return err
	}
	var err error
	s.journal, err = os.OpenFile(s.journalName(), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	return err
}

// claim takes the dataset for this import alone.
func (s *store) claim(o Options) error {
	names, err := os.ReadDir(o.Out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := os.Stat(s.dir); err != nil && len(names) > 0 {
		return UsageError{o.Out + ": neither empty nor a dataset; choose another folder"}
	}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	s.lock = flock.New(filepath.Join(s.dir, "lock"))
	got, err := s.lock.TryLock()
	if err == nil && !got {
		s.lock = nil
		return fmt.Errorf("%s: another import is at work there; wait for it to end", o.Out)
	}
	return err
}

// makeSure sees to it that one version with one set of words reads all reports of a dataset.
func (s *store) makeSure(o Options) error {
	name := s.madeName()
	if o.Fresh {
		if err := errors.Join(remove(name), os.RemoveAll(filepath.Join(s.dir, "reports")), remove(s.journalName())); err != nil {
			return err
		}
	}
	made, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.replace(name, []byte(o.Made))
	case err != nil:
		return err
	case string(made) != o.Made:
		return UsageError{fmt.Sprintf("%s: read by another version or with other words; use --fresh to read everything anew", o.Out)}
	}
	return nil
}

func (s *store) madeName() string { return filepath.Join(s.dir, "made-by") }

func remove(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (s *store) journalName() string { return filepath.Join(s.dir, "files.ndjson") }

// readJournal reads the entries of earlier imports.
func (s *store) readJournal() error {
	data, err := os.ReadFile(s.journalName())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for line := range bytes.Lines(data) {
		var e Entry
		if json.Unmarshal(line, &e) == nil && line[len(line)-1] == '\n' {
			s.entries[e.Path] = e
		}
	}
	if len(data) > 0 && data[len(data)-1] != '\n' { // torn: what follows must not be part of that line
		err = errors.Join(err, s.rewrite())
	}
	return err
}

// keep notes what became of a file.
func (s *store) keep(e Entry) error {
	s.entries[e.Path] = e
	if s.dry {
		return nil
	}
	_, err := s.journal.Write(entryLine(e))
	return err
}

func entryLine(e Entry) []byte {
	line, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("entry has no JSON: %v", err))
	}
	return append(line, '\n')
}

// rewrite writes the journal anew, with one line for each file.
func (s *store) rewrite() error {
	var all bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(s.entries)) {
		all.Write(entryLine(s.entries[name]))
	}
	return s.replace(s.journalName(), all.Bytes())
}

// manifest returns the entries of all files, in order of path.
func (s *store) manifest() ([]Entry, error) {
	entries := slices.Collect(maps.Values(s.entries))
	sortEntries(entries)
	return entries, s.rewrite()
}

func sortEntries(entries []Entry) {
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
}

func (s *store) reportName(sha256 string) string {
	return filepath.Join(s.dir, "reports", sha256[:2], sha256)
}

// put keeps a report.
func (s *store) put(sha256 string, k *keptReport) error {
	if s.dry {
		return nil
	}
	head, err := json.Marshal(k)
	if err != nil {
		return err
	}
	data := binary.AppendUvarint(nil, uint64(len(head)))
	data = k.report.Append(append(data, head...))
	name := s.reportName(sha256)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return s.replace(name, s.pack.EncodeAll(data, nil))
}

// load returns a report that was put, and an error if there is none or it is damaged.
func (s *store) load(sha256 string) (*keptReport, error) {
	name := s.reportName(sha256)
	packed, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	data, err := s.unpack.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	length, n := binary.Uvarint(data)
	if n <= 0 || length > uint64(len(data)-n) {
		return nil, fmt.Errorf("%s: not a report", name)
	}
	head, rest := data[n:n+int(length)], data[n+int(length):]
	k := new(keptReport)
	if err := json.Unmarshal(head, k); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if k.report, err = dataset.ParseReport(rest); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return k, nil
}

func (s *store) close() {
	if s.journal != nil {
		s.journal.Close()
	}
	if s.lock != nil {
		s.lock.Unlock()
	}
}

// partial is how files are called that are not whole yet.
const partial = "part-*"

func globbed(pattern string) []string {
	names, _ := filepath.Glob(pattern) // the pattern is right
	return names
}

// replace puts a file in the place of another, or none, at once.
func (s *store) replace(name string, data []byte) error {
	f, err := os.CreateTemp(s.dir, partial)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
