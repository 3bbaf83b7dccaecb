package odt

import (
	"bytes"
	"strings"

	"duban/parse/block"
	"duban/parse/pack"
)

// Is reports whether a zip is an OpenDocument package of any kind.
func Is(data []byte) bool {
	has := func(name string) bool { return bytes.Contains(data, []byte(name)) }
	if !isZip(data) {
		return false
	}
	// The type stands uncompressed at the beginning, as the standard demands, or programs did not care.
	if bytes.Contains(block.Head(data, 256), []byte(typePrefix)) {
		return true
	}
	return has(contentPart) && (has(manifestPart) || has(typePart))
}

const (
	typePart     = "mimetype"
	manifestPart = "META-INF/manifest.xml"
	typePrefix   = "application/vnd.oasis.opendocument."
)

// document is the package of one.
type document struct {
	*pack.Package
	types map[string]string // of its parts and objects, by name
}

func open(b *block.Budget, data []byte) (*document, error) {
	p, err := pack.Open(b, data)
	if err != nil {
		return nil, err
	}
	d := &document{p, map[string]string{}}
	if err := d.checkType(); err != nil {
		return nil, err
	}
	if p.Has(manifestPart) {
		manifest, err := p.Bytes(manifestPart)
		if err != nil {
			return nil, err
		}
		if err := d.readManifest(newScanner(b, manifestPart, manifest)); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// checkType refuses packages that are no texts.
func (d *document) checkType() error {
	if !d.Has(typePart) {
		return nil
	}
	data, err := d.Bytes(typePart)
	if err != nil {
		return err
	}
	kind := strings.TrimSpace(string(block.Head(data, 200)))
	name, ok := strings.CutPrefix(kind, typePrefix)
	switch name, _, _ = strings.Cut(name, "-"); {
	case !ok:
		return block.Unsupported("a package of type %q", block.SaveAsDOCX, kind)
	case name != "text":
		return block.Unsupported("an OpenDocument file that is no text", block.ExportText)
	}
	return nil
}

// readManifest reads what the parts are. One of a document is encrypted if the part of its text is.
func (d *document) readManifest(s *scanner) error {
	encrypted := false
	s.each(func(element) {
		s.each(func(e element) {
			name := e.attr("manifest:full-path")
			d.types[name] = e.attr("manifest:media-type")
			s.each(func(e element) {
				isText := name == contentPart || name == "encrypted-package"
				encrypted = encrypted || e.name == "manifest:encryption-data" && isText
			}, nil)
		}, nil)
	}, nil)
	if encrypted {
		return block.Unsupported("an encrypted OpenDocument", "open it with its password and save it without one")
	}
	return nil
}
