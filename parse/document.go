package parse

import "duban/parse/block"

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
	FormatText = block.FormatText
	FormatHTML = block.FormatHTML
	FormatDOCX = block.FormatDOCX
)

// The layouts of tables.
const (
	LayoutGrid    = block.LayoutGrid
	LayoutLines   = block.LayoutLines
	LayoutTabs    = block.LayoutTabs
	LayoutPipes   = block.LayoutPipes
	LayoutAligned = block.LayoutAligned
	LayoutFlat    = block.LayoutFlat
)
