package schema

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTextOfARow(t *testing.T) {
	_, r := full(t)
	row := &r.Annexes[0].Rows[0]
	for _, c := range []struct {
		field  Field
		column int
		want   string
	}{
		{FieldCategory, 0, "一、消费"},
		{FieldItem, 0, "商圈"},
		{FieldTarget, 0, "新增商户40家以上，投资2150000000.05元"},
		{FieldProgress, 0, "①已于2月3日开工20-30家。③累计投资21.5亿元，同比下降17.45%。"},
		{FieldRate, 0, "50"},
		{FieldDeadline, 0, "12月底"},
		{FieldNote, 0, "无"},
		{FieldCell, 6, "甲\t乙\\"},
		{FieldCell, 7, "-0.3"},
		{FieldCell, 0, ""},
		{FieldNumber, 0, ""},
		{FieldHeading, 0, ""},
	} {
		require.Equal(t, c.want, row.Text(c.field, c.column), "%s %d", c.field, c.column)
	}
}
