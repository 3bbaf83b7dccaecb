package bulk

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"duban/schema/dataset"
)

// keptReport is what the store has of a report.
type keptReport struct {
	SHA256   string   `json:"sha256"` // of the source
	Made     string   `json:"made"`   // what has decided how it was read
	MaxText  int64    `json:"max_text"`
	Warnings []string `json:"warnings"`
	report   *dataset.Report
}

// readingMark begins the file of a report. The SHA-256 digest of what follows that comes next, then the report,
// packed.
const readingMark = "duban reading 2\n"

// errOther is the error of a report that is whole, but was read by another version, with other words or within
// other limits.
var errOther = errors.New("read by another version or with other words")

func (s *store) reportName(digest string) string {
	return filepath.Join(s.dir, "reports", digest[:2], digest)
}

// put keeps a report.
func (s *store) put(k *keptReport) error {
	if s.dry {
		return nil
	}
	k.Made = s.made
	head, err := json.Marshal(k)
	if err != nil {
		return err
	}
	data := binary.AppendUvarint(nil, uint64(len(head)))
	packed := s.pack.EncodeAll(k.report.Append(append(data, head...)), nil)
	sum := sha256.Sum256(packed)
	name := s.reportName(k.SHA256)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return s.replace(name, append(append([]byte(readingMark), sum[:]...), packed...))
}

// report returns the report of that digest, with the name of a source.
func (s *store) report(digest, name string) (*dataset.Report, error) {
	k, err := s.load(digest)
	if err != nil {
		return nil, err
	}
	k.report.Rename(name)
	return k.report, nil
}

// load returns the report that was put for a source of that digest. The error is fs.ErrNotExist if there is none,
// errOther, or says how it is damaged.
func (s *store) load(digest string) (*keptReport, error) {
	if s.dry && s.fresh {
		return nil, fs.ErrNotExist
	}
	name := s.reportName(digest)
	file, err := readRegular(name)
	if errors.Is(err, errNoFile) {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err != nil {
		return nil, err
	}
	k, err := s.parse(file, digest)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if k.Made != s.made {
		return nil, errOther
	}
	return k, nil
}

// parse reads the file of a report, which has to prove that it is what its name says.
func (s *store) parse(file []byte, digest string) (*keptReport, error) {
	rest, ok := bytes.CutPrefix(file, []byte(readingMark))
	if !ok && bytes.HasPrefix(file, []byte(zstdMagic)) {
		return nil, errOther // as the first form of the store had them
	}
	if !ok || len(rest) < sha256.Size {
		return nil, errors.New("damaged: no reading")
	}
	packed := rest[sha256.Size:]
	if sum := sha256.Sum256(packed); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return nil, errors.New("damaged: not the bytes that were written")
	}
	data, err := s.unpack.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	length, n := binary.Uvarint(data)
	if n <= 0 || length > uint64(len(data)-n) {
		return nil, errors.New("damaged: no head")
	}
	head, body := data[n:n+int(length)], data[n+int(length):]
	k := new(keptReport)
	if err := json.Unmarshal(head, k); err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	if k.SHA256 != digest {
		return nil, errors.New("damaged: the reading of another source")
	}
	if k.Made != s.made {
		return k, nil // its tables may be others
	}
	if k.report, err = dataset.ParseReport(body); err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	if k.report.ID() != "sha256:"+digest {
		return nil, errors.New("damaged: the report of another source")
	}
	return k, nil
}

// zstdMagic begins what is packed.
const zstdMagic = "\x28\xB5\x2F\xFD"

// isDamage reports whether an error of load says that a report is there and is not as it was written.
func isDamage(err error) bool {
	return err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errOther)
}
