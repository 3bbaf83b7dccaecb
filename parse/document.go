package parse

import (
	"duban/parse/block"
	"duban/parse/furniture"
)

// What readers make stands in package block; these are its names for those who read documents.
type (
	Document   = block.Document
	Format     = block.Format
	Block      = block.Block
	Heading    = block.Heading
	Paragraph  = block.Paragraph
	Table      = block.Table
	Layout     = block.Layout
	Row        = block.Row
	Cell       = block.Cell
	Place      = block.Place
	Diagnostic = block.Diagnostic
	Unread     = block.Unread
)

// The formats that Bytes reads.
const (
	FormatText     = block.FormatText
	FormatMarkdown = block.FormatMarkdown
	FormatHTML     = block.FormatHTML
	FormatMHTML    = block.FormatMHTML
	FormatDOCX     = block.FormatDOCX
	FormatWordML   = block.FormatWordML
	FormatDOC      = block.FormatDOC
	FormatRTF      = block.FormatRTF
	FormatODT      = block.FormatODT
	FormatXLSX     = block.FormatXLSX
	FormatXLS      = block.FormatXLS
	FormatODS      = block.FormatODS
	FormatCSV      = block.FormatCSV
	FormatTSV      = block.FormatTSV
	FormatPDF      = block.FormatPDF
	FormatOFD      = block.FormatOFD
	FormatDocling  = block.FormatDocling
	FormatMinerU   = block.FormatMinerU
)

// The layouts of tables.
const (
	LayoutGrid    = block.LayoutGrid
	LayoutLines   = block.LayoutLines
	LayoutTabs    = block.LayoutTabs
	LayoutPipes   = block.LayoutPipes
	LayoutAligned = block.LayoutAligned
	LayoutSpaced  = block.LayoutSpaced
	LayoutFlat    = block.LayoutFlat
)

// Limits bound what one source may take, and Error says why one gave no document; package block tells more.
type (
	Limits = block.Limits
	Error  = block.Error
)

// What an *Error is about, for errors.Is.
var (
	ErrUnsupported = block.ErrUnsupported
	ErrDamaged     = block.ErrDamaged
	ErrLimit       = block.ErrLimit
)

// Content returns the blocks of a document without what the site has around them; see package furniture.
func Content(d *Document) []Block { return furniture.Content(d) }
