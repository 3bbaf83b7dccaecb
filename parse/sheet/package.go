package sheet

import (
	"path"
	"regexp"
	"slices"
	"sync"

	"duban/parse/block"
	"duban/parse/pack"
)

// parcel is the package of an XLSX file: named parts that refer to each other by relationships.
type parcel struct {
	budget *block.Budget
	*pack.Package
}

// IsWorkbook reports whether a zip is a package with a workbook in it.
func IsWorkbook(b *block.Budget, data []byte) bool {
	p, err := pack.Open(b, data)
	if err != nil {
		return false
	}
	if p.Has("xl/workbook.xml") || p.Has("xl/workbook.bin") {
		return true
	}
	types, err := p.Bytes("[Content_Types].xml")
	return err == nil && isWorkbookType().Match(types)
}

// isWorkbookType finds the type of the main part of a workbook, whatever that is called: of sheets, templates, with macros.
var isWorkbookType = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:spreadsheetml|ms-excel)\.(?:sheet|template)(?:\.macroEnabled|\.binary\.macroEnabled)?\.main`)
})

// openParcel reads the directory. Nothing is unpacked yet.
func openParcel(b *block.Budget, data []byte) (*parcel, error) {
	p, err := pack.Open(b, data)
	if err != nil {
		return nil, err
	}
	return &parcel{b, p}, nil
}

// scan returns a scanner for a part.
func (p *parcel) scan(name string) (*scanner, error) {
	data, err := p.Bytes(name)
	if err != nil {
		return nil, err
	}
	return newScanner(p.budget, name, data), nil
}

// relation is what a part says of another that it refers to.
type relation struct {
	kind   string // the last word of its type: worksheet, styles, drawing …
	target string // name of a part; empty for what lies outside
}

// relations returns what a part refers to, by id. A part need not refer to any.
func (p *parcel) relations(part string) (map[string]relation, error) {
	dir, file := path.Split(part) // both are empty for the package as a whole
	name := path.Join(dir, "_rels", file+".rels")
	if !p.Has(name) {
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
			r.target = pack.Target(part, s.attr("Target"))
		}
		all[s.attr("Id")] = r
	}
	return all, nil
}

// targetsOf returns the targets of a kind, in the order of their names.
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
