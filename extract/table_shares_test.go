package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// TestSharesByFigures: a column whose label does not say that it is one of shares is one where all rows bear it out, and no money of a
// line above the table.
func TestSharesByFigures(t *testing.T) {
	const head = "某县2025年1—9月招商引资情况\n　　　　　　　　单位：亿元、%\n乡镇（街道）　　全年任务　　到位资金　　完成任务\n"
	for _, c := range []struct {
		name, rows string
		role       schema.Role
	}{
		{"borne out", "凤凰街道　　12.0　　10.8　　90.0\n柳林镇　　8.5　　6.8　　80.0\n清水镇　　6.0　　5.1　　85.0\n", schema.RoleRate},
		{"not in one row", "凤凰街道　　12.0　　10.8　　90.0\n柳林镇　　8.5　　6.8　　70.0\n清水镇　　6.0　　5.1　　85.0\n", schema.RoleProgress},
		{"too few rows", "凤凰街道　　12.0　　10.8　　90.0\n柳林镇　　8.5　　6.8　　80.0\n", schema.RoleProgress},
	} {
		r := readText(t, "a.txt", head+c.rows)
		require.Len(t, r.Annexes, 1, c.name)
		a := r.Annexes[0]
		require.Equal(t, c.role, a.Columns[3].Role, c.name)
		last := a.Rows[0].Indicators[len(a.Rows[0].Indicators)-1]
		require.Equal(t, "90.0", last.Text, c.name)
		require.Equal(t, c.role == schema.RoleRate, last.Unit == "%" && last.Kind == schema.Completion, c.name)
	}
}
