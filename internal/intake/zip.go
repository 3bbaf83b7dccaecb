package intake

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"math/bits"
	"path"
	"slices"
	"strings"

	"duban/internal/message"
	"duban/parse/charset"
	"duban/parse/pack"
)

// archiveDepth is how deep archives may lie in archives.
const archiveDepth = 3

// An archive may unpack to so many bytes, and so many for each of its own: no archive of documents comes near it.
const (
	unpackedFloor = 256 << 20
	unpackedRatio = 200
)

// Allowance is the bytes that one source, with all archives that lie in it, may still unpack to. What is left of an archive
// of sources is divided among them beforehand, so that it does not matter which of them is read first.
type Allowance uint64

// NewAllowance returns what a source of that many bytes may unpack to.
func NewAllowance(size int64) *Allowance {
	a := Allowance(unpackedFloor + unpackedRatio*size)
	return &a
}

// take takes n bytes, if there are so many.
func (a *Allowance) take(n uint64) bool {
	if n > uint64(*a) {
		return false
	}
	*a -= Allowance(n)
	return true
}

// share returns the part of a for one of whole bytes.
func (a *Allowance) share(one, whole uint64) *Allowance {
	if whole == 0 {
		return new(Allowance)
	}
	hi, lo := bits.Mul64(uint64(*a), min(one, whole))
	quotient, _ := bits.Div64(hi, lo, whole)
	part := Allowance(quotient)
	return &part
}

// Member is a file in a zip archive.
type Member struct {
	Path    string // as the manifest names it
	File    *zip.File
	Problem error
	Room    *Allowance // if it is an archive itself
}

// Members returns the files of an archive that are sources, each with its share of what the archive may unpack to.
func Members(ctx context.Context, name string, z *zip.Reader, size int64) []Member {
	room := NewAllowance(size)
	list := members(ctx, name, z, room)
	whole := uint64(0)
	for _, m := range list {
		if m.Problem == nil {
			whole += m.File.CompressedSize64
		}
	}
	for i, m := range list {
		if m.Problem == nil {
			list[i].Room = room.share(m.File.CompressedSize64, whole)
		}
	}
	return list
}

// ZipIn returns the zip archive that r is, or nil if it is none, or a document.
func ZipIn(r io.ReaderAt, size int64) *zip.Reader {
	var head [4]byte
	if _, err := r.ReadAt(head[:], 0); err != nil || string(head[:2]) != "PK" {
		return nil
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) || isDocument(z) {
		return nil
	}
	return z
}

// isDocument reports whether an archive is one document, as the names of its parts tell. Case does not matter in them,
// and some programs write \ or a / in front.
func isDocument(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool {
		name := path.Clean("/" + strings.ReplaceAll(f.Name, `\`, "/"))
		return slices.Contains(documentParts, strings.ToLower(name))
	})
}

// documentParts are parts that documents have: those of OOXML, also where the first two are lost, OpenDocument and EPUB,
// and OFD.
var documentParts = []string{"/[content_types].xml", "/_rels/.rels", "/word/document.xml", "/xl/workbook.xml", "/ppt/presentation.xml",
	"/mimetype", "/ofd.xml"}

// members returns the files of an archive, which take what they unpack to from room. Their names are labels and never paths
// to open. When the context ends, an error stands for those that are missing.
func members(ctx context.Context, name string, z *zip.Reader, room *Allowance) []Member {
	var list []Member
	seen, names := Labels{}, namesOf(z)
	shared := overlapping(ctx, z.File)
	for _, f := range z.File {
		inside := strings.ReplaceAll(names.Decode(f.Name), `\`, "/")
		if strings.HasSuffix(inside, "/") {
			continue // a folder
		}
		if ctx.Err() != nil {
			return append(list, Member{Path: name, Problem: stopped(ctx)})
		}
		if !room.take(pack.EntryCost) {
			return append(list, Member{Path: name, Problem: pack.ErrTooMuch})
		}
		m := Member{Path: seen.Add(name + path.Clean("/"+inside)), File: f, Problem: memberProblem(f)}
		switch {
		case strings.Contains("/"+inside, "/"+StoreFolder+"/"):
			m.Problem = ErrOwn
		case shared[f]:
			m.Problem = message.Errorf("shares bytes with another file of the archive, as only files do that are made to harm")
		case !room.take(f.UncompressedSize64):
			m.Problem = pack.ErrTooMuch
		}
		list = append(list, m)
	}
	if list == nil {
		list = []Member{{Path: name, Problem: Refuse("this is an archive without files")}}
	}
	return list
}

// overlapping returns the files that share bytes with one that begins before them.
func overlapping(ctx context.Context, files []*zip.File) map[*zip.File]bool {
	type extent struct {
		file       *zip.File
		start, end int64
	}
	extents := make([]extent, 0, len(files))
	for _, f := range files {
		if ctx.Err() != nil {
			return nil
		}
		if start, err := f.DataOffset(); err == nil && f.CompressedSize64 > 0 { // else it cannot be unpacked either, or is empty
			extents = append(extents, extent{f, start, start + int64(min(f.CompressedSize64, 1<<62))})
		}
	}
	slices.SortStableFunc(extents, func(a, b extent) int { return cmp.Compare(a.start, b.start) })
	shared := map[*zip.File]bool{}
	end := int64(0)
	for _, e := range extents {
		shared[e.file] = e.start < end
		end = max(end, e.end)
	}
	return shared
}

// namesOf returns what decodes the names in an archive, which are in the encoding of the system that packed it: if not said
// to be UTF-8, mostly GBK.
func namesOf(z *zip.Reader) *charset.Names {
	const enough = 100 // to tell by
	var names charset.Names
	for _, f := range z.File[:min(len(z.File), enough)] {
		names.Decode(f.Name)
	}
	return &names
}

func memberProblem(f *zip.File) error {
	const encrypted = 1
	switch {
	case f.Flags&encrypted != 0:
		return message.Errorf("encrypted; unpack it with its password and pass the file")
	case f.Mode()&fs.ModeSymlink != 0:
		return Refuse("this is a symbolic link, which is not followed")
	case f.Mode().Type() != 0:
		return Refuse("this is no regular file")
	}
	return nil
}

// liveReader ends with the context.
type liveReader struct {
	ctx context.Context
	io.Reader
}

func (r liveReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.Reader.Read(p)
}

// Unpacked returns the bytes of a file in an archive.
func Unpacked(ctx context.Context, f *zip.File, limit int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(limit) {
		return nil, TooLarge(limit)
	}
	r, err := f.Open()
	if err != nil {
		return nil, message.Errorf("in the archive: %w; pack it anew", err)
	}
	defer r.Close()
	var data bytes.Buffer
	if _, err := data.ReadFrom(io.LimitReader(liveReader{ctx, r}, limit+1)); err != nil {
		return nil, message.Errorf("in the archive: %w; pack it anew", err)
	}
	if int64(data.Len()) > limit {
		return nil, TooLarge(limit)
	}
	return data.Bytes(), nil
}
