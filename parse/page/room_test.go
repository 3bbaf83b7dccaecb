package page_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// column sets a table of a column of names and one of numbers, whose lines stand where at says, from x on, in rows of 40 points.
func column(width int, at func(line string) int, cells ...string) *sheet {
	ys := []int{100}
	s := newSheet()
	for i, c := range cells {
		top := 100 + 40*i
		s.write(104, top+12, string([]rune("甲乙丙丁戊己庚辛")[i])+"县")
		for k, line := range strings.Split(c, "\n") {
			s.write(at(line), top+12+12*k, line)
		}
		ys = append(ys, top+40)
	}
	return s.grid([]int{100, 200, 200 + width}, ys)
}

// TestNumbersOverNumbers: of numbers that stand one over the other in cells, which are cut ones, of which this is not known (�, here
// as "?"), and which are numbers of their own.
func TestNumbersOverNumbers(t *testing.T) {
	left := func(string) int { return 204 }
	rightOf := func(edge int) func(string) int { return func(line string) int { return edge - 5*len(line) } }
	for name, test := range map[string]struct {
		width int
		at    func(string) int
		cells []string
		want  []string
	}{
		"cut three times, the rests short": {32, left, []string{"1234\n5", "2345\n67", "3456\n8"}, []string{"12345", "234567", "34568"}},
		"cut, as a rest begins with 0":     {32, left, []string{"1234\n05", "2345\n67"}, []string{"123405", "234567"}},
		"cut behind the point":             {32, left, []string{"123.\n45", "2345\n6"}, []string{"123.45", "23456"}},
		"cut twice is not often":           {32, left, []string{"1234\n5", "2345\n67", "3456"}, []string{"1234?5", "2345?67", "3456"}},
		"rests as long as what is above":   {32, left, []string{"1234\n567", "2345\n678", "3456\n789"}, []string{"1234?567", "2345?678", "3456?789"}},
		"columns as wide as their numbers": {28, left, []string{"1234\n5", "2345\n67", "3456\n8"}, []string{"1234?5", "2345?67", "3456?8"}},
		"one with room beside it":          {32, left, []string{"1234\n5", "2345\n67", "3456\n8", "23\n8"}, []string{"1234?5", "2345?67", "3456?8", "23⏎8"}},
		"at the right edge":                {80, rightOf(276), []string{"18,870\n209\n2,303", "23,022\n3,062\n12,382", "859\n191\n707"}, []string{"18,870⏎209⏎2,303", "23,022⏎3,062⏎12,382", "859⏎191⏎707"}},
		"in the middle":                    {80, func(line string) int { return 240 - 5*len(line)/2 }, []string{"1234567890\n12345", "1234567890\n54321", "1234567890\n1"}, []string{"1234567890⏎12345", "1234567890⏎54321", "1234567890⏎1"}},
		"months":                           {44, left, []string{"2024/10\n2024/11", "2024/10\n2024/12", "2024/10\n2025/1"}, []string{"2024/10?2024/11", "2024/10?2024/12", "2024/10?2025/1"}},
		"beyond the border":                {32, left, []string{"1234567\n8", "2345678\n9", "3456789\n1"}, []string{"1234567?8", "2345678?9", "3456789?1"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := read(t, column(test.width, test.at, test.cells...))
			for i, row := range strings.Split(strings.ReplaceAll(got, "\uFFFC", "?"), "\n") {
				require.Equal(t, test.want[i], strings.Split(row, "|")[2], got)
			}
		})
	}
}

// TestOverBorders: texts that are too wide for their cells run over the border on the right, and stay whole.
func TestOverBorders(t *testing.T) {
	xs, ys := []int{100, 130, 200, 230}, []int{100, 120, 140, 160, 180}
	for name, test := range map[string]struct {
		sheet *sheet
		want  []string
	}{
		"a number": {newSheet().write(102, 115, "1234567").write(132, 115, "甲"), []string{"?1234567?|甲|"}}, // the two stand one over the other
		"a number behind which the next cell has one": {newSheet().write(104, 115, "123456").write(134, 115, "78").write(202, 115, "5"), []string{"?12345678?||5"}},
		"a number at the table's end":                 {newSheet().write(132, 115, "甲").write(202, 115, "12345.67"), []string{"|甲|12345.67"}},
		"a text":                                      {newSheet().write(104, 115, "二期工程").write(202, 115, "5"), []string{"二期工程||5"}},
		"one beside that of the next":                 {newSheet().write(102, 115, "二期工").write(132, 115, "5"), []string{"二期工|5|"}},
		"one character wider than all":                {newSheet().set(122, 115, 2*em, "二").write(145, 115, "甲"), []string{"二|甲|"}},
		"numbers that meet at a border":               {newSheet().write(115, 115, "123").write(130, 115, "45").write(100, 135, "8").write(130, 135, "9").write(200, 135, "7"), []string{"123|45|", "8|9|7"}},
	} {
		t.Run(name, func(t *testing.T) {
			for y := 135; y < 180; y += 20 { // most texts of a table begin at one distance from the border
				if name != "numbers that meet at a border" {
					test.sheet.write(102, y, "乙").write(132, y, "丙").write(202, y, "丁")
				}
			}
			got, _ := read(t, test.sheet.grid(xs, ys))
			for i, row := range test.want {
				require.Equal(t, "|"+row+"|", strings.Split(strings.ReplaceAll(got, "\uFFFC", "?"), "\n")[i])
			}
		})
	}
}
