package mcp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// A line that is no message is answered and ends nothing.
func TestLinesThatAreNoMessages(t *testing.T) {
	for line, code := range map[string]string{
		"hello": "-32700", `{"jsonrpc":"2.0","id":7,"method":`: "-32700", "\xef\xbb\xbf{}": "-32700", `{"jsonrpc":"1.0","id":7,"method":"ping"}`: "-32600",
		"[]": "-32600", "7": "-32600", `{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,"method":"ping"}`: "-32700", "": "",
		`{"jsonrpc":"2.0","id":1.5,"method":"ping"}`: "-32600", `{"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"ping"}`: "-32600",
		`{"jsonrpc":"2.0","id":{},"method":"ping"}`: "-32600", `{"id":1,"jsonrpc":"2.0","method":"ping","params":` + deep(9000) + "}": "-32600", deep(9000): "-32600",
		`{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"` + strings.Repeat("数", 1<<20) + `"}}`: "-32600", deep(longestLine): "-32600",
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
			require.Contains(t, told.Text(), `{"jsonrpc":"2.0","id":null,"error":{"code":`+code+`,`, brief(line))
		}
		require.True(t, told.Scan(), brief(line))
		require.Equal(t, `{"jsonrpc":"2.0","id":9,"result":{}}`, told.Text(), brief(line))
		require.NoError(t, to.Close())
		require.NoError(t, <-ended)
	}
}

func deep(levels int) string { return strings.Repeat("[", levels) + strings.Repeat("]", levels) }

func brief(s string) string { return s[:min(len(s), 100)] }

// A line is refused in the memory that the longest takes, however long it is; what follows is heard.
func TestLongLines(t *testing.T) {
	const long = 64 * longestLine
	in := io.MultiReader(io.LimitReader(endless{}, long), strings.NewReader("\nnext\n"))
	var out bytes.Buffer
	l := &lines{in: bufio.NewReader(in), out: &out, calls: &calls{}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	require.NoError(t, l.next())
	runtime.ReadMemStats(&after)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16*longestLine))
	require.NoError(t, l.next())
	require.Equal(t, "next\n", string(l.rest))
	require.Contains(t, out.String(), "the line is longer than 1.0 MiB")
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// A list within a batch is no batch, or each level of it would cost as much as all that is in it.
func TestBatchInBatch(t *testing.T) {
	var out bytes.Buffer
	in := strings.Repeat("[", 900) + `{"jsonrpc":"2.0","id":1,"method":"ping"}` + strings.Repeat("]", 900) + "\n"
	require.NoError(t, Run(t.Context(), strings.NewReader(in), &out, options()))
	require.Equal(t, 1, strings.Count(out.String(), `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,`), out.String())
	require.NotContains(t, out.String(), "result")
}

// Of two calls of one id one answer can be told: the second is refused while the first is being done, and no more is read while
// very many are.
func TestCallsUnderWay(t *testing.T) {
	goOn := make(chan struct{})
	o := options()
	o.Timeout = time.Minute
	o.Read = func(context.Context, string, []byte) (*schema.Report, error) { <-goOn; return nil, errors.New("over") }
	in, to := io.Pipe()
	from, out := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Run(t.Context(), in, out, o) }()
	go io.WriteString(to, `{"jsonrpc":"2.0","id":"first","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},`+
		`"clientInfo":{"name":"t","version":"1"}}}`+"\n"+`{"jsonrpc":"2.0","method":"notifications/initialized"}`+"\n")
	told := bufio.NewScanner(from)
	require.True(t, told.Scan())
	require.Contains(t, told.Text(), `"id":"first","result"`)
	const call = `{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"extract","arguments":{"path":"` + sample + `"}}}` + "\n"
	sent := make(chan int, mostCalls+10)
	go func() {
		defer to.Close()
		fmt.Fprintf(to, call, 1)
		for id := range mostCalls + 10 {
			fmt.Fprintf(to, call, id+1)
			sent <- id
		}
	}()
	require.True(t, told.Scan())
	require.Contains(t, told.Text(), `"id":null,"error":{"code":-32600,"message":"the id is that of a call that has no answer yet`)
	for range mostCalls {
		<-sent
	}
	require.Less(t, len(sent), 10, "not all are taken")
	close(goOn)
	answers := 0
	for told.Scan() {
		require.Contains(t, told.Text(), "over")
		if answers++; answers == mostCalls+10 {
			break
		}
	}
	require.NoError(t, <-ended)
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
