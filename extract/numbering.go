package extract

import (
	"fmt"
	"strconv"
	"strings"

	"duban/schema"
)

// This file restores row numbers that a conversion lost, and says where the printed ones are not 1, 2, 3 ….

// numberRows restores the lost numbers of a sheet where the rows around them allow only one reading: between two
// printed numbers, or between the front and the first, exactly as many rows as numbers are missing; behind the last
// one where the count that the title announces, or the traces of the conversion, confirm it.
func (r *sheetReader) numberRows(declared int) {
	rows := r.counted()
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
		if !d.total {
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

// numberFindings says where the numbers are not 1, 2, 3 …: of single rows with the row, of lost numbers once for the
// sheet.
func (r *sheetReader) numberFindings(name string) {
	before := 0
	unknown := false
	for i, d := range r.counted() {
		switch {
		case d.Number == 0:
			unknown = true
			continue
		case d.sameCell, d.Number == before+1, unknown && d.Number > before, d.Number == 1 && d.opens:
		case i == 0 && d.Number != 1, d.Number > before:
			d.finding(schema.NumberGap, "number %d stands behind %d: %s", d.Number, before, missing(before+1, d.Number-1))
		case d.Number == before:
			d.finding(schema.NumberDuplicate, "number %d stands at the row above as well", d.Number)
		default:
			d.finding(schema.NumberOrder, "number %d stands behind %d", d.Number, before)
		}
		before, unknown = d.Number, false
	}
	r.lostFinding(name)
}

func (d *draft) finding(code schema.Code, format string, args ...any) {
	d.Findings = append(d.Findings, schema.Finding{Code: code, Severity: schema.Warning, Message: fmt.Sprintf(format, args...)})
}

func missing(from, to int) string {
	if from == to {
		return fmt.Sprintf("%d is missing", from)
	}
	return fmt.Sprintf("%d to %d are missing", from, to)
}

// lostFinding says which rows have lost their numbers, and which of these could be restored.
func (r *sheetReader) lostFinding(name string) {
	var restored, unknown []int
	numbered := false
	for _, d := range r.counted() {
		switch {
		case d.NumberSource == schema.NumberInferred:
			restored = append(restored, d.Number)
		case d.Number == 0 && d.lost:
			unknown = append(unknown, d.Index)
		default:
			numbered = true
		}
	}
	if len(restored) > 0 {
		r.report(schema.NumberGap, schema.Info, "%s: numbers lost by a conversion and restored from the rows around, %d in all: %s", name, len(restored), ranges(restored))
	}
	if len(unknown) > 0 && numbered {
		r.report(schema.NumberGap, schema.Warning, "%s: rows without a number, which the rows around do not give, %d in all: rows %s", name, len(unknown), ranges(unknown))
	}
}

func (r *reader) report(code schema.Code, severity schema.Severity, format string, args ...any) {
	r.out.Findings = append(r.out.Findings, schema.Finding{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...)})
}

// ranges writes rising numbers: 18, 20-27, 29.
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		end := i
		for end+1 < len(numbers) && numbers[end+1] == numbers[end]+1 {
			end++
		}
		part := strconv.Itoa(numbers[i])
		if end > i {
			part += "-" + strconv.Itoa(numbers[end])
		}
		parts = append(parts, part)
		i = end + 1
	}
	return strings.Join(parts, ", ")
}
