package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

// What a client may send: the longest line in bytes, and calls that have no answer yet, beyond which none is taken.
const (
	longestLine = 1 << 20
	mostCalls   = 1000
)

// lines is the input of a client without the lines that are no messages, each of which is answered here: the SDK would
// end the session.
type lines struct {
	in   *bufio.Reader
	out  io.Writer
	rest []byte // of the line that is being taken
	err  error  // that ended the input

	single  [][]byte // the messages of a batch, which come next
	inBatch bool     // rest is one of them

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
	if l.inBatch = len(l.single) > 0; l.inBatch {
		l.rest, l.single = l.single[0], l.single[1:]
		return nil
	}
	if l.err != nil {
		l.calls.wait(0) // as the SDK lets go of what is being done when the input ends
		return l.err
	}
	l.calls.wait(mostCalls)
	return l.take()
}

// take takes the next line of the input. What is too long for a message is passed over.
func (l *lines) take() error {
	isLong := false
	for again := true; again; again = l.err == bufio.ErrBufferFull {
		var piece []byte
		piece, l.err = l.in.ReadSlice('\n')
		if isLong = isLong || len(l.rest)+len(piece) > longestLine; isLong {
			l.rest = nil
			continue
		}
		l.rest = append(l.rest, piece...)
	}
	if isLong {
		return l.tell(invalidRequest, fmt.Errorf("the line is longer than %s", humanize.IBytes(longestLine)))
	}
	return nil
}

// Codes of errors, by JSON-RPC.
const (
	parseError     = -32700
	invalidRequest = -32600
)

// refuse takes a line away that is no message, and says why.
func (l *lines) refuse() error {
	line := bytes.TrimSpace(l.rest)
	if len(line) == 0 {
		l.rest = nil
		return nil
	}
	code := invalidRequest
	message, wrong := jsonrpc.DecodeMessage(line)
	if !json.Valid(line) { // also where a message stands in front
		code, wrong = parseError, errors.New("the line is no JSON")
	}
	if wrong == nil {
		wrong = l.note(message, line)
	}
	if wrong == nil {
		return nil
	}
	l.rest = nil
	if batch := batchOf(line); len(batch) > 0 && !l.inBatch {
		l.single = batch
		return nil
	}
	return l.tell(code, wrong)
}

// note notes a message that is a call, unless its answer could not be told from others: the SDK gives numbers that are
// none of its own another value, and lets a second call of the same id go.
func (l *lines) note(message jsonrpc.Message, line []byte) error {
	call, ok := message.(*jsonrpc.Request)
	if !ok || !call.IsCall() {
		return nil
	}
	if id, isNumber := call.ID.Raw().(int64); isNumber && !bytes.Equal(idOf(line), strconv.AppendInt(nil, id, 10)) {
		return errors.New("the id is no whole number that is small enough; use another, or a text")
	}
	if !l.calls.add(call.ID) {
		return errors.New("the id is that of a call that has no answer yet; use another")
	}
	return nil
}

// idOf returns the id of a message as it is written.
func idOf(line []byte) []byte {
	var message struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(line, &message) != nil {
		return nil
	}
	return message.ID
}

// tell answers a line that is no message.
func (l *lines) tell(code int, wrong error) error {
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

// calls are those that have no answer yet. Whoever waits until there are few waits no longer than one may take.
type calls struct {
	most  time.Duration
	mu    sync.Mutex
	open  map[jsonrpc.ID]bool
	least int           // what is waited for
	few   chan struct{} // is closed when no more than that are open, if somebody waits
}

// add adds a call, or reports that there is one of its id.
func (c *calls) add(id jsonrpc.ID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[id] {
		return false
	}
	c.open[id] = true
	return true
}

func (c *calls) remove(id jsonrpc.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.open, id)
	if c.few != nil && len(c.open) <= c.least {
		close(c.few)
		c.few = nil
	}
}

// wait waits until no more than so many are open.
func (c *calls) wait(least int) {
	c.mu.Lock()
	if len(c.open) <= least {
		c.mu.Unlock()
		return
	}
	few := make(chan struct{})
	c.few, c.least = few, least
	c.mu.Unlock()
	select {
	case <-few:
	case <-time.After(c.most):
	}
}

// shared lets one write at a time reach a writer, and takes note of the answers among them.
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
		if answer, ok := message.(*jsonrpc.Response); ok {
			s.calls.remove(answer.ID)
		}
	}
	return n, err
}

// Close leaves the writer open, which is not the session's.
func (*shared) Close() error { return nil }
