// Package docx reads documents of Word: packages of parts (.docx), the same in one file of XML (flat.go), and the
// XML of Word 2003 (wordml.go). It reads the text that Word shows once all tracked changes are accepted, with the
// numbers of automatic lists in front of their paragraphs.
//
// The order of reading: the package and its relationships (package.go), styles and lists (styles.go, numbering.go),
// then the main part from its beginning to its end: paragraphs (text.go), runs with fields and symbols (run.go,
// symbols.go), what is drawn (drawing.go), tables and their grids (table.go), files embedded in it (chunk.go), and
// notes at the end (notes.go). All of it pulls elements from one scanner of XML (xml.go).
package docx
