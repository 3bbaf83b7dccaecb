package numbering_test

import (
	"testing"

	"duban/parse/numbering"

	"github.com/stretchr/testify/require"
)

// The numbers are those of [MS-OSHARED] 2.2.1.3, MSONFC, which RTF shares.
func TestByCode(t *testing.T) {
	for code, want := range map[int]string{0: "1", 1: "I", 2: "i", 3: "A", 4: "a", 5: "1st", 11: "一", 18: "①", 22: "01", 23: "",
		26: "⒈", 27: "⑴", 30: "甲", 31: "子", 33: "一", 37: "一", 38: "壹", 39: "一", 57: "- 1 -", 255: "",
		-1: "1", 6: "1", 1000: "1"} {
		require.Equal(t, want, numbering.Word(numbering.ByCode(code), 1), code)
	}
	require.Equal(t, "bullet", numbering.ByCode(23))
	require.Equal(t, "十二", numbering.Word(numbering.ByCode(39), 12))
	require.Equal(t, "壹拾貳", numbering.Word(numbering.ByCode(34), 12))
}
