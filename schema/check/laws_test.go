package check

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Words are taken off a text as many as stand there, and no others.
func TestTerms(t *testing.T) {
	words := terms{"已", "全部", "全"}
	require.Equal(t, "完成", words.cutFront("已全部完成"))
	require.Equal(t, "完成", words.cutFront("全部已完成"), "in any order")
	require.Equal(t, "完成已", words.cutFront("完成已"))
	require.Equal(t, "", words.cutFront("已已"))
	require.Equal(t, "完成", words.cutEnd("完成全部已"))
	require.Equal(t, "完成", words.cutEnd("完成 已 全部 "))
	require.Equal(t, "已完成", words.cutEnd("已完成"))
	rest, ok := words.cutOne("已全部完成")
	require.True(t, ok)
	require.Equal(t, "全部完成", rest)
	rest, ok = words.cutOne("完成")
	require.False(t, ok)
	require.Equal(t, "完成", rest)
	for text, want := range map[string]string{"完成全部": "完成", "完成全": "完成", "全部": "", "已": ""} {
		front, ok := (terms{"全", "部", "全部", "已"}).cutLast(text)
		require.True(t, ok, text)
		require.Equal(t, want, front, "the longest")
	}
	front, ok := words.cutLast("完成")
	require.False(t, ok)
	require.Equal(t, "完成", front)
	require.True(t, words.ends("完成全部"))
	require.False(t, words.ends("全部完成"))
}

// A mark of a point is missing where the one behind it follows, and where a list does not begin with the first.
func TestMissingMarks(t *testing.T) {
	require.True(t, mark{number: 3}.misses(2, 1), "① ③")
	require.False(t, mark{number: 3}.misses(2, 2), "② ③")
	require.False(t, mark{number: 4}.misses(2, 1), "① ④ lacks more than one")
	require.True(t, mark{number: 4}.misses(1, 0), "a list that begins with 四是")
	require.False(t, mark{number: 1}.misses(1, 0))
}

// Of two pairs of columns that may make up a rate the one that fits more rows is meant, not counting 0% and 100%; then the one that the header
// names, then the one that is less often wrong.
func TestBetterPair(t *testing.T) {
	wrong := func(n int) []*wrongRate { return make([]*wrongRate, n) }
	better := func(a, b rateTally) {
		require.True(t, a.isBetter(b))
		require.False(t, b.isBetter(a))
	}
	better(rateTally{fits: 3}, rateTally{fits: 2})
	better(rateTally{fits: 3, plain: 1}, rateTally{fits: 4, plain: 3})
	better(rateTally{fits: 2, pair: ratePair{sure: true}}, rateTally{fits: 2})
	better(rateTally{fits: 3}, rateTally{fits: 2, pair: ratePair{sure: true}})
	better(rateTally{fits: 2, wrong: wrong(1)}, rateTally{fits: 2, wrong: wrong(2)})
	require.False(t, rateTally{fits: 2}.isBetter(rateTally{fits: 2}))
	better(rateTally{fits: 3, plain: 1, pair: ratePair{sure: true}}, rateTally{fits: 2})
	better(rateTally{fits: 2, pair: ratePair{sure: true}}, rateTally{fits: 3, plain: 1})
	require.True(t, rateTally{fits: 3, plain: 1, wrong: wrong(1)}.shows(ratePair{}))
	require.False(t, rateTally{fits: 3, plain: 1, wrong: wrong(2)}.shows(ratePair{}))
	require.False(t, rateTally{fits: 2, plain: 1}.shows(ratePair{}))
	require.True(t, rateTally{fits: 2, wrong: wrong(2)}.shows(ratePair{sure: true}))
	require.False(t, rateTally{fits: 2, wrong: wrong(3)}.shows(ratePair{sure: true}))

	require.True(t, rateTally{fits: 1, wrong: wrong(2)}.fitsOnce())
	require.False(t, rateTally{fits: 1, wrong: wrong(3)}.fitsOnce())
	require.True(t, rateTally{wrong: wrong(1)}.fitsOnce())
	require.False(t, rateTally{wrong: wrong(2)}.fitsOnce())
	require.False(t, rateTally{fits: 2}.fitsOnce())
}

func TestGroupsOfColumns(t *testing.T) {
	var g grid
	for _, group := range []string{"", "就业", "就业", "参保", "参保", "参保", ""} {
		g.columns = append(g.columns, column{group: group})
	}
	g.setGroups()
	var spans [][2]int
	for _, c := range g.columns {
		spans = append(spans, [2]int{c.first, c.end})
	}
	require.Equal(t, [][2]int{{0, 1}, {1, 3}, {1, 3}, {3, 6}, {3, 6}, {3, 6}, {6, 7}}, spans)
}
