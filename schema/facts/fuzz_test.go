package facts_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema/facts"
)

// FuzzParse reads any bytes as a facts file and sets them against a report: nothing panics, and each fact stands where
// it says.
func FuzzParse(f *testing.F) {
	f.Add([]byte(seen))
	f.Add([]byte("annex/1/row/1/indicators/2所[2]/value\t2\nannex/1/row/1/compare/2所/ratio\t1 # one"))
	doc, err := parse.Bytes("report.txt", []byte("附件1\n重点工作任务进展情况表\n序号\t具体任务\t责任单位\t进展情况\n1\t建成学校2所\t区教委\t建成2所，正在建设2所。\n2\t推进乙项目\t区教委\t4月10日开工。\n"))
	require.NoError(f, err)
	r := extract.Report(doc, extract.Options{})
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := facts.Parse("f.tsv", data)
		lines := strings.Split(string(data), "\n")
		for _, fact := range list {
			require.Contains(t, lines[fact.Line-1], fact.Path)
			require.Contains(t, lines[fact.Line-1], fact.Expected)
		}
		if err == nil {
			require.Len(t, facts.Check(r, list), len(list))
		}
	})
}
