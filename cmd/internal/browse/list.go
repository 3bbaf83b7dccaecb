package browse

import (
	"strings"

	"duban/internal/message"
	"duban/internal/shown"
	"duban/schema/dataset"
)

// list is the answer to a question as a table.
type list struct {
	Heads []cell
	Lines []line
}

type line struct {
	Issuer, Status, Unit string // that the line is chosen by
	Cells                []cell
}

// cell is a cell of a list.
type cell struct {
	Head   string
	Class  string
	Lang   string // of the text
	Text   string
	Link   string
	Status string // as a word with a colour
	Bar    []share
	About  string // what the bar shows
}

// share is a part of a bar.
type share struct {
	Status string
	N      string
	X, W   float64
}

// column is a column of a list: its head and how its cell is made.
type column struct {
	head string
	cell func(p *page, r dataset.Record) cell
}

// text is a column of the reports' own words.
func text(head, name string) column {
	return column{head, func(_ *page, r dataset.Record) cell { return cell{Text: shown.Visible(r[name]), Lang: "zh-Hans"} }}
}

// whose is a column of issuers; a report that names none is told by its file.
func whose(p *page, r dataset.Record) cell {
	if r["issuer"] == "" {
		r = dataset.Record{"issuer": r["source_name"]}
	}
	return text("", "issuer").cell(p, r)
}

// day is a column of days.
func day(head, name string) column {
	return column{head, func(_ *page, r dataset.Record) cell { return cell{Text: r[name], Class: "day"} }}
}

// item leads to the row that a line is about.
func item(head string) column {
	return column{head, func(p *page, r dataset.Record) cell {
		name := r["task"]
		if name == "" {
			name = p.say("row %s", r["row"])
		}
		return cell{Text: shown.Visible(name), Lang: "zh-Hans", Class: "main", Link: p.link(r.Place(), "")}
	}}
}

// term is a column of names of the contract.
func term(head, name string) column {
	return column{head, func(p *page, r dataset.Record) cell {
		if r[name] == "" {
			return cell{}
		}
		return cell{Text: p.words(r[name])}
	}}
}

func status(head, name string) column {
	return column{head, func(_ *page, r dataset.Record) cell { return cell{Status: r[name]} }}
}

// count is a column of numbers.
func count(head, name string) column {
	return column{head, func(_ *page, r dataset.Record) cell { return cell{Text: shown.Grouped(r[name]), Class: "count"} }}
}

// moved says what was before and what is now, where that differs.
func moved(head, name string, in func(*page, string) string) column {
	return column{head, func(p *page, r dataset.Record) cell {
		before, after := r[name+"_before"], r[name+"_after"]
		if before == after {
			return cell{Text: in(p, after)}
		}
		return cell{Text: in(p, before) + " → " + in(p, after), Class: "moved"}
	}}
}

func asIs(_ *page, s string) string { return s }

func asWords(p *page, s string) string {
	if s == "" {
		return ""
	}
	return p.words(s)
}

// figure leads to a figure of the row.
func figure(head, value, unit, position string) column {
	return column{head, func(p *page, r dataset.Record) cell {
		return cell{Text: measured(r[value], "", r[unit]), Class: "count", Lang: "zh-Hans", Link: p.link(r.Place(), r[position])}
	}}
}

// office leads to the rows of an office.
var office = column{"Office", func(p *page, r dataset.Record) cell {
	c := cell{Text: shown.Visible(r["unit"]), Lang: "zh-Hans", Class: "main"}
	switch {
	case r["unit"] == "":
		return cell{Text: p.say("no office named"), Class: "main"}
	case !p.InFile:
		c.Link = "/rows?" + query("report", r["report_id"], "unit", r["unit"])
	}
	return c
}}

// money is a column of sums in the currency of the view, to the cent; in Chinese they are counted as reports do.
func money(head, name string) column {
	return column{head, func(p *page, r dataset.Record) cell {
		if p.Language == message.Chinese {
			return cell{Text: p.say("%s yuan", shown.Myriads(r[name])), Class: "count"}
		}
		return cell{Text: p.say("%s yuan", shown.Grouped(r[name])), Class: "count"}
	}}
}

var ratio = column{"Reached", func(_ *page, r dataset.Record) cell {
	switch {
	case r["ratio"] != "":
		return cell{Text: percent(r["ratio"]), Class: "count"}
	case r["difference"] != "":
		return cell{Text: shown.Grouped(r["difference"]), Class: "count"}
	}
	return cell{}
}}

// columns are those of each list.
var columns = map[string][]column{
	"reports": {day("Until", "period_end"), text("Issuer", "issuer"), {"Report", func(p *page, r dataset.Record) cell {
		name := r["title"]
		if name == "" {
			name = r["source_name"]
		}
		c := cell{Text: shown.Visible(name), Lang: "zh-Hans", Class: "main"}
		if !p.InFile {
			c.Link = "/rows?" + query("report", r["report_id"])
		}
		return c
	}}, text("Source", "source_name"), count("Rows", "rows"), count("Numbers", "numbers"), count("Explained", "explained"), count("Findings", "findings")},
	"offices": {day("Until", "period_end"), {"Issuer", whose}, office, count("Tasks", "tasks"), {"By status", func(p *page, r dataset.Record) cell { return p.bar(r) }}},
	"late": {day("Until", "period_end"), {"Issuer", whose}, text("Office", "unit"), item("Task"), day("Due", "due"), status("Status", "status"),
		{"Why", func(p *page, r dataset.Record) cell {
			var why []string
			if r["overdue"] == "1" {
				why = append(why, p.say("its day has come"))
			}
			if r["behind"] == "1" {
				why = append(why, p.say("said to be behind"))
			}
			return cell{Text: strings.Join(why, p.say(", "))}
		}}},
	"slipped": {day("Until", "period_after"), {"Issuer", whose}, item("Task"), text("Target", "target"),
		moved("Due", "deadline", asIs), moved("Status", "status", asWords)},
	"moved": {day("Until", "period_after"), {"Issuer", whose}, term("Change", "change"), item("Task"), text("Target", "target"), status("Status", "status")},
	"unreached": {day("Year", "year"), {"Issuer", whose}, item("Task"), figure("Target", "target_value", "unit", "target_indicator"),
		figure("Last figure", "actual_value", "unit", "actual_indicator"), ratio, day("As of", "last_period_end"), status("Status", "last_status")},
	"money": {day("Until", "period_end"), {"Issuer", whose}, office, count("Figures", "figures"),
		money("Planned", "planned"), money("Done", "done"), ratio},
	"copied": {day("Until", "period_after"), {"Issuer", whose}, item("Task"), text("Progress", "progress"), status("Status", "status")},
	"findings": {term("Severity", "severity"), day("Until", "period_end"), {"Issuer", whose}, term("Kind", "code"),
		{"Finding", func(p *page, r dataset.Record) cell {
			return cell{Text: shown.Visible(r["message"]), Class: "main", Link: p.link(r.Place(), "")}
		}}, text("Row", "task")},
}

// list fills a part with the answer to the question of its name.
func (p *page) list(one *part, a ask) {
	records, total, err := p.data.Answer(p.ctx, one.Name, a.filter(p.most.Lines))
	if err != nil {
		p.fail(err)
		return
	}
	out := &list{}
	for _, c := range columns[one.Name] {
		out.Heads = append(out.Heads, cell{Text: p.say(c.head)})
	}
	for _, r := range records {
		l := line{Issuer: r["issuer"], Status: r["status"] + r["last_status"] + r["status_after"], Unit: r["unit"]}
		if one.Name == "unreached" {
			l.Unit = ""
		}
		for i, c := range columns[one.Name] {
			made := c.cell(p, r)
			made.Head = out.Heads[i].Text
			out.Heads[i].Class = made.Class
			l.Cells = append(l.Cells, made)
		}
		out.Lines = append(out.Lines, l)
	}
	one.List, one.Total, one.Shown = out, total, len(records)
	p.turn(one, a, p.most.Lines)
}

// statuses are those of tasks, from done to not known.
var statuses = []string{"completed", "underway", "preparing", "not_started", "stalled", "unclear"}

const barWidth = 160

// bar shows how many tasks of an office are of each status.
func (p *page) bar(r dataset.Record) cell {
	all := decimal(r["tasks"])
	var c cell
	var said []string
	x := 0.0
	for _, s := range statuses {
		n := decimal(r[s])
		if n == 0 || all == 0 {
			continue
		}
		w := barWidth * n / all
		c.Bar = append(c.Bar, share{s, r[s], x, w})
		said = append(said, p.words(s)+" "+r[s])
		x += w
	}
	c.About = strings.Join(said, p.say(", "))
	c.Class = "bar"
	return c
}
