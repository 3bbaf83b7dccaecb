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

// InOrder makes n things side by side, and hands them to take one after the other; no more than a few wait for it. Each worker has a
// make of its own, as in Each. It returns the first error of take, after which nothing more is taken. A panic in a worker is one of
// the caller.
func InOrder[T any](n int, start func() (make func(i int) T), take func(T) error) error {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers < 2 {
		do := start()
		for i := range n {
			if err := take(do(i)); err != nil {
				return err
			}
		}
		return nil
	}
	q := queue[T]{made: make([]chan made[T], 2*workers), free: make(chan struct{}, 2*workers), n: int64(n)}
	for i := range q.made {
		q.made[i] = make(chan made[T], 1)
		q.free <- struct{}{}
	}
	for range workers {
		go q.work(start())
	}
	return q.hand(take)
}

// queue is where the things wait that are made but not taken, each in the place of its number.
type queue[T any] struct {
	made []chan made[T]
	free chan struct{} // a place is free, for the next number
	next atomic.Int64
	n    int64
}

type made[T any] struct {
	thing   T
	failure any // what a worker has panicked with
}

// work makes what comes next as long as there is anything to do and a place for it.
func (q *queue[T]) work(do func(i int) T) {
	for range q.free {
		i := q.next.Add(1) - 1
		if i >= q.n {
			return
		}
		q.made[i%int64(len(q.made))] <- attempt(do, int(i))
	}
}

func attempt[T any](do func(i int) T, i int) (m made[T]) {
	defer func() { m.failure = recover() }()
	m.thing = do(i)
	return m
}

// hand hands over what is made, and sends the workers home.
func (q *queue[T]) hand(take func(T) error) error {
	defer close(q.free)
	for i := range q.n {
		m := <-q.made[i%int64(len(q.made))]
		if m.failure != nil {
			panic(m.failure)
		}
		if err := take(m.thing); err != nil {
			return err
		}
		q.free <- struct{}{}
	}
	return nil
}
