package check

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/exact"
	"duban/schema"
)

// What a row has merged with an earlier one is read there.
func TestTextsOfMergedCells(t *testing.T) {
	row := &schema.Row{Target: "甲", Progress: "乙", Rate: "丙", Note: "丁", Cells: []schema.Cell{{Column: 1, Text: "戊"}, {Column: 2, Text: "己"}}}
	texts := func() (all string) {
		for _, c := range textsOf(row) {
			all += c.text
		}
		return all
	}
	require.Equal(t, "甲乙丙丁戊己", texts())
	row.Shared = []schema.Shared{{Field: schema.FieldTarget, Row: 1}, {Field: schema.FieldCell, Column: 1, Row: 1}}
	require.Equal(t, "乙丙丁己", texts())
	require.Equal(t, "annex 2, row 7", rowName(&schema.Annex{Index: 2}, &schema.Row{Number: 7, Index: 3}).String())
	require.Equal(t, "annex 2, row 3", rowName(&schema.Annex{Index: 2}, &schema.Row{Index: 3}).String())
}

// Rows of one title in two annexes are the same task.
func TestSameTitle(t *testing.T) {
	one, two := &schema.Annex{}, &schema.Annex{}
	require.True(t, sameTitle(&place{title: "甲", annex: one}, &place{title: "甲", annex: two}))
	require.False(t, sameTitle(&place{title: "甲", annex: one}, &place{title: "甲", annex: one}))
	require.False(t, sameTitle(&place{title: "甲", annex: one}, &place{title: "乙", annex: two}))
	require.False(t, sameTitle(&place{annex: one}, &place{annex: two}))
}

// The month of a figure is the last that its clause names in front of it.
func TestMonthOf(t *testing.T) {
	date := func(start, end int, value string) schema.Date {
		return schema.Date{Field: schema.FieldProgress, Start: start, End: end, Value: value}
	}
	f := &figure{Indicator: &schema.Indicator{Field: schema.FieldProgress, Start: 14}, before: "3月完工"} // from 10 on
	for _, c := range []struct {
		what  string
		dates []schema.Date
		want  string
	}{
		{"in the clause", []schema.Date{date(10, 12, "2021-03")}, "2021-03"},
		{"right in front of the figure", []schema.Date{date(12, 14, "2021-03")}, "2021-03"},
		{"in the clause before", []schema.Date{date(9, 12, "2021-03")}, ""},
		{"behind the figure", []schema.Date{date(13, 15, "2021-03")}, ""},
		{"the last of two", []schema.Date{date(10, 11, "2021-02"), date(11, 12, "2021-03")}, "2021-03"},
		{"a year behind the month", []schema.Date{date(10, 11, "2021-02"), date(11, 12, "2021")}, ""},
		{"a day", []schema.Date{date(10, 12, "2021-03-05")}, ""},
		{"a deadline", []schema.Date{{Field: schema.FieldProgress, Start: 10, End: 12, Value: "2021-03", Role: schema.Deadline}}, ""},
		{"another field", []schema.Date{{Field: schema.FieldTarget, Start: 10, End: 12, Value: "2021-03"}}, ""},
	} {
		require.Equal(t, c.want, (&place{row: &schema.Row{Dates: c.dates}}).monthOf(f), c.what)
	}
}

// A fact is compared if it is of now, measured or growth against a named level, and its clause names it with four characters at least.
func TestComparableFact(t *testing.T) {
	growth := schema.Indicator{Field: schema.FieldText, Kind: schema.Growth, State: schema.Actual, Basis: "yoy", Subject: "社零总额"}
	is := func(before string, change func(*schema.Indicator)) bool {
		x := growth
		change(&x)
		return comparableFact(&figure{Indicator: &x, before: before, number: printed(&x)})
	}
	require.True(t, is("社零总额同比增长", func(*schema.Indicator) {}))
	require.True(t, is("社零总额同比增长", func(x *schema.Indicator) { x.Field = schema.FieldProgress }))
	require.False(t, is("同比增长", func(*schema.Indicator) {}))
	require.False(t, is("社零额同比增长", func(x *schema.Indicator) { x.Subject = "社零额" }))
	require.False(t, is("社零总额同比增长", func(x *schema.Indicator) { x.Basis = "" }))
	require.False(t, is("社零总额同比增长", func(x *schema.Indicator) { x.State = schema.Target }))
	require.False(t, is("社零总额同比增长", func(x *schema.Indicator) { x.Field = schema.FieldTarget }))
	require.False(t, overlap(strings.Repeat("甲", 40), "乙甲乙", 2))

	cue := func(before string, cues ...schema.Cue) string {
		return kindCue(&figure{Indicator: &schema.Indicator{Cues: cues}, before: before})
	}
	require.Equal(t, "完成总工程量", cue("完成总工程量的", schema.Cue{Text: "完成", For: schema.ForKind}))
	require.Equal(t, "完成总工程量", cue("已完成总工程量的", schema.Cue{Text: "已", For: schema.ForState}, schema.Cue{Text: "完成", For: schema.ForKind}))
	require.Equal(t, "增长", cue("总工程量", schema.Cue{Text: "增长", For: schema.ForKind}), "behind the figure")
	require.Empty(t, cue("已完成", schema.Cue{Text: "已", For: schema.ForState}))
}

// The figures of a text stand in their order, and each holds something of it.
func TestFiguresInOrder(t *testing.T) {
	p := &place{indicators: []schema.Indicator{{Start: 5, End: 7}, {Start: 0, End: 2}, {Start: 3, End: 3}, {Start: 8, End: 11}, {Start: 8, End: 10}, {Start: 6, End: 4}}}
	text := &passage{runes: []rune("甲乙丙丁戊己庚辛壬癸")}
	var starts []int
	for _, f := range p.figuresIn(text, []int{0, 1, 2, 3, 4, 5}) {
		starts = append(starts, f.Start)
	}
	require.Equal(t, []int{0, 5, 8}, starts)
}

func entryOf(row, index int, x schema.Indicator) *entry {
	return &entry{figure: &figure{Indicator: &x, index: index, number: printed(&x)}, row: row}
}

// Counts and differences add up; rates, means and what is set against something else do not.
func TestEntriesThatAdd(t *testing.T) {
	for _, c := range []struct {
		x    schema.Indicator
		want bool
	}{
		{schema.Indicator{Kind: schema.Quantity, Unit: "个"}, true},
		{schema.Indicator{Kind: schema.Difference, Basis: "yoy"}, true},
		{schema.Indicator{Kind: schema.Difference, Basis: "vs:甲"}, false},
		{schema.Indicator{Kind: schema.Growth}, false},
		{schema.Indicator{Kind: schema.Quantity, Unit: "元/人"}, false},
		{schema.Indicator{Kind: schema.Quantity, Unit: "个", Modifier: schema.About}, false},
	} {
		require.Equal(t, c.want, entryOf(0, 0, c.x).adds(), "%+v", c.x)
	}
	require.False(t, (&entry{}).adds())
}

// A rate is taken of a count that is exact, or an aim to be exceeded, and of two of one unit, or that are compared.
func TestPairsOfRates(t *testing.T) {
	quantity := func(m schema.Modifier) *entry {
		return entryOf(0, 0, schema.Indicator{Kind: schema.Quantity, Modifier: m})
	}
	require.True(t, quantity("").isOperand())
	require.True(t, quantity(schema.AtLeast).isOperand())
	require.False(t, quantity(schema.About).isOperand())
	require.False(t, entryOf(0, 0, schema.Indicator{Kind: schema.Growth}).isOperand())
	require.False(t, (*entry)(nil).isOperand())

	ratio := schema.Decimal{}
	g := &grid{places: []*place{{comparisons: []schema.Comparison{{Target: 1, Actual: 2, Ratio: &ratio}, {Target: 3, Actual: 4}}}, {}}}
	of := func(row, index int, unit string) *entry {
		return entryOf(row, index, schema.Indicator{Kind: schema.Quantity, Unit: unit})
	}
	require.True(t, g.sameThing(of(0, 2, "个"), of(0, 1, "处")), "compared")
	require.False(t, g.sameThing(of(0, 1, "个"), of(0, 2, "处")), "the other way round")
	require.False(t, g.sameThing(of(0, 2, "个"), of(0, 3, "处")))
	require.False(t, g.sameThing(of(0, 4, "个"), of(0, 1, "处")))
	require.False(t, g.sameThing(of(0, 4, "个"), of(0, 3, "处")), "compared, and of no ratio")
	require.True(t, g.sameThing(of(0, 5, "个"), of(0, 6, "个")))
	require.True(t, g.sameThing(of(0, 2, "个"), of(1, 1, "个")))
	require.False(t, g.sameThing(of(0, 2, "个"), of(1, 1, "处")))
}

// A column 其中 is a part of the next to its left that is none.
func TestWholeColumn(t *testing.T) {
	g := &grid{}
	for i, header := range []string{"项目数", "其中：开工", "其中：完工", "完成率", "其中：按期", "新建 / 合计", "改建 / 其中：学校"} {
		c := &schema.Column{Header: header, Role: schema.RoleFigure, Kind: schema.Quantity, Unit: "个"}
		if header == "完成率" {
			c.Kind = schema.Completion
		}
		g.columns = append(g.columns, columnOf(i, c))
	}
	for i, want := range []int{-1, 0, 0, -1, -1, -1, -1} {
		if g.columns[i].part {
			require.Equal(t, want, g.wholeColumn(i), g.columns[i].Header)
		}
	}
	require.Equal(t, -1, (&grid{columns: g.columns[1:2]}).wholeColumn(0), "nothing stands to its left")
}

// Some of the parts from one end may be all that a total sums up, two at least.
func TestRunHolds(t *testing.T) {
	of := func(values ...string) (parts []*entry) {
		for _, v := range values {
			parts = append(parts, &entry{figure: figureOf(t, strings.TrimPrefix(v, "-")+"个", v)})
		}
		return parts
	}
	none, ten := exact.NewRat(0, 1), exact.NewRat(10, 1)
	require.True(t, runHolds(of("30")[0], of("10", "20", "40"), 1, none))
	require.False(t, runHolds(of("30")[0], of("10", "20", "40"), -1, none))
	require.True(t, runHolds(of("30")[0], of("40", "20", "10"), -1, none))
	require.False(t, runHolds(of("30")[0], of("40", "20", "10"), 1, none))
	require.False(t, runHolds(of("10")[0], of("10", "5"), 1, none), "one alone is no sum")
	require.True(t, runHolds(of("10")[0], of("10", "0"), 1, none))
	require.False(t, runHolds(of("30")[0], of("40", "-10"), 1, none))
	require.True(t, runHolds(of("30")[0], of("40", "-10"), 1, ten), "what is negative may follow")

	all := amount{sum: exact.NewRat(35, 1), slack: none, figures: 3, some: 3}
	require.True(t, without(all, of("35")[0], of("5")))
	require.True(t, without(all, of("30")[0], of("10", "5")))
	require.True(t, without(all, of("20")[0], of("10", "5")))
	require.False(t, without(all, of("28")[0], of("10", "5")))
	require.True(t, all.tells(of("35")[0]))
	require.False(t, amount{sum: exact.NewRat(35, 1), slack: none, figures: 1, some: 1}.tells(of("35")[0]))
	require.True(t, of("99")[0].isSmall())
	require.False(t, of("100")[0].isSmall())
	require.True(t, (&entry{figure: figureOf(t, "三百个", "300")}).isSmall(), "who knows")
}

// Rates that many pairs could give tell nothing; a share of one is printed with a point.
func TestTellingRates(t *testing.T) {
	rate := func(text string) *entry {
		return &entry{figure: figureOf(t, text+"%", text)}
	}
	of := func(text, part, whole string) *wrongRate {
		return &wrongRate{rate: rate(text), part: &entry{figure: figureOf(t, part+"个", part)}, whole: &entry{figure: figureOf(t, whole+"个", whole)}}
	}
	for _, c := range []struct {
		rate, part, whole string
		want              bool
	}{
		{"0", "0", "100", false}, {"100", "100", "100", false}, {"8", "8", "99", false}, {"14", "14", "100", false}, {"15", "15", "100", true},
		{"1.4", "14", "1000", false}, {"1.5", "15", "1000", true}, {"16", "31", "200", true}, {"17", "31", "200", false}, {"0.2", "1", "5", true},
	} {
		require.Equal(t, c.want, of(c.rate, c.part, c.whole).tells(), "%v", c)
	}
	for text, want := range map[string]bool{"0.75": true, "1.0": true, "1.5": false, "1": false, "0": false} {
		require.Equal(t, want, rate(text).isFraction(), text)
	}
}

// What a column is, is told by its role, its kind and its state.
func TestKindsOfColumns(t *testing.T) {
	g := &grid{}
	for i, c := range []schema.Column{{Role: schema.RoleRate}, {Role: schema.RoleFigure, Kind: schema.Completion}, {Role: schema.RoleFigure, Kind: schema.Quantity}} {
		g.columns = append(g.columns, columnOf(i, &c))
	}
	require.Equal(t, []bool{true, true, false}, []bool{g.isRate(0), g.isRate(1), g.isRate(2)})
	is := func(c schema.Column) bool { x := columnOf(0, &c); return isAim(&x) }
	require.True(t, is(schema.Column{Role: schema.RoleTarget}))
	require.True(t, is(schema.Column{Role: schema.RoleFigure, State: schema.Target}))
	require.False(t, is(schema.Column{Role: schema.RoleFigure, State: schema.Actual}))
}

// The rows of a group are those around it of its category; the totals below one in rank are those of the next rank that there is.
func TestGroupsOfRows(t *testing.T) {
	s := &sumTable{grid: &grid{}}
	for _, category := range []string{"甲", "甲", "乙", "乙", "", "", "甲"} {
		s.places = append(s.places, &place{row: &schema.Row{Category: category}})
		s.lines = append(s.lines, line{})
	}
	for row, want := range [][2]int{{0, 2}, {0, 2}, {2, 4}, {2, 4}, {4, 5}, {5, 6}, {6, 7}} {
		first, end := s.group(row)
		require.Equal(t, want, [2]int{first, end}, row)
	}
	many := &sumTable{grid: &grid{lines: make([]line, 3*mostGroup)}}
	for range many.lines {
		many.places = append(many.places, &place{row: &schema.Row{Category: "甲"}})
	}
	first, end := many.group(1500)
	require.Equal(t, [2]int{500, 2500}, [2]int{first, end})

	ranks := &sumTable{grid: &grid{lines: []line{{rank: 4}, {rank: 2}, {rank: 1}}}}
	require.Equal(t, classTotal, ranks.rankBelow(0), "there are none")
	ranks.rows[classRank1] = []int{2}
	require.Equal(t, classRank1, ranks.rankBelow(0))
	ranks.rows[classRank1+1] = []int{1}
	require.Equal(t, classRank1+1, ranks.rankBelow(0))
	require.Equal(t, classRank1, ranks.rankBelow(1))
	require.Equal(t, classTotal, ranks.rankBelow(2))
}

// Of the lists of words, the first line and those of comments are none.
func TestReadWords(t *testing.T) {
	require.Equal(t, map[string]terms{"甲": {"一", "三"}, "乙": {"二"}}, readWords("# 零\t甲\nword\tlist\n一\t甲\n二\t乙\tof old\n三\t甲\n"))
}
