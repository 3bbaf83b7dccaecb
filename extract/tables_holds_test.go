package extract_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/testdoc"
)

// holdFloors is, by property, the share in percent of the changed tables for which it must hold; all is the aim.
var holdFloors = map[string]float64{
	"columns exchanged": 100, "entries exchanged": 100, "other digits": 96, "row put in": 96, "strange column": 96,
	"common label": 81, "label broken": 58, // as text, where no cell is merged; 97 and 92 else
}

// changed is a table to which something was done that must not matter, and what must hold of what is read of it.
type changed struct {
	name    string
	places  [][]*testdoc.Box
	columns []int // for each column its index before, or -1 for one that is new
	holds   func(before, after read) string
}

// TestTablesHold does to each table what must not matter: columns and entries exchanged, a strange column added, labels
// broken and put together, rows of column numbers, units and labels put in, other digits. What is read must stay.
func TestTablesHold(t *testing.T) {
	scores := map[string]*score{}
	for _, truth := range readTruths(t) {
		p, ok := newPlain(truth)
		if !ok {
			continue
		}
		base := map[string]read{}
		for writing, data := range p.write(truth.page) {
			base[writing] = readOf(readTable(t, fileName(truth.name, writing), data), p.identity())
		}
		for property, changes := range p.changes() {
			if scores[property] == nil {
				scores[property] = newScore()
			}
			for _, c := range changes {
				for writing, data := range p.write(p.page(c.places)) {
					after := readOf(readTable(t, fileName(truth.name, writing), data), c.columns)
					fault := c.holds(base[writing], after)
					scores[property].tally(writing, fault == "", truth.name+", "+c.name, fault)
				}
			}
		}
	}
	for _, property := range slices.Sorted(maps.Keys(scores)) {
		s := scores[property]
		t.Logf("%s:\n%s", property, s)
		if *showMisses {
			t.Log(strings.Join(s.misses, "\n"))
		}
		for _, writing := range s.order {
			require.GreaterOrEqual(t, s.percent(writing), holdFloors[property], "%s, as %s", property, writing)
		}
	}
}

// TestTablesCountEveryNumber holds the coverage of an annex against the digits that stand in its cells, those of the column of
// numbers apart: each is counted, and what is not explained is listed.
func TestTablesCountEveryNumber(t *testing.T) {
	s := newScore()
	for _, truth := range readTruths(t) {
		p, ok := newPlain(truth)
		if !ok {
			continue
		}
		for writing, data := range p.write(truth.page) {
			annexes := readTable(t, fileName(truth.name, writing), data).Annexes
			var c tableCoverage
			if len(annexes) > 0 {
				c = annexes[0].Coverage
			}
			s.tally(writing+" counted", c.Numbers >= p.numbers(), truth.name, fmt.Sprint(c.Numbers, " of ", p.numbers()))
			s.tally(writing+" listed", c.Explained+len(c.Unexplained) == c.Numbers, truth.name, fmt.Sprint(c))
		}
	}
	t.Logf("\n%s", s)
	if *showMisses {
		t.Log(strings.Join(s.misses, "\n"))
	}
	for _, measure := range s.order {
		require.GreaterOrEqual(t, s.percent(measure), holdFloors["every number"], measure)
	}
}

// plain is a table whose grid has the columns that its truth names: no form, none side by side, none inside another.
type plain struct {
	truth  *tableTruth
	annex  *annexTruth
	places [][]*testdoc.Box
	head   int   // rows of labels
	at     []int // for each row of the truth its row in the grid
}

func newPlain(truth *tableTruth) (*plain, bool) {
	if len(truth.annexes) != 1 {
		return nil, false
	}
	p := &plain{truth: truth, annex: truth.annexes[0]}
	for _, part := range truth.page {
		if part.Grid != nil {
			if p.places != nil {
				return nil, false
			}
			p.places = part.Grid.Places()
		}
	}
	from := 0
	for _, r := range p.annex.rows {
		y := slices.IndexFunc(p.places[from:], func(row []*testdoc.Box) bool { return p.speaksOf(row, r) })
		if y < 0 {
			return nil, false
		}
		p.at = append(p.at, from+y)
		from += y + 1
	}
	p.head = p.at[0]
	for p.head > 1 && p.groupHeading(p.places[p.head-1]) {
		p.head--
	}
	fits := p.head > 0 && !slices.ContainsFunc(p.places, func(row []*testdoc.Box) bool { return len(row) != len(p.annex.columns) })
	return p, fits
}

// speaksOf reports whether a row of the grid is the one that a row of the truth names.
func (p *plain) speaksOf(row []*testdoc.Box, r *rowTruth) bool {
	for i, c := range p.annex.columns {
		named := c.role == "item" && r.parts["item"] != "" || c.role == "target" && r.parts["item"] == "" && r.parts["target"] != ""
		if named && i < len(row) && row[i] != nil {
			return squeezed(row[i].Text()) == squeezed(r.parts["item"]+map[bool]string{true: r.parts["target"]}[r.parts["item"] == ""])
		}
	}
	return false
}

// groupHeading reports whether one cell covers the whole row and heads a group.
func (p *plain) groupHeading(row []*testdoc.Box) bool {
	whole := row[0] != nil && row[0].Cols == len(row)
	return whole && slices.ContainsFunc(p.annex.rows, func(r *rowTruth) bool { return squeezed(r.parts["category"]) == squeezed(row[0].Text()) })
}

func (p *plain) identity() []int {
	columns := make([]int, len(p.annex.columns))
	for i := range columns {
		columns[i] = i
	}
	return columns
}

// page returns the page with another table.
func (p *plain) page(places [][]*testdoc.Box) testdoc.Page {
	page := slices.Clone(p.truth.page)
	for i := range page {
		if page[i].Grid != nil {
			page[i].Grid = testdoc.Laid(places)
		}
	}
	return page
}

// write writes a page as HTML, as DOCX and, where its table has no merged cells that a text would lose, as text.
func (p *plain) write(page testdoc.Page) map[string][]byte {
	written := map[string][]byte{"html": page.HTML(), "docx": page.DOCX()}
	if slices.Contains(p.truth.writings, testdoc.Tabs) {
		written[testdoc.Tabs] = page.Plain(testdoc.Tabs)
	}
	return written
}

var digits = regexp.MustCompile(`\d+(?:[.,]\d+)*`)

// numbers returns how many digit runs stand in the rows, each merged cell once, without the column of numbers.
func (p *plain) numbers() int {
	n := 0
	seen := map[*testdoc.Box]bool{}
	for _, y := range p.at {
		for x, box := range p.places[y] {
			if box != nil && !seen[box] && p.annex.columns[x].role != "number" {
				n += len(digits.FindAllString(box.Text(), -1))
			}
			seen[box] = true
		}
	}
	return n
}

// read is what must not change: the columns by their index before, and the rows, their figures by the column that they stand in.
type read struct {
	columns map[int]string
	rows    []readRow
}

type readRow struct {
	words   string // fields other than the number
	figures []string
	meaning []string // of the figures, without text and value
	texts   []string // of the figures
	rest    string   // comparisons, findings
}

func readOf(report *tableReport, columns []int) read {
	r := read{columns: map[int]string{}}
	if len(report.Annexes) == 0 {
		return r
	}
	a := report.Annexes[0]
	before := func(column int) int {
		if column < len(columns) {
			return columns[column]
		}
		return -2
	}
	for i, c := range a.Columns {
		if k := before(i); k != -1 {
			period := tablePeriod{}
			if c.Period != nil {
				period = *c.Period
			}
			r.columns[k] = fmt.Sprint(c.Role, "|", c.Measure, "|", c.Unit, "|", c.Factor, "|", c.Kind, "|", c.State, "|", c.Basis, "|", period, "|", c.Total)
		}
	}
	for _, row := range a.Rows {
		r.rows = append(r.rows, row.read(before))
	}
	for k := range a.Rows {
		r.rows[k].rest += fmt.Sprint(len(a.Findings), len(report.Annexes))
	}
	return r
}

func (row tableRow) read(before func(int) int) readRow {
	var r readRow
	var words, rest []string
	for _, c := range row.Cells {
		if k := before(c.Column); k != -1 {
			words = append(words, fmt.Sprintf("%d:%s", k, squeezed(c.Text)))
		}
	}
	slices.Sort(words)
	r.words = strings.Join(append(words, squeezed(row.Category), squeezed(row.Item), squeezed(row.Target), squeezed(row.Progress), squeezed(row.Rate),
		squeezed(row.Deadline), squeezed(row.Note), namesOf(row.LeadUnits), namesOf(row.SupportUnits), strconv.FormatBool(row.Total), row.Pace, row.Status), "|")
	var figures []string
	for _, i := range row.Indicators {
		place := i.Field
		if i.Field == "cell" {
			place = strconv.Itoa(before(i.Column))
		}
		meaning := fmt.Sprint(place, "|", i.Unit, "|", i.Kind, "|", i.State, "|", i.Modifier, "|", i.Basis, "|", i.Period)
		r.meaning = append(r.meaning, meaning)
		r.texts = append(r.texts, place+":"+i.Text)
		figures = append(figures, meaning+"|"+i.Text+"|"+i.Value.String())
	}
	for _, c := range row.Comparisons {
		if max(c.Target, c.Actual) < len(figures) {
			rest = append(rest, fmt.Sprint(figures[c.Target], "->", figures[c.Actual], c.Ratio, c.Difference, c.Schedule))
		}
	}
	for _, f := range row.Findings {
		rest = append(rest, f.Code)
	}
	r.figures = slices.Clone(figures)
	slices.Sort(r.figures)
	slices.Sort(r.meaning)
	slices.Sort(rest)
	r.rest = strings.Join(rest, ";")
	return r
}

// same returns what differs, or nothing.
func same(before, after read) string {
	if len(before.rows) == 0 {
		return "nothing is read"
	}
	for _, k := range slices.Sorted(maps.Keys(before.columns)) {
		if before.columns[k] != after.columns[k] {
			return fmt.Sprintf("column %d is %s, was %s", k, after.columns[k], before.columns[k])
		}
	}
	return sameRows(before.rows, after.rows)
}

func sameRows(before, after []readRow) string {
	if len(before) != len(after) {
		return fmt.Sprintf("%d rows, were %d", len(after), len(before))
	}
	for i := range before {
		for _, p := range [][2]string{
			{before[i].words, after[i].words},
			{strings.Join(before[i].figures, " "), strings.Join(after[i].figures, " ")},
			{before[i].rest, after[i].rest},
		} {
			if p[0] != p[1] {
				return fmt.Sprintf("row %d is %s, was %s", i+1, p[1], p[0])
			}
		}
	}
	return ""
}
