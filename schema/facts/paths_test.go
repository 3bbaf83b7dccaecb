package facts_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/message"
	"duban/schema"
	"duban/schema/facts"
)

// fullReport is made by hand and has every field of a report.
func fullReport(t *testing.T) *schema.Report {
	data, err := os.ReadFile("../testdata/report.json")
	require.NoError(t, err)
	r := new(schema.Report)
	require.NoError(t, json.Unmarshal(data, r))
	return r
}

// What a reader finds in testdata/report.json by eye.
const seenInFull = `annexes	1
sections	1
unread	3
unread/picture	1
unread/equation	0
document_number	渝府办〔2021〕15号
region/code	500106
region/name	沙坪坝区
region/level	county
period	一季度
period/text	一季度
period/quarter	1
period/month	
period/end	2021-03-31
source/encoding	GB18030
source/size	1234
coverage/numbers	10
section/1/location/end_line	10
annex/1/columns	8
annex/1/unit	元
annex/1/unit_text	万元
annex/1/factor	10000
annex/1/period	截至3月底
annex/1/period/end	2021-03-31
annex/1/location/line	20
annex/1/findings	1
annex/1/findings/table/sum	1
annex/1/findings/table/rate	0
annex/1/column/0/role	number
annex/1/column/5/header	完成率%
annex/1/column/7/role	figure
annex/1/column/7/measure	投资
annex/1/column/7/unit	元
annex/1/column/7/unit_text	亿元
annex/1/column/7/factor	100000000
annex/1/column/7/kind	difference
annex/1/column/7/state	actual
annex/1/column/7/basis	yoy
annex/1/column/7/period	1-3月
annex/1/column/7/period/start	2021-01-01
annex/1/column/7/cumulative	true
annex/1/column/7/total	true
annex/1/column/6/total	false
annex/1/row/1/pace	behind
annex/1/row/1/pace_evidence	乙
annex/1/row/1/total	true
annex/1/row/1/location/row	2
annex/1/row/1/cells	2
annex/1/row/1/cells/0	1                         # of columns with a field of their own in the row it is that
annex/1/row/1/cells/1	商圈
annex/1/row/1/cells/2	新增商户40家以上，投资2150000000.05元
annex/1/row/1/cells/2/40家/value	40
annex/1/row/1/cells/3	区商务委
annex/1/row/1/cells/5	50
annex/1/row/1/cells/6/3月/role	event
annex/1/row/1/cells/7	-0.3
annex/1/row/1/cells/7/-0.3/value	-30000000
annex/1/row/1/cells/7/-0.3/measure	固定资产投资
annex/1/row/1/cells/7/-0.3/of	40家
annex/1/row/1/cells/7/-0.3/relation	anchor
annex/1/row/1/cells/7/-0.3/column	7
annex/1/row/1/shared	1
annex/1/row/1/shared/7	1
annex/1/row/1/shared/6	
annex/1/row/1/compare/40家/schedule	0.25
annex/1/row/1/compare/2150000000.05元/difference	-1.5
annex/1/row/1/indicators	5
annex/1/row/1/dates/3月/column	6
`

func TestPaths(t *testing.T) {
	list, err := facts.Parse("full.tsv", []byte(seenInFull))
	require.NoError(t, err)
	for _, r := range facts.Check(fullReport(t), list) {
		require.True(t, r.Holds(), r.String())
	}
}

func TestPathsThatLeadNowhere(t *testing.T) {
	for fact, want := range map[string]string{
		"annex/1/column/8/role":           "there is no column 8; the last is 7, counted from 0",
		"annex/1/column/-1/role":          `"-1" is no number of a column`,
		"annex/1/column/x/role":           `"x" is no number of a column`,
		"annex/1/column/7/colour":         `"colour" is no part of a column`,
		"annex/1/row/1/cells/8":           "there is no column 8",
		"annex/1/row/1/cells/7/3/value":   "there is no indicator 3",
		"annex/1/row/1/cells/6/-0.3/unit": "there is no indicator -0.3",
		"annex/1/row/1/cells/2/-0.3/unit": "there is no indicator -0.3",
		"annex/1/row/1/cells/6/3月/unit":   "there is no indicator 3月",
		"annex/1/row/1/shared/9":          "there is no column 9",
		"annex/1/row/1/indicators//value": "there is no indicator \n",
		"region/colour":                   `"colour" is no part of a region`,
		"region":                          `"" is no part of a region`,
		"period/day":                      `"day" is no part of a period`,
		"unread/picture/1":                `nothing stands below, but "1" is asked for`,
	} {
		list, err := facts.Parse("f.tsv", []byte(fact+"\tx"))
		require.NoError(t, err)
		require.Contains(t, facts.Check(fullReport(t), list)[0].String(), want, fact)
	}
}

// Where several columns have one role, the row does not say which of them its field is, unless the cell stands in cells.
func TestCellOfOneOfSeveralColumns(t *testing.T) {
	r := fullReport(t)
	r.Annexes[0].Columns[6].Role = schema.RoleProgress
	list, err := facts.Parse("f.tsv", []byte("annex/1/row/1/cells/4\t\nannex/1/row/1/cells/6\t甲\\t乙\\\\"))
	require.NoError(t, err)
	results := facts.Check(r, list)
	require.True(t, results[0].Holds(), results[0].String())
	require.Equal(t, "甲\t乙\\", results[1].Got)
}

// The status of a row is judged; it is not the text of a column 是否达序.
func TestStatusIsNoCell(t *testing.T) {
	r := fullReport(t)
	r.Annexes[0].Columns[3].Role = schema.RoleStatus
	list, err := facts.Parse("f.tsv", []byte("annex/1/row/1/cells/3\t\nannex/1/row/1/status\tunderway"))
	require.NoError(t, err)
	for _, result := range facts.Check(r, list) {
		require.True(t, result.Holds(), result.String())
	}
}

// What is absent from a report is nothing, and no path fails for it.
func TestPathsOfAnEmptyReport(t *testing.T) {
	list, err := facts.Parse("f.tsv", []byte("region/code\t\nperiod\t\nperiod/end\t\nunread\t0\ndocument_number\t\nfindings\t0\n"))
	require.NoError(t, err)
	for _, r := range facts.Check(new(schema.Report), list) {
		require.True(t, r.Holds(), r.String())
	}
}

func TestProposalOfTheFullReport(t *testing.T) {
	proposed := facts.Propose(fullReport(t), message.English)
	list, err := facts.Parse("proposed.tsv", proposed)
	require.NoError(t, err)
	expected := map[string]string{}
	for _, r := range facts.Check(fullReport(t), list) {
		require.True(t, r.Holds(), r.String())
		expected[r.Path] = r.Expected
	}
	for path, want := range map[string]string{
		"document_number": "渝府办〔2021〕15号", "region/code": "500106", "unread": "3",
		"annex/1/unit_text": "万元", "annex/1/findings/table/sum": "1",
		"annex/1/column/7/role": "figure", "annex/1/column/7/state": "actual", "annex/1/column/7/total": "true",
		"annex/1/row/1/pace": "behind", "annex/1/row/1/total": "true", "annex/1/row/1/shared/7": "1",
		"annex/1/row/1/cells/7/-0.3/value": "-30000000", "annex/1/row/1/indicators/40家/state": "target",
	} {
		require.Equal(t, want, expected[path], path)
	}
	require.NotContains(t, string(proposed), "indicators/-0.3", "the figure of a cell is proposed once")
}

// A fact that does not hold names the place in the source where the report states it.
func TestPlaceOfAFailure(t *testing.T) {
	for want, at := range map[string]*schema.Location{
		"got:      1\n":                                nil,
		"got:      1 (line 7 of the report)\n":         {Line: 7, EndLine: 7},
		"got:      1 (lines 7-9 of the report)\n":      {Line: 7, EndLine: 9},
		"got:      1 (table 2, row 3 of the report)\n": {Table: 2, Row: 3},
		"got:      1 (table 2 of the report)\n":        {Table: 2},
		"got:      1 (page 4 of the report)\n":         {Page: 4},
		"got:      1 (sheet 表1 B7 of the report)\n":    {Sheet: "表1", Cell: "B7"},
		"got:      1 (sheet 表1 of the report)\n":       {Sheet: "表1"},
	} {
		r := fullReport(t)
		r.Annexes[0].Location = at
		list, err := facts.Parse("f.tsv", []byte("annex/1/rows\t2"))
		require.NoError(t, err)
		require.Contains(t, facts.Check(r, list)[0].String(), want)
	}
	r := fullReport(t)
	r.Annexes[0].Location = &schema.Location{}
	list, err := facts.Parse("f.tsv", []byte("annex/1/rows\t2"))
	require.NoError(t, err)
	require.Contains(t, facts.Check(r, list)[0].String(), "got:      1\n", "a place without a number is none")
}
