package check_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// TestReportAsJSON checks reports that were written as JSON and read again: what their findings are made of stands in them.
func TestReportAsJSON(t *testing.T) {
	for _, progress := range []string{
		"办结信访事项16件，其中积案19件。",         // whole
		"办结信访事项16件（含旧存19件）。",         // host
		"新建公厕36座，完成年度计划30座的130%。",    // aim
		"改造项目36个，其中完工20个、在建18个。",     // whole of a breakdown
		"收入500万元，其中税收300万元，占总量的70%。", // share of it
	} {
		doc, err := parse.Bytes("a.html", []byte(row("建设甲项目", progress)))
		require.NoError(t, err)
		r := extract.Report(doc, extract.Options{})
		data, err := json.Marshal(r)
		require.NoError(t, err)
		var alone schema.Report
		require.NoError(t, json.Unmarshal(data, &alone))
		check.Report(r)
		check.Report(&alone)
		require.Len(t, found(r), 1, progress)
		require.Equal(t, found(r), found(&alone), progress)
	}
}

// TestRelationsDecide holds that the relation of the report is asked, and not the words: without it a part of 其中 is none, and
// one that names another whole is a part of that. One to nowhere does no harm.
func TestRelationsDecide(t *testing.T) {
	doc, err := parse.Bytes("a.html", []byte(row("建设甲项目", "受理信访事项21件，办结16件，其中积案19件。")))
	require.NoError(t, err)
	for _, test := range []struct {
		of   int
		how  schema.Relation
		want []string
	}{
		{0, schema.RelationWhole, []string{}},
		{1, schema.RelationWhole, []string{"1.1 part/exceeds-whole [19件] 19>16"}},
		{7, schema.RelationWhole, []string{}},
		{-1, schema.RelationWhole, []string{}},
		{0, "", []string{}},
	} {
		r := extract.Report(doc, extract.Options{})
		part := &r.Annexes[0].Rows[0].Indicators[2]
		require.Equal(t, "19件", part.Text)
		part.Of, part.Relation = &test.of, test.how
		check.Report(r)
		require.Equal(t, test.want, found(r), "%d %s", test.of, test.how)
	}
}
