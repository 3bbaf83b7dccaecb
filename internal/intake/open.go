// Package intake takes in sources: it opens archives and e-mails, three deep, and reads the bytes of a file into a report,
// all within limits. What becomes of a file is up to those who use it: bulk on one machine, the pipeline of Beam on many.
package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"duban/internal/message"
	"duban/parse/block"
	"duban/parse/outlook"
	"duban/parse/pack"
)

// StoreFolder is the folder in which an import keeps what it has read; files in it are no sources.
const StoreFolder = ".duban"

// File is a source, or a file that was found in one.
type File struct {
	Path    string // as the manifest names it
	Data    []byte // nil where it could not be unpacked
	Problem error  // why it is not to be read; nil if it is
	Mail    *Mail  // of a message
	Aside   bool   // nothing depends on when it is read: it may be beside what is unpacked next
}

// Mail is what is attached to a message. The message itself is to be read as a document, and where it says nothing itself,
// it is as an archive.
type Mail struct {
	Found bool  // something is attached
	Err   error // why there may be more
}

// Opener goes through the files in sources. It takes an archive of any size, and in it files as large as MaxSize.
type Opener struct {
	MaxSize int64
	Timeout time.Duration // for a file, and as much for each MiB of an archive, reading the files in it aside; none if 0
	// Visit gets each file, and the context that it is to be read in.
	Visit func(context.Context, File)
}

// Archive visits the files of an archive of that name and size, other than zip. Its files come one after the other, as most
// kinds pack them together.
func (o *Opener) Archive(ctx context.Context, name string, kind pack.Archive, r io.ReaderAt, size int64) {
	o.archive(ctx, place{name, size, 0, NewAllowance(size)}, kind, r)
}

// Data visits a source that has these bytes, or the files in it if it is an archive.
func (o *Opener) Data(ctx context.Context, name string, data []byte) {
	o.data(ctx, place{name, int64(len(data)), 0, NewAllowance(int64(len(data)))}, data)
}

// Member visits a file of a zip archive that is itself a source, or the files in it.
func (o *Opener) Member(ctx context.Context, m Member, data []byte) {
	o.data(ctx, place{m.Path, int64(len(data)), 1, m.Room}, data)
}

// place is what there is to know of a file to go through, which lies in so many archives and may unpack to so much.
type place struct {
	name  string
	size  int64
	depth int
	room  *Allowance
}

func (o *Opener) data(ctx context.Context, p place, data []byte) {
	z := ZipIn(bytes.NewReader(data), p.size)
	kind := pack.ArchiveOf(data)
	switch {
	case z == nil && kind == "" && isMail(data):
		o.mail(ctx, p, data, data)
		return
	case z == nil && kind == "" && outlook.Is(data):
		o.message(ctx, p, data)
		return
	case z == nil && kind == "":
		o.Visit(ctx, File{Path: p.name, Data: data})
		return
	case p.depth >= archiveDepth:
		err := message.Errorf("archives in archives, more than %d deep; unpack it", archiveDepth)
		o.Visit(ctx, File{Path: p.name, Data: data, Problem: err})
		return
	case kind != "":
		o.archive(ctx, p, kind, bytes.NewReader(data))
		return
	}
	ctx, cancel := within(ctx, o.Timeout*time.Duration(1+len(data)>>20))
	defer cancel()
	for _, m := range members(ctx, p.name, z, p.room) {
		inside, err := []byte(nil), m.Problem
		switch {
		case ctx.Err() != nil:
			err = stopped(ctx)
		case err == nil:
			inside, err = Unpacked(ctx, m.File, o.MaxSize)
		}
		if err != nil {
			o.Visit(ctx, File{Path: m.Path, Problem: err})
			continue
		}
		o.data(ctx, place{m.Path, int64(len(inside)), p.depth + 1, p.room}, inside)
	}
}

// archive visits the files of an archive.
func (o *Opener) archive(ctx context.Context, p place, kind pack.Archive, r io.ReaderAt) {
	found, err := o.walk(ctx, p, func(ctx context.Context, w *pack.Walker) error { return w.Walk(ctx, kind, r, p.size) })
	switch {
	case ctx.Err() != nil:
	case err != nil:
		o.Visit(ctx, File{Path: p.name, Problem: err})
	case !found:
		o.Visit(ctx, File{Path: p.name, Problem: Refuse("this is an archive without files")})
	}
}

// message visits what is attached to a message of Outlook, and then the message.
func (o *Opener) message(ctx context.Context, p place, data []byte) {
	letter, err := outlook.Mail(ctx, block.Limits{}, data)
	if err != nil {
		letter = nil // the message is read as a document, which says so
	}
	o.mail(ctx, p, data, letter)
}

// mail visits what is attached to a message, and then the message, which stands in a letter as programs send it.
func (o *Opener) mail(ctx context.Context, p place, data, letter []byte) {
	found, err := false, message.Errorf("e-mails in archives, more than %d deep; unpack them", archiveDepth)
	if p.depth < archiveDepth {
		found, err = o.walk(ctx, p, func(ctx context.Context, w *pack.Walker) error { return w.Mail(ctx, letter) })
	}
	o.Visit(ctx, File{Path: p.name, Data: data, Mail: &Mail{found, err}})
}

func isMail(data []byte) bool {
	const far = 16 << 10
	return pack.IsMail(strings.ToLower(strings.TrimLeft(string(data[:min(len(data), far)]), "\uFEFF \t\r\n")))
}

// walk visits the files that go goes to, and reports whether there are any. The error says why there may be more.
func (o *Opener) walk(parent context.Context, p place, goes func(context.Context, *pack.Walker) error) (found bool, err error) {
	ctx, clock := o.unpackingClock(parent, p.size)
	defer clock.stop()
	seen := Labels{}
	w := pack.Walker{Name: p.name, Size: o.MaxSize, Take: p.room.take}
	w.Visit = func(f pack.File, data []byte) {
		clock.pause()
		defer clock.goOn()
		found = true
		name := seen.Add(p.name + "/" + f.Name)
		problem := f.Problem
		switch {
		case errors.Is(problem, pack.ErrLarge):
			problem = TooLarge(o.MaxSize)
		case strings.Contains("/"+f.Name, "/"+StoreFolder+"/"):
			problem = ErrOwn
		}
		switch {
		case problem != nil:
			o.Visit(parent, File{Path: name, Problem: problem})
		case isPlain(data):
			o.Visit(parent, File{Path: name, Data: data, Aside: true})
		default:
			o.data(parent, place{name, int64(len(data)), p.depth + 1, p.room}, data)
		}
	}
	err = goes(ctx, &w)
	return found, err
}

// isPlain reports whether data is a document and holds no files that are read as such.
func isPlain(data []byte) bool {
	return pack.ArchiveOf(data) == "" && !isMail(data) && !outlook.Is(data) && ZipIn(bytes.NewReader(data), int64(len(data))) == nil
}

// clock ends a context when the work on it has taken too long, the time of what is done meanwhile aside.
type clock struct {
	timer *time.Timer // nil where there is no limit
	left  time.Duration
	since time.Time
	end   context.CancelCauseFunc
}

// unpackingClock returns a context for unpacking an archive of that size, with the clock that ends it.
func (o *Opener) unpackingClock(ctx context.Context, size int64) (context.Context, *clock) {
	ctx, end := context.WithCancelCause(ctx)
	c := &clock{end: end}
	if o.Timeout <= 0 {
		return ctx, c
	}
	most := time.Duration(1+size>>20) * o.Timeout
	c.left, c.since = most, time.Now()
	c.timer = time.AfterFunc(most, func() { end(notWithin(most)) })
	return ctx, c
}

func (c *clock) pause() {
	if c.timer != nil && c.timer.Stop() {
		c.left -= time.Since(c.since)
	}
}

func (c *clock) goOn() {
	if c.timer != nil {
		c.since = time.Now()
		c.timer.Reset(max(c.left, 0))
	}
}

func (c *clock) stop() {
	c.pause()
	c.end(nil)
}
