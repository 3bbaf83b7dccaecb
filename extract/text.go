package extract

import (
	"regexp"

	"duban/internal/exact"

	"duban/extract/internal/text"
	"duban/schema"
)

const (
	openBrackets  = text.OpenBrackets
	closeBrackets = text.CloseBrackets
)

var (
	compiled        = text.Compiled
	trim            = text.Trim
	trimLines       = text.TrimLines
	removeSpace     = text.RemoveSpace
	cutAny          = text.CutAny
	runeLen         = text.Len
	withoutBrackets = text.WithoutBrackets
	integer         = text.Integer
	ordinal         = text.Ordinal
	circled         = text.Circled
)

func decimal(n int) schema.Decimal { return schema.NewDecimal(*exact.New(int64(n), 0)) }

// expression returns a plain expression as text.Lazy has it.
func expression(s string) func() *regexp.Regexp { return text.Lazy(regexp.Compile, s) }
