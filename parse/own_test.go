package parse

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What duban wrote is told whatever another program made of it: its figures would count twice.
func TestOwnInOtherForms(t *testing.T) {
	id := "sha256:" + strings.Repeat("0123456789abcdef", 4)
	for name, text := range map[string]string{
		"columns, as sqlite3 prints them":  "report_id          annex  row  progress\n-----\n" + id + "  1  1  已完成投资3亿元\n",
		"a table of HTML":                  "<TABLE><TR><TH>report_id</TH><TH>progress</TH></TR>\n<TR><TD>" + id + "</TD>\n<TD>已完成投资3亿元</TD>\n</TR></TABLE>",
		"a table of Markdown":              "| report_id | progress |\n|---|---|\n| " + id + " | 已完成投资3亿元 |\n",
		"parted by tabs":                   "report_id\tannex\tprogress\n" + id + "\t1\t已完成投资3亿元\n",
		"parted by semicolons":             "report_id;annex;progress\n" + id + ";1;已完成投资3亿元\n",
		"without labels":                   id + ",1,1,已完成投资3亿元\n" + id + ",1,2,已建成学校2所\n",
		"with Chinese labels":              "报告标识,附表,行,进展\n" + id + ",1,1,已完成投资3亿元\n",
		"the sheet for people":             "发文单位,报告期,截至日期,附表,序号,任务,目标\n市政府督查室,一季度,2021-03-31,1,1,完成投资12亿元,12亿元\n",
		"the sheet for people, in English": "Issuer,Period,Period ends,Annex,No.,Task,Target\n市政府督查室,一季度,2021-03-31,1,1,完成投资12亿元,12亿元\n",
		"JSON, sorted":                     `{"annexes":[],"findings":[],"id":"` + id + `","title":"关于一季度"}`,
		"rows of a report":                 `[{"progress":"已完成投资3亿元","indicators":[{"text":"3亿元"}],"dates":[],"comparisons":[]}]`,
		"commands of SQL":                  "INSERT INTO tasks VALUES('" + id + "',1,1,'已完成投资3亿元');\n",
		"what diff prints":                 "q1.txt → q2.txt\nq1.txt: 市政府督查室 2021-01-01/2021-03-31\nq2.txt: 市政府督查室 2021-04-01/2021-06-30\n1 task stayed, of which 1 has changed\n  投资: 300000000 → 600000000 元\n",
		"what diff prints in Chinese":      "q1.txt → q2.txt\nq1.txt：市政府督查室\nq2.txt：市政府督查室\n保留2项，其中有变化2项；新增0项\n  投资：300000000 → 600000000 元\n",
		"what import keeps":                "duban sources 1\n已完成投资3亿元{}",
		"what import would do":             "new\treports/q1.txt\nfailed\treports/q2.txt\tdamaged: 12 bytes\n",
	} {
		_, err := Bytes("report.txt", []byte(text))
		require.EqualError(t, err, "report.txt: this is what duban wrote itself; pass the reports that it was made from", name)
	}
	for _, text := range []string{"附件的sha256:见表后", "sha256:0123456789abcdef", "新开工\t12个\n", "new → old\n一\n二\n保留12项工作\n"} {
		_, err := Bytes("report.txt", []byte("关于一季度\n"+text))
		require.NoError(t, err, text)
	}
}

// The labels of the sheet for people are those that are written.
func TestOwnSheetIsWritten(t *testing.T) {
	data, err := os.ReadFile("../schema/dataset/overview.tsv")
	require.NoError(t, err)
	for i, sheet := range ownSheets {
		var labels []string
		for line := range strings.Lines(string(data)) {
			if cells := strings.Split(line, "\t"); cells[0] == "column" {
				labels = append(labels, cells[2+i])
			}
		}
		require.True(t, strings.HasPrefix(strings.Join(labels, ","), sheet), labels)
	}
}
