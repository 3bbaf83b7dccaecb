package serve

import (
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"duban/internal/testbrowser"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

func TestBrowser(t *testing.T) {
	tab := testbrowser.New(t)
	s := httptest.NewServer(Handler(options()))
	t.Cleanup(s.Close)
	drop := func(name, text string) {
		tab.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`{
			const dropped = new DataTransfer();
			dropped.items.add(new File([%q], %q));
			document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
		}`, text, name)))
	}

	// A file that is chosen.
	tab.Look(1440, 900, "light")
	tab.Open(s.URL + "/")
	tab.Screenshot("serve-desktop-light")
	path, err := filepath.Abs("../../../seeds/reports/" + sampleName)
	require.NoError(t, err)
	tab.Do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}), chromedp.Click(chromedp.CSS("button")))
	tab.Until(`document.querySelector("#shown")?.value === "157 of 157 rows"`)
	require.Equal(t, "null", testbrowser.Eval[string](tab, `self.origin`), "the page belongs to no site")
	require.Contains(t, testbrowser.Eval[string](tab, `document.querySelector(".facts").textContent`), sampleName)
	tab.Do(chromedp.Click(chromedp.CSS(".side a[href='#a3-r96-c1']")))
	tab.Until(`document.activeElement.id === "a3-r96-c1"`)
	// The browser may tell of the jump late, and the page then shows what was filtered out: so the filter is set until
	// it holds.
	tab.Until(`(document.querySelector("[name=part]").value = "a2", document.querySelector("#filters").dispatchEvent(new Event("input")),
		document.querySelector("#shown").value === "10 of 157 rows")`)

	// A file that is dropped, on a phone that is dark.
	tab.Look(390, 844, "dark")
	tab.Open(s.URL + "/")
	tab.Screenshot("serve-phone-dark")
	drop("a.txt", "关于<script>window.hacked = 1</script>一季度进展情况的报告")
	tab.Until(`document.querySelector("#shown")?.value === "0 of 0 rows"`)
	require.Equal(t, "undefined", testbrowser.Eval[string](tab, `typeof window.hacked`))
	require.Contains(t, testbrowser.Eval[string](tab, `document.querySelector("h1").textContent`), "<script>")
	tab.Quiet(s.URL)

	// A file that is no report: the page says so, and takes the next.
	tab.Open(s.URL + "/")
	drop("a.ps", "%!PS-1.7")
	tab.Until(`document.readyState === "complete" && document.querySelector("[role=alert]")?.textContent.includes("this is a PostScript file")`)
	tab.Screenshot("serve-problem")
	drop("a.txt", "关于一季度进展情况的报告")
	tab.Until(`document.querySelector("#shown")?.value === "0 of 0 rows"`)
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
