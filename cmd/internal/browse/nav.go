package browse

import "strconv"

// place is a part that one can go to.
type place struct {
	Link, Text string
	Here       bool
}

// called is what a part is called, and what it shows.
type called struct{ Title, About string }

var names = map[string]called{
	"reports": {"Reports", "Every report of the dataset."},
	"charts": {"Charts", "Figures over time, a chart for each measure, kind and basis. Targets stand at the time of the report that names them. " +
		"Figures that sum others up are left out, as are those without a time. Each point leads to its row."},
	"offices":   {"Offices", "What each office in the lead has on its list, report by report."},
	"late":      {"Late tasks", "Tasks whose day has come without a word that they are completed, or that the report says are behind; one line for each office in the lead."},
	"slipped":   {"Slipped", "The same target with a later day, or with a status that is worse, than in the report before."},
	"moved":     {"Came or gone", "Tasks that came or vanished against the report before."},
	"unreached": {"Not reached", "Targets that are compared with a figure and that no report says are reached. A year that is not over is among them."},
	"money":     {"Money", "Money planned set against money done, of the rows that say both, for each office in the lead; a row of several offices counts for each."},
	"copied":    {"Copied", "Progress that is word for word that of the report before."},
	"findings":  {"Findings", "What does not add up in the reports, the gravest first."},
	"rows":      {"Rows", "Every row of the tables, and the narrative, with what was read of it."},
	"row":       {"Row", ""},
}

// Texts returns what a part is called in the language of the page.
func (p *page) Texts(name string) called {
	c := names[name]
	if c.About == "" {
		return called{p.say(c.Title), ""}
	}
	return called{p.say(c.Title), p.say(c.About)}
}

// Text returns a number as text.
func (p *page) Text(n int) string { return strconv.Itoa(n) }

// Nav returns where one can go.
func (p *page) Nav() []place {
	var all []place
	for _, name := range parts {
		link := "/" + name
		switch {
		case p.InFile:
			link = "#" + name
		case name == "reports":
			link = "/"
		}
		all = append(all, place{link, p.Texts(name).Title, name == p.Here})
	}
	return all
}

// Heading begins the title of a page that shows one part.
func (p *page) Heading() string {
	if p.Here == "" || p.Here == "reports" {
		return ""
	}
	return p.Texts(p.Here).Title + " – "
}

// Single reports whether the page shows one part and nothing before it.
func (p *page) Single() bool { return !p.ShowsCounts() }

// ShowsCounts reports whether the page begins with how much there is.
func (p *page) ShowsCounts() bool { return p.Problem == "" && (p.InFile || p.Here == "reports") }

// Chosen reports whether the form leaves anything out.
func (p *page) Chosen() bool {
	a := p.Ask
	a.From = 0
	return a != ask{}
}

// First is the number of the first thing that a part shows, from 1.
func (one *part) First() int { return one.From + 1 }

// Last is that of the last one.
func (one *part) Last() int { return one.From + one.Shown }
