package extract

import (
	"strings"
	"time"

	"duban/extract/table"
	"duban/schema"
)

// This file tells what time columns of figures of a time before are of, so that they are not taken for those of the report: 上年同期, 上月.

// earlierPeriods gives columns of figures of a time before that time, by the one around; where its days are not sure, its words alone.
func (r *sheetReader) earlierPeriods() {
	for i := range r.columns {
		c := &r.columns[i]
		if c.EarlierIn == "" || !c.IsFigures() {
			continue
		}
		around := r.sheet.period
		if around == nil || around.Start == "" {
			around = r.out.Period
		}
		c.Period = before(c, around)
	}
}

// growthTimes gives the growth right behind the figures of a month or quarter alone the time of these, where other columns of growth
// stand behind other figures: 8月 | 同比增长 | 1-8月累计 | 累计增长.
func (r *sheetReader) growthTimes() {
	isUntimed := func(c *table.Column) bool { return c.Period == nil && !c.Cumulative && !c.Current && c.EarlierIn == "" }
	growths := 0
	for i := range r.columns {
		if r.columns[i].Kind == schema.Growth {
			growths++
		}
	}
	for i := 1; i < len(r.columns) && growths > 1; i++ {
		c, front := &r.columns[i], &r.columns[i-1]
		if c.Kind != schema.Growth || !isUntimed(c) || front.Kind == schema.Growth || !front.IsFigures() || !isOfPartNow(front) {
			continue
		}
		c.Period, c.Current, c.Monthly, c.Quarterly = front.Period, front.Current, front.Monthly, front.Quarterly
	}
}

// isOfPartNow reports figures of a month or a quarter alone, but of no earlier one.
func isOfPartNow(c *table.Column) bool {
	if c.Earlier != "" || c.Cumulative {
		return false
	}
	return c.Current || c.Period != nil && isLater(c.Period)
}

// before returns the time of a column of figures of a time before another, which may be nil.
func before(c *table.Column, around *schema.Period) *schema.Period {
	p := &schema.Period{Text: c.EarlierIn}
	if own := c.Period; own != nil { // 2022年同期
		p.Text = strings.TrimSpace(own.Text) + c.EarlierIn
	}
	if around == nil || around.Year == 0 {
		return p
	}
	years := 1
	if own := c.Period; own != nil && own.Year > 0 {
		years = around.Year - own.Year
	}
	wholeYear := isYear(around)
	switch {
	case c.Earlier == "yoy" && (c.AlikePart || wholeYear):
		p.Year, p.Quarter, p.Month, p.Half = around.Year-years, around.Quarter, around.Month, around.Half
		p.Start, p.End = moved(around.Start, -years, 0), moved(around.End, -years, 0)
	case c.Earlier == "mom" && around.Month > 0:
		p.Start, p.End = moved(around.Start, 0, -1), moved(around.End, 0, -1)
		first, err := time.Parse(time.DateOnly, p.Start)
		if err == nil {
			p.Year, p.Month = first.Year(), int(first.Month())
		}
	}
	return p
}

// moved returns a day so many years and months on; the last day of a month stays one.
func moved(day string, years, months int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	next := at.AddDate(0, 0, 1)
	if next.Day() == 1 {
		return next.AddDate(years, months, 0).AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return at.AddDate(years, months, 0).Format(time.DateOnly)
}
