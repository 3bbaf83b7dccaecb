// Package pack opens packages: zips whose entries are the parts of one document. A package and all that is read of
// it stays within one budget, and its names are never used as paths.
package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"duban/parse/block"
)

// Package is a zip of named parts.
type Package struct {
	budget *block.Budget
	parts  map[string]*zip.File // by name in lower case, as names of parts are compared
	twice  map[string]bool      // the names that more than one part has
}

// Open reads the directory of a package. Nothing is unpacked yet.
func Open(b *block.Budget, data []byte) (*Package, error) {
	// Each entry takes 46 bytes in the source but far more in memory, so they are counted first.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > b.Limits.Parts {
		return nil, block.Exceeded("", "%d parts, more than the limit of %d", n, b.Limits.Parts)
	}
	z, err := readZip(data)
	if err != nil {
		return nil, block.Damaged("", "a ZIP package without a readable directory, as of a download that broke off")
	}
	if err := checkOverlap(z.File); err != nil {
		return nil, err
	}
	p := &Package{budget: b, parts: make(map[string]*zip.File, len(z.File)), twice: map[string]bool{}}
	for _, f := range z.File {
		name := PartName(f.Name)
		if p.parts[name] != nil {
			p.twice[name] = true
		}
		p.parts[name] = f
	}
	return p, nil
}

// readZip reads the directory of a zip, also where more stands behind it than a comment may be long.
func readZip(data []byte) (*zip.Reader, error) {
	const end, endLen = "PK\x05\x06", 22 // of the directory
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if i := bytes.LastIndex(data, []byte(end)); errors.Is(err, zip.ErrFormat) && i >= 0 {
		data = block.Head(data, i+endLen)
		z, err = zip.NewReader(bytes.NewReader(data), int64(len(data)))
	}
	if errors.Is(err, zip.ErrInsecurePath) { // names are never used as paths
		err = nil
	}
	return z, err
}

// checkOverlap refuses packages in which entries share bytes: only files that are made to harm have them.
func checkOverlap(files []*zip.File) error {
	type extent struct {
		name       string
		start, end int64
	}
	extents := make([]extent, 0, len(files))
	for _, f := range files {
		start, err := f.DataOffset()
		if err != nil {
			continue // it cannot be unpacked either
		}
		extents = append(extents, extent{f.Name, start, start + int64(f.CompressedSize64)})
	}
	slices.SortFunc(extents, func(a, b extent) int { return int(a.start - b.start) })
	for i := 1; i < len(extents); i++ {
		if extents[i].start < extents[i-1].end {
			return block.Damaged(extents[i].name, "overlaps %s in the package", extents[i-1].name)
		}
	}
	return nil
}

// PartName brings the name of a part to the form in which parts are looked up.
func PartName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// Target returns the name of the part that a relationship of another means, by its target there.
func Target(part, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir(part), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// Len returns how many parts of different names there are.
func (p *Package) Len() int { return len(p.parts) }

// Has reports whether there is a part of that name. Names are compared without regard to case.
func (p *Package) Has(name string) bool { return p.parts[PartName(name)] != nil }

// Bytes returns a part, unpacked, as it is.
func (p *Package) Bytes(name string) ([]byte, error) {
	f, err := p.entry(name)
	if err != nil {
		return nil, err
	}
	data, err := p.unpack(f)
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, block.Failed(block.ErrUnsupported, name, block.SaveAsDOCX, "packed by method %d, which is not read", f.Method)
	case errors.Is(err, zip.ErrFormat):
		return nil, block.Damaged(name, "has no readable header")
	case errors.Is(err, zip.ErrChecksum):
		return nil, block.Damaged(name, "its checksum is wrong")
	case errors.As(err, new(*block.Error)):
		return nil, err
	case err != nil:
		return nil, block.Damaged(name, "unpacking it: %v", err)
	}
	return data, nil
}

// Open opens a part, which is unpacked as it is read. Its end is io.EOF where its checksum is right; what other errors say is for
// Bytes to tell.
func (p *Package) Open(name string) (io.ReadCloser, error) {
	f, err := p.entry(name)
	if err != nil {
		return nil, err
	}
	return f.Open()
}

// Size returns how many bytes a part unpacks to, as far as the directory says; 0 where there is none of that name.
func (p *Package) Size(name string) uint64 {
	if f := p.parts[PartName(name)]; f != nil {
		return f.UncompressedSize64
	}
	return 0
}

// entry returns a part that can be unpacked, and accounts for it.
func (p *Package) entry(name string) (*zip.File, error) {
	f := p.parts[PartName(name)]
	if f == nil {
		return nil, block.Damaged(name, "missing in the package")
	}
	if p.twice[PartName(name)] {
		return nil, block.Damaged(name, "stands in the package twice")
	}
	if f.Flags&1 != 0 {
		return nil, block.Failed(block.ErrUnsupported, name, "open the file with its password and save it without one", "encrypted")
	}
	return f, p.charge(f)
}

// charge accounts for a part before it is unpacked. archive/zip gives no more bytes than the directory announces.
func (p *Package) charge(f *zip.File) error {
	const smallest = 4 << 20
	limits := p.budget.Limits
	size, packed := f.UncompressedSize64, f.CompressedSize64
	if size > uint64(limits.Unpacked) {
		return block.Exceeded(f.Name, "unpacks to more than the limit of %d bytes", limits.Unpacked)
	}
	if size > smallest && size/max(packed, 1) > uint64(limits.Ratio) {
		return block.Exceeded(f.Name, "unpacks to %d times its size, more than the limit of %d", size/max(packed, 1), limits.Ratio)
	}
	return p.budget.Unpack(f.Name, int64(size))
}

func (p *Package) unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data := make([]byte, f.UncompressedSize64)
	if _, err := io.ReadFull(p.budget.Reader(r), data); err != nil {
		return nil, err
	}
	_, err = io.ReadFull(r, make([]byte, 1)) // only the end of the part has its checksum compared
	if err == io.EOF {
		return data, nil
	}
	if err == nil {
		err = zip.ErrFormat
	}
	return nil, err
}
