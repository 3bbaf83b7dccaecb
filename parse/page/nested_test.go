package page_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

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

	rows := newSheet().grid([]int{70, 130, 190, 250}, []int{80, 100}).rule(70, 80, 70, 160).rule(130, 80, 130, 160).rule(190, 80, 190, 160).
		rule(250, 80, 250, 160).rule(130, 120, 250, 120).rule(70, 140, 250, 140).rule(70, 160, 250, 160).
		write(75, 95, "项目").write(135, 95, "地方").write(195, 95, "进展").write(75, 115, "甲").write(135, 115, "城区").write(195, 115, "3条").
		write(135, 135, "乡镇").write(195, 135, "2条").write(75, 155, "乙").write(135, 155, "城区").write(195, 155, "7条")
	got, _ = read(t, rows)
	require.Equal(t, "|项目|地方|进展|\n|甲|城区|3条|\n|↑|乡镇|2条|\n|乙|城区|7条|", got, "rows beside a merged cell are none")
}
