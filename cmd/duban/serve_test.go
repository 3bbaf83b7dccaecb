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
	h := serve.Handler(selected.Serve.options(&console{t.Context(), nil, io.Discard, io.Discard}, nil))
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
		require.Equal(t, exitDone, run([]string{"review", "--quiet", name}, &console{t.Context(), nil, &page, io.Discard}))
		require.Equal(t, page.String(), answer("/v1/review?name="+filepath.Base(name), data), name)
	}
	data, err := os.ReadFile(sample)
	require.NoError(t, err)
	var piped bytes.Buffer
	require.Equal(t, exitDone, run([]string{"extract", "-"}, &console{t.Context(), bytes.NewReader(data), &piped, io.Discard}))
	require.Equal(t, piped.String(), answer("/v1/extract", data), "without a name, as standard input")
}

// The service says where it is, and ends without an error when it is told to.
func TestServeEnds(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	said, says := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- run([]string{"serve", "--addr", "127.0.0.1:0"}, &console{ctx, nil, io.Discard, says})
	}()
	line := make([]byte, 200)
	n, err := said.Read(line)
	require.NoError(t, err)
	address := regexp.MustCompile(`^http://127\.0\.0\.1:\d+/`).FindString(string(line[:n]))
	require.NotEmpty(t, address, string(line[:n]))
	r, err := http.Get(address + "healthz")
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, r.StatusCode)
	require.NoError(t, r.Body.Close())
	interrupt()
	require.Equal(t, exitDone, <-status)
}
