package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"duban/internal/message"
	"duban/parse"
	"duban/schema"
	"duban/schema/review"

	"github.com/dustin/go-humanize"
)

// The Content-Security-Policy of a page that may run its script, save a file and nothing else: it belongs to no site.
// What it may load is said in the page. The page of the service shows it in a frame.
const sandbox = "sandbox allow-scripts allow-downloads; base-uri 'none'; frame-ancestors 'self'"

// task is what is made of a report. Of several in one request it makes a line each, if it can.
type task struct {
	name, contentType, policy string
	several                   bool
	do                        work
}

func (s *server) extraction() task {
	encode := func(_ string, r *schema.Report, line bool) []byte {
		if line {
			return schema.Line(r)
		}
		return schema.Indented(r)
	}
	return task{"extract", "application/json", nothing, true, s.ofReport(encode)}
}

func (s *server) checking() task {
	return task{"check", "application/json", nothing, true, s.ofReport(s.Check)}
}

func (s *server) inspection() task {
	inspect := func(ctx context.Context, src source, line bool) ([]byte, error) {
		return s.Inspect(ctx, src.name, src.data, line)
	}
	return task{"inspect", "application/json", nothing, true, inspect}
}

func (s *server) reviewing() task {
	return task{"review", "text/html; charset=utf-8", sandbox, false,
		s.ofReport(func(_ string, r *schema.Report, _ bool) []byte { return s.reviewPage(r) })}
}

// reviewPage writes the page of a report. It is not stopped: the time of a request ends without waiting for it.
func (s *server) reviewPage(r *schema.Report) []byte {
	page, err := review.Page(context.Background(), r, review.Options{Language: s.Language})
	must(err)
	return page
}

// work makes an answer of a source: one by itself, or a line among others.
type work func(ctx context.Context, src source, line bool) ([]byte, error)

// ofReport returns what encodes the report of a source.
func (s *server) ofReport(encode func(name string, r *schema.Report, line bool) []byte) work {
	return func(ctx context.Context, src source, line bool) ([]byte, error) {
		r, err := s.Read(ctx, src.name, src.data)
		if err != nil {
			return nil, err
		}
		return encode(src.name, r, line), nil
	}
}

// perform returns a handler that answers with what a task makes of the reports in a request.
func (s *server) perform(t task) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		out := s.newReply(w, cancel)
		defer out.room.leave()
		if refused := s.answered(ctx, w, r, t, out); refused != nil {
			s.fail(w, r, refused)
			return
		}
		w.Header().Set("Content-Security-Policy", t.policy)
		if out.lines {
			w.Header().Set("Content-Type", linesType)
		} else {
			w.Header().Set("Content-Type", t.contentType)
		}
		out.send(w, r, s.Rate)
	}
}

// answered puts the answer to a request into out. A request takes its place among those that wait when it has arrived
// whole; until then it holds no more than the bytes that came.
func (s *server) answered(ctx context.Context, w http.ResponseWriter, r *http.Request, t task, out *reply) *Problem {
	if len(s.admitted) == cap(s.admitted) {
		return s.busy(w)
	}
	control := http.NewResponseController(w)
	room := s.bodies.enter(func() { _ = control.SetReadDeadline(longGone) })
	defer room.leave()
	sources, refused := s.sources(w, r, room)
	if refused != nil {
		return refused
	}
	room.keep()
	noteFiles(ctx, len(sources))
	select {
	case s.admitted <- struct{}{}:
		defer func() { <-s.admitted }()
	default:
		return s.busy(w)
	}
	ctx, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	out.lines = t.several && (len(sources) > 1 || takesLines(r))
	if out.lines {
		return s.linesOf(ctx, t, sources, out)
	}
	if len(sources) > 1 {
		return problem(http.StatusBadRequest, "there is more than one file in the form; send them one by one")
	}
	a, refused := s.one(ctx, t, sources[0], false, takesPacked(r))
	if refused == nil && !out.add(a) {
		return problem(http.StatusServiceUnavailable, "the answer is larger than the service may hold")
	}
	return refused
}

// linesOf adds an answer for each source, in their order: a line of the task, or one that says why there is none.
func (s *server) linesOf(ctx context.Context, t task, sources []source, out *reply) *Problem {
	for _, src := range sources {
		a, refused := s.one(ctx, t, src, true, true)
		if refused != nil {
			a = newAnswer(failedLine(src.name, refused.in(s.Messages)), false)
		}
		if !out.add(a) {
			return problem(http.StatusServiceUnavailable, "the answers are larger than the service may hold; send fewer files in one request")
		}
	}
	return nil
}

// one returns what a task makes of one source.
func (s *server) one(ctx context.Context, t task, src source, line, packed bool) (answer, *Problem) {
	a, refused := answer{}, src.refused
	if refused == nil {
		var err error
		if a, err = s.read(ctx, src, func(ctx context.Context) (answer, error) {
			body, err := t.do(ctx, src, line)
			if err != nil {
				return answer{}, err
			}
			return newAnswer(body, packed), nil
		}); err != nil {
			refused = s.refusal(ctx, err)
		}
	}
	s.metrics.file(t.name, refused)
	return a, refused
}

// busy says that there is too much to do.
func (s *server) busy(w http.ResponseWriter) *Problem {
	w.Header().Set("Retry-After", "1")
	return problem(http.StatusServiceUnavailable, "too many requests at the same time; try again in a moment")
}

var errPanic = errors.New("panic")

// read returns what do makes of a source. When the time is over, it does not wait for work that has begun; but that
// work counts until it ends, so that there is never more of it than allowed.
func (s *server) read(ctx context.Context, src source, do func(context.Context) (answer, error)) (answer, error) {
	if ctx.Err() != nil {
		return answer{}, ctx.Err()
	}
	select {
	case s.working <- struct{}{}:
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
	done := make(chan func() (answer, error), 1)
	go func() {
		defer func() { <-s.working }()
		out, err := s.guarded(ctx, do)
		done <- func() (answer, error) { return out, err }
	}()
	select {
	case result := <-done:
		return result()
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
}

// guarded lets a panic end the work on one source alone.
func (s *server) guarded(ctx context.Context, do func(context.Context) (answer, error)) (out answer, err error) {
	defer func() {
		if v := recover(); v != nil {
			s.Log.ErrorContext(ctx, s.told("panic"), "id", requestID(ctx), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	return do(ctx)
}

// refusal says why a source gave no answer.
func (s *server) refusal(ctx context.Context, err error) *Problem {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return problem(http.StatusServiceUnavailable, "not done within %s", s.Timeout)
	case errors.Is(err, parse.ErrUnsupported):
		return problem(http.StatusUnsupportedMediaType, "%v", err)
	case errors.Is(err, parse.ErrDamaged), errors.Is(err, parse.ErrLimit):
		return problem(http.StatusUnprocessableEntity, "%v", err)
	case errors.Is(err, errPanic), errors.Is(err, context.Canceled): // the one is in the log, and for the other nobody waits
	default:
		s.Log.ErrorContext(ctx, s.told("the report could not be read"), "id", requestID(ctx), "error", message.ErrorIn(s.LogLanguage, err))
	}
	return problem(http.StatusInternalServerError, "the report could not be read; whoever runs the service finds more in its log")
}

func (s *server) tooLarge() *Problem {
	return problem(http.StatusRequestEntityTooLarge, "the report is larger than %s", humanize.IBytes(uint64(s.MaxSize)))
}
