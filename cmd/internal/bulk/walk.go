package bulk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
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
	im.walk(ctx, walk{s.path, s.packed, f, before.Size(), 0, allowanceOf(before.Size())}, done)
	after, err := f.Stat()
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		done(failure(Entry{Path: s.path}, errChanged))
	}
}

// walk is an archive to go through, which lies in so many others and may unpack to so much.
type walk struct {
	name  string
	kind  pack.Archive
	r     io.ReaderAt
	size  int64
	depth int
	room  *allowance
}

// walk reads the files of an archive, and hands over an entry for the archive itself if there may be more than it has given.
func (im *importer) walk(parent context.Context, a walk, done func(Entry)) {
	ctx, clock := im.unpackingClock(parent, a.size)
	defer clock.stop()
	found, seen := false, labels{}
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
		im.data(parent, name, data, a.depth+1, a.room, done)
	}
	err := w.Walk(ctx, a.kind, a.r, a.size)
	switch {
	case parent.Err() != nil:
	case err != nil:
		done(failure(Entry{Path: a.name}, err))
	case !found:
		done(failure(Entry{Path: a.name}, unsupported("this is an archive without files")))
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
