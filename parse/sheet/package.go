package sheet

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

// parcel is the package of an XLSX file: a zip of named parts that refer to each other by relationships.
type parcel struct {
	budget *block.Budget
	parts  map[string]*zip.File // by name in lower case, as names are compared
	twice  map[string]bool      // the names that more than one part has
}

// IsWorkbook reports whether a zip is a package with a workbook in it.
func IsWorkbook(data []byte) bool {
	z, err := openZip(data)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(z.File, func(f *zip.File) bool {
		name := partName(f.Name)
		return name == "xl/workbook.xml" || name == "xl/workbook.bin"
	})
}

// openZip reads the directory of a zip, also where more stands behind it than a comment may be long.
func openZip(data []byte) (*zip.Reader, error) {
	const end, endLen = "PK\x05\x06", 22 // of the directory
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if i := bytes.LastIndex(data, []byte(end)); errors.Is(err, zip.ErrFormat) && i >= 0 {
		data = data[:min(len(data), i+endLen)]
		z, err = zip.NewReader(bytes.NewReader(data), int64(len(data)))
	}
	if errors.Is(err, zip.ErrInsecurePath) { // names are never used as paths
		err = nil
	}
	return z, err
}

// openParcel reads the directory. Nothing is unpacked yet.
func openParcel(b *block.Budget, data []byte) (*parcel, error) {
	// Each entry takes 46 bytes in the source but far more in memory, so they are counted first.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > b.Parts {
		return nil, block.Exceeded("", "%d parts, more than the limit of %d", n, b.Parts)
	}
	z, err := openZip(data)
	if err != nil {
		return nil, block.Damaged("", "a ZIP package without a readable directory, as of a download that broke off")
	}
	p := &parcel{budget: b, parts: make(map[string]*zip.File, len(z.File)), twice: map[string]bool{}}
	for _, f := range z.File {
		name := partName(f.Name)
		p.twice[name] = p.parts[name] != nil
		p.parts[name] = f
	}
	return p, nil
}

// partName brings the name of a part to the form in which parts are looked up.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (p *parcel) has(name string) bool { return p.parts[partName(name)] != nil }

// scan returns a scanner for a part.
func (p *parcel) scan(name string) (*scanner, error) {
	f := p.parts[partName(name)]
	if f == nil {
		return nil, block.Damaged(name, "the package has no such part")
	}
	const encrypted = 1 // flag
	switch {
	case p.twice[partName(name)]:
		return nil, block.Damaged(name, "stands in the package twice")
	case f.Flags&encrypted != 0:
		return nil, block.Unsupported("a package whose parts are encrypted", "open the file with its password and save it without one")
	}
	data, err := p.unpack(f)
	if err != nil {
		return nil, err
	}
	return newScanner(p.budget, f.Name, data), nil
}

func (p *parcel) unpack(f *zip.File) ([]byte, error) {
	const small = 4 << 20 // bytes, up to which any ratio is fine
	r, err := f.Open()
	if err != nil {
		return nil, block.Damaged(f.Name, "cannot be unpacked: %v", err)
	}
	defer r.Close()
	most := max(p.budget.Ratio*int64(f.CompressedSize64), small)
	var buf bytes.Buffer
	for {
		n, err := io.CopyN(&buf, r, 1<<20)
		if limit := p.budget.Unpack(f.Name, n); limit != nil {
			return nil, limit
		}
		if live := p.budget.Live(); live != nil {
			return nil, live
		}
		switch {
		case int64(buf.Len()) > most:
			return nil, block.Exceeded(f.Name, "unpacks to more than %d times its size", p.budget.Ratio)
		case err == io.EOF:
			return buf.Bytes(), nil
		case errors.Is(err, zip.ErrChecksum):
			return nil, block.Damaged(f.Name, "its checksum is wrong")
		case err != nil:
			return nil, block.Damaged(f.Name, "cannot be unpacked: %v", err)
		}
	}
}

// relation is what a part says of another that it refers to.
type relation struct {
	kind   string // the last word of its type: worksheet, styles, drawing …
	target string // name of a part; empty for what lies outside
}

// relations returns what a part refers to, by id. A part need not refer to any.
func (p *parcel) relations(part string) (map[string]relation, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if !p.has(name) {
		return nil, nil
	}
	s, err := p.scan(name)
	if err != nil {
		return nil, err
	}
	all := map[string]relation{}
	s.child(0)
	for d := s.depth; s.child(d); {
		r := relation{kind: path.Base(s.attr("Type"))}
		if s.attr("TargetMode") != "External" {
			r.target = resolve(part, s.attr("Target"))
		}
		all[s.attr("Id")] = r
	}
	return all, nil
}

// resolve returns the name of the part that target means in part.
func resolve(part, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return partName(target)
	}
	return partName(path.Join(path.Dir(part), target))
}

// of returns the targets of a kind, in the order of their names.
func targetsOf(relations map[string]relation, kind string) []string {
	var all []string
	for _, r := range relations {
		if r.kind == kind && r.target != "" {
			all = append(all, r.target)
		}
	}
	slices.Sort(all)
	return all
}
