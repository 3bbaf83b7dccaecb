package extract_test

import (
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
)

// mark is a figure as a person marked it in a text of testdata/prose, whose README says how.
type mark struct {
	text, kinds, states string
	options             map[string]string
}

var marks = regexp.MustCompile(`\{([^{}\s]+) ([qgdcrk/]+)\.([atpjom?/]+)((?: [^{}\s]+)*)\}`)

// kindLetters and stateLetters are what the letters of a mark stand for.
var (
	kindLetters = map[rune]schema.IndicatorKind{'q': schema.Quantity, 'g': schema.Growth, 'd': schema.Difference, 'c': schema.Completion,
		'r': schema.Ratio, 'k': schema.Rank}
	stateLetters = map[rune]schema.State{'a': schema.Actual, 't': schema.Target, 'p': schema.Planned, 'j': schema.Projected,
		'o': schema.Ongoing, 'm': schema.Remaining}
)

// unmark returns a text without its marks, and these in their order.
func unmark(text string) (plain string, found []mark) {
	for _, m := range marks.FindAllStringSubmatch(text, -1) {
		x := mark{m[1], m[2], m[3], map[string]string{}}
		for _, option := range strings.Fields(m[4]) {
			key, value, _ := strings.Cut(option, "=")
			x.options[key] = value
		}
		found = append(found, x)
	}
	return marks.ReplaceAllString(text, "$1"), found
}

var leading = regexp.MustCompile(`^([-−]?[0-9,]*\.?[0-9]+)[多余]?(亿|万|)[多余]?(.*)$`)

// value is what the mark says that the figure is worth, and its unit.
func (m *mark) value(t *testing.T) (value *big.Rat, unit string) {
	parts := leading.FindStringSubmatch(m.text)
	number, power := m.options["v"], ""
	if number == "" {
		require.NotNil(t, parts, "%s needs a value", m.text)
		number, power = strings.ReplaceAll(strings.Replace(parts[1], "−", "-", 1), ",", ""), parts[2]
	}
	value, ok := new(big.Rat).SetString(number)
	require.True(t, ok, m.text)
	value.Mul(value, map[string]*big.Rat{"": big.NewRat(1, 1), "万": big.NewRat(1e4, 1), "亿": big.NewRat(1e8, 1)}[power])
	if _, negative := m.options["-"]; negative {
		value.Neg(value)
	}
	if unit, told := m.options["u"]; told {
		return value, unit
	}
	if strings.HasSuffix(m.text, "百分点") {
		return value, "百分点"
	}
	return value, parts[3]
}

// TestProse reads reports whose figures a person has marked in the text, all prose: each figure, its value, unit, kind and state, and
// where it is marked what it is of, its time, what it is compared with and how it is bounded.
func TestProse(t *testing.T) {
	files, err := filepath.Glob("../testdata/prose/*.*")
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "README.md") })
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			marked, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, dressed := range dressings {
				text, want := unmark(dressed(string(marked)))
				require.NotContains(t, text, "{", "a mark that cannot be read")
				doc, err := parse.Bytes(file, []byte(text))
				require.NoError(t, err)
				report := extract.Report(doc, extract.Options{})
				var got []schema.Indicator
				for _, s := range report.Sections {
					got = append(got, s.Indicators...)
				}
				requireMarked(t, want, got)
			}
		})
	}
}

// dressings are what a text may be written in without a change of what it says: as it is, with marks in half width, with harmless words
// in front of its sentences.
var dressings = []func(string) string{
	func(s string) string { return s },
	strings.NewReplacer("，", ",", "；", ";").Replace,
	strings.NewReplacer("：", ":").Replace,
	strings.NewReplacer("（不含", "(不含", "）、", ")、", "（占", "(占").Replace,
	func(s string) string { return sentenceFront.ReplaceAllString(s, "。截至目前，$1") },
	func(s string) string { return sentenceFront.ReplaceAllString(s, "。据统计，$1") },
}

var sentenceFront = regexp.MustCompile(`。([^\n其{第（(])`)

func requireMarked(t *testing.T, want []mark, got []schema.Indicator) {
	for _, m := range want {
		_, optional := m.options["opt"]
		if len(got) == 0 || got[0].Text != m.text {
			require.True(t, optional, "%s is marked, and %s is read", m.text, textOfFirst(got))
			continue
		}
		i := got[0]
		got = got[1:]
		value, unit := m.value(t)
		have, _ := new(big.Rat).SetString(i.Value.String())
		require.Zero(t, value.Cmp(have), "%s of %s is %s", i.Text, i.Subject, i.Value)
		require.Contains(t, strings.Split(unit, "|"), i.Unit, "%s of %s", i.Text, i.Subject)
		require.True(t, allows(m.kinds, kindLetters, i.Kind), "%s of %s is %s", i.Text, i.Subject, i.Kind)
		require.True(t, allows(m.states, stateLetters, i.State), "%s of %s is %s", i.Text, i.Subject, i.State)
		for key, have := range map[string]string{"p": i.Period, "b": i.Basis, "m": string(i.Modifier)} {
			if said, told := m.options[key]; told {
				require.Contains(t, strings.Split(said, "|"), have, "%s=: %s of %s", key, i.Text, i.Subject)
			}
		}
		if said, told := m.options["s"]; told {
			require.True(t, slices.ContainsFunc(strings.Split(said, "/"), func(s string) bool { return strings.Contains(i.Subject, s) }),
				"%s is of %s", i.Text, i.Subject)
		}
	}
	require.Empty(t, textOfFirst(got), "a figure that is not marked")
}

func textOfFirst(got []schema.Indicator) string {
	if len(got) == 0 {
		return ""
	}
	return got[0].Text + " of " + got[0].Subject
}

// allows reports whether the letters of a mark allow what was read; ? allows all.
func allows[V comparable](letters string, meaning map[rune]V, have V) bool {
	for _, c := range letters {
		if c == '?' || meaning[c] == have && c != '/' {
			return true
		}
	}
	return false
}
