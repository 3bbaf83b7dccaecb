package serve

import (
	"container/list"
	"sync"
)

// holder bounds the bytes that requests, or answers, hold in memory at the same time. Where a new one needs room, the
// one that has been on its way for longest is dropped: whoever sends or takes his bytes slowly keeps nobody out.
type holder struct {
	mu    sync.Mutex
	most  int64
	held  int64
	holds list.List // of *hold, the oldest first
}

// hold is what one request holds.
type hold struct {
	of      *holder
	at      *list.Element
	bytes   int64
	drop    func() // ends the request; nil where it is not to be dropped any more
	dropped bool
}

// enter begins a hold of nothing. drop, which must not wait, ends the request when its room is needed.
func (h *holder) enter(drop func()) *hold {
	h.mu.Lock()
	defer h.mu.Unlock()
	x := &hold{of: h, drop: drop}
	x.at = h.holds.PushBack(x)
	return x
}

// size is how many bytes are held.
func (h *holder) size() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.held
}

// grow adds n bytes, or reports that there is no room for them.
func (x *hold) grow(n int64) bool {
	h := x.of
	h.mu.Lock()
	defer h.mu.Unlock()
	for !x.dropped && h.held+n > h.most && h.dropOldest(x) {
	}
	if x.dropped || h.held+n > h.most {
		return false
	}
	x.bytes += n
	h.held += n
	return true
}

// dropOldest drops the oldest hold that can be, other than x.
func (h *holder) dropOldest(x *hold) bool {
	for e := h.holds.Front(); e != nil; e = e.Next() {
		old := e.Value.(*hold)
		if old == x || old.drop == nil || old.bytes == 0 {
			continue
		}
		old.drop()
		h.held -= old.bytes
		old.bytes, old.drop, old.dropped = 0, nil, true
		return true
	}
	return false
}

// keep makes the hold one that is not dropped.
func (x *hold) keep() {
	x.of.mu.Lock()
	defer x.of.mu.Unlock()
	x.drop = nil
}

// isDropped reports that the request was ended for others.
func (x *hold) isDropped() bool {
	x.of.mu.Lock()
	defer x.of.mu.Unlock()
	return x.dropped
}

// leave gives back what is held. It may be called more than once.
func (x *hold) leave() {
	h := x.of
	h.mu.Lock()
	defer h.mu.Unlock()
	h.held -= x.bytes
	x.bytes, x.drop = 0, nil
	if x.at != nil {
		h.holds.Remove(x.at)
		x.at = nil
	}
}
