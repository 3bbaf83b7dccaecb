package cell

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/seeds"
)

// Readers of parts of a document have read it as one would, where what they took together was there.
func TestForksOfBudget(t *testing.T) {
	for _, test := range []struct {
		left, reserve int // of the document
		forks         []Budget
		want          bool
		then          Budget
	}{
		{10, 5, nil, true, Budget{left: 10, reserve: 5}},
		{10, 5, []Budget{{left: 7, reserve: 5}, {left: 6, reserve: 3}}, true, Budget{left: 3, reserve: 3}},
		{10, 5, []Budget{{left: 5, reserve: 5}, {left: 5, reserve: 5}}, true, Budget{left: 0, reserve: 5}},
		{10, 5, []Budget{{left: 5, reserve: 5}, {left: 4, reserve: 5}}, false, Budget{left: 10, reserve: 5}},
		{10, 5, []Budget{{left: 9, reserve: 2}, {left: 9, reserve: 3}}, true, Budget{left: 8, reserve: 0}},
		{10, 5, []Budget{{left: 9, reserve: 2}, {left: 9, reserve: 2}}, false, Budget{left: 10, reserve: 5}},
		{10, 5, []Budget{{left: 9, reserve: 5, cut: 1}}, false, Budget{left: 10, reserve: 5}},
	} {
		b, forks := Budget{left: test.left, reserve: test.reserve}, []*Budget{}
		for i := range test.forks {
			forks = append(forks, &test.forks[i])
		}
		require.Equal(t, test.want, b.Join(forks), "%v", test.forks)
		require.Equal(t, test.then, b, "%v", test.forks)
	}
}

// A name abbreviates another that ends with it, if it is a word of two characters at most.
func TestAbbreviations(t *testing.T) {
	for _, test := range []struct {
		name, whole string
		want        bool
	}{
		{"泊位", "停车泊位", true}, {"船", "渔船", true}, {"停车", "停车泊位", false}, {"车泊位", "停车泊位", false}, {"泊位", "泊位", true}, {"停车泊位", "泊位", false},
	} {
		require.Equal(t, test.want, comparable{subject: test.name}.abbreviates(comparable{subject: test.whole}), "%s, %s", test.name, test.whole)
	}
	for _, test := range []struct {
		a, b string
		want bool
	}{{"1号楼", "2号楼", true}, {"1号楼", "1号楼", false}, {"1号楼", "楼", false}, {"楼", "2号楼", false}, {"12号楼", "1号楼", true}} {
		require.Equal(t, test.want, comparable{subject: test.a}.differs(comparable{subject: test.b}), "%s, %s", test.a, test.b)
	}
}

// An aim that the progress tells again is missed where figures in its unit stand there and none reaches it.
func TestMissesRestated(t *testing.T) {
	aim := stated(t, "10", func(x *schema.Indicator) { x.Unit, x.State = "座", schema.Target })
	progress := func(value string, change func(*schema.Indicator)) schema.Indicator {
		return *stated(t, value, func(x *schema.Indicator) {
			x.Unit, x.Field = "座", schema.FieldProgress
			if change != nil {
				change(x)
			}
		})
	}
	for i, test := range []struct {
		told []schema.Indicator
		want bool
	}{
		{nil, false},
		{[]schema.Indicator{progress("9", nil)}, true},
		{[]schema.Indicator{progress("10", nil)}, false},
		{[]schema.Indicator{progress("11", nil)}, false},
		{[]schema.Indicator{progress("9", nil), progress("10", nil)}, false},
		{[]schema.Indicator{progress("9", nil), progress("3", nil)}, true},
		{[]schema.Indicator{progress("9", func(x *schema.Indicator) { x.Unit = "个" })}, false},
		{[]schema.Indicator{progress("9", func(x *schema.Indicator) { x.Kind = schema.Growth })}, false},
		{[]schema.Indicator{progress("9", func(x *schema.Indicator) { x.State = schema.Planned })}, false},
		{[]schema.Indicator{progress("9", func(x *schema.Indicator) { x.Field = schema.FieldTarget })}, false},
		{[]schema.Indicator{progress("9", nil), progress("10", func(x *schema.Indicator) { x.State = schema.Planned })}, true},
	} {
		require.Equal(t, test.want, missesRestated(&schema.Row{Indicators: test.told}, aim), i)
	}
}

// What stands in a bracket or in quotation marks makes no further clause of a text.
func TestPlacesInClauses(t *testing.T) {
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	read := func(text string) *reading { return r.read(schema.FieldProgress, text, &Context{Year: 2021}) }
	for text, want := range map[string]bool{"": true, "新建公厕": true, "新建公厕（甲，乙）": true, "开展“甲，乙”": true, "新建公厕，改造驿站": false, "新建公厕。改造驿站": false} {
		require.Equal(t, want, read(text).isOneClause(), text)
	}
	for text, want := range map[string]bool{"截至6月底，完成5个": true, "截至6月底 ，完成5个": true, "截至6月底  ，完成5个": true, "新建公厕，完成5个": false, "新建公厕 ，完成5个": false} {
		require.Equal(t, want, read(text).endsInTime(0), text)
	}
	for i := range r.words.shared[1:] {
		require.GreaterOrEqual(t, len(r.words.shared[i].word), len(r.words.shared[i+1].word), "the longest nouns come first")
	}
}
