package serve

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"duban/schema"

	"github.com/VictoriaMetrics/metrics"
)

// seconds are the bounds that times of requests are counted by: a report of common size takes some hundredths.
var seconds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60}

// meters count what the service does, for Prometheus.
type meters struct{ set *metrics.Set }

func newMeters(s *server) meters {
	metrics.ExposeMetadata(true) // the types, which histograms are told by
	set := metrics.NewSet()
	gauge := func(name string, f func() int64) { set.NewGauge(name, func() float64 { return float64(f()) }) }
	gauge("duban_reports_working", func() int64 { return int64(len(s.working)) })
	gauge("duban_reports_working_max", func() int64 { return int64(cap(s.working)) })
	gauge("duban_requests_admitted", func() int64 { return int64(len(s.admitted)) })
	gauge("duban_requests_admitted_max", func() int64 { return int64(cap(s.admitted)) })
	gauge("duban_request_bytes_held", s.bodies.size)
	gauge("duban_answer_bytes_held", s.answers.size)
	gauge("duban_bytes_held_max", func() int64 { return s.Memory })
	info := fmt.Sprintf("duban_build_info{version=%q, schema_version=%q}", s.Version, schema.Version)
	gauge(info, func() int64 { return 1 })
	return meters{set}
}

// request counts a request that was answered. The path is that of the route, of which there are few; "" stands for what
// was refused before there was a route.
func (m meters) request(r *http.Request, status int, took time.Duration) {
	_, path, _ := strings.Cut(r.Pattern, "/")
	if r.Pattern != "" {
		path = "/" + strings.TrimSuffix(path, "{$}")
	}
	total := fmt.Sprintf("duban_requests_total{path=%q, method=%q, status=%q}", path, methodLabel(r.Method), strconv.Itoa(status))
	m.set.GetOrCreateCounter(total).Inc()
	times := fmt.Sprintf("duban_request_seconds{path=%q}", path)
	m.set.GetOrCreatePrometheusHistogramExt(times, seconds).Update(took.Seconds())
}

// methodLabel returns a method that the service has; "other" for those that clients make up.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return method
	}
	return "other"
}

// file counts a file that a task was done with, or that was refused.
func (m meters) file(task string, refused *Problem) {
	status := http.StatusOK
	if refused != nil {
		status = refused.Status
	}
	m.set.GetOrCreateCounter(fmt.Sprintf("duban_files_total{task=%q, status=%q}", task, strconv.Itoa(status))).Inc()
}

// measured shows the metrics in the text format of Prometheus, those of the process and of Go among them.
func (s *server) measured(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	s.metrics.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}
