package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duban/cmd/internal/serve"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"
)

// What the service answers is what extract and review write for the same file.
func TestServedBytes(t *testing.T) {
	selected := &commands{}
	_, err := kong.Must(selected).Parse([]string{"serve", "--host", "example.com"})
	require.NoError(t, err)
	h := serve.Handler(selected.Serve.options(&console{ctx: t.Context(), out: io.Discard, err: io.Discard}, nil))
	answer := func(path string, data []byte) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", path, bytes.NewReader(data)))
		require.Equal(t, http.StatusOK, w.Code)
		return w.Body.String()
	}
	for _, name := range reports(t) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, string(extracted(t, name)), answer("/v1/extract?name="+filepath.Base(name), data), name)
		var page bytes.Buffer
		require.Equal(t, exitDone, run([]string{"review", "--quiet", name}, &console{ctx: t.Context(), out: &page, err: io.Discard}))
		require.Equal(t, page.String(), answer("/v1/review?name="+filepath.Base(name), data), name)
	}
	data, err := os.ReadFile(sample)
	require.NoError(t, err)
	var piped bytes.Buffer
	require.Equal(t, exitDone, run([]string{"extract", "-"}, &console{ctx: t.Context(), in: bytes.NewReader(data), out: &piped, err: io.Discard}))
	require.Equal(t, piped.String(), answer("/v1/extract", data), "without a name, as standard input")
}

// What is no text is refused, and what states nothing says so.
func TestServedNoReports(t *testing.T) {
	selected := &commands{}
	_, err := kong.Must(selected).Parse([]string{"serve", "--host", "example.com"})
	require.NoError(t, err)
	h := serve.Handler(selected.Serve.options(&console{ctx: t.Context(), out: io.Discard, err: io.Discard}, nil))
	const empty = "no annex row and no figure was found; it may be no report"
	for data, want := range map[string]struct {
		status int
		text   string
	}{
		"今天天气很好。\n明天再说。":                           {http.StatusOK, empty},
		`{"a":1}`:                                  {http.StatusOK, empty},
		strings.Repeat("\x00\x00\xB0\x01\x81", 30): {http.StatusUnsupportedMediaType, "this is binary data of an unknown kind"},
		"report_id,annex,row\r\n":                  {http.StatusUnsupportedMediaType, "this is what duban wrote itself"},
	} {
		for _, path := range []string{"/v1/extract", "/v1/review"} {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest("POST", path, strings.NewReader(data)))
			require.Equal(t, want.status, w.Code, data)
			require.Contains(t, w.Body.String(), want.text)
		}
	}
}

// The service takes less text and fewer cells than the command line, since a client may send much that costs more.
func TestServedLimits(t *testing.T) {
	selected := &commands{}
	_, err := kong.Must(selected).Parse([]string{"serve", "--host", "example.com"})
	require.NoError(t, err)
	h := serve.Handler(selected.Serve.options(&console{ctx: t.Context(), out: io.Discard, err: io.Discard}, nil))
	for name, text := range map[string]string{
		"more than the limit of 2097152":      strings.Repeat("推进全区项目建设。\n", 100_000),
		"more than the limit of 100000 cells": "年度目标\t进展情况\n" + strings.Repeat("5\t3\n", 60_000),
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", "/v1/extract", strings.NewReader(text)))
		require.Equal(t, http.StatusUnprocessableEntity, w.Code)
		require.Contains(t, w.Body.String(), name)
	}
}

// The service says where it is, and ends without an error when it is told to.
func TestServeEnds(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	said, says := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- run([]string{"serve", "--addr", "127.0.0.1:0"}, &console{ctx: ctx, out: io.Discard, err: says})
	}()
	line := make([]byte, 200)
	n, err := said.Read(line)
	require.NoError(t, err)
	address := regexp.MustCompile(`^http://127\.0\.0\.1:\d+/`).FindString(string(line[:n]))
	require.NotEmpty(t, address, string(line[:n]))
	go io.Copy(io.Discard, said)
	r, err := http.Get(address + "healthz")
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, r.StatusCode)
	require.NoError(t, r.Body.Close())
	interrupt()
	require.Equal(t, exitDone, <-status)
}
