package parallel_test

import (
	"errors"
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

func TestInOrderHandsAllOver(t *testing.T) {
	for _, processors := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(processors)
		for _, n := range []int{0, 1, 2, 1000} {
			var ahead, most atomic.Int64
			next := 0
			err := parallel.InOrder(n, func() func(int) int {
				return func(i int) int {
					if a := ahead.Add(1); a > most.Load() {
						most.Store(a)
					}
					return i
				}
			}, func(i int) error {
				require.Equal(t, next, i)
				next++
				ahead.Add(-1)
				return nil
			})
			require.NoError(t, err)
			require.Equal(t, n, next)
			require.LessOrEqual(t, int(most.Load()), 2*processors)
		}
		runtime.GOMAXPROCS(before)
	}
}

func TestInOrderEndsWithTheFirstError(t *testing.T) {
	before := runtime.GOMAXPROCS(4)
	defer runtime.GOMAXPROCS(before)
	broken, taken := errors.New("broken"), 0
	err := parallel.InOrder(1000, func() func(int) int { return func(i int) int { return i } }, func(i int) error {
		taken++
		if i == 300 {
			return broken
		}
		return nil
	})
	require.ErrorIs(t, err, broken)
	require.Equal(t, 301, taken)
	require.PanicsWithValue(t, "lost", func() {
		_ = parallel.InOrder(1000, func() func(int) int {
			return func(i int) int {
				if i == 700 {
					panic("lost")
				}
				return i
			}
		}, func(int) error { return nil })
	})
}
