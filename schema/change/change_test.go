package change_test

import (
	"strings"
	"testing"

	"duban/schema/change"

	"github.com/stretchr/testify/require"
)

// report makes a report of one annex of tasks; a row is item|target|unit|number.
func report(id, start, end string, rows ...string) *change.Report {
	r := &change.Report{ID: id, Issuer: "区政府督查室", Start: start, End: end}
	for i, row := range rows {
		part := append(strings.Split(row, "|"), "", "", "")
		t := change.Task{Annex: 1, Row: i + 1, AnnexTitle: "重点任务", Kind: "tasks", Item: part[0], Target: part[1], Number: part[3]}
		if part[2] != "" {
			t.LeadUnits = []string{part[2]}
		}
		t.Stated = stated(t.Target)
		r.Tasks = append(r.Tasks, t)
	}
	return r
}

// stated finds figures with a unit of one letter, which is all that these targets have: 20个. Digits in front of 号 are a name.
func stated(target string) (list []change.Stated) {
	start := -1
	for i, r := range []rune(target) {
		switch {
		case '0' <= r && r <= '9':
			if start < 0 {
				start = i
			}
		case start >= 0:
			if r != '号' {
				list = append(list, change.Stated{InTarget: true, Start: start, End: i + 1, Unit: string(r)})
			}
			start = -1
		}
	}
	return list
}

// kinds returns what became of the tasks: the places before and after, and what that is.
func kinds(s *change.Step) []string {
	var list []string
	for _, c := range s.Changes {
		place := func(t *change.Task) string {
			if t == nil {
				return "-"
			}
			return string(rune('0' + t.Row))
		}
		list = append(list, place(c.Before)+place(c.After)+" "+string(c.Kind))
	}
	return list
}

func TestBetween(t *testing.T) {
	for name, c := range map[string]struct {
		before, after, want []string
	}{
		"the same":            {[]string{"|推进水库除险加固|区水利局|1"}, []string{"|推进水库除险加固|区水利局|1"}, []string{"11 kept"}},
		"with another figure": {[]string{"|建成停车泊位700个|区交通局|1"}, []string{"|建成停车泊位800个|区交通局|2"}, []string{"11 kept"}},
		"with another figure, of two that are alike": {[]string{"|新建学校5所|区教委", "|新建学校3所|区教委"},
			[]string{"|新建学校3所|区教委", "|新建学校5所|区教委"}, []string{"21 kept", "12 kept"}},
		"a figure that is one of two": {[]string{"|新建学校5所|区教委", "|新建学校3所|区教委"}, []string{"|新建学校4所|区教委"},
			[]string{"-1 unclear", "1- unclear", "2- unclear"}},
		"a name with digits": {[]string{"|推进轨道交通10号线建设|区交通局|1"}, []string{"|推进轨道交通18号线建设|区交通局|1"},
			[]string{"-1 unclear", "1- unclear"}},
		"names with numbers of one character": {[]string{"|推进保障房Ⅰ标段建设|区住建局|1", "|完成②组团改造|区城管局|2"},
			[]string{"|推进保障房Ⅱ标段建设|区住建局|1", "|完成③组团改造|区城管局|2"}, []string{"-1 unclear", "-2 unclear", "1- unclear", "2- unclear"}},
		"batches": {[]string{"|第一批保障房建成投用|区住建局|1"}, []string{"|第二批保障房建成投用|区住建局|1"}, []string{"-1 unclear", "1- unclear"}},
		"a name of the same length": {[]string{"|加快完成李家沱大桥主体工程施工和两侧接线道路建设|区交通局|1"},
			[]string{"|加快完成白居寺大桥主体工程施工和两侧接线道路建设|区交通局|1"}, []string{"-1 unclear", "1- unclear"}},
		"another unit and another number": {[]string{"|完成老旧小区改造提升|区住建委|1"}, []string{"|完成老旧小区改造提升|区民政局|2"},
			[]string{"-1 unclear", "1- unclear"}},
		"new and gone": {[]string{"|推进水库除险加固|区水利局|1"}, []string{"|举办城市马拉松|区体育局|1"}, []string{"-1 new", "1- gone"}},
		"one thing of which other things are asked": {[]string{"滨江公园|完成规划设计|区园林局|1", "体育馆|完成选址|区体育局|2"},
			[]string{"体育馆|开工建设|区体育局|1", "滨江公园|建成开园|区园林局|2"}, []string{"21 kept", "12 kept"}},
		"one thing in two rows": {[]string{"乡村振兴|完成规划|区农委|1", "乡村振兴|新修道路|区农委|2"},
			[]string{"乡村振兴|开展评估检查|区农委|1"}, []string{"-1 new", "1- gone", "2- gone"}},
	} {
		step := change.Between(report("a", "2024-01-01", "2024-03-31", c.before...), report("b", "2024-04-01", "2024-06-30", c.after...))
		require.Equal(t, c.want, kinds(step), name)
		require.Empty(t, step.Unmatched)
	}
}

// Nothing is said of the rows of a table that the other report does not have.
func TestUnmatchedAnnex(t *testing.T) {
	before, after := report("a", "", "", "|推进水库除险加固|区水利局"), report("b", "", "", "|推进水库除险加固|区水利局")
	before.Tasks = append(before.Tasks, change.Task{Annex: 2, Row: 1, AnnexTitle: "民生实事", Kind: "livelihood", Target: "建成公厕"},
		change.Task{Annex: 2, Row: 2, AnnexTitle: "民生实事", Kind: "livelihood", Target: "改造路灯"})
	step := change.Between(before, after)
	require.Equal(t, []string{"11 kept"}, kinds(step))
	require.Equal(t, []change.Annex{{InAfter: false, Index: 2, Title: "民生实事", Rows: 2}}, step.Unmatched)
}

// A row that sums others up is no task that comes or goes, whatever it is called.
func TestTotalsAreNoTasks(t *testing.T) {
	before, after := report("a", "", "", "|推进水库除险加固|区水利局", "合计||"), report("b", "", "", "总计||", "|推进水库除险加固|区水利局")
	before.Tasks[1].Total, after.Tasks[0].Total = true, true
	step := change.Between(before, after)
	require.Equal(t, []string{"12 kept"}, kinds(step))
	require.Empty(t, step.Unmatched)
}

func TestChangesOfAKeptTask(t *testing.T) {
	before, after := report("a", "2024-01-01", "2024-03-31", "|建成泊位700个|区交通局"), report("b", "2024-04-01", "2024-06-30", "|建成泊位800个|区交通局")
	before.Tasks[0].Progress, after.Tasks[0].Progress = "正在 选址。", "正在选址"
	step := change.Between(before, after)
	require.True(t, step.Changes[0].TextCopied)
	require.True(t, step.Changes[0].TargetChanged)
	require.Equal(t, "1", step.Changes[0].Similarity)

	after.Tasks[0].Progress = "正在选址2处"
	after.Tasks[0].Target = "建成泊位，700个"
	step = change.Between(before, after)
	require.False(t, step.Changes[0].TextCopied)
	require.False(t, step.Changes[0].TargetChanged, "a comma changes nothing")
}

func TestFigures(t *testing.T) {
	f := func(position int, value string, set func(*change.Figure)) change.Figure {
		f := change.Figure{Position: position, Subject: "泊位", Unit: "个", Kind: "quantity", State: "actual", Value: value}
		if set != nil {
			set(&f)
		}
		return f
	}
	at := func(start, end string) func(*change.Figure) {
		return func(f *change.Figure) { f.Start, f.End = start, end }
	}
	state := func(state string) func(*change.Figure) { return func(f *change.Figure) { f.State = state } }
	for name, c := range map[string]struct {
		before, after []change.Figure
		end           string // of the period of the later report
		want          []string
	}{
		"one":                        {[]change.Figure{f(0, "200", nil)}, []change.Figure{f(1, "450.5", nil)}, "", []string{"200>450.5=250.5"}},
		"exact":                      {[]change.Figure{f(0, "0.1", nil)}, []change.Figure{f(0, "0.3", nil)}, "", []string{"0.1>0.3=0.2"}},
		"fewer":                      {[]change.Figure{f(0, "3", nil)}, []change.Figure{f(0, "2.50", nil)}, "", []string{"3>2.50=-0.5"}},
		"two that could be confused": {[]change.Figure{f(0, "1", nil), f(1, "2", nil)}, []change.Figure{f(0, "3", nil)}, "", nil},
		"two in the later":           {[]change.Figure{f(0, "1", nil)}, []change.Figure{f(0, "3", nil), f(1, "4", nil)}, "", nil},
		"aim and actual":             {[]change.Figure{f(0, "1", state("target"))}, []change.Figure{f(0, "3", nil)}, "", nil},
		"a range":                    {[]change.Figure{f(0, "", nil)}, []change.Figure{f(0, "3", nil)}, "", nil},
		"since January": {[]change.Figure{f(0, "1", at("2024-01-01", "2024-03-31"))}, []change.Figure{f(0, "3", at("2024-01-01", "2024-06-30"))}, "",
			[]string{"1>3=2"}},
		"since January and of the quarter": {[]change.Figure{f(0, "1", at("2024-01-01", "2024-03-31"))},
			[]change.Figure{f(0, "3", at("2024-04-01", "2024-06-30"))}, "", nil},
		"what begins anew with the year": {[]change.Figure{f(0, "9", nil)}, []change.Figure{f(0, "3", nil)}, "2025-03-31", nil},
		"an aim of another year": {[]change.Figure{f(0, "9", state("target"))}, []change.Figure{f(0, "3", state("target"))}, "2025-03-31",
			[]string{"9>3=-6"}},
	} {
		before, after := report("a", "2024-01-01", "2024-03-31", "|建成泊位|区交通局"), report("b", "2024-04-01", "2024-06-30", "|建成泊位|区交通局")
		if c.end != "" {
			after.Start, after.End = c.end[:4]+"-01-01", c.end
		}
		before.Tasks[0].Figures, after.Tasks[0].Figures = c.before, c.after
		var got []string
		for _, d := range change.Between(before, after).Changes[0].Figures {
			got = append(got, d.Before.Value+">"+d.After.Value+"="+d.Difference)
		}
		require.Equal(t, c.want, got, name)
	}
}

// A report is compared with the last one before it that has tasks of it, and with none of its own period.
func TestSeries(t *testing.T) {
	water, school := "|推进水库除险加固|区水利局", "|新建公办幼儿园|区教委"
	s := &change.Series{}
	require.Nil(t, s.Add(report("water1", "2024-01-01", "2024-03-31", water)))
	require.Nil(t, s.Add(report("school1", "2024-01-01", "2024-03-31", school)), "of the same period")
	step := s.Add(report("water2", "2024-01-01", "2024-06-30", water))
	require.Equal(t, "water1", step.Before.ID)
	step = s.Add(report("school3", "2024-01-01", "2024-09-30", school))
	require.Equal(t, "school1", step.Before.ID)
	require.Nil(t, s.Add(report("other", "2024-01-01", "2024-09-30", "|举办城市马拉松|区体育局")))
	s.End()
	require.Len(t, s.Links("water1"), 1)
	require.Equal(t, s.Links("water1")[0].TaskID, s.Links("water2")[0].TaskID)
	require.Empty(t, s.Links("water1")[0].Similarity)
	require.Equal(t, "1", s.Links("water2")[0].Similarity)
	require.Empty(t, s.Links("other"))
}
