package cell_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// sampleRows returns the rows of the sample report, as its gold has them.
func sampleRows(tb testing.TB) []schema.Row {
	tb.Helper()
	f, err := os.Open("../../testdata/gold/structure.jsonl")
	require.NoError(tb, err)
	defer f.Close()
	var rows []schema.Row
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g struct{ Cells map[string]string }
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &g))
		rows = append(rows, schema.Row{Item: g.Cells["item"], Target: g.Cells["target"], Progress: g.Cells["progress"]})
	}
	require.NoError(tb, lines.Err())
	return rows
}

// Whatever a cell holds: what is found stands in it, does not overlap, and says of itself what it says in the cell.
func FuzzRow(f *testing.F) {
	for _, row := range sampleRows(f)[:40] {
		f.Add(row.Target, row.Progress)
	}
	f.Add("“", "（《“1个、2%；3公里")
	reader := load(f)
	f.Fuzz(func(t *testing.T, target, progress string) {
		if !utf8.ValidString(target) || !utf8.ValidString(progress) || len(target)+len(progress) > 1<<14 {
			t.Skip()
		}
		row := schema.Row{Target: target, Progress: progress}
		reader.Row(&row, texts(&row), firstQuarter)
		requireSound(t, row)
		again := schema.Row{Target: target, Progress: progress}
		reader.Row(&again, texts(&again), firstQuarter)
		require.Equal(t, row, again, "the same text is read in the same way")
	})
}

func requireSound(t *testing.T, row schema.Row) {
	texts := map[schema.Field][]rune{schema.FieldTarget: []rune(row.Target), schema.FieldProgress: []rune(row.Progress)}
	end := map[schema.Field]int{}
	for _, i := range row.Indicators {
		text := texts[i.Field]
		require.GreaterOrEqual(t, i.Start, end[i.Field], "indicators rise and do not overlap")
		require.Equal(t, i.Text, string(text[i.Start:i.End]))
		end[i.Field] = i.End
		for _, c := range i.Cues {
			require.Equal(t, c.Text, string(text[c.Start:c.End]))
		}
		if i.ValueMax != nil {
			require.Equal(t, -1, i.Value.Cmp(*i.ValueMax), i.Text)
		}
	}
	for _, d := range row.Dates {
		require.Equal(t, d.Text, string(texts[d.Field][d.Start:d.End]))
	}
	for _, u := range row.Coverage.Unexplained {
		require.Equal(t, u.Text, string(texts[u.Field][u.Start:u.End]))
	}
	for _, c := range row.Comparisons {
		require.Equal(t, schema.FieldTarget, row.Indicators[c.Target].Field)
		require.Equal(t, schema.FieldProgress, row.Indicators[c.Actual].Field)
	}
	require.LessOrEqual(t, row.Coverage.Explained, row.Coverage.Numbers)
	require.Equal(t, row.Coverage.Numbers-row.Coverage.Explained, len(row.Coverage.Unexplained))
}

// Changing the last digit of a figure changes its value, and nothing else that is said of it or of another.
func TestDigitsChangeValuesOnly(t *testing.T) {
	for _, row := range sampleRows(t) {
		before := readRow(t, row.Target, row.Progress)
		for n, i := range before.Indicators {
			text := []rune(row.Progress)
			at := lastDigit(text, i)
			if i.Field != schema.FieldProgress || at < 0 {
				continue
			}
			text[at] = '2' + (text[at]-'0'+5)%7 // another digit, and neither 0 nor 1
			if text[at] == []rune(row.Progress)[at] {
				text[at] = '9'
			}
			after := readRow(t, row.Target, string(text))
			require.Len(t, after.Indicators, len(before.Indicators), "%s\n%s", row.Progress, string(text))
			for k := range after.Indicators {
				a, b := after.Indicators[k], before.Indicators[k]
				if k == n {
					require.NotZero(t, a.Value.Cmp(b.Value), a.Text)
					a.Text, a.Value = b.Text, b.Value
				}
				if a.Subject != b.Subject { // a name may hold the digits of another figure
					a.Subject = b.Subject
				}
				require.Equal(t, b, a, "%s\n%s", row.Progress, string(text))
			}
		}
	}
}

func lastDigit(text []rune, i schema.Indicator) int {
	for at := i.End - 1; at >= i.Start && i.Field == schema.FieldProgress; at-- {
		if '0' <= text[at] && text[at] <= '9' {
			return at
		}
	}
	return -1
}

func BenchmarkRows(b *testing.B) {
	rows := sampleRows(b)
	reader := load(b)
	size := 0
	for _, row := range rows {
		size += len(row.Target) + len(row.Progress)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, row := range rows {
			reader.Row(&row, texts(&row), firstQuarter)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/row")
}
