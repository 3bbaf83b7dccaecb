package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const twoRecords = `2024年重点项目推进情况

一、工业类
项目名称：年产10万吨建材项目
建设内容：建设厂房3万平方米
年度目标：完成投资2.5亿元
进展情况：已完成投资1.8亿元
主体已封顶
责任单位：市工信局
二、交通类
项目名称：环城路改造
年度目标：改造10公里
进展情况：已改造7公里
责任单位：市交通局、市城管局
`

// TestRecords: lines of a label and a value, with the same labels for each thing, are a table.
func TestRecords(t *testing.T) {
	html := "<p>" + strings.ReplaceAll(twoRecords, "\n", "</p><p>") + "</p>"
	for name, text := range map[string]string{"a.txt": twoRecords, "a.html": html} {
		r := readText(t, name, text)
		require.Len(t, r.Annexes, 1, name)
		rows := r.Annexes[0].Rows
		require.Len(t, rows, 2, name)
		require.Equal(t, "年产10万吨建材项目", rows[0].Item)
		require.Equal(t, "一、工业类", rows[0].Category)
		require.Equal(t, "已完成投资1.8亿元\n主体已封顶", rows[0].Progress)
		require.Equal(t, "二、交通类", rows[1].Category)
		require.Equal(t, "改造10公里", rows[1].Target)
		require.Len(t, rows[1].LeadUnits, 2)
		for _, row := range rows {
			require.Len(t, row.Comparisons, 1, row.Item)
		}
	}
}

// TestNoRecords: one record alone, lines of other labels, and records that tell neither aim nor outcome stay text.
func TestNoRecords(t *testing.T) {
	for _, text := range []string{
		"某项目情况\n\n项目名称：环城路改造\n年度目标：改造10公里\n进展情况：已改造7公里\n责任单位：市交通局\n",
		"联系方式\n\n单位名称：甲局\n联系人：张某\n联系电话：5551234\n单位名称：乙局\n联系人：李某\n联系电话：5554321\n",
		"项目情况\n\n项目名称：甲\n年度目标：改造10公里\n项目名称：乙\n进展情况：已改造7公里\n",
	} {
		require.Empty(t, readText(t, "a.txt", text).Annexes, text)
	}
}

// TestRecordsEnd: what does not go on with the records is text, and no value as well.
func TestRecordsEnd(t *testing.T) {
	const front = "<h1>某县2024年重点项目进展情况</h1>" +
		"<p>项目名称：甲路<br>年度目标：改造10公里<br>进展情况：已完成7公里</p>" +
		"<p>项目名称：乙路<br>年度目标：改造20公里<br>进展情况：已完成8公里</p>"
	tests := map[string]struct {
		text string
		rows int
		kept []string // of the section
	}{
		"a line without a label among entries": {
			"<p>项目名称：丙路<br>年度目标：改造30公里</p><p>该路长33公里。</p><p>进展情况：已完成9公里<br>另有支路3公里。</p>",
			3, []string{"33公里", "9公里", "3公里"},
		},
		"a label twice": {"<p>项目名称：丙路<br>年度目标：改造30公里<br>年度目标：改造40公里</p>", 2, []string{"30公里", "40公里"}},
		"a record that breaks off": {
			"<p>该路长33公里。</p><p>项目名称：丙路<br>长35公里。<br>年度目标：改造30公里</p>",
			2, []string{"33公里", "35公里", "30公里"},
		},
	}
	for name, test := range tests {
		r := readText(t, "a.html", front+test.text+"<p>全部结束。</p>")
		require.Len(t, r.Annexes, 1, name)
		require.Len(t, r.Annexes[0].Rows, test.rows, name)
		for _, row := range r.Annexes[0].Rows {
			for _, x := range row.Indicators {
				require.NotContains(t, test.kept, x.Text, name)
			}
		}
		var found []string
		for _, x := range r.Sections[0].Indicators {
			found = append(found, x.Text)
		}
		require.Equal(t, test.kept, found, name)
	}
}
