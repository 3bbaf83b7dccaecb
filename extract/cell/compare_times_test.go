package cell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/cell"
	"duban/schema"
)

// A target is compared with what was reached in all of the time: not with the first of several months, nor with a half of
// the year beside the other.
func TestComparisonsOfTimes(t *testing.T) {
	year := cell.Context{Year: 2021, Period: &schema.Period{Year: 2021, Start: "2021-01-01", End: "2021-12-31"}}
	for _, test := range []struct{ target, progress, want string }{
		{"完成投资20亿元", "上半年完成投资9亿元，下半年完成投资11亿元。", ""},
		{"完成投资20亿元", "上半年完成投资9亿元，下半年完成投资11亿元，全年累计完成投资20亿元。", "20亿元:20亿元"},
		{"完成投资20亿元", "上半年完成投资9亿元，前三季度完成投资15亿元。", "20亿元:15亿元"},
		{"完成投资20亿元", "1-9月完成投资15亿元，9月份完成投资2亿元。", "20亿元:15亿元"},
		{"完成投资20亿元", "2020年完成投资3亿元，2021年完成投资15亿元。", "20亿元:15亿元"},
		{"新建公厕14座", "2月建成公厕3座。3月建成公厕2座。累计建成公厕5座。", "14座:5座"},
		{"新建公厕14座", "3月建成公厕2座，截至10月底建成公厕12座。", "14座:12座"},
		{"新建公厕14座", "一季度建成公厕3座，二季度建成公厕2座，三季度建成公厕4座。", ""},
		{"新建公厕14座", "一季度建成公厕3座。", "14座:3座"},
		{"新建公厕14座", "2月建成公厕3座，改造驿站4座。", "14座:3座"},
		{"新建公厕14座、驿站9座", "上半年建成公厕3座，下半年建成驿站4座。", "14座:3座|9座:4座"},
		{"新建公厕14座", "去年新建公厕14座，今年新建公厕3座。", "14座:3座"},
		{"新建公厕14座", "上年同期新建公厕14座。", ""},
		{"培育企业200家", "新培育企业205家，累计达1255家", "200家:205家"},
	} {
		row := schema.Row{Target: test.target, Progress: test.progress}
		load(t).Row(&row, texts(&row), year)
		var got []string
		for _, c := range row.Comparisons {
			got = append(got, row.Indicators[c.Target].Text+":"+row.Indicators[c.Actual].Text)
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.progress)
	}
}

// 今年 ends the period that was named before.
func TestThisYearEndsThePeriod(t *testing.T) {
	row := readRow(t, "新建公厕14座", "2020年建成公厕4座，今年已建成公厕5座。")
	require.Len(t, row.Indicators, 3)
	require.Equal(t, "2020年", row.Indicators[1].Period)
	require.Empty(t, row.Indicators[2].Period)
}

// How much of the year has gone says nothing of the total of a project.
func TestSchedule(t *testing.T) {
	for _, test := range []struct {
		target, progress string
		has              bool
	}{
		{"完成投资8亿元", "完成投资2亿元。", true},
		{"年度总投资8亿元", "完成投资2亿元。", true},
		{"总投资8亿元", "完成投资2亿元。", false},
		{"计划总投资8亿元", "已完成投资2亿元。", false},
		{"隧洞全长8公里", "已建成2公里。", false},
	} {
		row := readRow(t, test.target, test.progress)
		require.Len(t, row.Comparisons, 1, test.target)
		require.Equal(t, test.has, row.Comparisons[0].Schedule != nil, test.target)
	}
}
