package main

import (
	"fmt"
	"strings"

	"duban/internal/message"
	"duban/parse"

	"github.com/mattn/go-runewidth"
)

type inspectCommand struct {
	File string `arg:"" help:"File to read; - is standard input."`
	JSON bool   `name:"json" help:"Write JSON, for other programs."`
	Full bool   `help:"Show texts whole, however long."`
	input
}

func (inspectCommand) Help() string {
	return help(`Shows what the reader saw, so that one finds out why a row went wrong: format, encoding, what could not be read as it stood, and then the blocks in reading order, each behind its place (lines for text; for documents and pages the number of the paragraph, or of the table and row).

A cell of a table that is merged shows its text at its first place, "←" at the other places of its row and "↑" in the rows below. A row of plain text that has lost cells at its front begins with "⋯". Line breaks are shown as ⏎ and tabs as ⇥; control characters are escaped. Long texts end in …, unless --full is given.

Examples:

    duban inspect report.docx | less -S
    duban inspect --json report.html | jq '.blocks[] | select(.type == "table") | .rows | length'`)
}

func (i *inspectCommand) Run(c *console) error {
	c, cancel := i.timed(c)
	defer cancel()
	doc, err := i.document(c, i.File)
	if err != nil {
		c.fail(err)
		return errFailed
	}
	if i.JSON {
		return c.write(inspectionJSON(doc, c.data, false))
	}
	v := view{full: i.Full, language: c.lang}
	v.document(doc)
	return c.write([]byte(v.text.String()))
}

// Widths, in columns of a terminal, that texts are shortened to. East Asian characters take two.
const (
	paragraphWidth = 100
	cellWidth      = 24
)

// screen counts the columns that a text takes. Characters of ambiguous width count as one, whatever the locale, so that
// the same file looks the same everywhere.
var screen = &runewidth.Condition{}

// view writes a document for a reader at a terminal.
type view struct {
	text     strings.Builder
	full     bool
	language message.Language
	sheet    string // of a workbook, that was shown last
}

func (v *view) document(doc *parse.Document) {
	about := []message.Text{message.Verbatim(string(doc.Format))}
	if doc.Encoding != "" {
		about = append(about, message.Verbatim(doc.Encoding))
	}
	paragraphs, tables := 0, 0
	for _, b := range doc.Blocks {
		if _, ok := b.(*parse.Table); ok {
			tables++
		} else {
			paragraphs++
		}
	}
	about = append(about, message.Count(int(doc.Size), "%d byte", "%d bytes"),
		message.Count(paragraphs, "%d paragraph", "%d paragraphs"), message.Count(tables, "%d table", "%d tables"))
	v.line("%s: %s", printable(doc.Name), message.Join(about))
	for _, d := range doc.Diagnostics {
		v.line("! %s", printable(diagnostic(doc.Name, d).In(v.language)))
	}
	v.line("")
	tables = 0
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			v.at(b.Place, strings.Repeat("#", b.Level)+" "+v.shown(b.Text, paragraphWidth))
		case *parse.Paragraph:
			v.at(b.Place, v.shown(b.Text, paragraphWidth))
		case *parse.Table:
			tables++
			v.table(tables, b)
		}
	}
}

// at writes a line behind the place of what it shows: lines, a cell, or the number of the paragraph or of the row.
func (v *view) at(p parse.Place, s string) {
	switch {
	case p.Book != nil:
		v.beginSheet(p)
		v.line("%8s  %s", p.Book.Cell, s)
	case p.Paragraph != 0:
		v.line("%8s  %s", fmt.Sprintf("¶%d", p.Paragraph), s)
	case p.Row != 0:
		v.line("%8d  %s", p.Row, s)
	default:
		v.line("%8s  %s", place(p).In(v.language), s)
	}
}

// beginSheet writes the name of the sheet, where another begins.
func (v *view) beginSheet(p parse.Place) {
	if p.Book != nil && p.Book.Sheet != v.sheet {
		v.sheet = p.Book.Sheet
		v.line("sheet %s:", printable(v.sheet))
	}
}

// line writes one line of texts that are safe to show.
func (v *view) line(format message.Format, args ...any) {
	v.text.WriteString(strings.TrimRight(message.New(format, args...).In(v.language), " "))
	v.text.WriteByte('\n')
}

// shown returns the text safe to show, and shortened to that many columns unless all is to be shown.
func (v *view) shown(s string, width int) string {
	s = printable(s)
	if v.full {
		return s
	}
	return screen.Truncate(s, width, "…")
}
