package browse

import (
	"slices"
	"strconv"
	"strings"

	"duban/internal/shown"
	"duban/schema/dataset"
)

// chart shows figures of one measure, kind and basis over time: a series for each issuer and state.
type chart struct {
	dataset.Chart
	ID      string
	Title   string
	About   string // kind and basis
	Unit    string // of the axis
	Issuers string // with lines between them
	Regions string
	Several bool // issuers
	Series  []*series
	Legend  []mark
	Points  []*point
	Notes   []string
	Axis    axis
}

// series are the figures of an issuer in one state.
type series struct {
	Issuer, State string
	Colour        int
	Path          string // the line through them, where there is one
	Points        []*point
}

// mark is what stands for a state, or an issuer, in the legend.
type mark struct{ Class, Shape, Name string }

// point is a figure.
type point struct {
	Issuer, State string
	Start, End    string // the time that it speaks of
	Printed       string
	Value         string
	Modifier      string
	Reached       string // of the target
	Source        string
	Link          string
	Label         string
	Shape         string // the outline of its mark
	Colour        int
	X, Y, Top     float64
	IsRange       bool

	value, most float64
}

// mostIssuers is how many a chart has colours for.
const mostIssuers = 6

func (p *page) charts(one *part, a ask) {
	f := a.charts(p.most.Charts)
	found, total, err := p.data.Charts(p.ctx, f)
	if err != nil {
		p.fail(err)
		return
	}
	f.Offset, f.Limit, f.Issuers = 0, p.most.Points, mostIssuers
	figures, err := p.data.Figures(p.ctx, found, f)
	p.fail(err)
	for i, all := range figures {
		one.Charts = append(one.Charts, p.chart(i, found[i], all))
	}
	one.Total, one.Shown = total, len(found)
	p.turn(one, a, p.most.Charts)
}

func (p *page) chart(i int, c dataset.Chart, of dataset.Figures) *chart {
	out := &chart{Chart: c, ID: "c" + strconv.Itoa(i+1), Title: title(c), About: p.words(c.Kind)}
	if out.Title == "" {
		out.Title = p.say("without a name")
	}
	if c.Basis != "" {
		out.About += " · " + p.words(c.Basis)
	}
	if len(of.Points) < of.Total {
		out.Notes = append(out.Notes, p.say("The latest %d of %d figures.", len(of.Points), of.Total))
	}
	if of.Issuers > mostIssuers {
		out.Notes = append(out.Notes, p.say("%d of %d issuers, those of most figures; choose one above.", mostIssuers, of.Issuers))
	}
	out.Issuers, out.Regions = distinct(of.Points, "who"), distinct(of.Points, "region")
	for _, r := range of.Points {
		out.Points = append(out.Points, p.point(r))
	}
	issuers := strings.Split(out.Issuers, "\n")
	slices.Sort(issuers)
	out.Several = len(issuers) > 1
	out.gather(p, issuers)
	out.draw(p)
	out.explain(p, issuers)
	return out
}

// title is the thing and what is measured of it, without saying it twice.
func title(c dataset.Chart) string { return shown.Visible(c.Title()) }

// distinct returns the values of a column with lines between them.
func distinct(records []dataset.Record, column string) string {
	var all []string
	for _, r := range records {
		if r[column] != "" && !slices.Contains(all, r[column]) {
			all = append(all, r[column])
		}
	}
	return strings.Join(all, "\n")
}

func (p *page) point(r dataset.Record) *point {
	one := &point{Issuer: r["who"], State: r["state"], Start: r["period_start"], End: r["period_end"],
		Printed: printed(r), Value: measured(r["value"], r["value_max"], r["unit"]), Source: shown.Visible(r["source_name"]),
		value: decimal(r["value"]), most: decimal(r["value"])}
	if r["modifier"] != "" {
		one.Modifier = p.words(r["modifier"])
	}
	if r["value_max"] != "" {
		one.most, one.IsRange = decimal(r["value_max"]), true
	}
	if r["ratio"] != "" {
		one.Reached = percent(r["ratio"])
	}
	one.Link = p.link(r.Place(), r["position"])
	label := []string{one.End, p.words(one.State), strings.TrimSpace(one.Modifier + " " + one.Value)}
	if !strings.Contains(compact(one.Value), compact(one.Printed)) {
		label = append(label, p.say("printed as %s", one.Printed))
	}
	if one.Reached != "" {
		label = append(label, p.say("%s of the target", one.Reached))
	}
	one.Label = strings.Join(append(label, shown.Visible(one.Issuer)), " · ")
	return one
}

// printed is a figure as it stands in the report, with the unit of its column where it has none itself.
func printed(r dataset.Record) string {
	text := shown.Visible(r["text"])
	if unit := r["unit_text"]; unit != "" && strings.Trim(text, "0123456789.,-−+ ") == "" {
		text += " " + shown.Visible(unit)
	}
	return text
}

// compact returns a figure without what only sets it out.
func compact(s string) string { return strings.NewReplacer(" ", "", ",", "").Replace(s) }

// gather puts the points into series, those of an issuer in one colour.
func (c *chart) gather(p *page, issuers []string) {
	by := map[[2]string]*series{}
	for _, one := range c.Points {
		colour := max(slices.Index(issuers, one.Issuer), 0)
		key := [2]string{one.Issuer, one.State}
		s := by[key]
		if s == nil {
			s = &series{Issuer: one.Issuer, State: one.State, Colour: colour}
			by[key] = s
			c.Series = append(c.Series, s)
		}
		one.Colour = colour
		s.Points = append(s.Points, one)
	}
	slices.SortStableFunc(c.Series, func(a, b *series) int { return a.Colour - b.Colour })
	for _, s := range c.Series {
		switch {
		case !s.isOneEach():
			c.note(p.say("Where a time has several figures they are not joined."))
		case !c.isComparable(s):
			c.note(p.say("Figures of times of unlike length are not joined."))
		}
	}
}

// explain says what colours and shapes stand for: with one issuer a state has a colour too.
func (c *chart) explain(p *page, issuers []string) {
	if c.Several {
		for i, issuer := range issuers {
			c.Legend = append(c.Legend, mark{"s" + strconv.Itoa(i), shape(&point{X: 8, Y: 8}), shown.Visible(issuer)})
		}
	}
	var said []string
	for _, s := range c.Series {
		if slices.Contains(said, s.State) {
			continue
		}
		said = append(said, s.State)
		class := s.State + " alone"
		if c.Several {
			class = s.State + " neutral"
		}
		c.Legend = append(c.Legend, mark{class, shape(&point{State: s.State, X: 8, Y: 8}), p.words(s.State)})
	}
}

func (c *chart) note(s string) {
	if !slices.Contains(c.Notes, s) {
		c.Notes = append(c.Notes, s)
	}
}

// isOneEach reports whether no time has two figures that differ.
func (s *series) isOneEach() bool {
	at := map[string]*point{}
	for _, one := range s.Points {
		if other := at[one.End]; other != nil && other.Value != one.Value {
			return false
		}
		at[one.End] = one
	}
	return true
}

// isComparable reports whether a line may join the figures: they speak of times of one length, or all count from the beginning of a
// year, or all are of a day. Amounts that are counted up to a day may stand beside those from January: of a column for what was
// reached in all, the figure of the first quarter alone has a beginning. What is aimed at, and which share of it is done, is so on the day
// on which a report ends, however long a time it tells of.
func (c *chart) isComparable(s *series) bool {
	areAmounts := c.beginsAnew()
	isAim := areAmounts && (s.State == "target" || s.State == "planned")
	same, fromJanuary := true, true
	for _, one := range s.Points {
		same = same && months(one) == months(s.Points[0])
		fromJanuary = fromJanuary && (areAmounts && one.Start == "" || strings.HasSuffix(one.Start, "-01-01"))
	}
	return same || fromJanuary || isAim || c.Kind == "completion"
}

// months is how many months the time of a point has; 0 where its beginning is not known.
func months(one *point) int {
	if len(one.Start) < 7 || len(one.End) < 7 {
		return 0
	}
	return int(12*(decimal(one.End[:4])-decimal(one.Start[:4])) + decimal(one.End[5:7]) - decimal(one.Start[5:7]) + 1)
}

// eachLink calls f with each link of a chart.
func (c *chart) eachLink(f func(*string)) {
	for _, one := range c.Points {
		f(&one.Link)
	}
}

// decimal returns a number to draw with; what is printed is never made of it.
func decimal(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64) // nothing is drawn of what is none
	return v
}
