package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// What money was spent on may be begun or under way; the money spent is a fact. The period of what a figure is a share of is not
// that of the figures behind it.
func TestMoneySpentOnWhatGoesOn(t *testing.T) {
	row := readRow(t, "", "1-7月，建成项目完成投资83亿元，占前三季度目标任务96%；加快建设项目完成投资182亿元；新开工项目完成投资26亿元。")
	require.Len(t, row.Indicators, 4)
	for _, i := range row.Indicators {
		require.Equal(t, schema.Actual, i.State, i.Text)
		if i.Kind == schema.Quantity {
			require.Equal(t, "1-7月", i.Period, i.Text)
		}
	}
	require.Equal(t, schema.Completion, row.Indicators[1].Kind)

	row = readRow(t, "", "开工以来累计完成投资4亿元，比去年同期3亿元增加了1亿元，完成预计目标的87%")
	require.Len(t, row.Indicators, 4)
	for _, i := range row.Indicators {
		require.Equal(t, schema.Actual, i.State, i.Text)
		require.NotContains(t, i.Subject, "了", i.Text)
	}
	for _, text := range []string{"力争新开工项目完成投资3亿元", "计划年底前新开工项目完成投资3亿元"} {
		row = readRow(t, "", text)
		require.Equal(t, schema.Planned, row.Indicators[0].State, text)
	}
	row = readRow(t, "", "全市230个重点项目完成投资291亿元，占年度计划的78%")
	require.Equal(t, schema.Actual, row.Indicators[0].State)
	row = readRow(t, "", "新开工项目12个")
	require.Equal(t, schema.Ongoing, row.Indicators[0].State)
}

// A share of an aim is completion where what is counted is done, not where it is behind its schedule or ahead of it.
func TestSharesOfWhatIsNotDone(t *testing.T) {
	for text, want := range map[string]schema.IndicatorKind{
		"欠进度的有17个，占总任务的7.7%": schema.Ratio, "超进度的有10个，占总任务的4.5%": schema.Ratio,
		"达到序时进度的有162个，占总任务的72.9%": schema.Ratio, "进度滞后的5个，占目标任务的10%": schema.Ratio,
		"已完成和提前完成24个，占总任务的10.8%": schema.Completion, "完成投资3亿元，占年度计划的50%": schema.Completion,
		"开挖土方30万方，占年度任务的60%": schema.Completion,
	} {
		row := readRow(t, "", text)
		require.Len(t, row.Indicators, 2, text)
		require.Equal(t, want, row.Indicators[1].Kind, text)
	}
}
