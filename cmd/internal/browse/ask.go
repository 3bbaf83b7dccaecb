package browse

import (
	"net/url"
	"strconv"

	"duban/internal/shown"
	"duban/schema/dataset"
)

// ask is what is asked for in the form of a page, or its address.
type ask struct {
	Q, Issuer, Region    string
	Measure, Kind, Basis string // of charts
	Unit, Status, Report string // of rows
	From                 int    // what is left out first
}

// asked returns what an address asks for.
func asked(v url.Values) ask {
	from, _ := strconv.Atoi(v.Get("from")) // from the first where it is no number
	return ask{v.Get("q"), v.Get("issuer"), v.Get("region"), v.Get("measure"), v.Get("kind"), v.Get("basis"),
		v.Get("unit"), v.Get("status"), v.Get("report"), max(from, 0)}
}

func (a ask) filter(limit int) dataset.Filter {
	return dataset.Filter{Words: words(a.Q), Issuer: a.Issuer, Offset: a.From, Limit: limit}
}

func (a ask) charts(limit int) dataset.ChartFilter {
	return dataset.ChartFilter{Filter: a.filter(limit), Region: a.Region, Measure: a.Measure, Kind: a.Kind, Basis: a.Basis}
}

func (a ask) rows(limit int) dataset.RowFilter {
	return dataset.RowFilter{Filter: a.filter(limit), Unit: a.Unit, Status: a.Status, Report: a.Report}
}

// address returns what asks for the same from another row on.
func (a ask) address(from int) string {
	n := ""
	if from > 0 {
		n = strconv.Itoa(from)
	}
	return "?" + query("q", a.Q, "issuer", a.Issuer, "region", a.Region, "measure", a.Measure, "kind", a.Kind, "basis", a.Basis,
		"unit", a.Unit, "status", a.Status, "report", a.Report, "from", n)
}

// query returns names and values as part of an address, without those that are empty.
func query(pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	return v.Encode()
}

// turn sets what leads to the rows before and after those of a page that is served.
func (p *page) turn(one *part, a ask, limit int) {
	if p.InFile {
		return
	}
	if a.From > 0 {
		one.Earlier = a.address(max(a.From-limit, 0))
	}
	if a.From+one.Shown < one.Total {
		one.Later = a.address(a.From + one.Shown)
	}
}

// form is what can be chosen on a page.
type form struct {
	Choices []choice
}

// choice is a list of values that one can be chosen of.
type choice struct {
	Name, Any string
	Options   []option
}

type option struct {
	Value, Text string
	Chosen      bool
}

// source says where the values of a choice stand and on which parts it can be made; all if none are named.
type source struct {
	name, any, table, column string
	asWords                  bool
	parts                    string
}

var sources = []source{
	{"issuer", "All issuers", "reports", "issuer", false, ""},
	{"region", "All regions", "reports", "region", false, "charts"},
	{"measure", "All measures", "observations", "measure", false, "charts"},
	{"kind", "Any kind", "observations", "kind", true, "charts"},
	{"basis", "Any basis", "observations", "basis", true, "charts"},
	{"unit", "All offices", "units", "name", false, "rows"},
	{"status", "Any status", "tasks", "status", true, "rows"},
}

// form returns what can be chosen; with one value there is no choice.
func (p *page) form() form {
	chosen := map[string]string{"issuer": p.Ask.Issuer, "region": p.Ask.Region, "measure": p.Ask.Measure, "kind": p.Ask.Kind, "basis": p.Ask.Basis,
		"unit": p.Ask.Unit, "status": p.Ask.Status}
	var f form
	for _, s := range sources {
		if !p.InFile && s.parts != "" && s.parts != p.Here {
			continue
		}
		values, err := p.data.Values(p.ctx, s.table, s.column)
		p.fail(err)
		c := choice{Name: s.name, Any: p.say(s.any)}
		for _, v := range values {
			o := option{Value: v["value"], Text: shown.Visible(v["value"]), Chosen: v["value"] == chosen[s.name]}
			if s.asWords {
				o.Text = p.words(o.Value)
			}
			c.Options = append(c.Options, o)
		}
		if len(c.Options) > 1 || chosen[s.name] != "" {
			f.Choices = append(f.Choices, c)
		}
	}
	return f
}
