package serve

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	leastPacked  = 1 << 10 // bytes of an answer that is worth being packed
	leastLarge   = 1 << 20 // bytes of one that is packed while it is held, also where the client takes it unpacked
	answerPieces = 64 << 10
)

// answer is the body of an answer as it is held.
type answer struct {
	data   []byte
	size   int // unpacked
	packed bool
}

// newAnswer packs a body where that saves room, or the client asks for it.
func newAnswer(body []byte, packed bool) answer {
	if len(body) < leastPacked || !packed && len(body) < leastLarge {
		return answer{data: body, size: len(body)}
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	must(err)
	z.Write(body) // a buffer takes all
	z.Close()
	return answer{bytes.Clone(out.Bytes()), len(body), true}
}

// write sends the answer to a client that takes it packed or not.
func (a answer) write(w http.ResponseWriter, packed bool) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	body, size := a.plain(), a.size
	if a.packed && packed {
		h.Set("Content-Encoding", "gzip")
		body, size = bytes.NewReader(a.data), len(a.data)
	}
	h.Set("Content-Length", strconv.Itoa(size))
	io.CopyBuffer(w, struct{ io.Reader }{body}, make([]byte, answerPieces)) // an error says that the client has gone
}

// plain returns a reader of the body unpacked.
func (a answer) plain() io.Reader {
	if !a.packed {
		return bytes.NewReader(a.data)
	}
	z, err := gzip.NewReader(bytes.NewReader(a.data))
	must(err)
	return z
}

// takesPacked reports whether the client accepts gzip, by RFC 9110.
func takesPacked(r *http.Request) bool {
	any := false
	for _, field := range r.Header.Values("Accept-Encoding") {
		for coding := range strings.SplitSeq(field, ",") {
			name, params, _ := strings.Cut(coding, ";")
			wanted := !isRefused(params)
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "gzip", "x-gzip":
				return wanted
			case "*":
				any = wanted
			}
		}
	}
	return any
}

// isRefused reports a weight of zero: q=0, q=0.000.
func isRefused(params string) bool {
	weight, found := strings.CutPrefix(strings.ToLower(strings.ReplaceAll(params, " ", "")), "q=")
	q, err := strconv.ParseFloat(weight, 64)
	return found && (err != nil || q == 0)
}

// paced is a client that has to take each piece of an answer at the least rate.
type paced struct {
	http.ResponseWriter
	control *http.ResponseController
	room    *hold
	rate    int64 // bytes in a second
}

func (p paced) Write(data []byte) (int, error) {
	if p.room.isDropped() {
		return 0, errNoRoom
	}
	most := window + time.Duration(len(data))*time.Second/time.Duration(p.rate)
	_ = p.control.SetWriteDeadline(time.Now().Add(most)) // tests have no connection
	return p.ResponseWriter.Write(data)
}
