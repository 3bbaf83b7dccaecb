package testimport

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// WriteSmall writes so many reports of three rows each into folders of dir, 1000 in each: what reading many files costs
// beside understanding them.
func WriteSmall(t testing.TB, dir string, total int) {
	for n := range total {
		folder := filepath.Join(dir, fmt.Sprintf("%03d", n/1000))
		require.NoError(t, os.MkdirAll(folder, 0o777))
		require.NoError(t, os.WriteFile(filepath.Join(folder, fmt.Sprintf("small-%06d.md", n)), []byte(small(n)), 0o666))
	}
}

func small(n int) string {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	quarter := 1 + r.IntN(4)
	text := fmt.Sprintf("# %s区人民政府办公室关于202%d年第%s季度重点工作任务进展情况的通报\n\n附件1 重点工作任务进展情况\n\n| 序号 | 任务 | 责任单位 | 进展情况 |\n|---|---|---|---|\n",
		districts[r.IntN(len(districts))], r.IntN(6), string([]rune("一二三四")[quarter-1]))
	for i, task := range []string{"新建停车泊位%d个", "改造老旧小区%d户", "完成投资%d万元"} {
		aim := 100 + r.IntN(5000)
		text += fmt.Sprintf("| %d | "+task+" | 区住房城乡建委 | 已完成%d，占年度目标的%d%% |\n", i+1, aim, aim*quarter/4, 25*quarter)
	}
	return text
}
