// Package bulk imports many reports into one dataset. It works in two steps: each source is read on its own and
// committed to a store beside the dataset; then the tables are written from the store, in the order of the source
// paths. An import that is stopped at any moment, even by kill -9, goes on where it was, and ends with the same bytes.
package bulk

import (
	"context"
	"path"
	"runtime"
	"sync"
	"time"

	"duban/extract"
	"duban/internal/message"
	"duban/parse"
	"duban/schema/dataset"
)

// Options say how to import.
type Options struct {
	Out        string // folder of the dataset; made if it is not there
	Dataset    dataset.Options
	Jobs       int                 // files read at a time; as many as there are cores if 0
	MaxSize    int64               // of a file, in bytes
	MaxText    int64               // of the text in a file, in bytes
	Timeout    time.Duration       // for a file; none if 0
	Fresh      bool                // forget what was imported before
	DryRun     bool                // write nothing
	Verify     bool                // go by what the bytes of sources, readings and tables are, not by their sizes and times
	Language   message.Language    // of messages in the tables
	Made       string              // what decides how a report is read: program and words
	Engine     string              // what decides, besides, how the pages of PDF files are told: the program that does
	Vocabulary *extract.Vocabulary // nil for the built-in words
	Progress   func(Progress)      // called by one goroutine at a time; may be nil
	Parse      parse.Options       // how documents are read, but for limits
	Tell       func(message.Text)  // likewise, with a line on what the user should know of the store; may be nil
}

// Progress is how far an import is.
type Progress struct {
	Writing  bool // of tables; before, sources are read
	Done     int  // files read, or reports written
	Total    int
	Rows     int
	Findings int
	Failed   int
}

// Status is what became of a source file.
type Status string

// The states of a source file.
const (
	OK          Status = "ok"
	Failed      Status = "failed"
	Duplicate   Status = "duplicate" // the same bytes as a file before it
	Unsupported Status = "unsupported"
)

// Entry is what is known of a source file.
type Entry struct {
	Path     string   `json:"path"`
	SHA256   string   `json:"sha256,omitempty"`
	Size     int64    `json:"size,omitempty"`
	Status   Status   `json:"status"`
	Error    string   `json:"error,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	Issuer   string   `json:"issuer,omitempty"`
	Start    string   `json:"start,omitempty"` // of the period reported
	End      string   `json:"end,omitempty"`   // likewise
	Title    string   `json:"title,omitempty"` // its letters and digits alone
	Rows     int      `json:"rows,omitempty"`
	Findings int      `json:"findings,omitempty"`

	File string `json:"file,omitempty"` // that it is or lies in, quoted as in Go, where that is not the path
	Made string `json:"made,omitempty"` // what has decided how it was read

	Known bool `json:"-"` // it was in the store before

	why message.Text // Error, of files that have failed in this run
}

// name returns what the file is called.
func (e Entry) name() string { return path.Base(e.Path) }

// Why returns the error of the entry, which can be told in each language.
func (e Entry) Why() message.Text {
	if e.why.IsZero() {
		return message.Verbatim(e.Error)
	}
	return e.why
}

// told returns the entry with its error in a language.
func (e Entry) told(l message.Language) Entry {
	e.Error = e.Why().In(l)
	return e
}

// Result is what an import has come to.
type Result struct {
	Files []Entry // of this run, in order of path
	Total int     // files in the dataset, with those of earlier runs
}

// ErrInterrupted is returned when the context has ended. What was read until then is kept.
var ErrInterrupted = message.Errorf("interrupted")

// Import reads the sources, which are files, folders, archives or patterns of such, and writes the dataset. A
// source that cannot be read is an entry of the result; an error means that there is no new dataset.
func Import(ctx context.Context, names []string, o Options) (*Result, error) {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	begun := time.Now()
	var seen seenFiles
	if !o.Fresh && !o.Verify {
		seen = readSeen(o.Out)
	}
	look := func(seen seenFiles) ([]source, error) { return find(ctx, names, o.Out, seen) }
	sources, err := look(seen)
	if err != nil {
		return nil, err
	}
	store, err := openStore(o)
	if err != nil {
		return nil, err
	}
	defer store.close()
	im := &importer{Options: o, store: store}
	im.tellOfStore()
	if sources, err = im.settle(sources, look); err != nil {
		return nil, err
	}
	entries, err := im.readAll(ctx, sources)
	result := &Result{Files: entries}
	if err != nil {
		return result, err
	}
	if !o.DryRun {
		again, err := im.readEarlier(ctx, entries)
		result.Files = append(result.Files, again...)
		sortEntries(result.Files)
		if err != nil {
			return result, err
		}
	}
	markDuplicates(result.Files)
	if o.DryRun {
		return result, nil
	}
	im.tellOfGone(names, result.Files)
	im.forgetFaults(result.Files)
	if err := im.noteSeen(sources, entries, seen, begun); err != nil {
		return result, unwritten(err)
	}
	manifest, err := store.manifest()
	if err != nil {
		return result, unwritten(err)
	}
	markDuplicates(manifest)
	im.tellOfTwins(manifest)
	im.tellOfNameless(manifest)
	result.Total = len(manifest)
	return result, im.write(ctx, manifest)
}

// importer is one import.
type importer struct {
	Options
	store  *store
	wanted map[string]Entry // entries of earlier imports that alone are to be read, by path; nil for all
	busy   chan struct{}    // has one for each file that is being read; as many as there are jobs
	Progress
}

// readAll reads the sources with as many workers as there are jobs, and keeps each entry as it comes.
func (im *importer) readAll(parent context.Context, sources []source) ([]Entry, error) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	im.busy = make(chan struct{}, im.Jobs)
	todo := make(chan source)
	done := make(chan Entry)
	var workers sync.WaitGroup
	for range im.Jobs {
		workers.Go(func() {
			for s := range todo {
				im.busy <- struct{}{}
				im.give(ctx, s, func(e Entry) { done <- e })
				<-im.busy
			}
		})
	}
	go func() {
		defer close(todo)
		for _, s := range sources {
			select {
			case todo <- s:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		workers.Wait()
		close(done)
	}()
	entries, err := im.collect(ctx, cancel, len(sources), done)
	sortEntries(entries)
	switch kept := message.New("%d of %d files are kept", len(entries), len(sources)); {
	case err != nil:
		return entries, message.Errorf("%w; %s; mend it and run the same command again to go on", err, kept)
	case parent.Err() != nil:
		return entries, message.Errorf("%w; %s; run the same command again to go on", ErrInterrupted, kept)
	}
	return entries, nil
}

// give hands over what is known of a source, or reads it.
func (im *importer) give(ctx context.Context, s source, done func(Entry)) {
	if s.seen == nil {
		im.read(ctx, s, done)
		return
	}
	for _, e := range s.known {
		done(e)
	}
}

// collect keeps entries until no more come. An error in doing so stops the workers.
func (im *importer) collect(ctx context.Context, stop func(), total int, done <-chan Entry) (entries []Entry, err error) {
	im.Progress.Total = total
	im.report()
	for e := range done {
		if ctx.Err() != nil || !im.isWanted(e) {
			continue // it may be cut short
		}
		e = e.told(im.Language)
		if err = im.store.keep(e); err != nil {
			stop()
			continue
		}
		entries = append(entries, e)
		im.count(e, len(entries))
	}
	return entries, err
}

func (im *importer) count(e Entry, done int) {
	p := &im.Progress
	p.Done, p.Total = done, max(p.Total, done) // archives in archives bring more than was seen
	p.Rows += e.Rows
	p.Findings += e.Findings
	if e.Status == Failed {
		p.Failed++
	}
	im.report()
}

func (im *importer) tell(line message.Text) {
	if im.Options.Tell != nil {
		im.Options.Tell(line)
	}
}

func (im *importer) report() {
	if im.Options.Progress != nil {
		im.Options.Progress(im.Progress)
	}
}
