package cell

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

func TestAreSisters(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"养老床位", "护理床位"}: true, {"篮球场", "足球场"}: true, {"农村公路", "城市公路"}: true,
		{"床位", "养老床位"}: false, {"养老床位", "养老床位"}: false, {"甲路", "乙路"}: false, {"公厕", "泊位"}: false, {"", "床位"}: false,
	} {
		require.Equal(t, want, areSisters(pair[0], pair[1]), "%v", pair)
		require.Equal(t, want, areSisters(pair[1], pair[0]), "%v", pair)
	}
}

// Names are alike by what they share: equal ones all, others less, strangers not at all.
func TestSimilarity(t *testing.T) {
	const name = "公共停车泊位"
	require.EqualValues(t, 1, similarity(name, name))
	require.Zero(t, similarity(name, ""))
	require.Zero(t, similarity(name, "公厕"), "one character is not enough")
	require.Zero(t, similarity("学校", "医院"))
	from := func(names ...string) {
		for i := 1; i < len(names); i++ {
			require.Greater(t, similarity(name, names[i-1]), similarity(name, names[i]), "%s, %s", names[i-1], names[i])
			require.Less(t, similarity(name, names[i-1]), 1.0)
			require.Equal(t, similarity(name, names[i]), similarity(names[i], name), names[i])
			require.Positive(t, similarity(name, names[i]))
		}
	}
	from("停车泊位", "车泊位", "泊位") // the longer the better
	from("泊位", "公共")          // and its end tells more than its beginning
	require.Greater(t, similarity("新建", "新建公厕"), 0.4, "half of the name")
	require.Less(t, similarity("新建", "新建公共厕所十座"), 0.4)
}

func TestDatesOfYears(t *testing.T) {
	d := &date{shape: dayShape, year: 2023, n: 2, day: 28}
	require.True(t, d.isIn(2023))
	require.False(t, d.isIn(2022))
	require.True(t, d.isBefore(2024))
	require.False(t, d.isBefore(2023))
	require.False(t, d.isBefore(2022))
	none := &date{shape: dayShape, n: 2, day: 30}
	require.False(t, none.isIn(0))
	require.False(t, none.isBefore(2024))
	require.False(t, d.isImpossible())
	require.True(t, (&date{shape: dayShape, year: 2023, n: 2, day: 29}).isImpossible())
	require.False(t, (&date{shape: dayShape, year: 2024, n: 2, day: 29}).isImpossible())
}

func TestRolesThatAreNames(t *testing.T) {
	for r := range roles {
		isNamed := map[role]bool{part: true, quoted: true, code: true, trait: true, session: true}[r]
		require.Equal(t, isNamed, r.isNamed(), r.String())
		require.Equal(t, r != unexplained && r != absent, r.explains(), r.String())
	}
}

func stated(t *testing.T, value string, change func(*schema.Indicator)) *schema.Indicator {
	d, err := schema.ParseDecimal(value)
	require.NoError(t, err)
	x := &schema.Indicator{Value: d, Kind: schema.Quantity, State: schema.Actual}
	if change != nil {
		change(x)
	}
	return x
}

// An aim is reached by as much or more; one that bounds from above, or asks for a decrease, by as much or less.
func TestReaches(t *testing.T) {
	bounded := func(m schema.Modifier) func(*schema.Indicator) { return func(x *schema.Indicator) { x.Modifier = m } }
	for _, c := range []struct {
		actual, aim string
		change      func(*schema.Indicator)
		want        bool
	}{
		{"5", "5", nil, true}, {"6", "5", nil, true}, {"4.99", "5", nil, false},
		{"5", "5", bounded(schema.AtMost), true}, {"4", "5", bounded(schema.AtMost), true}, {"5.01", "5", bounded(schema.AtMost), false},
		{"4", "5", bounded(schema.LessThan), true}, {"6", "5", bounded(schema.LessThan), false}, {"5", "5", bounded(schema.AtLeast), true},
		{"-3", "-3", nil, true}, {"-4", "-3", nil, true}, {"-2", "-3", nil, false}, {"0", "0", nil, true},
	} {
		require.Equal(t, c.want, reaches(stated(t, c.actual, nil), stated(t, c.aim, c.change)), "%s of %s", c.actual, c.aim)
	}
	require.True(t, isSingle(stated(t, "1", nil)))
	require.False(t, isSingle(stated(t, "2", nil)))
	require.False(t, isSingle(stated(t, "1", func(x *schema.Indicator) { x.Kind = schema.Ratio })))
	require.True(t, isBelow(stated(t, "99.9", nil), hundred))
	require.False(t, isBelow(stated(t, "100", nil), hundred))

	row := &schema.Row{}
	require.True(t, fallsShort(row, stated(t, "95", func(x *schema.Indicator) { x.Kind = schema.Completion })))
	require.False(t, fallsShort(row, stated(t, "100", func(x *schema.Indicator) { x.Kind = schema.Completion })))
	require.True(t, fallsShort(row, stated(t, "100", func(x *schema.Indicator) { x.State = schema.Projected })))
	require.False(t, fallsShort(row, stated(t, "95", nil)))

	header := stated(t, "1", func(x *schema.Indicator) {
		x.Cues = []schema.Cue{{For: schema.ForState, Field: schema.FieldHeader}}
	})
	require.True(t, saidByHeader(header))
	header.Cues[0].Field = schema.FieldProgress
	require.False(t, saidByHeader(header))
	require.False(t, saidByHeader(stated(t, "1", func(x *schema.Indicator) {
		x.Cues = []schema.Cue{{For: schema.ForKind, Field: schema.FieldHeader}}
	})))
}
