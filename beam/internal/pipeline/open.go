package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"duban/beam/internal/files"
	"duban/internal/intake"
	"duban/internal/message"
	"duban/parse/pack"
)

// Document is the bytes of a source, or of a file in one.
type Document struct {
	At   Place
	Data []byte
}

// Place is where a document was found.
type Place struct {
	Path     string
	Attached bool   // it is a message, and holds files that are read as such
	Note     string // why it may hold more
}

// FileRow is a row of the table files.
type FileRow struct {
	Path, SHA256     string
	Size             int64
	Status, ReportID string
	Error, Warnings  string
}

// open opens sources: what is in archives and on e-mails are documents of their own. What cannot be opened is a row of the
// table files.
type open struct {
	Limits
	Language message.Language
}

func (o *open) ProcessElement(ctx context.Context, chunk Chunk, emit func(string, Document), row func(FileRow)) error {
	opened := make([]*files.Source, len(chunk.Sources))
	problems := make([]error, len(chunk.Sources))
	inParallel(len(chunk.Sources), requests, func(i int) {
		if chunk.Sources[i].Problem == "" {
			opened[i], problems[i] = files.Open(ctx, chunk.Sources[i].Name, o.MaxSize)
		}
	})
	v := &visitor{language: o.Language, emit: emit, row: func(r FileRow) {
		countFile(ctx, r)
		row(r)
	}}
	opener := &intake.Opener{MaxSize: o.MaxSize, Timeout: o.Timeout, Visit: v.visit}
	for i, s := range chunk.Sources {
		switch {
		case s.Problem != "":
			v.row(FileRow{Path: s.Path, Status: statusOf(s.Refused), Error: s.Problem})
		case problems[i] != nil:
			v.fail(s.Path, nil, problems[i])
		default:
			o.source(ctx, opener, v, s, opened[i])
		}
	}
	return nil
}

// source goes through one source.
func (o *open) source(ctx context.Context, opener *intake.Opener, v *visitor, s Source, r *files.Source) {
	defer r.Close()
	if kind := kindOf(r); kind != "" {
		opener.Archive(ctx, s.Path, kind, r, r.Size)
		if err := r.Changed(); err != nil {
			v.fail(s.Path, nil, err)
		}
		return
	}
	if z := intake.ZipIn(r, r.Size); z != nil {
		for _, m := range intake.Members(ctx, s.Path, z, r.Size) {
			data, err := []byte(nil), m.Problem
			if err == nil {
				data, err = intake.Unpacked(ctx, m.File, o.MaxSize)
			}
			if err != nil {
				v.fail(m.Path, nil, err)
				continue
			}
			opener.Member(ctx, m, data)
		}
		return
	}
	data, err := r.Bytes(o.MaxSize)
	if err == nil {
		err = r.Changed()
	}
	if err != nil {
		v.fail(s.Path, nil, err)
		return
	}
	opener.Data(ctx, s.Path, data)
}

func kindOf(r *files.Source) pack.Archive {
	var head [pack.HeadSize]byte
	n, _ := io.ReadFull(io.NewSectionReader(r, 0, r.Size), head[:])
	return pack.ArchiveOf(head[:n])
}

// visitor hands on the files that are found.
type visitor struct {
	language message.Language

	emit func(string, Document)
	row  func(FileRow)
}

func (v *visitor) visit(_ context.Context, f intake.File) {
	if f.Problem != nil {
		v.fail(f.Path, f.Data, f.Problem)
		return
	}
	d := Document{Place{Path: f.Path}, f.Data}
	if f.Mail != nil {
		d.At.Attached = f.Mail.Found
		if f.Mail.Err != nil {
			d.At.Note = message.ErrorIn(v.language, f.Mail.Err)
		}
	}
	v.emit(digestOf(f.Data), d)
}

func (v *visitor) fail(path string, data []byte, err error) {
	r := FileRow{Path: path}
	if data != nil {
		r.SHA256, r.Size = digestOf(data), int64(len(data))
	}
	why, refused := intake.Failure(err, v.language)
	r.Status, r.Error = statusOf(refused), why
	v.row(r)
}

func statusOf(refused bool) string {
	if refused {
		return "unsupported"
	}
	return "failed"
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
