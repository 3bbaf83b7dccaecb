// Package parse turns the bytes of a report — plain text, HTML, documents of word processors — into a Document: headings,
// paragraphs and tables with their places in the source, and nothing of their meaning.
//
// It tells the format by the bytes (format.go) and hands over to the reader of that, which has a package of its own; what
// conversions spoilt is then mended, whatever the format.
package parse

import (
	"context"
	"crypto/sha256"
	"path/filepath"
	"strings"

	"duban/parse/block"
	"duban/parse/charset"
	"duban/parse/converted"
	"duban/parse/doc"
	"duban/parse/docx"
	"duban/parse/html"
	"duban/parse/markdown"
	"duban/parse/mend"
	"duban/parse/odt"
	"duban/parse/ofd"
	"duban/parse/outlook"
	"duban/parse/pdf"
	"duban/parse/rtf"
	"duban/parse/sheet"
	"duban/parse/text"
)

// Options bound what a reader may take. The zero value is right for reports: see Limits for the defaults.
type Options struct {
	Limits Limits
	PDF    pdf.Engine // tells what the pages of PDF files show; without one such files are refused
	// OCR reads the pages of PDF files that are pictures, if PDF hands over their images; nil leaves them unread. What it has
	// read may be wrong, and the Document says which pages these are.
	OCR *pdf.Recognizer
}

// Bytes reads one source with the default options. The name is used in errors; the format comes from the bytes, save that
// a text with the name of Markdown is read as such.
//
// An error means that there is no document: it is an *Error that says what was wrong, where, and what to do. What
// could be read in spite of damage comes as a document with Diagnostics.
func Bytes(name string, data []byte) (*Document, error) {
	return Options{}.Bytes(context.Background(), name, data)
}

// Bytes is the function Bytes with options and a context, which is honoured everywhere: when it ends, reading stops
// and the error wraps the context's.
func (o Options) Bytes(ctx context.Context, name string, data []byte) (*Document, error) {
	b := block.NewBudget(ctx, o.Limits)
	doc, err := o.read(ctx, b, name, data)
	if err == nil {
		err = b.TakeText(doc.TextSize())
	}
	if err == nil && isOwnDocument(doc) {
		err = block.Own()
	}
	if err != nil {
		return nil, block.Named(err, name)
	}
	unify(doc)
	if doc.Blocks, err = mend.Tables(b, doc.Blocks); err != nil {
		return nil, block.Named(err, name)
	}
	doc.NumberTables()
	tellLanguage(doc)
	doc.Name = base(name)
	doc.Size = int64(len(data))
	doc.SHA256 = sha256.Sum256(data)
	return doc, nil
}

// read reads a source. PDF files take the engine of the options, which documents within documents do not have.
func (o Options) read(ctx context.Context, b *block.Budget, name string, data []byte) (*Document, error) {
	if err := b.TakeSource(int64(len(data))); err != nil {
		return nil, err
	}
	kind := sniff(data)
	if kind == kindPDF {
		return pdf.Read(ctx, b, data, o.PDF, o.OCR)
	}
	return readAs(b, kind, name, data)
}

// read reads a document within a document.
func read(b *block.Budget, name string, data []byte) (*Document, error) {
	if err := b.TakeSource(int64(len(data))); err != nil {
		return nil, err
	}
	return readAs(b, sniff(data), name, data)
}

// readAs reads a source of which the kind has been told.
func readAs(b *block.Budget, kind kind, name string, data []byte) (*Document, error) {
	switch kind {
	case kindText:
		if markdown.IsName(name) {
			return markdown.Read(b, data)
		}
		return readText(b, data)
	case kindMarkdown:
		return markdown.Read(b, data)
	case kindZip:
		switch {
		case sheet.IsODS(data):
			return sheet.ReadODS(b, data)
		case odt.Is(data):
			return odt.Read(b, data)
		case sheet.IsWorkbook(b.Aside(), data):
			return sheet.ReadXLSX(b, data)
		case ofd.Is(data):
			return ofd.Read(b, data)
		}
		return docx.Read(b, data, read)
	case kindODT:
		return odt.Read(b, data)
	case kindRTF:
		return rtf.Read(b, data)
	case kindFlat:
		return docx.ReadFlat(b, data, read)
	case kindXLS:
		return sheet.ReadXLS(b, data)
	case kindODS:
		return sheet.ReadODS(b, data)
	case kindExcelML:
		return sheet.ReadSpreadsheetML(b, data)
	case kindHTML:
		return html.Read(b, data)
	case kindWordML:
		return docx.ReadWordML(b, data, read)
	case kindDOC:
		return doc.Read(b, data)
	case kindConverted:
		return converted.Read(b, converted.Is(beginning(data)), data)
	case kindMSG:
		return readMessage(b, data)
	case kindMHTML:
		return html.ReadMHTML(b, data)
	case kindOwn:
		return nil, block.Own()
	default:
		return nil, block.Unsupported(kind.name, kind.do)
	}
}

// readMessage reads a message of Outlook as an e-mail.
func readMessage(b *block.Budget, data []byte) (*Document, error) {
	mail, err := outlook.Mail(b.Context(), b.Limits, data)
	if err != nil {
		return nil, err
	}
	return html.ReadMHTML(b, mail)
}

// readText reads plain text, which may be a table of separated values.
func readText(b *block.Budget, data []byte) (*Document, error) {
	d, err := charset.Read(b, data, "")
	if err != nil {
		return nil, err
	}
	switch {
	case hasOwnIdentity(d.Text):
		return nil, block.Own()
	case isCoded(d.Text):
		return nil, block.Unsupported("a text that stands for another, as base64 does, or a program", codedText)
	case isReferences(d.Text):
		return nil, block.Unsupported("a text whose characters are written as references of HTML", "open it in a browser and save its text as UTF-8")
	}
	separator, ok := sheet.Separator(d.Text)
	if !ok {
		return text.ReadDecoded(b, d)
	}
	doc, err := sheet.ReadSeparated(b, d.Text, separator)
	if err != nil {
		return nil, err
	}
	doc.Encoding = d.Encoding
	doc.Diagnostics = append(d.Trouble, doc.Diagnostics...)
	return doc, nil
}

// base returns the last element of a path of either sort of separator.
func base(name string) string {
	name = name[strings.LastIndexByte(name, '\\')+1:]
	if name == "" {
		return name
	}
	return filepath.Base(name)
}
