package charset

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func TestNames(t *testing.T) {
	for _, name := range []string{"2021年一季度/附件1.docx", "綦江区政府督查室.txt", "报告.doc", "關於臺北.txt", "a.txt", "重庆市綦江區一季度（定）.wps"} {
		data, err := simplifiedchinese.GBK.NewEncoder().String(name)
		require.NoError(t, err)
		require.Equal(t, name, new(Names).Decode(data), "GBK")
	}
	var names Names
	for _, name := range []string{"第一季度工作報告/附件一.docx", "重點工作任務.doc", "報告.txt"} {
		data, err := traditionalchinese.Big5.NewEncoder().String(name)
		require.NoError(t, err)
		require.Equal(t, name, names.Decode(data), "Big5")
	}
	require.Equal(t, "é", names.Decode("é"))
	require.NotPanics(t, func() { new(Names).Decode("\xFF\xA4") })
}

// TestNamesOfOffices has the names of all offices and places of the vocabularies in GBK, each alone.
func TestNamesOfOffices(t *testing.T) {
	for _, file := range []string{"organs.tsv", "regions.tsv"} {
		data, err := os.ReadFile("../../seeds/" + file)
		require.NoError(t, err)
		for line := range strings.Lines(string(data)) {
			for name := range strings.SplitSeq(strings.TrimSpace(line), "\t") {
				packed, err := simplifiedchinese.GBK.NewEncoder().String(name)
				if err != nil {
					continue // not in GBK
				}
				require.Equal(t, name, new(Names).Decode(packed))
			}
		}
	}
}
