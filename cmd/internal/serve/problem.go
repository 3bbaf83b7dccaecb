package serve

import (
	"duban/internal/message"
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

	told message.Text // Detail, in each language
}

func problem(status int, detail message.Format, args ...any) *Problem {
	text := message.New(detail, args...)
	return &Problem{"about:blank", http.StatusText(status), status, text.String(), text}
}

// in returns the problem with its detail in a language.
func (p *Problem) in(l message.Language) *Problem {
	out := *p
	out.Detail = p.told.In(l)
	return &out
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
	s.refuse(w, p)
}

// refuse answers with a problem, in the language of programs.
func (s *server) refuse(w http.ResponseWriter, p *Problem) { p.in(s.Messages).write(w) }

// notAllowed refuses other methods than that of a path.
func (s *server) notAllowed(method string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		allow := method
		if method == http.MethodGet {
			allow = "GET, HEAD"
		}
		w.Header().Set("Allow", allow)
		s.refuse(w, problem(http.StatusMethodNotAllowed, "use %s", allow))
	}
}

func (s *server) notFound(w http.ResponseWriter, _ *http.Request) {
	s.refuse(w, problem(http.StatusNotFound, "there is nothing here; /openapi.json says what there is"))
}

func (s *server) foreign(w http.ResponseWriter, _ *http.Request) {
	s.refuse(w, problem(http.StatusForbidden, "the request comes from a page of another site"))
}
