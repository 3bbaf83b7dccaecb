package check_test

import (
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testtables"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
	"duban/seeds"
)

var updateChanges = flag.Bool("update", false, "write testdata/changed.tsv anew; what was noticed should not become less, nor what is found more")

// TestOneFigureChanged changes the figures of reports that add up, one at a time: to twice as much, and by one in the last digit. Each
// figure that takes part in a sum, a rate or a comparison does not fit the others then. How many changes are noticed, and in how many findings,
// stands in testdata/changed.tsv, report by report: fewer that are noticed are a check that was lost, more findings are such as do not belong
// to what was changed.
func TestOneFigureChanged(t *testing.T) {
	reports := testtables.Reports(t)
	for _, pattern := range []string{"../../testdata/reports/*.*", "../../testdata/quarters/*.md"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			if name := filepath.Base(file); !strings.HasSuffix(name, ".jsonl") && name != "README.md" {
				data, err := os.ReadFile(file)
				require.NoError(t, err)
				doc, err := parse.Bytes(file, data)
				require.NoError(t, err)
				reports[name] = extract.Report(doc, extract.Options{})
			}
		}
	}
	var got []string
	for name, r := range reports {
		changed, noticed, found := changes(r)
		got = append(got, fmt.Sprintf("%s\t%d\t%d\t%d", name, changed, noticed, found))
	}
	slices.Sort(got)
	const file = "testdata/changed.tsv"
	if *updateChanges {
		text := "report\tchanged\tnoticed\tfindings\n" + strings.Join(got, "\n") + "\n"
		require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	}
	lines, err := seeds.Read(os.DirFS("testdata"), "changed.tsv", "report", "changed", "noticed", "findings")
	require.NoError(t, err)
	require.Len(t, lines, len(got))
	for i, line := range lines {
		now := strings.Split(got[i], "\t")
		require.Equal(t, line.Fields[:2], now[:2])
		require.GreaterOrEqual(t, number(t, now[2]), number(t, line.Fields[2]), "%s: changes that are noticed", now[0])
		beside := func(fields []string) int { return number(t, fields[3]) - number(t, fields[2]) }
		require.LessOrEqual(t, beside(now), beside(line.Fields), "%s: findings beside the one that is due", now[0])
	}
}

func number(t *testing.T, digits string) int {
	n, err := strconv.Atoi(digits)
	require.NoError(t, err)
	return n
}

// changes changes each figure of a report that is printed in digits, and returns how many changes there were, of how many something was
// found, and how much in all.
func changes(r *schema.Report) (changed, noticed, found int) {
	lists := findingsOf(r)
	was := make([][]schema.Finding, len(lists))
	for i, list := range lists {
		*list = slices.DeleteFunc(*list, func(f schema.Finding) bool { return !isReading(f.Code) })
		was[i] = slices.Clip(*list)
	}
	count := func() (n int) {
		for i, list := range lists {
			*list = was[i]
		}
		check.Report(r)
		for _, list := range lists {
			n += len(*list)
		}
		return n
	}
	usual := count()
	for _, x := range figuresOf(r) {
		printed := *x
		for _, change := range []func(*big.Rat, int) *big.Rat{twice, oneMore} {
			if !alter(x, change) {
				continue
			}
			changed++
			if more := count() - usual; more > 0 {
				noticed++
				found += more
			}
			*x = printed
		}
	}
	return changed, noticed, found
}

// isReading reports the findings of those who read, which check adds to.
func isReading(code schema.Code) bool {
	return slices.Contains([]schema.Code{schema.NumberUnexplained, schema.RowShape, schema.ReportEmpty}, code)
}

func findingsOf(r *schema.Report) []*[]schema.Finding {
	lists := []*[]schema.Finding{&r.Findings}
	for i := range r.Sections {
		lists = append(lists, &r.Sections[i].Findings)
	}
	for i := range r.Annexes {
		lists = append(lists, &r.Annexes[i].Findings)
		for k := range r.Annexes[i].Rows {
			lists = append(lists, &r.Annexes[i].Rows[k].Findings)
		}
	}
	return lists
}

func figuresOf(r *schema.Report) (list []*schema.Indicator) {
	each := func(indicators []schema.Indicator) {
		for i := range indicators {
			list = append(list, &indicators[i])
		}
	}
	for i := range r.Sections {
		each(r.Sections[i].Indicators)
	}
	for i := range r.Annexes {
		for k := range r.Annexes[i].Rows {
			each(r.Annexes[i].Rows[k].Indicators)
		}
	}
	return list
}

func twice(n *big.Rat, _ int) *big.Rat { return new(big.Rat).Add(n, n) }

func oneMore(n *big.Rat, decimals int) *big.Rat {
	last := big.NewRat(1, 1)
	for range decimals {
		last.Quo(last, big.NewRat(10, 1))
	}
	return last.Add(last, n)
}

var leading = regexp.MustCompile(`^\d+(?:\.(\d+))?`)

// alter changes a figure, by the digits that it is printed in; false if it is printed in none.
func alter(x *schema.Indicator, change func(n *big.Rat, decimals int) *big.Rat) bool {
	m := leading.FindStringSubmatch(x.Text)
	value, isValue := new(big.Rat).SetString(x.Value.String())
	if m == nil || !isValue || value.Sign() <= 0 || x.ValueMax != nil {
		return false
	}
	digits, _ := new(big.Rat).SetString(m[0])
	if digits.Sign() == 0 {
		return false
	}
	changed := change(digits, len(m[1]))
	value.Mul(value, new(big.Rat).Quo(changed, digits))
	const enough = 12 // decimals
	d, err := schema.ParseDecimal(strings.TrimRight(strings.TrimRight(value.FloatString(enough), "0"), "."))
	if err != nil {
		return false
	}
	x.Value = d
	x.Text = changed.FloatString(len(m[1])) + strings.TrimPrefix(x.Text, m[0])
	return true
}
