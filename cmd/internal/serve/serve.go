// Package serve offers what duban does over HTTP, within limits of size, time and parallel work.
package serve

import (
	"context"
	"log/slog"
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
	// Check returns as JSON what does not add up in a report, Inspect what was read of a source before any meaning: an
	// indented object, or a line.
	Check   func(name string, r *schema.Report, line bool) []byte
	Inspect func(ctx context.Context, name string, data []byte, line bool) ([]byte, error)
	// Ready says why no report can be read yet; nil when it can.
	Ready func() error

	MaxSize     int64         // bytes of one report, and of all reports in one request
	MaxFiles    int           // files in one request
	Memory      int64         // bytes of requests held at the same time, and likewise of answers; at least MaxSize
	Rate        int64         // bytes in a second at which a client has to send its request and take its answer
	BodyTimeout time.Duration // for a request to arrive whole
	Timeout     time.Duration // for the reports of a request to be read once they have arrived, waiting included
	Jobs        int           // reports read at the same time
	Queue       int           // requests that may wait beside these; further ones are refused
	Hosts       []string      // names of the service beside those of the loopback interface and its address; * for any
	Origins     []string      // of sites whose pages may use the service, as Origin returns them
	Token       string        // that requests have to have; none if it is empty
	Version     string        // of the program, for the metrics
	Log         *slog.Logger  // of requests (Info) and of what goes wrong in the server (Error)

	Language    message.Language // of the pages
	Messages    message.Language // of refusals, for programs
	LogLanguage message.Language // of the messages of the log
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
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelWarn),
	}
	return Until(ctx, s, l)
}

// Until has a server answer requests until the context ends, and then those that are under way. It closes the listener.
func Until(ctx context.Context, s *http.Server, l net.Listener) error {
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
	admitted chan struct{} // one element for each request that has arrived
	working  chan struct{} // one for each report that is being read
	metrics  meters
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
		{"GET", "/favicon.ico", icon},
		{"GET", "/docs", s.docs},
		{"GET", "/docs.css", asset},
		{"GET", healthPath, healthy},
		{"GET", readyPath, s.readiness},
		{"GET", "/metrics", s.measured},
		{"GET", "/openapi.json", s.openAPI},
		{"POST", "/v1/extract", s.perform(s.extraction())},
		{"POST", "/v1/check", s.perform(s.checking())},
		{"POST", "/v1/inspect", s.perform(s.inspection())},
		{"POST", reviewPath, s.perform(s.reviewing())},
	}
}

// Handler returns the service. It refuses what browsers send on behalf of other sites that are not listed, or under
// another name, and what comes without the token.
func Handler(o Options) http.Handler {
	s := &server{
		Options: o,
		bodies:  holder{most: o.Memory}, answers: holder{most: o.Memory},
		admitted: make(chan struct{}, o.Jobs+o.Queue), working: make(chan struct{}, o.Jobs),
	}
	s.metrics = newMeters(s)
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.HandleFunc(r.method+" "+r.path, r.serve)
		mux.HandleFunc(r.path, s.notAllowed(r.method))
	}
	mux.HandleFunc("/", s.notFound)
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(http.HandlerFunc(s.foreign))
	for _, origin := range o.Origins {
		must(own.AddTrustedOrigin(origin))
	}
	return s.logged(secured(s.known(s.shared(own.Handler(s.authorized(mux))))))
}

// Guarded has pages for a browser on this machine refuse what other sites send, or what comes under another name than those of the loopback
// interface, and sets the headers that every answer has.
func Guarded(pages http.Handler) http.Handler {
	return secured(new(server).known(http.NewCrossOriginProtection().Handler(pages)))
}

// The Content-Security-Policy of the service's own page, and of what is no page.
const (
	ownPages = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'self'"
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
