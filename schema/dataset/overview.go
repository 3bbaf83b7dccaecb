package dataset

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"time"

	"duban/internal/char"
	"duban/internal/message"
	"duban/schema"
	"duban/schema/change"
)

// The sheet for people that stands in front of those of the tables: one line a task, with what is asked first. Rows that sum
// others up and rows of statistics are no tasks.

//go:embed overview.tsv
var overviewWords string

// overviewSheet is the sheet as it is described: name, columns and words.
type overviewSheet struct {
	name    string
	columns []overviewColumn
	words   map[string]string
}

type overviewColumn struct {
	key, heading string
	width        float64
}

// overview returns the description in a language, which the package has with it.
func overview(l message.Language) overviewSheet {
	if l == message.Chinese {
		return overviewChinese()
	}
	return overviewEnglish()
}

var (
	overviewEnglish = sync.OnceValue(func() overviewSheet { return overviewIn(2) })
	overviewChinese = sync.OnceValue(func() overviewSheet { return overviewIn(3) })
)

// overviewIn reads the description, with the words that stand in one field of its lines.
func overviewIn(field int) overviewSheet {
	s := overviewSheet{words: map[string]string{}}
	for line := range strings.Lines(overviewWords) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		switch fields[0] {
		case "sheet":
			s.name = fields[field]
		case "column":
			width, _ := strconv.ParseFloat(fields[4], 64)
			s.columns = append(s.columns, overviewColumn{fields[1], fields[field], width})
		case "word":
			s.words[fields[1]] = fields[field]
		}
	}
	return s
}

// overviewStyles are how the cells of a column look; a column that is not among them has texts.
var overviewStyles = map[string]cellStyle{"period_end": dayCell, "due": dayCell, "ratio": percentCell, "target_value": amountCell,
	"actual_value": amountCell, "difference": amountCell}

// overviewRow is what a line has in each column, by its key.
type overviewRow map[string]string

// overviewRows returns the lines of the tasks of a report, in the words of the description.
func (r *Report) overviewRows(words map[string]string) []overviewRow {
	if len(r.Rows[reports]) == 0 {
		return nil
	}
	head := func(column string) string { return r.cell(reports, 0, column) }
	units, best := r.unitNames(), r.mainComparisons()
	compared := r.comparedTasks()
	var list []overviewRow
	for _, c := range r.lines(tasks, "annex", "row", "total", "kind", "number", "target", "status", "pace", "progress", "deadline") {
		if c[2] != "" || c[3] == string(schema.KindStatistics) {
			continue
		}
		at := place{c[0], c[1]}
		row := overviewRow{"issuer": head("issuer"), "period": head("period"), "period_end": head("period_end"), "annex": c[0],
			"number": c[4], "item": compared[at].Item, "target": c[5], "status": words[c[6]], "pace": words[c[7]],
			"progress": c[8], "due": compared[at].Due, "lead_units": units["lead"][at], "support_units": units["support"][at],
			"source": head("source_name")}
		if row["due"] == "" {
			row["due"] = c[9] // as printed
		}
		for key, cell := range best[at] {
			row[key] = cell
		}
		list = append(list, row)
	}
	return list
}

// unitNames returns the units of each row by their role, joined.
func (r *Report) unitNames() map[string]map[place]string {
	names := map[string]map[place]string{"lead": {}, "support": {}}
	for _, c := range r.lines(units, "annex", "row", "role", "name") {
		list, at := names[c[2]], place{c[0], c[1]}
		if list[at] != "" {
			list[at] += char.Pause
		}
		list[at] += c[3]
	}
	return names
}

// comparedTasks returns the rows as they are compared with those of other reports: with the day by which each is to be done and
// with a name also where no column is one of items.
func (r *Report) comparedTasks() map[place]change.Task {
	list := map[place]change.Task{}
	for _, t := range r.Comparable().Tasks {
		list[place{strconv.Itoa(t.Annex), strconv.Itoa(t.Row)}] = t
	}
	return list
}

// mainComparisons returns the comparison of each row that says most: the first with a ratio, else the first.
func (r *Report) mainComparisons() map[place]overviewRow {
	best := map[place]overviewRow{}
	for _, c := range r.lines(comparisons, "annex", "row", "target_value", "actual_value", "unit", "ratio", "difference") {
		at := place{c[0], c[1]}
		if was := best[at]; was == nil || was["ratio"] == "" && c[5] != "" {
			best[at] = overviewRow{"target_value": c[2], "actual_value": c[3], "unit": c[4], "ratio": c[5], "difference": c[6]}
		}
	}
	return best
}

// overviewCells returns a line as the sheet has it. A day is the number of days that spreadsheets count.
func overviewCells(row overviewRow) (cells []bookCell, styles []cellStyle) {
	for _, c := range overview(message.English).columns {
		text, style := row[c.key], textCell
		cell := bookCell{cut(text), false}
		wanted, isNumber := overviewStyles[c.key]
		switch day, err := time.Parse(time.DateOnly, text); {
		case text == "":
		case wanted == dayCell && err == nil:
			cell, style = bookCell{strconv.Itoa(sheetDay(day)), true}, dayCell
		case isNumber && wanted != dayCell && significant(text) <= exactly:
			cell = bookCell{text, true}
			if wanted != amountCell || !strings.Contains(text, ".") {
				style = wanted
			}
		case c.key == "annex", c.key == "number":
			cell = bookCell{text, true}
		}
		cells, styles = append(cells, cell), append(styles, style)
	}
	return cells, styles
}

// sheetDay counts the days from that which spreadsheets call 0.
func sheetDay(day time.Time) int {
	return int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
}
