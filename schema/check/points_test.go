package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A finding on points names the one above, in words too.
func TestPointsAfterWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"首先增加人手。三是修缮仓库。", "the point 三是 follows 首先, with none between"},
		{"首先增加人手。其次修缮仓库。四是清点物资。", "the point 四是 follows 其次, with none between"},
		{"三是修缮仓库。", "the point 三是 stands there without a first one"},
	} {
		findings := checked(t, row("推进甲项目", c.text)).Annexes[0].Rows[0].Findings
		require.Len(t, findings, 1, c.text)
		require.Equal(t, c.want, findings[0].Message, c.text)
	}
}
