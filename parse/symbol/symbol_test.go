package symbol

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRune(t *testing.T) {
	for _, test := range []struct {
		font string
		code rune
		want rune // by the names of the signs in the fonts' own tables; 0 where none is sure
	}{{"Wingdings", 0xF0FE, '☑'}, {"WINGDINGS", 0xF081, '①'}, {"Wingdings 2", 0xF050, '✓'}, {"Symbol", 0xF0B3, '≥'}, {"Wingdings", 0xF021, 0}, {"宋体", 0xF0FE, 0},
		{"Wingdings", 0xFE, 0}} {
		sign, ok := Rune(test.font, test.code)
		require.Equal(t, test.want != 0, ok)
		if ok {
			require.Equal(t, test.want, sign)
		}
	}
	require.True(t, IsFont("symbol"))
	require.False(t, IsFont("宋体"))
}

func TestAppendRaised(t *testing.T) {
	for text, want := range map[string]string{"4": "10⁴", "-12": "10⁻¹²", "−3": "10⁻³", "th": "10", "": "10", "4a": "10"} {
		got, ok := AppendRaised([]byte("10"), text)
		require.Equal(t, want, string(got))
		require.Equal(t, want != "10", ok)
	}
}
