package check_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

const samplePath = "../../seeds/reports/000_756023d8918cde28.txt"

func sampleText(t testing.TB) string {
	data, err := os.ReadFile(samplePath)
	require.NoError(t, err)
	return string(data)
}

func checked(t testing.TB, text string) *schema.Report {
	return checkedBytes(t, "report.txt", []byte(text))
}

func checkedBytes(t testing.TB, name string, data []byte) *schema.Report {
	doc, err := parse.Bytes(name, data)
	require.NoError(t, err)
	r := extract.Report(doc, extract.Options{})
	check.Report(r)
	return r
}

// statement is a passage of the sample in which figures depend on each other. The figures stand in it as {}, and
// printed says how many decimals each has.
type statement struct {
	text    string
	figures []string
	holds   func(x []*big.Rat) bool
	valid   func(r *rand.Rand) []string // other figures that hold
}

// The rates and sums of the sample, as a reader finds them.
var statements = map[string]statement{
	"rate of problems": {"累计交办问题{}项，已完成{}项，整改率{}%", []string{"4844", "4682", "96.66"},
		rateOf(1, 0, 2, 2), func(r *rand.Rand) []string { return rate(r, 2000, 9000, 2, 1, 0, 2) }},
	"rate of cases": {"信访积案交办{}起，化解{}起，化解率{}%", []string{"42", "16", "38.1"},
		rateOf(1, 0, 2, 1), func(r *rand.Rand) []string { return rate(r, 20, 90, 1, 1, 0, 2) }},
	"buildings": {"全区{}栋无水高层建筑已有{}栋完工通水，剩余{}栋中", []string{"179", "169", "10"},
		sumOf(0, 1, 2), func(r *rand.Rand) []string { return split(r, 100, 900) }},
	"problems at once and by a date": {"发现隐患和问题{}个，整改{}个，限期整改隐患{}个，整改率{}%", []string{"4044", "3629", "415", "89.74"},
		func(x []*big.Rat) bool { return sumOf(0, 1, 2)(x) && rateOf(1, 0, 3, 2)(x) }, func(r *rand.Rand) []string {
			x := split(r, 2000, 9000)
			q := new(big.Rat).Quo(rat(x[1]), rat(x[0]))
			return append(x, q.Mul(q, big.NewRat(100, 1)).FloatString(2))
		}},
	"taxes": {"减免各项税金{}亿元，同比增长34.97%，其中，减免税收收入{}亿元，同比增长34.57%；减免非税收入{}亿元", []string{"7.48", "7.22", "0.26"},
		roundedSumOf(0, 1, 2, "0.015"), func(r *rand.Rand) []string { return splitHundredths(r) }},
	"areas": {"使用面积约{}万平方米；近期拟签约项目6个，近期拟签约项目预估使用面积约{}万平方米，合计使用约{}万平方米", []string{"2.5", "3.95", "6.45"},
		roundedSumOf(2, 0, 1, "0.06"), func(r *rand.Rand) []string {
			x := splitHundredths(r)
			return []string{x[1], x[2], x[0]}
		}},
	"handed-over problems": {"交办的{}件问题，已办结销号{}件，正在推进{}件", []string{"266", "173", "93"},
		sumOf(0, 1, 2), func(r *rand.Rand) []string { return split(r, 100, 900) }},
	"rate of the target": {"完成整治{}家，完成率{}%，剩余{}家", []string{"453", "93", "34"},
		func(x []*big.Rat) bool {
			whole := big.NewRat(487, 1)
			return sumOf(0, 1, 2)([]*big.Rat{whole, x[0], x[2]}) && rateOf(1, 0, 2, 0)([]*big.Rat{whole, x[0], x[1]})
		}, func(r *rand.Rand) []string {
			done := 1 + r.Int64N(486)
			return []string{fmt.Sprint(done), big.NewRat(done*100, 487).FloatString(0), fmt.Sprint(487 - done)}
		}},
	"applications": {"收到行政复议申请{}件，依法受理{}件", []string{"18", "17"},
		func(x []*big.Rat) bool { return x[1].Cmp(x[0]) <= 0 }, func(r *rand.Rand) []string {
			whole := 10 + r.Int64N(80)
			return []string{fmt.Sprint(whole), fmt.Sprint(1 + r.Int64N(whole))}
		}},
	"ground collapses": {"地面塌陷{}处已完成治理回填{}处", []string{"52", "31"},
		func(x []*big.Rat) bool { return x[1].Cmp(x[0]) <= 0 }, func(r *rand.Rand) []string {
			whole := 10 + r.Int64N(80)
			return []string{fmt.Sprint(whole), fmt.Sprint(1 + r.Int64N(whole))}
		}},
	"seven projects": {"安芙丝、灵机坊、易法通二期等{}个高新技术项目", []string{"7"},
		func(x []*big.Rat) bool { return x[0].Cmp(big.NewRat(7, 1)) >= 0 || x[0].Cmp(big.NewRat(1, 1)) <= 0 },
		func(r *rand.Rand) []string { return []string{fmt.Sprint(7 + r.IntN(20))} }},
}

// sumOf says that figures a and b make up figure whole.
func sumOf(whole, a, b int) func([]*big.Rat) bool { return roundedSumOf(whole, a, b, "0") }

func roundedSumOf(whole, a, b int, slack string) func([]*big.Rat) bool {
	return func(x []*big.Rat) bool {
		d := new(big.Rat).Sub(x[whole], new(big.Rat).Add(x[a], x[b]))
		return d.Abs(d).Cmp(rat(slack)) <= 0
	}
}

// rateOf says that the rate is printed right, or by one unit of its last digit beside.
func rateOf(part, whole, rate, decimals int) func([]*big.Rat) bool {
	return func(x []*big.Rat) bool {
		if x[whole].Sign() == 0 {
			return true
		}
		q := new(big.Rat).Quo(x[part], x[whole])
		q.Mul(q, big.NewRat(100, 1))
		q.Sub(q, x[rate])
		unit := rat("1")
		for range decimals {
			unit.Quo(unit, big.NewRat(10, 1))
		}
		return q.Abs(q).Cmp(unit) <= 0
	}
}

// rate makes up a whole, a part and their rate, at most one unit of the last digit beside.
func rate(r *rand.Rand, from, to int64, decimals int, part, whole, printed int) []string {
	w := from + r.Int64N(to-from)
	p := w/2 + r.Int64N(w/2)
	out := make([]string, 3)
	out[whole], out[part] = fmt.Sprint(w), fmt.Sprint(p)
	out[printed] = big.NewRat(p*100, w).FloatString(decimals)
	return out
}

func split(r *rand.Rand, from, to int64) []string {
	whole := from + r.Int64N(to-from)
	part := 1 + r.Int64N(whole-1)
	return []string{fmt.Sprint(whole), fmt.Sprint(part), fmt.Sprint(whole - part)}
}

func splitHundredths(r *rand.Rand) []string {
	whole := 200 + r.Int64N(700)
	part := 1 + r.Int64N(whole-1)
	f := func(n int64) string { return big.NewRat(n, 100).FloatString(2) }
	return []string{f(whole), f(part), f(whole - part)}
}

func rat(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("no number: " + s)
	}
	return x
}

func (s statement) with(figures []string) string {
	text := s.text
	for _, f := range figures {
		text = strings.Replace(text, "{}", f, 1)
	}
	return text
}

// arithmetic are the findings of a report that rates, sums and counts give, but for the one on the annex with the wrong
// rate, by code and text.
func arithmetic(r *schema.Report) map[string]bool {
	found := map[string]bool{}
	for _, a := range r.Annexes {
		for _, row := range a.Rows {
			for _, f := range row.Findings {
				switch f.Code {
				case schema.RateMismatch, schema.PartSum, schema.PartExceedsWhole, schema.CountList, schema.MagnitudeSuspect:
					found[fmt.Sprintf("%d.%d %s %s", a.Index, row.Index, f.Code, f.Message)] = true
				}
			}
		}
	}
	return found
}

// TestChangedFigures changes figures of the sample at random. Where a rate or a sum breaks, that is found; where all
// still holds, there is silence.
func TestChangedFigures(t *testing.T) {
	sample := strings.Replace(sampleText(t), "整体通水率99.4%", "多部门共同推进", 1)
	sample = strings.Replace(sample, "91304万户", "91304户", 1)
	require.Empty(t, arithmetic(checked(t, sample)))
	for name, s := range statements {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			require.Equal(t, 1, strings.Count(sample, s.with(s.figures)))
			changed := func(figures []string) map[string]bool {
				return arithmetic(checked(t, strings.Replace(sample, s.with(s.figures), s.with(figures), 1)))
			}
			broken := 0
			for range 8 {
				figures := changeDigit(r, s.figures)
				var values []*big.Rat
				for _, f := range figures {
					values = append(values, rat(f))
				}
				found := changed(figures)
				if s.holds(values) {
					require.Empty(t, found, s.with(figures))
				} else {
					require.NotEmpty(t, found, s.with(figures))
					broken++
				}
			}
			require.Positive(t, broken)
			for range 4 {
				figures := s.valid(r)
				require.Empty(t, changed(figures), s.with(figures))
			}
		})
	}
}

// changeDigit changes one digit of one figure, and keeps the first digits from becoming 0.
func changeDigit(r *rand.Rand, figures []string) []string {
	out := append([]string{}, figures...)
	i := r.IntN(len(out))
	b := []byte(out[i])
	for {
		k := r.IntN(len(b))
		digit := byte('1' + r.IntN(9))
		if b[k] != '.' && b[k] != digit {
			b[k] = digit
			break
		}
	}
	out[i] = string(b)
	return out
}

// checkedFile reads the file whose path begins with prefix and is no gold.
func checkedFile(t testing.TB, prefix string) *schema.Report {
	files, err := filepath.Glob(prefix + "*")
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, ".jsonl") })
	require.Len(t, files, 1)
	data, err := os.ReadFile(files[0])
	require.NoError(t, err)
	return checkedBytes(t, filepath.Base(files[0]), data)
}
