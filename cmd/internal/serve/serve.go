// Package serve offers what duban does over HTTP, within limits of size, time and parallel work.
package serve

import (
	"context"
	"log"
	"net"
	"net/http"
	"time"

	"duban/internal/message"
	"duban/schema"
)

// Options say what is served and within which limits. All of them have to be set.
type Options struct {
	// Read returns what the source of that name states. Its error is shown to the client.
	Read func(ctx context.Context, name string, data []byte) (*schema.Report, error)

	MaxSize     int64         // bytes of one report
	Memory      int64         // bytes of requests held at the same time, and likewise of answers; at least MaxSize
	Rate        int64         // bytes in a second at which a client has to send its request and take its answer
	BodyTimeout time.Duration // for a request to arrive whole
	Timeout     time.Duration // for a report to be read once it has arrived, waiting included
	Jobs        int           // reports read at the same time
	Queue       int           // reports that may wait beside these; further ones are refused
	Hosts       []string      // names of the service beside those of the loopback interface and its address; * for any
	Log         *log.Logger   // of what goes wrong in the server

	Language message.Language // of the pages
}

const (
	headerTimeout = 5 * time.Second
	writeTimeout  = 30 * time.Second // for an answer to be taken
	idleTimeout   = time.Minute
	graceTimeout  = 10 * time.Second // for requests under way when the service is stopped
	maxHeader     = 16 << 10
)

// Run answers requests until the context ends, and then those that are under way. It closes the listener.
func Run(ctx context.Context, l net.Listener, o Options) error {
	s := &http.Server{
		Handler:           Handler(o),
		ReadHeaderTimeout: min(headerTimeout, o.BodyTimeout),
		ReadTimeout:       headerTimeout + o.BodyTimeout,
		WriteTimeout:      headerTimeout + o.BodyTimeout + o.Timeout + writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          o.Log,
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTimeout)
	defer cancel()
	defer s.Close()
	return s.Shutdown(grace)
}

// server is the state of a handler: what limits the work.
type server struct {
	Options
	bodies   holder        // requests in memory
	answers  holder        // answers in memory
	admitted chan struct{} // one element for each report that has arrived
	working  chan struct{} // one for each report that is being read
}

// route is what is served at a path for one method.
type route struct {
	method, path string
	serve        http.HandlerFunc
}

func (s *server) routes() []route {
	return []route{
		{"GET", "/{$}", s.index},
		{"GET", "/serve.css", asset},
		{"GET", "/serve.js", asset},
		{"GET", "/healthz", healthy},
		{"GET", "/openapi.json", s.openAPI},
		{"POST", "/v1/extract", s.convert("application/json", nothing, schema.Indented)},
		{"POST", reviewPath, s.convert("text/html; charset=utf-8", sandbox, s.review)},
	}
}

// Handler returns the service. It refuses what browsers send on behalf of other sites, or under another name.
func Handler(o Options) http.Handler {
	s := &server{
		Options: o,
		bodies:  holder{most: o.Memory}, answers: holder{most: o.Memory},
		admitted: make(chan struct{}, o.Jobs+o.Queue), working: make(chan struct{}, o.Jobs),
	}
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.HandleFunc(r.method+" "+r.path, r.serve)
		mux.HandleFunc(r.path, notAllowed(r.method))
	}
	mux.HandleFunc("/", notFound)
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(http.HandlerFunc(foreign))
	return secured(s.known(own.Handler(mux)))
}

// The Content-Security-Policy of the service's own page, and of what is no page.
const (
	ownPages = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	nothing  = "default-src 'none'; frame-ancestors 'none'"
)

// secured sets the headers that every answer has.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", ownPages)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Write([]byte(`{"status":"ok"}` + "\n"))
}
