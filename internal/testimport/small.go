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
	districts := several("districts")
	title := fmt.Sprintf(word("title"), districts[r.IntN(len(districts))], r.IntN(6), several("quarters")[quarter-1])
	text := title + "\n\n" + word("annex") + "\n\n" + word("header") + "\n|---|---|---|---|\n"
	for i, task := range several("tasks") {
		aim := 100 + r.IntN(5000)
		text += fmt.Sprintf(word("row"), i+1, fmt.Sprintf(task, aim), aim*quarter/4, 25*quarter) + "\n"
	}
	return text
}
