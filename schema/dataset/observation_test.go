package dataset_test

import (
	"cmp"
	"strings"
	"testing"

	"duban/schema"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// The time of a figure is its own, else that of its column, its annex, its report; a time of its own that nobody can tell in days
// is none at all, and a single day is one up to which is counted.
func TestTimeOfObservations(t *testing.T) {
	quarter := &schema.Period{Text: "二季度", Start: "2024-04-01", End: "2024-06-30"}
	half := &schema.Period{Text: "上半年", Start: "2024-01-01", End: "2024-06-30"}
	year := &schema.Period{Text: "2024年", Year: 2024, Start: "2024-01-01", End: "2024-12-31"}
	june := &schema.Period{Text: "截至6月底", End: "2024-06-30"}
	cue := []schema.Cue{{For: schema.ForPeriod, Text: "x", Start: 0, End: 3}}
	at := func(value string) []schema.Date {
		return []schema.Date{{Field: schema.FieldProgress, Start: 0, End: 3, Value: value, Role: schema.PeriodRole}}
	}
	zero := 0
	for name, c := range map[string]struct {
		figure         schema.Indicator
		column, annex  *schema.Period
		dates          []schema.Date
		want           string // start, end, source
		withoutReports bool
	}{
		"the report's":             {want: "2024-04-01 2024-06-30 report"},
		"none":                     {withoutReports: true, want: "  "},
		"the annex's":              {annex: june, want: " 2024-06-30 annex"},
		"the column's":             {figure: schema.Indicator{Field: schema.FieldCell, Column: &zero}, column: half, annex: june, want: "2024-01-01 2024-06-30 column"},
		"the column's of a role":   {column: half, want: "2024-01-01 2024-06-30 column"},
		"another column's":         {figure: schema.Indicator{Field: schema.FieldNote}, column: half, want: "2024-04-01 2024-06-30 report"},
		"a year that is not over":  {figure: schema.Indicator{State: schema.Actual}, annex: year, want: "2024-04-01 2024-06-30 report"},
		"a plan of the year":       {figure: schema.Indicator{State: schema.Target}, annex: year, want: "2024-01-01 2024-12-31 annex"},
		"its own":                  {figure: schema.Indicator{Period: "1-5月", Cues: cue}, column: half, dates: at("2024-01/2024-05"), want: "2024-01-01 2024-05-31 figure"},
		"its own, a day":           {figure: schema.Indicator{Period: "截至5月底", Cues: cue}, dates: at("2024-05-31"), want: " 2024-05-31 figure"},
		"its own, of the header":   {figure: schema.Indicator{Period: "上半年"}, column: half, want: "2024-01-01 2024-06-30 column"},
		"its own, of the report":   {figure: schema.Indicator{Period: "二季度"}, want: "2024-04-01 2024-06-30 report"},
		"its own, that is no date": {figure: schema.Indicator{Period: "近年"}, want: "  "},
		"a date of other words":    {figure: schema.Indicator{Period: "近年", Cues: cue[:0]}, dates: at("2024-05"), want: "  "},
	} {
		f := c.figure
		if f.Field == "" {
			f.Field = schema.FieldProgress
		}
		f.Kind, f.State = schema.Quantity, cmp.Or(f.State, schema.Actual)
		r := &schema.Report{ID: "x", Period: quarter, Annexes: []schema.Annex{{Index: 1, Kind: schema.KindTasks, Period: c.annex,
			Columns: []schema.Column{{Role: schema.RoleProgress, Period: c.column}},
			Rows:    []schema.Row{{Index: 1, Indicators: []schema.Indicator{f}, Dates: c.dates}}}}}
		if c.withoutReports {
			r.Period = nil
		}
		d, _ := dataset.NewReport(r)
		var got []string
		for i, table := range dataset.Tables() {
			if table.Name == "observations" {
				for _, column := range []string{"period_start", "period_end", "period_source"} {
					got = append(got, value(t, "observations", column, d.Rows[i][0]))
				}
			}
		}
		require.Equal(t, c.want, strings.Join(got, " "), name)
	}
}

// What is counted since January or since the work began, in a table of a month, is not of that month alone; its growth neither.
func TestTimeOfWhatIsCumulated(t *testing.T) {
	june := &schema.Period{Text: "6月份", Month: 6, Start: "2024-06-01", End: "2024-06-30"}
	half := &schema.Period{Text: "上半年", Start: "2024-01-01", End: "2024-06-30"}
	columns := []schema.Column{{Header: "本月"}, {Header: "同比%", Kind: schema.Growth}, {Header: "累计", Cumulative: true},
		{Header: "同比%", Kind: schema.Growth}}
	for _, c := range []struct {
		period *schema.Period
		want   []string
	}{
		{june, []string{"2024-06-01", "2024-06-01", "", ""}},
		{half, []string{"2024-01-01", "2024-01-01", "2024-01-01", "2024-01-01"}},
	} {
		row := schema.Row{Index: 1}
		for i := range columns {
			row.Indicators = append(row.Indicators, schema.Indicator{Field: schema.FieldCell, Column: &[]int{i}[0], Kind: schema.Quantity,
				State: schema.Actual})
		}
		d, _ := dataset.NewReport(&schema.Report{ID: "x", Annexes: []schema.Annex{{Index: 1, Kind: schema.KindStatistics, Period: c.period,
			Columns: columns, Rows: []schema.Row{row}}}})
		var got []string
		for i, table := range dataset.Tables() {
			if table.Name == "observations" {
				for _, line := range d.Rows[i] {
					got = append(got, value(t, "observations", "period_start", line))
					require.Equal(t, "2024-06-30", value(t, "observations", "period_end", line))
				}
			}
		}
		require.Equal(t, c.want, got, c.period.Text)
	}
}

// A column that counts up to a month which its label names is not of that month alone; one of a span of months is of that.
func TestTimeOfCumulativeColumns(t *testing.T) {
	august := &schema.Period{Text: "8月", Month: 8, Start: "2024-08-01", End: "2024-08-31"}
	spring := &schema.Period{Text: "3-8月", Start: "2024-03-01", End: "2024-08-31"}
	columns := []schema.Column{{Header: "8月 / 当月", Period: august}, {Header: "8月 / 累计", Period: august, Cumulative: true},
		{Header: "8月 / 增速", Period: august, Kind: schema.Growth}, {Header: "3-8月累计", Period: spring, Cumulative: true}}
	row := schema.Row{Index: 1}
	for i, c := range columns {
		row.Indicators = append(row.Indicators, schema.Indicator{Field: schema.FieldCell, Column: &[]int{i}[0], Kind: schema.Quantity,
			State: schema.Actual, Period: c.Period.Text})
	}
	d, _ := dataset.NewReport(&schema.Report{ID: "x", Period: august, Annexes: []schema.Annex{{Index: 1, Kind: schema.KindStatistics,
		Columns: columns, Rows: []schema.Row{row}}}})
	var got []string
	for i, table := range dataset.Tables() {
		if table.Name == "observations" {
			for _, line := range d.Rows[i] {
				got = append(got, value(t, "observations", "period_start", line))
			}
		}
	}
	require.Equal(t, []string{"2024-08-01", "", "2024-08-01", "2024-03-01"}, got)
}
