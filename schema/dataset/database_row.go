package dataset

import (
	"context"
	"errors"
	"strconv"
)

// Place is where a row of an annex stands, or with a Section a part of the narrative.
type Place struct {
	Report              string // its report_id
	Annex, Row, Section int
}

// Row is a row of an annex, or a part of the narrative, with all that was read of it.
type Row struct {
	Place    Place
	Report   Record
	Annex    Record   // empty in the narrative, as are the next ones up to Task
	Columns  []Record // of the annex
	Cells    []Record // that have no column in tasks
	Units    []Record
	Compared []Record
	History  []Record // the rows of the same task in all reports: report_id, annex, row, period, period_end, status
	Task     Record
	Name     string // of the task, as in the view task_names; "" where it has none
	Section  Record // empty in an annex
	Figures  []Record
	Findings []Record
}

// RowFilter says which rows are wanted.
type RowFilter struct {
	Filter
	Unit   string // that is responsible, by its name
	Status string
	Report string // the report_id
}

// Rows returns the places of some rows, those of the latest reports first, and how many there are. Parts of the
// narrative are among them where neither unit nor status is asked for.
func (d *Database) Rows(ctx context.Context, f RowFilter) ([]Place, int, error) {
	from, args := f.from()
	total, err := d.count(ctx, "SELECT count(*) FROM ("+from+")", args...)
	if err != nil {
		return nil, 0, err
	}
	limit, args := f.limited(args)
	all, err := d.records(ctx, "SELECT * FROM ("+from+") ORDER BY period_end DESC, report_id, section IS NULL, section, annex, row"+limit, args...)
	var places []Place
	for _, r := range all {
		places = append(places, r.Place())
	}
	return places, total, err
}

// Place returns where a row of an answer stands.
func (r Record) Place() Place {
	return Place{r["report_id"], r.int("annex"), r.int("row"), r.int("section")}
}

func (r Record) int(column string) int {
	n, _ := strconv.Atoi(r[column]) // 0 where there is none
	return n
}

// from returns a statement that gives the places.
func (f RowFilter) from() (string, []any) {
	var tasks conditions
	tasks.is("r.issuer", f.Issuer)
	tasks.is("r.report_id", f.Report)
	tasks.is("t.status", f.Status)
	if f.Unit != "" {
		tasks.add("EXISTS (SELECT 1 FROM units AS u WHERE u.report_id = t.report_id AND u.annex = t.annex AND u.row = t.row AND u.name = ?)", f.Unit)
	}
	for _, w := range f.Words {
		tasks.add(`(instr(lower(concat_ws(char(10), t.item, t.category, t.target, t.progress, t.note, t.deadline, t.rate)), ?) > 0
  OR EXISTS (SELECT 1 FROM units AS u WHERE u.report_id = t.report_id AND u.annex = t.annex AND u.row = t.row AND instr(lower(u.name || char(10) || u.text), ?) > 0)
  OR EXISTS (SELECT 1 FROM cells AS c WHERE c.report_id = t.report_id AND c.annex = t.annex AND c.row = t.row AND instr(lower(c.text), ?) > 0))`,
			small(w), small(w), small(w))
	}
	statement := "SELECT r.period_end, t.report_id, t.annex, t.row, NULL AS section FROM tasks AS t JOIN reports AS r ON r.report_id = t.report_id WHERE " + tasks.String()
	if f.Unit != "" || f.Status != "" {
		return statement, tasks.args
	}
	var sections conditions
	sections.is("r.issuer", f.Issuer)
	sections.is("r.report_id", f.Report)
	sections.has(f.Words, "concat_ws(char(10), s.heading, s.text)")
	return statement + " UNION ALL SELECT r.period_end, s.report_id, NULL, NULL, s.section FROM sections AS s JOIN reports AS r ON r.report_id = s.report_id WHERE " +
		sections.String(), append(tasks.args, sections.args...)
}

// ErrNoRow is the error for a place where no row stands.
var ErrNoRow = errors.New("there is no such row")

// Row returns the row at a place; the error is ErrNoRow where none stands.
func (d *Database) Row(ctx context.Context, at Place) (*Row, error) {
	r := &Row{Place: at}
	f := fetch{ctx: ctx, d: d}
	f.one(&r.Report, "SELECT * FROM reports WHERE report_id = ?", at.Report)
	if at.Section != 0 {
		const here = " WHERE report_id = ? AND section = ? "
		f.one(&r.Section, "SELECT * FROM sections"+here, at.Report, at.Section)
		f.all(&r.Figures, "SELECT * FROM indicators"+here+"ORDER BY position", at.Report, at.Section)
		f.all(&r.Findings, "SELECT * FROM findings"+here+"ORDER BY position", at.Report, at.Section)
		return r, f.found(r.Section)
	}
	const here = " WHERE report_id = ? AND annex = ? AND row = ? "
	place := []any{at.Report, at.Annex, at.Row}
	f.one(&r.Annex, "SELECT * FROM annexes WHERE report_id = ? AND annex = ?", place[:2]...)
	f.one(&r.Task, "SELECT * FROM tasks"+here, place...)
	f.all(&r.Columns, "SELECT * FROM columns WHERE report_id = ? AND annex = ? ORDER BY column_index", place[:2]...)
	f.all(&r.Cells, "SELECT * FROM cells"+here+"ORDER BY column_index", place...)
	r.Name = f.name(r)
	f.all(&r.Units, "SELECT * FROM units"+here+"ORDER BY role, position", place...)
	f.all(&r.Compared, "SELECT * FROM comparisons"+here+"ORDER BY position", place...)
	f.all(&r.Figures, "SELECT * FROM indicators"+here+"ORDER BY position", place...)
	f.all(&r.Findings, "SELECT * FROM findings"+here+"ORDER BY position", place...)
	f.all(&r.History, `SELECT p.report_id, p.annex, p.row, r.period, r.period_end, t.status FROM panel AS p
JOIN reports AS r ON r.report_id = p.report_id
JOIN tasks AS t ON t.report_id = p.report_id AND t.annex = p.annex AND t.row = p.row
WHERE p.task_id = (SELECT task_id FROM panel`+here+`) ORDER BY r.period_end, p.report_id, p.annex, p.row`, place...)
	return r, f.found(r.Task)
}

// namingColumn gives the column of an annex that names its rows, as the view naming_columns does for all annexes.
const namingColumn = `SELECT max(x.column_index) AS column_index FROM (
  SELECT k.column_index FROM columns AS k JOIN cells AS c ON c.report_id = k.report_id AND c.annex = k.annex AND c.column_index = k.column_index
  WHERE k.role = 'extra' AND k.report_id = ?1 AND k.annex = ?2 GROUP BY k.column_index HAVING count(*) = count(DISTINCT c.text)) AS x
WHERE x.column_index < (SELECT min(CASE WHEN role = 'item' THEN 0 ELSE column_index END) FROM columns
  WHERE role IN ('item', 'target') AND report_id = ?1 AND annex = ?2)`

// name returns what a row of an annex is called.
func (f *fetch) name(r *Row) string {
	if r.Task["item"] != "" {
		return r.Task["item"]
	}
	var column Record
	f.one(&column, namingColumn, r.Place.Report, r.Place.Annex)
	for _, c := range r.Cells {
		if c["column_index"] == column["column_index"] {
			return c["text"]
		}
	}
	return r.Task["target"]
}

// fetch asks one thing after the other until one fails.
type fetch struct {
	ctx context.Context
	d   *Database
	err error
}

func (f *fetch) all(to *[]Record, statement string, args ...any) {
	if f.err == nil {
		*to, f.err = f.d.records(f.ctx, statement, args...)
	}
}

func (f *fetch) one(to *Record, statement string, args ...any) {
	if f.err == nil {
		*to, f.err = f.d.one(f.ctx, statement, args...)
	}
}

func (f *fetch) found(r Record) error {
	if f.err == nil && len(r) == 0 {
		return ErrNoRow
	}
	return f.err
}
