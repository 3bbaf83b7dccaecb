package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// lines returns the lines of an answer of NDJSON.
func lines(t *testing.T, got *http.Response) []string {
	body := content(t, got)
	require.Equal(t, http.StatusOK, got.StatusCode, body)
	require.Equal(t, "application/x-ndjson", got.Header.Get("Content-Type"))
	require.True(t, strings.HasSuffix(body, "\n"))
	return strings.Split(strings.TrimSuffix(body, "\n"), "\n")
}

// Several files give a line each, in their order: what one file alone gives, or why there is nothing.
func TestSeveralFiles(t *testing.T) {
	got := lines(t, ask(options(), form("/v1/extract",
		"b.txt", "关于一季度进展情况的报告", "dir/a.ps", "%!PS-1.7", "empty.txt", "", "a.txt", "关于二季度进展情况的报告")))
	require.Len(t, got, 4)
	for i, want := range map[int][2]string{0: {"b.txt", "关于一季度进展情况的报告"}, 3: {"a.txt", "关于二季度进展情况的报告"}} {
		r, err := options().Read(t.Context(), want[0], []byte(want[1]))
		require.NoError(t, err)
		require.Equal(t, string(schema.Line(r)), got[i]+"\n")
	}
	for i, want := range map[int]struct {
		name   string
		status int
		detail string
	}{1: {"a.ps", 415, "a.ps: this is a PostScript file"}, 2: {"empty.txt", 400, "there is no report in the request"}} {
		var failed struct {
			Name  string
			Error Problem
		}
		require.NoError(t, json.Unmarshal([]byte(got[i]), &failed))
		require.Equal(t, want.name, failed.Name)
		require.Equal(t, want.status, failed.Error.Status)
		require.Contains(t, failed.Error.Detail, want.detail)
	}
}

func TestSeveralFilesForEachTask(t *testing.T) {
	for path, want := range map[string][]string{
		"/v1/check":   {`{"checked":"a.txt","findings":0,"line":true}`, `{"checked":"b.txt","findings":0,"line":true}`},
		"/v1/inspect": {`{"inspected":"a.txt","blocks":1,"line":true}`, `{"inspected":"b.txt","blocks":1,"line":true}`},
	} {
		require.Equal(t, want, lines(t, ask(options(), form(path, "a.txt", "关于进展", "b.txt", "关于进展"))))
	}
}

// One file gives a line where the client asks for lines, so that it need not count its files.
func TestOneFileAsALine(t *testing.T) {
	for accept, line := range map[string]bool{
		"application/x-ndjson": true, "application/json, Application/X-NDJSON;q=0.5": true,
		"": false, "*/*": false, "application/json": false, "application/x-ndjson;q=0": false,
	} {
		got := ask(options(), with(form("/v1/extract", "a.txt", "关于进展"), "Accept", accept))
		require.Equal(t, line, got.Header.Get("Content-Type") == "application/x-ndjson", accept)
		require.Equal(t, line, strings.Count(content(t, got), "\n") == 1, accept)
	}
	got := lines(t, ask(options(), with(post("/v1/extract?name=a.ps", "%!PS-1.7"), "Accept", "application/x-ndjson")))
	require.Len(t, got, 1)
	require.Contains(t, got[0], `{"name":"a.ps","error":{`)
	empty := with(post("/v1/extract", ""), "Accept", "application/x-ndjson")
	refused(t, ask(options(), empty), 400, "there is no report in the request")
}

// Lines are the same packed and plain.
func TestSeveralFilesPacked(t *testing.T) {
	request := func() *http.Request {
		return form("/v1/extract", "a.txt", string(sample(t)), "b.ps", "%!PS-1.7", "c.txt", "关于进展")
	}
	plain := ask(options(), request())
	want := content(t, plain)
	require.Equal(t, fmt.Sprint(len(want)), plain.Header.Get("Content-Length"))
	require.Equal(t, 3, strings.Count(want, "\n"))
	packed := ask(options(), with(request(), "Accept-Encoding", "gzip"))
	require.Equal(t, "gzip", packed.Header.Get("Content-Encoding"))
	body := content(t, packed)
	require.Less(t, len(body), len(want)/4)
	require.Equal(t, want, unpacked(t, body))
}

// The time is that of the whole request: what was done in it stays, the rest says why it is missing.
func TestTimeOfSeveralFiles(t *testing.T) {
	first := true
	o := reading(func(ctx context.Context) (*schema.Report, error) {
		if first {
			first = false
			return &schema.Report{Title: "done"}, nil
		}
		<-ctx.Done()
		return nil, ctx.Err()
	})
	o.Timeout = 50 * time.Millisecond
	got := lines(t, ask(o, form("/v1/extract", "a", "关于", "b", "关于", "c", "关于")))
	require.Len(t, got, 3)
	require.Contains(t, got[0], `"title":"done"`)
	for _, line := range got[1:] {
		require.Contains(t, line, `"status":503,"detail":"not done within 50ms"`)
	}
}

// A fault in one file leaves the others as they are.
func TestFaultInOneOfSeveral(t *testing.T) {
	o := options()
	read := o.Read
	o.Read = func(ctx context.Context, name string, data []byte) (*schema.Report, error) {
		if name == "b" {
			panic("a fault")
		}
		return read(ctx, name, data)
	}
	got := lines(t, ask(o, form("/v1/extract", "a", "关于", "b", "关于", "c", "关于")))
	require.Contains(t, got[0], `"name":"a"`)
	require.Contains(t, got[1], `{"name":"b","error":{"type":"about:blank","title":"Internal Server Error","status":500`)
	require.NotContains(t, got[1], "a fault")
	require.Contains(t, got[2], `"name":"c"`)
}

// Answers of several files together take no more than the service may hold.
func TestAnswersOfSeveralFilesAreBounded(t *testing.T) {
	noise := noise(1 << 20)
	o := reading(func(context.Context) (*schema.Report, error) { return &schema.Report{Title: noise}, nil })
	o.Memory = 3 << 20
	require.Len(t, lines(t, ask(o, form("/v1/extract", "a", "关于", "b", "关于"))), 2)
	refused(t, ask(o, form("/v1/extract", "a", "关于", "b", "关于", "c", "关于", "d", "关于")), 503, "send fewer files in one request")
}

// What refuses one file refuses several.
func TestSeveralFilesOverTheWire(t *testing.T) {
	o := options()
	address, _ := running(t, o)
	request := form("/v1/extract", "a.txt", "关于进展", "b.txt", "关于进展")
	var body bytes.Buffer
	_, err := body.ReadFrom(request.Body)
	require.NoError(t, err)
	whole := body.String()
	r, err := http.Post("http://"+address+"/v1/extract", request.Header.Get("Content-Type"), strings.NewReader(whole))
	require.NoError(t, err)
	require.Len(t, lines(t, r), 2)
	cutOff := fmt.Sprintf("POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
		request.Header.Get("Content-Type"), len(whole), whole[:len(whole)-50])
	refused(t, raw(t, address, cutOff, true), 400, "the body ends early")
}
