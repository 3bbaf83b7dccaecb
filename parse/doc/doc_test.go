package doc

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"duban/parse/block"
)

// show writes the blocks of a document: a line for each paragraph, tables in rows of cells.
func show(doc *block.Document) string {
	var lines []string
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Heading:
			lines = append(lines, fmt.Sprintf("%s %s", strings.Repeat("#", b.Level), b.Text))
		case *block.Paragraph:
			lines = append(lines, b.Text)
		case *block.Table:
			lines = append(lines, showTable(b)...)
		}
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), "\t", "⇥")
}

func showTable(t *block.Table) (lines []string) {
	for i, row := range t.Rows {
		var cells []string
		for j, c := range row.Cells {
			switch {
			case c.Row < i:
				cells = append(cells, "↑")
			case c.Col < j:
				cells = append(cells, "←")
			default:
				cells = append(cells, strings.ReplaceAll(c.Text, "\n", "⏎"))
			}
		}
		mark := ""
		if row.Header {
			mark = "* "
		}
		lines = append(lines, mark+strings.Join(cells, "|"))
	}
	return lines
}

func packed(e interface{ Bytes([]byte) ([]byte, error) }) func(string) []byte {
	return func(s string) []byte {
		b, err := e.Bytes([]byte(s))
		if err != nil {
			panic(err)
		}
		return b
	}
}

func TestText(t *testing.T) {
	superscript, gone, hidden := prop(charRaised, 1), prop(charDeleted, 1), prop(charHidden, 1)
	special := prop(charSpecial, 1)
	fonts := append(le16(2), le16(0)...)
	for _, name := range []string{"宋体", "Wingdings"} {
		entry := append(make([]byte, 39), 0)
		for _, c := range name {
			entry = append(entry, le16(int(c))...)
		}
		entry = append(entry, 0, 0)
		fonts = append(append(fonts, byte(len(entry)-1)), entry[1:]...)
	}
	for name, test := range map[string]struct {
		doc  builder
		want string
	}{
		"plain":        {builder{lines: []line{say("甲"), say(""), say("乙")}}, "甲\n乙"},
		"no last mark": {builder{lines: []line{say("甲"), {chars: []chars{{"乙", nil}}}}}, "甲\n乙"},
		"superscript":  {builder{lines: []line{{chars: []chars{{"面积10", nil}, {"4", superscript}, {"平方米\r", nil}}}}}, "面积10⁴平方米"},
		"subscript":    {builder{lines: []line{{chars: []chars{{"H", nil}, {"2", prop(charRaised, 2)}, {"O\r", nil}}}}}, "H2O"},
		"deleted":      {builder{lines: []line{{chars: []chars{{"完成", nil}, {"8", gone}, {"9亿元\r", nil}}}}}, "完成9亿元"},
		"hidden":       {builder{lines: []line{{chars: []chars{{"甲", nil}, {"12", hidden}, {"乙\r", nil}}}}}, "甲乙"},
		"not hidden":   {builder{lines: []line{{chars: []chars{{"甲\r", prop(charHidden, 0)}}}}}, "甲"},
		"struck":       {builder{lines: []line{{chars: []chars{{"12", prop(charStrike, 1)}, {"34\r", nil}}}}}, "12 34"},
		"mark deleted": {builder{lines: []line{{chars: []chars{{"甲", nil}, {"\r", gone}}}, say("乙")}}, "甲乙"},
		"field":        {builder{lines: []line{say("共\x13 REF a \x1477\x15家")}}, "共77家"},
		"field in the code of a field": {builder{lines: []line{say("共\x13 IF \x13 REF a \x141\x15 = 1 \x1477\x15家")}},
			"共77家"},
		"field without a result": {builder{lines: []line{say("甲\x13 XE \"x\" \x15乙")}}, "甲乙"},
		"field without an end":   {builder{lines: []line{say("甲\x13 REF a"), say("乙")}}, "甲\n乙"},
		"circled":                {builder{lines: []line{say("\x13 eq \\o\\ac(○,12)\x15项")}}, "⑫项"},
		"reading above":          {builder{lines: []line{say("\x13 EQ \\* jc2 \\o\\ad(\\s\\up 9(du),督)\x15办")}}, "督办"},
		"breaks and hyphens":     {builder{lines: []line{say("甲\v乙\f丙\x0E丁\t010\x1E66\x1F28")}}, "甲\n乙\n丙\n丁⇥010-6628"},
		"beyond the first plane": {builder{lines: []line{say("𠮷1")}}, "𠮷1"},
		"symbol": {builder{lines: []line{{chars: []chars{{"(", props(special, prop(charSymbol, 1, 0, 0xFE, 0xF0))}, {"(1)\r", nil}}}},
			parts: map[int][]byte{fontPart: fonts}}, "☑(1)"},
		"sign of a font": {builder{lines: []line{{chars: []chars{{"\uF0FC", prop(charFont, 1, 0)}, {"已完成\r", nil}}}},
			parts: map[int][]byte{fontPart: fonts}}, "✔已完成"},
		"Windows-1252": {builder{lines: []line{say("5 € – 37 °C")}, packed: packed(charmap.Windows1252.NewEncoder())}, "5 € – 37 °C"},
		"GBK": {builder{lines: []line{say("完成12.5％，面积㎡，新增3家")}, packed: packed(simplifiedchinese.GBK.NewEncoder()), flags: isFarEast},
			"完成12.5％，面积㎡，新增3家"},
		"no table of pieces": {builder{lines: []line{say("甲1"), say("乙")}, simple: true, flags: isWide}, "甲1\n乙"},
		"no table of pieces, one byte": {builder{lines: []line{say("Abc"), say("d")}, simple: true, packed: packed(charmap.Windows1252.NewEncoder())},
			"Abc\nd"},
		"end of a section": {builder{lines: []line{{chars: []chars{{"甲\f", nil}}}, say("乙")},
			parts: map[int][]byte{sectionPart: props(le32(0), le32(2), le32(4), make([]byte, 24))}}, "甲\n乙"},
		"pieces out of order in the file": {builder{lines: []line{say("乙甲")}, pieces: func(*builder) []byte {
			return pieceTable(nil, []int{0, 1, 2, 3}, []int{textAt + 2, textAt, textAt + 4}, []int{0, 0, 0})
		}}, "甲乙"},
		"a piece that was deleted": {builder{lines: []line{say("8甲9乙")}, pieces: func(*builder) []byte {
			const deleted = 0x41<<1 | 1<<8
			return pieceTable(nil, []int{0, 1, 2, 5}, []int{textAt, textAt + 2, textAt + 4}, []int{deleted, 0, 0})
		}}, "甲9乙"},
		"a piece with a shared list": {builder{lines: []line{say("104米")}, pieces: func(*builder) []byte {
			return pieceTable([][]byte{prop(charDeleted, 1), superscript}, []int{0, 2, 3, 5}, []int{textAt, textAt + 4, textAt + 6}, []int{0, 1<<1 | 1, 0})
		}}, "10⁴米"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := test.doc.read()
			require.NoError(t, err)
			require.Equal(t, test.want, show(doc))
		})
	}
}

func TestStyles(t *testing.T) {
	sheet := styleSheet(
		paraStyleOf(0, noStyle, "Normal", nil, nil),
		paraStyleOf(1, 0, "heading 1", nil, nil),
		paraStyleOf(0xFFE, 1, "自定", nil, prop(charHidden, 1)),
		paraStyleOf(0xFFE, 4, "环", prop(paraOutline, 1), nil),
		paraStyleOf(0xFFE, 3, "环之二", nil, nil),
		paraStyleOf(0xFFE, noStyle, "标题 3,别名", nil, nil),
		paraStyleOf(0xFFE, 1, "正文", prop(paraOutline, bodyOutline), nil),
		nil,
	)
	in := func(style int, text string, p []byte) line {
		return line{style: style, chars: []chars{{text + "\r", p}}}
	}
	doc, err := (&builder{parts: map[int][]byte{stylePart: sheet}, lines: []line{
		in(0, "零", nil), in(1, "一", nil), in(2, "隐", nil), in(2, "现", prop(charHidden, 0)), in(2, "反", prop(charHidden, 0x81)),
		in(3, "环", nil), in(4, "环二", nil), in(5, "三", nil), in(6, "正文", nil), in(7, "空", nil), in(99, "无", nil),
		{style: 1, props: prop(paraOutline, 1), chars: []chars{{"自述\r", nil}}},
	}}).read()
	require.NoError(t, err)
	require.Equal(t, "零\n# 一\n# 现\n# 反\n## 环\n环二\n### 三\n正文\n空\n无\n## 自述", show(doc))
}

func TestTable(t *testing.T) {
	const first, merged, above, below = 1, 2, 3 << 5, 1 << 5 // flags of cells
	nested := func(text string) line {
		return line{props: props(prop(paraInTable, 1), prop(paraDepth, 2, 0, 0, 0), prop(paraInnerCell, 1)),
			chars: []chars{{text + "\r", nil}}}
	}
	nestedEnd := line{props: props(prop(paraInTable, 1), prop(paraDepth, 2, 0, 0, 0), prop(paraInnerCell, 1), prop(paraInnerRow, 1),
		define(nil, 0, 50, 100)), chars: []chars{{"\r", nil}}}
	inCell := func(text string) line { return line{props: prop(paraInTable, 1), chars: []chars{{text + "\r", nil}}} }
	gone := func(l line) line {
		l.chars = []chars{{l.chars[0].text, prop(charDeleted, 1)}}
		return l
	}
	two := []int{0, 500, 900}
	row := func(edges, flags []int, more []byte, texts ...string) (lines []line) {
		for _, text := range texts {
			lines = append(lines, cellOf(text))
		}
		return append(lines, rowEnd(more, flags, edges...))
	}
	plain := func(texts ...string) []line { return row(two, nil, nil, texts...) }
	one := func(flags int, text string) []line { return row([]int{0, 500}, []int{flags}, nil, text) }
	lost := func(lines []line) []line {
		lines[len(lines)-1] = gone(lines[len(lines)-1])
		return lines
	}
	rows := slices.Concat[[]line]
	elsewhere := props(prop(paraInTable, 1), prop(paraRowEnd, 1), define(nil, two...))
	for name, test := range map[string]struct {
		lines []line
		data  []byte
		want  string
	}{
		"grid":                 {rows([]line{say("前")}, plain("a", "b"), plain("c", "d"), []line{say("后")}), nil, "前\na|b\nc|d\n后"},
		"paragraphs in a cell": {rows([]line{inCell("a")}, one(0, "b")), nil, "a⏎b"},
		"across by edges":      {rows(row([]int{0, 905}, nil, nil, "a"), row([]int{3, 500, 900}, nil, nil, "c", "d")), nil, "a|←\nc|d"},
		"across by flags":      {rows(row(two, []int{first, merged}, nil, "a", ""), plain("c", "d")), nil, "a|←\nc|d"},
		"down":                 {rows(row(two, []int{above}, nil, "a", "b"), row(two, []int{below}, nil, "", "d")), nil, "a|b\n↑|d"},
		"nothing above":        {rows(plain("a", "b"), row(two, []int{below}, nil, "c", "d")), nil, "a|b\nc|d"},
		"down by a property": {rows(row([]int{0, 500}, nil, prop(rowVertMerge, 2, 0, 3), "a"),
			row([]int{0, 500}, nil, prop(rowVertMerge, 2, 0, 1), "")), nil, "a\n↑"},
		"merged by a property":   {rows(row(two, nil, prop(rowMerge, 0, 2), "a", ""), plain("c", "d")), nil, "a|←\nc|d"},
		"inserted by a property": {row(two, nil, prop(rowInsert, 1, 1, 0x2C, 1), "a", "b", "c"), nil, "a|b|c"},
		"deleted by a property":  {row([]int{0, 300, 500, 900}, nil, prop(rowDelete, 1, 2), "a", "b"), nil, "a|b"},
		"moved by properties": {rows(row(two, nil, props(prop(rowGap, 100, 0), prop(rowLeft, 0x2C, 1)), "a", "b"),
			row([]int{200, 800, 1200}, nil, nil, "c", "d")), nil, "a|b\nc|d"},
		"header":                  {rows(row([]int{0, 500}, nil, prop(rowHeader, 1), "a"), one(0, "b")), nil, "* a\nb"},
		"a deleted row":           {rows(one(0, "a"), lost(one(0, "b")), one(0, "c")), nil, "a\nc"},
		"a merge over a deletion": {rows(one(above, "a"), lost(one(below, "")), one(below, "")), nil, "a\n↑"},
		"nested":                  {rows([]line{inCell("前"), nested("甲"), nested("1"), nestedEnd}, plain("后", "b")), nil, "前⏎甲⇥1⏎后|b"},
		"no end of the row":       {[]line{cellOf("a"), cellOf("b")}, nil, "a|b"},
		"more cells than edges":   {row([]int{0, 500}, nil, nil, "a", "b", "c"), nil, "a|b|c"},
		"a row elsewhere": {rows([]line{cellOf("a"), cellOf("b"), {props: prop(paraElsewhere, 0, 0, 0, 0), chars: []chars{{"\a", nil}}}},
			row([]int{0, 900}, nil, nil, "c")), append(le16(len(elsewhere)), elsewhere...), "a|b\nc|←"},
		"a mark of a cell outside tables": {[]line{{chars: []chars{{"a\a", nil}}}, say("b")}, nil, "a\nb"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := (&builder{lines: test.lines, data: test.data}).read()
			require.NoError(t, err)
			require.Equal(t, test.want, show(doc))
		})
	}
}

// TestHiddenByMerge: what a merge hides is reported, and its numbers do not count.
func TestHiddenByMerge(t *testing.T) {
	doc, err := (&builder{lines: []line{cellOf("a"), cellOf("藏"), rowEnd(prop(rowMerge, 0, 2), nil, 0, 500, 900)}}).read()
	require.NoError(t, err)
	require.Equal(t, "a", show(doc))
	require.Len(t, doc.Diagnostics, 1)
	require.Equal(t, "a merged cell hides the text “藏”, which was left out", doc.Diagnostics[0].Message)
	require.Equal(t, block.Place{Table: 1, Row: 1}, doc.Diagnostics[0].Place)
}

// level writes a level of a list.
func level(start, format, flags int, restart int, props []byte, text string) []byte {
	b := make([]byte, levelHead)
	copy(b, le32(start))
	b[4], b[5], b[24], b[26] = byte(format), byte(flags), byte(len(props)), byte(restart)
	b = append(append(b, props...), le16(len([]rune(text)))...)
	for _, c := range text {
		b = append(b, le16(int(c))...)
	}
	return b
}

func TestLists(t *testing.T) {
	const legal, noRestart, simple = 1 << 2, 1 << 3, 1
	head := func(id int, flags byte) []byte {
		b := append(le32(id), le32(0)...)
		for range 9 {
			b = append(b, le16(noLink)...)
		}
		return append(b, flags, 0)
	}
	levels := props(level(1, 39, 0, 0, nil, "\x00、"), level(1, 0, legal, 0, nil, "\x00.\x01"), level(1, 3, noRestart, 0, nil, "（\x02）"),
		level(1, 0, 0, 0, prop(charHidden, 1), "\x03"))
	for range 5 {
		levels = append(levels, level(1, 255, 0, 0, nil, "")...)
	}
	levels = append(levels, level(7, 0, 0, 0, nil, "第\x00项")...)
	inUse := props(le32(3),
		props(le32(100), le32(0), le32(0), []byte{0, 0, 0, 0}),
		props(le32(200), le32(0), le32(0), []byte{0, 0, 0, 0}),
		props(le32(100), le32(0), le32(0), []byte{1, 0, 0, 0}),
		le32(-1), le32(-1),
		le32(-1), le32(5), []byte{1 << 4, 0, 0, 0})
	item := func(list, level int, text string) line {
		return line{props: props(prop(paraLevel, byte(level)), prop(paraList, le16(list)...)), chars: []chars{{text + "\r", nil}}}
	}
	doc, err := (&builder{
		parts: map[int][]byte{listPart: props(le16(2), head(100, 0), head(200, simple)), listInUsePart: inUse},
		after: map[int][]byte{listPart: levels},
		lines: []line{item(1, 0, "甲"), item(1, 1, "乙"), item(1, 1, "丙"), item(1, 2, "丁"), item(1, 0, "戊"), item(1, 1, "己"), item(1, 2, "庚"),
			item(1, 3, "辛"), item(2, 0, "壬"), item(2, 1, "癸"), item(3, 0, "子"), item(0, 0, "丑"), item(0xF801, 0, "寅"), item(99, 0, "卯")},
	}).read()
	require.NoError(t, err)
	require.Equal(t, "一、甲\n1.1 乙\n1.2 丙\n（A）丁\n二、戊\n2.1 己\n（B）庚\n辛\n第7项 壬\n癸\n五、子\n丑\n寅\n卯", show(doc))
	require.Equal(t, "一、", doc.Blocks[0].(*block.Paragraph).List)
}

func TestNotes(t *testing.T) {
	doc, err := (&builder{
		lines:   []line{say("甲\x02乙"), say("丙"), say("\x02 注一"), say("\x02 注二"), say("页眉")},
		lengths: [stories]int{bodyStory: 6, footnoteStory: 10, headerStory: 3},
		parts: map[int][]byte{
			footnoteMarks: props(le32(1), le32(4), le32(7), make([]byte, 4)),
			footnoteTexts: props(le32(0), le32(5), le32(10), le32(11)),
		},
	}).read()
	require.NoError(t, err)
	require.Equal(t, "甲乙\n丙\n注一\n注二", show(doc))
}

// TestUnread: what shows and is not read is told, with its place.
func TestUnread(t *testing.T) {
	special := prop(charSpecial, 1)
	picture := props(special, prop(charPicture, 0, 0, 0, 0))
	small := make([]byte, 0x44)
	copy(small, props(le32(len(small)), le16(len(small))))
	copy(small[0x1C:], props(le16(100), le16(100), le16(1000), le16(1000)))
	doc, err := (&builder{lines: []line{
		say("前"),
		{chars: []chars{{"图", nil}, {"\x01", picture}, {"\r", nil}}},
		{chars: []chars{{"小图", nil}, {"\x01", props(special, prop(charPicture, 0x44, 0, 0, 0))}, {"\r", nil}}},
		{chars: []chars{{"式\x13 EMBED Equation.3 \x14", nil}, {"\x01", picture}, {"\x15后\r", nil}}},
		{chars: []chars{{"表\x13 EMBED Excel.Sheet.8 \x14", nil}, {"\x01", picture}, {"\x15\r", nil}}},
		{chars: []chars{{"删", nil}, {"\x01", props(picture, prop(charDeleted, 1))}, {"\r", nil}}},
	}, data: append(append(make([]byte, 0x1C), props(le16(4000), le16(4000), le16(1000), le16(1000), make([]byte, 0x20))...), small...)}).read()
	require.NoError(t, err)
	require.Equal(t, "前\n图\n小图\n式\uFFFC后\n表\n删", show(doc))
	doc.NumberTables() // which places them
	var told []string
	for _, u := range doc.Unread {
		told = append(told, fmt.Sprint(u.What, " ", u.Paragraph))
	}
	require.Equal(t, []string{"picture 2", "equation 4", "embedded 5"}, told)
}
