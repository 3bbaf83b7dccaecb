package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"duban/extract"
	"duban/internal/intake"
	"duban/internal/message"
	"duban/parse"
	"duban/parse/page"
	"duban/parse/pdf"
	"duban/schema/dataset"
)

// Reading is a report as a dataset holds it.
type Reading struct {
	Path   string // the first of those of its bytes
	Digest string
	Packed []byte
}

// read turns documents into reports.
type read struct {
	Limits
	Words    map[string]string
	Language message.Language

	reader *intake.Reader
	packing
}

func (r *read) Setup() error {
	words, err := Vocabulary(r.Words)
	if err != nil {
		return err
	}
	r.reader = &intake.Reader{MaxSize: r.MaxSize, MaxText: r.MaxText, Timeout: r.Timeout, Vocabulary: words,
		Language: r.Language, Parse: parse.Options{PDF: noPDF}}
	return r.open()
}

// noPDF is the engine for PDF files of a program that has none: its workers would each have to compile it.
func noPDF(context.Context, []byte, func(page.Page) error) error {
	return fmt.Errorf("%w: %w", pdf.ErrNone, errors.New("duban-beam reads none; import it with duban import, which has a program for that"))
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

// processors are as many documents as are read at a time in this process, whatever the number of batches that the runner
// has given it.
var processors = make(chan struct{}, runtime.GOMAXPROCS(0))

func (r *read) ProcessElement(ctx context.Context, batch Batch, emit func(Reading), compare func(string, Comparable),
	row func(FileRow)) error {
	results := make([]result, len(batch.Documents))
	inParallel(len(results), cap(processors), func(i int) {
		processors <- struct{}{}
		results[i] = r.one(ctx, &batch.Documents[i])
		<-processors
	})
	for i := range results {
		results[i].count(ctx, len(batch.Documents[i].Data))
		for _, f := range results[i].rows {
			countFile(ctx, f)
			row(f)
		}
		if results[i].reading != nil {
			emit(*results[i].reading)
		}
		if c := results[i].comparable; c != nil {
			compare(results[i].head.Issuer, *c)
		}
	}
	return nil
}

// result is what became of a document.
type result struct {
	rows []FileRow
	took time.Duration

	// Of a document that was read:
	reading            *Reading
	comparable         *Comparable // nil if the report is compared with none
	head               dataset.Head
	figures, explained int64
}

func (r *read) one(ctx context.Context, u *Unique) (result result) {
	began := time.Now()
	defer func() { result.took = time.Since(began) }()
	first := u.Places[0].Path
	report, warnings, err := r.reader.Read(ctx, path.Base(first), u.Data)
	if err != nil {
		why, refused := intake.Failure(err, r.Language)
		for _, p := range u.Places {
			if refused && p.Attached {
				continue // it is as an archive
			}
			result.rows = append(result.rows, FileRow{Path: p.Path, SHA256: u.Digest, Size: int64(len(u.Data)),
				Status: statusOf(refused), Error: why})
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
			lines = append(lines, message.New("what is attached to it: %s", p.Note).In(r.Language))
		}
		f.Warnings = strings.Join(lines, "\n")
		result.rows = append(result.rows, f)
	}
	result.head = report.Head()
	result.figures, result.explained = number(report, "numbers"), number(report, "explained")
	result.reading = &Reading{first, u.Digest, r.saveReport(report)}
	result.comparable = r.comparable(report)
	return result
}
