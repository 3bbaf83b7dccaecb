package number_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cockroachdb/apd/v3"
	"github.com/stretchr/testify/require"

	"duban/extract/number"
	"duban/internal/exact"
)

// recognizers holds phrases with the values that a general recogniser of numbers gives them.
const recognizers = "../../../shared/recognizers"

// listed is one of the phrases: Text is the number in Input.
type listed struct{ Input, Text, Value, Unit string }

// listedUnits are the names of units as the recogniser has them.
var listedUnits = map[string]string{
	"Chinese yuan": "元", "United States dollar": "美元", "Dollar": "美元", "New Taiwan dollar": "新台币", "Japanese yen": "日元",
	"Mu": "亩", "Centimeter": "厘米", "Meter": "米", "Jin": "斤", "Kilogram": "公斤", "Kilobit": "千比特", "Kilobyte": "千字节",
	"Megahertz": "兆赫兹", "Kilowatt": "千瓦", "Liang": "两", "Kilometer": "公里",
}

// otherwise lists the phrases that are read otherwise, by text: how, and why.
var otherwise = map[string]struct{ got, why string }{
	// The value differs, or there is none.
	"10日元5日本銭":  {"10 日元", "a hundredth of a yen is no unit of reports; the 5 is a number of its own"},
	"一打":        {"1", "打 is no unit here: the contract converts none, and 三打 is the name of a campaign"},
	"十打":        {"10", "as 一打"},
	"2^-1":      {"none", "a power is no number of a report: it gets no value"},
	"1.1^+23":   {"none", "as 2^-1"},
	"-1.1^+23":  {"none", "as 2^-1"},
	"-1.1^--23": {"none", "as 2^-1"},
	"7 2 折":     {"7", "a space between Arabic digits parts numbers: they may stand in two columns"},
	// The value is the same, the unit another one.
	"三块":     {"3 块", "块 is a measure word too (三块地); the text around has to say that it is money"},
	"一位":     {"1 位", "位 counts people"},
	"20个比特币": {"20 个", "counted by 个"},
}

func TestRecognizers(t *testing.T) {
	files, err := filepath.Glob(recognizers + "/*.jsonl")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the phrases of the recogniser are not there: " + recognizers)
	}
	r := load(t)
	total, valued := 0, 0
	for _, file := range files {
		for _, l := range readListed(t, file) {
			total++
			want := l.want()
			if o, ok := otherwise[l.Text]; ok {
				want = o.got
			}
			got := l.read(r)
			require.Contains(t, got, want, "%q in %q", l.Text, l.Input)
			if value, _, _ := strings.Cut(want, " "); value == l.value() {
				valued++
			}
		}
	}
	t.Logf("%d of %d phrases have the listed value", valued, total)
	require.GreaterOrEqual(t, valued*100, total*97)
}

func readListed(t *testing.T, file string) []listed {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	var out []listed
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		var l listed
		require.NoError(t, json.Unmarshal(scanner.Bytes(), &l))
		out = append(out, l)
	}
	return out
}

// rate returns the unit that a percentage is written with, which the recogniser turns into percent.
func (l listed) rate() string {
	switch {
	case strings.HasPrefix(l.Text, "千分之"):
		return "‰"
	case strings.HasSuffix(strings.ReplaceAll(l.Text, " ", ""), "百分点"), strings.HasSuffix(strings.ReplaceAll(l.Text, " ", ""), "百分點"):
		return "百分点"
	}
	return "%"
}

// value returns the listed value in plain digits.
func (l listed) value() string {
	value, percent := strings.CutSuffix(l.Value, "%")
	given, _, err := apd.NewFromString(value) // which may have an exponent
	if err != nil {
		return l.Value
	}
	d, err := exact.Parse(given.Text('f'))
	if err != nil {
		return l.Value
	}
	if percent && l.rate() == "‰" {
		d.Exponent++
	}
	return digits15(&d)
}

// want returns value and unit of a phrase in our writing.
func (l listed) want() string {
	switch {
	case strings.HasSuffix(l.Value, "%"):
		return l.value() + " " + l.rate()
	case l.Unit != "":
		return l.value() + " " + listedUnits[l.Unit]
	}
	return l.value()
}

// read returns value and unit of all numbers that overlap the phrase somewhere in its text. The unit is left out where
// the phrase is listed without one.
func (l listed) read(r *number.Reader) []string {
	var out []string
	text, phrase := narrow(l.Input), narrow(l.Text)
	for _, n := range r.Find(nil, []rune(l.Input)) {
		for at := range text {
			if !strings.HasPrefix(string(text[at:]), string(phrase)) || n.End <= at || n.Start >= at+len(phrase) {
				continue
			}
			for _, v := range values(n) {
				out = append(out, v, strings.TrimSpace(v+" "+n.Unit))
			}
		}
	}
	return out
}

// values returns the value of a number, and the upper bound of a range.
func values(n number.Number) []string {
	switch {
	case !hasValue(n):
		return []string{"none"}
	case n.Fraction:
		var q exact.Decimal
		_, _ = q.Quo(&n.Num, &n.Den, 15)
		return []string{q.String()}
	case n.Range:
		return []string{digits15(&n.Value), digits15(&n.Max)}
	}
	return []string{digits15(&n.Value)}
}

// digits15 writes a number with the 15 digits that the recogniser has.
func digits15(d *exact.Decimal) string {
	var v exact.Decimal
	_, _ = v.Quo(d, exact.New(1, 0), 15)
	return v.String()
}

// narrow returns s with characters of full width in their usual form.
func narrow(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if '！' <= r && r <= '～' {
			return r - 0xFEE0
		}
		return r
	}, s))
}
