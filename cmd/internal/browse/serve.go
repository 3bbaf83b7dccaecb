package browse

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"duban/internal/shown"
	"duban/schema/dataset"
)

// askTime is for a page to be made.
const askTime = 30 * time.Second

// Handler serves the pages of a dataset: each part under its name, a row under /row. It reads the database for each of
// them.
func Handler(d *dataset.Database, o Options) http.Handler {
	s := &server{d, o}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.part("reports"))
	for _, name := range parts[1:] {
		mux.HandleFunc("GET /"+name, s.part(name))
	}
	mux.HandleFunc("GET /row", s.row)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", shown.IconType)
		_, _ = w.Write(shown.Icon) // a client that has gone wants nothing
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.problem(w, r, http.StatusNotFound, "There is no such page.")
	})
	return mux
}

type server struct {
	data    *dataset.Database
	options Options
}

// part returns what serves the page of a part.
func (s *server) part(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.show(w, r, http.StatusOK, func(p *page) {
			p.Here, p.Ask = name, asked(r.URL.Query())
			p.add(name, p.Ask)
		})
	}
}

// row serves the page of one row.
func (s *server) row(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	whole := func(name string) int {
		n, _ := strconv.Atoi(v.Get(name)) // no row has the number 0
		return n
	}
	found, err := s.data.Row(r.Context(), dataset.Place{Report: v.Get("report"), Annex: whole("annex"), Row: whole("row"), Section: whole("section")})
	if errors.Is(err, dataset.ErrNoRow) {
		s.problem(w, r, http.StatusNotFound, "There is no such row.")
		return
	}
	s.show(w, r, http.StatusOK, func(p *page) {
		p.Here = "row"
		p.fail(err)
		if err == nil {
			p.Parts = append(p.Parts, &part{Name: "row", Rows: []*row{p.row(found)}, Shown: 1, Total: 1})
		}
	})
}

func (s *server) problem(w http.ResponseWriter, r *http.Request, code int, says string) {
	s.show(w, r, code, func(p *page) { p.Problem = p.say(says) })
}

// show answers with a page that fill has filled.
func (s *server) show(w http.ResponseWriter, r *http.Request, code int, fill func(*page)) {
	ctx, cancel := context.WithTimeout(r.Context(), askTime)
	defer cancel()
	p := newPage(ctx, s.data, s.options)
	fill(p)
	body, err := p.html()
	if err != nil {
		code, body = http.StatusInternalServerError, []byte(p.say("The dataset could not be read: %s", err.Error())+"\n")
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if err != nil {
		h.Set("Content-Type", "text/plain; charset=utf-8")
	}
	h.Set("Content-Security-Policy", p.Policy+"; frame-ancestors 'none'")
	w.WriteHeader(code)
	_, _ = w.Write(body) // a client that has gone wants nothing
}
