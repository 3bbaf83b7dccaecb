package bulk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"sync"

	"duban/internal/intake"
	"duban/internal/message"
	"duban/parse"
	"duban/schema/dataset"
)

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
	im.open(func(o *intake.Opener) {
		if s.archive != nil {
			o.Member(ctx, s.archive.files[s.member], data)
			return
		}
		o.Data(ctx, s.path, data)
	}, func() bool { return false }, done)
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
		return nil, intake.TooLarge(limit)
	}
	var data bytes.Buffer
	data.Grow(int(before.Size()) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	if int64(data.Len()) != before.Size() || isChanged(f, before) {
		return nil, intake.ErrChanged
	}
	return data.Bytes(), nil
}

// isChanged reports whether a file is not what it was before. Where the file system tells when a file was changed, also if
// its time of writing was set back.
func isChanged(f *os.File, before fs.FileInfo) bool {
	after, err := f.Stat()
	if err != nil {
		return true
	}
	was, _ := dataset.StampOf(before)
	is, _ := dataset.StampOf(after)
	return is != was
}

// packed reads a file that is an archive other than zip. A file in it counts if the archive was the same until the file was read:
// else it may be half of what was, and half of what is.
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
	changed := func() bool { return isChanged(f, before) }
	im.open(func(o *intake.Opener) { o.Archive(ctx, s.path, s.packed, f, before.Size()) }, changed, done)
	if changed() {
		done(failure(Entry{Path: s.path}, intake.ErrChanged))
	}
}

// open reads the files that goes goes through, but for those that are found when it has changed.
func (im *importer) open(goes func(*intake.Opener), changed func() bool, done func(Entry)) {
	var documents sync.WaitGroup
	defer documents.Wait()
	goes(&intake.Opener{MaxSize: im.MaxSize, Timeout: im.Timeout, Visit: func(ctx context.Context, f intake.File) {
		if changed() {
			done(failure(Entry{Path: f.Path}, intake.ErrChanged))
			return
		}
		if f.Aside {
			im.aside(&documents, func() { done(im.document(ctx, f.Path, f.Data)) })
			return
		}
		im.file(ctx, f, done)
	}})
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

// file reads a file that was found, unless there is a problem with it.
func (im *importer) file(ctx context.Context, f intake.File, done func(Entry)) {
	switch {
	case f.Problem != nil && f.Data != nil:
		done(failure(known(f.Path, f.Data), f.Problem))
		return
	case f.Problem != nil:
		done(failure(Entry{Path: f.Path}, f.Problem))
		return
	}
	e := im.document(ctx, f.Path, f.Data)
	if f.Mail != nil && f.Mail.Err != nil && e.Status == OK {
		e.Warnings = append(slices.Clip(e.Warnings), message.New("what is attached to it: %s", f.Mail.Err).In(im.Language))
	}
	if f.Mail == nil || e.Status != Unsupported || !f.Mail.Found {
		done(e)
	}
}

// known returns what is known of a file once its bytes are there.
func known(name string, data []byte) Entry {
	sum := sha256.Sum256(data)
	return Entry{Path: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))}
}

// document reads a report, unless the store has it, and puts it there.
func (im *importer) document(ctx context.Context, name string, data []byte) Entry {
	e := known(name, data)
	e.Made = im.store.madeOf(data)
	if r, ok := im.store.find(e.key()); ok && r.MaxText <= im.MaxText && im.isWhole(e.key()) {
		e.Known = true
		return r.entry(e)
	}
	report, warnings, err := im.extract(ctx, name, data)
	r := reading{SHA256: e.SHA256, As: parse.NamedFormat(name), Made: e.Made, MaxText: im.MaxText, Warnings: warnings}
	if err == nil {
		r.Head = report.Head()
		err = im.store.put(r, report)
	}
	if err != nil {
		return failure(e, err)
	}
	return r.entry(e)
}

// isWhole reports whether a reading proves to be what it should be, where that is to be looked at.
func (im *importer) isWhole(key string) bool {
	if !im.Verify {
		return true
	}
	_, err := im.store.load(key)
	return err == nil
}

// entry completes an entry with what the report says.
func (r *reading) entry(e Entry) Entry {
	e.Status, e.Warnings = OK, r.Warnings
	e.Issuer, e.Start, e.End, e.Title = r.Head.Issuer, r.Head.PeriodStart, r.Head.PeriodEnd, r.Head.Title
	e.Rows, e.Findings = r.Head.Rows, r.Head.Findings
	return e
}

// extract turns bytes into a report.
func (im *importer) extract(ctx context.Context, name string, data []byte) (*dataset.Report, []string, error) {
	r := intake.Reader{MaxSize: im.MaxSize, MaxText: im.MaxText, Timeout: im.Timeout, Vocabulary: im.Vocabulary,
		Language: im.Language, Parse: im.Parse}
	return r.Read(ctx, name, data)
}

// failure completes an entry with an error, which does not name the file, as the entry does.
func failure(e Entry, err error) Entry {
	e.Status = Failed
	why, unsupported := intake.FailureText(err)
	if unsupported {
		e.Status = Unsupported
	}
	e.why, e.Error = why, why.String()
	return e
}
