package serve

import (
	"context"
	"embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strings"
	"sync"

	"duban/schema"
	"duban/schema/review"

	"github.com/dustin/go-humanize"
)

const reviewPath = "/v1/review"

//go:embed serve.html serve.css serve.js openapi.json
var files embed.FS

var indexPage = sync.OnceValue(func() *template.Template { return template.Must(template.ParseFS(files, "serve.html")) })

// index shows the page to drop files on.
func (s *server) index(w http.ResponseWriter, _ *http.Request) { s.page(w, nil) }

// page writes the page, with what went wrong before if p is given.
func (s *server) page(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if p != nil {
		w.WriteHeader(p.Status)
	}
	if err := indexPage().Execute(w, map[string]any{"Problem": p, "MaxSize": humanize.IBytes(uint64(s.MaxSize))}); err != nil {
		s.Log.Printf("page: %v", err) // the client has gone
	}
}

// review writes the page of a report. It is not stopped: the time of a request ends without waiting for it.
func (s *server) review(r *schema.Report) []byte {
	page, err := review.Page(context.Background(), r, review.Options{Language: s.Language})
	must(err)
	return page
}

func asset(w http.ResponseWriter, r *http.Request) {
	http.ServeFileFS(w, r, files, strings.TrimPrefix(r.URL.Path, "/"))
}

// openAPI describes the service. The schemas of a report are those of the JSON Schema, at the place where OpenAPI has
// them.
func (s *server) openAPI(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	s.send(w, r, newAnswer(description(), takesPacked(r)))
}

func description() []byte {
	var doc struct {
		OpenAPI    string          `json:"openapi"`
		Info       json.RawMessage `json:"info"`
		Paths      json.RawMessage `json:"paths"`
		Components struct {
			Responses json.RawMessage            `json:"responses"`
			Schemas   map[string]json.RawMessage `json:"schemas"`
		} `json:"components"`
	}
	var report struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	own, err := files.ReadFile("openapi.json")
	must(err)
	must(json.Unmarshal(own, &doc))
	moved := strings.ReplaceAll(string(schema.JSONSchema()), `"#/$defs/`, `"#/components/schemas/`)
	must(json.Unmarshal([]byte(moved), &report))
	for name, s := range report.Defs {
		doc.Components.Schemas[name] = s
	}
	out, err := json.MarshalIndent(doc, "", "  ")
	must(err)
	return append(out, '\n')
}

// must ends the request where something embedded in the program is broken, which the tests rule out.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
