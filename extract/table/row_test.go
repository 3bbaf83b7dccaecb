package table

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

func TestIsHeading(t *testing.T) {
	r := &Reader{}
	for s, want := range map[string]bool{
		"民生工程": true, "2024年": true,
		"7": false, "2024": false, "3577.5": false, "95.5%": false, "共建成35个。": false,
	} {
		row := tableOf(block.LayoutTabs, s+"|").Rows[0]
		require.Equal(t, want, r.IsHeading(make([]Column, 2), row, s, false), s)
	}
}
