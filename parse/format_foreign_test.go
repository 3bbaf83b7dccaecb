package parse

import (
	"archive/tar"
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	inJapanese = "平成二十二年度の主要な事業の進捗状況について報告します。道路の整備は12キロメートルを完成しました。"
	inKorean   = "이천이십육년 일분기 주요 사업 추진 상황을 보고합니다. 도로 정비는 12킬로미터를 완료하였습니다."
	inRussian  = "Отчёт о ходе выполнения основных работ за первый квартал. Построено дорог 12 километров, школ 3."
	inGreek    = "Έκθεση για την πορεία των βασικών εργασιών του πρώτου τριμήνου. Κατασκευάστηκαν δρόμοι 12 χιλιομέτρων."
	inChinese  = "关于2021年一季度重点工作任务推进情况的报告\n一、总体情况。全区完成投资12.5亿元，同比增长8%，开工项目34个。"
)

// TestForeignEncodings: text in an encoding that is not read is never read as another.
func TestForeignEncodings(t *testing.T) {
	for _, test := range []struct {
		encoding encoding.Encoding
		text, is string
	}{
		{japanese.ShiftJIS, inJapanese, "a text in Shift-JIS; save it as UTF-8"},
		{japanese.EUCJP, inJapanese, "a text in EUC-JP; save it as UTF-8"},
		{japanese.ISO2022JP, inJapanese, "a text in ISO-2022; save it as UTF-8"},
		{korean.EUCKR, inKorean, "a text in EUC-KR; save it as UTF-8"},
		{simplifiedchinese.HZGB2312, inChinese, "a text in HZ; save it as UTF-8"},
		{charmap.KOI8R, inRussian, "a text in an encoding that is not read; save it as UTF-8"},
		{charmap.Windows1251, inRussian, "a text in an encoding that is not read; save it as UTF-8"},
		{charmap.ISO8859_7, inGreek, "a text in an encoding that is not read; save it as UTF-8"},
	} {
		data, err := test.encoding.NewEncoder().String(test.text)
		require.NoError(t, err)
		for _, whole := range []string{data, strings.Repeat(data+"\r\n", 2000), "<html><body><p>" + data + "</p></body></html>"} {
			_, err = Bytes("report.txt", []byte(whole))
			require.ErrorIs(t, err, ErrUnsupported, "%v", test.encoding)
			require.EqualError(t, err, "report.txt: this is "+test.is)
		}
	}
	for is, data := range map[string]string{
		"ISO-2022": "1. \x1b$)A\x0e9XSZ\x0f 12\n", // ISO-2022-CN
		"UTF-7":    "+UXNOjg-2021+XnQAmw-+W2NeplOfi8FMSpQmTrJPWg-",
	} {
		_, err := Bytes("report.txt", []byte(data))
		require.EqualError(t, err, "report.txt: this is a text in "+is+"; save it as UTF-8")
	}
	// A page that says what it is in is read.
	data, err := korean.EUCKR.NewEncoder().String("<html><head><meta charset=euc-kr></head><body><p>" + inKorean + "</p></body></html>")
	require.NoError(t, err)
	doc, err := Bytes("report.html", []byte(data))
	require.NoError(t, err)
	require.Equal(t, "euc-kr", doc.Encoding)
}

// TestNoText: what is no text is unsupported, wherever in it that shows.
func TestNoText(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n int, low, high byte) string {
		data := make([]byte, n)
		for i := range data {
			data[i] = low + byte(r.IntN(int(high-low)+1))
		}
		return string(data)
	}
	text := strings.Repeat(inChinese+"\n", 1000)
	for name, data := range map[string]string{
		"random":                  random(4096, 0, 255),
		"random of high bytes":    random(4096, 0x80, 255),
		"random controls":         random(400, 0, 31),
		"NULs before text":        strings.Repeat("\x00", 4096) + "附件1",
		"NULs between bytes":      strings.Repeat("\x00\x00\x00\x80\x81", 300),
		"NULs and one byte":       strings.Repeat("\x00", 1001) + "\xB0",
		"a byte and controls":     "\xB0" + strings.Repeat("\x01", 20),
		"one byte":                strings.Repeat("\xFF", 100),
		"DEL":                     strings.Repeat("\x7F", 100),
		"private use":             strings.Repeat("\uE123", 100),
		"UTF-16 with a mark":      "\xFF\xFE" + random(4096, 0, 255),
		"text before binary data": text + strings.Repeat(random(1000, 0, 31), 10),
	} {
		_, err := Bytes("report.txt", []byte(data))
		require.ErrorIs(t, err, ErrUnsupported, name)
	}
}

func TestTar(t *testing.T) {
	for _, format := range []tar.Format{tar.FormatUSTAR, tar.FormatPAX, tar.FormatGNU} {
		var data bytes.Buffer
		w := tar.NewWriter(&data)
		for _, name := range []string{"一季度.txt", "b.txt"} {
			name = map[bool]string{true: "a.txt", false: name}[format == tar.FormatUSTAR]
			require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(inChinese)), Format: format}))
			_, err := w.Write([]byte(inChinese))
			require.NoError(t, err)
		}
		require.NoError(t, w.Close())
		_, err := Bytes("reports.tar", data.Bytes())
		require.EqualError(t, err, "reports.tar: this is a tar archive; pass it to duban import, or unpack it first")
		old := data.Bytes() // as it was before POSIX: without a magic number
		sum := 0
		copy(old[257:265], make([]byte, 8))
		copy(old[148:156], "        ")
		for _, c := range old[:512] {
			sum += int(c)
		}
		copy(old[148:156], []byte{'0' + byte(sum>>15&7), '0' + byte(sum>>12&7), '0' + byte(sum>>9&7), '0' + byte(sum>>6&7), '0' + byte(sum>>3&7), '0' + byte(sum&7), 0, ' '})
		_, err = Bytes("reports.tar", old)
		require.EqualError(t, err, "reports.tar: this is a tar archive; pass it to duban import, or unpack it first")
	}
}
