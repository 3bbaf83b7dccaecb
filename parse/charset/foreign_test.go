package charset

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"duban/parse/block"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// TestChineseIsNotForeign takes real text, in pieces of many sizes, in the encodings that are read.
func TestChineseIsNotForeign(t *testing.T) {
	names, err := filepath.Glob("../../seeds/reports/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	utf8Text, err := os.ReadFile(names[0])
	require.NoError(t, err)
	runes := []rune(string(utf8Text))
	for _, size := range []int{30, 100, 1000, len(runes)} {
		for at := 0; at+size <= len(runes); at += size {
			piece := string(runes[at : at+size])
			for name, e := range map[string]encoding.Encoding{"GB18030": simplifiedchinese.GB18030, "GBK": simplifiedchinese.GBK} {
				data, err := encoding.ReplaceUnsupported(e.NewEncoder()).String(piece)
				require.NoError(t, err)
				require.Empty(t, foreignEncoding([]byte(data), GBName), "%s: %s", name, piece)
			}
			require.True(t, isWritten(piece), piece)
		}
	}
	for _, text := range []string{"~{", "a~{b~}", "1+2-3", "+86-10-12345678", "\x1b[31m12\x1b[0m", "A+BCD-E+FGH-"} {
		require.Empty(t, foreignEncoding([]byte(text), UTF8Name), text)
	}
	const traditional = "關於臺北市二零二一年第一季度重點工作任務推進情況的報告，全區完成投資十二點五億元，同比增長百分之八，開工項目三十四個。"
	for name, e := range map[string]encoding.Encoding{"GBK": simplifiedchinese.GBK, "Big5": traditionalchinese.Big5} {
		data, err := e.NewEncoder().String(traditional)
		require.NoError(t, err)
		d, err := Read(block.NewBudget(context.Background(), block.Limits{}), []byte(data), "")
		require.NoError(t, err, name)
		require.Equal(t, traditional, d.Text, name)
	}
}
