// Package text reads plain text: lines become paragraphs, and the tables that conversions leave in text are put
// together from the way in which their cells are parted, by tabs, pipes, frames, aligned columns or nothing but
// spaces.
//
// Read is the entry. A line is looked at once by the reader of each layout (Reader, in text.go), and the first that
// finds its table there takes the lines that belong to it (rows, in rows.go). A language of marks, such as Markdown,
// gets the lines first and says what of them shows (Marks).
package text
