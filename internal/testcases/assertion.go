package testcases

import (
	"encoding/json"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// thing is an object of JSON.
type thing map[string]any

func (t thing) list(key string) (list []thing) {
	all, _ := t[key].([]any)
	for _, x := range all {
		if one, ok := x.(map[string]any); ok {
			list = append(list, one)
		}
	}
	return list
}

func rowsOf(report thing) (rows []thing) {
	for _, a := range report.list("annexes") {
		rows = append(rows, a.list("rows")...)
	}
	return rows
}

// view is what an assertion looks at: a whole report, or a row of it.
type view struct {
	report thing
	row    thing   // nil for the whole report
	parts  []thing // the rows and sections that count
}

func (v view) of(row thing) view { return view{v.report, row, []thing{row}} }

// in returns the view of a row that an assertion names.
func (v view) in(where thing) view {
	if where == nil {
		return v
	}
	row := at(at(v.report.list("annexes"), where["annex"]).list("rows"), where["row"])
	if row == nil {
		row = thing{}
	}
	return v.of(row)
}

// at returns one of a list, counted from 1, which is also what is meant where nothing is said.
func at(list []thing, n any) thing {
	i := 1
	if said, ok := n.(json.Number); ok {
		k, _ := said.Int64()
		i = int(k)
	}
	if i < 1 || i > len(list) {
		return nil
	}
	return list[i-1]
}

func (v view) each(key string) (list []thing) {
	for _, p := range v.parts {
		list = append(list, p.list(key)...)
	}
	return list
}

func (v view) coverage() thing {
	of := v.report
	if v.row != nil {
		of = v.row
	}
	c, _ := of["coverage"].(map[string]any)
	return c
}

// unexplained returns the texts of the numbers that are not understood.
func (v view) unexplained() (texts []string) {
	all := thing(v.coverage()).list("unexplained")
	if v.row == nil {
		for _, p := range v.parts {
			c, _ := p["coverage"].(map[string]any)
			all = append(all, thing(c).list("unexplained")...)
		}
	}
	for _, u := range all {
		text, _ := u["text"].(string)
		texts = append(texts, text)
	}
	return texts
}

func (v view) findings() []thing {
	all := v.each("findings")
	if v.row == nil {
		all = append(all, v.report.list("findings")...)
		for _, a := range v.report.list("annexes") {
			all = append(all, a.list("findings")...)
		}
	}
	return all
}

// comparisons returns those of a view with the texts and values that they set against each other.
func (v view) comparisons() (list []thing) {
	for _, p := range v.parts {
		indicators := p.list("indicators")
		for _, known := range p.list("comparisons") {
			c := maps.Clone(known)
			for _, side := range []string{"target", "actual"} {
				n, _ := c[side].(json.Number)
				i, _ := n.Int64()
				one := indicators[i]
				c[side], c[side+"_value"], c[side+"_unit"] = one["text"], one["value"], one["unit"]
			}
			list = append(list, c)
		}
	}
	return list
}

// cells returns those of a view with the headers and roles of their columns.
func (v view) cells() (list []thing) {
	for _, a := range v.report.list("annexes") {
		columns := a.list("columns")
		for _, row := range a.list("rows") {
			for _, c := range row.list("cells") {
				n, _ := c["column"].(json.Number)
				i, _ := n.Int64()
				c["column_header"], c["column_role"] = columns[i]["header"], columns[i]["role"]
				list = append(list, c)
			}
		}
	}
	return list
}

// named returns a row with the names of its units in one text.
func named(row thing) thing {
	if row == nil {
		return nil
	}
	flat := maps.Clone(row)
	for _, key := range []string{"lead_units", "support_units"} {
		var names []string
		for _, u := range row.list(key) {
			name, _ := u["name"].(string)
			names = append(names, name)
		}
		flat[key] = strings.Join(names, "、")
	}
	return flat
}

var condition = regexp.MustCompile(`^(.+)_(not|in|contains|lacks)$`)

// matches reports whether a thing has what a pattern says; see testdata/cases/README.md.
func matches(pattern, x thing) bool {
	if x == nil {
		return false
	}
	for key, want := range pattern {
		m := condition.FindStringSubmatch(key)
		if m == nil {
			if !same(want, x[key]) {
				return false
			}
			continue
		}
		if !meets(m[2], want, x[m[1]]) {
			return false
		}
	}
	return true
}

func meets(how string, want, have any) bool {
	if of, ok := have.(map[string]any); ok { // a period has its words in text
		have = of["text"]
	}
	text, _ := have.(string)
	said, _ := want.(string)
	switch how {
	case "not":
		return !same(want, have)
	case "in":
		return slices.ContainsFunc(want.([]any), func(one any) bool { return same(one, have) })
	case "contains":
		return strings.Contains(text, said)
	}
	return !strings.Contains(text, said)
}

// same reports whether a value is the one that is wanted: numbers as exact decimals; what is absent is as good as empty.
func same(want, have any) bool {
	switch want := want.(type) {
	case nil:
		return have == nil || have == ""
	case string:
		text, ok := have.(string)
		return text == want && (ok || want == "")
	case bool:
		is, _ := have.(bool)
		return is == want
	case json.Number:
		n, ok := have.(json.Number)
		a, isFirst := new(big.Rat).SetString(want.String())
		b, isSecond := new(big.Rat).SetString(n.String())
		return ok && isFirst && isSecond && a.Cmp(b) == 0
	case map[string]any:
		one, ok := have.(map[string]any)
		return ok && matches(want, one)
	}
	return false
}

// scalar reports whether a value of a report is the one that is wanted, or has or lacks a text.
func scalar(want, have any) bool {
	conditions, ok := want.(map[string]any)
	if !ok {
		return same(want, have)
	}
	for how, said := range conditions {
		if !meets(how, said, have) {
			return false
		}
	}
	return true
}
