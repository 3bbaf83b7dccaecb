package dataset_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// opened opens the database of the reports of four quarters.
func opened(t *testing.T) *dataset.Database {
	t.Helper()
	d, err := dataset.OpenDatabase(t.Context(), quarters(t, dataset.SQLite))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	return d
}

// column returns what a column of records holds.
func column(records []dataset.Record, names ...string) []string {
	var all []string
	for _, r := range records {
		var texts []string
		for _, name := range names {
			texts = append(texts, r[name])
		}
		all = append(all, strings.Join(texts, " "))
	}
	return all
}

func TestDatabaseAnswers(t *testing.T) {
	d := opened(t)
	for _, c := range []struct {
		question string
		filter   dataset.Filter
		columns  []string
		want     []string
		total    int
	}{
		{"slipped", dataset.Filter{}, []string{"item", "deadline_before", "deadline_after", "status_after", "row"},
			[]string{"滨河路改造工程 2024-06-30 2024-12-31 underway 1", "老旧小区改造 2024-09-30 2024-09-30 stalled 3"}, 2},
		{"moved", dataset.Filter{Words: []string{"充电桩"}}, []string{"period_after", "change", "item"},
			[]string{"2025-03-31 gone 公共充电桩建设", "2024-06-30 new 公共充电桩建设"}, 2},
		{"late", dataset.Filter{Limit: 1}, []string{"period_end", "unit"}, []string{"2024-09-30 区住房城乡建设局"}, 2},
		{"late", dataset.Filter{Offset: 1}, []string{"period_end", "unit"}, []string{"2024-06-30 区住房城乡建设局"}, 2},
		{"unreached", dataset.Filter{Words: []string{"供水"}}, []string{"target_value", "actual_value", "ratio", "unit"}, []string{"45 8 0.1778 公里"}, 1},
		{"money", dataset.Filter{Limit: 2}, []string{"period_end", "unit", "figures", "planned", "done", "ratio"},
			[]string{"2025-03-31 区文化旅游局 1 60000000 9000000 0.15", "2025-03-31 区水利局 1 90000000 17000000 0.1889"}, 11},
		{"copied", dataset.Filter{}, []string{"item", "progress"}, []string{"养老服务中心建设 正在开展选址和方案设计，已召开协调会。"}, 1},
		{"findings", dataset.Filter{}, []string{"severity", "code"}, []string{"error rate/mismatch"}, 1},
		{"reports", dataset.Filter{Limit: 2}, []string{"source_name", "rows"}, []string{"2025-q1.md 5", "2024-q3.md 8"}, 4},
		{"offices", dataset.Filter{Words: []string{"区水利局"}, Issuer: "青石区人民政府督查室", Limit: 1}, []string{"period_end", "tasks"}, []string{"2025-03-31 1"}, 4},
		{"reports", dataset.Filter{Issuer: "another"}, nil, nil, 0},
	} {
		got, total, err := d.Answer(t.Context(), c.question, c.filter)
		require.NoError(t, err, c.question)
		require.Equal(t, c.want, column(got, c.columns...), c.question)
		require.Equal(t, c.total, total, c.question)
	}
	_, _, err := d.Answer(t.Context(), "why", dataset.Filter{})
	require.EqualError(t, err, `there is no question "why"`)
}

func TestDatabaseCharts(t *testing.T) {
	d := opened(t)
	investment := dataset.Chart{Name: "固定资产投资", Kind: "growth", Basis: "yoy", Unit: "%"}
	charts, total, err := d.Charts(t.Context(), dataset.ChartFilter{})
	require.NoError(t, err)
	require.Len(t, charts, total)
	require.Equal(t, investment, charts[0], "known measures with most periods come first")
	figures, err := d.Figures(t.Context(), charts, dataset.ChartFilter{})
	require.NoError(t, err)
	require.Equal(t, 4, figures[0].Total)
	require.Equal(t, []string{"2024-01-01 2024-03-31 6.2 6.2%", "2024-04-01 2024-06-30 5.1 5.1%", "2024-07-01 2024-09-30 4.4 4.4%", "2025-01-01 2025-03-31 3.9 3.9%"},
		column(figures[0].Points, "period_start", "period_end", "value", "text"))

	// What the report compares stands in one chart, with the ratio; the column says that its figures are of 万元.
	park, total, err := d.Charts(t.Context(), dataset.ChartFilter{Filter: dataset.Filter{Words: []string{"体育公园"}}})
	require.NoError(t, err)
	require.Equal(t, 1, total)
	require.Equal(t, "体育公园累计完成投资", park[0].Title())
	figures, err = d.Figures(t.Context(), park, dataset.ChartFilter{})
	require.NoError(t, err)
	require.Equal(t, 8, figures[0].Total)
	require.Equal(t, []string{"actual 2300 万元 23000000 0.2674", "target 8600 万元 86000000 "}, column(figures[0].Points[:2], "state", "text", "unit_text", "value", "ratio"))
	figures, err = d.Figures(t.Context(), park, dataset.ChartFilter{Filter: dataset.Filter{Limit: 2}})
	require.NoError(t, err)
	require.Equal(t, 8, figures[0].Total)
	require.Equal(t, []string{"2025-03-31", "2025-03-31"}, column(figures[0].Points, "period_end"), "the latest")

	require.Equal(t, "青石区人民政府督查室", figures[0].Points[0]["who"])
	require.Equal(t, 1, figures[0].Issuers)

	none, total, err := d.Charts(t.Context(), dataset.ChartFilter{Kind: "rank"})
	require.NoError(t, err)
	require.Zero(t, total)
	require.Empty(t, none)
}

func TestDatabaseRows(t *testing.T) {
	d := opened(t)
	find := func(f dataset.RowFilter) []string {
		places, total, err := d.Rows(t.Context(), f)
		require.NoError(t, err)
		require.Len(t, places, total)
		var found []string
		for _, at := range places {
			r, err := d.Row(t.Context(), at)
			require.NoError(t, err)
			require.Equal(t, at, r.Place)
			found = append(found, r.Report["source_name"]+" "+r.Task["item"]+r.Section["heading"])
		}
		return found
	}
	require.Equal(t, []string{"2024-q3.md 老旧小区改造"}, find(dataset.RowFilter{Status: "stalled"}))
	require.Equal(t, []string{"2024-q3.md 公共充电桩建设", "2024-q2.md 公共充电桩建设"}, find(dataset.RowFilter{Filter: dataset.Filter{Words: []string{"充电桩"}}}))
	require.Len(t, find(dataset.RowFilter{Unit: "区水利局"}), 5, "the plant in four reports and the pipes in one")
	require.Equal(t, []string{"2024-q1.md 一、总体情况"}, find(dataset.RowFilter{Filter: dataset.Filter{Words: []string{"6.2%", "固定资产"}}}), "the narrative")
	require.Empty(t, find(dataset.RowFilter{Filter: dataset.Filter{Words: []string{"6.2%"}}, Status: "underway"}))

	places, _, err := d.Rows(t.Context(), dataset.RowFilter{Status: "stalled"})
	require.NoError(t, err)
	r, err := d.Row(t.Context(), places[0])
	require.NoError(t, err)
	require.Equal(t, []string{"20个 target", "9个 progress"}, column(r.Figures, "text", "field"))
	require.Equal(t, []string{"0.45"}, column(r.Compared, "ratio"))
	require.Equal(t, []string{"区住房城乡建设局"}, column(r.Units, "name"))
	require.Equal(t, []string{"2024-03-31 not_started", "2024-06-30 underway", "2024-09-30 stalled", "2025-03-31 underway"}, column(r.History, "period_end", "status"))
	_, err = d.Row(t.Context(), dataset.Place{Report: places[0].Report, Annex: 9, Row: 1})
	require.ErrorIs(t, err, dataset.ErrNoRow)
	_, err = d.Row(t.Context(), dataset.Place{Report: "sha256:none", Section: 1})
	require.ErrorIs(t, err, dataset.ErrNoRow)
}

// A dataset without a view was written by something else.
func TestOpenDatabaseRefuses(t *testing.T) {
	dir := quarters(t, dataset.SQLite, dataset.NDJSON)
	require.NoError(t, os.Remove(filepath.Join(dir, "dataset.sqlite")))
	_, err := dataset.OpenDatabase(t.Context(), dir)
	require.ErrorContains(t, err, "there is no dataset.sqlite")
	dir = quarters(t, dataset.SQLite)
	name := filepath.Join(dir, "dataset.sqlite")
	whole, err := os.ReadFile(name)
	require.NoError(t, err)
	for _, damaged := range [][]byte{whole[:len(whole)/2], []byte("no database"), append(make([]byte, 4096), whole[4096:]...)} {
		require.NoError(t, os.WriteFile(name, damaged, 0o600))
		_, err = dataset.OpenDatabase(t.Context(), dir)
		require.ErrorContains(t, err, "the database is damaged")
	}
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here to change databases with")
	}
	dir = quarters(t, dataset.SQLite)
	output(t, "sqlite3", filepath.Join(dir, "dataset.sqlite"), "DROP VIEW slipped_tasks")
	_, err = dataset.OpenDatabase(t.Context(), dir)
	require.ErrorContains(t, err, "the view of slipped is not there")
	output(t, "sqlite3", filepath.Join(dir, "dataset.sqlite"), "DROP TABLE dates")
	_, err = dataset.OpenDatabase(t.Context(), dir)
	require.ErrorContains(t, err, "another version of duban")
}

// Where another database takes the place of the one that is open, it answers from then on; while there is none, and where the
// new one is no dataset, nothing of another answers in its stead.
func TestDatabaseIsReplaced(t *testing.T) {
	dir := quarters(t, dataset.SQLite)
	name := filepath.Join(dir, "dataset.sqlite")
	d, err := dataset.OpenDatabase(t.Context(), dir)
	require.NoError(t, err)
	defer func() { require.NoError(t, d.Close()) }()
	rows := func() (int, error) {
		_, total, err := d.Answer(t.Context(), "reports", dataset.Filter{})
		return total, err
	}
	before, err := rows()
	require.NoError(t, err)
	require.Equal(t, 4, before)

	other := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, reportsByHand(t)...)
	require.NoError(t, os.Remove(name))
	during, err := rows() // the old one is whole
	require.NoError(t, err)
	require.Equal(t, 4, during)
	require.NoError(t, os.Rename(filepath.Join(other, "dataset.sqlite"), name))
	after, err := rows()
	require.NoError(t, err)
	require.Equal(t, len(reportsByHand(t)), after)

	require.NoError(t, os.WriteFile(name+".new", []byte("no database"), 0o666))
	require.NoError(t, os.Rename(name+".new", name))
	_, err = rows()
	require.Error(t, err)
}
