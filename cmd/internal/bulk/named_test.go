package bulk

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The same bytes are Markdown or plain text by the name of their file. The first path decides which, whoever read them first, and
// what was read under one name is not taken for the other.
func TestNameDecides(t *testing.T) {
	marked := func(quarter int) string {
		return fmt.Sprintf("江北区人民政府督查室\n关于2021年重点任务第%d季度推进情况的报告\n附件1\n重点工作任务进展情况表\n序号\t目标任务\t责任单位\t进展情况\n"+
			"1\t**建成停车泊位7000个**\t区交通局\t已建成%d00个\n", quarter, quarter)
	}
	formats := func() []string { return column(table(t, "reports"), "source_name", "format") }
	targets := func() string { return strings.Join(column(table(t, "tasks"), "target"), " ") }
	o := allFormats()

	tree(t, map[string]string{"in/a.txt": marked(1), "in/b.txt": marked(2)})
	imported(t, o, "in")
	require.Equal(t, []string{"a.txt text", "b.txt text"}, formats())
	require.Equal(t, "**建成停车泊位7000个** **建成停车泊位7000个**", targets())

	require.NoError(t, os.Rename("in/a.txt", "in/a.md"))
	imported(t, o, "in")
	require.Equal(t, []string{"a.md markdown", "b.txt text"}, formats())
	require.Equal(t, "建成停车泊位7000个 **建成停车泊位7000个**", targets())
	require.NoError(t, os.WriteFile("in/a.txt", []byte(marked(1)), 0o666)) // so that nothing is gone
	imported(t, o, "in")
	requireLikeFresh(t, o, "in")
	imported(t, o, "in")
	requireLikeFresh(t, o, "in")

	for jobs := range 8 { // whoever reads first
		o.Jobs, o.Fresh = jobs+1, true
		imported(t, o, "in")
		require.Equal(t, []string{"a.md markdown", "b.txt text"}, formats())
	}
}
