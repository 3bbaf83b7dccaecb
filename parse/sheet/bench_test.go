package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkXLSX reads 20 000 rows of five texts and numbers; the bytes are those of the unpacked sheet.
func BenchmarkXLSX(b *testing.B) {
	var rows strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&rows, `<row r="%d" spans="1:5"><c r="A%[1]d" s="5"><v>%[1]d</v></c><c r="B%[1]d" s="5" t="s"><v>0</v></c>`+
			`<c r="C%[1]d" s="1"><v>0.%[1]d</v></c><c r="D%[1]d" s="2"><v>43921</v></c><c r="E%[1]d" s="6"><v>%[1]d000.5</v></c></row>`, i+1)
	}
	sheet := `<sheetData>` + rows.String() + `</sheetData>`
	data := workbook(sheet).zipped(b)
	b.SetBytes(int64(len(sheet)))
	for b.Loop() {
		doc, err := ReadXLSX(newBudget(), data)
		require.NoError(b, err)
		require.Len(b, doc.Blocks, 1)
	}
}

// BenchmarkXLS reads 20 000 rows likewise; the bytes are those of the stream.
func BenchmarkXLS(b *testing.B) {
	data := bookOf(0x0600, func(s *stream) { shared("甲", "乙")(s) }, func(s *stream) {
		for i := range 20_000 {
			s.rec(recRK, i, 0, 0, uint32(i<<2|2)).rec(recLabelSST, i, 1, 0, uint32(1)).rec(recNumber, i, 2, 1, float64(i)/1e5)
			s.rec(recNumber, i, 3, 3, 43921.0).rec(recNumber, i, 4, 2, float64(i)*1e3)
		}
	})
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc, err := ReadXLS(newBudget(), data)
		require.NoError(b, err)
		require.Len(b, doc.Blocks, 1)
	}
}
