package bulk

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io/fs"

	"duban/internal/message"
	"duban/parse"
	"duban/schema/dataset"
)

// reading is what the store tells of a report without unpacking it.
type reading struct {
	SHA256   string       `json:"sha256"`       // of the source
	As       string       `json:"as,omitempty"` // the format, where the name of the source has decided it
	Made     string       `json:"made"`         // what has decided how it was read
	MaxText  int64        `json:"max_text"`
	Warnings []string     `json:"warnings,omitempty"`
	Sum      string       `json:"sum"` // digest of the packed report
	Head     dataset.Head `json:"head"`
}

// A record of the store has a mark, the lengths of head and report, their checksum, the head as JSON and the report, packed.
const (
	readingMark = "duban reading 3\n"
	recordStart = len(readingMark) + 4 + 8 + 4
)

// errOther is the error of a report that is whole, but was read by another version, with other words or within
// other limits.
var errOther = message.Errorf("read by another version or with other words")

// keyOf returns under what the report of a source is kept: the same bytes may be read in two ways, where the name of the file
// decides the format.
func keyOf(digest, as string) string {
	if as == "" {
		return digest
	}
	return digest + " " + as
}

func (r reading) key() string { return keyOf(r.SHA256, r.As) }

// key returns under what the report of a file is kept.
func (e Entry) key() string { return keyOf(e.SHA256, parse.NamedFormat(e.Path)) }

// put keeps a report.
func (s *store) put(r reading, report *dataset.Report) error {
	if s.dry {
		return nil
	}
	r.Head = report.Head()
	packed := s.pack.EncodeAll(report.Append(nil), nil)
	sum := sha256.Sum256(packed)
	r.Sum = hex.EncodeToString(sum[:])
	record, err := recordOf(r, packed)
	if err != nil {
		return err
	}
	return s.readings.append(r, record)
}

func recordOf(r reading, packed []byte) ([]byte, error) {
	head, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	record := make([]byte, 0, recordStart+len(head)+len(packed))
	record = append(record, readingMark...)
	record = binary.LittleEndian.AppendUint32(record, uint32(len(head)))
	record = binary.LittleEndian.AppendUint64(record, uint64(len(packed)))
	record = append(record, 0, 0, 0, 0)
	record = append(append(record, head...), packed...)
	binary.LittleEndian.PutUint32(record[recordStart-4:], recordSum(record))
	return record, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// recordSum is the checksum of a whole record, but for where that stands.
func recordSum(record []byte) uint32 {
	sum := crc32.Checksum(record[len(readingMark):recordStart-4], castagnoli)
	return crc32.Update(sum, castagnoli, record[recordStart:])
}

// recordSize returns how long a record that begins so is, and how long its head; 0 if it is none.
func recordSize(start []byte) (size, head int64) {
	if len(start) < recordStart || !bytes.HasPrefix(start, []byte(readingMark)) {
		return 0, 0
	}
	head = int64(binary.LittleEndian.Uint32(start[len(readingMark):]))
	packed := binary.LittleEndian.Uint64(start[len(readingMark)+4:])
	if packed > 1<<40 {
		return 0, 0
	}
	return int64(recordStart) + head + int64(packed), head
}

// parseRecord returns the head of a record and the packed report, if it is as it was written.
func parseRecord(record []byte) (r reading, packed []byte, ok bool) {
	size, head := recordSize(record)
	if size == 0 || size != int64(len(record)) || recordSum(record) != binary.LittleEndian.Uint32(record[recordStart-4:]) {
		return r, nil, false
	}
	text := record[recordStart : int64(recordStart)+head]
	if json.Unmarshal(text, &r) != nil || len(r.SHA256) != hex.EncodedLen(sha256.Size) {
		return r, nil, false
	}
	return r, record[int64(recordStart)+head:], true
}

// report returns the report of a file, with its name.
func (s *store) report(e Entry) (*dataset.Report, error) {
	report, err := s.load(e.key())
	if err != nil {
		return nil, err
	}
	report.Rename(e.name())
	return report, nil
}

// find returns what is known of the report that was put under a key, without looking at it.
func (s *store) find(key string) (reading, bool) {
	r, ok := s.readings.find(key)
	return r, ok && s.isCurrent(r.Made) && !(s.dry && s.fresh)
}

// has reports whether there is a report under that key which was read within that limit.
func (s *store) has(key string, maxText int64) bool {
	r, ok := s.find(key)
	return ok && r.MaxText <= maxText
}

// load returns the report that was put under a key, which has to prove that it is that. The error is
// fs.ErrNotExist if there is none, errOther, or says how it is damaged.
func (s *store) load(key string) (*dataset.Report, error) {
	if s.dry && s.fresh {
		return nil, fs.ErrNotExist
	}
	record, err := s.readings.read(key)
	if err != nil {
		return nil, err
	}
	report, err := s.parse(record, key)
	if err != nil && !errors.Is(err, errOther) {
		err = message.Errorf("%s: the reading of %s is damaged: %w; use --verify to make it anew", s.readings.name, key, err)
	}
	return report, err
}

func (s *store) parse(record []byte, key string) (*dataset.Report, error) {
	r, packed, ok := parseRecord(record)
	sum := sha256.Sum256(packed)
	switch {
	case !ok || hex.EncodeToString(sum[:]) != r.Sum:
		return nil, message.Errorf("not the bytes that were written")
	case r.key() != key:
		return nil, message.Errorf("the reading of another source")
	case !s.isCurrent(r.Made):
		return nil, errOther // its tables may be others
	}
	data, err := s.unpack.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	report, err := dataset.ParseReport(data)
	if err != nil {
		return nil, err
	}
	if report.ID() != "sha256:"+r.SHA256 {
		return nil, message.Errorf("the report of another source")
	}
	return report, nil
}
