package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

// lines is the input of a client without the lines that are no messages, each of which is answered here: the SDK would
// end the session.
type lines struct {
	in   *bufio.Reader
	out  io.Writer
	rest []byte // of the line that is being taken
	err  error  // that ended the input

	single [][]byte // the messages of a batch, which come next

	calls *calls // that the client has made
}

// Read gives what is left of a line, or the next that is a message.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		if err := l.next(); err != nil {
			return 0, err
		}
		if err := l.refuse(); err != nil {
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// next takes the next line: one of a batch, else of the input.
func (l *lines) next() error {
	if len(l.single) > 0 {
		l.rest, l.single = l.single[0], l.single[1:]
		return nil
	}
	if l.err != nil {
		l.calls.wait() // as the SDK lets go of what is being done when the input ends
		return l.err
	}
	l.rest, l.err = l.in.ReadBytes('\n')
	return nil
}

// refuse takes a line away that is no message, and says why.
func (l *lines) refuse() error {
	line := bytes.TrimSpace(l.rest)
	if len(line) == 0 {
		l.rest = nil
		return nil
	}
	const parseError, invalidRequest = -32700, -32600
	code := invalidRequest
	message, wrong := jsonrpc.DecodeMessage(line)
	switch {
	case !json.Valid(line): // also where a message stands in front
		code, wrong = parseError, errors.New("the line is no JSON")
	case wrong == nil:
		if call, ok := message.(*jsonrpc.Request); ok && call.IsCall() {
			l.calls.add(1)
		}
		return nil
	}
	if batch := batchOf(line); len(batch) > 0 {
		l.single = append(l.single, batch...)
		l.rest = nil
		return nil
	}
	l.rest = nil
	_, err := fmt.Fprintf(l.out, `{"jsonrpc":"2.0","id":null,"error":{"code":%d,"message":%s}}`+"\n", code, encoded(wrong.Error()))
	return err
}

// batchOf returns the messages of a line that is a list of them, nil if it is none. The SDK would end the session at one, as the
// protocol has had them in one version alone; each message is taken as if it had a line to itself, and answered so.
func batchOf(line []byte) [][]byte {
	var batch []json.RawMessage
	if json.Unmarshal(line, &batch) != nil {
		return nil
	}
	var lines [][]byte
	for _, message := range batch {
		lines = append(lines, append(bytes.Clone(message), '\n'))
	}
	return lines
}

// calls counts calls that have no answer yet, and has whoever waits for the last of them wait no longer than one may take.
type calls struct {
	most time.Duration
	mu   sync.Mutex
	open int
	none chan struct{} // is closed when there is none, if somebody waits
}

func (c *calls) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open += n; c.open <= 0 && c.none != nil {
		close(c.none)
		c.none = nil
	}
}

func (c *calls) wait() {
	c.mu.Lock()
	if c.open <= 0 {
		c.mu.Unlock()
		return
	}
	none := make(chan struct{})
	c.none = none
	c.mu.Unlock()
	select {
	case <-none:
	case <-time.After(c.most):
	}
}

// shared lets one write at a time reach a writer, and counts the answers among them.
type shared struct {
	io.Writer
	mu    sync.Mutex
	calls *calls
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.Writer.Write(p)
	if message, wrong := jsonrpc.DecodeMessage(bytes.TrimSpace(p)); wrong == nil {
		if _, isAnswer := message.(*jsonrpc.Response); isAnswer {
			s.calls.add(-1)
		}
	}
	return n, err
}

// Close leaves the writer open, which is not the session's.
func (*shared) Close() error { return nil }
