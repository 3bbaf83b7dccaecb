package cell

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/exact"
	"duban/schema"
	"duban/seeds"
)

func thing(t *testing.T, value, unit, kind, subject string) comparable {
	t.Helper()
	v, err := exact.Parse(value)
	require.NoError(t, err)
	f := &figure{kind: schema.Quantity}
	f.Value, f.Unit, f.UnitKind = v, unit, kind
	return comparable{figure: f, subject: subject, phrase: subject}
}

// What else speaks for two figures, or against them: each alone, beside two of which nothing is to be said.
func TestAgreement(t *testing.T) {
	plain := func() comparable { return thing(t, "5", "座", "count", "公厕") }
	base := plain().agreement(plain())
	for i, test := range []struct {
		change func(aim, actual *comparable)
		better bool
	}{
		{func(_, a *comparable) { a.Unit = "个" }, false},
		{func(aim, a *comparable) { aim.verb, a.verb = "新建", "新建" }, true},
		{func(aim, _ *comparable) { aim.done = true }, true},
		{func(_, a *comparable) { a.done = true }, true},
		{func(_, a *comparable) { a.total = true }, true},
		{func(aim, _ *comparable) { aim.total = true }, true},
		{func(aim, _ *comparable) { aim.stage = true }, false},
		{func(_, a *comparable) { a.state = schema.Projected }, false},
	} {
		aim, actual := plain(), plain()
		test.change(&aim, &actual)
		if test.better {
			require.Greater(t, aim.agreement(actual), base, i)
		} else {
			require.Less(t, aim.agreement(actual), base, i)
		}
	}
	for _, verbs := range [][2]string{{"", ""}, {"新建", ""}, {"", "新建"}, {"新建", "改造"}} {
		aim, actual := plain(), plain()
		aim.verb, actual.verb = verbs[0], verbs[1]
		require.InDelta(t, base, aim.agreement(actual), 1e-9, "%v", verbs)
	}
}

// A figure that is many times as much measures something else: twenty times, and five of counts of other names; rates may be any.
func TestInReach(t *testing.T) {
	for _, test := range []struct {
		aim, actual comparable
		want        bool
	}{
		{thing(t, "2", "亩", "area", "林地"), thing(t, "40", "亩", "area", "林地"), true},
		{thing(t, "2", "亩", "area", "林地"), thing(t, "40.1", "亩", "area", "林地"), false},
		{thing(t, "2", "亩", "area", "林地"), thing(t, "40", "亩", "area", "草地"), true},
		{thing(t, "2", "座", "count", "公厕"), thing(t, "40", "座", "count", "公厕"), true},
		{thing(t, "2", "座", "count", "公厕"), thing(t, "10", "座", "count", "厕所"), true},
		{thing(t, "2", "座", "count", "公厕"), thing(t, "11", "座", "count", "厕所"), false},
		{thing(t, "2", "%", "rate", "合格率"), thing(t, "90", "%", "rate", "合格率"), true},
	} {
		require.Equal(t, test.want, test.aim.inReach(test.actual), "%s, %s", test.aim.Value, test.actual.Value)
	}
	for value, want := range map[string]bool{"0.5": true, "0.99": true, "1": false, "1.5": false, "100": false} {
		aim, actual := thing(t, "100", "亩", "area", "林地"), thing(t, value, "亩", "area", "林地")
		require.Equal(t, want, aim.isFarAbove(actual), value)
	}
}

// Counts of things whose names share nothing are of other things; those of which one has the other's last character may be of the same.
func TestOfOther(t *testing.T) {
	for _, test := range []struct {
		aim, actual comparable
		want        bool
	}{
		{thing(t, "5", "座", "count", ""), thing(t, "5", "座", "count", "垃圾站"), false},
		{thing(t, "5", "座", "count", "公厕"), thing(t, "5", "座", "count", ""), false},
		{thing(t, "5", "所", "count", "幼儿园"), thing(t, "5", "所", "count", "托儿所"), true},
		{thing(t, "5", "艘", "count", "渔船"), thing(t, "5", "艘", "count", "减船转产"), false},
		{thing(t, "5", "艘", "count", "减船转产"), thing(t, "5", "艘", "count", "渔船"), false},
		{thing(t, "5", "座", "count", "公厕"), thing(t, "5", "座", "count", "旅游公厕"), false},
		{thing(t, "5", "座", "count", "公厕"), thing(t, "5", "座", "count", "垃圾站"), false},
		{thing(t, "5", "亩", "area", "幼儿园"), thing(t, "5", "亩", "area", "托儿所"), false},
	} {
		require.Equal(t, test.want, test.aim.isOfOther(test.actual), "%s, %s", test.aim.subject, test.actual.subject)
	}
	built, other := thing(t, "20", "座", "count", "公厕"), thing(t, "6", "座", "count", "垃圾站")
	built.phrase, other.phrase = "新建公厕", "新建垃圾站"
	require.True(t, built.isOfOther(other), "only what is done to them is the same")

	related := func(kind, aim, actual string, only, common bool) bool {
		a := thing(t, "5", "亩", kind, "")
		a.phrase, a.common = aim, common
		b := thing(t, "5", "亩", kind, "")
		b.phrase = actual
		return a.related(b, only)
	}
	require.True(t, related("area", "废弃矿坑治理", "治理面积", false, false))
	require.False(t, related("area", "废弃矿坑", "面积治坑", false, false), "one character")
	require.True(t, related("count", "公寓楼", "楼房", false, false), "one is enough of what few things are counted by")
	require.False(t, related("count", "公寓楼", "楼房", false, true))
	require.True(t, related("count", "公寓楼", "楼房", true, true), "or no other figure is")
	require.False(t, related("count", "公寓", "楼房", true, false))
}

func TestTimesThatFiguresCount(t *testing.T) {
	year, half, march, april, none := times{20210101, 20211231}, times{20210101, 20210630}, times{20210301, 20210331}, times{20210401, 20210430}, times{}
	require.True(t, march.known())
	require.False(t, none.known())
	for _, test := range []struct {
		a, b            times
		covers, besides bool
	}{
		{year, year, true, false}, {year, half, true, false}, {half, year, false, false}, {half, march, true, false}, {march, april, false, true}, {april, march, false, true},
		{march, none, false, false}, {none, march, false, false}, {times{20210301, 20210401}, april, false, false}, {half, times{20210101, 20210701}, false, false},
		{half, times{20201231, 20210630}, false, false},
	} {
		require.Equal(t, test.besides, test.a.besides(test.b), "%v %v", test.a, test.b)
		if test.a.known() && test.b.known() {
			require.Equal(t, test.covers, test.a.covers(test.b), "%v %v", test.a, test.b)
		}
	}
	later := func(a times, value, other string) bool {
		c := thing(t, value, "座", "count", "公厕")
		c.times = a
		return c.isLaterPart(thing(t, other, "座", "count", "公厕"))
	}
	require.True(t, later(march, "2", "5"))
	require.False(t, later(march, "5", "5"))
	require.False(t, later(march, "6", "5"))
	require.False(t, later(half, "2", "5"), "it begins with the year")
}

func TestNamesOfSorts(t *testing.T) {
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	w := r.words
	for name, want := range map[string]string{"市级重点项目": "重点项目", "国家级项目": "项目", "市级项目": "项目", "市级项": "", "国家级站": "", "重点项目": "", "": "", "级项目": ""} {
		require.Equal(t, want, w.afterSort(name), name)
	}
	for name, want := range map[string]bool{"省级": true, "级": false, "省": false, "国家级": true, "级别": false, "": false} {
		require.Equal(t, want, w.endsSort(name), name)
	}
	require.Zero(t, w.signs.of(rune(len(w.signs.index))), "the first character behind the table")
	require.Zero(t, w.signs.of(-1))
}

// Where a bracket begins and ends, and whether 的 stands within a name: at its edges it is no part of it.
func TestPlacesOfSigns(t *testing.T) {
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	read := func(text string) *reading { return r.read(schema.FieldProgress, text, &Context{Year: 2021}) }
	rd := read("甲（乙）丙（丁（戊））己）庚（辛")
	back, ahead := map[int]int{4: 1, 10: 7, 11: 5}, map[int]int{1: 4, 5: 11, 7: 10} // all other places are none of a whole bracket
	for at := range len(rd.text) + 1 {
		wantBack, wantAhead := at, at
		if to, ok := back[at]; ok {
			wantBack = to
		}
		if to, ok := ahead[at]; ok {
			wantAhead = to
		}
		require.Equal(t, [2]int{wantBack, wantAhead}, [2]int{rd.bracketBack(at), rd.bracketAhead(at)}, at)
	}
	for text, want := range map[string]bool{"新增的车位": true, "的车位": false, "车位的": false, "的": false, "的的的": true, "车的": false, "车的位": true} {
		whole := read(text + "的的")
		require.Equal(t, want, whole.hasOf(span{0, len([]rune(text))}), text)
	}
}
