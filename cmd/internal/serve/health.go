package serve

import "net/http"

const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

// healthy says that the service is there.
func healthy(w http.ResponseWriter, _ *http.Request) { state(w, "ok") }

// readiness says whether a report would be read now: the words are there, and there is a place in the queue.
func (s *server) readiness(w http.ResponseWriter, _ *http.Request) {
	if err := s.Ready(); err != nil {
		w.Header().Set("Retry-After", "1")
		s.refuse(w, problem(http.StatusServiceUnavailable, "not ready: %v", err))
		return
	}
	if len(s.admitted) == cap(s.admitted) {
		s.refuse(w, s.busy(w))
		return
	}
	state(w, "ready")
}

func state(w http.ResponseWriter, status string) {
	w.Header().Set("Content-Type", "application/json")
	w.Write([]byte(`{"status":"` + status + `"}` + "\n"))
}
