package review

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/extract/extracttest"
	"duban/internal/testbrowser"
	"duban/internal/testtables"
	"duban/schema"
	"duban/schema/facts"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

const (
	tally = `document.querySelector("#counts").textContent`
	said  = `document.querySelector("#said").textContent`
)

// checkedFacts is a facts file that the page wrote when a person had confirmed the narrative, row 96 and a few figures of the
// sample on it.
const checkedFacts = "testdata/checked.facts.tsv"

// Whatever a person can confirm on the page has a path in a facts file under which the report says what the page shows.
func TestThingsToCheckAreFacts(t *testing.T) {
	reports := testtables.Reports(t)
	reports["sample"] = sample(t)
	confirmed := 0
	for name, r := range reports {
		list := confirmAll(t, r)
		for _, result := range facts.Check(r, list) {
			require.True(t, result.Holds(), "%s: %s", name, result)
		}
		confirmed += len(list)
	}
	require.Greater(t, confirmed, 5000)
}

// confirmAll returns the facts of all things on the page of a report, as its script has them.
func confirmAll(t *testing.T, r *schema.Report) []facts.Fact {
	var lines []string
	document(t, page(t, r)).Find(".entry").Each(func(_ int, entry *goquery.Selection) {
		id := strings.Split(strings.Replace(entry.AttrOr("id", ""), "-r", " ", 1), " ")
		at := "section/" + id[0][1:] + "/"
		if len(id) == 2 {
			at = "annex/" + id[0][1:] + "/row/" + id[1] + "/"
		}
		figures, dates, _ := strings.Cut(entry.AttrOr("data-counts", ""), " ")
		lines = append(lines, at+"indicators\t"+figures, at+"dates\t"+dates)
		entry.Find("[data-r]").Each(func(_ int, thing *goquery.Selection) {
			read := append(strings.Split(thing.AttrOr("data-r", ""), "\t"), "", "", "")
			class := strings.Fields(thing.AttrOr("class", ""))
			path := at + read[0]
			switch {
			case read[0] == "": // an unexplained number
			case class[0] != "m":
				lines = append(lines, path+"\t"+read[1])
			case class[1] == "date":
				lines = append(lines, path+"/value\t"+read[1], path+"/role\t"+read[2])
			default:
				lines = append(lines, path+"/value\t"+read[1], path+"/value_max\t"+read[2], path+"/unit\t"+read[3],
					path+"/kind\t"+class[1], path+"/state\t"+class[2])
			}
		})
	})
	list, err := facts.Parse("page", []byte(strings.Join(lines, "\n")))
	require.NoError(t, err)
	return list
}

// The facts that were saved from the page hold the report, for the package that others test with as well.
func TestFactsSavedFromThePage(t *testing.T) {
	data, err := os.ReadFile(checkedFacts)
	require.NoError(t, err)
	require.GreaterOrEqual(t, strings.Count(string(data), "\n"), 100)
	extracttest.Check(t, "../../seeds/reports/000_756023d8918cde28.txt", checkedFacts)
}

// saved presses the key that saves, and returns the file.
func saved(t *testing.T, tab *testbrowser.Tab) string {
	dir := t.TempDir()
	tab.Downloads(dir)
	tab.Press("s")
	name := ""
	require.Eventually(t, func() bool {
		found, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
		if err == nil && len(found) == 1 {
			name = found[0]
		}
		return name != ""
	}, testbrowser.Patience, testbrowser.Moment)
	require.Equal(t, "000_756023d8918cde28.txt.facts.tsv", filepath.Base(name))
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}

// take has the page take up a facts file.
func take(t *testing.T, tab *testbrowser.Tab, name, text string) {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#said").textContent = ""`))
	tab.Do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}))
	tab.Until(said)
}

// write puts a text in the place of what stands in a field: a key that chromedp presses is typed even where the page has used it.
func write(tab *testbrowser.Tab, text string) {
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`), chromedp.KeyEvent(text))
}

func focus(tab *testbrowser.Tab, selector string) {
	tab.Do(chromedp.Evaluate[chromedp.Void](`(e => { if (!e.hasAttribute("tabindex")) e.tabIndex = -1; e.focus() })(document.querySelector("` + selector + `"))`))
}

// A person confirms a row and corrects what is wrong in others, all by keys; the file that is saved says so, and a reload
// loses nothing.
func TestBrowserChecks(t *testing.T) {
	tab := opened(t)
	require.Equal(t, "0 of 1116 things, 0 of 157 rows", text(tab, tally))
	focus(tab, "#a3-r96")
	tab.Press("c")
	require.Equal(t, "a3-r97", text(tab, active), "the next row follows")
	require.Equal(t, 1, count(tab, "#a3-r96.checked"))
	require.Regexp(t, `^8 of 1116 things, 1 of 157 rows$`, text(tab, tally))

	edit := func(selector, keys string) {
		focus(tab, selector)
		tab.Press("e")
		write(tab, keys)
		tab.Press(kb.Enter)
		require.Equal(t, 1, count(tab, selector+".fixed"), selector)
	}
	edit("#a3-r122 [data-r^='indicators/99.4']", "94.4")
	edit("#a3-r1 .number", "11")
	edit("#a3-r2 .units", "区甲局、区乙委")
	focus(tab, "#a3-r3 .status")
	tab.Press("e")
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#correct select").value = "stalled"; document.querySelector("#correct").requestSubmit()`))
	require.Contains(t, text(tab, tip), "Corrected: stalled")
	tab.Screenshot("corrected-desktop-light")
	require.Equal(t, "12 of 1116 things, 1 of 157 rows · 4 corrected", text(tab, tally))

	// What cannot be so is not taken.
	focus(tab, "#a2-r1 .m")
	tab.Press("e")
	write(tab, "many")
	tab.Press(kb.Enter)
	require.Contains(t, text(tab, `document.querySelector("#wrong").textContent`), "A value is a number")
	tab.Screenshot("wrong-desktop-light")
	tab.Press(kb.Escape)
	tab.Press(kb.Escape)
	require.Empty(t, text(tab, tip))

	file := saved(t, tab)
	r := sample(t)
	list, err := facts.Parse("saved", []byte(file))
	require.NoError(t, err)
	failed := map[string][2]string{}
	for _, result := range facts.Check(r, list) {
		require.NoError(t, result.Err, result.Path)
		if !result.Holds() {
			failed[result.Path] = [2]string{result.Expected, result.Got}
		}
	}
	require.Equal(t, map[string][2]string{
		"annex/3/row/122/indicators/99.4%/value": {"94.4", "99.4"},
		"annex/3/row/1/number":                   {"11", "1"},
		"annex/3/row/2/lead_units":               {"区甲局、区乙委", facts.UnitNames(r.Annexes[2].Rows[1].LeadUnits)},
		"annex/3/row/3/status":                   {"stalled", string(r.Annexes[2].Rows[2].Status)},
	}, failed)
	require.Contains(t, file, "\nannex/3/row/96/indicators/453家/value\t453\n")
	require.Contains(t, file, "\nannex/3/row/122/indicators/99.4%/value\t94.4 # read as 99.4\n")

	// It survives a reload, and a file brings it back.
	tab.Do(chromedp.Reload())
	tab.Until(tally + ` === "12 of 1116 things, 1 of 157 rows · 4 corrected"`)
	tab.Do(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`), chromedp.Reload())
	tab.Until(tally + ` === "0 of 1116 things, 0 of 157 rows"`)
	take(t, tab, "saved.tsv", file)
	require.Equal(t, "12 of 1116 things, 1 of 157 rows · 4 corrected", text(tab, tally))
	require.Equal(t, file, saved(t, tab))

	// A check is taken back.
	focus(tab, "#a3-r122 [data-r^='indicators/99.4']")
	tab.Press("u")
	require.Equal(t, "11 of 1116 things, 1 of 157 rows · 3 corrected", text(tab, tally))
	focus(tab, "#a3-r96")
	tab.Press("u")
	require.Equal(t, "3 of 1116 things, 0 of 157 rows · 3 corrected", text(tab, tally))
}

// By mouse: a click opens the card of a figure, its buttons confirm and correct.
func TestBrowserChecksByMouse(t *testing.T) {
	tab := opened(t)
	click := func(selector string) {
		tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("` + selector + `").scrollIntoView({block: "center"})`))
		tab.Settle()
		tab.Do(chromedp.Click(chromedp.CSS(selector)))
	}
	click("#a3-r96 .progress .m")
	click("#tip [data-act=confirm]")
	require.Equal(t, 1, count(tab, "#a3-r96 .progress .m.ok"))
	require.Equal(t, "93%", text(tab, `document.activeElement.textContent`), "the next thing follows")
	click("#tip [data-act=correct]")
	write(tab, "93.02")
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#correct select[name=kind]").value = "ratio"`))
	click("#correct button")
	require.Equal(t, "93.02 · ratio", text(tab, `document.querySelector("#a3-r96 .progress .fixed").dataset.now`))
	click("#a3-r97 .whole")
	require.Equal(t, 1, count(tab, "#a3-r97.checked"))
	tab.Do(chromedp.Evaluate[chromedp.Void](`(e => { e.value = "fixed"; e.dispatchEvent(new Event("input", {bubbles: true})) })(document.querySelector("[name=check]"))`))
	require.Equal(t, "1 of 157 rows", text(tab, `document.querySelector("#shown").value`))
	tab.Quiet("file://")
}

// The file in testdata is one that the page writes.
func TestBrowserWritesTheFactsFile(t *testing.T) {
	tab := opened(t)
	data, err := os.ReadFile(checkedFacts)
	require.NoError(t, err)
	take(t, tab, "checked.tsv", string(data))
	require.NotContains(t, text(tab, said), "differ")
	require.Equal(t, string(data), saved(t, tab))
}

// What the page does not take up it names, and leaves all as it was.
func TestBrowserRefusesFactsFiles(t *testing.T) {
	tab := opened(t)
	id := "id\t" + sample(t).ID + "\n"
	fact := "annex/3/row/96/status\tunderway\n"
	focus(tab, "#a3-r96 .status")
	tab.Press("c")
	for text, want := range map[string]string{
		"id\tsha256:" + strings.Repeat("0", 64) + "\n" + fact: "f.tsv is of another report (sha256:000000000000…); this one is " + sample(t).ID[:19] + "…. Nothing was taken up.",
		fact:                         "f.tsv does not say which report it is of: it has no line with id. Nothing was taken up.",
		id + "annexes 3\n":           "f.tsv is no facts file; nothing was taken up. line 2: no tab between a path and what is expected there",
		id + "\t3\n":                 "f.tsv is no facts file; nothing was taken up. line 2: no path in front of the tab",
		id + "a\tb\tc\n":             "f.tsv is no facts file; nothing was taken up. line 2: more than one tab",
		id + "a\t1\n# x\na\t2\n":     "f.tsv is no facts file; nothing was taken up. line 4: a stands there twice, with different values",
		"\n# nothing\n":              "There are no facts in f.tsv.",
		"PK\x03\x04\xff\xfe\x00\x01": "f.tsv is no facts file; nothing was taken up.",
	} {
		take(t, tab, "f.tsv", text)
		require.Equal(t, want, testbrowser.Eval[string](tab, said))
		require.Equal(t, "1 of 1116 things, 0 of 157 rows", testbrowser.Eval[string](tab, tally))
	}
	// As facts.Parse reads it: with a mark of the byte order, ends of lines of Windows, comments, numbers written otherwise,
	// and what the page does not show.
	take(t, tab, "f.tsv", "\uFEFF# seen\r\n"+id+"annexes\t3 # all\r\nannex/3/row/96/indicators/453家/value\t453.0\r\nannex/3/row/96/status\tstalled\n")
	require.Equal(t, "3 facts taken up from f.tsv. 1 things differ from what was read. 1 took the place of others. 1 speak of what this page does not show; they are kept.",
		text(tab, said))
	require.Equal(t, 1, count(tab, "#a3-r96 .m.part"))
	require.Contains(t, saved(t, tab), "\nannexes\t3 # all\n")
}

// What a person has checked is taken up again whatever the file of the report is called.
func TestBrowserNameOfTwoLines(t *testing.T) {
	r := sample(t)
	r.Source.Name = "a\nb\u2028c.txt"
	tab := testbrowser.New(t)
	tab.Look(1440, 900, "light")
	tab.OpenFile(page(t, r))
	focus(tab, "#a3-r96")
	tab.Press("c")
	tab.Do(chromedp.Reload())
	require.Equal(t, 1, count(tab, "#a3-r96.checked"))
}

// A person says that a figure is missing, selected in its text or written: the file expects it under the path that it will have,
// and it survives a reload and a file like every other check.
func TestBrowserMissingFigures(t *testing.T) {
	r := sample(t)
	row := &r.Annexes[2].Rows[95] // 完成整治453家，完成率93%，剩余34家正在推进。
	row.Indicators, row.Comparisons = row.Indicators[:1], nil
	unread := r.Annexes[2].Rows[0].Indicators
	r.Annexes[2].Rows[0].Indicators = nil
	tab := testbrowser.New(t)
	tab.Look(1440, 900, "light")
	tab.OpenFile(page(t, r))
	tab.Do(chromedp.Evaluate[chromedp.Void](`(() => {
		const row = document.querySelector("#a3-r96"), walk = document.createTreeWalker(row.querySelector("td.progress .text"), NodeFilter.SHOW_TEXT);
		row.focus();
		for (let node; node = walk.nextNode();) {
			const at = node.data.indexOf("453家");
			if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 4);
		}
	})()`))
	missingKey(tab)
	require.Equal(t, "value", text(tab, `document.activeElement.name`))
	require.Equal(t, "453家", text(tab, `document.querySelector("#correct").elements.text.value`))
	require.Equal(t, "453", text(tab, `document.activeElement.value`))
	require.Equal(t, "家", text(tab, `document.querySelector("#correct").elements.unit.value`))
	tab.Screenshot("missing-desktop-light")
	tab.Press(kb.Enter)
	require.Equal(t, 1, count(tab, "#a3-r96 .missing.fixed"))
	require.Contains(t, text(tab, tip), "a person has seen it")
	tab.Screenshot("missing-told-desktop-light")

	// One that is not in the row, or that has no value, is not taken.
	focus(tab, "#a3-r96")
	missingKey(tab)
	write(tab, "999家")
	tab.Press(kb.Enter)
	require.Contains(t, text(tab, `document.querySelector("#wrong").textContent`), "as it stands in this row")
	write(tab, "34家")
	tab.Press(kb.Enter)
	require.Contains(t, text(tab, `document.querySelector("#wrong").textContent`), "A value is a number")
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#correct").elements.value.focus()`))
	write(tab, "34")
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#correct").elements.unit.focus()`))
	write(tab, "家")
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#correct").elements.state.value = "remaining"`))
	tab.Press(kb.Enter)
	require.Equal(t, 2, count(tab, "#a3-r96 .missing.fixed"))

	file := saved(t, tab)
	require.Contains(t, file, "\nannex/3/row/96/indicators\t3 # read as 1\n")
	require.Contains(t, file, "\nannex/3/row/96/indicators/34家/state\tremaining # read as nothing\n")
	list, err := facts.Parse("saved", []byte(file))
	require.NoError(t, err)
	require.Len(t, list, 1+1+8)
	for _, result := range facts.Check(r, list)[1:] {
		require.False(t, result.Holds(), "%s", result)
	}
	whole := sample(t)
	require.Equal(t, unread, whole.Annexes[2].Rows[0].Indicators)
	for _, result := range facts.Check(whole, list) {
		if result.Path != "annex/3/row/96/indicators" { // of which a person has told two of three
			require.True(t, result.Holds(), "%s", result)
		}
	}

	tally := text(tab, tally)
	tab.Do(chromedp.Reload())
	require.Equal(t, 2, count(tab, "#a3-r96 .missing.fixed"))
	require.Equal(t, tally, text(tab, `document.querySelector("#counts").textContent`))
	tab.Do(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`), chromedp.Reload())
	require.Zero(t, count(tab, ".missing"))
	take(t, tab, "saved.tsv", file)
	require.Equal(t, 2, count(tab, "#a3-r96 .missing.fixed"))
	require.Equal(t, file, saved(t, tab))

	focus(tab, "#a3-r96 .missing")
	tab.Press("u")
	require.Equal(t, 1, count(tab, "#a3-r96 .missing"))
	require.Contains(t, saved(t, tab), "\nannex/3/row/96/indicators\t2 # read as 1\n")
	focus(tab, "#a3-r96 .missing")
	tab.Press("u")
	require.Zero(t, count(tab, ".missing"))
	require.NotContains(t, saved(t, tab), "annex/3/row/96/indicators")
	tab.Quiet("file://")
}

// missingKey has the page see the key m, which chromedp would also type into the field that opens.
func missingKey(tab *testbrowser.Tab) {
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "m", bubbles: true, cancelable: true}))`))
}

// A second figure of a text that was read once is the second of two, and then the other is the first.
func TestBrowserMissingTwin(t *testing.T) {
	whole := sample(t)
	row := &whole.Annexes[2].Rows[110] // 2所, 2所
	r := sample(t)
	cut := &r.Annexes[2].Rows[110]
	at := slices.IndexFunc(cut.Indicators, func(x schema.Indicator) bool { return x.Text == "2所" })
	require.GreaterOrEqual(t, at, 0)
	second := at + 1 + slices.IndexFunc(cut.Indicators[at+1:], func(x schema.Indicator) bool { return x.Text == "2所" })
	require.Greater(t, second, at)
	missing := cut.Indicators[second]
	cut.Indicators, cut.Comparisons = slices.Delete(cut.Indicators, second, second+1), nil
	tab := testbrowser.New(t)
	tab.Look(1440, 900, "light")
	tab.OpenFile(page(t, r))
	focus(tab, "#a3-r111 [data-r^='indicators/2所']")
	tab.Press("c")
	focus(tab, "#a3-r111")
	missingKey(tab)
	tab.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
		const f = document.querySelector("#correct");
		for (const [name, value] of Object.entries({text: "2所", value: "2", unit: "所", kind: %q, state: %q})) f.elements[name].value = value;
		f.requestSubmit();
	})()`, missing.Kind, missing.State)))
	file := saved(t, tab)
	require.Contains(t, file, "\nannex/3/row/111/indicators/2所[1]/value\t2\n")
	require.Contains(t, file, "\nannex/3/row/111/indicators/2所[2]/value\t2 # read as nothing\n")
	list, err := facts.Parse("saved", []byte(file))
	require.NoError(t, err)
	require.Equal(t, len(row.Indicators), len(cut.Indicators)+1)
	for _, result := range facts.Check(whole, list) {
		require.True(t, result.Holds(), "%s", result)
	}
	tab.Do(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`), chromedp.Reload())
	take(t, tab, "saved.tsv", file)
	require.Equal(t, file, saved(t, tab))
}
