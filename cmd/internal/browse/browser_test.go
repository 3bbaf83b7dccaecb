package browse

import (
	"context"
	"net/http/httptest"
	"testing"

	"duban/internal/message"
	"duban/internal/testbrowser"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// The page in one file, as a person sees and uses it.
func TestBrowserFile(t *testing.T) {
	d := quarters(t)
	tab := testbrowser.New(t)
	tab.Look(1280, 900, "light")
	page, err := File(t.Context(), d, Options{Name: "quarters"})
	require.NoError(t, err)
	tab.OpenFile(page)
	tab.Settle()
	tab.Screenshot("file-desktop-light")

	// A word leaves the rows, lines and charts that have it.
	tab.Do(chromedp.Evaluate[chromedp.Void](`(q => { q.value = "停车泊位"; q.dispatchEvent(new Event("input", {bubbles: true})) })(document.querySelector("[name=q]"))`))
	shown := testbrowser.Eval[int](tab, `[...document.querySelectorAll(".row.item")].filter(e => !e.hidden).length`)
	require.Equal(t, 4, shown, "停车泊位建设 stands in each of the reports")
	require.Equal(t, 1, testbrowser.Eval[int](tab, `[...document.querySelectorAll(".chart.item")].filter(e => !e.hidden).length`))
	require.Equal(t, "charts unreached rows", testbrowser.Eval[string](tab, `[...document.querySelectorAll(".part[id]")].filter(e => !e.hidden).map(e => e.id).join(" ")`), "and no part without any")
	tab.Screenshot("file-search")

	// A point leads to its figure, though the form leaves its row out.
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".chart a[aria-label^='2024-09-30'][aria-label*='4.4%']").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`))
	tab.Until(`location.hash !== ""`)
	require.Equal(t, "4.4%", testbrowser.Eval[string](tab, `document.querySelector(":target").textContent`))
	tab.Until(`(b => b.top > 0 && b.bottom < innerHeight)(document.querySelector(":target").getBoundingClientRect())`)
	tab.Settle()
	tab.Screenshot("file-figure")
	tab.Quiet("file://")

	tab.Look(390, 844, "dark")
	chinese, err := File(t.Context(), d, Options{Name: "quarters", Language: message.Chinese})
	require.NoError(t, err)
	tab.OpenFile(chinese)
	tab.Settle()
	tab.Screenshot("file-phone-dark")
	require.LessOrEqual(t, testbrowser.Eval[int](tab, `document.documentElement.scrollWidth`), 390, "nothing is wider than the phone")
}

// The pages that are served, each looked at on a desk and on a phone.
func TestBrowserPages(t *testing.T) {
	d := quarters(t)
	site := httptest.NewServer(Handler(d, Options{Name: "quarters", Language: message.Chinese}))
	t.Cleanup(site.Close)
	tab := testbrowser.New(t)
	for _, name := range append([]string{""}, parts[1:]...) {
		for _, look := range []struct {
			width, height int64
			scheme, name  string
		}{{1280, 900, "light", "desktop-light"}, {390, 844, "dark", "phone-dark"}} {
			tab.Look(look.width, look.height, look.scheme)
			tab.Open(site.URL + "/" + name)
			tab.Settle()
			tab.Screenshot("page-" + name + "-" + look.name)
			require.LessOrEqual(t, testbrowser.Eval[int64](tab, `document.documentElement.scrollWidth`), look.width, name)
		}
	}
	tab.Look(1280, 900, "dark")
	tab.Open(site.URL + "/charts")
	href := testbrowser.Eval[string](tab, `document.querySelector(".chart svg a[aria-label*='4.4%']").getAttribute("href")`)
	tab.Open(site.URL + href)
	require.Equal(t, "4.4%", testbrowser.Eval[string](tab, `document.querySelector(":target").textContent`))
	tab.Settle()
	tab.Screenshot("page-row-dark")
	tab.Quiet(site.URL)
}

func TestBrowserAccessible(t *testing.T) {
	axe := testbrowser.Axe(t)
	d := quarters(t)
	site := httptest.NewServer(Handler(d, Options{Name: "quarters"}))
	t.Cleanup(site.Close)
	page, err := File(context.Background(), d, Options{Name: "quarters"})
	require.NoError(t, err)
	for _, scheme := range []string{"light", "dark"} {
		tab := testbrowser.New(t)
		tab.Look(1280, 900, scheme)
		tab.OpenFile(page)
		tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
		require.Empty(t, tab.Complaints(axe), scheme)
		for _, name := range parts[1:] {
			tab.Open(site.URL + "/" + name)
			require.Empty(t, tab.Complaints(axe), name)
		}
		tab.Look(390, 844, scheme)
		tab.Open(site.URL + "/unreached")
		require.Empty(t, tab.Complaints(axe), "on a phone")
	}
}
