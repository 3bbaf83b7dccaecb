package dataset

import (
	"context"
	"strings"
)

// Chart names figures that can stand in one chart: of one measure of one thing, of one kind, basis and unit.
type Chart struct {
	Name   string // the measure, or else the subject in the words of the report
	Entity string // what the row of the table speaks of; "" in the narrative
	Kind   string
	Basis  string
	Unit   string
}

// Title is the thing and what is measured of it, without saying it twice.
func (c Chart) Title() string {
	switch {
	case c.Entity == "" || strings.Contains(c.Name, c.Entity):
		return c.Name
	case strings.Contains(c.Entity, c.Name):
		return c.Entity
	}
	return c.Entity + ": " + c.Name
}

// ChartFilter says which charts are wanted.
type ChartFilter struct {
	Filter
	Measure, Kind, Basis string
}

// charted is what charts are made of: every figure that has a value and a time and sums no others up. A target has the name of the
// figure that the report compares with it, so that both stand in one chart.
const charted = `SELECT o.*, r.region, r.period AS report_period, r.source_name,
  coalesce(CASE WHEN o.state = 'target' AND o.row IS NOT NULL THEN (
      SELECT coalesce(a.measure, a.subject) FROM comparisons AS c
      JOIN indicators AS a ON a.report_id = c.report_id AND a.annex = c.annex AND a.row = c.row AND a.position = c.actual_indicator
      WHERE c.report_id = o.report_id AND c.annex = o.annex AND c.row = o.row AND c.target_indicator = o.position
      ORDER BY c.position LIMIT 1) END, o.measure, o.subject, '') AS name
FROM observations AS o JOIN reports AS r ON r.report_id = o.report_id
WHERE o.total IS NULL AND o.value IS NOT NULL AND o.period_end IS NOT NULL`

func (f ChartFilter) where() conditions {
	var where conditions
	where.is("issuer", f.Issuer)
	where.is("measure", f.Measure)
	where.is("kind", f.Kind)
	where.is("basis", f.Basis)
	if f.Region != "" {
		where.add("(region = ? OR region_code = ?)", f.Region, f.Region)
	}
	where.has(f.Words, "name", "coalesce(entity, '')", "coalesce(issuer, '')")
	return where
}

// Charts returns some of the charts that there are figures for, those of known measures and of most periods first, and how many there are.
func (d *Database) Charts(ctx context.Context, f ChartFilter) ([]Chart, int, error) {
	where := f.where()
	grouped := " FROM (" + charted + ") WHERE " + where.String() + " GROUP BY name, entity, kind, basis, unit"
	total, err := d.count(ctx, "SELECT count(*) FROM (SELECT 1"+grouped+")", where.args...)
	if err != nil {
		return nil, 0, err
	}
	limit, args := f.limited(where.args)
	all, err := d.records(ctx, "SELECT name, entity, kind, basis, unit"+grouped+
		" ORDER BY count(DISTINCT period_end) = 1, max(measure) IS NULL, count(DISTINCT period_end) DESC, count(*) DESC, name, entity, kind, basis, unit"+limit, args...)
	var charts []Chart
	for _, r := range all {
		charts = append(charts, Chart{r["name"], r["entity"], r["kind"], r["basis"], r["unit"]})
	}
	return charts, total, err
}

// Points returns the figures of a chart in the order of time, at most the limit of the filter, and how many there are. Each has the columns of observations,
// the text as printed, what its header says of the unit (unit_text), and the ratio to its target where the report compares them.
func (d *Database) Points(ctx context.Context, c Chart, f ChartFilter) ([]Record, int, error) {
	f.Words, f.Measure = nil, ""
	where := f.where()
	where.add("name = ?", c.Name)
	for _, is := range [][2]string{{"entity", c.Entity}, {"kind", c.Kind}, {"basis", c.Basis}, {"unit", c.Unit}} {
		if is[1] == "" {
			where.add(is[0] + " IS NULL")
		} else {
			where.add(is[0]+" = ?", is[1])
		}
	}
	from := " FROM (" + charted + ") WHERE " + where.String()
	total, err := d.count(ctx, "SELECT count(*)"+from, where.args...)
	if err != nil {
		return nil, 0, err
	}
	limit, args := f.limited(where.args)
	points, err := d.records(ctx, `SELECT p.*, i.text, k.unit_text,
  (SELECT c.ratio FROM comparisons AS c WHERE c.report_id = p.report_id AND c.annex = p.annex AND c.row = p.row AND c.actual_indicator = p.position
    ORDER BY c.position LIMIT 1) AS ratio
FROM (SELECT *`+from+` ORDER BY period_end, period_start, issuer, state, report_id, annex, row, section, position`+limit+`) AS p
LEFT JOIN indicators AS i ON i.report_id = p.report_id AND i.annex IS p.annex AND i.row IS p.row AND i.section IS p.section AND i.position = p.position
LEFT JOIN columns AS k ON k.report_id = p.report_id AND k.annex = p.annex AND k.column_index = p.column_index
ORDER BY p.period_end, p.period_start, p.issuer, p.state, p.report_id, p.annex, p.row, p.section, p.position`, args...)
	return points, total, err
}
