package rtf_test

import (
	"strings"
	"testing"

	"duban/internal/testblocks"
	"duban/parse/block"
	"duban/parse/rtf"

	"github.com/stretchr/testify/require"
)

var reader = testblocks.Reader(rtf.Read)

func read(t *testing.T, source string) *block.Document {
	t.Helper()
	return reader.Read(t, source)
}

const fonts = `{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Arial;}{\f2\fcharset2 Symbol;}{\f3\fcharset2 Wingdings;}` +
	`{\f4\fcharset128 MS Mincho;}{\f5\fcharset204 Arial Cyr;}{\f6\fnil\cpg950 Ming;}{\f7\fcharset2 Wingdings{\*\falt Arial};}}`

// The text of documents is what the specification of RTF 1.9.1 says that it is; the bytes are those of the code
// pages of Windows.
func TestText(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"bytes of GBK":                          {`\'d6\'d0\'b9\'fa`, "中国"},
		"the second byte is a letter":           {`\'b9P\'81@`, "筆丂"},
		"the second byte is a brace or a slash": {`\'81\'5c\'81\{\'81\}\'81\\`, "乗亄亇乗"},
		"a character split over groups":         {`{\f0 \'d6}{\f0\b \'d0}{\f0 \'b9\fs20 \'fa}`, "中国"},
		"a line end within a character":         {"\\'d6\n\\'d0\r\n\\'b9\\'fa", "中国"},
		"raw bytes":                             {"\xd6\xd0\xb9\xfa2021", "中国2021"},
		"GB 18030":                              {`\'81\'30\'84\'36`, "¥"},
		"other fonts":                           {`{\f4 \'93\'fa\'96\'7b}{\f5 \'cf\'f0}{\f6 \'a4\'a4\'b0\'ea}{\f1 \'e9t\'e9}`, "日本Пр中國été"},
		"Chinese in a Western font":             {`{\f1 \'d6\'d0\'b9\'fa 5\'d2\'da}`, "中国 5亿"},
		"Chinese in a Western font, GBK":        {`{\f1 \'d6\'ec\'e9F\'bb\'f9}`, "朱镕基"},
		"fonts of two bytes":                    {`{\f1\loch\af1\hich\af1\dbch\af0 \'e9F}{\hich\af1\dbch\af0\loch\f1 \'e9t}`, "镕ét"},
		"a Western sign in a Western font":      {`{\f1 3\'d74}`, "3×4"},
		"an unknown font":                       {`{\f99 \'d6\'d0}`, "中"},

		"Unicode with fallback":                   {`\uc1\u20013?\u22269\'3f`, "中国"},
		"Unicode with fallback of two bytes":      {`\uc2\u20013\'d6\'d0\u22269\'b9\'fa`, "中国"},
		"Unicode without fallback":                {`\uc0\u20013\u22269 2021`, "中国2021"},
		"negative":                                {`\u-28589?`, "道"},
		"surrogates":                              {`\u-10179?\u-8704?`, "😀"},
		"half a pair":                             {`a\u-10179?b`, "a\uFFFDb"},
		"a fallback of words":                     {`\uc1\u8220\ldblquote a\u8221\rdblquote`, "“a”"},
		"a fallback ends with its group":          {`{\uc3\u20013?}5`, "中5"},
		"a fallback is no end of a paragraph":     {`\uc1\u20013\par 5`, "中⏎5"},
		"the fallback count belongs to the group": {`{\uc0\u20013}\u22269?`, "中国"},

		"signs":        {`a\emdash b\endash c\bullet d\lquote e\rquote\ldblquote f\rdblquote g\~h\_i\-j\tab k\line l`, "a—b–c•d‘e’“f”g\u00a0h-ij\tk⏎l"},
		"escaped":      {`\{a\}\\`, `{a}\`},
		"Symbol":       {`{\f2 \'b3}5{\f2\u-3919 ?}`, "≥5±"},
		"Wingdings":    {`{\f3 \'fc}`, "✔"},
		"SYMBOL field": {`{\field{\*\fldinst SYMBOL 179 \\f "Symbol" \\s 10}{\fldrslt\f2\fs20}}5`, "≥5"},

		"superscript":             {`10{\super 4}`, "10⁴"},
		"superscript in pieces":   {`10{\super\'2d}{\super 4}\plain 5`, "10⁻⁴5"},
		"superscript by hand":     {`\fs24 10{\up6\fs16 4}5{\up2 6}{\dn6\fs16 7}`, "10⁴567"},
		"superscript of a letter": {`a{\super b}`, "ab"},
		"deleted":                 {`{\deleted 8}{\revised 9}\'d2\'da`, "9亿"},
		"moved":                   {`{\mvf 8}{\mvt 9}`, "9"},
		"hidden":                  {`a{\v 12345}b\v c\v0 d`, "abd"},
		"struck":                  {`12{\strike 34}`, "12 34"},
		"a deleted mark":          {`a{\deleted\par}b`, "ab"},

		"a field":                  {`{\field{\*\fldinst REF a1 \\h}{\fldrslt 777}}`, "777"},
		"a field in a field":       {`{\field{\*\fldinst IF {\field{\*\fldinst PAGE}{\fldrslt 3}} = 3}{\fldrslt yes}}`, "yes"},
		"a number in a circle":     {`{\field{\*\fldinst EQ \\o\\ac(\'a1\'f0,12)}}`, "⑫"},
		"unknown destinations":     {`a{\*\unknown b{\c d}}e`, "ae"},
		"destinations without *":   {`a{\info{\title b}}{\header c}{\footerf d}{\xe e}{\pict 0123}f`, "af"},
		"Unicode destinations":     {`a{\upr{\title b}{\*\ud{c}}}d`, "acd"},
		"binary data":              {`a{\pict\bin5 }}{{{}b`, "ab"},
		"comments":                 {`a{\*\atnid 1}{\chatn{\*\annotation b}}c`, "ac"},
		"bookmarks":                {`a{\*\bkmkstart x}b{\*\bkmkend x}`, "ab"},
		"an object with its text":  {`{\object\objautlink{\*\objclass Word.Document.8}{\*\objdata 01}{\result a}}`, "a"},
		"paragraphs":               {"a\\par b\\\nc\\pard\\par", "a⏎b⏎c"},
		"a section":                {`a\sect\sectd b`, "a⏎b"},
		"no end mark":              {`a\par b`, "a⏎b"},
		"a word of the end":        {`a\par}`, "a"},
		"a footnote":               {`a{\super\chftn}{\footnote\pard{\super\chftn} b\par c}d\par e`, "ad⏎e⏎b⏎c"},
		"endnotes stand behind":    {`a{\footnote\ftnalt b}{\*\footnote c}`, "a⏎c⏎b"},
		"a text box":               {`a{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt b\par c}}{\shprslt{\*\do{\dptxbxtext d}}}}e\par f`, "ae⏎b⏎c⏎f"},
		"a shape of letters":       {`a{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv b}}}}c`, "ac⏎b"},
		"an old text box":          {`a{\*\do\dobxpage{\dptxbxtext b\par}}c`, "ac⏎b"},
		"a dropped capital":        {`{\pard\dropcapli2 T\par}\pard ext`, "Text"},
		"a heading":                {`{\pard\outlinelevel1 a\par}\pard b`, "## a⏎b"},
		"a heading by its style":   {`\pard\s1 a\par\pard\s3 b\par\pard\s4 c\par\pard\s1\outlinelevel9 d`, "# a⏎# b⏎c⏎d"},
		"HTML in RTF":              {`{\*\htmltag84 <b>}a{\*\htmltag <!-- x -->}`, "a"},
		"groups that do not close": {strings.Repeat("{", 3000) + "a" + strings.Repeat("}", 3000), "a"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := read(t, `{\rtf1\ansi\ansicpg936\deff0`+fonts+
				`{\stylesheet{\s1 heading 1;}{\s2 Normal;}{\s3\sbasedon1 Mine;}{\s4\sbasedon4 Circle;}{\*\cs5\outlinelevel2 x;}}\pard `+c.source+`}`)
			require.Equal(t, c.want, strings.Join(testblocks.Lines(doc), "⏎"))
		})
	}
}

// A document without a code page has that of Windows for Western Europe.
func TestCodePages(t *testing.T) {
	for source, want := range map[string]string{
		`{\rtf1\ansi \'e9}`:                  "é",
		`{\rtf1\mac \'8e}`:                   "é",
		`{\rtf1\pc \'82}`:                    "é",
		`{\rtf1\pca \'82}`:                   "é",
		`{\rtf1\ansi\ansicpg1251 \'cf}`:      "П",
		`{\rtf1\ansi\ansicpg65001 \'c3\'a9}`: "é",
		`{\rtf1\ansi\ansicpg950 \'a4\'a4}`:   "中",
		"\xEF\xBB\xBF \r\n{\\rtf1\\ansi a}":  "a",
		`{\rtf1\ansi{\fonttbl\f0\fcharset134 \'cb\'ce;\f1 b;}\f0 \'d6\'d0\f1 \'e9}`:           "中é",
		`{\rtf1\ansi{\fonttbl{\f0\fcharset0 a;}{\f1\fcharset134 b;}}\f0{\dbch\af1 \'d6\'d0}}`: "中",
	} {
		require.Equal(t, []string{want}, testblocks.Lines(read(t, source)), source)
	}
}

const lists = `{\*\listtable{\list\listid7` +
	`{\listlevel\levelnfc39\levelstartat1\levelfollow2{\leveltext\'02\'00\'a1\'a2;}{\levelnumbers\'01;}}` +
	`{\listlevel\levelnfc0\levelstartat3\levelfollow0{\leveltext\'03\'00.\'01;}{\levelnumbers\'01\'03;}}` +
	`{\listlevel\levelnfc23{\leveltext\'01\u-3913 ?;}{\levelnumbers;}}}{\list\liststyleid7\listid8}}` +
	`{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}{\listoverride\listid7\listoverridecount1` +
	`{\lfolevel\listoverridestartat\levelstartat5}\ls2}{\listoverride\listid8\ls3}{\listoverride\listid99\ls4}` +
	`{\listoverride\listid7{\lfolevel\listoverrideformat{\listlevel\levelnfc0\levelstartat1\levelfollow1{\leveltext\'02\'00);}{\levelnumbers;}}}\ls5}}`

func TestLists(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"as it is written":           {`{\listtext\f0 \'b6\'fe\'a1\'a2\tab}\ls1 a\par`, "[二、]a"},
		"written, without a table":   {`{\pntext 3.\tab}{\*\pn\pnlvlbody{\pntxta .}}5\'d2\'da\par`, "[3.] 5亿"},
		"written tight":              {`{\listtext 3.}\ls99 a\par{\listtext 4.}5`, "[3.]a⏎[4.] 5"},
		"a bullet without a table":   {`{\pntext\f2 \'b7\tab}a\par`, "a"},
		"a bullet":                   {`{\listtext\f2 \'b7\tab}\ls1\ilvl2 a\par`, "a"},
		"counted":                    {`\ls1 a\par\ls1 b\par\ls1\ilvl1 c\par\ls1\ilvl0 d\par\pard e`, "[一、]a⏎[二、]b⏎[二.3] c⏎[三、]d⏎e"},
		"a start of its own":         {`\ls1 a\par\ls2 b\par\ls2 c`, "[一、]a⏎[五、]b⏎[六、]c"},
		"a level of its own":         {`\ls5 a\par`, "[1)] a"},
		"a list by its style":        {`\ls3 a`, "[一、]a"},
		"lists that are not there":   {`\ls4 a\par\ls5\ilvl8 b\par\ls99 c\par\ls1\ilvl-1 d\par\ls-1 e`, "a⏎b⏎c⏎d⏎e"},
		"in a cell that has no text": {`\trowd\cellx9\cellx99\intbl\ls1\cell\ls1 a\cell\row`, "[一、]│[二、]a"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := read(t, `{\rtf1\ansi\ansicpg936`+fonts+lists+`\pard `+c.source+`}`)
			require.Equal(t, c.want, strings.Join(testblocks.Lines(doc), "⏎"))
		})
	}
}

func TestTables(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		want   []string
	}{
		"plain": {`\trowd\cellx100\cellx200 \intbl a\cell b\cell\row \intbl c\par d\cell\cell\row\pard e`,
			[]string{"a│b", "c⏎d│", "e"}},
		"defined behind the cells": {`\intbl a\cell b\cell\trowd\cellx100\cellx200\row`, []string{"a│b"}},
		"in groups":                {`{\trowd\cellx100\cellx200\intbl{{\pard\intbl a\par}\cell}{{\pard\intbl b\par}\cell}\row}`, []string{"a│b"}},
		"without \\intbl":          {`\trowd\cellx100\cellx200 a\cell b\par c\cell\row d`, []string{"a│b⏎c", "d"}},
		"without edges":            {`\trowd\intbl a\cell b\cell\row\intbl c\cell\cell\row`, []string{"a│b", "c│"}},
		"merged across": {`\trowd\clmgf\cellx100\clmrg\cellx200\cellx300\intbl a\cell\cell b\cell\row` +
			`\trowd\cellx100\cellx200\cellx300\intbl c\cell d\cell e\cell\row`, []string{"a│←│b", "c│d│e"}},
		"merged down": {`\trowd\clvmgf\cellx100\cellx200\intbl a\cell b\cell\row\trowd\clvmrg\cellx100\cellx200\intbl\cell c\cell\row` +
			`\trowd\clvmrg\cellx100\cellx200\intbl\cell d\cell\row\trowd\cellx100\cellx200\intbl e\cell f\cell\row`,
			[]string{"a│b", "↑│c", "↑│d", "e│f"}},
		"both": {`\trowd\clmgf\clvmgf\cellx100\clmrg\clvmgf\cellx200\cellx300\intbl a\cell\cell b\cell\row` +
			`\trowd\clmgf\clvmrg\cellx100\clmrg\clvmrg\cellx200\cellx300\intbl\cell\cell c\cell\row`, []string{"a│b", "↑│c"}},
		"different edges": {`\trowd\cellx100\cellx300\intbl a\cell b\cell\row\trowd\cellx200\cellx300\intbl c\cell d\cell\row`,
			[]string{"a│b│←", "c│←│d"}},
		"edges that are nearly the same": {`\trowd\trleft-108\cellx1000\cellx3000\intbl a\cell b\cell\row` +
			`\trowd\trleft-100\cellx1010\cellx2995\intbl c\cell d\cell\row`, []string{"a│b", "c│d"}},
		"nothing to merge with":         {`\trowd\clvmrg\cellx100\clmrg\cellx200\intbl a\cell b\cell\row`, []string{"a"}},
		"a merge goes on with no merge": {`\trowd\cellx100\intbl a\cell\row\trowd\clvmrg\cellx100\intbl b\cell\row`, []string{"a", "b"}},
		"header rows":                   {`\trowd\trhdr\cellx100\intbl a\cell\row\trowd\cellx100\intbl b\cell\row`, []string{"* a", "b"}},
		"too few cells":                 {`\trowd\cellx100\cellx200\intbl a\cell b\cell\row\intbl c\cell\row`, []string{"a│b", "c│"}},
		"too many cells":                {`\trowd\cellx100\cellx200\intbl a\cell b\cell c\cell\cell\row`, []string{"a│b│c"}},
		"a deleted cell":                {`\trowd\cldel\cellx100\cellx200\intbl a\cell b\cell\row\trowd\cldel\cellx100\cldel\cellx200\intbl c\cell d\cell\row`, []string{"b"}},
		"two tables":                    {`\trowd\cellx100\intbl a\cell\row\pard\par\trowd\cellx100\cellx200\intbl b\cell c\cell\row`, []string{"a", "b│c"}},
		"nested": {`\trowd\cellx100\cellx200\pard\intbl a\par\pard\intbl\itap2 b\nestcell\itap2 c\nestcell` +
			`{\*\nesttableprops\trowd\cellx10\cellx20\nestrow}{\nonesttables\par}\pard\intbl d\cell e\cell\row`, []string{"a⏎b\tc⏎d│e"}},
		"nested first, and twice": {`\trowd\cellx100\pard\intbl\itap3 a\nestcell{\*\nesttableprops\trowd\cellx10\nestrow}` +
			`\pard\intbl\itap2 b\nestcell{\*\nesttableprops\trowd\cellx10\nestrow}\pard\intbl c\cell\row`, []string{"a⏎b⏎c"}},
		"no end of the row":   {`\trowd\cellx100\cellx200\intbl a\cell b\cell`, []string{"a│b"}},
		"no end of the cell":  {`\trowd\cellx100\cellx200\intbl a\cell b\row\pard c`, []string{"a│b", "c"}},
		"a row without cells": {`\trowd\cellx100\row a`, []string{"a"}},
		"two tables, and nothing between them": {`\trowd\lastrow\cellx100\intbl a\cell\row\trowd\lastrow\cellx100\cellx200\intbl b\cell c\cell\row` +
			`\trowd\lastrow\cellx100\cellx200\intbl d\cell e\cell\row`, []string{"a", "b│c", "d│e"}},
		"text behind, as if in a cell": {`\trowd\cellx100\cellx200\intbl a\cell b\cell\row c\par d\par`, []string{"a│b", "c", "d"}},
		"in a text box":                {`a{\shp{\*\shpinst{\shptxt\trowd\cellx100\cellx200\intbl b\cell c\cell\row\pard\par}}}\par d`, []string{"a", "b│c", "d"}},
		"a note in a cell":             {`\trowd\cellx100\intbl a{\footnote b\par}\cell\row\pard c`, []string{"a", "c", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, testblocks.Lines(read(t, `{\rtf1\ansi\pard `+c.source+`}`)))
		})
	}
}

// What shows and is not read is told, with its place.
func TestUnread(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		want   []block.Unread
	}{
		"a picture": {`a\par b{\*\shppict{\pict\picwgoal900\pichgoal900 01}}{\nonshppict{\pict 01}}`,
			[]block.Unread{{What: block.Picture, Message: "a picture was not read", Place: block.Place{Paragraph: 2}}}},
		"a small one":         {`a{\pict\picwgoal900\pichgoal900\picscaley10 01}`, nil},
		"one that is deleted": {`a{\deleted{\pict 01}}`, nil},
		"in a header":         {`{\header{\pict 01}}a`, nil},
		"in a shape": {`a{\shp{\*\shpinst\shpright900\shpbottom900{\sp{\sn pib}{\sv{\pict 01}}}{\sp{\sn wzDescription}{\sv map}}}}`,
			[]block.Unread{{What: block.Picture, Message: "a picture (map) was not read", Place: block.Place{Paragraph: 1}}}},
		"an object": {`a{\object\objemb{\*\objclass Excel.Sheet.8}{\*\objdata 01}{\result{\pict 01}}}`,
			[]block.Unread{{What: block.Embedded, Message: "an embedded object (Excel.Sheet.8) was not read", Place: block.Place{Paragraph: 1}}}},
		"an equation": {`a{\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr 1}}{\mden{\mr 2}}}}{\mmathPict{\pict 01}}}b`,
			[]block.Unread{{What: block.Equation, Message: "an equation (1/2) was not read", Place: block.Place{Paragraph: 1}}}},
		"in a cell": {`\trowd\cellx9\intbl a\cell\row\intbl b{\pict 01}\cell\row`,
			[]block.Unread{{What: block.Picture, Message: "a picture was not read", Place: block.Place{Table: 1, Row: 2}}}},
	} {
		t.Run(name, func(t *testing.T) {
			doc := read(t, `{\rtf1\ansi\pard `+c.source+`}`)
			doc.NumberTables()
			require.Equal(t, c.want, testblocks.Unread(doc))
		})
	}
}
