package extract

import (
	"slices"

	"duban/internal/message"
	"duban/schema"
)

// This file restores row numbers that a conversion lost, and says where the printed ones are not 1, 2, 3 ….

// numberRows restores the lost numbers of a sheet where the rows around them allow only one reading: between two
// printed numbers, or between the front and the first, exactly as many rows as numbers are missing; behind the last
// one where the count that the title announces, or the traces of the conversion, confirm it.
func (r *sheetReader) numberRows(declared int) {
	rows := r.numbered()
	last := 0 // the number in front of the run
	for i := 0; i < len(rows); {
		if rows[i].printed > 0 {
			last = rows[i].printed
			i++
			continue
		}
		end := i
		for end < len(rows) && rows[end].lost && rows[end].printed == 0 {
			end++
		}
		if end == i { // something else than a number stands there
			last, i = -1, i+1
			continue
		}
		if last >= 0 && allowed(rows, i, end, last, declared) {
			for k, d := range rows[i:end] {
				d.Number, d.NumberSource = last+k+1, schema.NumberInferred
			}
			last += end - i
		} else {
			last = -1
		}
		i = end
	}
}

// counted are the rows that have a number of their own: all but totals.
func (r *sheetReader) counted() []*draft {
	var rows []*draft
	for _, d := range r.drafts {
		if !d.Total && d.whole == "" {
			rows = append(rows, d)
		}
	}
	return rows
}

// numbered are the rows that are counted, and the parts of others that have a number all the same.
func (r *sheetReader) numbered() []*draft {
	var rows []*draft
	for _, d := range r.drafts {
		if !d.Total && (d.whole == "" || d.printed > 0) {
			rows = append(rows, d)
		}
	}
	return rows
}

// allowed reports whether the run of rows from i to end can only have the numbers that follow last.
func allowed(rows []*draft, i, end, last, declared int) bool {
	if end < len(rows) {
		return rows[end].printed-last-1 == end-i
	}
	if last == 0 { // no number is printed at all
		return false
	}
	if declared > 0 {
		return last+end-i == declared
	}
	for _, d := range rows[i:end] {
		if !d.swallowed {
			return false
		}
	}
	return true
}

// numberFindings says where the numbers are not 1, 2, 3 …, with the row, or the first of a run of rows that have lost
// theirs.
func (r *sheetReader) numberFindings() {
	before := 0
	unknown, excerpt := false, false
	for i, d := range r.numbered() {
		switch {
		case d.Number == 0:
			unknown = true
			continue
		case d.sameCell, d.Number == before+1, unknown && d.Number > before, d.Number == 1 && d.opens:
		case i == 0:
			excerpt = true // which leaves others out
		case d.Number > before && excerpt:
		case d.Number > before:
			d.finding(schema.NumberGap, "number %d stands behind %d: %s", d.Number, before, missing(before+1, d.Number-1))
		case d.Number == before:
			d.finding(schema.NumberDuplicate, "number %d stands at the row above as well", d.Number)
		default:
			d.finding(schema.NumberOrder, "number %d stands behind %d", d.Number, before)
		}
		before, unknown = d.Number, false
	}
	r.lostFindings()
}

func (d *draft) finding(code schema.Code, format message.Format, args ...any) {
	d.Findings = append(d.Findings, schema.Finding{Code: code, Severity: schema.Warning}.Saying(format, args...))
}

func missing(from, to int) message.Text {
	if from == to {
		return message.New("%d is missing", from)
	}
	return message.New("%d to %d are missing", from, to)
}

// lostFindings says which rows have lost their numbers, and which of these could be restored. Where no row has a number
// the table has none to lose.
func (r *sheetReader) lostFindings() {
	rows := r.counted()
	if !slices.ContainsFunc(rows, func(d *draft) bool { return d.NumberSource != "" }) {
		return
	}
	for i := 0; i < len(rows); {
		first, end := rows[i], i+1
		for end < len(rows) && rows[end].lostLike(first) {
			end++
		}
		last := rows[end-1]
		switch i = end; {
		case first.NumberSource == schema.NumberInferred:
			first.finding(schema.NumberGap, "a conversion has lost the %s, restored from the rows around", several("number %d", "numbers %d to %d", first.Number, last.Number))
			first.Findings[len(first.Findings)-1].Severity = schema.Info
		case first.Number == 0 && first.lost && !first.blank:
			first.finding(schema.NumberGap, "the rows around do not give the numbers of %s", several("row %d", "rows %d to %d", first.Index, last.Index))
		}
	}
}

// lostLike reports a row that has lost its number as first has.
func (d *draft) lostLike(first *draft) bool {
	return d.NumberSource == first.NumberSource && (d.Number == 0) == (first.Number == 0) && d.lost == first.lost
}

// several names one thing or several: row 4, rows 4 to 5.
func several(one, many message.Format, first, last int) message.Text {
	if first == last {
		return message.New(one, first)
	}
	return message.New(many, first, last)
}

func (r *reader) report(code schema.Code, severity schema.Severity, format message.Format, args ...any) {
	r.out.Findings = append(r.out.Findings, schema.Finding{Code: code, Severity: severity}.Saying(format, args...))
}
