package serve

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
)

const linesType = "application/x-ndjson"

// reply is the answer to a request while it is made and sent: one answer, or one line for each file. What it holds
// counts among the answers in memory, and it is dropped where others need the room and it is the oldest.
type reply struct {
	room    *hold
	answers []answer
	lines   bool
	sending atomic.Bool
}

// newReply begins the answer to a request. cancel ends the work on it.
func (s *server) newReply(w http.ResponseWriter, cancel context.CancelFunc) *reply {
	control := http.NewResponseController(w)
	out := &reply{}
	out.room = s.answers.enter(func() {
		cancel()
		if out.sending.Load() {
			_ = control.SetWriteDeadline(longGone)
		}
	})
	return out
}

// add adds an answer, or reports that there is no room for it.
func (out *reply) add(a answer) bool {
	out.answers = append(out.answers, a)
	return out.room.grow(int64(len(a.data)))
}

// send sends what was added to a client that has to take it at the least rate.
func (out *reply) send(w http.ResponseWriter, r *http.Request, rate int64) {
	out.sending.Store(true)
	to := paced{w, http.NewResponseController(w), out.room, rate}
	if !out.lines {
		out.answers[0].write(to, takesPacked(r))
		return
	}
	w.Header().Add("Vary", "Accept-Encoding, Accept")
	if takesPacked(r) {
		w.Header().Set("Content-Encoding", "gzip")
		z, err := gzip.NewWriterLevel(to, gzip.BestSpeed)
		must(err)
		out.copyTo(z)
		z.Close() // an error says that the client has gone, here and below
		return
	}
	size := 0
	for _, a := range out.answers {
		size += a.size
	}
	w.Header().Set("Content-Length", strconv.Itoa(size))
	out.copyTo(to)
}

func (out *reply) copyTo(w io.Writer) {
	piece := make([]byte, answerPieces)
	for _, a := range out.answers {
		if _, err := io.CopyBuffer(w, struct{ io.Reader }{a.plain()}, piece); err != nil {
			return
		}
	}
}

// takesLines reports whether the client asks for NDJSON also where it sends one file.
func takesLines(r *http.Request) bool {
	for _, field := range r.Header.Values("Accept") {
		for kind := range strings.SplitSeq(field, ",") {
			name, params, _ := strings.Cut(kind, ";")
			if strings.EqualFold(strings.TrimSpace(name), linesType) && !isRefused(params) {
				return true
			}
		}
	}
	return false
}

// failedLine is the line on a file that gave no answer.
func failedLine(name string, p *Problem) []byte {
	line, err := json.Marshal(struct {
		Name  string   `json:"name"`
		Error *Problem `json:"error"`
	}{name, p})
	must(err) // texts and a number
	return append(line, '\n')
}
