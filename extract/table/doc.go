// Package table understands a table: from a grid of cells to a header tree, columns and rows. It knows nothing of
// documents, and reads no figure: what a cell states is for package cell.
//
// A table is read in this order, a file for each step, and further ones that begin with its name:
//
//	look    what each cell looks like, without any meaning
//	head    where the header ends, and the path of labels of each column
//	label   what a path of labels says of the figures below it, read as a phrase
//	role    what each column is, by its labels and by what its cells look like, chosen for all columns together
//	row     what each row is: an entry, the heading of a group, a total, a note, the header once more
//	flat    tables that a conversion has left as lines of one cell each: their labels and rows
//	fit     which column each cell belongs to, where the source has no grid
package table
