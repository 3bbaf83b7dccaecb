package text

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPageNumber(t *testing.T) {
	for _, text := range []string{"- 3 -", "—3—", "－ 12 －", "第3页", "第 3 页 共 9 页"} {
		require.True(t, isPageNumber(text), text)
	}
	for _, text := range []string{"3", "-5", "-5%", "5-", "--", "第一页已完成", "第3页，共9页的内容。", "——"} {
		require.False(t, isPageNumber(text), text)
	}
}
