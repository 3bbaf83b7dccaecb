package check

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/exact"
	"duban/schema"
)

// The same is said of two years where nothing but the year differs.
func TestOfOtherTime(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2017年已脱贫", "2018年脱贫", true}, {"2017年脱贫", "2017年脱贫", false}, {"2017年脱贫", "2018年搬迁", false},
		{"脱贫", "2018年脱贫", false}, {"2017年脱贫", "脱贫", false}, {"脱贫", "脱贫", false},
	} {
		require.Equal(t, c.want, ofOtherTime(&figure{before: c.a}, &figure{before: c.b}), "%s, %s", c.a, c.b)
	}
}

// Marks of points are read in either writing of numbers, and what has another word in it is none.
func TestMarkNumber(t *testing.T) {
	for label, want := range map[string]int{
		"3.": 3, "12、": 12, "（三）": 3, "第三": 3, "（十）": 10, "（十二）": 12, "（二十）": 20, "（二十三）": 23, " 4 ": 4, "3甲": 0, "甲": 0, "": 0, "第": 0,
	} {
		require.Equal(t, want, markNumber(label), label)
	}
	require.Empty(t, otherMarks([]schema.Point{{Label: "甲."}, {Label: "（乙）"}}))
	require.Equal(t, []mark{{3, 5, 7}}, otherMarks([]schema.Point{{Label: "甲."}, {Label: "3.", Start: 5}}))
	require.Nil(t, otherMarks([]schema.Point{{Label: "3."}, {Label: "①"}}), "of which another rule takes care")
	require.Nil(t, otherMarks([]schema.Point{{Label: "3."}, {Label: "一是"}}))
}

func figureOf(t *testing.T, text, value string) *figure {
	d, err := schema.ParseDecimal(value)
	require.NoError(t, err)
	x := &schema.Indicator{Text: text, Value: d, Unit: strings.TrimLeft(text, "0123456789.,万亿"), Kind: schema.Quantity, End: len([]rune(text))}
	return &figure{Indicator: x, number: printed(x)}
}

// The bounds by which two figures are of about one size count as within.
func TestProportions(t *testing.T) {
	f := func(text, value string) *figure { return figureOf(t, text, value) }
	require.True(t, alike(f("100户", "100"), f("50户", "50")))
	require.True(t, alike(f("50户", "50"), f("100户", "100")))
	require.False(t, alike(f("101户", "101"), f("50户", "50")))
	require.True(t, related(f("100户", "100"), f("5户", "5")))
	require.False(t, related(f("101户", "101"), f("5户", "5")))
	require.True(t, farApart(f("1万户", "10000"), f("2户", "2")))
	require.False(t, farApart(f("9999户", "9999"), f("2户", "2")))
}

// How a figure is printed tells how exact it is.
func TestPrinted(t *testing.T) {
	for _, c := range []struct{ text, value, digits, scale, last, slack string }{
		{"0个", "0", "", "1", "1", "0"},
		{"12个", "12", "12", "1", "1", "0"},
		{"1,200个", "1200", "1200", "1", "1", "0"},
		{"３．５个", "3.5", "3.5", "1", "0.1", "0.05"},
		{"1.20万个", "12000", "1.2", "10000", "100", "50"},
		{"3万个", "30000", "3", "10000", "10000", "5000"},
		{"十二个", "12", "", "1", "1", "0"},
		{"第1.2.3个", "1.2", "1.2", "1", "0.1", "0.05"},
	} {
		n := figureOf(t, c.text, c.value).number
		digits := ""
		if n.digits != nil {
			digits = plain(n.digits)
		}
		require.Equal(t, []string{c.digits, c.scale, c.last, c.slack}, []string{digits, plain(n.scale), plain(n.last), plain(n.slack)}, c.text)
	}
	for text, want := range map[string]bool{"3亿": true, "99": true, "100": true, "101": false, "120": true, "99.5": false, "十二": false} {
		require.Equal(t, want, figureOf(t, text, "3").isRound(), text)
	}
}

// The marks of rows have a style each.
func TestStyleOf(t *testing.T) {
	for label, want := range map[string]int{"一、税收": 1, "十二、税收": 1, "（一）税收": 2, "1.税收": 3, "12、税收": 3, "(1)税收": 4, "税收": 0, "一般预算": 0, "（一般）": 0, "1税收": 0, "": 0} {
		require.Equal(t, want, styleOf(label), label)
	}
	for label, want := range map[string]int{"小计": 1, "全市": 2, "合计": 3, "全市合计": 3, "合计（12个）": 3, "总计": 4} {
		require.Equal(t, want, rankOf(label), label)
	}
}

// The label of a column is what stands last in its header, its group what stands in front.
func TestColumnOf(t *testing.T) {
	for header, want := range map[string][2]string{"合计": {"", "合计"}, "新建 / 学 校": {"新建", "学校"}, "一 / 二 / 三": {"一 / 二", "三"}, " / 三": {"", "三"}} {
		c := columnOf(1, &schema.Column{Header: header})
		require.Equal(t, want, [2]string{c.group, c.label}, header)
	}
	for kind, want := range map[schema.IndicatorKind]bool{"": true, schema.Quantity: true, schema.Difference: true, schema.Completion: false, schema.Growth: false, schema.Rank: false} {
		require.Equal(t, want, addsUp(kind), kind)
	}
}

// A row without a name is called by the text of its first cell, where that is no figure's.
func TestFirstWords(t *testing.T) {
	annex := &schema.Annex{Columns: []schema.Column{{Role: schema.RoleExtra}, {Role: schema.RoleFigure}}}
	for want, cells := range map[string][]schema.Cell{"甲村": {{Column: 0, Text: "甲村"}, {Column: 1, Text: "12"}}, "": {{Column: 1, Text: "12"}}} {
		require.Equal(t, want, firstWords(&schema.Row{Cells: cells}, annex))
	}
	require.Empty(t, firstWords(&schema.Row{}, annex))
	require.Empty(t, firstWords(&schema.Row{Cells: []schema.Cell{{Column: 2, Text: "甲村"}}}, annex), "a column that is not there")
}

// A cell says nothing if it is empty or has a mark or word for nothing; it is bare if little stands beside its figure.
func TestIsBlank(t *testing.T) {
	for text, want := range map[string]bool{"": true, " \n": true, "—": true, "－": true, "/": true, " / ": true, "0": false, "无人机": false, "—————————": false, "/12": false} {
		require.Equal(t, want, isBlank(text), "%q", text)
	}
	for text, want := range map[string]bool{"12": true, "约12个": true, "12（全部）": true, "12（已完成）": false, " 12 ": true, "共计完成12": true, "共计已完成12": false} {
		at := len([]rune(text[:strings.Index(text, "12")]))
		require.Equal(t, want, isBare(&schema.Indicator{Text: "12", Start: at, End: at + 2}, text), text)
	}
	long := strings.Repeat("1", mostDigits)
	require.True(t, isBare(&schema.Indicator{Text: long, End: mostDigits}, long))
	require.False(t, isBare(&schema.Indicator{Text: long + "1", End: mostDigits + 1}, long+"1"))
	require.False(t, isBare(&schema.Indicator{Text: "1-2", End: 3, ValueMax: &schema.Decimal{}}, "1-2"))
}

// Names of lists have three characters at least and twenty at most, and are no steps of work; a count of them is small, whole and exact.
func TestNamesOfLists(t *testing.T) {
	for name, want := range map[string]bool{"滨江路": false, "一中": true, strings.Repeat("甲", 20): false, strings.Repeat("甲", 21): true, "可研批复": true, "甲，乙丙丁": true} {
		require.Equal(t, want, isNoName(name), name)
	}
	for text, value := range map[string]string{"2条": "2", "30条": "30"} {
		require.True(t, figureOf(t, text, value).canCountList(), text)
	}
	for text, value := range map[string]string{"1条": "1", "2.5条": "2.5", "0条": "0", "3万条": "30000"} {
		require.False(t, figureOf(t, text, value).canCountList(), text)
	}
	most := figureOf(t, "2条", "2")
	most.value = exact.NewRat(mostListed, 1)
	require.True(t, most.canCountList())
	most.value = exact.NewRat(mostListed+1, 1)
	require.False(t, most.canCountList())
}

// Names are alike if they begin with the same two characters and share four; of a project a name has five.
func TestNamesOfProjects(t *testing.T) {
	require.True(t, namedAlike("融汇温泉城社区公园", "融汇社区公园地块"))
	require.True(t, namedAlike("甲乙丙丁", "甲乙丙丁戊"), "four are enough")
	require.False(t, namedAlike("甲乙丙", "甲乙丙丁戊"))
	require.False(t, namedAlike("甲乙丙丁戊", "甲丙乙丙丁戊"))
	require.False(t, namedAlike("甲乙社区公园", "甲丙社区公园"))
	require.True(t, isName("甲乙丙丁戊"))
	require.False(t, isName("甲乙丙丁"))
	require.True(t, overlap("甲乙丙", "乙丙", 2))
	require.True(t, overlap("甲乙", "丙甲乙", 2))
	require.False(t, overlap("甲乙丙", "甲丙", 2))
	require.False(t, overlap("甲", "甲", 2))
}

// A number that an indicator or a date holds is read, whatever the coverage says; another in the text, in another field or column is not.
func TestReadAllTheSame(t *testing.T) {
	one, two := 1, 2
	p := &place{row: &schema.Row{Dates: []schema.Date{{Field: schema.FieldProgress, Start: 20, End: 25}}}, indicators: []schema.Indicator{
		{Field: schema.FieldProgress, Start: 10, End: 14}, {Field: schema.FieldTarget, Start: 3, End: 5}, {Field: schema.FieldProgress, Start: 2, End: 4},
		{Field: schema.FieldCell, Column: &two, Start: 0, End: 3}, {Field: schema.FieldCell, Column: &one, Start: 8, End: 9},
	}}
	read := p.readAllTheSame()
	for _, u := range []schema.Unexplained{{Field: schema.FieldProgress, Start: 2}, {Field: schema.FieldProgress, Start: 3}, {Field: schema.FieldProgress, Start: 13},
		{Field: schema.FieldProgress, Start: 24}, {Field: schema.FieldTarget, Start: 3}, {Field: schema.FieldCell, Column: &two, Start: 2}, {Field: schema.FieldCell, Column: &one, Start: 8}} {
		require.True(t, read(u), "%+v", u)
	}
	for _, u := range []schema.Unexplained{{Field: schema.FieldProgress, Start: 1}, {Field: schema.FieldProgress, Start: 4}, {Field: schema.FieldProgress, Start: 14},
		{Field: schema.FieldProgress, Start: 25}, {Field: schema.FieldTarget, Start: 2}, {Field: schema.FieldNote, Start: 3}, {Field: schema.FieldCell, Column: &two, Start: 3},
		{Field: schema.FieldCell, Column: &one, Start: 2}} {
		require.False(t, read(u), "%+v", u)
	}
}

// Of the aims in other cells than the target those of the unit count, as many as are set against each other.
func TestOtherAims(t *testing.T) {
	aim := func(field schema.Field, unit string, state schema.State) schema.Indicator {
		return schema.Indicator{Field: field, Unit: unit, State: state, Text: "5" + unit}
	}
	p := &place{row: &schema.Row{}, indicators: []schema.Indicator{aim(schema.FieldTarget, "个", schema.Target), aim(schema.FieldProgress, "个", schema.Target),
		aim(schema.FieldProgress, "个", schema.Actual), aim(schema.FieldProgress, "户", schema.Target)}}
	require.Equal(t, []int{1}, func() (list []int) {
		for _, f := range p.otherAimsIn("个") {
			list = append(list, f.index)
		}
		return list
	}())
	require.Len(t, p.otherAimsIn("户"), 1)
	require.Empty(t, p.otherAimsIn("亩"))
	require.Empty(t, (&place{section: &schema.Section{}, indicators: p.indicators}).otherAimsIn("个"), "a section has no target")
	many := &place{row: &schema.Row{}}
	for range mostRelated + 5 {
		many.indicators = append(many.indicators, aim(schema.FieldProgress, "个", schema.Target))
	}
	require.Len(t, many.otherAimsIn("个"), mostRelated)
}

// What was done and what is to be done as it was are told by the word in front of the verb.
func TestNotYet(t *testing.T) {
	before := func(s string) *figure { return &figure{before: s} }
	require.True(t, notYet(before("整改"), before("限期整改")))
	require.True(t, notYet(before("已开工"), &figure{after: "尚未开工"}))
	require.False(t, notYet(before("限期整改"), before("限期整改")), "neither is done")
	require.False(t, notYet(before("整改"), before("整改")))
	require.False(t, notYet(before("改"), before("限期改")), "no word")
}

// Bounds that count as within: a place at the front of a text, the longest number that a message holds, a whole of nothing.
func TestFirstAndLast(t *testing.T) {
	long := strings.Repeat("7", 100)
	require.Equal(t, long, shortened(long))
	require.Equal(t, long+"…", shortened(long+"7"))
	require.True(t, isAside(&figure{bracket: 0}))
	require.True(t, isAside(&figure{bracket: -1, opensPart: true}))
	require.False(t, isAside(&figure{bracket: -1}))
	require.Zero(t, percent(one, zero).Sign())
	require.Equal(t, "50", plain(percent(half, one)))
	require.Empty(t, withoutBracket("（一）合计"))
	require.Equal(t, "合计", withoutBracket("合计（12个）"))
	for s, want := range map[string]bool{"已完成": true, "可研批复": true, "滨江路": false, "完成滨江路": false, "": true} {
		require.Equal(t, want, isProcess(s), s)
	}
}

// Cells outside of the table are none, and a text without a column of its own stands in the only one of its role that is left.
func TestRowCells(t *testing.T) {
	r := &rowCells{cells: make([]cellOf, 3)}
	for column, text := range map[int]string{-1: "甲", 0: "乙", 2: "丙", 3: "丁"} {
		r.put(column, text)
	}
	require.Nil(t, r.in(-1))
	require.Equal(t, "乙", r.in(0).text)
	require.Nil(t, r.in(1), "blank")
	require.Equal(t, "丙", r.in(2).text)
	require.Nil(t, r.in(3))
	require.Equal(t, 1, r.columnFor([]int{0, 1, 2}, "戊"))
	require.Equal(t, -1, r.columnFor([]int{0, 2}, "戊"))
	require.Equal(t, -1, r.columnFor(nil, "戊"))
}
