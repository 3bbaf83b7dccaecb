package serve

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"sync"
	"time"

	"duban/internal/message"
)

// The header with which a client names its request, and the service each of its answers.
const idHeader = "X-Request-Id"

// idForm is what the service takes for the name of a request; it gives others one of its own.
var idForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`) })

// visit is what is told of a request when it has been answered.
type visit struct {
	id    string
	files int // in its body
}

type visitKey struct{}

// visitOf returns the visit that a context belongs to; an empty one that nobody sees if there is none.
func visitOf(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

func requestID(ctx context.Context) string { return visitOf(ctx).id }

func noteFiles(ctx context.Context, n int) { visitOf(ctx).files = n }

// logged names each request, counts it, and writes a line about it to the log. The line has the path alone, since names
// of files stand in the query.
func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{id: r.Header.Get(idHeader)}
		if !idForm().MatchString(v.id) {
			v.id = rand.Text()
		}
		w.Header().Set(idHeader, v.id)
		seen := &recorder{ResponseWriter: w}
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		begun := time.Now()
		defer func() {
			took := time.Since(begun)
			s.metrics.request(r, seen.status, took)
			s.Log.LogAttrs(r.Context(), slog.LevelInfo, s.told("request"), slog.String("id", v.id), slog.String("client", client(r)),
				slog.String("method", cut(r.Method)), slog.String("path", cut(r.URL.Path)), slog.Int("status", seen.status),
				slog.Int64("received", max(r.ContentLength, 0)), slog.Int("files", v.files), slog.Int64("sent", seen.sent),
				slog.Int64("ms", took.Milliseconds()))
		}()
		next.ServeHTTP(seen, r)
	})
}

// told returns a message of the log in the language of whoever reads it. What is said of it has English names, by which programs
// find it.
func (s *server) told(f message.Format) string { return f.In(s.LogLanguage) }

// client returns the address that a request came from, without its port.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// cut shortens what a client may have made long.
func cut(s string) string {
	const most = 200
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	sent   int64
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(data []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(data)
	w.sent += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// innermost returns the writer that the server itself made, which has ways to close its connection.
func innermost(w http.ResponseWriter) http.ResponseWriter {
	for {
		outer, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return w
		}
		w = outer.Unwrap()
	}
}
