package table

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
	"duban/schema"
	"duban/seeds"
)

// testLabels returns the labels of the built-in vocabulary with doubles of the readers of units and periods.
func testLabels(t testing.TB) *Labels {
	l, err := LoadLabels(seeds.FS)
	require.NoError(t, err)
	numbers, err := number.Load(seeds.FS)
	require.NoError(t, err)
	l.Units = func(text string) (Unit, bool) { return testUnit(numbers, text) }
	l.Period = testPeriod
	return l
}

func testUnit(numbers *number.Reader, text string) (Unit, bool) {
	runes := []rune("1" + text)
	n, ok := numbers.At(runes, 0)
	if !ok || n.End != len(runes) || n.Range || n.Unit == "" {
		return Unit{}, false
	}
	factor, err := n.Value.Int64()
	return Unit{Base: n.Unit, Text: text, Factor: factor, Kind: n.UnitKind}, err == nil
}

var testPeriods = regexp.MustCompile(`(?:(20\d{2})年?)?` +
	`(?:(\d{1,2})月?份?[-—–~至](\d{1,2})月份?|(\d{1,2})月份?|第?([一二三四])季度|([上下])半年)` +
	`|\b(20\d{2})(?:年|\b)|全年|年度`)

func testPeriod(text string) (*schema.Period, int, int, bool) {
	m := testPeriods.FindStringSubmatchIndex(text)
	if m == nil {
		return nil, 0, 0, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	p := &schema.Period{Text: group(0)}
	p.Year, _ = strconv.Atoi(group(1) + group(7))
	p.Month, _ = strconv.Atoi(group(4))
	p.Quarter = strings.Index("一二三四", group(5))/3 + 1
	if group(5) == "" {
		p.Quarter = 0
	}
	if group(6) != "" {
		p.Half = map[string]int{"上": 1, "下": 2}[group(6)]
	}
	return p, m[0], m[1], true
}

// says writes what a label says in one line, without the path.
func says(l Label) string {
	var out []string
	add := func(name, value string) {
		if value != "" {
			out = append(out, strings.TrimSpace(name+" "+value))
		}
	}
	add("", string(l.Role))
	add("measure", l.Measure)
	if l.Thing != l.Measure {
		add("thing", l.Thing)
	}
	add("unit", l.Unit.Text)
	add("kind", string(l.Kind))
	add("state", string(l.State))
	add("basis", l.Basis)
	add("earlier", l.Earlier)
	if l.Period != nil {
		p := l.Period
		text := p.Text
		if p.Year > 0 && !strings.Contains(text, strconv.Itoa(p.Year)) {
			text = fmt.Sprint(p.Year, " ", text)
		}
		add("period", text)
	}
	for _, f := range []struct {
		name string
		on   bool
	}{{"change", l.Change}, {"cumulative", l.Cumulative}, {"current", l.Current}, {"total", l.Total}, {"next", l.Next}} {
		if f.on {
			out = append(out, f.name)
		}
	}
	return strings.Join(out, ", ")
}

// changed lists the words of headers.tsv whose columns have a role of their own since version 2 of the contract.
var changed = map[string]schema.Role{
	"计量单位": schema.RoleMeasureUnit,
	"总投资":  schema.RoleFigure, "投资额": schema.RoleFigure, "得分": schema.RoleFigure, "分值": schema.RoleFigure,
	"排名": schema.RoleFigure, "同比": schema.RoleFigure, "增速": schema.RoleFigure,
	"开工时间": schema.RoleStart, "开工日期": schema.RoleStart,
	"评价": schema.RoleStatus, "评价等次": schema.RoleStatus, "完成状态": schema.RoleStatus, "状态": schema.RoleStatus,
	"是否完成": schema.RoleStatus,
}

func TestHeaders(t *testing.T) {
	l := testLabels(t)
	lines, err := seeds.Read(os.DirFS("testdata"), "headers.tsv", "word", "role", "rank", "comment")
	require.NoError(t, err)
	type had struct {
		word string
		rank int
		now  int
	}
	roles := map[schema.Role][]had{}
	for _, line := range lines {
		word, role := line.Fields[0], schema.Role(line.Fields[1])
		if now, ok := changed[word]; ok {
			role = now
		}
		got := l.Read([]string{word})
		require.Equal(t, role, got.Role, word)
		if changed[word] != "" {
			continue
		}
		rank, _ := strconv.Atoi(line.Fields[2])
		roles[got.Role] = append(roles[got.Role], had{word, rank, got.Rank})
	}
	for role, words := range roles {
		for _, a := range words {
			for _, b := range words {
				if a.rank < b.rank {
					require.Less(t, a.now, b.now, "%s: %s goes before %s", role, a.word, b.word)
				}
			}
		}
	}
}

// labelCases returns the lines of testdata/labels.tsv: paths, and what they say.
func labelCases(t *testing.T) [][2]string {
	lines, err := seeds.Read(os.DirFS("testdata"), "labels.tsv", "path", "says")
	require.NoError(t, err)
	require.Greater(t, len(lines), 500)
	var cases [][2]string
	for _, line := range lines {
		cases = append(cases, [2]string{line.Fields[0], line.Fields[1]})
	}
	return cases
}

func TestRead(t *testing.T) {
	l := testLabels(t)
	for _, c := range labelCases(t) {
		require.Equal(t, c[1], says(l.Read(strings.Split(c[0], " / "))), c[0])
	}
}

// TestSpaceAndBrackets reads each label with line breaks and padding in it, and with brackets of the other width.
func TestSpaceAndBrackets(t *testing.T) {
	l := testLabels(t)
	brackets := strings.NewReplacer("（", "(", "）", ")", "(", "（", ")", "）")
	for _, c := range labelCases(t) {
		path := strings.Split(c[0], " / ")
		padded, widened := make([]string, len(path)), make([]string, len(path))
		for i, label := range path {
			for _, r := range label {
				padded[i] += string(r)
				if r > 127 {
					padded[i] += "\u3000\n "
				}
			}
			widened[i] = brackets.Replace(label)
		}
		got := l.Read(padded)
		require.Equal(t, l.Read(path), got, c[0])
		require.Equal(t, path, got.Path)
		require.Equal(t, c[1], says(l.Read(widened)), c[0])
	}
}

// TestSplit breaks each label in two behind each of its words: two rows of a header say what one says.
func TestSplit(t *testing.T) {
	l := testLabels(t)
	for _, c := range labelCases(t) {
		label := []rune(c[0])
		if strings.Contains(c[0], " / ") || c[0] == "投资计划完成额" { // under 投资, 计划完成额 is a plan
			continue
		}
		for _, token := range l.phrase([]string{c[0]}).tokens {
			if at := token.end; !token.aside && token.unit == nil && at < len(label) {
				path := []string{string(label[:at]), string(label[at:])}
				require.Equal(t, c[1], says(l.Read(path)), "%q", path)
			}
		}
	}
}

func TestCues(t *testing.T) {
	l := testLabels(t)
	for _, c := range []struct {
		path string
		want []Cue
	}{
		{"比上年同期 / 增减%", []Cue{{schema.ForBasis, "比上年同期", 0, 5}, {schema.ForKind, "增减", 8, 10}}},
		{"1-6月 / 完成投资", []Cue{{schema.ForState, "完成", 7, 9}, {schema.ForPeriod, "1-6月", 0, 4}}},
		{"进度 / 占 年度\n任务（%）", []Cue{{schema.ForKind, "占年度任务", 5, 10}}},
		{"年度计划投资（亿元）", []Cue{{schema.ForState, "计划", 2, 4}}},
		{"PM2.5 / 同比", []Cue{{schema.ForBasis, "同比", 8, 10}, {schema.ForKind, "同比", 8, 10}}},
		{"任务 / 数", []Cue{{schema.ForState, "任务 / 数", 0, 6}}},
		{"目标差距", []Cue{{schema.ForKind, "差距", 2, 4}}},
		{"剩余", []Cue{{schema.ForState, "剩余", 0, 2}}},
		{"责任单位", nil},
	} {
		got := l.Read(strings.Split(c.path, " / "))
		require.Equal(t, c.want, got.Cues, c.path)
		header := []rune(got.Header())
		for _, cue := range got.Cues {
			require.Equal(t, cue.Text, string(header[cue.Start:cue.End]), c.path)
		}
	}
}

func TestUnitOfLabel(t *testing.T) {
	l := testLabels(t)
	for path, want := range map[string]Unit{
		"年度计划投资（亿元）":            {Base: "元", Text: "亿元", Factor: 1e8, Kind: "money"},
		"投资 / 累计完成 / 金额（单位：万元）": {Base: "元", Text: "万元", Factor: 10000, Kind: "money"},
		"投资/万元":            {Base: "元", Text: "万元", Factor: 10000, Kind: "money"},
		"产值万元":             {Base: "元", Text: "万元", Factor: 10000, Kind: "money"},
		"城镇新增就业(人) / 目标任务": {Base: "人", Text: "人", Factor: 1, Kind: "count"},
		"增速％":              {Base: "%", Text: "％", Factor: 1, Kind: "rate"},
		"项目数、投资（个、亿元）":     {Text: "个、亿元"},
		"投资（万元） / 完成率":     {}, // the unit of another figure
		"责任人":              {},
		"投资（含税）":           {},
	} {
		require.Equal(t, want, l.Read(strings.Split(path, " / ")).Unit, path)
	}
}

// TestSaysNothing reads what is no label.
func TestSaysNothing(t *testing.T) {
	l := testLabels(t)
	sentence := strings.Repeat("完成投资", 16)
	for _, path := range [][]string{nil, {""}, {" \n", "\u3000"}, {sentence}, {"无名"}, {"（（（"}, {"）"}, {"/"}} {
		got := l.Read(path)
		got.Path, got.Measure, got.Thing, got.Core = nil, "", "", ""
		require.Equal(t, Label{}, got, "%q", path)
	}
	long := strings.Repeat("完成投资（万元）/", 100_000)
	require.Equal(t, Label{Path: []string{long}}, l.Read([]string{long}))
	deep := slices.Repeat([]string{"2024年1-6月完成投资"}, 100_000)
	require.Equal(t, Label{Path: deep}, l.Read(deep))
}

func TestLabelsOfUser(t *testing.T) {
	l, err := LoadLabels(seeds.FS, fstest.MapFS{"labels.tsv": {Data: []byte("word\tsays\nthing\n工单诉求\trole:target:1\n")}})
	require.ErrorContains(t, err, "labels.tsv:1")
	require.Nil(t, l)
	own := "word\tsays\tthing\tcomment\n工单诉求\trole:target:1\n说明\trole:progress:1\n"
	l, err = LoadLabels(seeds.FS, fstest.MapFS{}, fstest.MapFS{"labels.tsv": {Data: []byte(own)}})
	require.NoError(t, err)
	require.Equal(t, schema.RoleTarget, l.Read([]string{"工单诉求"}).Role)
	require.Equal(t, schema.RoleProgress, l.Read([]string{"说明"}).Role)
	require.Equal(t, schema.RoleLeadUnits, l.Read([]string{"责任单位"}).Role)

	for says, want := range map[string]string{
		"role:targt:1":  `labels.tsv:2: "targt" is no role of a column`,
		"role:target:0": `labels.tsv:2: the rank is "0", not 1 to 9`,
		"role:target":   `labels.tsv:2: the rank is "", not 1 to 9`,
		"state:done":    `labels.tsv:2: "done" is no state`,
		"kind:sum":      `labels.tsv:2: "sum" is no kind`,
		"basis:year":    `labels.tsv:2: the basis is "year", not yoy, mom or vs: and a name`,
		"fast":          `labels.tsv:2: nothing is known of "fast"`,
		"speed:1":       `labels.tsv:2: nothing is known of "speed:1"`,
		"":              `labels.tsv:2: "词" says nothing`,
	} {
		_, err := LoadLabels(fstest.MapFS{"labels.tsv": {Data: []byte("word\tsays\tthing\tcomment\n词\t" + says + "\t\tx\n")}})
		require.EqualError(t, err, want)
	}
	_, err = LoadLabels(fstest.MapFS{})
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func FuzzRead(f *testing.F) {
	l := testLabels(f)
	for _, s := range []string{"比上年同期 / 增减%", "投资（万元） / 占年度计划", "与及、（%）", "5G基站数+/-%", "2024年 / 1-6月"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := l.Read(strings.Split(s, " / "))
		header := []rune(got.Header())
		for _, cue := range got.Cues {
			require.Equal(t, cue.Text, string(header[cue.Start:cue.End]))
		}
	})
}
