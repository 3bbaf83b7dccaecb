package text

import (
	"context"

	"duban/parse/block"
)

// SourceLine is a line as the reader sees it, for the tests from outside.
type SourceLine struct {
	Text   string
	Number int
}

// LinesOf returns the lines of a text.
func LinesOf(text string) ([]SourceLine, error) {
	lines, err := splitLines(block.NewBudget(context.Background(), block.Limits{}), PlainBreaks(text))
	out := make([]SourceLine, len(lines))
	for i, l := range lines {
		out[i] = SourceLine{l.text, l.number}
	}
	return out, err
}
