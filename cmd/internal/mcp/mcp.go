// Package mcp offers what duban does to agents, by the Model Context Protocol: tools that extract, check and inspect a
// report and search a dataset. They read files that are named to them, and write nothing.
package mcp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"duban/schema"
)

// Options say what the tools do and within which limits. All but Root have to be set.
type Options struct {
	// Read returns what the file of that name states, Check and Inspect a line of JSON: what does not add up in a
	// report, and what was read of a file before any meaning.
	Read    func(ctx context.Context, name string, data []byte) (*schema.Report, error)
	Check   func(name string, r *schema.Report) []byte
	Inspect func(ctx context.Context, name string, data []byte) ([]byte, error)

	Root      string        // the folder that files have to lie in; any that the process may read if it is empty
	MaxSize   int64         // bytes of a file
	MaxAnswer int           // bytes of an answer
	Timeout   time.Duration // for a call
	Jobs      int           // calls that work at the same time
	Version   string        // of the program
	Trouble   func(error)   // is told what is no fault of a caller
}

const instructions = `duban reads progress reports of Chinese local governments exactly: every task, number, unit and date with its place in the source. Begin with extract of a file without further arguments: it gives an overview of its annexes and sections; then ask for the rows of one annex, or the text of one section. Values are exact; a text that duban could not read for sure has no value and is counted as unexplained. check lists what does not add up, inspect shows what was read before any meaning, search looks for rows in a dataset that "duban import" wrote. Answers are cut to a size: each says how to go on.`

// Run answers the client at the other end of in and out until that ends or the context does. Nothing but the protocol
// is written to out.
func Run(ctx context.Context, in io.Reader, out io.Writer, o Options) error {
	made := &calls{most: o.Timeout, open: map[jsonrpc.ID]bool{}}
	to := &shared{Writer: out, calls: made}
	from := &lines{in: bufio.NewReader(in), out: to, calls: made}
	err := Server(o).Run(ctx, &mcp.IOTransport{Reader: io.NopCloser(from), Writer: to})
	if ctx.Err() != nil || errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// Server returns the tools, for whatever transport.
func Server(o Options) *mcp.Server {
	t := &tools{Options: o, working: make(chan struct{}, o.Jobs)}
	s := mcp.NewServer(&mcp.Implementation{Name: "duban", Title: "duban 督办", Version: o.Version},
		&mcp.ServerOptions{Instructions: instructions, Capabilities: &mcp.ServerCapabilities{}})
	add(s, t, "extract", "What a report states: an overview, or with annex its rows with every number, "+
		"or with section its text.", t.extract)
	add(s, t, "check", "What does not add up in a report (rates that their own numbers contradict, "+
		"parts that are not their whole …), and how many of its numbers are explained.", t.check)
	add(s, t, "inspect", "What was read of a file before any meaning: its format, headings, paragraphs "+
		"and tables with their places.", t.inspect)
	add(s, t, "search", "Rows of one table of a dataset that duban import wrote, by words and by the cells "+
		"of columns.", t.search)
	return s
}

// tools is the state of a server: what limits the work.
type tools struct {
	Options
	working chan struct{} // one element for each call that works
}

// add adds a tool that reads alone.
func add[In any](s *mcp.Server, t *tools, name, about string, do func(context.Context, In) (any, error)) {
	closed := false
	tool := &mcp.Tool{Name: name, Description: about,
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}}
	mcp.AddTool(s, tool, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		text, err := t.call(ctx, func(ctx context.Context) (any, error) { return do(ctx, in) })
		if err != nil {
			return nil, nil, err // which the client gets as an error of the tool
		}
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}, nil, nil
	})
}

// call returns what do gives, as JSON, within the limits. When the time is over it does not wait for work that has
// begun; but that counts until it ends.
func (t *tools) call(ctx context.Context, do func(context.Context) (any, error)) (string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, t.Timeout, fmt.Errorf("not done within %s", t.Timeout))
	defer cancel()
	select {
	case t.working <- struct{}{}:
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-t.working }()
		text, err := t.guarded(ctx, do)
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		if r.err != nil && ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		return r.text, r.err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// guarded lets a panic end one call alone.
func (t *tools) guarded(ctx context.Context, do func(context.Context) (any, error)) (text string, err error) {
	defer func() {
		if v := recover(); v != nil {
			t.Trouble(fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
			err = errors.New("a fault in duban; please report it with the file")
		}
	}()
	out, err := do(ctx)
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(out)
	if err == nil && len(data) > t.MaxAnswer {
		err = tooLong("the answer", len(data))
	}
	return string(data), err
}
