package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"duban/extract"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
	"duban/schema/dataset"
)

// Reader turns the bytes of documents into reports.
type Reader struct {
	MaxSize    int64               // of a file, in bytes
	MaxText    int64               // of the text in a file, in bytes
	Timeout    time.Duration       // for a file; none if 0
	Vocabulary *extract.Vocabulary // nil for the built-in words
	Language   message.Language    // of messages in reports
	Parse      parse.Options       // how documents are read, but for limits
}

// Read returns what a document states, in the time that a file may take, with a line on each thing that a user of the tables
// should know. Work that does not end with the context at once is left behind.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (report *dataset.Report, warnings []string, err error) {
	ctx, cancel := within(ctx, r.Timeout)
	defer cancel()
	done := make(chan struct{})
	var ready struct {
		report   *dataset.Report
		warnings []string
		err      error
	}
	go func() {
		defer close(done)
		ready.report, ready.warnings, ready.err = r.understand(ctx, name, data)
	}()
	select {
	case <-done:
		return ready.report, ready.warnings, ready.err
	case <-ctx.Done():
		return nil, nil, stopped(ctx)
	}
}

// within returns a context for work that may take that long; for ever if most is not positive.
func within(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	if most <= 0 {
		return ctx, func() {}
	}
	return context.WithTimeoutCause(ctx, most, notWithin(most))
}

func notWithin(most time.Duration) error { return fmt.Errorf("not done within %s", most) }

func stopped(ctx context.Context) error {
	return fmt.Errorf("reading stopped: %w; allow more time if the file is worth it", context.Cause(ctx))
}

// understand turns bytes into a report. A fault of the program in doing so is the failure of one file.
func (r *Reader) understand(ctx context.Context, name string, data []byte) (report *dataset.Report, notes []string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("fault in duban: %v; please report it with the file (%s)", p, faultPlace(debug.Stack()))
		}
	}()
	options := r.Parse
	options.Limits = parse.Limits{Source: r.MaxSize, Text: r.MaxText}
	doc, err := options.Bytes(ctx, path.Base(name), data)
	if err != nil {
		return nil, nil, err
	}
	found, err := extract.ReportContext(ctx, doc, extract.Options{Vocabulary: r.Vocabulary})
	if err == nil {
		err = check.ReportContext(ctx, found)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, nil, stopped(ctx)
	case err != nil:
		return nil, nil, err
	}
	found.Tell(r.Language)
	report, unfit := dataset.NewReport(found)
	return report, warnings(doc, found, unfit), nil
}

// warnings returns a line on each thing that a user of the tables should know.
func warnings(doc *parse.Document, r *schema.Report, unfit []string) []string {
	var lines []string
	empty := slices.IndexFunc(r.Findings, func(f schema.Finding) bool { return f.Code == schema.ReportEmpty })
	switch {
	case empty >= 0:
		lines = append(lines, r.Findings[empty].Message)
	case len(r.Annexes) == 0:
		lines = append(lines, "no annex table was found in it")
	}
	for _, d := range doc.Diagnostics {
		lines = append(lines, warning(d))
	}
	return append(lines, unfit...)
}

// warning returns one line on what could not be read as it stood.
func warning(d parse.Diagnostic) string {
	switch {
	case d.Line != 0:
		return fmt.Sprintf("line %d: %s", d.Line, d.Message)
	case d.Book != nil:
		return strings.TrimSuffix("sheet "+d.Book.Sheet+", "+d.Book.Cell, ", ") + ": " + d.Message
	case d.Row != 0:
		return fmt.Sprintf("table %d, row %d: %s", d.Table, d.Row, d.Message)
	case d.Table != 0:
		return fmt.Sprintf("table %d: %s", d.Table, d.Message)
	case d.Paragraph != 0:
		return fmt.Sprintf("paragraph %d: %s", d.Paragraph, d.Message)
	}
	return d.Message
}

// faultPlace returns the line of a stack that says where a panic was.
func faultPlace(stack []byte) string {
	lines := bytes.Split(stack, []byte("\n"))
	for i, line := range lines {
		if bytes.HasPrefix(line, []byte("panic(")) && i+3 < len(lines) {
			return path.Base(string(bytes.Fields(lines[i+3])[0]))
		}
	}
	return "place unknown"
}

// Failure says why a file gives no report, without naming the file, and whether that is because it is of a kind that is not
// read.
func Failure(err error) (message string, isUnsupported bool) {
	var refused Unsupported
	isUnsupported = errors.Is(err, parse.ErrUnsupported) || errors.As(err, &refused)
	var reading *parse.Error
	if errors.As(err, &reading) {
		nameless := *reading
		nameless.File = ""
		err = &nameless
	}
	var inSystem *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file; it was there when the import began", isUnsupported
	case errors.Is(err, fs.ErrPermission):
		return "permission denied; make it readable for you", isUnsupported
	case errors.As(err, &inSystem):
		return inSystem.Err.Error() + "; check the file and the disk", isUnsupported
	}
	return err.Error(), isUnsupported
}
