package number_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
	"duban/seeds"
)

// sample returns the texts of the sample reports.
func sample(t testing.TB) string {
	names, err := fs.Glob(seeds.FS, "reports/*.txt")
	require.NoError(t, err)
	var sb strings.Builder
	for _, name := range names {
		data, err := fs.ReadFile(seeds.FS, name)
		require.NoError(t, err)
		sb.Write(data)
	}
	return sb.String()
}

func TestProperties(t *testing.T) {
	r := load(t)
	for _, line := range strings.Split(sample(t), "\n") {
		checkProperties(t, r, []rune(line))
	}
}

// FuzzFind checks the properties of other texts.
func FuzzFind(f *testing.F) {
	r := load(f)
	for _, text := range []string{
		"9个部门的105条资源目录，70个老旧小区130万平方米", "1，234，567元，1，234个，1,100万", "5亿3千4百万，一万五千亿，三十万多亿", "近千家，超千万元，二〇二四年",
		"-5~10℃，-3%—-1%，20-30万元，500-1万元，三到五百人", "百分之五到十，三分之二，3又一千分之23，1 3/5，七成六，八点五折", "两个半小时，两米半，50元6角三分，￥3.5亿",
		"1个亿，2个多亿，3个亿元项目，100兆，五兆六十二亿", "1.2021年，1.2.3，2e5，40k，2^10，.5",
		strings.Repeat("7", 101) + "个", "1" + strings.Repeat(",234", 40), "三点" + strings.Repeat("七", 101), "1e999，1e-999", "1" + strings.Repeat("/7", 60),
		"3.5μg/m³，120元/人·天，6.5张/千人，3个 百分点",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkProperties(t, r, []rune(text)) })
}

// TestLongTexts reads rows of what a number can begin with or go on with. Time or depth that grow faster than the text
// would not let it end.
func TestLongTexts(t *testing.T) {
	r := load(t)
	for _, row := range []string{"百", "零下", "负", "-", "1-", "1/", "1 ", "亿", "一", "两", "1,111", "1.1", "第", "三又", "1^+", "百分之", "5亿亿", "一 百 ", "个半", "1至", "元/", "1", "三点一"} {
		text := []rune("1" + strings.Repeat(row, 20_000))
		at := 0
		for _, n := range r.Find(nil, text) {
			require.True(t, at <= n.Start && n.End <= len(text), row)
			at = n.End
		}
	}
}

// checkProperties checks what holds of the numbers of any text.
func checkProperties(t *testing.T, r *number.Reader, text []rune) {
	found := r.Find(nil, text)
	at := 0
	for _, n := range found {
		require.True(t, at <= n.Start && n.Start < n.Bare && n.Bare <= n.End && n.End <= len(text), "%q: %d–%d–%d", string(text), n.Start, n.Bare, n.End)
		at = n.End
		if n.Form != number.Unsure {
			checkAlone(t, r, text, n)
		}
	}
	checkFramed(t, r, text, found)
	for i := range found {
		checkDigits(t, r, text, found, i)
	}
}

// checkPieces reads a text that is cut in front or behind, wherever that is.
func checkPieces(t *testing.T, r *number.Reader, text []rune) {
	for i := range text {
		for _, piece := range [][]rune{text[:i], text[i:]} {
			at := 0
			for _, n := range r.Find(nil, piece) {
				require.True(t, at <= n.Start && n.Start < n.Bare && n.Bare <= n.End && n.End <= len(piece), string(piece))
				at = n.End
			}
		}
	}
}

// TestCharacters has blanks and letters of all kinds. A number goes on behind any blank of the width of a space or less, and
// what a letter of either width follows is no unit of one letter.
func TestCharacters(t *testing.T) {
	r := load(t)
	for c := '\u2000'; c <= '\u200A'; c++ {
		require.Equal(t, []string{"50000 元 [5" + string(c) + "万元]"}, read(r, "5"+string(c)+"万元"))
	}
	for _, first := range "aAａＡ" {
		for c := first; c < first+26; c++ {
			require.Equal(t, []string{"5 [5]"}, read(r, "5m"+string(c)+"x"), string(c))
		}
	}
	require.Empty(t, read(r, "\U00010000"), "a character beyond the first plane")
}

// checkAlone reads a number without the text around it. Powers without a digit are numbers only behind a word like 近.
func checkAlone(t *testing.T, r *number.Reader, text []rune, n number.Number) {
	alone, shift := slices.Clone(text[n.Start:n.End]), 0
	if strings.ContainsRune("百佰千仟万萬亿億兆", alone[0]) {
		alone, shift = append([]rune("近"), alone...), 1
	}
	again := r.Find(nil, alone)
	require.Len(t, again, 1, "%q of %q", string(alone), string(text))
	require.Equal(t, meaning(n), meaning(again[0]), "%q of %q", string(alone), string(text))
	require.Equal(t, []int{shift, len(alone)}, []int{again[0].Start, again[0].End}, "%q of %q", string(alone), string(text))
}

// meaning writes all of a number but its place.
func meaning(n number.Number) string {
	n.Bare, n.End, n.Start = n.Bare-n.Start, 0, 0
	return render(n, nil) + string(rune('0'+n.Form)) + n.UnitKind
}

// checkFramed puts other text around, that touches none of the numbers and closes no bracket: （个 is a unit where it is closed.
func checkFramed(t *testing.T, r *number.Reader, text []rune, found []number.Number) {
	front := []rune("其中：")
	again := r.Find(nil, slices.Concat(front, text, []rune("。")))
	require.Len(t, again, len(found), "%q", string(text))
	for i, n := range found {
		require.Equal(t, meaning(n), meaning(again[i]), "%q", string(text))
		require.Equal(t, n.Start+len(front), again[i].Start, "%q", string(text))
	}
}

// checkDigits changes each Arabic digit of a number in turn: its value changes, and nothing else. Left out are the
// writings in which the size of a number decides how it is read: bounds of ranges, tenths, zeros, and what could be the
// 2 of m2.
func checkDigits(t *testing.T, r *number.Reader, text []rune, found []number.Number, i int) {
	n := found[i]
	if n.Range || n.Form == number.Tenths || mayBeRange(text, n) {
		return
	}
	for k := n.Start; k < min(n.Bare, n.Start+20); k++ {
		if text[k] < '1' || text[k] > '9' || k > 0 && unicode.IsLetter(text[k-1]) && text[k-1] < 0x300 {
			continue
		}
		if strings.ContainsAny(string(text[n.Start:k]), "eE") { // an exponent decides whether the number is too long
			continue
		}
		changed := slices.Clone(text)
		changed[k] = '1' + (text[k]-'0')%9
		again := r.Find(nil, changed)
		require.Len(t, again, len(found), "%q, then %q", string(text), string(changed))
		for j := range found {
			require.Equal(t, [4]int{found[j].Start, found[j].End, found[j].Bare, int(found[j].Form)},
				[4]int{again[j].Start, again[j].End, again[j].Bare, int(again[j].Form)}, "%q, then %q", string(text), string(changed))
			require.Equal(t, found[j].Unit, again[j].Unit)
			switch isZero := n.Num.Sign() == 0 && n.Value.Sign() == 0; {
			case j == i && hasValue(n) && isZero: // 0e1 stays 0, 0/1 becomes 0/2
			case j == i && hasValue(n):
				require.NotEqual(t, meaning(found[j]), meaning(again[j]), "%q, then %q", string(text), string(changed))
			default:
				require.Equal(t, meaning(found[j]), meaning(again[j]), "%q, then %q", string(text), string(changed))
			}
		}
	}
}

func hasValue(n number.Number) bool {
	return n.Form != number.Vague && n.Form != number.Serial && n.Form != number.Unsure && n.Form != number.Long
}

// mayBeRange reports a sign next to a number that another bound could follow or precede.
func mayBeRange(text []rune, n number.Number) bool {
	const signs = "-－−–—―~～至到"
	near := string(text[max(0, n.Start-3):n.Start]) + string(text[n.End:min(len(text), n.End+4)])
	return strings.ContainsAny(near, signs)
}
