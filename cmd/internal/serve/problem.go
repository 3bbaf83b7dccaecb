package serve

import (
	"encoding/json"
	"net/http"
	"strings"
)

// Problem is why a request was refused, as RFC 9457 has it.
type Problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

func problem(status int, detail string) *Problem {
	return &Problem{"about:blank", http.StatusText(status), status, detail}
}

func (p *Problem) write(w http.ResponseWriter) {
	body, err := json.Marshal(p)
	must(err) // texts and a number
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	w.Write(append(body, '\n'))
}

// fail answers with a problem: on the page of the service when a person is there, who has sent its form.
func (s *server) fail(w http.ResponseWriter, r *http.Request, p *Problem) {
	if r.URL.Path == reviewPath && strings.HasPrefix(r.Header.Get("Accept"), "text/html") {
		s.page(w, p)
		return
	}
	p.write(w)
}

// notAllowed refuses other methods than that of a path.
func notAllowed(method string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		allow := method
		if method == http.MethodGet {
			allow = "GET, HEAD"
		}
		w.Header().Set("Allow", allow)
		problem(http.StatusMethodNotAllowed, "use "+allow).write(w)
	}
}

func notFound(w http.ResponseWriter, _ *http.Request) {
	problem(http.StatusNotFound, "there is nothing here; /openapi.json says what there is").write(w)
}

func foreign(w http.ResponseWriter, _ *http.Request) {
	problem(http.StatusForbidden, "the request comes from a page of another site").write(w)
}
