package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"

	"duban/parse"
	"duban/schema"

	"github.com/dustin/go-humanize"
)

// sandbox lets a page run its script and nothing else: it belongs to no site. What it may load is said in the page.
const sandbox = "sandbox allow-scripts; base-uri 'none'; frame-ancestors 'none'"

// convert returns a handler that answers with what a report in the request states, encoded. The policy is the
// Content-Security-Policy of the answer.
func (s *server) convert(contentType, policy string, encode func(*schema.Report) []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out, refused := s.converted(w, r, encode)
		if refused != nil {
			s.fail(w, r, refused)
			return
		}
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Security-Policy", policy)
		s.send(w, r, out)
	}
}

// converted returns the answer to a request. A request takes its place among those that wait when it has arrived whole;
// until then it holds no more than the bytes that came.
func (s *server) converted(w http.ResponseWriter, r *http.Request, encode func(*schema.Report) []byte) (answer, *Problem) {
	if len(s.admitted) == cap(s.admitted) {
		return answer{}, s.busy(w)
	}
	control := http.NewResponseController(w)
	room := s.bodies.enter(func() { _ = control.SetReadDeadline(longGone) })
	defer room.leave()
	src, refused := s.source(w, r, room)
	if refused != nil {
		return answer{}, refused
	}
	room.keep()
	select {
	case s.admitted <- struct{}{}:
		defer func() { <-s.admitted }()
	default:
		return answer{}, s.busy(w)
	}
	packed := takesPacked(r)
	out, err := s.read(r.Context(), src, func(report *schema.Report) answer { return newAnswer(encode(report), packed) })
	if err != nil {
		return answer{}, s.refusal(err)
	}
	return out, nil
}

// busy says that there is too much to do.
func (s *server) busy(w http.ResponseWriter) *Problem {
	w.Header().Set("Retry-After", "1")
	return problem(http.StatusServiceUnavailable, "too many requests at the same time; try again in a moment")
}

// send sends an answer, unless there is no room for it.
func (s *server) send(w http.ResponseWriter, r *http.Request, a answer) {
	control := http.NewResponseController(w)
	room := s.answers.enter(func() { _ = control.SetWriteDeadline(longGone) })
	defer room.leave()
	if !room.grow(int64(len(a.data))) {
		s.fail(w, r, problem(http.StatusServiceUnavailable, "the answer is larger than the service may hold"))
		return
	}
	a.write(paced{w, control, room, s.Rate}, takesPacked(r))
}

var errPanic = errors.New("panic")

// read returns what a source states, encoded. When the time is over, it does not wait for work that has begun; but that
// work counts until it ends, so that there is never more of it than allowed.
func (s *server) read(ctx context.Context, src source, encode func(*schema.Report) answer) (out answer, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	select {
	case s.working <- struct{}{}:
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
	done := make(chan func() (answer, error), 1)
	go func() {
		defer func() { <-s.working }()
		out, err := s.encoded(ctx, src, encode)
		done <- func() (answer, error) { return out, err }
	}()
	select {
	case result := <-done:
		return result()
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
}

func (s *server) encoded(ctx context.Context, src source, encode func(*schema.Report) answer) (out answer, err error) {
	defer func() {
		if v := recover(); v != nil {
			s.Log.Printf("panic: %v\n%s", v, debug.Stack())
			err = errPanic
		}
	}()
	r, err := s.Read(ctx, src.name, src.data)
	if err != nil {
		return answer{}, err
	}
	return encode(r), nil
}

// refusal says why a source gave no report.
func (s *server) refusal(err error) *Problem {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return problem(http.StatusServiceUnavailable, fmt.Sprintf("not done within %s", s.Timeout))
	case errors.Is(err, parse.ErrUnsupported):
		return problem(http.StatusUnsupportedMediaType, err.Error())
	case errors.Is(err, parse.ErrDamaged), errors.Is(err, parse.ErrLimit):
		return problem(http.StatusUnprocessableEntity, err.Error())
	case errors.Is(err, errPanic), errors.Is(err, context.Canceled): // the one is in the log, and for the other nobody waits
	default:
		s.Log.Print(err)
	}
	return problem(http.StatusInternalServerError, "the report could not be read; whoever runs the service finds more in its log")
}

func (s *server) tooLarge() *Problem {
	return problem(http.StatusRequestEntityTooLarge, "the report is larger than "+humanize.IBytes(uint64(s.MaxSize)))
}

// readAll returns what r holds, which comes from the body of a request.
func (s *server) readAll(r io.Reader, room *hold) ([]byte, *Problem) {
	data, err := collect(r, s.MaxSize, room)
	switch {
	case err != nil:
		return nil, s.broken(err)
	case int64(len(data)) > s.MaxSize:
		return nil, s.tooLarge()
	case len(data) == 0:
		return nil, problem(http.StatusBadRequest, "there is no report in the request; send its bytes as the body, or as a file of a form")
	}
	return data, nil
}
