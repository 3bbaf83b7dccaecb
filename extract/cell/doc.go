// Package cell reads what the text of a cell, or of a section of the narrative, states: indicators, dates, the status
// of a row, and targets set against what was reached. It knows nothing of documents.
//
// A text is read in steps, each of which sees the work of those before it alone:
//
//	scan           scan.go, date_reader.go    the text cut into tokens: words, numbers, dates, marks
//	clauses        reach.go                   the tokens hung into the tree of package clause; what walks over them
//	moods          mood.go                    what headings say of the figures under them
//	dates          date.go, date_role.go      the years that are not printed; which dates are periods
//	constructions  construction.go, match.go  the early rows of constructions.tsv: what numbers are
//	candidates     candidate.go, doubt.go,    what each number is: an indicator, a part of a name, a mark of a list …; what
//	               unitless.go, ratio.go      may be another number than it seems is unexplained
//	constructions                             the other rows: what is said of the figures
//	relations      relation.go                which figure another hangs on
//	judgements     resolve.go, state.go,      kind, sign, basis, modifier, period and state of each figure: what a construction
//	               carry.go                   says, else the nearest word, else what goes on from other figures, else the heading
//	subjects       subject.go, name.go        what each figure measures
//	rows           row.go, bare.go, column.go a row as a whole: what its columns and other cells say of a figure
//	comparisons    compare.go                 targets set against what was reached
//	status         status.go, pace.go         how far the row is
//	coverage       coverage.go                the numbers that are explained
//
// Words are in vocabularies (words.go), and so are the constructions: a way of saying a thing is a row with two examples
// in constructions.tsv (pattern.go tells the language of its patterns, construction_load.go tests it), and no code.
package cell
