package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"duban/schema"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
)

// The program itself answers a client of the SDK, over a dataset that it has imported. Nothing else is written to
// standard output.
func TestMCP(t *testing.T) {
	dir, err := filepath.Abs("../..")
	require.NoError(t, err)
	data := t.TempDir()
	require.Equal(t, exitDone, run([]string{"import", sample, "--out", data, "--formats", "sqlite"}, &console{ctx: t.Context(), out: io.Discard, err: io.Discard}))
	command := exec.Command("duban", "mcp")
	command.Dir = dir
	var errs bytes.Buffer
	command.Stderr = &errs
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: command}, nil)
	require.NoError(t, err)
	require.Equal(t, "duban", session.InitializeResult().ServerInfo.Name)
	call := func(tool string, arguments map[string]any) string {
		got, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
		require.NoError(t, err)
		require.False(t, got.IsError, got.Content)
		return got.Content[0].(*mcp.TextContent).Text
	}
	name := strings.TrimPrefix(sample, "../../")
	var want schema.Report
	require.NoError(t, json.Unmarshal(extracted(t, sample), &want))
	require.Contains(t, call("extract", map[string]any{"path": name}), `"id":"`+want.ID+`"`)
	require.Contains(t, call("extract", map[string]any{"path": name, "annex": 3, "first_row": 96}), `487家“散乱污”企业`)
	require.Contains(t, call("check", map[string]any{"path": name}), "99.4% is printed, but 169栋 of 179栋 is 94.4%")
	require.Contains(t, call("inspect", map[string]any{"path": name}), `"format":"text"`)
	require.Contains(t, call("search", map[string]any{"dataset": data, "words": "487家 散乱污"}), `"report_id":"`+want.ID+`","annex":3,"row":96`)
	require.NoError(t, session.Close())
	require.Empty(t, errs.String())
}
