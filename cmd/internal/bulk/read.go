package bulk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"duban/extract"
	"duban/parse"
	"duban/parse/pack"
	"duban/schema"
	"duban/schema/check"
	"duban/schema/dataset"

	"github.com/dustin/go-humanize"
)

// errChanged is the error of a file that was written to while it was read.
var errChanged = errors.New("changed while it was read; import it again when it is at rest")

func tooLarge(limit int64) error {
	return fmt.Errorf("larger than %s; raise --max-size if the file can be trusted", humanize.IBytes(uint64(limit)))
}

// read reads a source and hands over an entry; where it is an archive in an archive, one for each of its files.
func (im *importer) read(ctx context.Context, s source, done func(Entry)) {
	if ctx.Err() != nil {
		return
	}
	finish := done
	done = func(e Entry) {
		if e.File = strconv.Quote(s.file); s.file == e.Path {
			e.File = ""
		}
		finish(e)
	}
	if s.problem != nil {
		done(failure(Entry{Path: s.path}, s.problem))
		return
	}
	if s.packed != "" {
		im.packed(ctx, s, done)
		return
	}
	data, err := im.bytes(ctx, s)
	if err != nil {
		done(failure(Entry{Path: s.path}, err))
		return
	}
	depth, room := 0, allowanceOf(int64(len(data)))
	if s.archive != nil {
		depth, room = 1, s.archive.files[s.member].room
	}
	im.data(ctx, s.path, data, depth, room, done)
}

func (im *importer) bytes(ctx context.Context, s source) ([]byte, error) {
	if s.archive != nil {
		return s.archive.read(ctx, s.member, im.MaxSize)
	}
	return readFile(s.file, im.MaxSize)
}

// readFile returns the bytes of a file that stays as it is meanwhile.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if before.Size() > limit {
		return nil, tooLarge(limit)
	}
	var data bytes.Buffer
	data.Grow(int(before.Size()) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if int64(data.Len()) != before.Size() || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, errChanged
	}
	return data.Bytes(), nil
}

// data reads a document, or the files of an archive that lies in that many others and may unpack to so much.
func (im *importer) data(ctx context.Context, name string, data []byte, depth int, room *allowance, done func(Entry)) {
	z := archiveIn(bytes.NewReader(data), int64(len(data)))
	kind := pack.ArchiveOf(data)
	switch {
	case z == nil && kind == "" && isMail(data):
		im.mail(ctx, walk{name, int64(len(data)), depth, room}, data, done)
		return
	case z == nil && kind == "":
		done(im.document(ctx, name, data))
		return
	case depth >= archiveDepth:
		done(failure(known(name, data), fmt.Errorf("archives in archives, more than %d deep; unpack it", archiveDepth)))
		return
	case kind != "":
		im.archive(ctx, walk{name, int64(len(data)), depth, room}, kind, bytes.NewReader(data), done)
		return
	}
	ctx, cancel := im.within(ctx, time.Duration(1+len(data)>>20))
	defer cancel()
	for _, m := range members(ctx, name, z, room) {
		inside, err := []byte(nil), m.problem
		switch {
		case ctx.Err() != nil:
			err = stopped(ctx)
		case err == nil:
			inside, err = unpacked(ctx, m.file, im.MaxSize)
		}
		if err != nil {
			done(failure(Entry{Path: m.path}, err))
			continue
		}
		im.data(ctx, m.path, inside, depth+1, room, done)
	}
}

// within returns a context for work that may take so many times as long as that on one file.
func (im *importer) within(ctx context.Context, times time.Duration) (context.Context, context.CancelFunc) {
	if im.Timeout <= 0 {
		return ctx, func() {}
	}
	most := times * im.Timeout
	return context.WithTimeoutCause(ctx, most, fmt.Errorf("not done within %s", most))
}

// known returns what is known of a file once its bytes are there.
func known(name string, data []byte) Entry {
	sum := sha256.Sum256(data)
	return Entry{Path: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))}
}

// document reads a report, unless the store has it, and puts it there.
func (im *importer) document(ctx context.Context, name string, data []byte) Entry {
	e := known(name, data)
	kept, missing := im.store.load(e.SHA256)
	if missing == nil && kept.MaxText <= im.MaxText {
		e.Known = true
		return kept.entry(e)
	}
	kept, err := im.extract(ctx, name, data)
	if err == nil {
		kept.SHA256, kept.MaxText = e.SHA256, im.MaxText
		err = im.store.put(kept)
	}
	if err != nil {
		return failure(e, err)
	}
	if isDamage(missing) {
		e.note = fmt.Sprintf("%v; %s was read anew; check the disk", missing, name)
	}
	return kept.entry(e)
}

// entry completes an entry with what the report says.
func (k *keptReport) entry(e Entry) Entry {
	head := k.report.Head()
	e.Status, e.Warnings = OK, k.Warnings
	e.Issuer, e.Start, e.End, e.Rows, e.Findings = head.Issuer, head.PeriodStart, head.PeriodEnd, head.Rows, head.Findings
	return e
}

// extract turns bytes into a report, in the time that a file may take. Work that does not end with the context at once
// is left behind.
func (im *importer) extract(ctx context.Context, name string, data []byte) (*keptReport, error) {
	ctx, cancel := im.within(ctx, 1)
	defer cancel()
	type result struct {
		kept *keptReport
		err  error
	}
	done := make(chan result, 1)
	go func() {
		kept, err := im.understand(ctx, name, data)
		done <- result{kept, err}
	}()
	select {
	case r := <-done:
		return r.kept, r.err
	case <-ctx.Done():
		return nil, stopped(ctx)
	}
}

func stopped(ctx context.Context) error {
	return fmt.Errorf("reading stopped: %w; allow more time if the file is worth it", context.Cause(ctx))
}

// understand turns bytes into a report. A fault of the program in doing so is the failure of one file.
func (im *importer) understand(ctx context.Context, name string, data []byte) (kept *keptReport, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("fault in duban: %v; please report it with the file (%s)", p, place(debug.Stack()))
		}
	}()
	options := im.Parse
	options.Limits = parse.Limits{Source: im.MaxSize, Text: im.MaxText}
	doc, err := options.Bytes(ctx, path.Base(name), data)
	if err != nil {
		return nil, err
	}
	r, err := extract.ReportContext(ctx, doc, extract.Options{Vocabulary: im.Vocabulary})
	if err == nil {
		err = check.ReportContext(ctx, r)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, stopped(ctx)
	case err != nil:
		return nil, err
	}
	r.Tell(im.Language)
	report, unfit := dataset.NewReport(r)
	return &keptReport{Warnings: warnings(doc, r, unfit), report: report}, nil
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

// place returns the line of a stack that says where a panic was.
func place(stack []byte) string {
	lines := bytes.Split(stack, []byte("\n"))
	for i, line := range lines {
		if bytes.HasPrefix(line, []byte("panic(")) && i+3 < len(lines) {
			return path.Base(string(bytes.Fields(lines[i+3])[0]))
		}
	}
	return "place unknown"
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

// failure completes an entry with an error, which does not name the file, as the entry does.
func failure(e Entry, err error) Entry {
	e.Status = Failed
	var refused unsupported
	if errors.Is(err, parse.ErrUnsupported) || errors.As(err, &refused) {
		e.Status = Unsupported
	}
	var reading *parse.Error
	if errors.As(err, &reading) {
		nameless := *reading
		nameless.File = ""
		err = &nameless
	}
	e.Error = err.Error()
	var inSystem *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Error = "no such file; it was there when the import began"
	case errors.Is(err, fs.ErrPermission):
		e.Error = "permission denied; make it readable for you"
	case errors.As(err, &inSystem):
		e.Error = inSystem.Err.Error() + "; check the file and the disk"
	}
	return e
}
