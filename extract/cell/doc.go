// Package cell reads what the text of a cell, or of a section of the narrative, states: indicators, dates, the status
// of a row, and targets set against what was reached. It knows nothing of documents.
//
// A text is read in steps (reading.go), each of which sees the work of those before it alone:
//
//	scan           the text cut into tokens: words, numbers, dates, marks
//	clauses        the tokens hung into the tree of package clause
//	moods          what headings say of the figures under them
//	dates          the years that are not printed; which dates are periods
//	constructions  the early rows of constructions.tsv: what numbers are
//	candidates     what each number is: an indicator, a part of a name, a mark of a list …; what may be another number
//	               than it seems is unexplained
//	constructions  the other rows: what is said of the figures
//	relations      which figure another hangs on
//	judgements     kind, sign, basis, modifier, period and state of each figure: what a construction says, else the nearest
//	               word, else what goes on from other figures, else the heading
//	subjects       what each figure measures
//	rows           what the columns and the other cells say of a figure; targets set against what was reached; how far the
//	               row is; the numbers that are explained
//
// Words are in vocabularies, and so are the constructions: a way of saying a thing is a row with two examples in
// constructions.tsv, and no code. What a word says wherever it stands is a line of cues.tsv, what a character says of a
// figure next to it one of signs.tsv.
//
// The files follow one another in this order; what a file calls stands in itself or in those behind it:
//
//	cell, row                                       the entries: a section, a row
//	compare_columns, compare, compare_sisters       a row as a whole
//	compare_times
//	status, status_step, status_part, status_ask, pace, bare, column
//	construction_check                              the examples of constructions.tsv
//	reading, scan                                   the steps, the first of them
//	aim, carry, since, estimate, mood, resolve, state      judgements
//	date_role
//	subject, subject_share, subject_rank, subject_list, subject_told
//	subject_former, measure
//	candidate, listed, unitless, doubt, ratio       what a number is
//	place_name
//	relation, relation_part, name
//	construction, match, construction_load, sieve   constructions
//	contents, coverage, budget, unit
//	date_reader, date_within                        dates
//	numbers, reach                                  what walks over the numbers and tokens of a text
//	words, words_listed, pattern, group             the vocabulary, the language of patterns
//	token, figure, date, date_word, exclusion       what the others are made of
//	text, sign, rune
package cell
