package org

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// words are a small vocabulary for the tests.
func words() Words {
	w := Words{Endings: map[string]Ending{}, Always: map[string]string{"住建委": "住房城乡建委"}, Both: map[string][]string{"人社局": {"人力资源和社会保障局", "人力社保局"}},
		Areas: map[rune]bool{'区': true, '市': true, '县': true}, Fronts: []string{"各", "镇"}, Joints: map[rune]bool{'和': true, '及': true}}
	for _, e := range []string{"局", "委", "办", "公司", "街道", "镇", "支队", "中心", "管委会", "政府", "分局", "部"} {
		w.Endings[e] = NameEnding
	}
	for _, e := range []string{"各镇街", "各部门", "镇街", "工商联", "团区委"} {
		w.Endings[e] = Whole
	}
	for _, e := range []string{"领导小组", "成员单位", "领导小组成员单位", "指挥部", "办公室"} {
		w.Endings[e] = Bare
	}
	return w
}

// TestUnits reads cells that stand in a document with the others of the table.
func TestUnits(t *testing.T) {
	cells := []struct {
		cell string
		want []Unit
	}{
		{"区教委", []Unit{{"区教委", "区教委", ""}}},
		{"区教委\n区科技局", []Unit{{"区教委", "区教委", ""}, {"区科技局", "区科技局", ""}}},
		{"区教委、区科技局；区商务委", []Unit{{"区教委", "区教委", ""}, {"区科技局", "区科技局", ""}, {"区商务委", "区商务委", ""}}},
		{"区住建委", []Unit{{"区住房城乡建委", "区住建委", ""}}},
		{"科学城建设\n领导小组成员单位", []Unit{{"科学城建设领导小组成员单位", "科学城建设领导小组成员单位", ""}}},
		{"区商务委\n（区招商中心）", []Unit{{"区商务委", "区商务委（区招商中心）", "区招商中心"}}},
		{"区文旅委\n（歌乐山\n大景区指挥部）", []Unit{{"区文旅委", "区文旅委（歌乐山大景区指挥部）", "歌乐山大景区指挥部"}}},
		{"区规划自然资源局区农业农村委", []Unit{{"区规划自然资源局", "区规划自然资源局", ""}, {"区农业农村委", "区农业农村委", ""}}},
		{"区教委区科技局", []Unit{{"区教委", "区教委", ""}, {"区科技局", "区科技局", ""}}},
		{"区教委和区科技局", []Unit{{"区教委", "区教委", ""}, {"区科技局", "区科技局", ""}}},
		{"公安局和平分局", []Unit{{"公安局和平分局", "公安局和平分局", ""}}},
		{"各镇街、管委会", []Unit{{"各镇街", "各镇街", ""}, {"管委会", "管委会", ""}}},
		{"区人防办\n团区委\n区工商联", []Unit{{"区人防办", "区人防办", ""}, {"团区委", "团区委", ""}, {"区工商联", "区工商联", ""}}},
		{"区城市管理\n局", []Unit{{"区城市管理局", "区城市管理局", ""}}},
		{"县人社局", []Unit{{"县人力社保局", "县人社局", ""}}},
		{"县人力社保局", []Unit{{"县人力社保局", "县人力社保局", ""}}},
		{"市人社局", []Unit{{"市人社局", "市人社局", ""}}},
		{"", nil},
		{"（", []Unit{{"（", "（", ""}}},
	}
	r := NewReader(words())
	for _, c := range cells {
		r.Learn(c.cell)
	}
	for _, c := range cells {
		require.Equal(t, c.want, r.Units(c.cell), "%q", c.cell)
	}
}

func TestLooks(t *testing.T) {
	r := NewReader(words())
	for cell, want := range map[string]bool{"区教委": true, "区教委\n各镇街": true, "新建学校2所": false, "": false, "区教委、完成": false} {
		require.Equal(t, want, r.Looks(cell), "%q", cell)
	}
}

// FuzzUnits reads any cell without a panic, and never as a unit without a name.
func FuzzUnits(f *testing.F) {
	for _, s := range []string{"区教委\n（区招商\n中心）", "各镇街、管委会", "（）(", "区教委和区科技局", "）\n（\n、"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		r := NewReader(words())
		r.Learn(cell)
		for _, u := range r.Units(cell) {
			require.NotEmpty(t, u.Text)
		}
	})
}
