package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPlansBesideWords: beside a column of words the plan of the year is compared with what the year brought, and with no part of it.
func TestPlansBesideWords(t *testing.T) {
	for label, want := range map[string]int{"本年完成": 1, "9月完成": 0, "上年完成": 0, "当日完成": 0} {
		text := "# 某县2025年1—9月重点工作进展情况\n\n## 附件1 重点项目（万元）\n\n| 序号 | 项目 | 本年计划 | " + label + " | 形象进度 |\n" +
			"|---|---|---|---|---|\n| 1 | 滨河桥 | 600 | 150 | 正在架梁 |\n| 2 | 新城路 | 900 | 300 | 正在铺装 |\n"
		r := readText(t, "a.md", text)
		require.Len(t, r.Annexes, 1, label)
		for _, row := range r.Annexes[0].Rows {
			require.Len(t, row.Comparisons, want, label)
		}
	}
}
