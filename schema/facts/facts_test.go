package facts_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/message"
	"duban/internal/testtables"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
	"duban/schema/facts"
)

func sample(t *testing.T) *schema.Report {
	data, err := os.ReadFile("../../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(t, err)
	doc, err := parse.Bytes("report.txt", data)
	require.NoError(t, err)
	r := extract.Report(doc, extract.Options{})
	check.Report(r)
	return r
}

// What a reader finds in the sample by eye.
const seen = `# the report
annexes	3
sections	4
title	重庆市沙坪坝区人民政府督查办关于2021年区政府工作报告重点任务一季度推进情况的报告
serial	15
date	2021-04-08
period	一季度
coverage/unexplained	0
findings	1
findings/annex/title	1

annex/1/row/9/indicators	2   # 82 days and 27.3 percent
annex/1/row/4/indicators/57.2%/basis	yoy
annex/2/title	区级重点民生实事任务情况表
annex/2/row/2/item	公共停车设施建设
annex/2/row/2/lead_units	区住房城乡建委、区城管局
annex/3/rows	137
annex/3/declared_rows	137
annex/3/kind	tasks
annex/3/row/18/number_source	inferred
annex/3/row/96/status	underway
annex/3/row/96/target	完成487家“散乱污”企业整治
annex/3/row/96/indicators/453家/value	453.0
annex/3/row/96/compare/487家/ratio	0.9302
annex/3/row/96/compare/487家/actual	453家
annex/3/row/24/points	2
annex/3/row/81/indicators/19.95万平方米/value	199500
annex/3/row/111/indicators/2所[2]/state	ongoing
annex/3/row/122/findings/rate/mismatch	1
annex/3/row/122/findings/part/sum	0
section/3/indicators/8项/value	8
`

func TestSeen(t *testing.T) {
	list, err := facts.Parse("seen.tsv", []byte(seen))
	require.NoError(t, err)
	require.Len(t, list, strings.Count(seen, "\t"))
	for _, r := range facts.Check(sample(t), list) {
		require.True(t, r.Holds(), r.String())
	}
}

func TestFailures(t *testing.T) {
	r := sample(t)
	for _, c := range []struct{ fact, want string }{
		{"annex/3/row/96/status\tcompleted # no", "f.tsv:1: annex/3/row/96/status\n\texpected: completed\n\tgot:      underway (lines 934-941 of the report)\n\tline:     annex/3/row/96/status\tcompleted # no"},
		{"annex/3/row/1/item\tx", "expected: x\n\tgot:      nothing ("},
		{"annex/4/rows\t1", "there is no annex 4; the last is 3"},
		{"annex/3/row/138/status\tx", "there is no row 138; the last is 137"},
		{"annex/3/row/0/status\tx", `"0" is no number of a row`},
		{"annex/3/row/96/colour\tx", `"colour" is no part of a row`},
		{"annex/3/row/96/status/x\tx", `nothing stands below, but "x" is asked for`},
		{"annex/3/row/96/indicators/454家/value\t454", "there is no indicator 454家"},
		{"annex/3/row/96/indicators/453家\t453", `"" is no part of an indicator`},
		{"annex/3/row/111/indicators/2所/value\t2", "2 indicators read 2所; write 2所[1] to 2所[2]"},
		{"annex/3/row/111/indicators/2所[3]/value\t2", "there is no indicator 2所[3]"},
		{"annex/3/row/96/compare/453家/ratio\t1", "there is no compared target 453家"},
		{"rows\t157", `"rows" is no part of a report`},
	} {
		list, err := facts.Parse("f.tsv", []byte(c.fact))
		require.NoError(t, err)
		results := facts.Check(r, list)
		require.Len(t, results, 1)
		require.False(t, results[0].Holds())
		require.Contains(t, results[0].String(), c.want)
	}
}

func TestParseErrors(t *testing.T) {
	_, err := facts.Parse("f.tsv", []byte("# fine\nannexes\t3\r\nannexes 3\n\n\t3\na\tb\tc\n"))
	require.EqualError(t, err, "f.tsv:3: no tab between a path and what is expected there\nf.tsv:5: no path in front of the tab\nf.tsv:6: more than one tab")
	_, err = facts.Parse("f.tsv", []byte("annexes\t3\ntitle\t\xcd\xa8\xb1\xa8\n")) // 通报 in GBK
	require.EqualError(t, err, "f.tsv:2: this is not UTF-8; save the file as UTF-8")
	_, err = facts.Parse("f.tsv", []byte(strings.Repeat("a\n", 10)))
	require.ErrorContains(t, err, "f.tsv:3: no tab")
	require.NotContains(t, err.Error(), "f.tsv:4")
	require.ErrorContains(t, err, "f.tsv: 7 more lines are no facts either; is it a facts file?")
	list, err := facts.Parse("f.tsv", []byte("\uFEFF#1\na#b/c\td#e\t# no\na\tb# c\n"))
	require.NoError(t, err)
	require.Equal(t, []facts.Fact{{Path: "a#b/c", Expected: "d#e", File: "f.tsv", Line: 2, Source: "a#b/c\td#e\t# no"},
		{Path: "a", Expected: "b# c", File: "f.tsv", Line: 3, Source: "a\tb# c"}}, list)
}

// What is proposed holds for the report that it was read from, and speaks of every row.
func TestProposalHolds(t *testing.T) {
	r := sample(t)
	list, err := facts.Parse("proposed.tsv", facts.Propose(r, message.English))
	require.NoError(t, err)
	rows := map[string]bool{}
	for _, result := range facts.Check(r, list) {
		require.True(t, result.Holds(), result.String())
		if strings.HasSuffix(result.Path, "/status") {
			rows[result.Path] = true
		}
	}
	require.Len(t, rows, 157)
	require.Greater(t, len(list), 1000)
}

func TestProposalHoldsForTablesOfAllShapes(t *testing.T) {
	for name, r := range testtables.Reports(t) {
		list, err := facts.Parse(name, facts.Propose(r, message.English))
		require.NoError(t, err)
		figures := 0
		for _, result := range facts.Check(r, list) {
			require.True(t, result.Holds(), "%s: %s", name, result)
			if strings.HasSuffix(result.Path, "/value") {
				figures++
			}
		}
		stated := 0
		for _, s := range r.Sections {
			stated += len(s.Indicators)
		}
		for _, a := range r.Annexes {
			for _, row := range a.Rows {
				stated += len(row.Indicators)
			}
		}
		require.Equal(t, stated, figures, name)
	}
}

// TestProposalSaysWhere holds the comments that a proposal has for the person who reads it: places as lines, and the first words of a
// heading.
func TestProposalSaysWhere(t *testing.T) {
	section := func(heading string, from, to int) schema.Section {
		return schema.Section{Heading: heading, Location: &schema.Location{Line: from, EndLine: to}}
	}
	text := string(facts.Propose(&schema.Report{Sections: []schema.Section{
		section(strings.Repeat("六", 60), 3, 3), section(strings.Repeat("七", 61), 4, 6)}}, message.English))
	require.Contains(t, text, "\n# section 1 (line 3 of the report): "+strings.Repeat("六", 60)+"\n")
	require.Contains(t, text, "\n# section 2 (lines 4-6 of the report): "+strings.Repeat("七", 60)+"…\n")
	require.NotContains(t, text, "\nunread\t", "where nothing is unread")

	chinese := string(facts.Propose(&schema.Report{Sections: []schema.Section{section("六", 3, 5)}, Annexes: []schema.Annex{{Index: 2, Title: "表"}}},
		message.Chinese))
	require.Contains(t, chinese, "\n# 第1部分（报告原文第3至5行）：六\n")
	require.Contains(t, chinese, "\n# 附表2：表\n")
	require.NotContains(t, chinese, "of the report")
}
