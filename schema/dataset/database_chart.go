package dataset

import (
	"cmp"
	"context"
	"maps"
	"slices"
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
	Region               string // the name or the code of the report's place
	Issuers              int    // in one chart, those of most figures, with regions and reports of unknown issuers among them; all if it is 0
}

// charted is what charts are made of: every figure that has a value and a time and sums no others up. A target has the
// name of the figure that the report compares with it, so that both stand in one chart. Whose figure it is says the
// issuer, else the region; where neither is known, it is that of its report alone.
const charted = `SELECT o.rowid AS id, o.*, r.region, coalesce(o.issuer, r.region, r.source_name) AS who, r.period AS report_period, r.source_name,
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
	where.has(f.Words, "name", "coalesce(entity, '')", "coalesce(who, '')")
	return where
}

// Charts returns some of the charts that there are figures for, those of known measures and of most periods first, and
// how many there are.
func (d *Database) Charts(ctx context.Context, f ChartFilter) ([]Chart, int, error) {
	where := f.where()
	limit, args := f.limited(where.args)
	all, err := d.records(ctx, "SELECT name, entity, kind, basis, unit, count(*) OVER () AS charts FROM ("+charted+") WHERE "+where.String()+
		" GROUP BY name, entity, kind, basis, unit"+
		" ORDER BY count(DISTINCT period_end) = 1, max(measure) IS NULL, count(DISTINCT period_end) DESC, count(*) DESC, name, entity, kind, basis, unit"+limit, args...)
	var charts []Chart
	total := 0
	for _, r := range all {
		charts = append(charts, Chart{r["name"], r["entity"], r["kind"], r["basis"], r["unit"]})
		total = r.int("charts")
	}
	return charts, total, err
}

// Figures are those of a chart.
type Figures struct {
	Points  []Record // in the order of time
	Total   int      // of the issuers that are in the chart, with earlier ones that the limit has left out
	Issuers int      // that there are, with those that are not in the chart
}

// Figures returns the figures of charts, of each the latest ones up to the limit of the filter. Each has the columns of
// observations, the text as printed, what its header says of the unit (unit_text), whose it is (who: the issuer, else
// the region, else the source alone), and the ratio to its target where the report compares them.
func (d *Database) Figures(ctx context.Context, charts []Chart, f ChartFilter) ([]Figures, error) {
	found, err := d.candidates(ctx, charts, f)
	if err != nil {
		return nil, err
	}
	limit := f.Limit
	if limit == 0 {
		limit = usualLimit
	}
	all := make([]Figures, len(charts))
	for i, c := range found {
		ids := c.of(f.Issuers)
		all[i].Total, all[i].Issuers = len(ids), len(c.issuers)
		if all[i].Points, err = d.points(ctx, ids[:min(len(ids), limit)]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// candidates are the figures of a chart.
type candidates struct {
	figures []candidate
	issuers map[string]int // how many each has
}

type candidate struct {
	id          int64
	day, issuer string
}

// candidates goes through all figures once.
func (d *Database) candidates(ctx context.Context, charts []Chart, f ChartFilter) ([]candidates, error) {
	place := map[Chart]int{}
	found := make([]candidates, len(charts))
	for i, c := range charts {
		place[c] = i
		found[i].issuers = map[string]int{}
	}
	f.Words = nil // which have chosen the charts
	where := f.where()
	db, err := d.now(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "SELECT id, CAST(period_end AS TEXT), coalesce(who, ''), name, coalesce(entity, ''), kind, coalesce(basis, ''), coalesce(unit, '') FROM ("+
		charted+") WHERE "+where.String(), where.args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var one candidate
		var c Chart
		if err := rows.Scan(&one.id, &one.day, &one.issuer, &c.Name, &c.Entity, &c.Kind, &c.Basis, &c.Unit); err != nil {
			return nil, err
		}
		if i, ok := place[c]; ok {
			found[i].figures = append(found[i].figures, one)
			found[i].issuers[one.issuer]++
		}
	}
	return found, rows.Err()
}

// of returns the figures of the issuers that have most, so many of them, the latest first.
func (c *candidates) of(most int) []any {
	drawn := slices.SortedFunc(maps.Keys(c.issuers), func(a, b string) int {
		return cmp.Or(c.issuers[b]-c.issuers[a], strings.Compare(a, b))
	})
	if most > 0 {
		drawn = drawn[:min(most, len(drawn))]
	}
	slices.SortFunc(c.figures, func(a, b candidate) int { return cmp.Or(strings.Compare(b.day, a.day), cmp.Compare(b.id, a.id)) })
	var ids []any
	for _, one := range c.figures {
		if slices.Contains(drawn, one.issuer) {
			ids = append(ids, one.id)
		}
	}
	return ids
}

func (d *Database) points(ctx context.Context, ids []any) ([]Record, error) {
	marks := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
	return d.records(ctx, `SELECT o.*, r.region, coalesce(o.issuer, r.region, r.source_name) AS who, r.period AS report_period, r.source_name, k.unit_text,
  coalesce((SELECT i.text FROM indicators AS i WHERE i.report_id = o.report_id AND i.annex = o.annex AND i.row = o.row AND i.position = o.position),
    (SELECT i.text FROM indicators AS i WHERE i.report_id = o.report_id AND i.section = o.section AND i.position = o.position)) AS text,
  (SELECT c.ratio FROM comparisons AS c WHERE c.report_id = o.report_id AND c.annex = o.annex AND c.row = o.row AND c.actual_indicator = o.position
    ORDER BY c.position LIMIT 1) AS ratio
FROM observations AS o
JOIN reports AS r ON r.report_id = o.report_id
LEFT JOIN columns AS k ON k.report_id = o.report_id AND k.annex = o.annex AND k.column_index = o.column_index
WHERE o.rowid IN (`+marks+`)
ORDER BY o.period_end, o.period_start, who, o.state, o.report_id, o.annex, o.row, o.section, o.position`, ids...)
}
