package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"duban/extract"
	"duban/internal/shown"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// sample returns the report of the sample, with its findings.
func sample(t testing.TB) *schema.Report {
	const name = "000_756023d8918cde28.txt"
	data, err := os.ReadFile("../../seeds/reports/" + name)
	require.NoError(t, err)
	doc, err := parse.Bytes(name, data)
	require.NoError(t, err)
	r := extract.Report(doc, extract.Options{})
	check.Report(r)
	return r
}

// page returns the page of a report in English.
func page(t testing.TB, r *schema.Report) []byte {
	out, err := Page(t.Context(), r, Options{})
	require.NoError(t, err)
	return out
}

// hostile returns a report every text of which is the payload, lists and numbers included.
func hostile(payload string) *schema.Report {
	r := &schema.Report{}
	fill(reflect.ValueOf(r).Elem(), payload)
	row := &r.Annexes[0].Rows[0]
	row.Indicators = append(row.Indicators, row.Indicators[0])
	for i, f := range []schema.Field{schema.FieldTarget, schema.FieldProgress} {
		row.Indicators[i].Field, row.Indicators[i].Start, row.Indicators[i].End = f, 1, 1<<40
	}
	row.Findings[0].Field, row.Findings[0].Start, row.Findings[0].End = schema.FieldProgress, -7, 3
	row.Comparisons[0].Target, row.Comparisons[0].Actual = 0, 1
	for _, role := range []schema.Role{schema.RoleItem, schema.RoleTarget, schema.RoleProgress, schema.RoleLeadUnits, schema.RoleExtra} {
		r.Annexes[0].Columns = append(r.Annexes[0].Columns, schema.Column{Header: payload, Role: role})
	}
	return r
}

// fill sets all strings below v to s, all integers to 1, and gives lists and maps one element.
func fill(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), s)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), s)
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{s: s}))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[schema.Decimal]() {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), s)
			}
		}
	}
}

var payloads = []string{
	`<script>window.hacked = 1</script>`,
	`</script><script>window.hacked = 1</script>`,
	`</style><img src=x onerror="window.hacked=1">`,
	`"><svg onload=window.hacked=1>`,
	`' autofocus onfocus='window.hacked=1`,
	`javascript:window.hacked=1`,
	`--><iframe srcdoc="<script>parent.hacked=1</script>"></iframe><!--`,
	`</title></textarea></template><base href=https://example.org/><meta http-equiv=refresh content="0;url=https://example.org/">`,
	`{{.Script}} ${window.hacked=1} &lt;script&gt; &amp; &#60;`,
	"a\u202e21\u2066\u200f\u200b\x00\x1b[31m\uFFFD\xff` onclick=window.hacked=1",
}

// The document of a hostile report has the elements and attributes of one whose texts are harmless.
func TestTextNeverBecomesMarkup(t *testing.T) {
	want := skeleton(t, page(t, hostile(strings.Repeat("数", 40))))
	for _, payload := range payloads {
		require.Equal(t, want, skeleton(t, page(t, hostile(payload))), payload)
	}
}

// skeleton returns the elements of a page with the names of their attributes, and requires that links stay in it.
func skeleton(t *testing.T, page []byte) string {
	root, err := html.Parse(strings.NewReader(string(page)))
	require.NoError(t, err)
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		b.WriteString("\n" + n.Data)
		for _, a := range n.Attr {
			b.WriteString(" " + a.Key)
			if a.Key == "href" {
				require.True(t, strings.HasPrefix(a.Val, "#"), a.Val)
			}
		}
	}
	return b.String()
}

func FuzzTextNeverBecomesMarkup(f *testing.F) {
	for _, payload := range payloads {
		f.Add(payload)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		root, err := html.Parse(strings.NewReader(string(page(t, hostile(payload)))))
		require.NoError(t, err)
		count := map[string]int{}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode {
				count[n.Data]++
				require.NotContains(t, []string{"img", "svg", "iframe", "base", "link", "object", "embed", "template"}, n.Data)
			}
			require.NotEqual(t, html.CommentNode, n.Type)
			for _, a := range n.Attr {
				require.False(t, strings.HasPrefix(a.Key, "on"), a.Key)
			}
		}
		require.Equal(t, []int{1, 1, 1, 1}, []int{count["script"], count["style"], count["title"], count["body"]})
	})
}

func TestCharactersThatReorderAreShown(t *testing.T) {
	text := document(t, page(t, hostile("a\u202e21\u2066\u200b\x1b"))).Text()
	require.False(t, strings.ContainsAny(text, "\u202e\u2066\u200b\x1b"))
	require.Contains(t, text, "a\uFFFD21\uFFFD\uFFFD\uFFFD")
}

// Policy and hashes are those of what stands in the page, byte for byte.
func TestPolicy(t *testing.T) {
	doc := document(t, page(t, sample(t)))
	policy, _ := doc.Find(`meta[http-equiv="Content-Security-Policy"]`).Attr("content")
	require.True(t, strings.HasPrefix(policy, "default-src 'none'; "))
	require.NotContains(t, policy, "unsafe")
	for _, element := range []string{"style", "script"} {
		found := doc.Find(element)
		require.Equal(t, 1, found.Length())
		sum := sha256.Sum256([]byte(found.Text()))
		require.Contains(t, policy, element+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	require.Zero(t, doc.Find("[style], [src], link").Length())
}

// Every number of the sample is marked at its words, and the texts are whole.
func TestMarksOfTheSample(t *testing.T) {
	r := sample(t)
	doc := document(t, page(t, r))
	rows := doc.Find("tr.entry")
	require.Equal(t, 157, rows.Length())
	at := 0
	for _, a := range r.Annexes {
		for _, row := range a.Rows {
			shown := rows.Eq(at)
			at++
			require.Equal(t, row.Progress, shown.Find("td.progress .text").Text())
			for _, f := range []schema.Field{schema.FieldTarget, schema.FieldProgress} {
				marks := shown.Find("td." + string(f) + " .m").Map(func(_ int, s *goquery.Selection) string {
					return s.AttrOr("class", "") + " " + s.Text()
				})
				require.Equal(t, expected(row, f), marks, "annex %d, row %d", a.Index, row.Index)
			}
		}
	}
}

// expected returns the marks of a field in the order of the text.
func expected(r schema.Row, f schema.Field) []string {
	var found []span
	for _, i := range r.Indicators {
		if i.Field == f {
			found = append(found, span{start: i.Start, class: "m " + string(i.Kind) + " " + string(i.State) + " " + i.Text})
		}
	}
	for _, d := range r.Dates {
		if d.Field == f {
			found = append(found, span{start: d.Start, class: "m date " + d.Text})
		}
	}
	for _, u := range r.Coverage.Unexplained {
		if u.Field == f {
			found = append(found, span{start: u.Start, class: "m unexplained " + u.Text})
		}
	}
	slices.SortFunc(found, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	texts := []string{}
	for _, s := range found {
		texts = append(texts, s.class)
	}
	return texts
}

func TestFindingsAndComparisonsOfTheSample(t *testing.T) {
	r := sample(t)
	doc := document(t, page(t, r))
	found, compared := len(r.Findings), 0
	for _, s := range r.Sections {
		found += len(s.Findings)
	}
	for _, a := range r.Annexes {
		for _, row := range a.Rows {
			found += len(row.Findings)
			compared += len(row.Comparisons)
		}
	}
	require.Equal(t, found+compared, doc.Find("aside .side a").Length())
	require.Equal(t, found, doc.Find(".notes li").Length())
	require.Equal(t, 2*compared, doc.Find("#report progress, .side progress").Length())
	doc.Find(".side a").Each(func(_ int, link *goquery.Selection) {
		require.Equal(t, 1, doc.Find(link.AttrOr("href", "")).Length(), link.Text())
	})
	row := doc.Find("#a3-r96")
	require.Contains(t, row.Find(".compared").Text(), "93.02% 453家 / 487家")
	require.Equal(t, "453", row.Find("progress").AttrOr("value", ""))
	require.Equal(t, "487", row.Find("progress").AttrOr("max", ""))
	require.Equal(t, "lines 934–941", row.Find("th .place").Text())
}

// 下降10% and 下降25% are a target and an actual of −10 and −25: the page shows the signs, and no bar.
func TestComparisonOfDecreases(t *testing.T) {
	decimal := func(s string) schema.Decimal {
		d, err := schema.ParseDecimal(s)
		require.NoError(t, err)
		return d
	}
	difference := decimal("-15")
	r := &schema.Report{Annexes: []schema.Annex{{Index: 1, Rows: []schema.Row{{Index: 1, Target: "事故下降10%", Progress: "同比下降25%",
		Indicators: []schema.Indicator{
			{Field: schema.FieldTarget, Text: "10%", Start: 4, End: 7, Value: decimal("-10")},
			{Field: schema.FieldProgress, Text: "25%", Start: 4, End: 7, Value: decimal("-25")},
		},
		Comparisons: []schema.Comparison{{Target: 0, Actual: 1, Difference: &difference}},
	}}}}}
	doc := document(t, page(t, r))
	require.Equal(t, "−15 points −25% / −10%", doc.Find("#a1-r1-c1").Text())
	require.Zero(t, doc.Find("#report progress, .side progress").Length())
}

func TestEmptyReport(t *testing.T) {
	doc := document(t, page(t, &schema.Report{Source: schema.Source{Name: "report.txt"}}))
	require.Equal(t, "report.txt", doc.Find("h1").Text())
	require.Equal(t, 2, doc.Find("aside .none").Length())
}

func document(t *testing.T, page []byte) *goquery.Document {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(page)))
	require.NoError(t, err)
	return doc
}

func TestCut(t *testing.T) {
	m := &mark{Class: "m"}
	text := func(groups []group) string {
		var b strings.Builder
		for _, g := range groups {
			open, shut := "", ""
			if g.Mark != nil {
				open, shut = "[", "]"
			}
			b.WriteString(open)
			for _, p := range g.Pieces {
				if p.Class != "" {
					b.WriteString("<" + p.Class + ":" + p.Text + ">")
				} else {
					b.WriteString(p.Text)
				}
			}
			b.WriteString(shut)
		}
		return b.String()
	}
	for _, c := range []struct {
		text  string
		spans []span
		want  string
	}{
		{"", []span{{start: 0, end: 1, mark: m}}, ""},
		{"𠮷𠮷12家", []span{{start: 2, end: 5, mark: m}}, "𠮷𠮷[12家]"},
		{"完成12家，", []span{{start: 0, end: 4, class: "e"}, {start: 2, end: 5, mark: m}}, "<e:完成>[<e:12>家]，"},
		{"完成12家，", []span{{start: 2, end: 5, mark: m}, {start: 0, end: 6, class: "e"}, {start: 3, end: 4, class: "f"}}, "<e:完成>[<e:1><e f:2><e:家>]<e:，>"},
		{"12", []span{{start: -5, end: 99, mark: m}, {start: 7, end: 3, class: "e"}}, "[12]"},
		{"1234", []span{{start: 0, end: 3, mark: m}, {start: 2, end: 4, mark: &mark{}}}, "[123][4]"},
		{"a\u202eb1", []span{{start: 3, end: 4, mark: m}}, "a\uFFFDb[1]"},
	} {
		require.Equal(t, c.want, text(cut(c.text, c.spans)))
	}
}

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "999": "999", "1000": "1,000", "2150000000": "2,150,000,000", "-17.45": "−17.45", "-123456.789": "−123,456.789",
	} {
		require.Equal(t, want, shown.Grouped(in))
	}
}
