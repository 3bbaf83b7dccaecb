package serve

import (
	"errors"
	"io"
	"net/http"
	"os"
	"time"
)

// window is the time over which the rate of a body or an answer is taken.
const window = 5 * time.Second

var (
	errSlow    = errors.New("the body arrives too slowly")
	errNoRoom  = errors.New("there is no room for the body")
	longGone   = time.Unix(1, 0) // a deadline that ends what waits for it
	noDeadline time.Time
)

// arrival is the body of a request. Reading it ends when it has taken too long, or less came in a window than the least
// rate demands.
type arrival struct {
	io.ReadCloser
	control *http.ResponseController
	room    *hold
	rate    int64     // bytes in a second
	end     time.Time // by which all has to be there
	due     time.Time // end of the window
	got     int64     // bytes in it
}

func (a *arrival) Read(p []byte) (int, error) {
	if a.room.isDropped() {
		return 0, errNoRoom
	}
	if now := time.Now(); a.due.IsZero() || a.got >= a.rate*int64(window/time.Second) {
		a.due, a.got = now.Add(window), 0
	}
	deadline := a.end
	if a.due.Before(deadline) {
		deadline = a.due
	}
	_ = a.control.SetReadDeadline(deadline) // tests have no connection
	n, err := a.ReadCloser.Read(p)
	a.got += int64(n)
	switch {
	case !errors.Is(err, os.ErrDeadlineExceeded):
	case a.room.isDropped():
		err = errNoRoom
	case time.Now().Before(a.end):
		err = errSlow
	}
	return n, err
}

// arrived takes the deadlines away, which would end the work on what has arrived.
func (a *arrival) arrived() { _ = a.control.SetReadDeadline(noDeadline) }

// collect reads up to most bytes and one more, and counts them as held before there are any.
func collect(r io.Reader, most int64, room *hold) ([]byte, error) {
	const first = 4 << 10
	var data []byte
	for {
		if len(data) == cap(data) {
			size := min(max(first, 2*int64(cap(data))), most+1)
			if size == int64(len(data)) {
				return data, nil
			}
			if !room.grow(size - int64(cap(data))) {
				return nil, errNoRoom
			}
			data = append(make([]byte, 0, size), data...)
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
