package serve

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// dial opens a connection and sends bytes on it.
func dial(t *testing.T, address, bytes string) net.Conn {
	c, err := net.Dial("tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	require.NoError(t, c.(*net.TCPConn).SetReadBuffer(4<<10))
	_, err = io.WriteString(c, bytes)
	require.NoError(t, err)
	return c
}

const slowRequest = "POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\nabc"

// TestSlowBodiesKeepNobodyOut has more bodies on their way than the service takes reports.
func TestSlowBodiesKeepNobodyOut(t *testing.T) {
	o := options()
	o.Jobs, o.Queue = 1, 0
	address, _ := running(t, o)
	for range 100 {
		dial(t, address, slowRequest)
	}
	r, err := http.Post("http://"+address+"/v1/extract", "", strings.NewReader("关于进展"))
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, r.StatusCode, content(t, r))
}

// TestLeastRate ends a body that stalls long before it has to be there.
func TestLeastRate(t *testing.T) {
	t.Parallel()
	o := options()
	o.BodyTimeout = time.Hour
	address, _ := running(t, o)
	refused(t, raw(t, address, slowRequest, false), 408, "arrives at less than 8.0 KiB in a second")
}

// TestBodiesInMemory fills the memory with bodies that stall. The oldest gives way to one that needs room.
func TestBodiesInMemory(t *testing.T) {
	o := options()
	o.MaxSize, o.Memory = 1<<20, 3<<20
	address, _ := running(t, o)
	for range 8 {
		dial(t, address, strings.Replace(slowRequest, "200000", "1000000", 1)+strings.Repeat("a", 700_000))
	}
	for range 2 {
		r, err := http.Post("http://"+address+"/v1/extract", "", strings.NewReader(strings.Repeat("关于进展", 70_000)))
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, r.StatusCode, content(t, r))
	}
}

// TestClientsThatDoNotRead has answers that nobody takes and that fill the memory. The next client gets his all the
// same.
func TestClientsThatDoNotRead(t *testing.T) {
	title := noise(6 << 20)
	o := reading(func(context.Context) (*schema.Report, error) { return &schema.Report{Title: title}, nil })
	o.Memory = 15 << 20
	address, _ := running(t, o)
	for range 4 {
		dial(t, address, "POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
	}
	for range 2 {
		r, err := http.Post("http://"+address+"/v1/extract", "", strings.NewReader("abc"))
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, r.StatusCode)
		require.Contains(t, content(t, r), title)
	}
}

// TestAnswersThatAreNotTaken gives up a client that takes too little of its answer, also where nobody needs the room.
func TestAnswersThatAreNotTaken(t *testing.T) {
	t.Parallel()
	title := noise(12 << 20) // more than the system takes from the service
	o := reading(func(context.Context) (*schema.Report, error) { return &schema.Report{Title: title}, nil })
	o.Rate = 1 << 20
	log, told := io.Pipe()
	o.Log = slog.New(slog.NewJSONHandler(told, nil))
	address, _ := running(t, o)
	dial(t, address, "POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
	var line struct {
		Status, Sent int
		Msg          string
	}
	for decoder := json.NewDecoder(log); line.Msg != "request"; {
		require.NoError(t, decoder.Decode(&line))
	}
	require.Equal(t, http.StatusOK, line.Status)
	require.Positive(t, line.Sent)
	require.Less(t, line.Sent, len(title))
}

// noise returns letters that nothing can be packed of.
func noise(size int) string {
	all := make([]byte, size)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range all {
		all[i] = byte('!' + random.IntN(90))
	}
	return strings.NewReplacer(`"`, "a", `\`, "b", "<", "c", ">", "d", "&", "e").Replace(string(all))
}

// TestHolder holds no more than it may, and gives up the oldest that may be dropped.
func TestHolder(t *testing.T) {
	h := &holder{most: 10}
	var dropped []string
	enter := func(name string) *hold { return h.enter(func() { dropped = append(dropped, name) }) }
	a, b, c, d := enter("a"), enter("b"), enter("c"), enter("d")
	require.True(t, a.grow(4) && b.grow(3) && c.grow(3))
	a.keep()
	require.True(t, d.grow(2), "in place of b")
	require.Equal(t, []string{"b"}, dropped)
	require.True(t, b.isDropped() && !b.grow(1))
	require.Equal(t, int64(9), h.held)
	require.False(t, d.grow(20), "larger than all")
	require.Equal(t, []string{"b", "c"}, dropped)
	for _, x := range []*hold{a, b, c, d, d} {
		x.leave()
	}
	require.Zero(t, h.held)
	require.Zero(t, h.holds.Len())
}

func TestHosts(t *testing.T) {
	o := options()
	o.Hosts = []string{"Reports.Example.org", "[2001:db8::1]"}
	for host, status := range map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "localhost.": 200, "a.localhost:1": 200, "127.0.0.1:8080": 200, "127.1.2.3": 200, "[::1]:8080": 200,
		"": 200, "reports.example.org": 200, "reports.example.org:443": 200, "[2001:db8::1]:80": 200,
		"example.org": 421, "x.reports.example.org": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421,
		"10.0.0.1": 421, "0.0.0.0:8080": 421, "[2001:db8::2]": 421, "notlocalhost": 421,
		"127.0.0.1:8080.evil.example": 421, "localhost:evil.example": 421, "127.0.0.1:": 200, "[::1]:a": 421, "0x7f.1": 421, "2130706433": 421,
		"127.0.0.1,evil.example": 421, "localhost@evil.example": 421, "[::ffff:127.0.0.1]:80": 200,
	} {
		for _, r := range []*http.Request{httptest.NewRequest("GET", "/healthz", nil), post("/v1/extract", "关于进展")} {
			r.Host = host
			require.Equal(t, status, ask(o, r).StatusCode, "%q", host)
		}
	}
	r := httptest.NewRequest("GET", "/healthz", nil)
	r.Host = "10.0.0.1:8080"
	came := func(to string) *http.Request {
		return r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.ParseIP(to)}))
	}
	require.Equal(t, 200, ask(o, came("10.0.0.1")).StatusCode, "the address that the request came to")
	require.Equal(t, 421, ask(o, came("10.0.0.2")).StatusCode)
	o.Hosts = []string{"*"}
	require.Equal(t, 200, ask(o, r).StatusCode)
}

// TestPackedAnswers asks with and without gzip: it is the same answer.
func TestPackedAnswers(t *testing.T) {
	plain := ask(options(), post("/v1/extract", string(sample(t))))
	want := content(t, plain)
	require.Empty(t, plain.Header.Get("Content-Encoding"))
	for accept, packed := range map[string]bool{
		"gzip": true, "GZIP": true, "deflate, gzip;q=0.5": true, "x-gzip": true, "*": true, "br;q=1, *;q=0.1": true,
		"": false, "identity": false, "gzip;q=0": false, "gzip; q=0.000": false, "*, gzip;q=0": false, "br": false, "gzip;q=x": false,
	} {
		got := ask(options(), with(post("/v1/extract", string(sample(t))), "Accept-Encoding", accept))
		require.Equal(t, 200, got.StatusCode)
		require.Equal(t, "Accept-Encoding", got.Header.Get("Vary"))
		require.Equal(t, packed, got.Header.Get("Content-Encoding") == "gzip", "%q", accept)
		body := content(t, got)
		require.Equal(t, fmt.Sprint(len(body)), got.Header.Get("Content-Length"))
		if packed {
			require.Less(t, len(body), len(want)/4)
			body = unpacked(t, body)
		}
		require.Equal(t, want, body, "%q", accept)
	}
}

func unpacked(t *testing.T, body string) string {
	z, err := gzip.NewReader(strings.NewReader(body))
	require.NoError(t, err)
	data, err := io.ReadAll(z)
	require.NoError(t, err)
	return string(data)
}

// TestLargeAnswersAreHeldPacked asks without gzip for an answer that is packed while it is held.
func TestLargeAnswersAreHeldPacked(t *testing.T) {
	body := bytes.Repeat([]byte("一二三"), 1<<20)
	a := newAnswer(body, false)
	require.True(t, a.packed)
	require.Less(t, len(a.data), len(body)/50)
	w := httptest.NewRecorder()
	a.write(w, false)
	require.Equal(t, body, w.Body.Bytes())
	require.Equal(t, fmt.Sprint(len(body)), w.Result().Header.Get("Content-Length"))
	require.Empty(t, w.Result().Header.Get("Content-Encoding"))
}
