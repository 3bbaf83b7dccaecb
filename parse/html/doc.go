// Package html reads web pages, and the web archives and mails that hold one: what a browser would show, in reading
// order, without the furniture of the site around it.
//
// The order of reading: encoding (charset.go), the tree that a browser would build (tree.go), a survey of it that
// tells furniture from content and layout from tables (page.go, furniture.go), blocks (reader.go, list.go), tables
// and their grids (table.go, grid.go).
package html
