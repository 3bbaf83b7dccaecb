// Package testbrowser opens pages in a real browser for the tests.
package testbrowser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// Tab is a tab of a headless browser that keeps what happens in it.
type Tab struct {
	ctx context.Context
	t   testing.TB

	mu       sync.Mutex
	trouble  []string // warnings and errors of the console, exceptions included
	requests []string // addresses
}

// New opens a tab in a browser of its own. It skips the test where no browser is installed, and with -short.
func New(t testing.TB) *Tab {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	path := installed()
	if path == "" {
		t.Skip("no Chromium or Chrome is installed")
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox)...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	tab := &Tab{ctx: ctx, t: t}
	require.NoError(t, chromedp.Listen(ctx, tab.happened))
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	tab.ctx = ctx
	return tab
}

// installed returns the path of an installed browser, or "".
func installed() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func (tab *Tab) happened(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		tab.requests = append(tab.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		trouble := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			trouble += ": " + thrown.Description
		}
		tab.trouble = append(tab.trouble, trouble)
	case *runtime.EventConsoleAPICalled:
		tab.trouble = append(tab.trouble, string(e.Type))
	case *log.EventEntryAdded:
		tab.trouble = append(tab.trouble, e.Entry.Text)
	}
}

// Open goes to an address and waits until the page is loaded.
func (tab *Tab) Open(address string) { tab.Do(chromedp.Navigate(address)) }

// OpenFile goes to a page written to a file.
func (tab *Tab) OpenFile(page []byte) {
	tab.t.Helper()
	name := filepath.Join(tab.t.TempDir(), "page.html")
	require.NoError(tab.t, os.WriteFile(name, page, 0o600))
	tab.Open("file://" + name)
}

// Frames returns the pages in frames that belong to another site than the page around them.
func (tab *Tab) Frames() []*Tab {
	tab.t.Helper()
	targets, err := chromedp.Targets(tab.ctx)
	require.NoError(tab.t, err)
	var frames []*Tab
	for _, found := range targets {
		if found.Type == "iframe" {
			ctx, leave := chromedp.NewContext(tab.ctx, chromedp.WithTargetID(found.TargetID))
			tab.t.Cleanup(leave)
			frames = append(frames, &Tab{ctx: ctx, t: tab.t})
		}
	}
	return frames
}

// Do acts in the page.
func (tab *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	require.NoError(tab.t, chromedp.Do(tab.ctx, steps...))
}

// Press presses a key.
func (tab *Tab) Press(key string) {
	tab.t.Helper()
	tab.Do(chromedp.KeyEvent(key))
}

// Eval returns what JavaScript gives in the page.
func Eval[T any](tab *Tab, script string) T {
	tab.t.Helper()
	v, err := chromedp.Run(tab.ctx, chromedp.Evaluate[T](script))
	require.NoError(tab.t, err, script)
	return v
}

// How long is waited for what has to come, and how often it is looked for.
const (
	Patience = 10 * time.Second
	Moment   = 20 * time.Millisecond
)

// Downloads has the browser save what pages offer in a folder.
func (tab *Tab) Downloads(dir string) {
	tab.t.Helper()
	_, err := chromedp.CallBrowser(tab.ctx, browser.SetDownloadBehavior,
		browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir})
	require.NoError(tab.t, err)
}

// Until waits until a condition holds in the page, which may be replaced by another meanwhile.
func (tab *Tab) Until(condition string) {
	tab.t.Helper()
	require.Eventually(tab.t, func() bool {
		holds, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool]("Boolean("+condition+")"))
		return err == nil && holds
	}, Patience, Moment, condition)
}

// Settle waits until what the page has changed is laid out.
func (tab *Tab) Settle() {
	tab.t.Helper()
	tab.Do(chromedp.Evaluate[chromedp.Void](`window.settled = 0; for (const f of [1, 2, 3]) setTimeout(() => requestAnimationFrame(() => window.settled++), 30 * f)`))
	tab.Until(`window.settled === 3`)
}

// Busy returns for how long the page has kept a processor busy, whatever else the machine does. The first call begins to count.
func (tab *Tab) Busy() time.Duration {
	tab.t.Helper()
	_, err := chromedp.Call(tab.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	require.NoError(tab.t, err)
	metrics, err := chromedp.Call(tab.ctx, performance.GetMetrics, cdp.Empty{})
	require.NoError(tab.t, err)
	for _, m := range metrics.Metrics {
		if m.Name == "TaskDuration" {
			return time.Duration(m.Value * float64(time.Second))
		}
	}
	tab.t.Fatal("the browser does not tell how busy it is")
	return 0
}

// Look sets the size of the window and the colour scheme: light or dark. A width below 600 is that of a phone.
func (tab *Tab) Look(width, height int64, scheme string) {
	tab.t.Helper()
	options := []chromedp.EmulateViewportOption{chromedp.EmulateScale(1)}
	if width < 600 {
		options = []chromedp.EmulateViewportOption{chromedp.EmulateScale(2), chromedp.EmulateMobile, chromedp.EmulateTouch}
	}
	tab.Do(chromedp.EmulateViewport(width, height, options...))
	_, err := chromedp.Call(tab.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	require.NoError(tab.t, err, "a page in the background has no focus to lose")
	_, err = chromedp.Call(tab.ctx, emulation.SetEmulatedMedia,
		emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	require.NoError(tab.t, err)
}

// Screenshot keeps a picture of the window in the folder that the environment names in SCREENSHOTS, if it does.
func (tab *Tab) Screenshot(name string) {
	tab.t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(tab.ctx, chromedp.CaptureScreenshot())
	require.NoError(tab.t, err)
	require.NoError(tab.t, os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o600))
}

// Quiet requires that nothing has been written to the console, and that all requests went to addresses that begin with
// home.
func (tab *Tab) Quiet(home string) {
	tab.t.Helper()
	tab.mu.Lock()
	defer tab.mu.Unlock()
	require.Empty(tab.t, tab.trouble)
	require.NotEmpty(tab.t, tab.requests)
	for _, address := range tab.requests {
		require.True(tab.t, strings.HasPrefix(address, home), "%s was asked for", address)
	}
}
