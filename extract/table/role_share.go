package table

import (
	"iter"
	"math"
	"strconv"
	"strings"

	"duban/extract/internal/text"
	"duban/parse/block"
	"duban/schema"
)

// This file tells a column of shares whose label does not say that it is one (完成任务, beside 全年任务 and 到位资金) by its figures: in all
// rows they are what the column of what was reached is of that of what was to be.

// leastShares is how many rows have to bear it out.
const leastShares = 3

// sharesByFigures takes such columns for rates.
func (c claims) sharesByFigures(rows iter.Seq[block.Row]) {
	candidates, aims, reached := c.ofShares()
	if len(candidates) == 0 || len(aims) == 0 || len(reached) == 0 {
		return
	}
	values := c.values(rows)
	for _, z := range candidates {
		for _, x := range aims {
			for _, y := range reached {
				if y != z && areShares(values[z], values[y], values[x]) {
					c[z].Kind, c[z].State = schema.Completion, schema.Actual
					c[z].Unit = Unit{Base: "%", Text: "%", Factor: 1, Kind: "rate"}
					c[z].claim(schema.RoleRate)
				}
			}
		}
	}
}

// ofShares returns the columns that may be shares, those of what is to be reached, and those of what was.
func (c claims) ofShares() (candidates, aims, reached []int) {
	for i := range c[:min(len(c), mostColumns)] {
		x := &c[i]
		if !x.Figures || x.cells.percent > 0 {
			continue
		}
		plain := x.Kind == "" && x.Unit.Base == ""
		if x.State == schema.Target {
			aims = append(aims, i)
			continue
		}
		if x.State == schema.Actual || x.Role == schema.RoleProgress {
			reached = append(reached, i)
		}
		if plain && x.Measure == "" {
			candidates = append(candidates, i)
		}
	}
	return candidates, aims, reached
}

// printedValue is a bare figure, and how far it may be off as it is rounded; ok is false where the cell holds none.
type printedValue struct {
	value, off float64
	ok         bool
}

// values returns the figures of each column.
func (c claims) values(rows iter.Seq[block.Row]) [][]printedValue {
	values := make([][]printedValue, len(c))
	for row := range firstRows(rows) {
		if len(row.Cells) != len(c) {
			continue
		}
		for i, x := range row.Cells {
			values[i] = append(values[i], printed(x.Text))
		}
	}
	return values
}

func printed(s string) printedValue {
	s = strings.ReplaceAll(text.RemoveSpace(s), ",", "")
	value, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return printedValue{}
	}
	places := 0
	if _, rest, ok := strings.Cut(s, "."); ok {
		places = len(rest)
	}
	return printedValue{value, math.Pow10(-places) / 2, true}
}

// areShares reports whether each of shares is the part of its whole in per cent, and not all of them are the same.
func areShares(shares, parts, wholes []printedValue) bool {
	rows, same := 0, true
	for i, z := range shares {
		y, x := parts[i], wholes[i]
		if !z.ok && !y.ok {
			continue
		}
		if !z.ok || !y.ok || !x.ok || x.value <= x.off {
			return false
		}
		const cent = 100
		low, high := cent*(y.value-y.off)/(x.value+x.off), cent*(y.value+y.off)/(x.value-x.off)
		if z.value < low-2*z.off || z.value > high+2*z.off {
			return false
		}
		same = same && z.value == shares[0].value
		rows++
	}
	return rows >= leastShares && !same
}
