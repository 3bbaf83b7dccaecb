package parse

import (
	"context"
	"fmt"
)

// Limits bound what one source may take, so that no file — damaged or made to harm — costs more than it may.
// A field that is 0 stands for its default, which real reports never reach.
type Limits struct {
	Source   int64 // bytes of the source itself; default 256 MiB
	Unpacked int64 // bytes of all parts of a package that are read, unpacked, or of the texts of nested tables; default 512 MiB
	Ratio    int64 // unpacked to packed bytes of one part, once it is larger than 4 MiB; default 1000
	Parts    int   // entries of a package; default 10 000
	Depth    int   // nesting of XML and HTML elements; default 500
	Attrs    int   // attributes of one element; default 1000
	Nodes    int   // elements and texts of an HTML page; default 8 000 000
	Text     int64 // bytes of the text of the document, in UTF-8; default 64 MiB
	Cells    int   // cells of all grids, merged ones counted as often as they stand; default 4 000 000
}

func (l Limits) withDefaults() Limits {
	l.Source = or(l.Source, 256<<20)
	l.Unpacked = or(l.Unpacked, 512<<20)
	l.Ratio = or(l.Ratio, 1000)
	l.Parts = or(l.Parts, 10_000)
	l.Depth = or(l.Depth, 500)
	l.Attrs = or(l.Attrs, 1000)
	l.Nodes = or(l.Nodes, 8_000_000)
	l.Text = or(l.Text, 64<<20)
	l.Cells = or(l.Cells, 4_000_000)
	return l
}

func or[T int | int64](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}

// budget keeps account of what reading one source has taken.
type budget struct {
	ctx      context.Context
	limits   Limits
	unpacked int64
	chunks   int   // how deep in documents within documents
	embedded int64 // bytes of the texts of such documents
	cells    int
}

// live returns the error of the context once that has ended. Readers call it at least once for each row.
func (b *budget) live() error {
	if err := b.ctx.Err(); err != nil {
		return &Error{What: "reading stopped: " + context.Cause(b.ctx).Error(),
			Do: "allow more time if the file is worth it", Kind: err}
	}
	return nil
}

func (b *budget) source(n int64) error {
	if n > b.limits.Source {
		return exceeded("", "%d bytes, more than the limit of %d", n, b.limits.Source)
	}
	return nil
}

// text refuses documents of n bytes of text if that is too much: to understand text takes far more than to read it.
func (b *budget) text(n int64) error {
	if n > b.limits.Text {
		return exceeded("", "%d bytes of text, more than the limit of %d", n, b.limits.Text)
	}
	return nil
}

// embed accounts for the text of a document that is embedded in another.
func (b *budget) embed(name string, doc *Document) error {
	b.embedded += doc.TextSize()
	if b.embedded > b.limits.Text {
		return exceeded(name, "more text with what is embedded before than the limit of %d bytes", b.limits.Text)
	}
	return nil
}

// unpack accounts for n more bytes of a part.
func (b *budget) unpack(part string, n int64) error {
	if b.unpacked += n; b.unpacked > b.limits.Unpacked {
		return exceeded(part, "unpacks to more than the limit of %d bytes", b.limits.Unpacked)
	}
	return nil
}

// grid accounts for n more cells of a table.
func (b *budget) grid(n int) error {
	if n > b.limits.Cells-b.cells {
		return exceeded("", "more than the limit of %d cells", b.limits.Cells)
	}
	b.cells += n
	return nil
}

func exceeded(place, format string, args ...any) error {
	return &Error{Place: place, What: fmt.Sprintf(format, args...),
		Do: "raise the limit if the file can be trusted", Kind: ErrLimit}
}
