package doc

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"duban/parse/block"
)

// oldDocument writes a document of Word 6: text, pages of properties and tables all in the main stream.
func oldDocument(t *testing.T, lang int, page encoding.Encoding, fonts []byte, lines ...line) *file {
	main := make([]byte, textAt)
	var charPages, paraPages pageWriter
	for _, l := range lines {
		from := len(main)
		for _, c := range l.chars {
			b, err := page.NewEncoder().Bytes([]byte(c.text))
			require.NoError(t, err)
			charPages.add(len(main), len(main)+len(b), c.props)
			main = append(main, b...)
		}
		list := append(le16(l.style), l.props...)
		paraPages.add(from, len(main), append(list, make([]byte, len(list)%2)...))
	}
	end := len(main)
	main, charTable := charPages.write(main, false)
	main, paraTable := paraPages.write(main, true)
	for i, at := range paraPages.from { // there the length is that of words without itself
		page := main[len(main)-pageSize*(len(paraPages.from)-i):]
		list := paraPages.props[i]
		start := 2 * int(page[8])
		page[start] = byte(len(list) / 2)
		copy(page[start+1:], list)
		require.Equal(t, at, int(i32(page, 0)))
	}
	copy(main, props(le16(0xA5DC), le16(version6)))
	copy(main[langAt:], le16(lang))
	copy(main[firstAt:], props(le32(textAt), le32(end)))
	copy(main[oldLengthsAt:], le32(end-textAt))
	for part, table := range map[int][]byte{charPagesPart: shortNumbers(charTable), paraPagesPart: shortNumbers(paraTable), fontPart: fonts} {
		copy(main[oldPartAt(part):], props(le32(len(main)), le32(len(table))))
		main = append(main, table...)
	}
	return &file{budget: budget(t), main: main, table: main, data: main}
}

// shortNumbers gives the numbers of pages two bytes each.
func shortNumbers(table []byte) []byte {
	list := readPLC(table, 4)
	short := table[:len(list.places):len(list.places)]
	for i := range list.n {
		short = append(short, list.of(i)[:2]...)
	}
	return short
}

// oldFonts writes a table of fonts: their character sets.
func oldFonts(charsets ...byte) []byte {
	fonts := le16(0)
	for _, c := range charsets {
		entry := []byte{0x90, 1, 0, c, 0, 'F', 0}
		fonts = append(append(fonts, byte(len(entry))), entry...)
	}
	return fonts
}

func TestOld(t *testing.T) {
	const (
		inTable, rowEnds, cells, deleted, hidden, raised, font, numbered = 24, 25, 190, 65, 92, 104, 93, 12
		english, chinese, taiwan                                         = 0x0409, 0x0804, 0x0404
	)
	cell := func(text string) line { return line{props: []byte{inTable, 1}, chars: []chars{{text + "\a", nil}}} }
	row := func(edges ...int) line {
		value := []byte{byte(len(edges) - 1)}
		for _, e := range edges {
			value = append(value, le16(e)...)
		}
		value = append(value, make([]byte, oldCellSize*(len(edges)-1))...)
		return line{props: props([]byte{inTable, 1, rowEnds, 1, cells}, le16(len(value)+1), value), chars: []chars{{"\a", nil}}}
	}
	for name, test := range map[string]struct {
		lang  int
		page  encoding.Encoding
		fonts []byte
		lines []line
		want  string
	}{
		"Chinese": {chinese, simplifiedchinese.GBK, nil, []line{say("投资9亿元，增长12.5％"), say("乙")}, "投资9亿元，增长12.5％\n乙"},
		"Taiwan":  {taiwan, traditionalchinese.Big5, nil, []line{say("投資9億元")}, "投資9億元"},
		"a font says otherwise": {english, charmap.Windows1251, oldFonts(0, 204),
			[]line{{chars: []chars{{"Четыре\r", []byte{font, 1, 0}}}}}, "Четыре"},
		"characters": {english, charmap.Windows1252, nil, []line{{chars: []chars{{"10", nil}, {"4", []byte{raised, 1}}, {"8", []byte{deleted, 1}},
			{"9", []byte{hidden, 1}}, {" €\r", nil}}}}, "10⁴ €"},
		"table": {chinese, simplifiedchinese.GBK, nil,
			[]line{say("前"), cell("甲"), cell("1"), row(0, 500, 900), cell("乙"), row(0, 900), say("后")}, "前\n甲|1\n乙|←\n后"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := oldDocument(t, test.lang, test.page, test.fonts, test.lines...).readAgain()
			require.NoError(t, err)
			require.Equal(t, test.want, show(doc))
			require.Empty(t, doc.Diagnostics)
		})
	}
	number := line{props: append([]byte{numbered, 4}, 0, 0, 0, 0), chars: []chars{{"a\r", nil}}}
	doc, err := oldDocument(t, english, charmap.Windows1252, nil, number).readAgain()
	require.NoError(t, err)
	require.Equal(t, "an automatic number was not read, as Word 95 has them", doc.Diagnostics[0].Message)

	older := oldDocument(t, english, charmap.Windows1252, nil, say("a"))
	copy(older.main[versionAt:], le16(0x2D))
	_, err = older.readAgain()
	require.ErrorIs(t, err, block.ErrUnsupported)
	locked := oldDocument(t, english, charmap.Windows1252, nil, say("a"))
	copy(locked.main[flagsAt:], le16(isEncrypted))
	_, err = locked.readAgain()
	require.ErrorContains(t, err, "this is an encrypted Word document; open it with its password and save it without one")
}

// TestPictureName: the name that a picture has in its drawing is told.
func TestPictureName(t *testing.T) {
	name := []byte{'M', 0, 'a', 0, 'p', 0, 0, 0}
	list := props(le16(0x4104), le32(1), le16(0x8380), le32(2), le16(0xC381), le32(len(name)), []byte{0, 0}, name)
	inside := props(le16(0x33), le16(shapePropsRecord), le32(len(list)), list)
	picture := append(props(le32(0x44+8+len(inside)), le16(0x44), make([]byte, 0x16), le16(4000), le16(4000), le16(1000), le16(1000),
		make([]byte, 0x20)), props(le16(0xF), le16(shapeRecord), le32(len(inside)), inside)...)
	doc, err := (&builder{data: picture, lines: []line{
		{chars: []chars{{"\x01", props(prop(charSpecial, 1), prop(charPicture, 0, 0, 0, 0))}, {"\r", nil}}}}}).read()
	require.NoError(t, err)
	require.Len(t, doc.Unread, 1)
	require.Equal(t, "a picture (Map) was not read", doc.Unread[0].Message)
}
