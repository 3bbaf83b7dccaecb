package review

import (
	"fmt"
	"strings"
	"testing"

	"duban/internal/testbrowser"
	"duban/internal/testfields"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// opened shows the page of the sample.
func opened(t *testing.T) *testbrowser.Tab {
	tab := testbrowser.New(t)
	tab.Look(1440, 900, "light")
	tab.OpenFile(page(t, sample(t)))
	return tab
}

func text(tab *testbrowser.Tab, script string) string { return testbrowser.Eval[string](tab, script) }

func count(tab *testbrowser.Tab, selector string) int {
	return testbrowser.Eval[int](tab, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).length`, selector))
}

const (
	tip    = `document.querySelector("#tip:not([hidden])")?.innerText ?? ""`
	active = `document.activeElement.id`
)

// inView tells whether what has the focus can be seen.
const inView = `(() => { const b = document.activeElement.getBoundingClientRect(); return b.bottom > 60 && b.top < innerHeight })()`

func TestBrowserNumbers(t *testing.T) {
	tab := opened(t)
	// The mouse goes over the second number of row 96: 完成整治453家，完成率93%，剩余34家正在推进。
	over := func(n int) {
		tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a3-r96").scrollIntoView({block: "center"})`))
		tab.Settle()
		x := testbrowser.Eval[float64](tab, fmt.Sprintf(`(e => (e.left + e.right) / 2)(document.querySelectorAll("#a3-r96 .progress .m")[%d].getClientRects()[0])`, n))
		y := testbrowser.Eval[float64](tab, fmt.Sprintf(`(e => (e.top + e.bottom) / 2)(document.querySelectorAll("#a3-r96 .progress .m")[%d].getClientRects()[0])`, n))
		tab.Do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	}
	over(0)
	require.Regexp(t, `^value\s+453 家\s+subject\s+\S.*\s+kind\s+quantity\s+state\s+actual`, text(tab, tip))
	over(2)
	require.Regexp(t, `^value\s+34 家\s+[\s\S]*state\s+remaining[\s\S]*decided by\s+state 剩余`, text(tab, tip))
	require.Equal(t, "剩余", text(tab, `[...CSS.highlights.get("cue")].map(String).join()`))
	tab.Screenshot("tip-desktop-light")
	tab.Do(chromedp.MouseEvent(chromedp.MouseMoved, 5, 500))
	require.Empty(t, text(tab, tip))

	// Keys: the first number of a row is in the order of Tab, the arrows lead on.
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a3-r96 .number").focus()`))
	tab.Press(kb.Tab)
	require.Equal(t, "whole", text(tab, `document.activeElement.className`))
	tab.Press(kb.Tab)
	require.Contains(t, text(tab, tip), "487 家")
	tab.Press(kb.ArrowRight)
	require.Contains(t, text(tab, tip), "lead units\n区经济信息委")
	tab.Press(kb.ArrowRight)
	require.Contains(t, text(tab, tip), "support units\n区生态环境局、区整违办、歌乐山街道")
	tab.Press(kb.ArrowRight)
	require.Contains(t, text(tab, tip), "453 家")
	require.Equal(t, "read", text(tab, `document.activeElement.getAttribute("aria-describedby")`))
	for range 3 {
		tab.Press(kb.ArrowLeft)
	}
	require.Contains(t, text(tab, tip), "487 家")
	tab.Press(kb.Escape)
	require.Empty(t, text(tab, tip))
	tab.Quiet("file://")
}

func TestBrowserFilters(t *testing.T) {
	tab := opened(t)
	set := func(control, value string) {
		tab.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(
			`(e => { e.type === "checkbox" ? e.checked = true : e.value = %q; e.dispatchEvent(new Event("input", {bubbles: true})) })(document.querySelector("[name=%s]"))`, value, control)))
	}
	reset := func() {
		tab.Do(chromedp.Click(chromedp.CSS("#filters [type=reset]")))
		tab.Until(`document.querySelector("#shown").value === "157 of 157 rows"`)
	}
	require.Equal(t, 157, count(tab, "tr.entry"))

	set("part", "a2")
	require.Equal(t, 10, count(tab, "tr.entry"))
	require.Equal(t, 1, count(tab, ".annex"))
	require.Zero(t, count(tab, ".section"))
	require.Equal(t, "10 of 157 rows", text(tab, `document.querySelector("#shown").value`))
	reset()
	require.Equal(t, 157, count(tab, "tr.entry"))

	set("unit", "区经济信息委")
	rows := count(tab, "tr.entry")
	require.Equal(t, fmt.Sprintf("区经济信息委 (%d)", rows), text(tab, `document.querySelector("[name=unit]").selectedOptions[0].text`))
	require.Equal(t, rows, testbrowser.Eval[int](tab, `[...document.querySelectorAll("tr.entry:not([hidden])")].filter(e => e.querySelector(".lead_units, .support_units").parentNode.textContent.includes("区经济信息委")).length`))
	set("status", "preparing")
	require.Equal(t, count(tab, "tr.entry"), count(tab, "tr.entry:has(.status.preparing)"))
	require.Less(t, count(tab, "tr.entry"), rows)
	reset()

	set("findings", "")
	require.Equal(t, count(tab, "tr.entry"), count(tab, "tr.entry:has(.notes)"))
	require.NotZero(t, count(tab, "#a3-r122"))
	require.Less(t, count(tab, "tr.entry"), 157)
	reset()

	// Words that a number interrupts are found as well.
	tab.Press("/")
	require.Equal(t, "q", text(tab, `document.activeElement.name`))
	set("q", "完成487家 散乱污")
	require.Equal(t, 1, count(tab, "tr.entry"))
	require.Equal(t, "完成487家", text(tab, `String([...CSS.highlights.get("search")][0])`))
	require.NotZero(t, count(tab, "#a3-r96"))
	tab.Screenshot("search-desktop-light")
	tab.Quiet("file://")
}

func TestBrowserJumps(t *testing.T) {
	tab := opened(t)
	links := testbrowser.Eval[[]string](tab, `[...document.querySelectorAll(".side a")].map(a => a.getAttribute("href").slice(1))`)
	require.Greater(t, len(links), 40)
	for _, id := range links[:20] {
		tab.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector(".side a[href='#%s']").click()`, id)))
		tab.Until(fmt.Sprintf(`document.activeElement.id === %q`, id))
		require.True(t, testbrowser.Eval[bool](tab, inView), id)
	}
	// What was read of the words that a finding is about shows at once, and stays when the mouse moves.
	tab.Do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".side a")].find(a => a.textContent.includes("rate/mismatch")).click()`))
	tab.Until(`document.activeElement.textContent === "99.4%"`)
	tab.Do(chromedp.MouseEvent(chromedp.MouseMoved, 5, 500))
	require.Contains(t, text(tab, tip), "99.4%")
	// A place that is filtered away is shown again.
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[name=part]").value = "a1"; document.querySelector("#filters").dispatchEvent(new Event("input"))`))
	require.Zero(t, count(tab, "#a3-r96"))
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".side a[href='#a3-r96-c1']").click()`))
	tab.Until(`document.activeElement.id === "a3-r96-c1"`)
	require.Equal(t, 157, count(tab, "tr.entry"))
	// Keys.
	tab.Press("j")
	require.Equal(t, "a3-r97", text(tab, active))
	tab.Press("k")
	require.Equal(t, "a3-r96", text(tab, active))
	tab.Press("f")
	tab.Until(`document.activeElement.closest("#a3-r122")`) // errors come first
	tab.Quiet("file://")
}

func TestBrowserHostileReports(t *testing.T) {
	tab := testbrowser.New(t)
	for i, payload := range payloads {
		tab.OpenFile(page(t, hostile(payload)))
		tab.Do(chromedp.Evaluate[chromedp.Void](`for (const e of document.querySelectorAll("#report *, aside details *")) { e.click(); e.focus?.() }`))
		require.Equal(t, "undefined", text(tab, `typeof window.hacked`))
		if i < 7 {
			require.Contains(t, text(tab, `document.querySelector("h1").textContent`), payload)
		}
		tab.Quiet("file://")
	}
}

// The policy of the page stops a script that did get in, in whatever way.
func TestBrowserPolicy(t *testing.T) {
	tab := testbrowser.New(t)
	for _, intruder := range []string{
		`<script>window.hacked = 1</script>`,
		`<img src="x" onerror="window.hacked = 1">`,
		`<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>`,
		`<script src="https://example.org/x.js"></script>`,
	} {
		made := strings.Replace(string(page(t, hostile("数"))), `<main id="report"`, intruder+`<main id="report"`, 1)
		require.Contains(t, made, intruder)
		tab.OpenFile([]byte(made))
		require.Equal(t, "undefined", text(tab, `typeof window.hacked`))
		require.Equal(t, "1 of 1 rows", text(tab, `document.querySelector("#shown").value`), "the page's own script runs")
	}
}

func TestBrowserLooks(t *testing.T) {
	tab := testbrowser.New(t)
	made := page(t, sample(t))
	for _, look := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1440, 900}, {"phone", 390, 844}, {"small", 360, 740}} {
		for _, scheme := range []string{"light", "dark"} {
			tab.Look(look.width, look.height, scheme)
			tab.OpenFile(made)
			require.LessOrEqual(t, testbrowser.Eval[int64](tab, `document.documentElement.scrollWidth`), look.width, "nothing is cut off at the side")
			dark := testbrowser.Eval[bool](tab, `getComputedStyle(document.body).backgroundColor === "rgb(19, 20, 21)"`)
			require.Equal(t, scheme == "dark", dark)
			tab.Screenshot("top-" + look.name + "-" + scheme)
			tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a3-r95").scrollIntoView()`))
			tab.Settle()
			tab.Do(chromedp.Click(chromedp.CSS("#a3-r96 .progress .m")))
			tab.Until(`!document.querySelector("#tip").hidden`)
			require.Contains(t, text(tab, tip), "453 家")
			tab.Screenshot("rows-" + look.name + "-" + scheme)
			tab.Quiet("file://")
		}
	}
}

// The page of a report with figures in columns: what was read of a cell, pace as a filter, the way to a shared cell, and no
// page wider than the screen.
func TestBrowserFigures(t *testing.T) {
	tab := testbrowser.New(t)
	r := testfields.Full(t)
	r.Annexes = append(r.Annexes, figures(30, 14).Annexes[0])
	r.Annexes[1].Index = 2
	for _, width := range []int64{1440, 390} {
		tab.Look(width, 900, "light")
		tab.OpenFile(page(t, r))
		require.LessOrEqual(t, testbrowser.Eval[int64](tab, `document.documentElement.scrollWidth`), width)
		tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a1-r1 .figure .m").scrollIntoView({block: "center"})`))
		tab.Settle()
		tab.Do(chromedp.Click(chromedp.CSS("#a1-r1 .figure .m")))
		require.Regexp(t, `^value\s+−30,000,000 元\s+subject\s+商圈投资\s+measure\s+固定资产投资\s+kind\s+difference`, text(tab, tip))
		tab.Screenshot(fmt.Sprintf("figures-%d", width))
	}
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a2-r7 .figure .m").click()`))
	require.Regexp(t, `^value\s+10,840,000 元`, text(tab, tip))
	tab.Do(chromedp.Evaluate[chromedp.Void](
		`(e => { e.value = "behind"; e.dispatchEvent(new Event("input", {bubbles: true})) })(document.querySelector("[name=pace]"))`))
	require.Equal(t, "1 of 31 rows", text(tab, `document.querySelector("#shown").value`))
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a1-r1 .shared a").click()`))
	tab.Until(`document.activeElement.id === "a1-r1"`)
	tab.Quiet("file://")
}
