package serve

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// running starts the service and returns its address and what stops it, which returns what Run returned.
func running(t testing.TB, o Options) (address string, stop func() error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, l, o) }()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { stop() })
	return l.Addr().String(), stop
}

// raw sends bytes as they are and returns the answer; with end, nothing follows them.
func raw(t *testing.T, address, bytes string, end bool) *http.Response {
	c, err := net.Dial("tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	_, err = io.WriteString(c, bytes)
	require.NoError(t, err)
	if end {
		require.NoError(t, c.(*net.TCPConn).CloseWrite())
	}
	require.NoError(t, c.SetReadDeadline(time.Now().Add(20*time.Second)))
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	return r
}

func TestTruncatedBodies(t *testing.T) {
	address, _ := running(t, options())
	refused(t, raw(t, address, "POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc", true), 400, "the body ends early")
	refused(t, raw(t, address, "POST /v1/extract HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", true), 400, "the body ends early")
	refused(t, raw(t, address, "POST /v1/extract HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nwhat\r\n", true), 400, "the body cannot be read")
}

func TestSlowBodies(t *testing.T) {
	o := options()
	o.BodyTimeout = 100 * time.Millisecond
	t.Parallel()
	address, _ := running(t, o)
	sent := make(chan *http.Response, 1)
	go func() {
		sent <- raw(t, address, "POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc", false)
	}()
	// Nor does a client hold the service that never ends its header: it is cut off.
	c, err := net.Dial("tcp", address)
	require.NoError(t, err)
	defer c.Close()
	_, err = io.WriteString(c, "POST /v1/extract HTTP/1.1\r\nX-A: ")
	require.NoError(t, err)
	require.NoError(t, c.SetReadDeadline(time.Now().Add(20*time.Second)))
	_, err = io.Copy(io.Discard, c)
	require.NoError(t, err)
	refused(t, <-sent, 408, "did not arrive within 100ms")
}

func TestLargeBodiesAreNotTaken(t *testing.T) {
	address, _ := running(t, options())
	// The answer comes although the body never does.
	refused(t, raw(t, address, "POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000000\r\n\r\nabc", false), 413, "larger than 256 KiB")
}

func TestStopEndsWhatIsUnderWay(t *testing.T) {
	begun, over := make(chan struct{}), make(chan struct{})
	o := reading(func(context.Context) (*schema.Report, error) {
		close(begun)
		<-over
		return &schema.Report{Title: "关于进展"}, nil
	})
	address, stop := running(t, o)
	answer := make(chan string, 1)
	go func() {
		r, err := http.Post("http://"+address+"/v1/extract", "", strings.NewReader("关于"))
		if err != nil {
			answer <- err.Error()
			return
		}
		body, _ := io.ReadAll(r.Body)
		answer <- string(body)
	}()
	<-begun
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	require.Eventually(t, func() bool {
		c, err := net.Dial("tcp", address)
		if err == nil {
			c.Close()
		}
		return err != nil
	}, 5*time.Second, time.Millisecond, "nobody new gets in")
	close(over)
	require.Contains(t, <-answer, "关于进展")
	require.NoError(t, <-stopped)
}

// Many clients at once get right answers; then neither memory nor goroutines are left.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("this takes its time")
	}
	const clients, rounds = 64, 1
	before := runtime.NumGoroutine()
	address, stop := running(t, options())
	want := content(t, ask(options(), post("/v1/extract?name=a.txt", string(sample(t)))))
	var heaps []uint64
	for range 3 {
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
		failures := load(client, "http://"+address+"/v1/extract?name=a.txt", string(sample(t)), want, clients, rounds)
		require.Empty(t, failures)
		client.CloseIdleConnections()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		heaps = append(heaps, m.HeapAlloc)
	}
	require.Less(t, heaps[2], heaps[0]+8<<20, "%v bytes", heaps)
	require.NoError(t, stop())
	for range 500 { // connections take a moment to end
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), before)
}

// load sends the body from many clients and returns what went wrong.
func load(client *http.Client, url, body, want string, clients, rounds int) []string {
	var mu sync.Mutex
	var failures []string
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			for range rounds {
				if err := send(client, url, body, want); err != nil {
					mu.Lock()
					failures = append(failures, err.Error())
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	return failures
}

func send(client *http.Client, url, body, want string) error {
	r, err := client.Post(url, "text/plain", strings.NewReader(body))
	if err != nil {
		return err
	}
	defer r.Body.Close()
	got, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	if r.StatusCode != http.StatusOK || string(got) != want {
		return fmt.Errorf("%s: %d bytes", r.Status, len(got))
	}
	return nil
}

func BenchmarkExtract(b *testing.B) {
	address, _ := running(b, options())
	body := string(sample(b))
	want := content(b, ask(options(), post("/v1/extract", body)))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	b.SetParallelism(32)
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			require.NoError(b, send(client, "http://"+address+"/v1/extract", body, want))
		}
	})
}
