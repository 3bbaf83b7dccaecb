package browse

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"duban/internal/char"
	"duban/internal/shown"
)

// The size of a chart, and what is left for its axes.
const (
	width, height            = 400.0, 210.0
	left, right, top, bottom = 54.0, 16.0, 14.0, 28.0
)

// axis are the lines and texts behind the points.
type axis struct {
	Y      []tick
	X      []tick
	Unit   string
	Width  float64
	Height float64
	Left   float64
	Right  float64
	Foot   float64
}

type tick struct {
	At   float64
	Text string
}

// draw places the points of the series, joins them, and sets the axes.
func (c *chart) draw(p *page) {
	var all []*point
	for _, s := range c.Series {
		all = append(all, s.Points...)
	}
	if len(all) == 0 {
		return
	}
	x, days := c.times(all)
	y, ticks, unit := c.values(all)
	for _, one := range all {
		one.X, one.Y, one.Top = round(x(one.End)), round(y(one.value)), round(y(one.most))
		one.Shape = shape(one)
	}
	for _, s := range c.Series {
		if s.isOneEach() && c.isComparable(s) {
			s.Path = path(s.Points, c.beginsAnew())
		}
	}
	c.Unit = unit
	c.Axis = axis{Y: ticks, X: labels5(days, x), Unit: unit, Width: width, Height: height, Left: left, Right: width - right, Foot: height - bottom}
}

// times returns where a day stands, and the days that have points.
func (c *chart) times(all []*point) (func(string) float64, []string) {
	var days []string
	for _, one := range all {
		if !slices.Contains(days, one.End) {
			days = append(days, one.End)
		}
	}
	slices.Sort(days)
	first, last := dayNumber(days[0]), dayNumber(days[len(days)-1])
	const inside = 12 // so that marks do not touch the edges
	return func(day string) float64 {
		if first == last {
			return (left + width - right) / 2
		}
		return left + inside + (width-left-right-2*inside)*(dayNumber(day)-first)/(last-first)
	}, days
}

func dayNumber(day string) float64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	return float64(t.Unix()) / (24 * 60 * 60)
}

// labels5 returns at most five of the days as months.
func labels5(days []string, x func(string) float64) []tick {
	const most, apart = 5, 52.0
	step := (len(days) + most - 1) / most
	var ticks []tick
	for i := len(days) - 1; i >= 0; i -= step {
		at := round(x(days[i]))
		if len(ticks) > 0 && ticks[len(ticks)-1].At-at < apart {
			continue
		}
		ticks = append(ticks, tick{at, strings.TrimSuffix(days[i], days[i][min(7, len(days[i])):])})
	}
	return ticks
}

// values returns where a value stands, the lines of the axis, and the unit that it counts in.
func (c *chart) values(all []*point) (func(float64) float64, []tick, string) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, one := range all {
		low, high = min(low, one.value, one.most), max(high, one.value, one.most)
	}
	if fromZero := c.Kind == "quantity" || c.Kind == "completion"; fromZero || low == high {
		low, high = min(low, 0), max(high, 0)
	}
	if low == high {
		high = low + 1
	}
	step := niceStep((high - low) / 3)
	low, high = math.Floor(low/step)*step, math.Ceil(high/step)*step
	y := func(v float64) float64 { return height - bottom - (height-top-bottom)*(v-low)/(high-low) }
	factor, unit := scale(c.Chart.Unit, max(math.Abs(low), math.Abs(high)))
	var ticks []tick
	for i := 0; i <= int(math.Round((high-low)/step)); i++ {
		v := low + float64(i)*step
		ticks = append(ticks, tick{round(y(v)), shown.Grouped(strconv.FormatFloat(v/factor, 'f', places(step/factor), 64))})
	}
	return y, ticks, unit
}

// scale returns what large values are divided by, and what the unit is called then.
func scale(unit string, most float64) (float64, string) {
	switch {
	case unit == "%" || unit == "":
		return 1, unit
	case most >= 1e8:
		return 1e8, hundredMillion + shown.Visible(unit)
	case most >= 1e5:
		return 1e4, tenThousand + shown.Visible(unit)
	}
	return 1, shown.Visible(unit)
}

// What units are counted in, as the reports do.
const tenThousand, hundredMillion = char.Myriad, char.Myriads

// niceStep returns 1, 2 or 5 times a power of ten, at least so large.
func niceStep(least float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, n := range []float64{1, 2, 5} {
		if n*power >= least {
			return n * power
		}
	}
	return 10 * power
}

// places is how many decimals a step needs.
func places(step float64) int { return max(0, int(math.Ceil(-math.Log10(step)-1e-9))) }

func round(v float64) float64 { return math.Round(v*10) / 10 }

// beginsAnew reports whether figures count from the beginning of a year, or are of a task of the year, so that those of
// two years are not one line.
func (c *chart) beginsAnew() bool {
	return c.Kind == "quantity" || c.Kind == "completion" || c.Kind == "difference"
}

// path joins points, with yearly those of each year.
func path(points []*point, yearly bool) string {
	if len(points) < 2 {
		return ""
	}
	var b strings.Builder
	for i, one := range points {
		command := "L"
		if i == 0 || yearly && year(one) != year(points[i-1]) {
			command = "M"
		}
		fmt.Fprintf(&b, "%s%g %g", command, one.X, one.Y)
	}
	return b.String()
}

// year is the one that a point stands in.
func year(one *point) string {
	y, _, _ := strings.Cut(one.End, "-")
	return y
}

// shape is the outline of a mark, which tells states apart: what was reached is round, what is aimed at has corners.
func shape(one *point) string {
	x, y := one.X, one.Y
	switch one.State {
	case "target":
		return fmt.Sprintf("M%g %gl5 5l-5 5l-5 -5z", x, round(y-5))
	case "planned":
		return fmt.Sprintf("M%g %gh8v8h-8z", round(x-4), round(y-4))
	case "projected":
		return fmt.Sprintf("M%g %gl5 9h-10z", x, round(y-5))
	case "remaining":
		return fmt.Sprintf("M%g %gl5 -9h-10z", x, round(y+5))
	}
	return fmt.Sprintf("M%g %ga4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", round(x-4), y)
}
