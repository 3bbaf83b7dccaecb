package dataset

import (
	"context"
	"fmt"
)

// question is one that has a list as its answer.
type question struct {
	name  string
	from  string   // what is selected from; its columns are those of the answer, and have an issuer
	words []string // the columns that words are looked for in
	order string
}

// questions are asked by their names. All have report_id, and their answers source_name; where a row of an answer stands in an annex,
// it has annex and row.
var questions = []question{
	{"reports", "(SELECT report_id, title, issuer, region, region_code, period, period_start, period_end, source_name, rows, numbers, explained, findings FROM reports)",
		[]string{"title", "issuer", "region", "source_name", "period"}, "period_end DESC, issuer, report_id"},
	{"offices", "(SELECT * FROM progress_by_unit WHERE role = 'lead')",
		[]string{"unit", "issuer"}, "period_end DESC, issuer, tasks DESC, unit"},
	{"late", "late_tasks", []string{"unit", "task", "target", "issuer"}, "period_end DESC, issuer, unit, annex, row"},
	{"slipped", "(SELECT *, report_after AS report_id, annex_after AS annex, row_after AS row FROM slipped_tasks)",
		[]string{"task", "target", "issuer"}, "period_after DESC, issuer, annex_after, row_after"},
	{"moved", "come_and_gone", []string{"task", "target", "issuer"}, "period_after DESC, issuer, change DESC, annex, row"},
	// Decimals of the table are exact.
	{"unreached", "(SELECT n.issuer, n.year, n.task, n.target, n.subject, n.unit, c.target_value, c.actual_value, c.ratio, c.difference," +
		" n.last_status, n.last_period_end, n.due, n.reports, n.report_id, n.annex, n.row, n.position, c.actual_indicator, c.target_indicator" +
		" FROM targets_never_reached AS n JOIN comparisons AS c ON c.report_id = n.report_id AND c.annex = n.annex AND c.row = n.row AND c.position = n.position)",
		[]string{"task", "target", "subject", "issuer"}, "year DESC, issuer, CAST(ratio AS REAL), task"},
	{"money", "(SELECT issuer, period_end, unit, figures, round(planned, 2) AS planned, round(done, 2) AS done, ratio, report_id FROM money_by_office)",
		[]string{"unit", "issuer"}, "period_end DESC, issuer, ratio, unit"},
	{"copied", "copied_progress", []string{"task", "target", "progress", "issuer"}, "period_after DESC, issuer, annex, row"},
	{"findings", "(SELECT r.issuer, r.source_name, r.period_end, f.severity, f.code, f.message, t.task, f.report_id, f.annex, f.row, f.section, f.position" +
		" FROM findings AS f JOIN reports AS r ON r.report_id = f.report_id" +
		" LEFT JOIN task_names AS t ON t.report_id = f.report_id AND t.annex = f.annex AND t.row = f.row)",
		[]string{"message", "code", "task", "issuer", "source_name"},
		"CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, period_end DESC, issuer, report_id, annex, row, position"},
}

// Answer returns some rows of the answer to a question, and how many there are: reports, offices (what the units in the
// lead have on their list), late, slipped, moved (tasks that came or vanished), unreached (targets), money (planned and done, by the
// units in the lead), copied (progress) or findings.
func (d *Database) Answer(ctx context.Context, name string, f Filter) ([]Record, int, error) {
	for _, q := range questions {
		if q.name == name {
			return d.answer(ctx, q, f)
		}
	}
	return nil, 0, fmt.Errorf("there is no question %q", name)
}

func (d *Database) answer(ctx context.Context, q question, f Filter) ([]Record, int, error) {
	var where conditions
	where.is("issuer", f.Issuer)
	where.has(f.Words, q.words...)
	from := fmt.Sprintf(" FROM %s AS q WHERE %s", q.from, &where)
	total, err := d.count(ctx, "SELECT count(*)"+from, where.args...)
	if err != nil {
		return nil, 0, err
	}
	limit, args := f.limited(where.args)
	all, err := d.records(ctx, "SELECT *, (SELECT s.source_name FROM reports AS s WHERE s.report_id = q.report_id) AS source_name"+from+" ORDER BY "+q.order+limit, args...)
	return all, total, err
}

// Values returns the values of a column with how often each stands there, as value and n, the most frequent first, 500
// at most.
func (d *Database) Values(ctx context.Context, table, column string) ([]Record, error) {
	c := identifier(column)
	return d.records(ctx, fmt.Sprintf("SELECT %s AS value, count(*) AS n FROM %s WHERE %s IS NOT NULL GROUP BY %s ORDER BY n DESC, value LIMIT 500",
		c, identifier(table), c, c))
}

// Counts returns how much there is of reports, rows, figures and findings, and as first and last the days between which
// the reports are.
func (d *Database) Counts(ctx context.Context) (Record, error) {
	return d.one(ctx, `SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM tasks) AS rows, (SELECT count(*) FROM observations) AS figures,
  (SELECT count(*) FROM findings) AS findings, (SELECT min(period_start) FROM reports) AS first, (SELECT max(period_end) FROM reports) AS last`)
}
