package words

import (
	"strings"
	"sync"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/seeds"
)

// MostColumns is how many columns tables of reports have, where only their labels tell that there is one.
const MostColumns = 20

// IsNumberLabel reports the heading of the running numbers.
func IsNumberLabel(s string) bool {
	return labelParts()[headerLabel(s)].role == numberRole
}

// IsTotal reports the label of a row of totals.
func IsTotal(s string) bool {
	return reportWords().totals[headerLabel(s)]
}

// EndsLikeOffice reports a text that ends as names of offices and firms do.
func EndsLikeOffice(s string) bool { return endsWith(s, officeEnds()) }

// officeEnds are the words that names of offices end with.
var officeEnds = sync.OnceValue(func() (ends []string) {
	err := seeds.Each(seeds.FS, "organ_ends.tsv", func(l seeds.Line, _ int) error {
		if l.Fields[1] == "name" {
			ends = append(ends, l.Fields[0])
		}
		return nil
	}, "word", "kind", "comment")
	if err != nil {
		panic(err) // the file is part of the program and checked by a test
	}
	return ends
})

// IsShort reports a line that can be the label of a column.
func IsShort(s string) bool { return s != "" && utf8.RuneCountInString(s) <= 30 }

// EndsLikeTitle reports a line that can be the title of a table.
func EndsLikeTitle(s string) bool {
	s = strings.TrimRight(s, char.Round+" ")
	if len(s) > 180 || strings.ContainsAny(s, char.Stop+char.Semicolon+char.Comma) {
		return false
	}
	return endsWith(s, reportWords().titles)
}

// EndsSentence reports whether s ends as a sentence, or a part of one before a semicolon, does.
func EndsSentence(s string) bool {
	return strings.HasSuffix(s, char.Stop) || strings.HasSuffix(s, char.Semicolon)
}

// IsPoint reports a line that begins with the mark of an enumerated point.
func IsPoint(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return char.IsEnclosed(r)
}

// IsGroupHeading reports a line that heads a group of rows: 一、经济发展, （二）城市建设.
func IsGroupHeading(text string) bool {
	label, _, ok := CutAny(text, char.Pause+char.Points+char.Closing)
	if !ok || !IsShort(text) {
		return false
	}
	label, _ = cutPrefixAny(label, char.Opening)
	_, chinese := chineseNumber(block.Trim(label))
	return chinese
}
