package bulk

import (
	"fmt"
	"strings"
	"testing"

	"duban/internal/message"

	"github.com/stretchr/testify/require"
)

// TestTwins imports a report in two formats, beside others that are like it in all but one thing.
func TestTwins(t *testing.T) {
	text := func(title, quarter, office string, rows int) string {
		return fmt.Sprintf("%s\n\n%s人民政府督查室\n\n2024年%s进展情况如下。\n\n年度目标\t进展情况\n%s", title, office, quarter,
			strings.Repeat("新建学校4所\t已建成3所\n", rows))
	}
	const title = "青石区人民政府督查室关于2024年一季度重点任务进展情况的通报"
	a := text(title, "一季度", "青石区", 2)
	files := map[string]string{
		"in/a.txt": a, "in/a.md": strings.Replace(a, "青石区人民政府督查室关于", "青石区人民政府督查室 关于", 1) + "\n",
		"in/rows.txt":    text(title, "一季度", "青石区", 3),
		"in/title.txt":   text(strings.Replace(title, "重点任务", "民生实事", 1), "一季度", "青石区", 2),
		"in/quarter.txt": text(strings.Replace(title, "一季度", "二季度", 1), "二季度", "青石区", 2),
		"in/office.txt":  text(strings.Replace(title, "青石区", "白石区", 1), "一季度", "白石区", 2),
		"in/same.txt":    a, // the same bytes are a duplicate, which counts once
	}
	tree(t, files)
	o := options()
	var said []string
	o.Tell = func(line message.Text) { said = append(said, line.String()) }
	imported(t, o, "in")
	require.Equal(t, []string{"in/a.md and in/a.txt seem to be one report in two files (the same issuer, period, title and number of rows): " +
		"it counts twice in all tables; import with --fresh and one of them"}, said)
	require.Len(t, table(t, "reports"), 6)

	said = nil
	more := map[string]string{}
	for i := range 5 {
		more[fmt.Sprintf("more/%d.txt", i)] = a + strings.Repeat("\n", i+1)
	}
	tree(t, more)
	imported(t, o, "more")
	require.Len(t, said, 4)
	require.Equal(t, "out: 1 more such pair of files", said[3])
}
