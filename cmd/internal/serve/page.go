package serve

import (
	"embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strings"
	"sync"

	"duban/internal/message"
	"duban/internal/shown"
	"duban/schema"

	"github.com/dustin/go-humanize"
)

const reviewPath = "/v1/review"

//go:embed serve.html serve.css serve.js docs.html docs.css openapi.json
var files embed.FS

// indexPage is parsed when it is first asked for in a language.
var indexPage = map[message.Language]func() *template.Template{
	message.English: sync.OnceValue(func() *template.Template { return indexIn(message.English) }),
	message.Chinese: sync.OnceValue(func() *template.Template { return indexIn(message.Chinese) }),
}

// indexIn returns the page in a language, in which it and its script say the terms of the context "serve page".
func indexIn(l message.Language) *template.Template {
	say := func(english string) string { return message.Term(l, "serve page", english) }
	return template.Must(template.New("serve.html").Funcs(template.FuncMap{"say": say, "lang": l.Tag}).ParseFS(files, "serve.html"))
}

// index shows the page to drop files on.
func (s *server) index(w http.ResponseWriter, _ *http.Request) { s.page(w, nil) }

// page writes the page, with what went wrong before if p is given.
func (s *server) page(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if p != nil {
		w.WriteHeader(p.Status)
		p = p.in(s.Language)
		p.Title = message.Foreign(s.Language, p.Title)
	}
	if err := indexPage[message.Language(s.Language.Tag())]().Execute(w, map[string]any{"Problem": p, "MaxSize": humanize.IBytes(uint64(s.MaxSize))}); err != nil {
		s.Log.Warn(s.told("the page was not taken"), "error", message.ErrorIn(s.LogLanguage, err)) // the client has gone
	}
}

func asset(w http.ResponseWriter, r *http.Request) {
	http.ServeFileFS(w, r, files, strings.TrimPrefix(r.URL.Path, "/"))
}

// icon answers browsers, which ask for it whatever a page says.
func icon(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", shown.IconType)
	_, _ = w.Write(shown.Icon) // a client that has gone wants nothing
}

// openAPI describes the service. The schemas of a report are those of the JSON Schema, at the place where OpenAPI has
// them.
func (s *server) openAPI(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	s.sendFixed(w, r, description())
}

// sendFixed sends what is the same for everybody, as slowly as any answer may be taken.
func (s *server) sendFixed(w http.ResponseWriter, r *http.Request, body []byte) {
	out := s.newReply(w, func() {})
	defer out.room.leave()
	if !out.add(newAnswer(body, takesPacked(r))) {
		s.fail(w, r, s.busy(w))
		return
	}
	out.send(w, r, s.Rate)
}

var description = sync.OnceValue(Description)

// Description returns the OpenAPI document of the service.
func Description() []byte {
	var doc struct {
		OpenAPI    string          `json:"openapi"`
		Info       json.RawMessage `json:"info"`
		Servers    json.RawMessage `json:"servers"`
		Security   json.RawMessage `json:"security"`
		Tags       json.RawMessage `json:"tags"`
		Paths      json.RawMessage `json:"paths"`
		Components struct {
			SecuritySchemes json.RawMessage            `json:"securitySchemes"`
			Parameters      json.RawMessage            `json:"parameters"`
			RequestBodies   json.RawMessage            `json:"requestBodies"`
			Responses       json.RawMessage            `json:"responses"`
			Schemas         map[string]json.RawMessage `json:"schemas"`
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
