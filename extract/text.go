package extract

import (
	"regexp"

	"duban/extract/internal/text"
	"duban/internal/exact"
	"duban/schema"
)

const ()

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
)

func decimal(n int) schema.Decimal { return schema.NewDecimal(*exact.New(int64(n), 0)) }

// expression returns a plain expression as text.Lazy has it.
func expression(s string) func() *regexp.Regexp { return text.Lazy(regexp.Compile, s) }
