package page_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNumbersCutInText has a column that is too narrow for the numbers in its texts.
func TestNumbersCutInText(t *testing.T) {
	table := func(numbers ...string) *sheet {
		s := newSheet().write(72, 95, "任务")
		y := 100
		for _, number := range numbers {
			s.rule(70, y, 122, y).write(72, y+12, "建筑面积").write(72, y+24, number[:9]).write(72, y+36, number[9:]+"平方米")
			y += 40
		}
		return s.rule(70, 80, 122, 80).rule(70, y, 122, y).rule(70, 80, 70, y).rule(122, 80, 122, y).rule(122, 80, 200, 80).rule(122, y, 200, y).rule(200, 80, 200, y).
			write(130, 95, "进展")
	}
	got, _ := read(t, table("1252785.74", "1221701.39", "1263492.59"))
	require.Contains(t, got, "建筑面积1252785.74平方米")
	require.Contains(t, got, "建筑面积1263492.59平方米")

	got, _ = read(t, table("1252785.74", "1221701.39"))
	require.Contains(t, got, "1252785.7\uFFFC4平方米", "two may be chance")

	got, _ = read(t, table("1252785.74", "1221701.39", "1263492.59").write(130, 150, "800").write(130, 162, "4号楼"))
	require.Contains(t, got, "1252785.7\uFFFC4平方米", "where one stands over another")
}

// TestNested has a table of two rows in a cell of another, with room beside it.
func TestNested(t *testing.T) {
	s := newSheet().grid([]int{70, 130, 250}, []int{80, 100}).rule(70, 80, 70, 220).rule(130, 80, 130, 220).rule(250, 80, 250, 220).
		rule(70, 120, 250, 120).rule(70, 200, 250, 200).rule(70, 220, 250, 220).
		rule(130, 140, 250, 140).rule(140, 160, 240, 160).rule(130, 180, 250, 180). // of the one within
		rule(140, 140, 140, 180).rule(190, 140, 190, 180).rule(240, 140, 240, 180).
		write(75, 95, "项目").write(135, 95, "进展").write(75, 115, "甲").write(135, 115, "完成5条").
		write(75, 135, "乙").write(135, 135, "其中：").write(145, 155, "城区").write(195, 155, "3条").write(145, 175, "乡镇").write(195, 175, "2条").
		write(75, 215, "丙").write(135, 215, "完成7条")
	got, _ := read(t, s)
	require.Equal(t, "|项目|进展|\n|甲|完成5条|\n|乙|其中：⏎城区\t3条⏎乡镇\t2条|\n|丙|完成7条|", got)

	merged := newSheet().grid([]int{70, 130, 250}, []int{80, 100}).rule(70, 80, 70, 220).rule(130, 80, 130, 220).rule(250, 80, 250, 220).
		rule(20, 80, 20, 220).rule(20, 80, 70, 80).rule(20, 100, 70, 100).rule(20, 220, 70, 220). // a column whose cell goes on over all rows
		rule(70, 120, 250, 120).rule(70, 200, 250, 200).rule(70, 220, 250, 220).
		rule(130, 140, 250, 140).rule(140, 160, 240, 160).rule(130, 180, 250, 180).
		rule(140, 140, 140, 180).rule(190, 140, 190, 180).rule(240, 140, 240, 180).
		write(25, 95, "类别").write(75, 95, "项目").write(135, 95, "进展").write(25, 115, "交通").write(75, 115, "甲").write(135, 115, "完成5条").
		write(75, 135, "乙").write(135, 135, "其中：").write(145, 155, "城区").write(195, 155, "3条").write(145, 175, "乡镇").write(195, 175, "2条").
		write(75, 215, "丙").write(135, 215, "完成7条")
	got, _ = read(t, merged)
	require.Equal(t, "|类别|项目|进展|\n|交通|甲|完成5条|\n|↑|乙|其中：⏎城区\t3条⏎乡镇\t2条|\n|↑|丙|完成7条|", got, "beside a cell that is merged with other rows")

	rows := newSheet().grid([]int{70, 130, 190, 250}, []int{80, 100}).rule(70, 80, 70, 160).rule(130, 80, 130, 160).rule(190, 80, 190, 160).
		rule(250, 80, 250, 160).rule(130, 120, 250, 120).rule(70, 140, 250, 140).rule(70, 160, 250, 160).
		write(75, 95, "项目").write(135, 95, "地方").write(195, 95, "进展").write(75, 115, "甲").write(135, 115, "城区").write(195, 115, "3条").
		write(135, 135, "乡镇").write(195, 135, "2条").write(75, 155, "乙").write(135, 155, "城区").write(195, 155, "7条")
	got, _ = read(t, rows)
	require.Equal(t, "|项目|地方|进展|\n|甲|城区|3条|\n|↑|乡镇|2条|\n|乙|城区|7条|", got, "rows beside a merged cell are none")
}
