package table

import (
	"strings"

	"duban/internal/message"
	"duban/schema"
)

// Column is one column of a table, as its labels and its cells tell it.
type Column struct {
	Label
	As      schema.Role // what the column is, among the others of its table
	Figures bool        // its cells hold bare figures
	cells   Sample
	looks   columnLooks
}

// Name is how the column is called where its label may be missing.
func (c *Column) Name(i int) message.Text {
	if h := c.Header(); h != "" {
		return message.Verbatim(h)
	}
	return message.New("column %d", i+1)
}

// IsFigures reports whether the column is one of figures.
func (c *Column) IsFigures() bool {
	switch c.As {
	case schema.RoleFigure:
		return true
	case schema.RoleTarget, schema.RoleProgress, schema.RoleRate:
		return c.Figures
	}
	return false
}

// HoldsQuantities reports whether nearly all cells hold a figure alone, with its unit or without: 3亿元.
func (c *Column) HoldsQuantities() bool {
	const nearlyAll = 0.9
	return c.cells.share(Quantity)+c.cells.share(Running) > nearlyAll
}

// IsRate reports whether the figures of the column are rates or places in an order, so that no unit of a count fits them.
func (c *Column) IsRate() bool {
	if c.As == schema.RoleRate {
		return true
	}
	return c.Kind != "" && c.Kind != schema.Quantity && c.Kind != schema.Difference
}

// IsPercent reports whether bare figures of the column can only be in per cent: rates of which one is too large to be a part of
// 1, or which are 0 beside others with the sign. Rates of change are written so whatever their size.
func (c *Column) IsPercent() bool {
	switch {
	case !c.IsRate() || c.Kind == schema.Rank || c.Amount:
		return false
	case c.Kind == schema.Growth:
		return true
	}
	return c.cells.large || c.cells.percent > 0 && c.cells.percent+c.cells.nulls == c.cells.bare
}

// Words returns the measure with the word in front of it that says how real its figures are: 完成投资.
func (c *Column) Words() string {
	if c.Measure == "" {
		return ""
	}
	header := []rune(c.Header())
	for _, cue := range c.Cues {
		if cue.For == schema.ForState && strings.HasPrefix(string(header[min(cue.End, len(header)):]), c.Measure) {
			return string(header[cue.Start:cue.End]) + c.Measure
		}
	}
	return c.Measure
}

// Group returns the labels above the last, by which columns stand together.
func (c *Column) Group() []string { return c.Path[:max(0, len(c.Path)-1)] }
