package words

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHeaderWords(t *testing.T) {
	for text, role := range map[string]string{
		"序号": "number", "序 号": "number", "2021年任务": "target", "一季度进展": "progress", "责任\n单位": "lead_units",
		"配合单位": "support_units", "1-8月实际完成率%": "rate", "完成率（%）": "rate", "备注": "note", "项目名称（个）": "item",
	} {
		require.Equal(t, role, Role(text), text)
	}
	for _, text := range []string{"", "区教委", "已完工。", "7", "（一）", "关于重点任务进展情况的报告以及下一步工作安排的说明和备注"} {
		require.Empty(t, Role(text), text)
	}
}

func TestRunningNumber(t *testing.T) {
	for text, want := range map[string]int{
		"7": 7, " 7.": 7, "07、": 7, "（7）": 7, "７": 7, "137": 137, "七": 7, "十": 10, "十一": 11, "二十": 20, "九十九": 99, "99999": 99999,
	} {
		n, ok := RunningNumber(text)
		require.True(t, ok, text)
		require.Equal(t, want, n, text)
	}
	for _, text := range []string{"", "0", "7个", "1.5", "-5", "十十", "一一", "100000", "1,000", "第7", "123456789012345678901"} {
		_, ok := RunningNumber(text)
		require.False(t, ok, text)
	}
}

func TestAnnexLabel(t *testing.T) {
	for _, text := range []string{"附件", "附件1", "附件 1", "附 件 1", "附件一", "附件1：进展情况表", "附表3 任务清单", "附件2-1", "附件1进展情况表", "附录十二"} {
		require.True(t, IsAnnexLabel(text), text)
	}
	for _, text := range []string{"", "附", "附近道路", "附件：1.进展情况表", "附件下载", "附件1已上传", "见附件1", "附加费"} {
		require.False(t, IsAnnexLabel(text), text)
	}
}
