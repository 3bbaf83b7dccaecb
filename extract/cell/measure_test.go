package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/cell"
	"duban/schema"
)

// The figures of a column have the standard name of what its label names, whatever the thing of the row is.
func TestMeasureOfAColumn(t *testing.T) {
	jobs := cell.Column{Role: schema.RoleFigure, Measure: "城镇新增就业", Figures: true}
	for _, test := range []struct{ item, unit, want string }{
		{"全市", "人", "城镇新增就业"},
		{"东坡区", "人", "城镇新增就业"},
		{"甲公司", "人", "城镇新增就业"},
		{"东坡区", "元", ""}, // no amount of what is counted in persons
	} {
		row := schema.Row{Item: test.item, Cells: []schema.Cell{{Column: 1, Text: "8000"}}}
		given := cell.Text{Field: schema.FieldCell, Text: "8000", Column: &jobs, Unit: cell.Unit{Base: test.unit, Factor: 1}}
		load(t).Row(&row, []cell.Text{given}, firstQuarter)
		require.Len(t, row.Indicators, 1, test.item)
		require.Equal(t, test.item+"城镇新增就业", row.Indicators[0].Subject)
		require.Equal(t, test.want, row.Indicators[0].Measure, test.item)
	}
}
