package cell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// Aims that are told by how much of them is reached, and amounts that look like them.
func TestAimsByWhatIsReached(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // the states of the amounts
		{"再就业600人，完成612人。", "target actual"},
		{"改造片区9个：开工9个、完工5个，惠及居民700户。", "target ongoing actual actual"},
		{"整治沟渠30条，完成25条；维修便道8公里，竣工6.5公里。", "target actual target actual"},
		{"新增学位900个，完成540个。", "target actual"},
		{"3. 改造厕所2500户。截至3月25日，摸排2680户，完工1705户，完工率68.2%。", "target actual actual actual"},
		{"3. 改造厕所2500户。截至3月25日，摸排2680户，完工1705户，完工率62.2%。", "actual actual actual actual"},
		{"申报专利12件，完成8件。", "actual actual"},
		{"引进企业20家，建成12家。", "actual actual"},
		{"受理案件18件：立案10件、办结8件。", "actual actual actual"},
		{"拆除违建230处，完成投资2.3亿元。", "actual actual"},
		{"涉及项目25个，完成17个。", "actual actual"},
		{"排查隐患120处，完成整改98处。", "actual actual"},
	} {
		got := told(t, test.text, func(i schema.Indicator) string { return string(i.State) })
		var states []string
		for part := range strings.SplitSeq(got, "|") {
			states = append(states, part[strings.LastIndex(part, " ")+1:])
		}
		require.Equal(t, test.want, strings.Join(states, " "), test.text)
	}
}
