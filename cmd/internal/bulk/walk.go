package bulk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"duban/parse/pack"
)

// packed reads a file that is an archive other than zip. Its files come one after the other, as most kinds pack them together.
func (im *importer) packed(ctx context.Context, s source, done func(Entry)) {
	f, err := os.Open(s.file)
	if err != nil {
		done(failure(Entry{Path: s.path}, err))
		return
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		done(failure(Entry{Path: s.path}, err))
		return
	}
	im.archive(ctx, walk{s.path, before.Size(), 0, allowanceOf(before.Size())}, s.packed, f, done)
	after, err := f.Stat()
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		done(failure(Entry{Path: s.path}, errChanged))
	}
}

// walk is what there is to know of an archive to go through, which lies in so many others and may unpack to so much.
type walk struct {
	name  string
	size  int64
	depth int
	room  *allowance
}

// archive reads the files of an archive.
func (im *importer) archive(ctx context.Context, a walk, kind pack.Archive, r io.ReaderAt, done func(Entry)) {
	found, err := im.walk(ctx, a, func(ctx context.Context, w *pack.Walker) error { return w.Walk(ctx, kind, r, a.size) }, done)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		done(failure(Entry{Path: a.name}, err))
	case !found:
		done(failure(Entry{Path: a.name}, unsupported("this is an archive without files")))
	}
}

// mail reads a message as a document, and the files that are attached to it. Where it says nothing itself, it is as an archive.
func (im *importer) mail(ctx context.Context, a walk, data []byte, done func(Entry)) {
	found, err := false, fmt.Errorf("e-mails in archives, more than %d deep; unpack them", archiveDepth)
	if a.depth < archiveDepth {
		found, err = im.walk(ctx, a, func(ctx context.Context, w *pack.Walker) error { return w.Mail(ctx, data) }, done)
	}
	e := im.document(ctx, a.name, data)
	if err != nil && e.Status == OK {
		e.Warnings = append(slices.Clip(e.Warnings), "what is attached to it: "+err.Error())
	}
	if e.Status != Unsupported || !found {
		done(e)
	}
}

func isMail(data []byte) bool {
	const far = 16 << 10
	return pack.IsMail(strings.ToLower(strings.TrimLeft(string(data[:min(len(data), far)]), "\uFEFF \t\r\n")))
}

// walk reads the files that visit goes to, and reports whether there are any. The error says why there may be more.
func (im *importer) walk(parent context.Context, a walk, visit func(context.Context, *pack.Walker) error,
	done func(Entry)) (found bool, err error) {
	ctx, clock := im.unpackingClock(parent, a.size)
	defer clock.stop()
	var documents sync.WaitGroup
	defer documents.Wait()
	seen := labels{}
	w := pack.Walker{Name: a.name, Size: im.MaxSize, Take: a.room.take}
	w.Visit = func(f pack.File, data []byte) {
		clock.pause()
		defer clock.goOn()
		found = true
		name := seen.add(a.name + "/" + f.Name)
		problem := f.Problem
		switch {
		case errors.Is(problem, pack.ErrLarge):
			problem = tooLarge(im.MaxSize)
		case strings.Contains("/"+f.Name, "/"+storeFolder+"/"):
			problem = errOwn
		}
		if problem != nil {
			done(failure(Entry{Path: name}, problem))
			return
		}
		if !isPlain(data) {
			im.data(parent, name, data, a.depth+1, a.room, done)
			return
		}
		im.aside(&documents, func() { done(im.document(parent, name, data)) })
	}
	err = visit(ctx, &w)
	return found, err
}

// isPlain reports whether data is a document and holds no files that are read as such.
func isPlain(data []byte) bool {
	return pack.ArchiveOf(data) == "" && !isMail(data) && archiveIn(bytes.NewReader(data), int64(len(data))) == nil
}

// aside does work beside that at hand, if fewer files are being read than there are jobs, and else at once.
func (im *importer) aside(group *sync.WaitGroup, work func()) {
	select {
	case im.busy <- struct{}{}:
		group.Go(func() {
			work()
			<-im.busy
		})
	default:
		work()
	}
}

// clock ends a context when the work on it has taken too long, the time of what is done meanwhile aside.
type clock struct {
	timer *time.Timer // nil where there is no limit
	left  time.Duration
	since time.Time
	end   context.CancelCauseFunc
}

// unpackingClock returns a context for unpacking an archive of that size, with the clock that ends it.
func (im *importer) unpackingClock(ctx context.Context, size int64) (context.Context, *clock) {
	ctx, end := context.WithCancelCause(ctx)
	c := &clock{end: end}
	if im.Timeout <= 0 {
		return ctx, c
	}
	most := time.Duration(1+size>>20) * im.Timeout
	c.left, c.since = most, time.Now()
	c.timer = time.AfterFunc(most, func() { end(fmt.Errorf("not done within %s", most)) })
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
