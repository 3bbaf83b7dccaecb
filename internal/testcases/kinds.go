package testcases

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// assertion is one of the things that must hold, by what it is about, with its details.
type assertion thing

// pattern returns what is said under a key.
func (a assertion) pattern(key string) thing {
	of, _ := a[key].(map[string]any)
	return of
}

// lists are the assertions about of a view: has, hasnot and the like.
var lists = map[string]struct {
	of    func(view) []thing
	isNot bool
}{
	"has":           {func(v view) []thing { return v.each("indicators") }, false},
	"hasnot":        {func(v view) []thing { return v.each("indicators") }, true},
	"comparison":    {view.comparisons, false},
	"no_comparison": {view.comparisons, true},
	"no_date":       {func(v view) []thing { return v.each("dates") }, true},
	"cell":          {view.cells, false},
}

// holds reports whether an assertion holds. What it does not know holds never.
func (a assertion) holds(v view) bool {
	v = v.in(a.pattern("in"))
	for kind, list := range lists {
		if a[kind] != nil {
			return list.isNot != anyMatches(list.of(v), a.pattern(kind))
		}
	}
	annex := at(v.report.list("annexes"), a["annex"])
	columns := annex.list("columns")
	switch {
	case a["any"] != nil:
		return slices.ContainsFunc(a["any"].([]any), func(one any) bool { return assertion(one.(map[string]any)).holds(v) })
	case a["count"] != nil:
		n := 0
		for _, x := range v.each("indicators") {
			if matches(a.pattern("count"), x) {
				n++
			}
		}
		return isNumber(a["n"], n)
	case a["unexplained_or"] != nil:
		return a.isUnexplained(v) || anyMatches(v.each("indicators"), a.pattern("unexplained_or"))
	case a["status"] != nil:
		return a.hasStatus(v)
	case a["date"] != nil:
		if of := a.pattern("date"); of != nil {
			return anyMatches(v.each("dates"), of)
		}
		return same(a["date"], v.report["date"])
	case a["rows"] != nil:
		return isNumber(a["rows"], len(annex.list("rows")))
	case a["row"] != nil:
		row := v.row
		if row == nil || a["at"] != nil {
			row = at(annex.list("rows"), a["at"])
		}
		return matches(a.pattern("row"), named(row))
	case a["column"] != nil:
		return anyMatches(columns, a.pattern("column"))
	case a["no_column"] != nil:
		return !anyMatches(columns, a.pattern("no_column"))
	case a["annexes"] != nil:
		return isNumber(a["annexes"], len(v.report.list("annexes")))
	case a["annex"] != nil:
		return matches(a.pattern("annex"), at(v.report.list("annexes"), a["at"]))
	case a["sections"] != nil:
		return isNumber(a["sections"], len(v.report.list("sections")))
	}
	return a.holdsOfReport(v)
}

func (a assertion) holdsOfReport(v view) bool {
	for _, key := range []string{"title", "issuer"} {
		if want, ok := a[key]; ok { // null: there is none
			return scalar(want, v.report[key])
		}
	}
	for _, key := range []string{"period", "region"} {
		if want, ok := a[key]; ok {
			return same(want, v.report[key])
		}
	}
	switch {
	case a["finding"] != nil:
		n := count(v.findings(), "code", a["finding"])
		return n > 0 && (a["n"] == nil || isNumber(a["n"], n))
	case a["no_finding"] == "*":
		return count(v.findings(), "severity", "error")+count(v.findings(), "severity", "warning") == 0
	case a["no_finding"] != nil:
		return count(v.findings(), "code", a["no_finding"]) == 0
	case a["unread"] != nil:
		return count(v.report.list("unread"), "what", a["unread"]) > 0
	case a["covered"] != nil:
		n, _ := v.coverage()["numbers"].(json.Number)
		have, _ := n.Int64()
		least, _ := a["covered"].(json.Number).Int64()
		return have >= least && len(v.unexplained()) == 0
	case a["narrative_lacks"] != nil:
		return !slices.ContainsFunc(v.report.list("sections"), func(s thing) bool {
			heading, _ := s["heading"].(string)
			text, _ := s["text"].(string)
			return strings.Contains(heading+"\n"+text, a["narrative_lacks"].(string))
		})
	}
	return false
}

func anyMatches(list []thing, pattern thing) bool {
	return slices.ContainsFunc(list, func(x thing) bool { return matches(pattern, x) })
}

func count(list []thing, key string, value any) (n int) {
	for _, x := range list {
		if x[key] == value {
			n++
		}
	}
	return n
}

func isNumber(said any, n int) bool {
	number, _ := said.(json.Number)
	want, err := number.Int64()
	return err == nil && want == int64(n)
}

var digits = regexp.MustCompile(`[0-9０-９.．一二三四五六七八九十百千万亿零两几廿卅]+`)

// isUnexplained reports whether the digits that an assertion names stand among the numbers that are not understood.
func (a assertion) isUnexplained(v view) bool {
	of, _ := a["digits"].(string)
	if of == "" {
		text, _ := a.pattern("unexplained_or")["text"].(string)
		of = digits.FindString(text)
	}
	return of != "" && slices.ContainsFunc(v.unexplained(), func(text string) bool { return strings.Contains(text, of) })
}

func (a assertion) hasStatus(v view) bool {
	have, ok := v.row["status"]
	if !ok {
		return false
	}
	switch want := a["status"].(type) {
	case map[string]any:
		return have != want["not"]
	case []any:
		return slices.Contains(want, have)
	}
	return have == a["status"]
}
