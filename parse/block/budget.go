package block

import (
	"context"
	"io"
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
	Cells    int   // cells of all grids, merged ones counted as often as they stand; default 1 000 000
}

// DefaultRatio is the default of Limits.Ratio. Rows that are all the same reach a third of it.
const DefaultRatio = 1000

func (l Limits) withDefaults() Limits {
	l.Source = or(l.Source, 256<<20)
	l.Unpacked = or(l.Unpacked, 512<<20)
	l.Ratio = or(l.Ratio, DefaultRatio)
	l.Parts = or(l.Parts, 10_000)
	l.Depth = or(l.Depth, 500)
	l.Attrs = or(l.Attrs, 1000)
	l.Nodes = or(l.Nodes, 8_000_000)
	l.Text = or(l.Text, 64<<20)
	l.Cells = or(l.Cells, 1_000_000)
	return l
}

func or[T int | int64](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}

// Budget keeps account of what reading one source has taken, and holds it to its limits and its context. Its methods
// return the error that ends the reading.
type Budget struct {
	Limits       // with the defaults filled in
	Chunks   int // how deep the reader is in documents within documents
	ctx      context.Context
	unpacked int64
	embedded int64 // bytes of the texts of documents within documents
	cells    int
}

// NewBudget returns the budget for reading one source.
func NewBudget(ctx context.Context, limits Limits) *Budget {
	return &Budget{ctx: ctx, Limits: limits.withDefaults()}
}

// Context returns the context.
func (b *Budget) Context() context.Context { return b.ctx }

// Aside returns a budget with as much left, for a look at the source that the reading itself does not pay for.
func (b *Budget) Aside() *Budget {
	aside := *b
	return &aside
}

// Done is closed when the context ends.
func (b *Budget) Done() <-chan struct{} { return b.ctx.Done() }

// Live returns the error of the context once that has ended. Readers call it at least once for each row.
func (b *Budget) Live() error {
	if err := b.ctx.Err(); err != nil {
		return Failed(err, "", "allow more time if the file is worth it", "reading stopped: %v", context.Cause(b.ctx))
	}
	return nil
}

// Reader returns r, which stops when the context ends, so that a library that reads from it does.
func (b *Budget) Reader(r io.Reader) io.Reader { return &liveReader{b, r} }

type liveReader struct {
	budget *Budget
	io.Reader
}

func (r *liveReader) Read(p []byte) (int, error) {
	if err := r.budget.Live(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

// TakeSource refuses sources of n bytes if that is too much.
func (b *Budget) TakeSource(n int64) error {
	if n > b.Limits.Source {
		return Exceeded("", "%d bytes, more than the limit of %d", n, b.Limits.Source)
	}
	return nil
}

// TakeText refuses documents of n bytes of text if that is too much: to understand text takes far more than to read it.
func (b *Budget) TakeText(n int64) error {
	if n > b.Limits.Text {
		return Exceeded("", "%d bytes of text, more than the limit of %d", n, b.Limits.Text)
	}
	return nil
}

// Embed accounts for the text of a document that is embedded in another.
func (b *Budget) Embed(name string, doc *Document) error {
	b.embedded += doc.TextSize()
	if b.embedded > b.Limits.Text {
		return Exceeded(name, "more text with what is embedded before than the limit of %d bytes", b.Limits.Text)
	}
	return nil
}

// Unpack accounts for n more bytes of a part.
func (b *Budget) Unpack(part string, n int64) error {
	if b.unpacked += n; b.unpacked > b.Limits.Unpacked {
		return Exceeded(part, "unpacks to more than the limit of %d bytes", b.Limits.Unpacked)
	}
	return nil
}

// Grid accounts for n more cells of a table.
func (b *Budget) Grid(n int) error {
	if n > b.Limits.Cells-b.cells {
		return Exceeded("", "more than the limit of %d cells", b.Limits.Cells)
	}
	b.cells += n
	return nil
}
