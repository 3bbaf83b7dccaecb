package change

import (
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
