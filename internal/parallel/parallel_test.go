package parallel_test

import (
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/parallel"
)

func TestEachDoesAllOnce(t *testing.T) {
	for _, processors := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(processors)
		for _, n := range []int{0, 1, 15, 16, 17, 1000} {
			done := make([]int, n)
			var workers atomic.Int64
			parallel.Each(n, func() func(int) {
				workers.Add(1)
				return func(i int) { done[i]++ }
			})
			for i := range done {
				require.Equal(t, 1, done[i], "%d of %d", i, n)
			}
			require.LessOrEqual(t, int(workers.Load()), processors)
		}
		runtime.GOMAXPROCS(before)
	}
}

func TestPanicOfAWorkerIsOneOfTheCaller(t *testing.T) {
	before := runtime.GOMAXPROCS(4)
	defer runtime.GOMAXPROCS(before)
	require.PanicsWithValue(t, "lost", func() {
		parallel.Each(1000, func() func(int) {
			return func(i int) {
				if i == 700 {
					panic("lost")
				}
			}
		})
	})
}
