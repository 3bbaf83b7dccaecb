package serve

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"duban/internal/message"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
)

// A client names its request, or the service does; what is no name is not taken over.
func TestRequestIDs(t *testing.T) {
	own := regexp.MustCompile(`^[A-Z2-7]{26}$`)
	seen := map[string]bool{}
	for id, taken := range map[string]bool{
		"a": true, "3f2504e0-4f89-11d3-9a0c-0305e82c3301": true, "req_1.2": true, strings.Repeat("a", 100): true,
		"": false, strings.Repeat("a", 101): false, "-a": false, "a b": false, "a\tb": false, "报告": false, `"`: false, "a\x1b[2J": false, "a,b": false,
	} {
		for _, r := range []*http.Request{httptest.NewRequest("GET", "/healthz", nil), post("/v1/extract", "%!PS"), post("/nowhere", "")} {
			r.Header["X-Request-Id"] = []string{id}
			got := ask(options(), r).Header.Get("X-Request-Id")
			if taken {
				require.Equal(t, id, got)
				continue
			}
			require.Regexp(t, own, got)
			require.False(t, seen[got], "given twice")
			seen[got] = true
		}
	}
	r := with(httptest.NewRequest("GET", "/healthz", nil), "X-Request-Id", "x-1")
	r.Host = "evil.example"
	require.Equal(t, "x-1", ask(options(), r).Header.Get("X-Request-Id"), "refused requests have one as well")
}

// A line of the log tells of a request what is no secret.
func TestAccessLog(t *testing.T) {
	var told strings.Builder
	o := options()
	o.Log = slog.New(slog.NewJSONHandler(&told, nil))
	o.Token = token
	request := with(form("/v1/extract?x=secret.txt", "secret.txt", "关于", "b.ps", "%!PS-1.7"), "X-Request-Id", "r1")
	request = with(request, "Authorization", "Bearer "+token)
	received := request.ContentLength
	body := content(t, ask(o, request))
	require.Equal(t, 1, strings.Count(told.String(), "\n"))
	require.NotContains(t, told.String(), "secret")
	require.NotContains(t, told.String(), token)
	var line map[string]any
	require.NoError(t, json.Unmarshal([]byte(told.String()), &line))
	require.NotEmpty(t, line["time"])
	delete(line, "time")
	require.GreaterOrEqual(t, line["ms"], 0.0)
	delete(line, "ms")
	require.Equal(t, map[string]any{"level": "INFO", "msg": "request", "id": "r1", "client": "192.0.2.1", "method": "POST", "path": "/v1/extract",
		"status": 200.0, "received": float64(received), "files": 2.0, "sent": float64(len(body))}, line)
}

// Nobody writes lines of their own into the log, or long ones.
func TestAccessLogIsNotForged(t *testing.T) {
	var told strings.Builder
	o := options()
	o.Log = slog.New(slog.NewTextHandler(&told, nil))
	r := httptest.NewRequest("GET", "/a", nil)
	r.URL.Path = "/a\ntime=now level=ERROR msg=\x1b[2J\u202e" + strings.Repeat("x", 10_000)
	require.Equal(t, 404, ask(o, r).StatusCode)
	require.Equal(t, 1, strings.Count(told.String(), "\n"))
	require.NotContains(t, told.String(), "\x1b")
	require.NotContains(t, told.String(), "\u202e")
	require.Less(t, len(told.String()), 1000)
	require.Contains(t, told.String(), " status=404 ")
}

// What /metrics shows is read by Prometheus's own parser, and counts what was done.
func TestMetrics(t *testing.T) {
	h := Handler(options())
	do := func(r *http.Request) *http.Response {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	do(post("/v1/extract", "关于进展"))
	do(form("/v1/extract", "a.txt", "关于", "b.ps", "%!PS-1.7", "c.ps", "%!PS-1.7"))
	do(post("/v1/check", ""))
	for range 3 {
		do(httptest.NewRequest("BREW", "/any/"+strings.Repeat("x", 100), nil))
	}
	evil := httptest.NewRequest("GET", "/healthz", nil)
	evil.Host = "evil.example"
	do(evil)
	scrape := func() io.Reader { return do(httptest.NewRequest("GET", "/metrics", nil)).Body }
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(scrape())
	require.NoError(t, err)
	value := func(name string, labels ...string) float64 {
		require.True(t, families[name] != nil, name)
	next:
		for _, m := range families[name].Metric {
			require.Len(t, m.Label, len(labels)/2)
			for i := 0; i < len(labels); i += 2 {
				if m.Label[i/2].GetName() != labels[i] || m.Label[i/2].GetValue() != labels[i+1] {
					continue next
				}
			}
			switch {
			case m.Counter != nil:
				return m.Counter.GetValue()
			case m.Histogram != nil:
				return float64(m.Histogram.GetSampleCount())
			case m.Gauge != nil:
				return m.Gauge.GetValue()
			}
			return m.Untyped.GetValue()
		}
		return -1
	}
	require.Equal(t, 2.0, value("duban_requests_total", "path", "/v1/extract", "method", "POST", "status", "200"))
	require.Equal(t, 1.0, value("duban_requests_total", "path", "/v1/check", "method", "POST", "status", "400"))
	require.Equal(t, 3.0, value("duban_requests_total", "path", "/", "method", "other", "status", "404"))
	require.Equal(t, 1.0, value("duban_requests_total", "path", "", "method", "GET", "status", "421"))
	require.Equal(t, 2.0, value("duban_request_seconds", "path", "/v1/extract"))
	require.Equal(t, 2.0, value("duban_files_total", "task", "extract", "status", "200"))
	require.Equal(t, 2.0, value("duban_files_total", "task", "extract", "status", "415"))
	for value("duban_reports_working") > 0 { // a report may leave its place after its answer has gone out
		runtime.Gosched()
		families, err = parser.TextToMetricFamilies(scrape())
		require.NoError(t, err)
	}
	require.Equal(t, 2.0, value("duban_reports_working_max"))
	require.Equal(t, float64(64<<20), value("duban_bytes_held_max"))
	require.Equal(t, 1.0, value("duban_build_info", "version", "v1.2.3", "schema_version", "2"))
	require.Positive(t, value("process_resident_memory_bytes"))
}

func TestReadiness(t *testing.T) {
	o := options()
	o.Ready = func() error { return errors.New("the vocabularies are being read") }
	get := func(path string) *http.Request { return httptest.NewRequest("GET", path, nil) }
	require.Equal(t, "1", refused(t, ask(o, get("/readyz")), 503, "not ready: the vocabularies are being read").Header.Get("Retry-After"))
	require.Equal(t, 200, ask(o, get("/healthz")).StatusCode)
	o = options()
	o.Jobs, o.Queue = 0, 0
	refused(t, ask(o, get("/readyz")), 503, "too many requests")
}

// token is that of the tests.
const token = "0123456789abcdef0123456789abcdef"

// Every path asks for the token but those of probes, and nothing of a request is read before.
func TestToken(t *testing.T) {
	o := options()
	o.Token = token
	for _, r := range (&server{}).routes() {
		path := strings.TrimSuffix(r.path, "{$}")
		open := path == "/healthz" || path == "/readyz"
		for authorization, allowed := range map[string]bool{
			"Bearer " + token: true, "bearer  " + token: true, "Basic OjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm": true,
			"": false, token: false, "Bearer": false, "Bearer ": false, "Bearer " + token + "0": false, "Bearer " + token[1:]: false,
			"Bearer " + strings.ToUpper(token): false, "Basic " + token: false, "Basic Og==": false, "Digest " + token: false,
		} {
			request := httptest.NewRequest(r.method, path, strings.NewReader("关于进展"))
			request.Header.Set("Authorization", authorization)
			got := ask(o, request)
			if open || allowed {
				require.Equal(t, 200, got.StatusCode, "%s with %q", path, authorization)
				continue
			}
			refused(t, got, 401, "the service asks for its token")
			require.Equal(t, []string{`Bearer realm="duban"`, `Basic realm="duban", charset="UTF-8"`}, got.Header.Values("WWW-Authenticate"))
		}
	}
	large := post("/v1/extract", "")
	large.Body = io.NopCloser(neverRead{t})
	large.ContentLength = 100
	refused(t, ask(o, large), 401, "token")
	refused(t, ask(o, httptest.NewRequest("GET", "/nowhere", nil)), 401, "token")
}

type neverRead struct{ t *testing.T }

func (n neverRead) Read([]byte) (int, error) {
	n.t.Error("a body is read")
	return 0, io.EOF
}

func TestTokenFile(t *testing.T) {
	for file, want := range map[string]string{
		token: "", token + "\n": "", token + " \r\n": "", "abcdEFGH-._~+/12==": "",
		"": "there is no token", "\n \n": "there is no token", "a b c d e f g h i j": "letters, digits", token + "\n" + token: "more than one line",
		strings.Repeat("a", 1024): "", strings.Repeat("a", 1025): "more than 1024", "0123456789abcde": "fewer than 16", "报告报告报告报告报告报告报告报告": "letters, digits", "\xef\xbb\xbf" + token: "letters, digits", "==================": "letters, digits",
	} {
		got, err := Token([]byte(file))
		if want == "" {
			require.NoError(t, err)
			require.Equal(t, strings.TrimRight(file, " \r\n"), got)
			continue
		}
		require.ErrorContains(t, err, want, "%q", file)
	}
}

func TestOrigins(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example": "https://a.example", "HTTPS://A.example:443/": "https://a.example", "http://localhost:3000": "http://localhost:3000",
		"http://[::1]:80": "http://[::1]", "*": "", "null": "", "a.example": "", "file:///x": "", "https://": "", "https://u@a.example": "",
		"https://a.example/x": "", "https://a.example?x": "", "https://*.example": "", "https://a.example:*": "",
	} {
		got, err := Origin(text)
		require.Equal(t, want, got, text)
		require.Equal(t, want == "", err != nil, text)
	}
}

// Pages of listed sites may use the service, those of others may not.
func TestCORS(t *testing.T) {
	o := options()
	o.Origins, o.Token = []string{"https://a.example"}, token
	from := func(r *http.Request, origin string) *http.Request {
		return with(with(r, "Origin", origin), "Sec-Fetch-Site", "cross-site")
	}
	asked := func(origin string) *http.Request {
		r := from(httptest.NewRequest("OPTIONS", "/v1/extract", nil), origin)
		return with(with(r, "Access-Control-Request-Method", "POST"), "Access-Control-Request-Headers", "authorization,content-type,x-request-id")
	}
	got := ask(o, asked("https://a.example"))
	require.Equal(t, http.StatusNoContent, got.StatusCode, "what browsers ask before has no token")
	require.Equal(t, "https://a.example", got.Header.Get("Access-Control-Allow-Origin"))
	require.Contains(t, got.Header.Get("Access-Control-Allow-Methods"), "POST")
	for _, name := range []string{"Authorization", "Content-Type", "X-Request-Id"} {
		require.Contains(t, got.Header.Get("Access-Control-Allow-Headers"), name)
	}
	require.Empty(t, got.Header.Get("Access-Control-Allow-Credentials"), "no password of the browser is used")

	got = ask(o, with(from(post("/v1/extract", "关于进展"), "https://a.example"), "Authorization", "Bearer "+token))
	require.Equal(t, http.StatusOK, got.StatusCode)
	require.Equal(t, "https://a.example", got.Header.Get("Access-Control-Allow-Origin"))
	require.Contains(t, got.Header.Get("Access-Control-Expose-Headers"), "X-Request-Id")
	require.Contains(t, got.Header.Values("Vary"), "Origin")
	got = refused(t, ask(o, from(post("/v1/extract", "关于进展"), "https://a.example")), 401, "token")
	require.Equal(t, "https://a.example", got.Header.Get("Access-Control-Allow-Origin"), "so that the page sees why")

	for _, origin := range []string{"https://b.example", "http://a.example", "https://a.example:444", "https://a.example.evil.example", "null", "https://A.example/"} {
		got = refused(t, ask(o, with(from(post("/v1/extract", "关于进展"), origin), "Authorization", "Bearer "+token)), 403, "another site")
		require.Empty(t, got.Header.Get("Access-Control-Allow-Origin"), origin)
		got = ask(o, asked(origin))
		require.NotEqual(t, http.StatusNoContent, got.StatusCode)
		require.Empty(t, got.Header.Get("Access-Control-Allow-Origin"), origin)
	}
	got = ask(options(), asked("https://a.example"))
	require.Empty(t, got.Header.Get("Access-Control-Allow-Origin"), "nobody is listed")
	evil := from(post("/v1/extract", "关于进展"), "https://a.example")
	evil.Host = "evil.example"
	require.Equal(t, 421, ask(o, evil).StatusCode, "the host is looked at all the same")
}

// The page of the interface has every path and every object of the description, and loads nothing from elsewhere.
func TestDocs(t *testing.T) {
	page := content(t, ask(options(), httptest.NewRequest("GET", "/docs", nil)))
	var doc struct {
		Paths      map[string]any
		Components struct{ Schemas map[string]any }
	}
	require.NoError(t, json.Unmarshal(Description(), &doc))
	require.Greater(t, len(doc.Paths), 8)
	require.True(t, strings.Contains(page, "The bytes that <code>duban extract</code> writes for the same file."))
	require.Greater(t, len(doc.Components.Schemas), 30)
	for path := range doc.Paths {
		require.True(t, strings.Contains(page, " "+path+"</code></h2>"), path)
	}
	for name := range doc.Components.Schemas {
		require.True(t, strings.Contains(page, `<section id="`+name+`">`), name)
	}
	for _, link := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		to, inside := strings.CutPrefix(link[1], "#")
		if inside {
			require.Equal(t, 1, strings.Count(page, `id="`+to+`"`), to)
			continue
		}
		require.Contains(t, []string{"/favicon.ico", "/serve.css", "/docs.css", "/openapi.json", "/"}, link[1])
	}
	for _, never := range []string{"<script", "null", "%!", "`"} {
		require.False(t, strings.Contains(page, never), never)
	}
}

// TestDocsInChinese asks for words of every text that the page shows: no English is left but names, code and values.
func TestDocsInChinese(t *testing.T) {
	o := options()
	o.Language = message.Chinese
	var doc apiDocument
	require.NoError(t, json.Unmarshal(Description(), &doc))
	for _, object := range doc.Components.Schemas {
		if said := strings.TrimSpace(object.Value.Description); said != "" {
			require.True(t, message.HasTerm("api", said), "zh.po has no entry with the context api for %q", said)
		}
		for _, property := range object.Value.Properties {
			if said := strings.TrimSpace(property.Value.Description); said != "" {
				require.True(t, message.HasTerm("api", said), "zh.po has no entry with the context api for %q", said)
			}
		}
	}
	page := content(t, ask(o, httptest.NewRequest("GET", "/docs", nil)))
	require.Contains(t, page, `<html lang="zh`)
	text := page[strings.Index(page, "<body>"):]
	text = regexp.MustCompile(`(?s)<code>.*?</code>|<a href="#.*?</a>|<[^>]*>`).ReplaceAllString(text, " ")
	known := regexp.MustCompile(`"[^"]*"|\b(duban|Prometheus|OpenAPI|JSON|HTML?|DOCX?|RTF|OpenDocument|CSV|OFD|PDF|RFC|ISO|IANA|GB|sha256|text/\S+|image/\S+|multipart/\S+|application/\S+|Accept|X-Request-Id|Content-Disposition|FailedLine)\b`)
	for _, line := range strings.Split(known.ReplaceAllString(text, ""), "\n") {
		words := regexp.MustCompile(`[A-Za-z]{3,},? [A-Za-z]{3,}`).FindString(line)
		require.Empty(t, words, line)
	}
}
