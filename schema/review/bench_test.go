package review

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"duban/internal/testbrowser"
	"duban/schema"

	"github.com/chromedp/chromedp"
)

// BenchmarkPage writes the page of ten samples in one, 1570 rows, and of a table of 1500 rows with 12 columns of
// figures.
func BenchmarkPage(b *testing.B) {
	for name, r := range map[string]*schema.Report{"tasks": tenSamples(b), "figures": figures(1500, 12)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(len(page(b, r))))
			}
		})
	}
}

// BenchmarkBrowser opens these pages and filters them, and tells for how long each keeps a processor busy: on a machine that
// has nothing else to do, for how long a person waits.
func BenchmarkBrowser(b *testing.B) {
	filter := func(search string) string {
		return fmt.Sprintf(`{ const f = document.querySelector("#filters"); f.elements.q.value = %q; f.dispatchEvent(new Event("input", {bubbles: true})) }`, search)
	}
	for name, r := range map[string]*schema.Report{"tasks": tenSamples(b), "figures": figures(1500, 12)} {
		b.Run(name, func(b *testing.B) {
			tab := testbrowser.New(b)
			tab.Look(1440, 900, "light")
			made := page(b, r)
			var spent [4]time.Duration
			for b.Loop() {
				tab.Open("about:blank")
				for i, step := range []func(){
					func() { tab.OpenFile(made) },
					func() { tab.Do(chromedp.Evaluate[chromedp.Void](filter("1"))) },
					func() { tab.Do(chromedp.Evaluate[chromedp.Void](filter("12"))) },
					func() { tab.Do(chromedp.Evaluate[chromedp.Void](filter(""))) },
				} {
					before := tab.Busy()
					step()
					tab.Settle()
					spent[i] += tab.Busy() - before
				}
			}
			for i, unit := range []string{"load", "first-filter", "filter", "no-filter"} {
				b.ReportMetric(float64(spent[i].Milliseconds())/float64(b.N), unit+"-ms")
			}
		})
	}
}

// tenSamples returns a report of ten times the annexes of the sample.
func tenSamples(t testing.TB) *schema.Report {
	r := sample(t)
	once := r.Annexes
	for range 9 {
		for _, a := range once {
			a.Index = len(r.Annexes) + 1
			r.Annexes = append(r.Annexes, a)
		}
	}
	return r
}

// figures returns a report of one table of figures, with an indicator in each cell but those of the item.
func figures(rows, columns int) *schema.Report {
	a := schema.Annex{Index: 1, Kind: schema.KindStatistics, Columns: []schema.Column{{Header: "项目名称", Role: schema.RoleItem}}}
	for i := range columns {
		a.Columns = append(a.Columns, schema.Column{Header: fmt.Sprintf("%d月 / 完成投资（万元）", i+1), Role: schema.RoleFigure,
			Measure: "投资", Unit: "元", UnitText: "万元", Factor: 10000, State: schema.Actual})
	}
	for i := range rows {
		row := schema.Row{Index: i + 1, Item: fmt.Sprintf("第%d号桥", i+1), Status: schema.StatusUnclear}
		for k := range columns {
			column := k + 1
			text := fmt.Sprint(1000 + i*columns + k)
			value, err := schema.ParseDecimal(text + "0000")
			if err != nil {
				panic(err)
			}
			row.Cells = append(row.Cells, schema.Cell{Column: column, Text: text})
			row.Indicators = append(row.Indicators, schema.Indicator{Field: schema.FieldCell, Column: &column, Text: text, End: len(text),
				Value: value, Unit: "元", Kind: schema.Quantity, State: schema.Actual, Subject: row.Item + "完成投资"})
		}
		a.Rows = append(a.Rows, row)
	}
	return &schema.Report{ID: "sha256:" + strings.Repeat("0", 64), Source: schema.Source{Name: "figures.html"}, Annexes: []schema.Annex{a}}
}
