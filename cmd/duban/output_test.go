package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"duban/schema"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// Whatever report is read, what is written follows the schema that the program prints.
func TestOutputFollowsTheSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSONSchema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("report", doc))
	compiled, err := c.Compile("report")
	require.NoError(t, err)
	for _, name := range reports(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			out := extracted(t, name)
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
			require.NoError(t, err)
			require.NoError(t, compiled.Validate(v))
			require.Equal(t, string(out), string(extracted(t, name)), "the same file gives the same bytes")
		})
	}
}

// reports returns the paths of all reports of the repository.
func reports(t *testing.T) []string {
	var names []string
	for _, pattern := range []string{"../../seeds/reports/*", "../../testdata/reports/*"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, name := range found {
			switch filepath.Ext(name) {
			case ".txt", ".html", ".docx", ".md":
				names = append(names, name)
			}
		}
	}
	require.Greater(t, len(names), 5)
	return names
}

func extracted(t *testing.T, name string) []byte {
	var out, errs strings.Builder
	require.Equal(t, exitDone, run([]string{"extract", name}, &console{ctx: t.Context(), out: &out, err: &errs}), errs.String())
	return []byte(out.String())
}

// A page is a file like any other: the umask says who may read it, and what is no file is written to, never replaced.
func TestReplaceFile(t *testing.T) {
	t.Chdir(t.TempDir())
	defer syscall.Umask(syscall.Umask(0o077))
	require.NoError(t, replaceFile("page.html", []byte("one")))
	info, err := os.Stat("page.html")
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode())

	require.NoError(t, os.Symlink("page.html", "link.html"))
	require.NoError(t, replaceFile("link.html", []byte("two")))
	data, err := os.ReadFile("page.html")
	require.NoError(t, err)
	require.Equal(t, "two", string(data))

	require.NoError(t, syscall.Mkfifo("pipe", 0o600))
	got := make(chan string)
	go func() {
		data, _ := os.ReadFile("pipe")
		got <- string(data)
	}()
	require.NoError(t, replaceFile("pipe", []byte("three")))
	require.Equal(t, "three", <-got)
	info, err = os.Lstat("pipe")
	require.NoError(t, err)
	require.Equal(t, os.ModeNamedPipe, info.Mode().Type())

	require.Error(t, replaceFile("no folder/page.html", nil))
	left, err := os.ReadDir(".")
	require.NoError(t, err)
	require.Len(t, left, 3)
}
