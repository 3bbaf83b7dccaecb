package cell

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/exact"
	"duban/schema"
)

// A bare figure: where it stands, where its digits end, what it is worth and its sign of per cent.
func TestBareForms(t *testing.T) {
	for text, want := range map[string]struct {
		start, end, bare int
		value, unit      string
	}{
		"0": {0, 1, 1, "0", ""}, "12": {0, 2, 2, "12", ""}, " 12 ": {1, 3, 3, "12", ""}, "-3.4": {0, 4, 4, "-3.4", ""}, "+3.4": {0, 4, 4, "3.4", ""},
		"↓3.4": {0, 4, 4, "-3.4", ""}, "↑5": {0, 2, 2, "5", ""}, "−7": {0, 2, 2, "-7", ""}, "1,234": {0, 5, 5, "1234", ""},
		"1,234.5": {0, 7, 7, "1234.5", ""}, "12,345,678.90": {0, 13, 13, "12345678.90", ""}, "123,456": {0, 7, 7, "123456", ""},
		"95.00%": {0, 6, 5, "95.00", "%"}, ".8%": {0, 3, 2, "0.8", "%"}, "-.8": {0, 3, 3, "-0.8", ""}, "6*": {0, 1, 1, "6", ""}, "6* ": {0, 1, 1, "6", ""},
		"[13.5]": {1, 5, 5, "13.5", ""}, "[ 13 ]": {2, 4, 4, "13", ""}, "１２，３４５": {0, 6, 6, "12345", ""}, "3‰": {0, 2, 1, "3", "‰"},
		"0.1234": {0, 6, 6, "0.1234", ""}, "-1,000%": {0, 7, 6, "-1000", "%"},
	} {
		found, ok := bareForm(text)
		require.True(t, ok, text)
		value, err := exact.Parse(want.value)
		require.NoError(t, err)
		require.Zero(t, value.Cmp(&found.value), text)
		require.Equal(t, [3]int{want.start, want.end, want.bare}, [3]int{found.start, found.end, found.bare}, text)
		require.Equal(t, want.unit, found.unit, text)
	}
	for _, text := range []string{"", " ", "-", ".", "%", "*", "[", "]", "[]", "--3", "+-3", "3-", "3-4", "3+", ".-3", "1,23", "1,2345", ",123", "1234,567", "1,234,56", "1,,234",
		"1,23.5", "1,234.", "1.", "1.2.3", "..5", "1.234,567", ".123,456", "1 2", "1 ,234", "1. 5", "12 %", "12%3", "12%%", "%12", "12%.", "* 3", "] 3", "3[4", "3[", "6*7",
		"12个", "约12", "1e3", "1/2", "－"} {
		_, ok := bareForm(text)
		require.False(t, ok, text)
	}
}

func column(change func(*Column)) *Column {
	c := &Column{Thing: "投资", Core: "投资"}
	if change != nil {
		change(c)
	}
	return c
}

// One column may be of the whole year of which the other tells a part; not the other way round, nor of another year.
func TestTimesOfColumns(t *testing.T) {
	during := func(start, end string) *Column { return column(func(c *Column) { c.Start, c.End = start, end }) }
	year, none := during("2021-01-01", "2021-12-31"), during("", "")
	for _, test := range []struct {
		aim, actual *Column
		want        bool
	}{
		{none, none, true}, {none, year, true}, {year, none, true}, {year, year, true},
		{year, during("2021-01-01", "2021-08-31"), true}, {year, during("2021-08-01", "2021-08-31"), true},
		{during("2021-01-01", "2021-08-31"), year, false}, {year, during("2022-01-01", "2022-03-31"), false}, {year, during("2020-01-01", "2020-12-31"), false},
		{during("2021-01-01", "2021-06-30"), during("2021-01-01", "2021-03-31"), false}, {during("2021-02-01", "2021-12-31"), during("2021-03-01", "2021-03-31"), false},
		{during("2021-01-01", "2021-03-31"), during("2021-01-01", "2021-03-31"), true}, {during("2021-01-01", "2021-03-31"), during("2021-02-01", "2021-03-31"), false},
	} {
		require.Equal(t, test.want, test.aim.sameTime(test.actual), "%s–%s, %s–%s", test.aim.Start, test.aim.End, test.actual.Start, test.actual.End)
	}
}

func sideOf(t *testing.T, value string, c *Column, change func(*figure)) side {
	t.Helper()
	v, err := exact.Parse(value)
	require.NoError(t, err)
	f := &figure{kind: schema.Quantity, role: indicator}
	f.Value, f.Unit = v, "万元"
	if change != nil {
		change(f)
	}
	return side{figure: f, column: c}
}

// Figures of two columns measure the same where thing, kind, unit, time and being a total agree; ranks measure nothing.
func TestAlikeColumns(t *testing.T) {
	aim := sideOf(t, "10", column(nil), nil)
	is := func(want bool, c *Column, change func(*figure)) {
		t.Helper()
		other := sideOf(t, "5", c, change)
		require.Equal(t, want, aim.alike(&other))
		require.Equal(t, want, other.alike(&aim))
	}
	is(true, column(nil), nil)
	is(true, column(func(c *Column) { c.Core = "面积" }), nil)
	is(false, column(func(c *Column) { c.Thing = "面积" }), nil)
	is(false, column(func(c *Column) { c.Total = true }), nil)
	is(false, column(nil), func(f *figure) { f.Unit = "亩" })
	is(false, column(nil), func(f *figure) { f.kind = schema.Ratio })
	rank := sideOf(t, "1", column(nil), func(f *figure) { f.kind = schema.Rank })
	require.False(t, rank.alike(&rank))

	done := sideOf(t, "5", column(func(c *Column) { c.Thing, c.Core = "完工", "投资" }), nil)
	require.True(t, aim.isDone(&done))
	require.False(t, done.isDone(&aim))
	require.True(t, aim.only([]side{aim, done}))
	require.False(t, aim.only([]side{aim, done, aim}))
	require.False(t, aim.only(nil))
}

// Of the figures that say how far an aim was reached the cumulative one counts, best one with a time; of two as good none does.
func TestBestOfColumns(t *testing.T) {
	aim := sideOf(t, "10", column(nil), nil)
	plain := sideOf(t, "1", column(nil), nil)
	part := sideOf(t, "2", column(func(c *Column) { c.Partial = true }), nil)
	sum := sideOf(t, "3", column(func(c *Column) { c.Cumulative = true }), nil)
	dated := sideOf(t, "4", column(func(c *Column) { c.Cumulative, c.Start, c.End = true, "2021-01-01", "2021-08-31" }), nil)
	month := sideOf(t, "5", column(func(c *Column) { c.Start, c.End = "2021-08-01", "2021-08-31" }), nil)
	done := sideOf(t, "6", column(func(c *Column) { c.Thing = "完工" }), nil)
	other := sideOf(t, "7", column(func(c *Column) { c.Thing, c.Core = "面积", "面积" }), nil)
	for _, test := range []struct {
		actuals []side
		want    string
	}{
		{nil, ""}, {[]side{plain}, "1"}, {[]side{part}, ""}, {[]side{part, plain}, "1"}, {[]side{plain, sum}, "3"}, {[]side{sum, plain}, "3"},
		{[]side{plain, sum, dated}, "4"}, {[]side{dated, sum}, "4"}, {[]side{plain, plain}, ""}, {[]side{plain, plain, sum}, "3"}, {[]side{sum, sum, plain}, ""},
		{[]side{plain, month}, ""}, {[]side{other}, ""}, {[]side{other, plain}, "1"}, {[]side{done}, "6"}, {[]side{done, plain}, "1"}, {[]side{done, part}, "6"},
		{[]side{done, done}, ""},
	} {
		got := ""
		if a := aim.reached(test.actuals); a != nil {
			got = a.Value.String()
		}
		require.Equal(t, test.want, got, "%d", len(test.actuals))
	}
	alone := aim
	alone.alone, alone.column = true, column(func(c *Column) { c.Thing = "" })
	for want, c := range map[bool]*Column{true: column(func(c *Column) { c.Thing = "" }), false: column(func(c *Column) { c.Thing, c.Start = "", "2021-08-01" })} {
		a := sideOf(t, "5", c, nil)
		require.Equal(t, want, a.mayReach())
		require.Equal(t, want, alone.best([]side{a}, alone.alike) != nil)
	}
	require.True(t, sum.mayReach())
	require.False(t, plain.mayReach(), "its label says what it measures")
}

// A rate says of which figure an aim it is so much, to the digits that it is printed with.
func TestRatedColumns(t *testing.T) {
	rate := func(value string, change func(*figure)) side { return sideOf(t, value, column(nil), change) }
	aim, actual := sideOf(t, "30", column(nil), nil), sideOf(t, "20", column(func(c *Column) { c.Thing = "缴费" }), nil)
	for value, want := range map[string]bool{"66.67": true, "66.7": true, "67": true, "66.66": false, "66.6": false, "66": false, "150": false, "0.67": false} {
		r := rate(value, nil)
		require.Equal(t, want, aim.isRatedBy(&actual, []side{r}), value)
		require.Equal(t, want, aim.isRatedBy(&actual, []side{rate("1", nil), r}), value)
	}
	require.False(t, aim.isRatedBy(&actual, nil))
	require.False(t, aim.isRatedBy(&actual, []side{rate("66.7", func(f *figure) { f.kind = schema.Growth })}))
	zero, less := sideOf(t, "0", column(nil), nil), sideOf(t, "-20", column(nil), nil)
	require.True(t, aim.isRatedBy(&zero, []side{rate("0", nil)}))
	require.False(t, aim.isRatedBy(&less, []side{rate("-66.7", nil)}))
	require.False(t, zero.isRatedBy(&zero, []side{rate("100", nil)}))
	require.False(t, less.isRatedBy(&less, []side{rate("100", nil)}))

	rates := []side{rate("66.7", nil)}
	sure := func(targets ...side) bool { return aim.isSure(&actual, rates, targets) }
	twin := sideOf(t, "30", column(func(c *Column) { c.Index = 1 }), nil)
	wide := sideOf(t, "40", column(nil), nil)
	require.True(t, sure(aim))
	require.True(t, sure(aim, wide), "the rate says it of 30 alone")
	require.False(t, sure(aim, twin), "the rate says it of both")
	aim.column = column(func(c *Column) { c.Index = 2 })
	require.True(t, sure(aim, twin), "the first was not changed")
	require.False(t, aim.isSure(nil, rates, []side{aim}))

	found := aim.reachedBy(rates, []side{aim}, []side{actual})
	require.NotNil(t, found)
	require.Equal(t, "20", found.Value.String())
	require.Nil(t, aim.reachedBy(rates, []side{aim}, []side{actual, actual}))
	require.Nil(t, aim.reachedBy(nil, []side{aim}, []side{actual}))
	per := sideOf(t, "30", column(nil), func(f *figure) { f.Unit, f.UnitKind = "%", "rate" })
	require.Nil(t, per.reachedBy(rates, []side{per}, []side{actual}))
}
