package sheet

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// stream writes records as [MS-XLS] has them.
type stream struct{ bytes.Buffer }

func (s *stream) rec(kind recordKind, fields ...any) *stream {
	var body bytes.Buffer
	for _, f := range fields {
		switch f := f.(type) {
		case string:
			body.WriteString(f)
		case int: // two bytes, as most fields are
			binary.Write(&body, binary.LittleEndian, uint16(f))
		default:
			binary.Write(&body, binary.LittleEndian, f)
		}
	}
	binary.Write(s, binary.LittleEndian, uint16(kind))
	binary.Write(s, binary.LittleEndian, uint16(body.Len()))
	s.Write(body.Bytes())
	return s
}

func wide(s string) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

// long returns a text with its length in two bytes and its flags.
func long(s string) string {
	n := len(utf16.Encode([]rune(s)))
	return string([]byte{byte(n), byte(n >> 8), 1}) + wide(s)
}

// bookOf puts a workbook of one visible sheet together, with more records for its globals.
func bookOf(version int, globals, sheet func(*stream)) []byte {
	var s stream
	s.rec(recBOF, version, streamGlobals, 0, 0)
	globals(&s)
	name := string([]byte{5, 0}) + "Sheet"
	if version < 0x0600 {
		name = "\x05Sheet"
	}
	at := s.Len() + 4
	s.rec(recBoundSheet, uint32(0), uint8(0), uint8(0), name)
	s.rec(recEOF)
	binary.LittleEndian.PutUint32(s.Bytes()[at:], uint32(s.Len()))
	s.rec(recBOF, version, streamSheet, 0, 0)
	sheet(&s)
	s.rec(recEOF)
	return s.Bytes()
}

func none(*stream) {}

// looks adds XFs: 0 General, 1 0.00%, 2 #,##0, 3 day, 4 with lines, 5 the format 164.
func looks(s *stream) {
	for _, format := range []int{0, 10, 3, 14, 0, 164} {
		border := uint32(0)
		if format == 0 && s.Len() > 100 {
			border = 0x1111
		}
		s.rec(recXF, 0, format, 0, 0, 0, border, uint32(0), uint16(0))
	}
}

// TestRecords: each record of cells.
func TestRecords(t *testing.T) {
	const biff8 = 0x0600
	for name, c := range map[string]struct {
		globals, sheet func(*stream)
		want           string
	}{
		"number":           {looks, func(s *stream) { s.rec(recNumber, 0, 1, 1, 0.403) }, "40.30%"},
		"whole RK":         {looks, func(s *stream) { s.rec(recRK, 0, 1, 2, uint32(1234567<<2|2)) }, "1,234,567"},
		"negative RK":      {looks, func(s *stream) { n := int32(-12); s.rec(recRK, 0, 1, 0, uint32(n<<2|2)) }, "-12"},
		"RK of hundredths": {looks, func(s *stream) { s.rec(recRK, 0, 1, 0, uint32(757<<2|3)) }, "7.57"},
		"RK of a float":    {looks, func(s *stream) { s.rec(recRK, 0, 1, 3, uint32(math.Float64bits(43921)>>32)&^3) }, "2020/3/31"},
		"several RK":       {looks, func(s *stream) { s.rec(recMulRk, 0, 1, 0, uint32(1<<2|2), 0, uint32(2<<2|2), 2) }, "1 | 2"},
		"label":            {looks, func(s *stream) { s.rec(recLabel, 0, 1, 0, long("甲乙")) }, "甲乙"},
		"truth":            {looks, func(s *stream) { s.rec(recBoolErr, 0, 1, 0, uint8(1), uint8(0)) }, "TRUE"},
		"error":            {looks, func(s *stream) { s.rec(recBoolErr, 0, 1, 0, uint8(7), uint8(1)) }, "#DIV/0!"},
		"formula":          {looks, func(s *stream) { s.rec(recFormula, 0, 1, 1, 0.5, 0, uint32(0), 0) }, "50.00%"},
		"formula of a text": {looks, func(s *stream) {
			s.rec(recFormula, 0, 1, 0, uint8(0), "\x00\x00\x00\x00\x00", 0xFFFF, 0, uint32(0), 0)
			s.rec(0x04BC, 0, 0).rec(recString, long("甲"))
		}, "甲"},
		"formula of truth":    {looks, func(s *stream) { s.rec(recFormula, 0, 1, 0, "\x01\x00\x01\x00\x00\x00", 0xFFFF, 0) }, "TRUE"},
		"formula of an error": {looks, func(s *stream) { s.rec(recFormula, 0, 1, 0, "\x02\x00\x2A\x00\x00\x00", 0xFFFF, 0) }, "#N/A"},
		"formula of no text": {looks, func(s *stream) {
			s.rec(recFormula, 0, 1, 0, "\x03\x00\x00\x00\x00\x00", 0xFFFF, 0).rec(recNumber, 0, 2, 0, 1.0)
		}, " | 1"},
		"a text without one":  {looks, func(s *stream) { s.rec(recString, long("乙")).rec(recNumber, 0, 1, 0, 1.0) }, "1"},
		"format of one's own": {func(s *stream) { looks(s); s.rec(recFormat, 164, long(`0!.0,"万"`)) }, func(s *stream) { s.rec(recNumber, 0, 1, 5, 519161.0) }, "51.9万"},
		"no such XF":          {looks, func(s *stream) { s.rec(recNumber, 0, 1, 99, 2.5) }, "2.5"},
		"days from 1904":      {func(s *stream) { looks(s); s.rec(recDate1904, 1) }, func(s *stream) { s.rec(recNumber, 0, 1, 3, 42459.0) }, "2020/3/31"},
		"zeros do not show":   {looks, func(s *stream) { s.rec(recNumber, 0, 1, 0, 0.0).rec(recNumber, 0, 2, 0, 1.0).rec(recWindow2, 0x06A6) }, " | 1"},
		"shared text":         {shared("甲", "乙"), func(s *stream) { s.rec(recLabelSST, 0, 1, 0, uint32(1)) }, "乙"},
		"no such shared text": {shared("甲"), func(s *stream) { s.rec(recLabelSST, 0, 1, 0, uint32(9)).rec(recNumber, 0, 2, 0, 1.0) }, " | 1"},
		"a text over records": {split, func(s *stream) { s.rec(recLabelSST, 0, 1, 0, uint32(0)).rec(recLabelSST, 0, 2, 0, uint32(1)) }, "ab甲乙c | 丙丁"},
		"raised digits":       {raised, func(s *stream) { s.rec(recLabelSST, 0, 1, 0, uint32(0)) }, "10⁴亩"},
		"hidden column": {looks, func(s *stream) {
			s.rec(recColInfo, 1, 1, 2560, 0, 1).rec(recNumber, 0, 1, 0, 5.0).rec(recNumber, 0, 2, 0, 1.0)
		}, "1"},
		"a chart in the sheet": {looks, func(s *stream) {
			s.rec(recBOF, biff8, 0x20).rec(recNumber, 0, 1, 0, 5.0).rec(recEOF).rec(recNumber, 0, 1, 0, 1.0)
		}, "1"},
	} {
		data := bookOf(biff8, c.globals, func(s *stream) {
			s.rec(recLabel, 0, 0, 0, long("项"))
			c.sheet(s)
			s.rec(recLabel, 1, 0, 0, long("项")).rec(recLabel, 1, 1, 0, long("数")).rec(recLabel, 1, 2, 0, long("比"))
		})
		doc, err := ReadXLS(newBudget(), data)
		require.NoError(t, err, name)
		first, _, _ := strings.Cut(dump(doc)[strings.Index(dump(doc), "A1"):], "\n")
		require.Equal(t, "A1 项 | "+c.want, strings.TrimRight(strings.TrimSuffix(first, " | "), " "), name)
	}
}

func shared(texts ...string) func(*stream) {
	return func(s *stream) {
		looks(s)
		s.rec(recSST, uint32(len(texts)), uint32(len(texts)), strings.Join(mapped(texts, long), ""))
	}
}

func mapped(all []string, f func(string) string) (out []string) {
	for _, s := range all {
		out = append(out, f(s))
	}
	return out
}

// split has a text of five characters that goes on in two further records, narrow, wide and narrow; its runs too are parted.
func split(s *stream) {
	looks(s)
	s.rec(recSST, uint32(2), uint32(2), "\x05\x00\x08\x01\x00ab")
	s.rec(recContinue, "\x01"+wide("甲乙"))
	s.rec(recContinue, "\x00c\x00\x00")
	s.rec(recContinue, "\x00\x00\x02\x00\x05\x04\x00\x00\x00") // the rest of the run, then a text with how it is pronounced
	s.rec(recContinue, "\x01"+wide("丙丁")+"\xAA\xBB\xCC\xDD")
}

// raised has a text of which one character has the sixth font.
func raised(s *stream) {
	looks(s)
	for n := range 5 {
		super := 0
		if n == 4 {
			super = 1
		}
		s.rec(recFont, 200, 0, 0, 400, super)
	}
	s.rec(recSST, uint32(1), uint32(1), "\x04\x00\x09\x02\x00"+wide("104亩"), 2, 5, 3, 0)
}

// TestExcel5: texts are bytes of a code page.
func TestExcel5(t *testing.T) {
	const biff5 = 0x0500
	gbk := func(s string) string {
		return map[string]string{"项": "\xCF\xEE", "数": "\xCA\xFD", "万": "\xCD\xF2"}[s]
	}
	data := bookOf(biff5, func(s *stream) {
		s.rec(recCodePage, 936)
		s.rec(recFormat, 164, "\x06", `0"`+gbk("万")+`" `)
		s.rec(recXF, 0, 0, 0, 0, 0, uint32(0), uint32(0)).rec(recXF, 0, 164, 0, 0, 0, uint32(0), uint32(0))
	}, func(s *stream) {
		s.rec(recLabel, 0, 0, 0, 2, gbk("项")).rec(recRString, 0, 1, 0, 2, gbk("数"), "\x00")
		s.rec(recLabel, 1, 0, 0, 2, gbk("项")).rec(recNumber, 1, 1, 1, 12.0)
		s.rec(recFormula, 2, 0, 0, "\x00\x00\x00\x00\x00\x00", 0xFFFF, 0).rec(recString, 2, gbk("项")).rec(recRK, 2, 1, 0, uint32(3<<2|2))
	})
	doc, err := ReadXLS(newBudget(), data)
	require.NoError(t, err)
	require.Equal(t, "A1 项 | 数\nA2 项 | 12万\nA3 项 | 3\n\n", dump(doc))
}

// TestWorkbooksThatAreNone: what gives no document, and why.
func TestWorkbooksThatAreNone(t *testing.T) {
	looped := bookOf(0x0600, func(s *stream) { s.rec(recBoundSheet, uint32(0), uint8(0), uint8(0), "\x01\x00A") }, none)
	for name, c := range map[string]struct {
		data []byte
		kind error
		want string
	}{
		"encrypted":        {bookOf(0x0600, func(s *stream) { s.rec(recFilePass, 1, 1, 1) }, none), block.ErrUnsupported, "encrypted"},
		"Excel 4":          {[]byte("\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00"), block.ErrUnsupported, "Excel 4"},
		"empty":            {bookOf(0x0600, none, none), block.ErrUnsupported, "shows no text"},
		"no sheet there":   {looped, block.ErrDamaged, "no sheet where"},
		"no stream":        {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)), block.ErrDamaged, "compound file"},
		"nothing":          {nil, block.ErrDamaged, "does not begin"},
		"texts broken off": {bookOf(0x0600, func(s *stream) { s.rec(recSST, uint32(9), uint32(1<<31), "\xFF\xFF\x01") }, none), block.ErrUnsupported, "shows no text"},
	} {
		_, err := ReadXLS(newBudget(), c.data)
		require.ErrorIs(t, err, c.kind, name)
		require.ErrorContains(t, err, c.want, name)
	}
}

// TestObjects: pictures, charts and texts above the cells.
func TestObjects(t *testing.T) {
	anchor := func(row, col int) string {
		var s stream
		s.rec(0, 0x000F, 0xF004, uint32(26), 0x0000, 0xF010, uint32(18), 0, col, 0, row, 0, 0, 0, 0, 0)
		return s.String()[4:]
	}
	object := func(kind int) []any {
		return []any{0x15, 18, kind, 1, 0, "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"}
	}
	data := bookOf(0x0600, looks, func(s *stream) {
		s.rec(recLabel, 0, 0, 0, long("项")).rec(recLabel, 0, 1, 0, long("数"))
		s.rec(recDrawing, anchor(0, 1)).rec(recObj, object(objectPicture)...)
		s.rec(recDrawing, anchor(9, 2)).rec(recObj, object(objectChart)...).rec(recBOF, 0x0600, 0x20).rec(recEOF)
		s.rec(recDrawing, anchor(12, 0)).rec(recObj, object(objectText)...)
		s.rec(recTxO, 0, 0, 0, 0, 0, 3, 16, uint32(0)).rec(recContinue, "\x01"+wide("甲\n乙")).rec(recContinue, "\x00\x00\x00\x00\x00\x00\x00\x00")
		s.rec(recDrawing, anchor(13, 0)).rec(recObj, object(0x19)...) // of a comment
		s.rec(recTxO, 0, 0, 0, 0, 0, 1, 16, uint32(0)).rec(recContinue, "\x01"+wide("丙")).rec(recNote, 0, 0, 0, 1)
	})
	doc, err := ReadXLS(newBudget(), data)
	require.NoError(t, err)
	require.Equal(t, "! 1 comments on cells were not read\nA1 项 | 数\n\nA13 ¶ 甲\nA13 ¶ 乙\n"+
		"? picture: a picture hangs in the sheet Sheet at B1\n? chart: a chart hangs in the sheet Sheet at C10\n", dump(doc))
}

// TestProtected: a workbook whose structure is protected is encrypted with a password that Excel knows.
func TestProtected(t *testing.T) {
	salt := []byte("0123456789abcdef")
	verifier := []byte("fedcba9876543210")
	hash := md5.Sum(verifier)
	c := &blockCipher{base: baseKey("VelvetSweatshop", salt)}
	c.begin(0)
	c.xor(verifier)
	c.xor(hash[:])
	fill := strings.Repeat("\x00", 3000) // so that there are several blocks
	data := bookOf(0x0600, func(s *stream) {
		s.rec(recFilePass, "\x01\x00\x01\x00\x01\x00"+string(salt)+string(verifier)+string(hash[:])).rec(0x00E1, 1200)
		looks(s)
		s.rec(0x1234, fill)
	}, func(s *stream) {
		s.rec(recLabel, 0, 0, 0, long("项")).rec(recNumber, 0, 1, 1, 0.403)
	})
	all := records{data: data}
	from := 0
	for rec, ok := all.next(); ok; rec, ok = all.next() {
		if rec.kind == recFilePass {
			require.True(t, decrypt(data, all.pos, rec)) // which encrypts what is not
			from = all.pos
			break
		}
	}
	require.Positive(t, from)
	before := bytes.Clone(data)
	doc, err := ReadXLS(newBudget(), data)
	require.NoError(t, err)
	require.Equal(t, "A1 项 | 40.30%\n\n", dump(doc))
	require.Equal(t, before, data)
	data[from-40]++ // of the salt
	_, err = ReadXLS(newBudget(), data)
	require.ErrorContains(t, err, "encrypted")
}

// TestProtectedForeign reads a workbook that Excel has encrypted so.
func TestProtectedForeign(t *testing.T) {
	data, err := os.ReadFile("../../../shared/formats/foreign/poi--50833.xls")
	if err != nil {
		t.Skip("no foreign files here")
	}
	doc, err := ReadXLS(newBudget(), data)
	require.NoError(t, err)
	require.Contains(t, dump(doc), "A1 ¶ test cell value\n")
}

func FuzzXLS(f *testing.F) {
	f.Add(bookOf(0x0600, split, func(s *stream) { s.rec(recLabelSST, 0, 0, 0, uint32(0)).rec(recMergeCells, 1, 0, 1, 0, 1) }))
	f.Add(bookOf(0x0500, looks, func(s *stream) { s.rec(recLabel, 0, 0, 0, 2, "ab").rec(recMulRk, 0, 1, 0, uint32(6), 1) }))
	if data, err := os.ReadFile("testdata/report.xls"); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadXLS(newBudget(), data)
		var e *block.Error
		if err != nil {
			require.ErrorAs(t, err, &e)
			return
		}
		requireSound(t, doc)
	})
}
