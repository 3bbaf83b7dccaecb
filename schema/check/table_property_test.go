package check_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// madeTable is a table made up with right sums and rates: a line of columns and lines of cells.
type madeTable struct {
	header string
	rows   [][]string
}

func (m madeTable) String() string {
	lines := []string{m.header}
	for _, row := range m.rows {
		lines = append(lines, strings.Join(row, " | "))
	}
	return strings.Join(lines, "\n")
}

// shape is how a made-up table is built.
type shape struct {
	groups   int  // 0 for none, else each with a subtotal
	above    bool // totals stand above their parts
	label    string
	measures int // columns, each the sum of its parts where there are several
	total    bool
	rate     bool // aim, reached and rate in three more columns
	decimals int  // printed; the true figures have three
}

func randomShape(r *rand.Rand) shape {
	s := shape{groups: []int{0, 0, 2, 3}[r.IntN(4)], above: r.IntN(2) == 0, measures: 2 + r.IntN(3), total: r.IntN(2) == 0, rate: r.IntN(2) == 0,
		decimals: r.IntN(3), label: []string{"合计", "总计", "全市"}[r.IntN(3)]}
	if s.groups > 0 {
		s.label = "总计"
	}
	return s
}

// made makes up a table of that shape. The figures are whole thousandths, rounded when they are printed; a share of them
// is rounded from the true figures.
func (s shape) made(r *rand.Rand, unit string) madeTable {
	header := []string{"县:item"}
	for i := range s.measures {
		header = append(header, fmt.Sprintf("第%d季度:figure %s", i+1, unit))
	}
	if s.total {
		header = append(header, "合计:figure total "+unit)
	}
	if s.rate {
		header = append(header, "任务:figure aim "+unit, "完成:figure actual "+unit, "完成率:rate % completion")
	}
	width := s.measures
	if s.rate {
		width += 2
	}
	sum := func(rows [][]int64) []int64 {
		total := make([]int64, width)
		for _, row := range rows {
			for i, x := range row {
				total[i] += x
			}
		}
		return total
	}
	var all [][]int64
	m := madeTable{header: strings.Join(header, " | ")}
	for g := range max(1, s.groups) {
		var rows [][]int64
		var lines [][]string
		for i := range 2 + r.IntN(5) {
			row := make([]int64, width)
			for k := range row {
				row[k] = 101000 + r.Int64N(9000000)
			}
			rows = append(rows, row)
			lines = append(lines, s.line(fmt.Sprintf("%c%d县", '甲'+rune(g), i), row))
		}
		all = append(all, rows...)
		if s.groups > 0 {
			lines = s.beside(lines, s.line("=小计", sum(rows)))
		}
		m.rows = append(m.rows, lines...)
	}
	m.rows = s.beside(m.rows, s.line("="+s.label, sum(all)))
	return m
}

func (s shape) beside(lines [][]string, total []string) [][]string {
	if s.above {
		return append([][]string{total}, lines...)
	}
	return append(lines, total)
}

func (s shape) line(label string, figures []int64) []string {
	line := []string{label}
	printed := func(x int64) string { return big.NewRat(x, 1000).FloatString(s.decimals) }
	total := int64(0)
	for _, x := range figures[:s.measures] {
		total += x
		line = append(line, printed(x))
	}
	if s.total {
		line = append(line, printed(total))
	}
	if s.rate {
		aim, reached := figures[s.measures], figures[s.measures+1]
		line = append(line, printed(aim), printed(reached), big.NewRat(reached*100, aim).FloatString(1))
	}
	return line
}

// TestRandomTables makes up tables in which all is right, whatever the rounding: there is never a finding. The figures of
// exact ones are counts; then one digit of a total or of a part is changed, and there is one finding.
func TestRandomTables(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 400 {
		s := randomShape(r)
		table := s.made(r, []string{"亿元", "万元", "亩", ""}[r.IntN(4)]).String()
		require.Empty(t, foundIn(t, table), table)
	}
	for range 400 {
		s := randomShape(r)
		s.decimals = 0
		table := exactly(s.made(r, "户"), s)
		require.Empty(t, foundIn(t, table.String()), table.String())
		row, col := r.IntN(len(table.rows)), 1+r.IntN(len(table.rows[0])-1)
		if s.rate && col == len(table.rows[0])-1 {
			continue
		}
		before := table.rows[row][col]
		table.rows[row][col] = changeDigit(r, []string{before})[0]
		require.Len(t, foundIn(t, table.String()), 1, "row %d, column %d: %s\n%s", row+1, col, before, table)
	}
}

// exactly sets the totals of a table of whole numbers right, which were rounded each alone, and its rates.
func exactly(m madeTable, s shape) madeTable {
	width := len(m.rows[0])
	levels := s.measures
	num := func(x string) int64 { return rat(x).Num().Int64() }
	add := func(to []string, from []string) {
		for k := 1; k < width; k++ {
			to[k] = fmt.Sprint(num(to[k]) + num(from[k]))
		}
	}
	finish := func(row []string) {
		if s.total {
			total := int64(0)
			for _, x := range row[1 : levels+1] {
				total += num(x)
			}
			row[levels+1] = fmt.Sprint(total)
		}
		if s.rate {
			row[width-1] = big.NewRat(num(row[width-2])*100, num(row[width-3])).FloatString(1)
		}
	}
	var grand, sub []string
	for _, row := range m.rows {
		if strings.HasPrefix(row[0], "=") {
			for k := 1; k < width; k++ {
				row[k] = "0"
			}
		} else {
			row[width-1] = fmt.Sprint(num(row[width-1]))
		}
		if row[0] == "="+s.label {
			grand = row
		}
	}
	rows := m.rows
	if !s.above { // from the end, so that a total comes before its parts
		rows = append([][]string{}, m.rows...)
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	for _, row := range rows {
		switch {
		case row[0] == "=小计":
			sub = row
		case strings.HasPrefix(row[0], "="):
		default:
			add(grand, row)
			if sub != nil {
				add(sub, row)
			}
		}
	}
	for _, row := range m.rows {
		finish(row)
	}
	return m
}
