package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"sync"

	"duban/internal/message"
)

// docs shows the description of the service to people.
func (s *server) docs(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	s.sendFixed(w, r, docsPage[message.Language(s.Language.Tag())]())
}

// docsPage is made when it is first asked for in a language.
var docsPage = map[message.Language]func() []byte{
	message.English: sync.OnceValue(func() []byte { return docsIn(message.English) }),
	message.Chinese: sync.OnceValue(func() []byte { return docsIn(message.Chinese) }),
}

// docsIn returns the page in a language, in which it says the terms of the context "api".
func docsIn(l message.Language) []byte {
	var api apiDocument
	must(json.Unmarshal(Description(), &api))
	say := func(english string, args ...any) string {
		told := message.Term(l, "api", strings.TrimSpace(english))
		if len(args) > 0 {
			told = fmt.Sprintf(told, args...)
		}
		return told
	}
	functions := template.FuncMap{
		"upper": strings.ToUpper, "lang": l.Tag, "say": say,
		"pieces":   func(description string) []piece { return pieces(say(description)) },
		"sentence": func(s string) string { return message.New("%s.", say(s)).In(l) },
		"kind":     func(t typeOf) string { return t.Kind(say) },
	}
	page := template.Must(template.New("docs.html").Funcs(functions).ParseFS(files, "docs.html"))
	var out bytes.Buffer
	must(page.Execute(&out, &api))
	return out.Bytes()
}

// piece is text of a description, or code in it.
type piece struct {
	Text   string
	IsCode bool
}

// pieces cuts a description into text and, between backquotes, code.
func pieces(description string) []piece {
	var all []piece
	for i, text := range strings.Split(description, "`") {
		all = append(all, piece{text, i%2 == 1})
	}
	return all
}

// apiDocument is what the page shows of an OpenAPI document, in its order.
type apiDocument struct {
	Info       struct{ Title, Version, Description string }
	Paths      inOrder[inOrder[operation]]
	Components struct {
		Parameters    inOrder[parameter]
		RequestBodies inOrder[requestBody]
		Responses     inOrder[response]
		Schemas       inOrder[typeOf]
	}
}

type operation struct {
	OperationID          string
	Summary, Description string
	Parameters           []parameter
	RequestBody          requestBody
	Responses            inOrder[response]
}

type parameter struct {
	Ref                   string `json:"$ref"`
	Name, In, Description string
}

type requestBody struct {
	Ref         string `json:"$ref"`
	Description string
	Content     inOrder[media]
}

type response struct {
	Ref         string `json:"$ref"`
	Description string
	Content     inOrder[media]
}

// Parameter, Body and Response return a thing, or what it refers to in its place.

func (d *apiDocument) Parameter(p parameter) parameter {
	return referred(d.Components.Parameters, p.Ref, p)
}

func (d *apiDocument) Body(b requestBody) requestBody {
	return referred(d.Components.RequestBodies, b.Ref, b)
}

func (d *apiDocument) Response(r response) response {
	return referred(d.Components.Responses, r.Ref, r)
}

func referred[T any](components inOrder[T], ref string, itself T) T {
	for _, x := range components {
		if strings.HasSuffix(ref, "/"+x.Key) {
			return x.Value
		}
	}
	return itself
}

type media struct{ Schema typeOf }

// typeOf is a schema: what a value may be.
type typeOf struct {
	Ref         string `json:"$ref"`
	Type        any    // a text, or a list of them
	Description string
	Const       any
	Enum        []any
	Items       *typeOf
	Properties  inOrder[typeOf]
	Required    []string
}

// Needs reports whether a property has to be there.
func (t typeOf) Needs(name string) bool { return slices.Contains(t.Required, name) }

// Name returns the name of the schema that a type is or lists, "" if it has none.
func (t typeOf) Name() string {
	if t.Items != nil {
		return t.Items.Name()
	}
	return t.Ref[strings.LastIndexByte(t.Ref, '/')+1:]
}

// Kind says in a few words what a value is.
func (t typeOf) Kind(say func(string, ...any) string) string {
	if t.Items != nil {
		return say("list of %s", t.Items.Kind(say))
	}
	if name := t.Name(); name != "" {
		return name
	}
	values := t.Enum
	if t.Const != nil {
		values = []any{t.Const}
	}
	if values != nil {
		return say("one of %s", strings.Trim(text(values), "[]"))
	}
	var names []string
	for _, name := range t.types() {
		names = append(names, say(name))
	}
	return strings.Join(names, ", ")
}

// types returns the types that a value may be of.
func (t typeOf) types() []string {
	switch of := t.Type.(type) {
	case string:
		return []string{of}
	case []any:
		var names []string
		for _, name := range of {
			names = append(names, fmt.Sprint(name))
		}
		return names
	}
	return nil
}

// text returns a value as JSON.
func text(v any) string {
	out, err := json.Marshal(v)
	must(err)
	return strings.ReplaceAll(string(out), ",", ", ")
}

// inOrder is a JSON object whose members stay in their order.
type inOrder[T any] []member[T]

type member[T any] struct {
	Key   string
	Value T
}

// UnmarshalJSON reads an object.
func (o *inOrder[T]) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil { // {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var value T
		if err := d.Decode(&value); err != nil {
			return err
		}
		*o = append(*o, member[T]{key.(string), value})
	}
	return nil
}
