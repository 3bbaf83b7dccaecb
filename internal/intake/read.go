package intake

import (
	"bytes"
	"context"
	"errors"
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

func notWithin(most time.Duration) error { return message.Errorf("not done within %s", most) }

func stopped(ctx context.Context) error {
	return message.Errorf("reading stopped: %w; allow more time if the file is worth it", context.Cause(ctx))
}

// understand turns bytes into a report. A fault of the program in doing so is the failure of one file.
func (r *Reader) understand(ctx context.Context, name string, data []byte) (report *dataset.Report, notes []string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = message.Errorf("fault in duban: %v; please report it with the file (%s)", p, faultPlace(debug.Stack()))
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
	return report, r.warnings(doc, found, unfit), nil
}

// warnings returns a line on each thing that a user of the tables should know.
func (r *Reader) warnings(doc *parse.Document, found *schema.Report, unfit []message.Text) []string {
	var lines []string
	empty := slices.IndexFunc(found.Findings, func(f schema.Finding) bool { return f.Code == schema.ReportEmpty })
	switch {
	case empty >= 0:
		lines = append(lines, found.Findings[empty].Message)
	case len(found.Annexes) == 0:
		lines = append(lines, message.Format("no annex table was found in it").In(r.Language))
	}
	for _, d := range doc.Diagnostics {
		lines = append(lines, warning(d).In(r.Language))
	}
	for _, u := range unfit {
		lines = append(lines, u.In(r.Language))
	}
	return lines
}

// warning returns one line on what could not be read as it stood.
func warning(d parse.Diagnostic) message.Text {
	switch {
	case d.Line != 0:
		return message.New("line %d: %s", d.Line, d.Text())
	case d.Book != nil:
		return message.New("sheet %s: %s", strings.TrimSuffix(d.Book.Sheet+", "+d.Book.Cell, ", "), d.Text())
	case d.Row != 0:
		return message.New("table %d, row %d: %s", d.Table, d.Row, d.Text())
	case d.Table != 0:
		return message.New("table %d: %s", d.Table, d.Text())
	case d.Paragraph != 0:
		return message.New("paragraph %d: %s", d.Paragraph, d.Text())
	}
	return d.Text()
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
// read. It says so in a language.
func Failure(err error, l message.Language) (why string, isUnsupported bool) {
	text, isUnsupported := FailureText(err)
	return text.In(l), isUnsupported
}

// FailureText is Failure for a text in each language.
func FailureText(err error) (why message.Text, isUnsupported bool) {
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
		return message.New("no such file; it was there when the import began"), isUnsupported
	case errors.Is(err, fs.ErrPermission):
		return message.New("permission denied; make it readable for you"), isUnsupported
	case errors.As(err, &inSystem):
		return message.New("%v; check the file and the disk", inSystem.Err), isUnsupported
	}
	return message.New("%v", err), isUnsupported
}
