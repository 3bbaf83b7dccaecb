package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"duban/cmd/internal/ocr"
	"duban/cmd/internal/pdfengine"
	"duban/internal/message"
	"duban/parse"
	"duban/seeds"

	"github.com/alecthomas/kong"
	"github.com/dustin/go-humanize"
)

// input is how files are read.
type input struct {
	MaxSize size          `placeholder:"SIZE" default:"256MiB" help:"Refuse files larger than this (${default})."`
	MaxText size          `placeholder:"SIZE" default:"64MiB" help:"Refuse files with more text in them than this (${default})."`
	Timeout time.Duration `placeholder:"TIME" help:"Give a file up that takes longer than this, for example 30s."`
	OCR     recognition   `name:"ocr" help:"Read scanned pages of PDF files with the program tesseract, which has to be installed with chi_sim. Any figure of such a page may be wrong: each is marked, and none counts as explained."`

	parse *parse.Options // that these come to, once a file was read
}

// recognition is whether characters are recognised in pictures, which needs a program.
type recognition bool

// options returns what documents are read with, but for limits. An error says which program is missing.
func (r recognition) options(ctx context.Context) (parse.Options, error) {
	if !r {
		return parse.Options{PDF: pdfengine.Read}, nil
	}
	recognizer, err := ocr.Find(ctx)
	if err != nil {
		return parse.Options{}, message.Errorf("--ocr: %w", err)
	}
	return parse.Options{PDF: pdfengine.ReadImages, OCR: recognizer}, nil
}

// expanded returns the names with the files that match in the place of those that are patterns, which not every
// shell expands.
func expanded(names []string) []string {
	var all []string
	for _, name := range names {
		matches := []string{name}
		if _, err := os.Stat(name); err != nil && name != "-" {
			if found, err := filepath.Glob(name); err == nil && found != nil {
				matches = found
			}
		}
		all = append(all, matches...)
	}
	return all
}

// size is a number of bytes, on the command line with a unit or without.
type size uint64

func (s *size) UnmarshalText(text []byte) error {
	n, err := humanize.ParseBytes(string(text))
	if err != nil || n == 0 || n > 1<<50 {
		return message.Errorf("%q is no size such as 64MiB", text)
	}
	*s = size(n)
	return nil
}

// readTime reads a length of time on the command line.
func readTime(c *kong.DecodeContext, target reflect.Value) error {
	var text string
	if err := c.Scan.PopValueInto("time", &text); err != nil {
		return err
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return message.Errorf("%q is no time such as 30s or 5m", text)
	}
	target.SetInt(int64(d))
	return nil
}

// timed returns the console for the work on one file, whose context ends when the time for that is over.
func (in input) timed(c *console) (*console, context.CancelFunc) {
	if in.Timeout <= 0 {
		return c, func() {}
	}
	limited := *c
	var cancel context.CancelFunc
	limited.ctx, cancel = context.WithTimeoutCause(c.ctx, in.Timeout, message.Errorf("not done within %s", in.Timeout))
	return &limited, cancel
}

// document reads the file of that name; "-" is standard input. An error is one line that names the file. It does not wait
// longer than the context.
func (in *input) document(c *console, name string) (*parse.Document, error) {
	if err := in.prepare(c.ctx); err != nil {
		return nil, message.Errorf("%s: %w", name, err)
	}
	data, err := in.bytes(c.ctx, c.in, name)
	if err != nil {
		return nil, message.Errorf("%s: %w", name, err)
	}
	var doc *parse.Document
	failed, stopped := within(c.ctx, func() (err error) {
		doc, err = in.parse.Bytes(c.ctx, name, data)
		return err
	})
	switch {
	case stopped != nil:
		return nil, message.Errorf("%s: %w", name, readingStopped(stopped))
	case failed != nil:
		return nil, failed
	}
	return doc, nil
}

// prepare finds out how files are parsed, once.
func (in *input) prepare(ctx context.Context) error {
	if in.parse != nil {
		return nil
	}
	options, err := in.OCR.options(ctx)
	if err != nil {
		return err
	}
	options.Limits = parse.Limits{Source: int64(in.MaxSize), Text: int64(in.MaxText)}
	in.parse = &options
	return nil
}

func (in input) bytes(ctx context.Context, stdin io.Reader, name string) ([]byte, error) {
	if name == "-" {
		return in.readAll(ctx, stdin)
	}
	f, err := opened(ctx, name)
	if err != nil {
		if seed := seedReport(name); seed != nil {
			return seed, nil
		}
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, message.Errorf("this is a folder; pass the files in it")
	}
	return in.readAll(ctx, f)
}

// opened opens a file. That of a pipe waits until somebody writes to it: no longer than the context.
func opened(ctx context.Context, name string) (*os.File, error) {
	var f *os.File
	failed, stopped := within(ctx, func() (err error) {
		f, err = os.Open(name)
		return err
	})
	switch {
	case stopped != nil:
		return nil, readingStopped(stopped)
	case failed != nil:
		return nil, advised(failed)
	}
	return f, nil
}

// smallFile returns what stands in a file that is no report, which may be a pipe.
func smallFile(ctx context.Context, name string) ([]byte, error) {
	f, err := opened(ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return input{MaxSize: 256 << 20}.readAll(ctx, f)
}

// readAll reads no more than one byte above the limit, nothing of a file that says to be larger, and stops waiting when
// the context ends.
func (in input) readAll(ctx context.Context, r io.Reader) ([]byte, error) {
	size := fileSize(r)
	if size > int64(in.MaxSize) {
		return nil, in.tooLarge()
	}
	var data []byte
	failed, stopped := within(ctx, func() (err error) {
		data, err = readSized(io.LimitReader(r, int64(in.MaxSize)+1), int(size))
		return err
	})
	switch {
	case stopped != nil:
		return nil, readingStopped(stopped)
	case failed != nil:
		return nil, advised(failed)
	case len(data) > int(in.MaxSize):
		return nil, in.tooLarge()
	}
	return data, nil
}

// readSized reads all of r, which will be about size bytes. io.ReadAll, which does not know that, takes twice as much memory.
func readSized(r io.Reader, size int) ([]byte, error) {
	if size == 0 {
		return io.ReadAll(r)
	}
	var data bytes.Buffer
	data.Grow(size + bytes.MinRead)
	_, err := data.ReadFrom(r)
	return data.Bytes(), err
}

// fileSize returns the number of bytes that r says to hold, 0 where it does not say.
func fileSize(r io.Reader) int64 {
	if f, ok := r.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	return 0
}

func (in input) tooLarge() error {
	return message.Errorf("larger than %s; raise --max-size if the file can be trusted", humanize.IBytes(uint64(in.MaxSize)))
}

func readingStopped(cause error) error {
	return message.Errorf("reading stopped: %w; allow more time if the file is worth it", cause)
}

// within returns what f returns, or why the context ended before it did. In that case f is left behind: it ends with the
// program.
func within[T any](ctx context.Context, f func() T) (result T, err error) {
	done := make(chan T, 1)
	go func() { done <- f() }()
	select {
	case result = <-done:
		return result, nil
	case <-ctx.Done():
		return result, context.Cause(ctx)
	}
}

// seedReport returns the embedded report of that path, as it is in the repository (seeds/reports/…), so that an
// installed program finds the samples as well; nil if there is none.
func seedReport(name string) []byte {
	inSeeds, ok := strings.CutPrefix(path.Clean(filepath.ToSlash(name)), "seeds/")
	if !ok {
		return nil
	}
	data, _ := seeds.FS.ReadFile(inSeeds)
	return data
}

// advised returns an error of the file system without the path, which the caller names, and with what to do.
func advised(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return message.Errorf("no such file; check the path")
	case errors.Is(err, fs.ErrPermission):
		return message.Errorf("permission denied; make the file readable for you")
	}
	return message.Errorf("%w; check the file and the disk", cause(err))
}

// cause returns an error of the file system without operation and path.
func cause(err error) error {
	var pathError *fs.PathError
	var linkError *os.LinkError
	switch {
	case errors.As(err, &pathError):
		return pathError.Err
	case errors.As(err, &linkError):
		return linkError.Err
	}
	return err
}

// place returns where in its file a thing stands: "12" for a line, "table 3, row 19" where there are no lines.
func place(p parse.Place) message.Text {
	switch {
	case p.Line != 0 && p.EndLine > p.Line:
		return message.New("%d-%d", p.Line, p.EndLine)
	case p.Line != 0:
		return message.New("%d", p.Line)
	case p.Book != nil:
		return message.New("sheet %s", strings.TrimSuffix(p.Book.Sheet+", "+p.Book.Cell, ", "))
	case p.Row != 0:
		return message.New("table %d, row %d", p.Table, p.Row)
	case p.Table != 0:
		return message.New("table %d", p.Table)
	case p.Paragraph != 0:
		return message.New("paragraph %d", p.Paragraph)
	}
	return message.Text{}
}

// diagnostic returns one line on what could not be read as it stood: "report.txt:12: …", "report.docx: table 3: …".
func diagnostic(name string, d parse.Diagnostic) message.Text {
	switch {
	case d.Line != 0:
		return message.New("%s:%d: %s", name, d.Line, d.Text())
	case !place(d.Place).IsZero():
		return message.New("%s: %s: %s", name, place(d.Place), d.Text())
	}
	return message.New("%s: %s", name, d.Text())
}
