// Package testcases holds the small reports of testdata/cases against what a person says of them.
package testcases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/extract"
	"duban/parse"
	"duban/schema/check"

	"github.com/stretchr/testify/require"
)

const folder = "../../testdata/cases"

// Case is a small report with what must hold of it; testdata/cases/README.md has the form.
type Case struct {
	ID       string
	Kind     string
	As       string // progress, target or row: parts of one row; else document
	Input    *string
	Ext      string
	Target   *string
	Progress *string
	Item     string
	Annex    string `json:"annex_kind"`
	Period   struct {
		Year json.Number
		Text string
		Date string
	}
	Assert []assertion
}

// Document says that a case is a whole document.
func (c *Case) Document() bool { return c.As == "document" }

// AsksFor returns whether one of the assertions is of one of these kinds.
func (c *Case) AsksFor(kinds ...string) bool {
	return slices.ContainsFunc(c.Assert, func(a assertion) bool {
		return slices.ContainsFunc(kinds, func(kind string) bool { return a[kind] != nil })
	})
}

// Require reads the cases that are wanted, and requires of each that what is said of it holds, but of those that
// testdata/cases/open.txt names.
func Require(t *testing.T, isWanted func(*Case) bool) {
	names, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	list, err := os.ReadFile(filepath.Join(folder, "open.txt"))
	require.NoError(t, err)
	open := strings.Fields(string(list))
	for _, name := range names {
		for _, c := range Lines[Case](t, name) {
			id := strings.TrimSuffix(filepath.Base(name), ".jsonl") + "/" + c.ID
			if isWanted(&c) && !slices.Contains(open, id) {
				require.Empty(t, c.fault(t), "%s (%s)\n%s", id, c.Kind, c.source())
			}
		}
	}
}

// fault returns what does not hold, or "".
func (c *Case) fault(t *testing.T) string {
	doc, err := parse.Bytes("report."+c.ext(), []byte(c.source()))
	require.NoError(t, err, c.ID)
	r := extract.Report(doc, extract.Options{})
	check.Report(r)
	data, err := json.Marshal(r)
	require.NoError(t, err)
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var report thing
	require.NoError(t, d.Decode(&report))
	v := view{report: report, parts: append(report.list("sections"), rowsOf(report)...)}
	if !c.Document() {
		rows := rowsOf(report)
		require.NotEmpty(t, rows, c.ID)
		v = v.of(rows[0])
	}
	for _, a := range c.Assert {
		if !a.holds(v) {
			said, _ := json.Marshal(a)
			return fmt.Sprintf("%s does not hold", said)
		}
	}
	return ""
}

func (c *Case) ext() string {
	switch {
	case c.Ext != "":
		return c.Ext
	case c.Document() && strings.HasPrefix(strings.TrimSpace(*c.Input), "<"):
		return "html"
	}
	return "txt"
}

// source returns the document of a case.
func (c *Case) source() string {
	switch {
	case !c.Document():
		return c.row()
	case c.ext() == "html" && !strings.Contains(*c.Input, "<html"):
		return `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>` + *c.Input + "</body></html>"
	}
	return *c.Input
}

// layouts are the titles and the columns of an annex by its kind.
var layouts = map[string][]string{
	"tasks":      {"重点工作任务推进情况表", "序号", "具体任务", "责任单位", "进展情况"},
	"livelihood": {"重点民生实事任务推进情况表", "序号", "项目名称", "年度任务", "责任单位", "进展情况"},
	"targets":    {"经济社会发展预期目标推进情况表", "序号", "预期目标", "责任单位", "进展情况"},
}

// row writes a report with the row of a case and another, in lines of one cell each.
func (c *Case) row() string {
	target, progress := or(c.Target, "做好有关工作"), or(c.Progress, "正在推进。")
	switch {
	case c.As == "target":
		target = *c.Input
	case c.Input != nil:
		progress = *c.Input
	}
	kind := c.Annex
	if kind == "" {
		kind = "tasks"
		if c.Item != "" {
			kind = "livelihood"
		}
	}
	title, header := layouts[kind][0], layouts[kind][1:]
	var b strings.Builder
	fmt.Fprintf(&b, "%s年重点任务%s推进情况的报告\n区政府督查室     %s\n\n区政府：\n现将有关情况报告如下。\n附件：1.%s\n 附件1\n%[4]s\n",
		known(c.Period.Year.String(), "2024"), known(c.Period.Text, "一季度"), known(c.Period.Date, "2024年4月8日"), title)
	for _, row := range [][4]string{
		{"序号", "项目名称", "", "进展情况"},
		{"1", known(c.Item, "有关工作"), target, progress},
		{"2", "其他工作", "做好其他工作", "正常推进。"},
	} {
		for _, name := range header {
			cell := row[2]
			switch name {
			case "序号":
				cell = row[0]
			case "项目名称":
				cell = row[1]
			case "责任单位":
				cell = "区发展改革委"
			case "进展情况":
				cell = row[3]
			}
			if row[0] == "序号" {
				cell = name
			}
			b.WriteString("\t" + cell + "\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func or(text *string, instead string) string {
	if text == nil {
		return instead
	}
	return *text
}

func known(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}
