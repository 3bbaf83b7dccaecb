// Package words tells what a line is by its words and numbers, where nothing else does: the label of a column or of
// an annex, a running number, the heading of a group of rows. It knows the roles that labels claim, from the
// vocabulary of labels, and nothing of what figures mean.
package words
