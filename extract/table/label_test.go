package table

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

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

var testPeriods = regexp.MustCompile(`(?:(\d{4})年?)?(?:(\d{1,2})月?份?[-—–~至](\d{1,2})月份?|(\d{1,2})月份?|第?([一二三四])季度|([上下])半年)|(\d{4})年?|全年|年度`)

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
	if l.Role != "" {
		add(string(l.Role), strconv.Itoa(l.Rank))
	}
	if l.Measure != "" {
		add("measure", l.Measure)
	}
	if l.Thing != l.Measure {
		add("thing", l.Thing)
	}
	if l.Unit.Text != "" {
		add("unit", l.Unit.Text)
	}
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
	for name, on := range map[string]bool{"change": l.Change} {
		if on {
			out = append(out, name)
		}
	}
	if l.Cumulative {
		out = append(out, "cumulative")
	}
	if l.Current {
		out = append(out, "current")
	}
	if l.Total {
		out = append(out, "total")
	}
	if l.Next {
		out = append(out, "next")
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
