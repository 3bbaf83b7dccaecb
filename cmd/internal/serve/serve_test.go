package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/extract"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

const sampleName = "000_756023d8918cde28.txt"

func sample(t testing.TB) []byte {
	data, err := os.ReadFile("../../../seeds/reports/" + sampleName)
	require.NoError(t, err)
	return data
}

// options are what the tests serve: small limits, and little time.
func options() Options {
	return Options{
		Read: func(ctx context.Context, name string, data []byte) (*schema.Report, error) {
			doc, err := parse.Options{}.Bytes(ctx, name, data)
			if err != nil {
				return nil, err
			}
			return extract.Report(doc, extract.Options{}), nil
		},
		Check: func(name string, r *schema.Report, line bool) []byte {
			return fmt.Appendf(nil, `{"checked":%q,"findings":%d,"line":%t}`+"\n", name, len(r.Findings), line)
		},
		Inspect: func(_ context.Context, name string, data []byte, line bool) ([]byte, error) {
			doc, err := parse.Bytes(name, data)
			if err != nil {
				return nil, err
			}
			return fmt.Appendf(nil, `{"inspected":%q,"blocks":%d,"line":%t}`+"\n", name, len(doc.Blocks), line), nil
		},
		Ready:   func() error { return nil },
		Version: "v1.2.3",
		MaxSize: 256 << 10, MaxFiles: 5, Memory: 64 << 20, Rate: 8 << 10, Hosts: []string{"example.com", "x"},
		BodyTimeout: 10 * time.Second, Timeout: 2 * time.Minute, Jobs: 2, Queue: 64,
		Log: slog.New(slog.DiscardHandler),
	}
}

// reading returns options whose reports are read by read.
func reading(read func(ctx context.Context) (*schema.Report, error)) Options {
	o := options()
	o.Read = func(ctx context.Context, _ string, _ []byte) (*schema.Report, error) { return read(ctx) }
	return o
}

func ask(o Options, r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	Handler(o).ServeHTTP(w, r)
	return w.Result()
}

func post(path, body string) *http.Request {
	return httptest.NewRequest("POST", path, strings.NewReader(body))
}

// form returns a request with a form that has these files, given as names and contents in turn.
func form(path string, files ...string) *http.Request {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	w.WriteField("comment", "not a file")
	for i := 0; i < len(files); i += 2 {
		part, _ := w.CreateFormFile("file", files[i])
		io.WriteString(part, files[i+1])
	}
	w.Close()
	r := httptest.NewRequest("POST", path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

func with(r *http.Request, header, value string) *http.Request {
	r.Header.Set(header, value)
	return r
}

func content(t testing.TB, r *http.Response) string {
	data, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return string(data)
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		request           *http.Request
		kind, begins, has string
	}{
		{httptest.NewRequest("GET", "/", nil), "text/html; charset=utf-8", "<!DOCTYPE html>", `action="/v1/review"`},
		{httptest.NewRequest("HEAD", "/", nil), "text/html; charset=utf-8", "", ""},
		{httptest.NewRequest("GET", "/serve.css", nil), "text/css; charset=utf-8", ":root", ""},
		{httptest.NewRequest("GET", "/favicon.ico", nil), "image/svg+xml", "<svg ", "</svg>"},
		{httptest.NewRequest("GET", "/serve.js", nil), "text/javascript; charset=utf-8", `"use strict"`, ""},
		{httptest.NewRequest("GET", "/healthz", nil), "application/json", `{"status":"ok"}`, ""},
		{httptest.NewRequest("GET", "/readyz", nil), "application/json", `{"status":"ready"}`, ""},
		{httptest.NewRequest("GET", "/metrics", nil), "text/plain; version=0.0.4; charset=utf-8", "", "duban_requests_admitted 0\n"},
		{httptest.NewRequest("GET", "/docs", nil), "text/html; charset=utf-8", "<!DOCTYPE html>", "POST /v1/extract"},
		{httptest.NewRequest("GET", "/docs.css", nil), "text/css; charset=utf-8", "main.docs", ""},
		{httptest.NewRequest("GET", "/openapi.json", nil), "application/json", "{\n  \"openapi\": \"3.1.1\"", `"/v1/extract"`},
		{post("/v1/extract", "关于进展"), "application/json", "{\n  \"schema_version\"", `"name": "-"`},
		{post("/v1/check?name=a.txt", "关于进展"), "application/json", `{"checked":"a.txt"`, `"line":false`},
		{post("/v1/inspect?name=a.txt", "关于进展"), "application/json", `{"inspected":"a.txt"`, `"blocks":1,"line":false`},
		{post("/v1/review", "关于进展"), "text/html; charset=utf-8", "<!DOCTYPE html>", "Content-Security-Policy"},
		{form("/v1/review", "a.txt", "关于进展"), "text/html; charset=utf-8", "<!DOCTYPE html>", "a.txt"},
	} {
		name := c.request.Method + " " + c.request.URL.Path
		got := ask(options(), c.request)
		require.Equal(t, http.StatusOK, got.StatusCode, name)
		require.Equal(t, c.kind, got.Header.Get("Content-Type"), name)
		require.Equal(t, "nosniff", got.Header.Get("X-Content-Type-Options"), name)
		require.Contains(t, got.Header.Get("Content-Security-Policy"), "frame-ancestors '", name)
		body := content(t, got)
		require.True(t, strings.HasPrefix(body, c.begins), name)
		require.Contains(t, body, c.has, name)
	}
}

func TestThePageIsASandbox(t *testing.T) {
	policy := ask(options(), post("/v1/review", "关于进展")).Header.Get("Content-Security-Policy")
	require.Regexp(t, `^sandbox allow-scripts allow-downloads;`, policy)
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		request *http.Request
		want    string
	}{
		{post("/v1/extract", "关于进展"), "-"},
		{post("/v1/extract?name=report.txt", "关于进展"), "report.txt"},
		{post("/v1/extract?name=/srv/secret/%E6%8A%A5%E5%91%8A.txt", "关于进展"), "报告.txt"},
		{post(`/v1/extract?name=C:\reports\a.txt`, "关于进展"), "a.txt"},
		{with(post("/v1/extract", "关于进展"), "Content-Disposition", `attachment; filename="b.txt"`), "b.txt"},
		{with(post("/v1/extract", "关于进展"), "Content-Disposition", `attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.txt`), "报告.txt"},
		{with(post("/v1/extract", "关于进展"), "Content-Disposition", `;;`), "-"},
		{form("/v1/extract", "c.txt", "关于进展"), "c.txt"},
		{form("/v1/extract", "../../etc/c.txt", "关于进展"), "c.txt"},
		{form("/v1/extract?name=d.txt", "c.txt", "关于进展"), "d.txt"},
	} {
		var r schema.Report
		require.NoError(t, json.NewDecoder(ask(options(), c.request).Body).Decode(&r))
		require.Equal(t, c.want, r.Source.Name)
	}
}

func TestProblems(t *testing.T) {
	large := strings.Repeat("数", 100<<10)
	docx, err := os.ReadFile("../../../testdata/reports/dev_city_docx.docx")
	require.NoError(t, err)
	chunked := post("/v1/extract", large)
	chunked.ContentLength = -1
	withBoundary := func(body string) *http.Request {
		return with(post("/v1/extract", body), "Content-Type", "multipart/form-data; boundary=x")
	}
	const head = "--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n"
	foreign := with(post("/v1/extract", "关于进展"), "Sec-Fetch-Site", "cross-site")
	for _, c := range []struct {
		name    string
		request *http.Request
		status  int
		detail  string
	}{
		{"empty", post("/v1/extract", ""), 400, "there is no report in the request"},
		{"empty file", form("/v1/extract", "a.txt", ""), 400, "there is no report in the request"},
		{"no file", form("/v1/extract"), 400, "there is no file in the form"},
		{"two files for a page", form("/v1/review", "a.txt", "关于", "b.txt", "关于"), 400, "more than one file"},
		{"many files", form("/v1/extract", slices.Repeat([]string{"a.txt", "关于"}, 6)...), 400, "more than 5 files in the form"},
		{"a name for two files", form("/v1/extract?name=a", "a.txt", "关于", "b.txt", "关于"), 400, "the name in the query is for one report"},
		{"files that are large together", form("/v1/extract", "a.txt", large[:200<<10], "b.txt", large[:200<<10]), 413, "larger than 256 KiB"},
		{"cut form", withBoundary(head + "关于"), 400, "the body ends early"},
		{"form cut before its end", withBoundary(head + "关于\r\n--x"), 400, "the body ends early"},
		{"form cut between its files", withBoundary(head + "关于\r\n--x\r\n"), 400, "the body ends early"},
		{"form cut in a head", withBoundary(head + "关于\r\n" + head[:len(head)-2]), 400, "the body ends early"},
		{"other boundary", withBoundary("--y\r\n\r\n关于\r\n--y--\r\n"), 400, "the body ends early"},
		{"no form", withBoundary("--x\r\nno form"), 400, "the body cannot be read"},
		{"form without a boundary", with(post("/v1/extract", "x"), "Content-Type", "multipart/form-data"), 400, "the body cannot be read"},
		{"another site", foreign, 403, "another site"},
		{"no such path", httptest.NewRequest("GET", "/v1/none", nil), 404, "there is nothing here"},
		{"no file of the program", httptest.NewRequest("GET", "/serve.html", nil), 404, "there is nothing here"},
		{"GET", httptest.NewRequest("GET", "/v1/extract", nil), 405, "use POST"},
		{"POST", post("/healthz", ""), 405, "use GET, HEAD"},
		{"large", post("/v1/extract", large), 413, "larger than 256 KiB"},
		{"larger than said", chunked, 413, "larger than 256 KiB"},
		{"large file", form("/v1/review", "a.txt", large), 413, "larger than 256 KiB"},
		{"file that is a little too large", form("/v1/review", "a.txt", large[:256<<10+1]), 413, "larger than 256 KiB"},
		{"PostScript", post("/v1/extract?name=a.ps", "%!PS-1.7"), 415, "a.ps: this is a PostScript file"},
		{"packed", with(post("/v1/extract", "\x1f\x8b"), "Content-Encoding", "gzip"), 415, "content encoding"},
		{"damaged", post("/v1/extract?name=a.docx", string(docx[:len(docx)/2])), 422, "a.docx: "},
	} {
		t.Run(c.name, func(t *testing.T) { refused(t, ask(options(), c.request), c.status, c.detail) })
	}
}

// Refusals are in the language of programs, wherever they come from.
func TestProblemsInChinese(t *testing.T) {
	o := options()
	o.Messages, o.Token = message.Chinese, token
	o.Ready = func() error { return errors.New("x") }
	authorized := func(r *http.Request) *http.Request { return with(r, "Authorization", "Bearer "+token) }
	evil := httptest.NewRequest("GET", "/", nil)
	evil.Host = "evil.example"
	for status, request := range map[int]*http.Request{
		400: authorized(post("/v1/extract", "")), 401: post("/v1/extract", "关于"), 403: with(post("/v1/extract", "关于"), "Sec-Fetch-Site", "cross-site"),
		404: authorized(post("/v1/none", "")), 405: authorized(post("/docs", "")), 421: evil, 503: httptest.NewRequest("GET", "/readyz", nil),
	} {
		var p Problem
		got := ask(o, request)
		require.Equal(t, status, got.StatusCode)
		require.NoError(t, json.NewDecoder(got.Body).Decode(&p))
		require.Regexp(t, `\p{Han}`, p.Detail, status)
	}
}

// refused requires an answer with a problem, and returns the answer.
func refused(t *testing.T, got *http.Response, status int, detail string) *http.Response {
	body := content(t, got)
	require.Equal(t, status, got.StatusCode, body)
	require.Equal(t, "application/problem+json", got.Header.Get("Content-Type"))
	var p Problem
	require.NoError(t, json.Unmarshal([]byte(body), &p))
	require.Equal(t, Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: p.Detail}, p)
	require.Contains(t, p.Detail, detail)
	require.Equal(t, status == http.StatusMethodNotAllowed, got.Header.Get("Allow") != "")
	return got
}

func TestTroubleInTheServerIsNotTold(t *testing.T) {
	var told strings.Builder
	failing := reading(func(context.Context) (*schema.Report, error) { return nil, errors.New("open /srv/secret/words.tsv") })
	failing.Log = slog.New(slog.NewTextHandler(&told, nil))
	refused(t, ask(failing, post("/v1/extract", "关于")), 500, "whoever runs the service")
	require.Contains(t, told.String(), `error="open /srv/secret/words.tsv"`)
	panicking := reading(func(context.Context) (*schema.Report, error) { panic("/srv/secret") })
	panicking.Log = failing.Log
	answer := ask(panicking, post("/v1/extract", "关于"))
	require.NotContains(t, content(t, answer), "secret")
	require.Equal(t, 500, answer.StatusCode)
	require.Contains(t, told.String(), "panic=/srv/secret stack=")
}

func TestReportThatTakesTooLong(t *testing.T) {
	over := make(chan struct{})
	defer close(over)
	// One reader gives up with the context, the other goes on.
	for _, read := range []func(ctx context.Context) (*schema.Report, error){
		func(ctx context.Context) (*schema.Report, error) { <-ctx.Done(); return nil, ctx.Err() },
		func(context.Context) (*schema.Report, error) { <-over; return &schema.Report{}, nil },
	} {
		o := reading(read)
		o.Timeout, o.Jobs = time.Millisecond, 1
		h := Handler(o)
		for range 3 { // the second and third time the only place may be taken
			w := httptest.NewRecorder()
			h.ServeHTTP(w, post("/v1/extract", "关于"))
			refused(t, w.Result(), 503, "not done within 1ms")
		}
	}
}

func TestTooManyRequests(t *testing.T) {
	begun, over := make(chan struct{}), make(chan struct{})
	o := reading(func(context.Context) (*schema.Report, error) {
		begun <- struct{}{}
		<-over
		return &schema.Report{}, nil
	})
	o.Jobs, o.Queue = 2, 0
	h := Handler(o)
	answers := make(chan *http.Response)
	for range 2 {
		go func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, post("/v1/extract", "关于"))
			answers <- w.Result()
		}()
		<-begun
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, post("/v1/extract", "关于"))
	require.Equal(t, "1", refused(t, w.Result(), 503, "try again").Header.Get("Retry-After"))
	w = httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/healthz", nil))
	require.Equal(t, 200, w.Code, "the service is well all the same")
	close(over)
	for range 2 {
		require.Equal(t, 200, (<-answers).StatusCode)
	}
}

func TestPeopleSeeProblemsOnThePage(t *testing.T) {
	r := form("/v1/review", "<b>.ps", "%!PS-1.7")
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	got := ask(options(), r)
	require.Equal(t, 415, got.StatusCode)
	require.Equal(t, "text/html; charset=utf-8", got.Header.Get("Content-Type"))
	require.Contains(t, content(t, got), "&lt;b&gt;.ps: this is a PostScript file")
}

func TestOpenAPI(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(description()))
	require.NoError(t, err)
	paths := doc.(map[string]any)["paths"].(map[string]any)
	served := map[string]bool{}
	for _, r := range (&server{}).routes() {
		if r.path != "/{$}" && !strings.HasSuffix(r.path, ".css") && !strings.HasSuffix(r.path, ".js") && r.path != "/favicon.ico" {
			served[r.path] = true
			require.Contains(t, paths, r.path)
			require.Contains(t, paths[r.path], strings.ToLower(r.method))
		}
	}
	require.Len(t, paths, len(served))
	require.NotContains(t, string(description()), "$defs")

	// What is answered is as described.
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("openapi.json", doc))
	report, err := c.Compile("openapi.json#/components/schemas/Report")
	require.NoError(t, err)
	v, err := jsonschema.UnmarshalJSON(ask(options(), post("/v1/extract", string(sample(t)))).Body)
	require.NoError(t, err)
	require.NoError(t, report.Validate(v))
	v.(map[string]any)["annexes"] = nil
	require.Error(t, report.Validate(v))
	p, err := c.Compile("openapi.json#/components/schemas/Problem")
	require.NoError(t, err)
	v, err = jsonschema.UnmarshalJSON(ask(options(), post("/v1/extract", "")).Body)
	require.NoError(t, err)
	require.NoError(t, p.Validate(v))
}
