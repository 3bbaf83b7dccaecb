package cell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/cell"
	"duban/schema"
)

// readWithin reads the progress of a row within a budget.
func readWithin(t testing.TB, b *cell.Budget, progress string) schema.Row {
	row := schema.Row{Progress: progress}
	c := firstQuarter
	c.Budget = b
	load(t).Row(&row, texts(&row), c)
	return row
}

func limits(findings []schema.Finding) []schema.Finding {
	found := []schema.Finding{}
	for _, f := range findings {
		if f.Code == schema.NumberLimit {
			found = append(found, f)
		}
	}
	return found
}

// TestBudgetCutsAtSentences has a text of more figures than its document may have. What stands in whole sentences in
// front of them is read as ever; the rest is one range, and says nothing of the status.
func TestBudgetCutsAtSentences(t *testing.T) {
	const front = "已完成3个项目。投资5亿元。"
	text := front + strings.Repeat("1个", 20_000) + "，全部完成。"
	row := readWithin(t, cell.NewBudget(int64(len(text))), text)
	require.Equal(t, []string{"3个=3 个", "5亿元=500000000 元"}, []string{show(row.Indicators[0]), show(row.Indicators[1])})
	require.Len(t, row.Indicators, 2)
	runes := []rune(text)
	start, end := len([]rune(front)), len(runes)
	require.Equal(t, []schema.Unexplained{{Field: schema.FieldProgress, Text: string(runes[start:]), Start: start, End: end}}, row.Coverage.Unexplained)
	require.Equal(t, 20_002, row.Coverage.Numbers)
	require.Equal(t, 2, row.Coverage.Explained)
	found := limits(row.Findings)
	require.Len(t, found, 1)
	require.Equal(t, []int{start, end}, []int{found[0].Start, found[0].End})
	require.Equal(t, schema.Info, found[0].Severity)
	require.Equal(t, schema.StatusUnclear, row.Status)
}

// TestBudgetLeavesTables reads more cells of one figure than the reserve of a document, and ordinary text: neither
// draws on what the document shares.
func TestBudgetLeavesTables(t *testing.T) {
	b := cell.NewBudget(30_000 * 3)
	for range 30_000 {
		row := readWithin(t, b, "57")
		require.Empty(t, limits(row.Findings))
	}
	b = cell.NewBudget(1 << 20)
	prose := strings.Repeat("全区完成投资21.5亿元，同比增长5.2%。", 40_000)
	require.Empty(t, limits(readWithin(t, b, prose).Findings))
}

// TestBudgetOfPacked has a small source of many figures, as only a packed one can be: beyond a thousand the texts have no
// word of their own, but are counted.
func TestBudgetOfPacked(t *testing.T) {
	b := cell.NewBudget(100)
	told, read := 0, 0
	for range 15_000 {
		row := readWithin(t, b, "57家")
		require.Equal(t, 1, row.Coverage.Numbers)
		told += len(limits(row.Findings))
		read += len(row.Indicators)
	}
	require.Equal(t, 10_400, read)
	require.Equal(t, 1000, told)
	require.Equal(t, 15_000-10_400-1000, b.Untold())
}
