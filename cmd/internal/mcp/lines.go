package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

// lines is the input of a client without the lines that are no messages, each of which is answered here: the SDK would
// end the session.
type lines struct {
	in   *bufio.Reader
	out  io.Writer
	rest []byte // of the line that is being taken
	err  error  // that ended the input
}

// Read gives what is left of a line, or the next that is a message.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		if l.err != nil {
			return 0, l.err
		}
		l.rest, l.err = l.in.ReadBytes('\n')
		if err := l.refuse(); err != nil {
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
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
	_, wrong := jsonrpc.DecodeMessage(line)
	switch {
	case !json.Valid(line): // also where a message stands in front
		code, wrong = parseError, errors.New("the line is no JSON")
	case wrong == nil || isBatch(line):
		return nil
	}
	l.rest = nil
	_, err := fmt.Fprintf(l.out, `{"jsonrpc":"2.0","id":null,"error":{"code":%d,"message":%s}}`+"\n", code, encoded(wrong.Error()))
	return err
}

// isBatch reports whether a line is a list of messages, which the SDK takes where the version of the protocol has them.
func isBatch(line []byte) bool {
	var batch []json.RawMessage
	return json.Unmarshal(line, &batch) == nil && len(batch) > 0
}

// shared lets one write at a time reach a writer.
type shared struct {
	io.Writer
	mu sync.Mutex
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Writer.Write(p)
}

// Close leaves the writer open, which is not the session's.
func (*shared) Close() error { return nil }
