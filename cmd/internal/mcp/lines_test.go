package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A line that is no message is answered and ends nothing.
func TestLinesThatAreNoMessages(t *testing.T) {
	for line, code := range map[string]string{
		"hello": "-32700", `{"jsonrpc":"2.0","id":7,"method":`: "-32700", "\xef\xbb\xbf{}": "-32700", `{"jsonrpc":"1.0","id":7,"method":"ping"}`: "-32600",
		"[]": "-32600", "7": "-32600", `{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,"method":"ping"}`: "-32700", "": "",
	} {
		in, to := io.Pipe()
		from, out := io.Pipe()
		ended := make(chan error, 1)
		go func() { ended <- Run(t.Context(), in, out, options()) }()
		go io.WriteString(to, line+"\n"+`{"jsonrpc":"2.0","id":9,"method":"ping"}`+"\n")
		told := bufio.NewScanner(from)
		if code != "" {
			require.True(t, told.Scan())
			require.True(t, json.Valid(told.Bytes()), told.Text())
			require.Contains(t, told.Text(), `{"jsonrpc":"2.0","id":null,"error":{"code":`+code+`,`, line)
		}
		require.True(t, told.Scan(), line)
		require.Equal(t, `{"jsonrpc":"2.0","id":9,"result":{}}`, told.Text(), line)
		require.NoError(t, to.Close())
		require.NoError(t, <-ended)
	}
}

// The messages of a batch are answered one by one, whatever stands among them, and the session goes on.
func TestBatches(t *testing.T) {
	const ping = `{"jsonrpc":"2.0","id":%d,"method":"ping"}`
	one := func(id int) string { return fmt.Sprintf(ping, id) }
	const initialize = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`
	for _, version := range []string{"2025-03-26", "2025-06-18", "2025-11-25"} {
		in, to := io.Pipe()
		from, out := io.Pipe()
		ended := make(chan error, 1)
		go func() { ended <- Run(t.Context(), in, out, options()) }()
		go io.WriteString(to, strings.Join([]string{fmt.Sprintf(initialize, version),
			`[{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","method":"notifications/initialized"}]`,
			"[" + one(1) + "," + one(2) + "]", "[" + one(4) + "," + one(5) + "]", "[7," + one(3) + ",[]]", one(9)}, "\n")+"\n")
		told := bufio.NewScanner(from)
		got := map[string]int{}
		for range 9 {
			require.True(t, told.Scan(), version)
			if id := regexp.MustCompile(`"id":(null|\d+),"(result|error)`).FindStringSubmatch(told.Text()); id != nil {
				got[id[1]]++
			}
		}
		require.Equal(t, map[string]int{"0": 1, "1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "null": 2, "9": 1}, got, version)
		require.NoError(t, to.Close())
		require.NoError(t, <-ended)
	}
}

// What was asked before the input ended is answered.
func TestInputEndsBeforeTheAnswer(t *testing.T) {
	var out bytes.Buffer
	const session = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"check","arguments":{"path":"` + sample + `"}}}
`
	require.NoError(t, Run(t.Context(), strings.NewReader(session), &out, options()))
	require.Equal(t, 2, strings.Count(out.String(), "\n"))
	require.Contains(t, out.String(), `"id":2,"result":`)
}
