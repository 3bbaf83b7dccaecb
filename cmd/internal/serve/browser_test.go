package serve

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duban/internal/message"
	"duban/internal/testbrowser"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// A person drops and chooses reports on the page, and reviews each in a frame of its own.
func TestBrowser(t *testing.T) {
	tab := testbrowser.New(t)
	s := httptest.NewServer(Handler(options()))
	t.Cleanup(s.Close)
	state := func(n int) string {
		return testbrowser.Eval[string](tab, fmt.Sprintf(`document.querySelectorAll("#tabs .state")[%d].textContent`, n))
	}
	read := func(n int) {
		tab.Until(fmt.Sprintf(`/checked|failed/.test(document.querySelectorAll("#tabs .state")[%d]?.textContent)`, n))
	}

	// A file that is chosen.
	tab.Look(1440, 900, "light")
	tab.Open(s.URL + "/")
	tab.Screenshot("serve-desktop-light")
	path, err := filepath.Abs("../../../seeds/reports/" + sampleName)
	require.NoError(t, err)
	choose := func() {
		tab.Do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}),
			chromedp.Evaluate[chromedp.Void](`document.querySelector("#form").requestSubmit(document.querySelector("#form button"))`))
		read(0)
	}
	choose()
	require.Equal(t, "checked 0/1116", state(0))
	frame := tab.Frames()[0]
	require.Equal(t, "null", testbrowser.Eval[string](frame, `self.origin`), "the page belongs to no site")
	require.Contains(t, testbrowser.Eval[string](frame, `document.querySelector(".facts").textContent`), sampleName)
	require.Equal(t, "157 of 157 rows", testbrowser.Eval[string](frame, `document.querySelector("#shown").value`))

	// What is checked on it is kept by the page around it, and is there when the report comes again.
	frame.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a3-r96 .whole").click()`))
	tab.Until(`document.querySelector("#tabs .state").textContent === "checked 8/1116"`)
	tab.Screenshot("serve-review-desktop-light")
	dir := t.TempDir()
	tab.Downloads(dir)
	frame.Do(chromedp.Click(chromedp.CSS("#save")))
	require.Eventually(t, func() bool {
		data, err := os.ReadFile(filepath.Join(dir, sampleName+".facts.tsv"))
		return err == nil && strings.Contains(string(data), "\nannex/3/row/96/status\tunderway\n")
	}, testbrowser.Patience, testbrowser.Moment, "the page may save a file, though it is in a sandbox")
	tab.Open(s.URL + "/")
	choose()
	tab.Until(`document.querySelector("#tabs .state").textContent === "checked 8/1116"`)
	tab.Quiet(s.URL)

	// Several files that are dropped at once, on a phone that is dark: two reports, one of them hostile, and one that
	// is none.
	tab.Look(390, 844, "dark")
	tab.Open(s.URL + "/")
	tab.Screenshot("serve-phone-dark")
	tab.Do(chromedp.Evaluate[chromedp.Void](`{
		const dropped = new DataTransfer();
		for (const [name, text] of [["一.txt", "关于<script>window.hacked = 1</script>一季度进展情况的报告"], ["b.ps", "%!PS-1.7"], ["三.txt", "关于一季度进展情况的报告"]]) {
			dropped.items.add(new File([text], name));
		}
		document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
	}`))
	read(2)
	require.Equal(t, []string{"checked 0/0", "failed", "checked 0/0"}, []string{state(0), state(1), state(2)})
	tab.Screenshot("serve-review-phone-dark")
	titles := map[string]bool{}
	for _, frame := range tab.Frames() {
		require.Equal(t, "undefined", testbrowser.Eval[string](frame, `typeof window.hacked`))
		titles[testbrowser.Eval[string](frame, `document.querySelector("h1").textContent`)] = true
	}
	require.Equal(t, map[string]bool{"关于<script>window.hacked = 1</script>一季度进展情况的报告": true, "关于一季度进展情况的报告": true}, titles)
	// The one that is none says so in its place.
	tab.Do(chromedp.Click(chromedp.CSS("#tab-1")))
	require.Contains(t, testbrowser.Eval[string](tab, `document.querySelector("[name=report-1]").contentDocument.querySelector("[role=alert]").innerText`),
		"this is a PostScript file")
	require.Zero(t, testbrowser.Eval[int](tab, `document.querySelector("[name=report-1]").contentDocument.querySelector("form").getClientRects().length`),
		"a report is dropped on the page, not in a frame")
	tab.Screenshot("serve-problem")
}

// TestBrowserAxe has axe-core look at the page, before and after reports were dropped on it.
func TestBrowserAxe(t *testing.T) {
	axe := testbrowser.Axe(t)
	tab := testbrowser.New(t)
	s := httptest.NewServer(Handler(options()))
	t.Cleanup(s.Close)
	for _, scheme := range []string{"light", "dark"} {
		tab.Look(1440, 900, scheme)
		tab.Open(s.URL + "/")
		require.Empty(t, tab.Complaints(axe), scheme)
		tab.Do(chromedp.Evaluate[chromedp.Void](`{
			const dropped = new DataTransfer();
			for (const name of ["a.txt", "b.ps"]) dropped.items.add(new File(["%!PS-1.7"], name));
			document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
		}`))
		tab.Until(`document.querySelectorAll("#tabs .failed").length === 2`)
		require.Empty(t, tab.Complaints(axe), scheme)
	}
}

// TestBrowserChinese shows the page in Chinese.
func TestBrowserChinese(t *testing.T) {
	tab := testbrowser.New(t)
	o := options()
	o.Language = message.Chinese
	s := httptest.NewServer(Handler(o))
	t.Cleanup(s.Close)
	tab.Look(1440, 900, "light")
	tab.Open(s.URL + "/")
	require.Equal(t, "zh", testbrowser.Eval[string](tab, `document.documentElement.lang`))
	require.NotRegexp(t, `[A-Za-z]{7,}`, testbrowser.Eval[string](tab, `document.querySelector("#form").innerText`))
	tab.Screenshot("serve-chinese")
}

// Every text of the page has a Chinese one.
func TestPageIsInBothLanguages(t *testing.T) {
	page, err := files.ReadFile("serve.html")
	require.NoError(t, err)
	texts := regexp.MustCompile(`say "([^"]+)"`).FindAllStringSubmatch(string(page), -1)
	require.NotEmpty(t, texts)
	for _, text := range texts {
		require.True(t, message.HasTerm("serve page", text[1]), text[1])
	}
}

// TestDocsInABrowser opens the page of the interface: its links lead to what they name, and it asks nobody for
// anything.
func TestDocsInABrowser(t *testing.T) {
	tab := testbrowser.New(t)
	s := httptest.NewServer(Handler(options()))
	t.Cleanup(s.Close)
	tab.Look(1440, 900, "light")
	tab.Open(s.URL + "/docs")
	tab.Screenshot("docs-desktop-light")
	tab.Do(chromedp.Click(chromedp.CSS("nav a[href='#check']")))
	tab.Until(`location.hash === "#check" && document.querySelector("#check").getBoundingClientRect().top < 200`)
	tab.Look(390, 844, "dark")
	tab.Open(s.URL + "/docs")
	tab.Until(`document.documentElement.scrollWidth <= innerWidth`)
	tab.Screenshot("docs-phone-dark")
	tab.Quiet(s.URL)
}
