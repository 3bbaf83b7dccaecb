package browse

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duban/cmd/internal/bulk"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// quarters opens the dataset of the reports of four quarters.
func quarters(t *testing.T) *dataset.Database {
	t.Helper()
	out := t.TempDir()
	o := bulk.Options{Out: out, MaxSize: 1 << 20, MaxText: 1 << 20, Made: "test", Dataset: dataset.Options{Formats: []dataset.Format{dataset.SQLite}}}
	_, err := bulk.Import(t.Context(), []string{"../../../testdata/quarters"}, o)
	require.NoError(t, err)
	d, err := dataset.OpenDatabase(t.Context(), out)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	return d
}

// A finding on a report that names no issuer is told by its file.
func TestFindingsWithoutIssuer(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(in, "会议通知.txt"), []byte("关于召开例会的通知\n请各单位准时参加。\n"), 0o600))
	o := bulk.Options{Out: out, MaxSize: 1 << 20, MaxText: 1 << 20, Made: "test", Dataset: dataset.Options{Formats: []dataset.Format{dataset.SQLite}}}
	_, err := bulk.Import(t.Context(), []string{in}, o)
	require.NoError(t, err)
	d, err := dataset.OpenDatabase(t.Context(), out)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	w := httptest.NewRecorder()
	Handler(d, Options{}).ServeHTTP(w, httptest.NewRequest("GET", "/findings", nil))
	require.Contains(t, w.Body.String(), "会议通知.txt")
}

// page returns the dataset as one file.
func pageOf(t *testing.T, o Options) string {
	t.Helper()
	page, err := File(t.Context(), quarters(t), o)
	require.NoError(t, err)
	return string(page)
}

// Each link of a file leads to something in it.
func TestFileLinksLeadSomewhere(t *testing.T) {
	for _, most := range []Most{{}, {Charts: 3, Points: 3, Lines: 2, Rows: 4}} {
		page := pageOf(t, Options{Name: "quarters", Most: most})
		there := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
			require.False(t, there[m[1]], "%s is there twice", m[1])
			there[m[1]] = true
		}
		links := regexp.MustCompile(` href="([^"]*)"`).FindAllStringSubmatch(page, -1)
		require.Greater(t, len(links), 10)
		for _, m := range links {
			id, ok := strings.CutPrefix(m[1], "#")
			require.True(t, ok, m[1])
			require.True(t, there[id], m[1])
		}
	}
}

// What a file leaves out it says.
func TestFileSaysWhatItLeavesOut(t *testing.T) {
	page := pageOf(t, Options{Most: Most{Charts: 3, Points: 3, Lines: 2, Rows: 4}})
	for _, says := range []string{"This file holds 3 of 12;", "This file holds 2 of 4;", "This file holds 4 of 33;", "The latest 3 of 4 figures."} {
		require.Contains(t, page, says)
	}
	require.Equal(t, 4, strings.Count(page, "<article "))
	require.NotContains(t, pageOf(t, Options{}), "This file holds")
}

func TestFileInterrupted(t *testing.T) {
	d := quarters(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := File(ctx, d, Options{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestPages(t *testing.T) {
	h := Handler(quarters(t), Options{Name: "quarters"})
	get := func(method, address string) (int, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, address, nil))
		if address == "/favicon.ico" {
			require.Equal(t, "image/svg+xml", w.Header().Get("Content-Type"))
			return w.Code, w.Body.String()
		}
		require.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
		return w.Code, w.Body.String()
	}
	for address, has := range map[string][]string{
		"/":                               {"青石区2024年重点工作三季度进展情况通报", "2024-01-01 – 2025-03-31"},
		"/charts?kind=growth":             {"固定资产投资", `aria-label="2024-03-31 · actual · 6.2% · 青石区人民政府督查室"`},
		"/charts?q=%E6%B1%A1%E6%B0%B4":    {`· actual · 21,000,000 元 · printed as 2100 万元 · 14% of the target ·`, `<td lang="zh-Hans">2100 万元</td>`},
		"/favicon.ico":                    {"<svg "},
		"/offices":                        {"区住房城乡建设局", `aria-label="underway 1, stalled 1"`},
		"/late":                           {"its day has come, said to be behind"},
		"/slipped":                        {"2024-06-30 → 2024-12-31", "underway → stalled"},
		"/moved":                          {"gone", "产业园标准厂房"},
		"/unreached?q=%E4%BE%9B%E6%B0%B4": {"45 公里", "8 公里", "17.78%"},
		"/money?q=%E5%8C%BA%E6%B0%B4%E5%88%A9%E5%B1%80": {"150,000,000 yuan", "98,000,000 yuan", "65.33%"},
		"/copied":              {"正在开展选址和方案设计，已召开协调会。"},
		"/findings":            {"rate/mismatch"},
		"/rows?status=stalled": {"老旧小区改造", "line 17", `>9个</span>`, "45%"},
		"/rows?from=25":        {"26 to 33 of 33", `href="?"`},
		"/rows?q=%3Cscript%3E": {`value="&lt;script&gt;"`, "There is none."},
		"/rows?from=-5":        {"1 to 25 of 33"},
	} {
		code, page := get("GET", address)
		require.Equal(t, http.StatusOK, code, address)
		for _, s := range has {
			require.True(t, strings.Contains(page, s), "%s: %s", address, s)
		}
		require.False(t, strings.Contains(page, "<script"), address)
	}
	for _, address := range []string{"/nowhere", "/row", "/row?report=sha256:none&annex=1&row=1", "/row?annex=x"} {
		code, page := get("GET", address)
		require.Equal(t, http.StatusNotFound, code, address)
		require.Contains(t, page, "There is no such ")
	}
	code, _ := get("POST", "/charts")
	require.NotEqual(t, http.StatusOK, code)
}

// A line joins figures that can be compared alone: one for each time, of times of one length or counted from January,
// and those of tasks within a year.
func TestLines(t *testing.T) {
	at := func(start, end, value string) dataset.Record {
		return dataset.Record{"who": "区政府", "state": "actual", "period_start": start, "period_end": end, "value": value, "unit": "%", "text": value}
	}
	quarter1, quarter2, next := at("2024-01-01", "2024-03-31", "3"), at("2024-04-01", "2024-06-30", "4"), at("2025-01-01", "2025-03-31", "5")
	half := at("2024-01-01", "2024-06-30", "9")
	for name, c := range map[string]struct {
		kind  string
		of    []dataset.Record
		moves int // of the pen
		lines int
	}{
		"quarters":                  {"growth", []dataset.Record{quarter1, quarter2, next}, 1, 2},
		"a task of a new year":      {"quantity", []dataset.Record{quarter1, quarter2, next}, 2, 1},
		"from January":              {"growth", []dataset.Record{quarter1, half, next}, 1, 2},
		"a half among quarters":     {"growth", []dataset.Record{quarter2, half, next}, 0, 0},
		"a half year and a quarter": {"growth", []dataset.Record{at("2023-10-01", "2023-12-31", "1"), half}, 0, 0},
		"one figure":                {"growth", []dataset.Record{quarter1}, 0, 0},
		"the same figure twice":     {"growth", []dataset.Record{quarter1, quarter1, quarter2}, 1, 2},
		"two figures for one time":  {"growth", []dataset.Record{quarter1, at("2024-01-01", "2024-03-31", "7"), quarter2}, 0, 0},
		"a day without a beginning": {"growth", []dataset.Record{quarter1, at("", "2024-06-30", "7")}, 0, 0},
		"counted up to a day":       {"quantity", []dataset.Record{quarter1, at("", "2024-06-30", "7"), at("", "2024-09-30", "9"), next}, 2, 2},
		"shares of what is done":    {"completion", []dataset.Record{quarter1, half, at("2024-07-01", "2024-09-30", "9"), next}, 2, 2},
		"a quarter among days":      {"quantity", []dataset.Record{quarter2, at("", "2024-09-30", "7")}, 0, 0},
	} {
		made := new(page).chart(0, dataset.Chart{Name: "投资", Kind: c.kind, Unit: "%"}, dataset.Figures{Points: c.of, Total: len(c.of), Issuers: 1})
		require.Len(t, made.Series, 1, name)
		require.Equal(t, c.moves, strings.Count(made.Series[0].Path, "M"), name)
		require.Equal(t, c.lines, strings.Count(made.Series[0].Path, "L"), name)
	}
}

func TestNumbers(t *testing.T) {
	for ratio, want := range map[string]string{"0.8333": "83.33%", "1": "100%", "12.5": "1,250%", "0.1": "10%", "0.0001": "0.01%", "-0.5": "−50%", "": ""} {
		require.Equal(t, want, percent(ratio))
	}
	require.Equal(t, "2,150,000,000.05 元", measured("2150000000.05", "", "元"))
	require.Equal(t, "−3.5–4%", measured("-3.5", "4", "%"))
	for _, c := range []struct{ text, unit, want string }{{"2300", "万元", "2300 万元"}, {"12公里", "万元", "12公里"}, {"−1,200.5", "万元", "−1,200.5 万元"}, {"3", "", "3"}} {
		require.Equal(t, c.want, printed(dataset.Record{"text": c.text, "unit_text": c.unit}))
	}
}

// What a report says cannot act in the page, and figures are marked where they stand.
func TestMarked(t *testing.T) {
	p := &page{reports: map[string]int{}}
	figure := func(from, to, position string) dataset.Record {
		return dataset.Record{"text_start": from, "text_end": to, "position": position, "value": "3", "kind": "quantity", "state": "actual"}
	}
	pieces := p.marked("改造3公里、\u202e5个", []dataset.Record{figure("7", "9", "1"), figure("2", "5", "0"), figure("3", "5", "2"), figure("9", "40", "3")}, "r1-a1-1")
	var texts, ids []string
	for _, one := range pieces {
		texts, ids = append(texts, one.Text), append(ids, one.ID)
	}
	require.Equal(t, []string{"改造", "3公里", "、\ufffd", "5个"}, texts)
	require.Equal(t, []string{"", "r1-a1-1-p0", "", "r1-a1-1-p1"}, ids)

	// A figure within another is led to all the same.
	r := &dataset.Row{Place: dataset.Place{Report: "a", Section: 1}, Section: dataset.Record{"section": "1", "text": "改造3公里"}}
	r.Figures = []dataset.Record{figure("2", "5", "0"), figure("2", "3", "1")}
	for _, f := range r.Figures {
		f["field"] = "text"
	}
	made := p.row(r)
	require.Equal(t, "r1-s1-p0", made.Fields[0].Pieces[1].ID)
	require.Equal(t, []string{"", "r1-s1-p1"}, []string{made.Figures[0].ID, made.Figures[1].ID})
}
