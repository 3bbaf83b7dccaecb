package duban_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duban"
	"duban/internal/message"
	"duban/schema"

	"github.com/stretchr/testify/require"
)

// disagreeing states one thing twice, in the narrative and in an annex, and in two annexes.
const disagreeing = `关于一季度进展情况的报告

全区地区生产总值增长5.2%。

附件1
经济指标进展情况表
序号	年度目标	进展情况
1	地区生产总值增长6%	地区生产总值同比增长4.8%。
2	新建滨河路道路3公里	滨河路已完成道路2公里。

附件2
重点工作任务进展情况表
序号	年度目标	进展情况
1	新建滨河路道路3公里	滨河路已完成道路1公里。
2	建成公园4个	已建成3个，完成率95%。
`

// TestFindingsAreInOneLanguage reads reports in both languages: apart from what it quotes of the report, a Chinese finding has no English
// word and an English one no Chinese character.
func TestFindingsAreInOneLanguage(t *testing.T) {
	for l, foreign := range map[message.Language]*regexp.Regexp{
		message.Chinese: regexp.MustCompile(`[A-Za-z]{2,}`), message.English: regexp.MustCompile(`\p{Han}+`),
	} {
		codes := map[schema.Code]bool{}
		for name, data := range reportsToFind(t) {
			r, err := duban.Options{Language: l}.Read(t.Context(), name, data)
			require.NoError(t, err)
			source := squeezed(string(data))
			for _, f := range allFindings(r) {
				codes[f.Code] = true
				for _, said := range []string{f.Message, f.From} {
					for _, word := range foreign.FindAllString(said, -1) {
						require.True(t, strings.Contains(source, word), "%s: %s: %s", name, f.Code, said)
					}
				}
			}
		}
		require.Greater(t, len(codes), 8)
		require.Contains(t, codes, schema.CrossDisagree)
	}
}

func reportsToFind(t *testing.T) map[string][]byte {
	all := map[string][]byte{"disagreeing.txt": []byte(disagreeing)}
	for _, pattern := range []string{"seeds/reports/*.txt", "testdata/reports/*.txt", "testdata/reports/*.md", "testdata/prose/*", "testdata/quarters/*"} {
		names, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, name := range names {
			all[name], err = os.ReadFile(name)
			require.NoError(t, err)
		}
	}
	return all
}

func squeezed(s string) string {
	return strings.NewReplacer(`\n`, "", "\n", "", " ", "", "　", "").Replace(s)
}

func allFindings(r *schema.Report) []schema.Finding {
	all := r.Findings
	for _, s := range r.Sections {
		all = append(all, s.Findings...)
	}
	for _, a := range r.Annexes {
		all = append(all, a.Findings...)
		for _, row := range a.Rows {
			all = append(all, row.Findings...)
		}
	}
	return all
}
