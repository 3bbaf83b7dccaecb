package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// browse serves a dataset on this machine until it is stopped, under no other name, and writes nothing into the dataset.
func TestBrowseServes(t *testing.T) {
	data := t.TempDir()
	require.Equal(t, exitDone, run([]string{"import", "../../testdata/quarters", "--out", data, "--formats", "sqlite", "--quiet"},
		&console{ctx: t.Context(), out: io.Discard, err: io.Discard}))
	before := names(t, data)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	errs, said := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run([]string{"browse", data, "--addr", "localhost:0"}, &console{ctx: ctx, out: io.Discard, err: said})
	}()
	line, err := bufio.NewReader(errs).ReadString('\n')
	require.NoError(t, err)
	address, _, ok := strings.Cut(line, " (Ctrl-C to stop)\n")
	require.True(t, ok, line)

	page := func(host string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"slipped", nil)
		require.NoError(t, err)
		if host != "" {
			r.Host = host
		}
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.Empty(t, answer.Header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, "nosniff", answer.Header.Get("X-Content-Type-Options"))
		return answer.StatusCode, string(body)
	}
	status, text := page("")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, text, "2024-06-30 → 2024-12-31")
	status, text = page("evil.example")
	require.Equal(t, http.StatusMisdirectedRequest, status)
	require.NotContains(t, text, "2024-12-31")

	stop()
	require.Equal(t, exitDone, <-ended)
	require.Equal(t, before, names(t, data))
}

// names returns the names of the files in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}
