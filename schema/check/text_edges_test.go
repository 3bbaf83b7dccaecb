package check_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/schema/check"
)

// TestCellsAtTheEdges has cells in which a mark stands twice, a figure is just as large as its whole or nothing, or a list has just as many
// names as are counted.
func TestCellsAtTheEdges(t *testing.T) {
	for text, want := range map[string][]string{
		"累计排查156处，整改销号151处，整改销号率96.200%。": {"1.1 rate/mismatch [96.200%] 151/156"},
		"累计排查156处，整改销号151处，整改销号率96.795%。": nil,
		"惠及老人32人、儿童20人、妇女15人，共20人。":       {"1.1 part/sum [20人] 32+20+15"}, // more than one of them
		"共有党员12名，其中男党员540名、女党员330名。":      {"1.1 part/exceeds-whole [540名] 540>12", "1.1 part/sum [330名] 540+330"},

		"改造道路40条，3条正在施工，其余35条正在设计。":        {"1.1 part/sum [35条] 3+35"},
		"改造道路40条，沙磁路已完工，3条正在施工，其余35条正在设计。": nil, // and others may be, too
		"首先要统一思想，一是加强领导，二是加强督查。":           nil,

		"①一是完成立项，二是完成设计。":                nil,
		"新建学校2所，分别为甲小学。":                 nil, // of one name nobody knows whether it is all
		"建成图书馆、文化馆、体育馆等 2个场馆。":           {"1.1 count/list [2个]"},
		"建成图书馆、文化馆、体育馆 等2个场馆。":           {"1.1 count/list [2个]"},
		"年度目标3.2万亩，累计完成2.7亩。":            {"1.1 magnitude/suspect [2.7亩] 2.7/32000"},
		"东街2个，西街2个，其中4个已建成。":             nil, // of both
		"受理18件，办结20件，包括上年结转5件。":          nil, // of those as well
		"承办建议198件。其中，已办结156件，其余40件正在办理。": {"1.1 part/sum [40件] 156+40"},
		"承办建议198件。其中，已办结156件，其余42件正在办理。": nil,

		"①立项完成；①设计完成；②正在施工。":             {"1.1 points/gap [①]"},
		"①立项完成；①设计完成。":                   nil, // no second point says that these are points
		"①立项；②设计；②施工。":                   {"1.1 points/gap [②]"},
		"①立项；③施工。":                       {"1.1 points/gap [③]"},
		"②设计；③施工。":                       {"1.1 points/gap [②]"},
		"一是完善机制；三是压实责任。":                 {"1.1 points/gap [三是]"},
		"第一是完善机制；第三是压实责任。":               {"1.1 points/gap [第三是]"},
		"第一是完善机制；第二是压实责任。":               nil,
		"一是完善机制；一是压实责任；二是强化督查。":          {"1.1 points/gap [一是]"},
		"建成图书馆、文化馆、体育馆等2个场馆。":            {"1.1 count/list [2个]"},
		"建成图书馆、文化馆、体育馆等3个场馆。":            nil,
		"建成图书馆、文化馆、体育馆等5个场馆。":            nil,
		"测评结果，满意175件，基本满意43件，不满意4件。":     nil,
		"考核结果，优秀26人，合格43人，不合格4人。":        nil,
		"通过现场查看、听取汇报、查阅台账等方式对9个项目逐一了解。":  nil, // ways, and no projects
		"15个项目中，8个已完工，4个在建，3个未开工。":       nil,
		"抽检农产品1252批次，合格1252批次，合格率99.4%。": {"1.1 rate/mismatch [99.4%] 1252/1252"},
		"抽检农产品1252批次，合格1252批次，合格率100%。":  nil,
		"惠及15.2万人，其中老年人18万人。":            {"1.1 part/exceeds-whole [18万人] 18>15.2"},
		"惠及15.2万人，其中老年人15.2万人。":          nil,
		"承办建议198件，已办结156件，其余42件正在办理。":    nil,
		"承办建议198件，已办结156件，其余40件正在办理。":    {"1.1 part/sum [40件] 156+40"},

		"收到信访件320件，审结310件，审结率89.9%。":         {"1.1 rate/mismatch [89.9%] 310/320"},
		"收到信访件320件，审结310件（含旧存25件），审结率89.9%。": nil, // of those as well
		"承办建议198件，已办结156件，其余40件正在办理，3件尚未办理。": {"1.1 part/sum [40件] 156+40"},
		"承办建议198件，已办结156件，其余40件正在办理，2件尚未办理。": nil,

		"改造县道120公里、乡道80公里，合计220公里。":          {"1.1 part/sum [220公里] 120+80"},
		"改造县道120公里、乡道80公里，合计220公里（含村道20公里）。": nil, // which may be in neither
		"收到来信20件，受理95件。":                     {"1.1 part/exceeds-whole [95件] 95>20"},
		"收到来信20件、来电85个，受理95件。":               nil, // of both

		"新增床位500张，其中护理型床位350张，占比62%。":   {"1.1 rate/mismatch [62%] 350/500"},
		"新增床位500张，其中护理型床位350张，占比为62%。":  {"1.1 rate/mismatch [62%] 350/500"},
		"新增床位500张，其中护理型床位350张，占比达到62%。": nil, // of all there are now

		"全区36个村，18个已完成验收，5个正在施工，6个完成设计，剩余2个因征地未动工。":             {"1.1 part/sum [2个] 18+5+6+2"},
		"全区31个村，18个已完成验收，5个正在施工，6个完成设计，剩余2个因征地未动工。":             nil,
		"6座中转站中，1座已投运，1座正在安装压缩设备，1座完成招标，剩余1座尚未动工。":              {"1.1 part/sum [1座] 1+1+1+1"},
		"计划加装60部，完工32部，在建20部，剩余8部。":                             nil,
		"计划加装60部，完工32部，在建20部，剩余7部。":                             {"1.1 part/sum [7部] 32+20+7"},
		"计划加装60部。完工32部。剩余28部。":                                  nil,
		"东区道路12.5公里，西区道路7.3公里，合计19.7公里。":                        nil, // as much as rounding may do
		"东区道路12.5公里，西区道路7.3公里，合计19.6公里。":                        {"1.1 part/sum [19.6公里] 12.5+7.3"},
		"惠及老人32人、儿童20人、妇女15人，共67人。":                             nil,
		"惠及老人32人、儿童20人、妇女15人，共60人。":                             {"1.1 part/sum [60人] 32+20+15"},
		"惠及老人32人、儿童20人、妇女15人，共70人。":                             {"1.1 part/sum [70人] 32+20+15"},
		"共有村庄120个，其中山区村75个、平原村45个。":                             nil,
		"共有村庄120个。其中山区村75个、平原村55个。":                             {"1.1 part/sum [55个] 75+55"},
		"进出口52.4亿元，下降3.8%。其中，出口38.1亿元，增长2.2%；进口16.3亿元，下降13.9%。": {"1.1 part/sum [16.3亿元] 38.1+16.3"},
		"进出口54.4亿元，下降3.8%。其中，出口38.1亿元，增长2.2%；进口16.3亿元，下降13.9%。": nil,
		"收入32亿元，增长3%。其中，税收38亿元。":                                {"1.1 part/exceeds-whole [38亿元] 38>32"},
		"共有水库88座，其中大型3座、中型17座、小型78座。":                           {"1.1 part/sum [78座] 3+17+78"},
		"共有党员860名，其中女党员430名、青年党员440名。":                          nil, // who may be both
		"54个重点项目已开工46个，开工率90.2%。":                               {"1.1 rate/mismatch [90.2%] 46/54"},
		"54个重点项目已开工46个，开工率85.2%。":                               nil,
		"18个项目中，9个竣工，占比50%；6个在建，占比33.3%；3个未开工，占比26.7%。":         {"1.1 rate/mismatch [26.7%] 3/18"},
		"任务数50户，完成35户，完成任务的65%。":                                {"1.1 rate/mismatch [65%] 35/50"},
		"任务数50户，完成35户，完成任务的70%。":                                nil,
		"全县12个乡镇，已有9个乡镇达标，占比85%。":                               {"1.1 rate/mismatch [85%] 9/12"},
		"全县12个乡镇，另有9个村达标，占比85%。":                                nil,
		"新建学校6所，分别为：甲小学、乙小学、丙中学、丁幼儿园、戊小学。":                      {"1.1 count/list [6所]"},
		"新建学校5所，分别为甲小学、乙小学、丙中学、丁幼儿园、戊小学。":                       nil,
		"新建学校6所，分别是甲小学、乙小学等。":                                   nil,
		"新建学校3所，分别是甲小学和乙小学、丙中学。":                                nil,
		"未完成2项，分别为：建成停车楼4座、改造燃气管网15公里、公园1个。":                    nil,
		"关停企业2家，分别是甲化工公司、乙电镀公司、丙印染公司。":                          {"1.1 count/list [2家]"},
		"共有村庄120个，其中山区村120个、平原村0个。":                             nil,
		"完成投资100亿元，其中工业投资100.5亿元。":                              nil, // as much as rounding may do
		"完成投资100亿元，其中工业投资100.6亿元。":                              {"1.1 part/exceeds-whole [100.6亿元] 100.6>100"},

		"排查隐患1000处，整改995处，整改率99.4%。":             nil, // one of the last digit beside
		"排查隐患1000处，整改995处，整改率99.6%。":             nil,
		"排查隐患1000处，整改995处，整改率99.3%。":             {"1.1 rate/mismatch [99.3%] 995/1000"},
		"排查隐患1000处，整改995处，整改率99.7%。":             {"1.1 rate/mismatch [99.7%] 995/1000"},
		"排查隐患0处，整改0处，整改率100%。":                   nil, // of nothing
		"整改问题100个，整改率100%。":                      nil,
		"整改问题100个，整改率100.1%。":                    {"1.1 part/exceeds-whole [100.1%]"},
		"移动电话用户32万户，普及率121.3%。":                  nil,
		"签约项目74个，开工68个，开工率91.9%，完工39个，完工率52.7%。": nil, // of all
		"占总投资4.2亿元的61.9%。":                       nil, // what it is, stands elsewhere
		"10万平方米的126%。":                           nil,

		"全区8.12万户雨棚已拆除79800户。":  nil,
		"年度任务目标6.4亿元，累计完成投资7元。": nil, // which may be the price of one
		"引进甲科技公司、乙制造公司1个项目。":    nil, // of both

		"1.立项完成。3.施工开始。":                                            {"1.1 points/gap [3.]"},
		"1.立项完成。2.设计完成。3.施工开始。":                                     nil,
		"1、立项完成；2、设计完成；4、施工开始。":                                     {"1.1 points/gap [4、]"},
		"（一）立项完成。（三）施工开始。":                                          {"1.1 points/gap [（三）]"},
		"（一）立项完成。（二）施工开始。":                                          nil,
		"首先加大投入，其次保护耕地，四是搞好开发。":                                     {"1.1 points/gap [四是]"},
		"①一是完成立项；②二是完成设计；③三是开始施工。":                                  nil,
		"把握“新的要求”。②某同志指出，任务有两个方面。":                                  nil, // a note
		"把握新的要求。②某同志指出，任务有两个方面。":                                    {"1.1 points/gap [②]"},
		"1.立项。2.设计。3.招标。4.拆迁。5.基础。6.主体。7.装修。8.验收。9.移交。10.投用。11.运营。": nil,
		"1.立项。2.设计。3.招标。4.拆迁。5.基础。6.主体。7.装修。8.验收。9.移交。11.投用。":       {"1.1 points/gap [11.]"},
		"（一）立项。（二）设计。（三）招标。（四）拆迁。（五）基础。（六）主体。（七）装修。（八）验收。（九）移交。（十）投用。（十一）运营。（十二）评估。": nil,
		"（一）立项。（二）设计。（三）招标。（四）拆迁。（五）基础。（六）主体。（七）装修。（八）验收。（九）移交。（十一）投用。":              {"1.1 points/gap [（十一）]"},

		"2023年13月5日开工。": {"1.1 number/unexplained [13月]"},
		"20年50月开工。":     {"1.1 number/unexplained [50月]"},
		"完成三":           nil,
		"二":             nil,
	} {
		if want == nil {
			want = []string{}
		}
		require.Equal(t, want, found(checked(t, row("", text))), text)
	}
}

// TestPieces checks cells that are cut in front or behind: a finding marks words of what is left.
func TestPieces(t *testing.T) {
	for _, text := range []string{
		"①排查隐患120处，整改108处，整改率93%；③建成图书馆、文化馆（新馆）等3个场馆。", "承办建议198件，其中：代表建议120件、委员提案80件，已办结156件，办结率78.8%，其余40件正在办理。",
		"收到建议86件、提案112件，办结198件（含旧存9件）。一是加大投入。其次保护耕地。三是建成图书馆、文化馆 等3个场馆。",
	} {
		runes := []rune(text)
		for i := range runes {
			for _, piece := range []string{string(runes[:i]), string(runes[i:])} {
				for _, r := range checked(t, row(piece, piece)).Annexes[0].Rows {
					for _, f := range r.Findings {
						if f.Field == schema.FieldProgress {
							require.True(t, 0 <= f.Start && f.Start <= f.End && f.End <= len([]rune(r.Progress)), piece)
						}
					}
				}
			}
		}
	}
}

// TestLongSentences: sentences without end are cut in two, wherever that falls within a list and its count, and nearly all lists are checked.
func TestLongSentences(t *testing.T) {
	const one, times = "甲家路、乙家路、丙家路等2个，", 400
	for shift := range len([]rune(one)) {
		text := strings.Repeat("东", shift) + strings.Repeat(one, times)
		require.Greater(t, len(found(checked(t, row("", text)))), times-5, "%d characters in front", shift)
	}
}

// TestMessagesOfCells holds what a finding says besides the figures that it marks.
func TestMessagesOfCells(t *testing.T) {
	for text, want := range map[string]string{
		"全区81200万户雨棚已拆除79800户。":   "81200万户 stands beside 79800户, which counts the same by about 10000 times less",
		"年度任务目标6.4亿元，累计完成投资7.2元。": "7.2元 stands beside 6.4亿元, which counts the same by about 100000000 times more",
		"①甲地块开工。③乙地块开工。":          "the point ③ follows ①, with none between",
		"②甲地块开工。③乙地块开工。":          "the point ② stands there without a first one",
		"①甲地块开工。②乙地块开工。②丙地块开工。":   "the point ② stands there twice",
		"排查隐患120处，整改108处，整改率93%。": "93% is printed, but 108处 of 120处 is 90%",
	} {
		findings := checked(t, row("", text)).Annexes[0].Rows[0].Findings
		require.Len(t, findings, 1, text)
		require.Equal(t, want, findings[0].Message)
	}
}

// TestUnexplainedBesideRead: a number that was not read is found beside those that were, in the same cell or another.
func TestUnexplainedBesideRead(t *testing.T) {
	r := checked(t, row("202310月份", "工业增加值增长8%，2023年13月5日开工，建成3座。"))
	require.Equal(t, []string{"1.1 number/unexplained [202310月份]", "1.1 number/unexplained [13月]"}, found(r))
}

// TestRowsOfOneName sets rows against each other that two annexes have of one project.
func TestRowsOfOneName(t *testing.T) {
	for _, c := range []struct {
		name, progress, otherProgress string
		want                          []string
	}{
		{"滨江公园", "完成总工程量的60%。", "完成总工程量的50%。", []string{"2.1 cross/disagree [50%] annex 1, row 1"}},
		{"滨江公园", "完成总工程量的60%。", "完成总工程量的60%。", nil},
		{"滨江公园二期", "完成投资60万元。", "完成投资50万元。", []string{"2.1 cross/disagree [50万元] annex 1, row 1"}},
		{"滨江公园二期", "完成投资60万元。", "完成投资0.006亿元。", nil},
		{"新公园", "完成总工程量的60%。", "完成总工程量的50%。", nil}, // as any may be called
	} {
		text := twoAnnexes("进展顺利。", c.name, "建设公园", c.progress, c.name, c.otherProgress)
		require.Equal(t, append([]string{}, c.want...), found(checked(t, text)), "%s: %s %s", c.name, c.progress, c.otherProgress)
	}
}

// TestCountsByStatus sets counts against an annex of 25 rows: 2 completed, 20 under way, one stalled, 2 not started.
func TestCountsByStatus(t *testing.T) {
	const title = "重点工作任务进展情况表"
	for _, c := range []struct{ heading, text, want string }{
		{"重点工作任务进展情况", "22项任务已开工。", ""},
		{"重点工作任务进展情况", "23项任务已开工。", ""}, // what has stalled may have begun
		{"重点工作任务进展情况", "21项任务已开工。", "the narrative says 21项, annex 1 has 22 rows that have begun"},
		{"重点工作任务进展情况", "24项任务已开工。", "the narrative says 24项, annex 1 has 22 rows that have begun"},
		{"重点工作任务进展情况", "2项任务已完成。", ""},
		{"重点工作任务进展情况", "3项任务已完成。", ""}, // or be done
		{"重点工作任务进展情况", "1项任务已完成。", "the narrative says 1项, annex 1 has 2 rows that are completed"},
		{"重点工作任务进展情况", "4项任务已完成。", "the narrative says 4项, annex 1 has 2 rows that are completed"},
		{"重点工作任务进展情况", "24项任务均已完成。", "the narrative says 24项, annex 1 has 25 rows"},
		{"重点工作任务进展情况", "24项任务全部滞后。", ""}, // others are not
		{"重点工作任务进展情况", "24项任务均正常推进。1项任务因征地滞后。", ""},
		{"重点工作任务进展情况", "24项任务均正常推进。征地影响1项任务。", "the narrative says 24项, annex 1 has 25 rows"},
		{"任务进展", "24项任务总体进展顺利。", "the narrative says 24项, annex 1 has 25 rows"},
		{"任务进", "24项任务总体进展顺利。", ""}, // too little to tell the annex by
		{"总体情况", "24项重点任务均有序推进（详见附件2）。", ""},
		{"总体情况", "民生实事情况见附件2。24项重点任务均有序推进（详见附件1）。", "the narrative says 24项, annex 1 has 25 rows"},
	} {
		rows := repeated(25, func(i int) string {
			states := map[int]string{0: "已完成。", 1: "已完成。", 2: "因征地停工。", 23: "尚未启动。", 24: "尚未启动。"}
			return task(i+1, "推进"+string(rune('甲'+i))+"项目建设", cmp.Or(states[i], "正在推进。"))
		})
		r := checked(t, "关于2021年重点工作任务进展情况的报告\n一、"+c.heading+"\n"+c.text+"\n附件1\n"+title+"\n"+head+rows)
		said := []string{}
		for _, f := range r.Sections[len(r.Sections)-1].Findings {
			said = append(said, f.Message)
		}
		require.Equal(t, c.want, strings.Join(said, " "), "%s: %s", c.heading, c.text)
	}
}

// TestRateColumn sets the cell of the rate against what was reached of the one target.
func TestRateColumn(t *testing.T) {
	for _, c := range []struct {
		target, progress, rate string
		want                   []string
	}{
		{"新建公厕36座", "已建成18座。", "60%", []string{"1.1 table/rate [60%] 18/36"}}, // as in any table
		{"新建公厕36座", "全区已建成并投用18座。", "60%", []string{"1.1 rate/mismatch [60%] 18/36"}},
		{"新建公厕36座", "全区已建成并投用18座。", "50%", nil},
		{"新建公厕36座", "全区已建成并投用18座。", "约60%", nil},
		{"新建公厕36座", "全区已建成并投用18座。", "60分", nil},
		{"新建公厕36座", "正在选址。", "60%", nil},
		{"推进公厕建设", "全区已建成并投用18座。", "60%", nil},
		{"新建公厕36座、改建20座", "全区已建成并投用18座。", "60%", nil}, // of which of them
		{"新建公厕36座", "全区已建成并投用18座。", "", nil},
	} {
		text := `<meta charset="utf-8"><p>附件1</p><p>重点工作任务进展情况表</p><table><tr><td>序号<td>年度任务<td>责任单位<td>进展情况<td>完成率</tr>` +
			"<tr><td>1<td>" + c.target + "<td>区住房城乡建委<td>" + c.progress + "<td>" + c.rate + "</tr>" +
			"<tr><td>2<td>推进乙项目<td>区教委<td>正在推进。<td>10%</tr></table>"
		require.Equal(t, append([]string{}, c.want...), found(checkedBytes(t, "a.html", []byte(text))), "%v", c)
	}
}

// TestPointsInCells: points are looked for in long cells without a field of their own, too; a cell of no column does no harm.
func TestPointsInCells(t *testing.T) {
	text := "①" + strings.Repeat("甲", 50) + "；③完成设计。"
	r := &schema.Report{Annexes: []schema.Annex{{Index: 1, Columns: make([]schema.Column, 2), Rows: []schema.Row{{Index: 1,
		Cells: []schema.Cell{{Column: 1, Text: text}, {Column: 2, Text: "3"}, {Column: -1, Text: "4"}}}}}}}
	check.Report(r)
	require.Len(t, r.Annexes[0].Rows[0].Findings, 1)
	require.Equal(t, schema.PointsGap, r.Annexes[0].Rows[0].Findings[0].Code)
}
