package main

import (
	"bytes"
	"path/filepath"
	"strings"
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
