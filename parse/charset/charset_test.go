package charset

import (
	"bytes"
	"encoding/binary"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"duban/parse/block"
	"duban/parse/charset/charsettest"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/traditionalchinese"
)

// TestGBTwoBytes compares every code of two bytes with what iconv of glibc 2.36 makes of it (testdata/gb18030.txt:
// a line for each first byte from 81, a character for each second).
func TestGBTwoBytes(t *testing.T) {
	data, err := os.ReadFile("testdata/gb18030.txt")
	require.NoError(t, err)
	rows := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	require.Len(t, rows, 126)
	unassigned := 0
	for i, row := range rows {
		trail := 0x40
		for _, want := range row {
			code := []byte{byte(0x81 + i), byte(trail)}
			r, n := gbCode(code)
			switch {
			case bytes.Equal(code, []byte{0xA3, 0xA0}): // iconv has U+E5E5; the WHATWG standard reads a space
				require.Equal(t, '\u3000', r)
			case n < 0: // codes without a meaning, which iconv takes to private use
				require.True(t, isPrivate(want), "%X: %U", code, want)
				require.Equal(t, -2, n)
				unassigned++
			default:
				require.Equal(t, 2, n)
				require.Equal(t, want, r, "%X", code)
			}
			if trail++; trail == 0x7F {
				trail++
			}
		}
		require.Equal(t, 0xFF, trail)
	}
	require.Equal(t, 149, unassigned)
}

// TestGBFourBytes holds codes as Python's codec and iconv write them.
func TestGBFourBytes(t *testing.T) {
	for code, want := range map[string]rune{
		"\x81\x30\x81\x30": 0x80, "\x81\x39\xEE\x39": 0x3400, "\x95\x32\x82\x36": 0x20000, "\xE3\x32\x9A\x35": 0x10FFFF,
		"\x84\x31\xA4\x39": 0xFFFF, "\x94\x39\xFC\x36": 0x1F600, "\x98\x35\xF3\x36": 0x2A6D6, "\x82\x35\x8F\x33": 0x9FA6,
		"\x84\x31\x82\x36": 0xFE10, "\x82\x35\x90\x37": 0x9FB4, "\x81\x35\xF4\x37": 0x1E3F,
	} {
		r, n := gbCode([]byte(code))
		require.Equal(t, 4, n, "%X", code)
		require.Equal(t, want, r, "%X", code)
	}
	for _, code := range []string{"\x84\x31\xA5\x30", "\xE3\x32\x9A\x36", "\xFE\x39\xFE\x39"} { // beyond both planes' ends
		_, n := gbCode([]byte(code))
		require.Equal(t, -4, n, "%X", code)
	}
}

// unitsOf returns bytes as units of UTF-16.
func unitsOf(data string) []uint16 {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16([]byte(data[2*i:]))
	}
	return units
}

func requireEncodings(t *testing.T, text string) {
	t.Helper()
	for name, encode := range charsettest.Encodings {
		data := encode(text)
		if isASCII(string(data)) { // like 区政 in UTF-16LE, which is ":S?e"
			continue
		}
		d := Decode(data, "")
		require.Equal(t, name, d.Encoding, "%q", text)
		require.Equal(t, text, d.Text)
		require.Empty(t, d.Trouble)
	}
}

// TestEncodingOfSample takes every line of the sample report, every beginning of more than six characters of each line
// (of two to six, UTF-16 without a mark is told in 99.8 % of cases), and beginnings of the
// whole.
func TestEncodingOfSample(t *testing.T) {
	text := sampleText(t)
	for line := range strings.Lines(text) {
		line = strings.Trim(line, "\r\n\t ")
		count := 0
		for i := range line {
			if begin := line[:i]; isTold(begin) && count > 6 {
				requireEncodings(t, begin)
			}
			if count++; count > 25 {
				break
			}
		}
		if isTold(line) {
			requireEncodings(t, line)
		}
	}
	runes := []rune(text)
	for n := 1; n < len(runes); n += 1 + n/8 {
		if begin := string(runes[:n]); isTold(begin) {
			requireEncodings(t, begin)
		}
	}
}

// isTold leaves out texts that are the same bytes in several encodings: ASCII, and single characters.
func isTold(s string) bool {
	return utf8.RuneCountInString(s) > 1 && !isASCII(s)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

func sampleText(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("../../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(tb, err)
	return string(data)
}

func TestEncodingOfPhrases(t *testing.T) {
	for _, s := range []string{
		"附件", "联通", "序号", "附表", "一季度", "附件1", "中国移动", "联通公司", "路", "鲁路", "备注", "合计", "一、", "（一）",
		"GDP增长6%", "5G基站172个", "1-8月", "2021年", "A级景区", "wifi覆盖", "URL：https://www.example.gov.cn/zwgk/index",
		"PM2.5平均浓度", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz路", "㎡", "①②③", "“四风”", "——", "……", "朱镕基",
		"序号\t任务\r\n1\t建成\r\n", "綦江区", "漷县镇", "涪陵", "岷江", "泸州", "璧山", "缙云山", "洮南", "嵊泗", "濮阳",
		"王喆", "吉林省桦甸市", "重庆市綦江区人民政府督查室", "│序号│任务│", "•", "1.8公里·",
	} {
		if isTold(s) {
			requireEncodings(t, s)
		}
	}
}

func TestByteOrderMarks(t *testing.T) {
	const text = "附件1\r\n序号"
	marks := map[string]string{UTF8Name: "\xEF\xBB\xBF", UTF16LEName: "\xFF\xFE", UTF16BEName: "\xFE\xFF"}
	for name, mark := range marks {
		d := Decode(append([]byte(mark), charsettest.Encodings[name](text)...), "gbk")
		require.Equal(t, name, d.Encoding)
		require.Equal(t, text, d.Text)
		require.Empty(t, d.Trouble)
	}
	d := Decode([]byte("\xEF\xBB\xBF\xC2\xB7"), "")
	require.Equal(t, "·", d.Text) // 路 in GB18030, but for the mark
	require.Empty(t, Decode([]byte("\xFF\xFE"), "").Text)
}

// TestCharsetLabel shows when the label of a page counts: where the bytes fit it as well.
func TestCharsetLabel(t *testing.T) {
	copyright := []byte("\xC2\xA9 2021") // © in UTF-8, 漏 in GB18030
	require.Equal(t, "© 2021", Decode(copyright, "utf-8").Text)
	require.Equal(t, "漏 2021", Decode(copyright, "gb2312").Text)
	require.Equal(t, "附件", Decode([]byte("附件"), "gbk").Text)
	require.Equal(t, "附件", Decode(charsettest.Encodings[GBName]("附件"), "utf-8").Text)
	require.Equal(t, "附件", Decode([]byte("\xAA\xFE\xA5\xF3"), "big5").Text)
}

// TestBig5 reads text in traditional characters, as Big5 and as GB18030, which its bytes do not tell by their form.
func TestBig5(t *testing.T) {
	const text = "關於一季度重點任務進展情況的通報\r\n預計完成投資21.5億元，同比增長57.2%；已建成停車位1,300個。\r\n"
	big5, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(text))
	require.NoError(t, err)
	for name, data := range map[string][]byte{big5Name: big5, GBName: charsettest.Encodings[GBName](text)} {
		d := Decode(data, "")
		require.Equal(t, name, d.Encoding)
		require.Equal(t, text, d.Text)
		require.Empty(t, d.Trouble)
	}
	d := Decode(append(big5, 0xFF), "")
	require.Equal(t, text+"\uFFFD", d.Text)
	require.Len(t, d.Trouble, 1)
}

func TestUndecodable(t *testing.T) {
	type place struct{ line, end int }
	tests := map[string]struct {
		data     string
		encoding string
		text     string
		trouble  map[place]string
	}{
		"a broken character in UTF-8": {
			data: "一季度\r\n完成\xE4\xBB率\r\n", encoding: UTF8Name, text: "一季度\r\n完成\uFFFD\uFFFD率\r\n",
			trouble: map[place]string{{2, 2}: "2 bytes could not be decoded and stand as U+FFFD; the text was read as UTF-8"},
		},
		"UTF-8 that is cut": {
			data: "附\xE4\xBB", encoding: UTF8Name, text: "附\uFFFD\uFFFD",
			trouble: map[place]string{{1, 1}: "2 bytes could not be decoded and stand as U+FFFD; the text was read as UTF-8"},
		},
		"lines of lone carriage returns": {
			data: "一季度\r\r完成\xFF率", encoding: UTF8Name, text: "一季度\r\r完成\uFFFD率",
			trouble: map[place]string{{3, 3}: "1 bytes could not be decoded and stand as U+FFFD; the text was read as UTF-8"},
		},
		"GB18030 with a byte that starts nothing": {
			data: "\xB8\xBD\xBC\xFE\r\n\xD2\xBB\xFF\xBC\xBE\xB6\xC8", encoding: GBName, text: "附件\r\n一\uFFFD季度",
			trouble: map[place]string{{2, 2}: "1 bytes could not be decoded and stand as U+FFFD; the text was read as GB18030"},
		},
		"a code without a character": {
			data: "\xB8\xBD\xBC\xFE\xA2\xAB", encoding: GBName, text: "附件\uFFFD",
			trouble: map[place]string{{1, 1}: "2 bytes could not be decoded and stand as U+FFFD; the text was read as GB18030"},
		},
		"codes that changed their meaning": {
			data: "\xB8\xBD\xBC\xFE\n\xB8\xBD\xA6\xD9\xA8\xBC\xFE\x59", encoding: GBName, text: "附件\n附\uFE10\u1E3F\u9FB4",
			trouble: map[place]string{{2, 2}: "3 characters have codes that editions of GB 18030 read differently; the edition of 2022 was followed"},
		},
		"a lone surrogate": {
			data: "\xFF\xFE\x44\x96\x00\xD8\xF6\x4E", encoding: UTF16LEName, text: "附\uFFFD件",
			trouble: map[place]string{{1, 1}: "2 bytes could not be decoded and stand as U+FFFD; the text was read as UTF-16LE"},
		},
		"UTF-16 that is cut": {
			data: "\xFE\xFF\x96\x44\x4E\xF6\x00", encoding: UTF16BEName, text: "附件\uFFFD",
			trouble: map[place]string{{1, 1}: "1 bytes could not be decoded and stand as U+FFFD; the text was read as UTF-16BE"},
		},
		"surrogates as databases write them, and lone": {
			data: "重点任务附\xED\xA1\x82\xED\xBE\xB7件进展\xED\xA1\x82", encoding: UTF8Name, text: "重点任务附\U00020BB7件进展\uFFFD\uFFFD\uFFFD",
			trouble: map[place]string{{1, 1}: "3 bytes could not be decoded and stand as U+FFFD; the text was read as UTF-8"},
		},
		"UTF-8 added to UTF-16": {
			data: "\xFF\xFE\x44\x96\xF6\x4E\x0A\x00" + strings.Repeat("增长", 20), encoding: UTF16LEName,
			text:    "附件\n" + string(utf16.Decode(unitsOf(strings.Repeat("增长", 20)))),
			trouble: map[place]string{{}: "the end of the text seems to be of another encoding than the UTF-16 that it was read as"},
		},
		"what an earlier conversion lost": {
			data: "附件\n增长\uFFFD%", encoding: UTF8Name, text: "附件\n增长\uFFFD%",
			trouble: map[place]string{{2, 2}: "1 characters were lost before this file was written: it holds U+FFFD"},
		},
		"NUL": {
			data: "附件\n增长\x006%", encoding: UTF8Name, text: "附件\n增长\x006%",
			trouble: map[place]string{{2, 2}: "1 characters are NUL, which no text has"},
		},
		"a line in another encoding": {
			data: "一季度进展\n二季度进展\n\xB8\xBD\xBC\xFE\n三季度\n", encoding: UTF8Name, text: "一季度进展\n二季度进展\n附件\n三季度\n",
			trouble: map[place]string{{3, 3}: "the file mixes UTF-8 (3 lines) and GB18030 (1 lines); each line was read in its own"},
		},
		"GB18030 with lines that UTF-8 would allow": {
			data: "\xB8\xBD\xBC\xFE\r\xC1\xAA\xCD\xA8\r\xC2\xB7\r", encoding: GBName, text: "附件\r联通\r路\r",
		},
		"marks of direction and of no width, private use": {
			data: "增\u200B长\u200F6\uE000%\u202E", encoding: UTF8Name, text: "增\u200B长\u200F6\uE000%\u202E",
		},
		"private use in GB18030": {
			data: "\xB8\xBD\xBC\xFE\xAA\xA1\xFE\xFE\xA7\xA0", encoding: GBName, text: "附件\uE000\uE4C5\uE765",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := Decode([]byte(test.data), "")
			require.Equal(t, test.encoding, d.Encoding)
			require.Equal(t, test.text, d.Text)
			got := map[place]string{}
			for _, trouble := range d.Trouble {
				got[place{trouble.Line, trouble.EndLine}] = trouble.Message
			}
			if test.trouble == nil {
				test.trouble = map[place]string{}
			}
			require.Equal(t, test.trouble, got)
		})
	}
}

// TestMuchTrouble: the first twenty lines are named, the rest is summed up.
func TestMuchTrouble(t *testing.T) {
	d := Decode(bytes.Repeat([]byte("增长\xFF\xFF\n"), 50), "")
	require.Len(t, d.Trouble, 21)
	require.Equal(t, "in 30 further lines 60 bytes could not be decoded and stand as U+FFFD; the text was read as UTF-8", d.Trouble[20].Message)
	require.Equal(t, block.Place{Line: 21, EndLine: 50}, d.Trouble[20].Place)
}
