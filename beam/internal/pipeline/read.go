package pipeline

import (
	"context"
	"path"
	"runtime"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"duban/extract"
	"duban/internal/intake"
	"duban/schema/dataset"

	"github.com/klauspost/compress/zstd"
)

// Reading is a report as a dataset holds it.
type Reading struct {
	Path   string // the first of those of its bytes
	Digest string
	Issuer string
	Start  string // of the period reported
	Packed []byte // see unpacked
}

// read turns documents into reports.
type read struct {
	Limits
	Words map[string]string

	reader *intake.Reader
	pack   *zstd.Encoder
}

func (r *read) Setup() error {
	words, err := Vocabulary(r.Words)
	if err != nil {
		return err
	}
	r.reader = &intake.Reader{MaxSize: r.MaxSize, MaxText: r.MaxText, Timeout: r.Timeout, Vocabulary: words}
	r.pack, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	return err
}

// Vocabulary returns the built-in words extended by those given; nil, which stands for the built-in ones, if there are none.
func Vocabulary(words map[string]string) (*extract.Vocabulary, error) {
	if len(words) == 0 {
		return nil, nil
	}
	folder := fstest.MapFS{}
	for name, text := range words {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return extract.LoadVocabulary(folder)
}

func (r *read) ProcessElement(ctx context.Context, batch Batch, emit func(Reading), row func(FileRow)) error {
	results := make([]result, len(batch.Documents))
	// A runner gives a worker one element at a time, of which each may use all processors that the worker has.
	inParallel(len(results), runtime.GOMAXPROCS(0), func(i int) { results[i] = r.one(ctx, &batch.Documents[i]) })
	for i := range results {
		results[i].count(ctx, len(batch.Documents[i].Data))
		for _, f := range results[i].rows {
			countFile(ctx, f)
			row(f)
		}
		if results[i].reading != nil {
			emit(*results[i].reading)
		}
	}
	return nil
}

// result is what became of a document.
type result struct {
	reading *Reading // nil if it was not read
	rows    []FileRow
	took    time.Duration
	report  *dataset.Report
}

func (r *read) one(ctx context.Context, u *Unique) (result result) {
	began := time.Now()
	defer func() { result.took = time.Since(began) }()
	first := u.Places[0].Path
	report, warnings, err := r.reader.Read(ctx, path.Base(first), u.Data)
	if err != nil {
		message, refused := intake.Failure(err)
		for _, p := range u.Places {
			if refused && p.Attached {
				continue // it is as an archive
			}
			result.rows = append(result.rows, FileRow{Path: p.Path, SHA256: u.Digest, Size: int64(len(u.Data)), Status: statusOf(refused), Error: message})
		}
		return result
	}
	for i, p := range u.Places {
		f := FileRow{Path: p.Path, SHA256: u.Digest, Size: int64(len(u.Data)), Status: "ok", ReportID: "sha256:" + u.Digest}
		if i > 0 {
			f.Status = "duplicate"
		}
		lines := slices.Clip(warnings)
		if p.Note != "" {
			lines = append(lines, "what is attached to it: "+p.Note)
		}
		f.Warnings = strings.Join(lines, "\n")
		result.rows = append(result.rows, f)
	}
	head := report.Head()
	result.report = report
	result.reading = &Reading{Path: first, Digest: u.Digest, Issuer: head.Issuer, Start: head.PeriodStart, Packed: r.pack.EncodeAll(report.Append(nil), nil)}
	return result
}

// unpacked returns the report of a reading.
func (r *Reading) unpacked(from *zstd.Decoder) (*dataset.Report, error) {
	data, err := from.DecodeAll(r.Packed, nil)
	if err != nil {
		return nil, err
	}
	return dataset.ParseReport(data)
}
