package dataset

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
)

// The index of a dataset says where in its files each part stands, so that the next one can take it over. It is kept
// by whoever writes several datasets, one after the other, into the same folder. What it says of a file counts as long
// as that is as it was.

// indexMark begins the file of an index. The digest of what follows that comes next.
const indexMark = "duban index 1\n"

// index is what is known of the dataset that was written before.
type index struct {
	indexHead
	parts []partMark
	marks map[Format][]byte // what each format has noted
}

type indexHead struct {
	Made    string                // what decides the rows of a report
	Key     string                // of the whole; see Options
	BOM     bool                  // in CSV
	Formats []Format              // in order
	Outputs map[string]outputMark // by name
}

// outputMark is what a file of the dataset was when it was written.
type outputMark struct {
	Stamp  Stamp
	SHA256 string
}

type partMark struct {
	key  string
	size int
}

// readIndex reads an index; what is damaged is as if it were not there.
func readIndex(name string) *index {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	rest, ok := bytes.CutPrefix(data, []byte(indexMark))
	if !ok || len(rest) < sha256.Size {
		return nil
	}
	if sum := sha256.Sum256(rest[sha256.Size:]); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return nil
	}
	x := &index{marks: map[Format][]byte{}}
	in := &input{text: string(rest[sha256.Size:])}
	if json.Unmarshal([]byte(in.string()), &x.indexHead) != nil {
		return nil
	}
	for range in.number(len(in.text)) {
		x.parts = append(x.parts, partMark{in.string(), in.size()})
	}
	for _, f := range x.Formats {
		x.marks[f] = []byte(in.string())
	}
	if in.short {
		return nil
	}
	return x
}

func (in *input) string() string { return in.take(in.number(len(in.text))) }

// size reads a number of any size.
func (in *input) size() int { return in.number(1<<62 - 1) }

// write writes the index, by way of a file in the folder temp.
func (x *index) write(name, temp string) error {
	head, err := json.Marshal(x.indexHead)
	if err != nil {
		return err
	}
	data := appendString(nil, string(head))
	data = binary.AppendUvarint(data, uint64(len(x.parts)))
	for _, p := range x.parts {
		data = binary.AppendUvarint(appendString(data, p.key), uint64(p.size))
	}
	for _, f := range x.Formats {
		data = appendString(data, string(x.marks[f]))
	}
	sum := sha256.Sum256(data)
	whole := slices.Concat([]byte(indexMark), sum[:], data)
	part := filepath.Join(temp, "index")
	if err := os.WriteFile(part, whole, 0o666); err != nil {
		return err
	}
	return os.Rename(part, name)
}

func appendString(data []byte, s string) []byte {
	return append(binary.AppendUvarint(data, uint64(len(s))), s...)
}

// isAsWritten reports whether a file of the dataset in dir is as it was written.
func (x *index) isAsWritten(dir, name string) bool {
	mark, ok := x.Outputs[name]
	info, err := os.Lstat(filepath.Join(dir, name))
	if !ok || err != nil {
		return false
	}
	stamp, ok := StampOf(info)
	return ok && stamp == mark.Stamp
}

// IsCurrent reports whether the dataset in dir is, file for file, what Create and Write with these options would
// write. Where thorough, all bytes are read; else it goes by size and time.
func IsCurrent(dir string, o Options, thorough bool) bool {
	if o.Index == "" || o.Key == "" {
		return false
	}
	x := readIndex(o.Index)
	if x == nil || !x.isOf(o) || x.Key != o.Key || !slices.Equal(x.Formats, o.formats()) {
		return false
	}
	for name, mark := range x.Outputs {
		if !x.isAsWritten(dir, name) {
			return false
		}
		if !thorough {
			continue
		}
		if d, err := readDigest(filepath.Join(dir, name)); err != nil || d.sha256 != mark.SHA256 {
			return false
		}
	}
	return nothingBeside(dir, x.Formats)
}

// isOf reports whether the parts of the dataset have the rows that parts of these options would have.
func (x *index) isOf(o Options) bool { return x.Made == o.Made && x.BOM == o.CSVBOM }

// nothingBeside reports whether there is no file of another format, and none that a program has left beside the
// database.
func nothingBeside(dir string, formats []Format) bool {
	var names []string
	for _, suffix := range besideDatabase {
		names = append(names, databaseFile+suffix)
	}
	for _, f := range Formats() {
		if !slices.Contains(formats, f) {
			names = append(names, fileNames(f)...)
		}
	}
	return !slices.ContainsFunc(names, func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return err == nil
	})
}

// earlier is the dataset that is there, as far as it can be taken over.
type earlier struct {
	dir   string
	index *index         // nil if there is none
	at    map[string]int // places of its parts, by key
	bulk  bool           // most of it is taken over
}

func newEarlier(dir string, o Options, parts []Part) *earlier {
	e := &earlier{dir: dir}
	if o.Index == "" {
		return e
	}
	x := readIndex(o.Index)
	if x == nil || !x.isOf(o) {
		return e
	}
	e.index, e.at = x, map[string]int{}
	total, kept := 0, 0
	for i, p := range x.parts {
		e.at[p.key] = i
		total += p.size
	}
	for _, p := range parts {
		if i, ok := e.at[p.Key]; ok {
			kept += x.parts[i].size
		}
	}
	e.bulk = kept > total/2 && len(parts) > 0
	return e
}

// part returns a part on its way, which may have a place in the earlier dataset.
func (e *earlier) part(p Part) *part {
	if i, ok := e.at[p.Key]; ok {
		return &part{Part: p, old: i, size: e.index.parts[i].size}
	}
	return &part{Part: p, old: -1, size: -1}
}

// spot is where a format is written, and what it can take over.
type spot struct {
	temp   string // folder
	format Format
	*earlier
}

func (e *earlier) spot(temp string, f Format) spot { return spot{temp, f, e} }

// isThere reports whether a file of the earlier dataset is there as it was written.
func (p spot) isThere(name string) bool { return p.index != nil && p.index.isAsWritten(p.dir, name) }

// marks returns what the format has noted of the earlier dataset.
func (p spot) marks() *input { return &input{text: string(p.index.marks[p.format])} }

// segments returns the segments of a file, nil if it is not there as it was written.
func (p spot) segments(name string) *oldSegments {
	if !p.isThere(name) {
		return nil
	}
	for in := p.marks(); in.text != "" && !in.short; {
		file, marks := in.string(), in.string()
		if file != name {
			continue
		}
		each := &input{text: marks}
		list := each.segments(len(p.index.parts))
		if each.short {
			return nil
		}
		return openSegments(p.dir, name, list)
	}
	return nil
}
