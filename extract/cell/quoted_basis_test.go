package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// What a change is counted from may stand in quotation marks.
func TestQuotedBasis(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // kind, basis and subject of each figure
		{"千人汽车拥有量较“十三五”末增加9.5辆。", "9.5辆 difference vs:“十三五”末 千人汽车拥有量"},
		{"森林覆盖率比“十二五”时期提高2个百分点。", "2个百分点 difference vs:“十二五”时期 森林覆盖率"},
		{"电站较“十三五”期末减少4座。", "4座 difference vs:“十三五”期末 电站"},
		{"“千村”工程建成4座。", "4座 quantity  “千村”工程"},
	} {
		got := told(t, test.text, func(i schema.Indicator) string { return string(i.Kind) + " " + i.Basis + " " + i.Subject })
		require.Equal(t, test.want, got, test.text)
	}
}
