package change

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSimilarity(t *testing.T) {
	require.Equal(t, int32(10000), similarity([]uint64{1, 2, 2}, []uint64{1, 2, 2}))
	require.Equal(t, int32(5000), similarity([]uint64{1, 2}, []uint64{2, 3}))
	require.Equal(t, int32(0), similarity([]uint64{1}, []uint64{2}))
	require.Equal(t, int32(0), similarity(nil, nil))
	for parts, want := range map[int32]string{10000: "1", 9142: "0.9142", 9500: "0.95", 0: "0"} {
		require.Equal(t, want, fraction(parts))
	}
}

// What is the same task in other words, and what may be another one.
func TestRewording(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"推进农村饮水安全工程建设", "推进农村饮水安全工程建设", true},
		{"推进农村饮水安全工程建设", "加快推进农村饮水安全工程的建设", true},
		{"建成甲县、乙县水厂", "建成甲县、乙县、丙县水厂", true},
		{"完成东江大桥主体工程施工", "完成西江大桥主体工程施工", false},
		{"市第一人民医院新院区建设", "市第二人民医院新院区建设", false},
		{"滨江路改造工程", "滨江路改造二期工程", false},
		{"完成李家沱大桥主体工程", "完成白居寺大桥主体工程", false},
		{"完成白居寺大桥主体工程", "完成寺前街大桥主体工程", false}, // one letter in common by chance
		{"新建学校", "新建学校0所", false},
		{"", "新建", true},
	} {
		require.Equal(t, c.want, isRewording([]rune(c.a), []rune(c.b)), "%s | %s", c.a, c.b)
		require.Equal(t, c.want, isRewording([]rune(c.b), []rune(c.a)), "%s | %s", c.b, c.a)
	}
}

// What the marks leave out is never as alike as asked for.
func TestMarksLeaveOutNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func(letters int) []rune {
		list := make([]rune, 1+r.IntN(60))
		for i := range list {
			list[i] = '一' + rune(r.IntN(letters))
		}
		return list
	}
	kept := 0
	for range 20_000 {
		a, b := text(6), text(6)
		x, y := features{grams: grams(a)}, features{grams: grams(b)}
		x.mark, y.mark = markOf(x.grams), markOf(y.grams)
		for _, alike := range []int{resembling, sameText} {
			if similarity(x.grams, y.grams) >= int32(alike) {
				kept++
				require.True(t, x.mayBe(&y, alike), "%s %s", string(a), string(b))
			}
		}
	}
	require.Positive(t, kept)
}

// BenchmarkSeries links reports of many rows.
func BenchmarkSeries(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, rows := range []int{150, 1500} {
		tasks := make([]Task, rows)
		for i := range tasks {
			text := make([]rune, 20+r.IntN(60))
			for k := range text {
				text[k] = '一' + rune(r.IntN(400))
			}
			tasks[i] = Task{Annex: 1, Row: i + 1, Kind: "tasks", Target: string(text), LeadUnits: []string{"区水利局"}}
		}
		b.Run(strconv.Itoa(rows), func(b *testing.B) {
			for range b.N {
				s := &Series{}
				s.Add(&Report{ID: "a", End: "2024-03-31", Tasks: tasks})
				s.Add(&Report{ID: "b", End: "2024-06-30", Tasks: tasks})
				if len(s.Links("b")) != rows {
					b.Fatal("not all are linked")
				}
			}
		})
	}
}
