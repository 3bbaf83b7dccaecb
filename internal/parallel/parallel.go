// Package parallel shares work on many things that do not depend on each other among as many workers as there are processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// chunk is how many things a worker takes at a time: many enough that the taking costs nothing beside the work, few enough that
// no worker is left with much when the others are done.
const chunk = 16

// Each calls do for all i from 0 to n-1, side by side and in no order. Each worker has a do of its own, which start makes, so that it
// can keep what it needs for itself. What do writes is there when Each returns. A panic in a worker is one of the caller.
func Each(n int, start func() (do func(i int))) {
	workers := min(runtime.GOMAXPROCS(0), (n+chunk-1)/chunk)
	if workers < 2 {
		do := start()
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var failure atomic.Pointer[any]
	var all sync.WaitGroup
	for range workers {
		do := start()
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					failure.Store(&p)
				}
			}()
			for failure.Load() == nil {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				for i := from; i < min(from+chunk, n); i++ {
					do(i)
				}
			}
		})
	}
	all.Wait()
	if p := failure.Load(); p != nil {
		panic(*p)
	}
}
