package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"duban/internal/message"
)

// Close ends the dataset: the new files take the places of the old ones, each at once, and files of formats that are
// not written any more are removed. A database that is changed rather than replaced is changed in one transaction.
// datapackage.json, which has the digest of each file, comes last. Where another program uses the old database,
// nothing is replaced.
func (w *Writer) Close() error {
	if err := w.each(sink.close); err != nil {
		w.Abort()
		return err
	}
	defer os.RemoveAll(w.temp)
	if err := w.clear(); err != nil {
		return err
	}
	old, err := holdDatabase(w.databaseName())
	if err != nil {
		return err
	}
	defer old.release()
	if err := w.changeDatabase(old); err != nil {
		return err
	}
	written, err := w.describe()
	if err != nil {
		return err
	}
	for _, step := range w.exchange(old, written) {
		if err := step(); err != nil {
			return err
		}
	}
	return w.writeIndex()
}

// changeDatabase brings the old database to what the new one is to be, if it is not replaced.
func (w *Writer) changeDatabase(old *oldDatabase) error {
	for _, s := range w.sinks {
		if s, ok := s.(*sqliteChange); ok {
			return s.apply(old)
		}
	}
	return nil
}

// writeIndex notes where each part stands, and what the files are.
func (w *Writer) writeIndex() error {
	if w.options.Index == "" {
		return nil
	}
	x := &index{indexHead{w.options.Made, w.options.Key, w.options.CSVBOM, w.formats, map[string]outputMark{}}, w.parts, map[Format][]byte{}}
	for i, s := range w.sinks {
		x.marks[w.formats[i]] = s.marks()
		for name, d := range s.outputs() {
			if err := x.note(w.dir, name, d); err != nil {
				return err
			}
		}
	}
	d, err := readDigest(filepath.Join(w.dir, packageName))
	if err != nil {
		return err
	}
	if err := x.note(w.dir, packageName, d); err != nil {
		return err
	}
	return x.write(w.options.Index, w.temp)
}

// note notes what a file is.
func (x *index) note(dir, name string, d digest) error {
	info, err := os.Lstat(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	stamp, _ := StampOf(info)
	x.Outputs[name] = outputMark{stamp, d.sha256}
	return nil
}

// exchange returns the steps that put the new files in the places of the old ones. A program that is killed
// between two of them, or a machine that stops, leaves nothing that reads as what it is not: the database is gone
// or whole, and what stands beside it is its own.
func (w *Writer) exchange(old *oldDatabase, written []string) []func() error {
	var steps []func() error
	for _, name := range old.obsolete() {
		steps = append(steps, func() error { return removed(name) })
	}
	steps = append(steps, w.sync)
	if runtime.GOOS == "windows" { // where an open file cannot be replaced, by us or with another program in it
		steps = append(steps, func() error { old.release(); return nil })
	}
	for _, name := range written {
		steps = append(steps, func() error { return os.Rename(filepath.Join(w.temp, name), filepath.Join(w.dir, name)) })
	}
	return append(steps, w.sync, w.removeStale)
}

func (w *Writer) databaseName() string { return filepath.Join(w.dir, databaseFile) }

// sync makes renames last, where the system has a way to.
func (w *Writer) sync() error {
	if f, err := os.Open(w.dir); err == nil {
		f.Sync()
		f.Close()
	}
	return nil
}

// clear reports, as an error, what the new files cannot take the place of.
func (w *Writer) clear() error {
	names := []string{packageName}
	for _, f := range w.formats {
		names = append(names, fileNames(f)...)
	}
	for _, name := range names {
		if _, err := replaceable(filepath.Join(w.dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// replaceable returns what stands at the name of a file of the dataset, nil if there is nothing. A folder there, or a
// device, is an error.
func replaceable(name string) (os.FileInfo, error) {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() && info.Mode()&os.ModeSymlink == 0:
		return nil, message.Errorf("%s: this is no regular file, where one of the dataset is to be; move it away", name)
	}
	return info, nil
}

// removeStale removes the files of formats that are not written.
func (w *Writer) removeStale() error {
	for _, f := range Formats() {
		if slices.Contains(w.formats, f) {
			continue
		}
		for _, name := range fileNames(f) {
			if err := removed(filepath.Join(w.dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// FileNames returns the names of all files that a dataset can have.
func FileNames() []string {
	names := []string{packageName}
	for _, suffix := range append(besideDatabase, "") {
		names = append(names, databaseFile+suffix)
	}
	for _, f := range Formats() {
		names = append(names, fileNames(f)...)
	}
	return names
}

// IsPackage reports whether the file of that name describes a dataset that was written here.
func IsPackage(name string) bool {
	if filepath.Base(name) != packageName {
		return false
	}
	const most = 16 << 20 // bytes; it describes the tables alone
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > most {
		return false // which might never end
	}
	data, err := os.ReadFile(name)
	var p dataPackage
	return err == nil && json.Unmarshal(data, &p) == nil && p.Version != ""
}

// removed sees to it that there is no such file.
func removed(name string) error {
	if err := os.Remove(name); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// describe writes datapackage.json beside the new files. It returns the names of all that take the place of old ones.
func (w *Writer) describe() ([]string, error) {
	p := newPackage(w.options.Language)
	var written []string
	for i, s := range w.sinks {
		outputs := s.outputs()
		_, inPlace := s.(*sqliteChange)
		for _, name := range fileNames(w.formats[i]) {
			p.add(w.formats[i], name, outputs[name])
			if !inPlace {
				written = append(written, name)
			}
		}
	}
	f, err := newFile(w.temp, packageName)
	if err != nil {
		return nil, err
	}
	f.Write(p.json()) // the error comes up in closing
	return append(written, packageName), f.close()
}

// digest is what tells a file from another.
type digest struct {
	size   int64
	sha256 string
}

func readDigest(name string) (digest, error) {
	f, err := os.Open(name)
	if err != nil {
		return digest{}, err
	}
	defer f.Close()
	return digestOf(f)
}

func digestOf(f *os.File) (digest, error) {
	sum := sha256.New()
	n, err := io.CopyBuffer(struct{ io.Writer }{sum}, struct{ io.Reader }{f}, make([]byte, 1<<18))
	return digest{n, hex.EncodeToString(sum.Sum(nil))}, err
}

// lastingDigest makes a file last on the disk as well.
func lastingDigest(name string) (digest, error) {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return digest{}, err
	}
	defer f.Close()
	d, err := digestOf(f)
	return d, errors.Join(err, f.Sync())
}
