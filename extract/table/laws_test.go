package table

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

func TestJoinLines(t *testing.T) {
	for s, want := range map[string]string{
		"项 目\n名 称": "项目名称", " 序 号 ": "序号", "GDP 总量": "GDP总量", "完成 5G 基站": "完成5G基站", "PM 2.5": "PM 2.5", "A\nB": "AB", "年　度": "年度", "": "",
	} {
		require.Equal(t, want, joinLines(s), "%q", s)
	}
}

// A change is a decrease if all words for it are of one.
func TestLess(t *testing.T) {
	l := testLabels(t)
	for label, want := range map[string]bool{
		"下降%": true, "同比下降（%）": true, "减少额": true, "能耗下降率": true, "增长%": false, "增长（下降）%": false, "升降": false, "投资": false, "完成下降目标%": false,
	} {
		require.Equal(t, want, l.Read([]string{label}).Less, label)
	}
}

func TestOwnCells(t *testing.T) {
	wide, narrow := &block.Cell{Text: "a", ColSpan: 9}, &block.Cell{Text: "b", ColSpan: 2}
	cells := []*block.Cell{wide, wide, wide, narrow, narrow}
	own := ownCells(cells, 3)
	require.Equal(t, []int{3, 3, 3, 2, 2}, []int{own[0].ColSpan, own[1].ColSpan, own[2].ColSpan, own[3].ColSpan, own[4].ColSpan})
	require.True(t, own[0] == own[1] && own[1] == own[2], "one cell is one cell afterwards")
	require.True(t, own[3] == narrow)
	require.Equal(t, 9, wide.ColSpan, "what is not the table's own is left as it is")
	require.Equal(t, cells, ownCells(cells, 9))
}

// Codes are told by their digits: all of one length, with zeros in front.
func TestDigitsOfSamples(t *testing.T) {
	for figures, want := range map[string][3]int{ // zeros in front, most digits, fewest
		"010 002 113": {2, 3, 3}, "7 12 100": {0, 3, 1}, "0 5": {0, 1, 1}, "101 2.5": {0, 3, 1}, "20 1,200": {0, 2, 1}, "-30 40": {0, 2, 1}, "1001 1002": {0, 4, 4},
	} {
		var s Sample
		for _, figure := range strings.Fields(figures) {
			s.whole(figure)
		}
		require.Equal(t, want, [3]int{s.zeros, s.digits, s.leastDigits}, figures)
	}
}

func TestAreShares(t *testing.T) {
	column := func(off float64, values ...float64) (list []printedValue) {
		for _, v := range values {
			list = append(list, printedValue{v, off, !math.IsNaN(v)})
		}
		return list
	}
	none := math.NaN()
	wholes, parts := column(0.5, 200, 400, 80, 50), column(0.5, 50, 100, 60, 10)
	for what, c := range map[string]struct {
		shares []printedValue
		want   bool
	}{
		"right":             {column(0.05, 25, 25, 75, 20), true},
		"rounded":           {column(0.5, 25, 25, 75, 20), true},
		"one wrong":         {column(0.05, 25, 25, 57, 20), false},
		"one much too much": {column(0.05, 29, 25, 75, 20), false},
		"one too little":    {column(0.05, 25, 21, 75, 20), false},
		"all the same":      {column(50, 25, 25, 25, 25), false},
		"one is not there":  {column(0.05, 25, none, 75, 20), false},
	} {
		require.Equal(t, c.want, areShares(c.shares, parts, wholes), what)
	}
	ones, twos := column(0.05, 1, 1, 1), column(0.5, 2, 2, 2)
	require.True(t, areShares(column(0.5, 38, 70, 50), ones, twos), "between 0.95 of 2.5 and 1.05 of 1.5")
	require.False(t, areShares(column(0.5, 36, 70, 50), ones, twos), "less")
	require.False(t, areShares(column(0.5, 38, 72, 50), ones, twos), "more")
	blank := column(0.05, 25, none, 75, 20)
	require.True(t, areShares(blank, column(0.5, 50, none, 60, 10), wholes), "a row without either says nothing")
	require.False(t, areShares(column(0.05, 25, 25, 75, 20), parts, column(0.5, 200, 0, 80, 50)), "nothing is a share of nothing")
	require.False(t, areShares(nil, nil, nil))
}

// lostOf is a header that has lost its merges, above columns that look like this.
func lostOf(t *testing.T, columns ...lostColumn) *lost {
	return &lost{Reader: &Reader{Labels: testLabels(t)}, width: len(columns), columns: columns, read: map[string]*Label{}}
}

// Which labels stand above which is weighed; here is what has to weigh more than what.
func TestWeightsOfLostLabels(t *testing.T) {
	l := lostOf(t)
	order := func(label string, i, n int) float64 { return l.order(l.label(label), i, n) }
	require.Greater(t, order("目标任务", 0, 3), order("目标任务", 1, 3), "aims stand in front")
	require.Greater(t, order("目标任务", 0, 3), order("目标任务", 2, 3))
	require.Greater(t, order("完成率", 2, 3), order("完成率", 1, 3), "shares stand behind")
	require.Greater(t, order("完成率", 1, 3), order("完成率", 0, 3))
	require.Equal(t, order("人数", 0, 2), order("人数", 1, 2), "others anywhere")

	require.Greater(t, l.continues("完成率", "（%）"), l.continues("完成率", "人数"), "a bracket goes on with a label")
	require.Greater(t, l.continues("完成率", "%"), l.continues("完成率", "万元"), "a share is in per cent")
	require.Greater(t, l.continues("投资", "（万元）"), l.continues("投资", "（%）"))
	require.Greater(t, l.continues("完成投资", "数额"), l.continues("序号", "数额"), "nothing goes on with a running number")
	require.Greater(t, l.continues("完成投资", "数额"), l.continues("责任单位", "数额"))
	require.Greater(t, l.continues("完成投资", "数额"), l.continues("完成投资（万元）", "数额"), "nor with what has its unit")
	require.Greater(t, l.continues("完成数量", "（万元）"), l.continues("排名", "（万元）"), "no rank is in money")

	require.Zero(t, l.agrees("计划", [][]string{{"计划", "完成投资"}}), "two levels may say what they like")
	require.Negative(t, l.agrees("计划", [][]string{{"计划", "投资", "完成投资"}}))
	require.Zero(t, l.agrees("计划", [][]string{{"计划", "投资", "计划投资"}}))
	require.Zero(t, l.agrees("投资", [][]string{{"投资", "一季度", "完成投资"}}))
}

func TestLostLabelsFitColumns(t *testing.T) {
	counts := lostColumn{cells: 8, figures: 8, whole: true, small: true, most: 8}
	large := lostColumn{cells: 8, figures: 8, whole: true, most: 48000}
	decimals := lostColumn{cells: 8, figures: 8, most: 95.5}
	percents := lostColumn{cells: 8, figures: 8, percent: 8, most: 95.5}
	falls := lostColumn{cells: 8, figures: 8, minus: true, most: 12.5}
	words := lostColumn{cells: 8, figures: 2}
	l := lostOf(t, counts, large, decimals, percents, falls, words, lostColumn{})
	const ofCounts, ofLarge, ofDecimals, ofPercents, ofFalls, ofWords, ofNone = 0, 1, 2, 3, 4, 5, 6
	for _, c := range []struct {
		label      string
		more, less int
	}{
		{"序号", ofCounts, ofDecimals}, {"序号", ofCounts, ofWords}, {"序号", ofLarge, ofWords},
		{"项目名称", ofWords, ofCounts}, {"责任单位", ofWords, ofLarge}, {"备注", ofWords, ofPercents}, {"完成时限", ofWords, ofLarge},
		{"计划投资（万元）", ofLarge, ofWords}, {"计划投资", ofDecimals, ofWords}, {"完成投资", ofLarge, ofPercents}, {"完成投资", ofLarge, ofFalls},
		{"完成率", ofPercents, ofLarge}, {"完成率（%）", ofDecimals, ofLarge}, {"排名", ofCounts, ofLarge}, {"排名", ofCounts, ofDecimals},
		{"同比增长（%）", ofFalls, ofLarge}, {"增减", ofFalls, ofWords}, {"人数（人）", ofLarge, ofDecimals}, {"户数（户）", ofCounts, ofFalls},
	} {
		require.Greater(t, l.plain(c.label, c.more), l.plain(c.label, c.less), c.label)
	}
	for _, label := range []string{"序号", "项目名称", "备注", "完成率", "计划投资（万元）"} {
		require.Zero(t, l.plain(label, ofNone), "an empty column speaks for nothing and against nothing")
	}
	require.Less(t, l.plain("全市", ofLarge, "同比增长（%）"), l.plain("全市", ofLarge, "完成投资"), "no share is 48000")
	require.Greater(t, l.plain("额度", ofFalls, "比上年增减"), l.plain("额度", ofFalls, "完成投资"), "what falls is below changes")
}

func TestColumnsThatLostTheirHeader(t *testing.T) {
	rows := tableOf(block.LayoutTabs, "甲县|120|95.5%|2021-2023|-3.2| / 乙县|80|88%|2022|1.1| / 丙县|1,340|101%|待定|—|").Rows
	columns := lostColumns(rows, 6)
	require.Equal(t, lostColumn{cells: 3}, lostColumn{cells: columns[0].cells, figures: columns[0].figures})
	require.Equal(t, lostColumn{cells: 3, figures: 3, whole: true, most: 1340}, columns[1])
	require.Equal(t, 3, columns[2].percent)
	require.Equal(t, []int{3, 1}, []int{columns[3].cells, columns[3].figures}, "a span of years is no figure")
	require.Equal(t, []int{2, 2}, []int{columns[4].cells, columns[4].figures})
	require.True(t, columns[4].minus)
	require.False(t, columns[1].minus)
	require.Zero(t, columns[5].cells)

	require.True(t, columns[1].ofFigures())
	require.False(t, columns[0].ofFigures())
	require.False(t, (&lostColumn{cells: 4, figures: 2}).ofFigures(), "half is not most")
	require.True(t, countRows(tableOf(block.LayoutTabs, "1|甲 / 2|乙 / 3|丙").Rows))
	require.False(t, countRows(tableOf(block.LayoutTabs, "1|甲 / 3|乙").Rows))
	require.False(t, countRows(tableOf(block.LayoutTabs, "2|甲 / 3|乙").Rows))
	require.False(t, countRows(tableOf(block.LayoutTabs, "甲|1").Rows))
}

// A number of a group and its heading over all other columns.
func TestNumberedHeading(t *testing.T) {
	columns := []Column{{As: "number"}, {}, {}, {}}
	row := func(cells ...string) block.Row { // the last reaches to the end
		var row block.Row
		for i, s := range cells {
			x := &block.Cell{Text: s, ColSpan: 1, RowSpan: 1}
			if i == len(cells)-1 {
				x.ColSpan = len(columns) - i
			}
			for range x.ColSpan {
				row.Cells = append(row.Cells, x)
			}
		}
		return row
	}
	r := &Reader{}
	for _, c := range []struct {
		row  block.Row
		want string
	}{
		{row("一", "产业项目（2个）"), "产业项目（2个）"},
		{row("（二）", "民生项目"), "民生项目"},
		{row("3", "民生项目"), ""},            // may be the number of a row
		{row("一", "产业项目", "扩建"), ""},      // another cell of its own
		{row("产业项目"), ""},                 // no number
		{row("一", "产业项目已全部建成，效益良好。"), ""}, // a sentence
		{row("一", "123"), ""},
		{row("一", ""), ""},
	} {
		s, ok := r.NumberedHeading(columns, c.row)
		require.Equal(t, c.want != "", ok, "%v", c.row.Cells[1].Text)
		if ok {
			require.Equal(t, c.want, s)
		}
	}
}

// A label that was broken in two is known together, and neither of its parts is one.
func TestContinuesLabel(t *testing.T) {
	r := handReader(t)
	for pair, want := range map[[2]string]bool{
		{"责任单", "位"}: true, {"备", "注"}: true, {"完成", "时限"}: false,
		{"项目名称", "责任单位"}: false, {"甲", "乙"}: false, {"责任单位", "甲"}: false, {"甲", "责任单位"}: false,
	} {
		require.Equal(t, want, r.continuesLabel(pair[0], pair[1]), "%v", pair)
	}
}

// A unit behind a label without a bracket is told where it cannot be the end of a word.
func TestUnitsBehindLabels(t *testing.T) {
	l := testLabels(t)
	for label, want := range map[string]string{
		"新增就业万人": "万人", "完成投资亿元": "亿元", "增速%": "%", "绿化面积公顷": "公顷", "单位：万元": "万元", "计划投资：亿元": "亿元", "总投资/万元": "万元",
		"负责人": "", "完成": "", "项目个": "",
	} {
		require.Equal(t, want, l.Read([]string{label}).Unit.Text, label)
	}
}
