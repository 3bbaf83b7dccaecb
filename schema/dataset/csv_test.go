package dataset

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestHarmless: what a spreadsheet computes has an apostrophe before it, with the signs of ASCII and the full-width ones
// that count where it speaks Chinese. Numbers with their signs are as they are.
func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "＝1+1": "'＝1+1", "@SUM(A1)": "'@SUM(A1)", "＠SUM(A1)": "'＠SUM(A1)", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0",
		"＋1+1": "'＋1+1", "-2+3": "'-2+3", "－2＋3": "'－2＋3", "\t=1": "'\t=1", "\r=1": "'\r=1", "'＝1": "''＝1", "－5万元": "'－5万元",
		"-17.45%": "-17.45%", "－17.45％": "－17.45％", "+3": "+3", "＋３": "＋３", "": "", "甲=乙": "甲=乙", "'甲": "'甲", "−3": "−3",
	} {
		got := harmless(text)
		require.Equal(t, want, got)
		if got != text {
			require.Equal(t, text, strings.TrimPrefix(got, "'"), "one apostrophe off")
		}
	}
}
