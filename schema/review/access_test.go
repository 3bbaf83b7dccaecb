package review

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"sync/atomic"
	"testing"

	"duban/internal/message"
	"duban/internal/testbrowser"
	"duban/internal/testfields"
	"duban/schema"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// TestBrowserAxe has axe-core look for what keeps people out who do not see, or use no mouse.
func TestBrowserAxe(t *testing.T) {
	axe := testbrowser.Axe(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1440, 390} {
			for _, l := range message.Languages() {
				t.Run(fmt.Sprint(scheme, width, l), func(t *testing.T) {
					tab := testbrowser.New(t)
					tab.Look(width, 900, scheme)
					for name, r := range map[string]*schema.Report{"sample": sample(t), "full": testfields.Full(t)} {
						made, err := Page(t.Context(), r, Options{Language: l})
						require.NoError(t, err)
						tab.OpenFile(made)
						require.Empty(t, tab.Complaints(axe), name)
						tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("details.legend").open = true;
							document.querySelector(".progress .m").click(); document.querySelector("[data-act=correct]").click()`))
						require.Empty(t, tab.Complaints(axe), "%s with the form open", name)
					}
				})
			}
		}
	}
}

// Nothing that stands on the page can send anything anywhere, even where a script of it would try.
func TestBrowserSendsNothing(t *testing.T) {
	var asked atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(elsewhere.Close)
	tab := opened(t)
	tab.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`{
		const to = %q;
		window.refused = [];
		addEventListener("securitypolicyviolation", e => refused.push(e.effectiveDirective));
		fetch(to + "/fetch").catch(() => refused.push("fetch"));
		navigator.sendBeacon(to + "/beacon", "x");
		new Image().src = to + "/image";
		const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set));
		add("iframe", {src: to + "/frame"});
		add("link", {rel: "stylesheet", href: to + "/style"});
		add("link", {rel: "prefetch", href: to + "/prefetch"});
		add("video", {src: to + "/video"});
		const form = document.createElement("form");
		form.action = to + "/form";
		document.body.append(form);
		form.submit();
		try { new WebSocket(to.replace("http", "ws")); } catch { refused.push("socket"); }
		try { new Worker(to + "/worker"); } catch { refused.push("worker"); }
	}`, elsewhere.URL)))
	tab.Until(`refused.includes("fetch") && refused.includes("form-action") && refused.includes("img-src")`)
	tab.Settle()
	require.Zero(t, asked.Load())
}

// The filters stand in the address, and an address with filters shows what it says.
func TestBrowserAddress(t *testing.T) {
	tab := opened(t)
	tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[name=part]").value = "a3"; document.querySelector("[name=q]").value = "企业";
		document.querySelector("#filters").dispatchEvent(new Event("input", {bubbles: true}))`))
	shown := text(tab, `document.querySelector("#shown").value`)
	require.NotEqual(t, "157 of 157 rows", shown)
	require.Equal(t, "#?q=%E4%BC%81%E4%B8%9A&part=a3", text(tab, `location.hash`))
	tab.Do(chromedp.Reload())
	tab.Until(fmt.Sprintf(`document.querySelector("#shown").value === %q`, shown))
	require.Equal(t, "企业", text(tab, `document.querySelector("[name=q]").value`))
	// A place goes with them.
	tab.Do(chromedp.Evaluate[chromedp.Void](`location.hash = "#a3-r96"`))
	tab.Until(`location.hash === "#a3-r96?q=%E4%BC%81%E4%B8%9A&part=a3"`)
	require.Equal(t, "a3-r96", text(tab, active))
	// Another address, with a filter that does not exist and a value that none has.
	tab.Do(chromedp.Evaluate[chromedp.Void](`location.hash = "#?status=completed&colour=red&pace=sideways"`))
	tab.Until(`document.querySelector("[name=status]").value === "completed"`)
	require.Empty(t, text(tab, `document.querySelector("[name=q]").value`))
	require.Equal(t, count(tab, "tr.entry"), count(tab, "tr.entry:has(.status.completed)"))
	require.Equal(t, "#?status=completed", text(tab, `location.hash`))
	// What is reset is gone from it.
	tab.Do(chromedp.Click(chromedp.CSS("#filters [type=reset]")))
	tab.Until(`location.hash === ""`)
	tab.Quiet("file://")
}

// A page in Chinese says so, and has what the script says as well.
func TestBrowserChinese(t *testing.T) {
	tab := testbrowser.New(t)
	r := sample(t)
	made, err := Page(t.Context(), r, Options{Language: message.Chinese})
	require.NoError(t, err)
	told := r.Annexes[2].Rows[121].Findings[0].Text().In(message.Chinese)
	for _, look := range []struct {
		name  string
		width int64
	}{{"desktop", 1440}, {"phone", 390}} {
		tab.Look(look.width, 900, "light")
		tab.OpenFile(made)
		require.Equal(t, "zh", text(tab, `document.documentElement.lang`))
		require.Equal(t, "显示 157 行，共 157 行", text(tab, `document.querySelector("#shown").value`))
		require.Contains(t, text(tab, `document.querySelector(".side").textContent`), told)
		require.Equal(t, "推进中", text(tab, `document.querySelector("#a3-r96 .status").textContent`))
		tab.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#a3-r96").scrollIntoView({block: "center"}); document.querySelector("#a3-r96 .progress .m").click()`))
		tab.Settle()
		require.Regexp(t, `^数值\s+453 家\s+事项`, text(tab, tip))
		tab.Press("e")
		tab.Screenshot("chinese-" + look.name)
		tab.Quiet("file://")
	}
}

// Every text that the page says in English has a Chinese one with the same verbs.
func TestTextsAreInBothLanguages(t *testing.T) {
	texts := append([]string{}, properties...)
	find := func(source, pattern string) {
		found := regexp.MustCompile(pattern).FindAllStringSubmatch(source, -1)
		require.NotEmpty(t, found)
		for _, m := range found {
			texts = append(texts, m[1])
		}
	}
	find(markup, `(?:say|words) "([^"]+)"`)
	find(script(), `say\("([^"]+)"`)
	for _, name := range []string{"language.go", "annex.go", "table.go", "text.go", "review.go"} {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		find(string(source), `\.say\("([^"]+)"|number\("([^"]+)"`)
	}
	verbs := regexp.MustCompile(`%[sd]`)
	for _, english := range texts {
		if english == "" {
			continue
		}
		require.True(t, message.HasTerm(room, english), english)
		told := message.Term(message.Chinese, room, english)
		require.Equal(t, verbs.FindAllString(english, -1), verbs.FindAllString(told, -1), english)
	}
}

// The names of the contract that the page shows are told in Chinese: all that the JSON Schema lists for them.
func TestNamesAreToldInChinese(t *testing.T) {
	var described struct {
		Defs map[string]struct {
			Enum       []string `json:"enum"`
			Properties map[string]struct {
				Enum []string `json:"enum"`
			} `json:"properties"`
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(schema.JSONSchema(), &described))
	names := map[string]bool{}
	for _, d := range described.Defs {
		for _, name := range d.Enum {
			names[name] = true
		}
		for property, p := range d.Properties {
			for _, name := range p.Enum {
				if property != "format" && property != "schema_version" {
					names[name] = true
				}
			}
		}
	}
	require.Greater(t, len(names), 80)
	var missing []string
	for name := range names {
		english, told := spoken(message.English).words(name), spoken(message.Chinese).words(name)
		relation := spoken(message.Chinese).relation(schema.Relation(name))
		if told == english && relation == english {
			missing = append(missing, name)
		}
	}
	require.Empty(t, missing)
}
