package ofd_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"duban/internal/testblocks"
	"duban/parse/block"
	"duban/parse/ofd"
)

const space = `xmlns:ofd="http://www.ofdspec.org/2016"`

// packed makes an OFD file of pages; parts are more parts, or others in their stead.
func packed(parts map[string]string, pages ...string) []byte {
	all := map[string]string{
		"OFD.xml": `<ofd:OFD ` + space + `><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
	}
	var list strings.Builder
	for i, p := range pages {
		name := fmt.Sprintf("Pages/Page_%d/Content.xml", i)
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="%s"/>`, i+10, name)
		all["Doc_0/"+name] = `<ofd:Page ` + space + `><ofd:Template TemplateID="2"/><ofd:Content><ofd:Layer ID="1">` + p + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	all["Doc_0/Document.xml"] = `<ofd:Document ` + space + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:TemplatePage ID="2" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages>` + list.String() + `</ofd:Pages></ofd:Document>`
	all["Doc_0/Tpls/T.xml"] = `<ofd:Page ` + space + `><ofd:Content/></ofd:Page>`
	for name, part := range parts {
		all[name] = part
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, part := range all {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(part))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// text writes a text that begins at x and whose top is at y, in millimetres, of characters of 4 mm.
func text(x, y int, s string) string {
	return fmt.Sprintf(`<ofd:TextObject ID="3" Font="1" Size="4" Boundary="%d %d 100 5"><ofd:TextCode X="0" Y="4" DeltaX="g %d 4">%s</ofd:TextCode></ofd:TextObject>`,
		x, y, max(len([]rune(s))-1, 0), s)
}

// rule draws a line.
func rule(x0, y0, x1, y1 int) string {
	return fmt.Sprintf(`<ofd:PathObject ID="4" Boundary="%d %d 1 1"><ofd:AbbreviatedData>M 0 0 L %d %d</ofd:AbbreviatedData></ofd:PathObject>`, x0, y0, x1-x0, y1-y0)
}

func read(data []byte) (*block.Document, error) {
	return ofd.Read(block.NewBudget(context.Background(), block.Limits{}), data)
}

func show(doc *block.Document) (lines []string) {
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Paragraph:
			lines = append(lines, b.Text)
		case *block.Table:
			lines = append(lines, strings.Split(b.Text(), "\n")...)
		}
	}
	return lines
}

func TestRead(t *testing.T) {
	table := rule(20, 40, 120, 40) + rule(20, 50, 120, 50) + rule(20, 60, 120, 60) + rule(20, 40, 20, 60) + rule(60, 40, 60, 60) + rule(120, 40, 120, 60)
	data := packed(map[string]string{"Doc_0/Tpls/T.xml": `<ofd:Page ` + space + `><ofd:Content><ofd:Layer>` + text(20, 70, "云峰市人民政府") + `</ofd:Layer></ofd:Content></ofd:Page>`},
		text(20, 30, "重点任务")+table+text(22, 42, "任务")+text(62, 42, "进展")+text(22, 52, "修路")+text(62, 52, "完成8亿元"),
		`<ofd:TextObject ID="5" Size="4" Boundary="20 60 100 5" CTM="1 0 0 1 30 0"><ofd:TextCode X="0" Y="4" DeltaX="4 4">移动了</ofd:TextCode></ofd:TextObject>`+
			`<ofd:TextObject ID="6" Visible="false" Size="4" Boundary="20 80 100 5"><ofd:TextCode X="0" Y="4">隐</ofd:TextCode></ofd:TextObject>`+
			`<ofd:ImageObject ID="7" Boundary="20 100 100 100" ResourceID="8"/>`)
	require.True(t, ofd.Is(data))
	doc, err := read(data)
	require.NoError(t, err)
	doc.NumberTables()
	require.Equal(t, []string{"重点任务", "任务\t进展", "修路\t完成8亿元", "云峰市人民政府", "移动了", "云峰市人民政府"}, show(doc))
	require.Equal(t, block.FormatOFD, doc.Format)
	require.Equal(t, block.Place{Table: 1, Row: 2, Page: 1}, doc.Blocks[1].(*block.Table).Rows[1].Place)
	require.Equal(t, []block.Unread{{What: block.Picture, Message: "a picture is not read", Place: block.Place{Page: 2}}}, testblocks.Unread(doc))
}

// TestErrors has packages that cannot be read. A page that cannot is told, and the others stand.
func TestErrors(t *testing.T) {
	for name, test := range map[string]struct {
		parts map[string]string
		kind  error
		want  string
	}{
		"no zip":        {nil, block.ErrDamaged, "without a readable directory"},
		"no document":   {map[string]string{"OFD.xml": `<OFD/>`}, block.ErrDamaged, "OFD.xml: it names no document"},
		"missing part":  {map[string]string{"OFD.xml": `<OFD><DocBody><DocRoot>x.xml</DocRoot></DocBody></OFD>`}, block.ErrDamaged, "x.xml: missing"},
		"broken XML":    {map[string]string{"OFD.xml": `<OFD><DocBody>`}, block.ErrDamaged, "OFD.xml: "},
		"encrypted":     {map[string]string{"OFD.xml": `<OFD><Encryptions>x</Encryptions></OFD>`}, block.ErrUnsupported, "an encrypted OFD file"},
		"private codes": {map[string]string{"Doc_0/Pages/Page_0/Content.xml": `<Page><Content>` + text(20, 20, "\uE001\uE002") + `</Content></Page>`}, block.ErrUnsupported, "do not say which characters"},
		"deep":          {map[string]string{"Doc_0/Pages/Page_0/Content.xml": strings.Repeat("<a>", 600)}, block.ErrLimit, "nested more than"},
	} {
		t.Run(name, func(t *testing.T) {
			data := packed(test.parts, text(20, 20, "甲"))
			if test.parts == nil {
				data = data[:20]
			}
			_, err := read(data)
			require.ErrorIs(t, err, test.kind)
			require.ErrorContains(t, err, test.want)
		})
	}
	doc, err := read(packed(map[string]string{"Doc_0/Pages/Page_0/Content.xml": `<Page><Content>` + text(20, 20, "甲") + `<`}, "", text(20, 20, "乙")))
	require.NoError(t, err)
	require.Equal(t, []string{"甲", "乙"}, show(doc))
	doc.NumberTables()
	require.Len(t, doc.Unread, 1)
	require.Contains(t, doc.Unread[0].Message, "the page could not be read to its end")
	require.Equal(t, 1, doc.Unread[0].Page)
	much := strings.Repeat(text(20, 20, strings.Repeat("字", 1000)), 201)
	doc, err = ofd.Read(block.NewBudget(context.Background(), block.Limits{Ratio: 5000}), packed(nil, text(20, 20, "甲"), much, text(20, 20, "乙")))
	require.NoError(t, err)
	require.Equal(t, []string{"甲", "乙"}, show(doc))
	doc.NumberTables()
	require.Equal(t, 2, doc.Unread[0].Page)
	require.Equal(t, "the page cannot be read: more than the limit of 200000 characters on a page", doc.Unread[0].Message)
	require.False(t, ofd.Is([]byte("PK\x03\x04")))
}

// TestLimits reads what would cost much: very many characters, templates that hold themselves, distances without end.
func TestLimits(t *testing.T) {
	_, err := ofd.Read(block.NewBudget(context.Background(), block.Limits{Text: 1 << 20}), packed(nil, text(20, 20, strings.Repeat("字", 1<<20))))
	require.ErrorIs(t, err, block.ErrLimit)
	for name, test := range map[string]struct {
		parts  map[string]string
		page   string
		limits block.Limits
		want   string
	}{
		"characters of a page": {nil, strings.Repeat(text(20, 20, strings.Repeat("字", 1000)), 201), block.Limits{Ratio: 5000}, "characters on a page"},
		"lines of a page":      {nil, `<ofd:PathObject><ofd:AbbreviatedData>` + strings.Repeat("M 0 0 L 9 0 ", 201_000) + `</ofd:AbbreviatedData></ofd:PathObject>`, block.Limits{Ratio: 5000}, "more than the limit of 200000 lines on a page"},
		"elements":             {nil, strings.Repeat("<a/>", 1000), block.Limits{Nodes: 1000}, "elements and texts"},
		"blanks":               {nil, strings.Repeat(" ", 5<<20), block.Limits{}, "times its size, more than the limit of 200"},
		"pages": {map[string]string{"Doc_0/Document.xml": `<Document><Pages>` + strings.Repeat(`<Page BaseLoc="Pages/Page_0/Content.xml"/>`, 21) + `</Pages></Document>`},
			"", block.Limits{Parts: 20}, "21 pages, more than the limit of 20"},
	} {
		_, err := ofd.Read(block.NewBudget(context.Background(), test.limits), packed(test.parts, test.page))
		require.ErrorIs(t, err, block.ErrLimit, name)
		require.ErrorContains(t, err, test.want, name)
	}
	many, err := read(packed(map[string]string{"Doc_0/Tpls/T.xml": `<Page>` + strings.Repeat(`<Template TemplateID="2"/>`, 1000) + `</Page>`}, text(20, 20, "甲")))
	require.NoError(t, err)
	require.Contains(t, many.Unread[0].Message, "more than 64 templates")
	loop := `<Page><Template TemplateID="2"/><Content>` + text(20, 20, "甲") + `</Content></Page>`
	doc, err := read(packed(map[string]string{"Doc_0/Tpls/T.xml": loop}, ""))
	require.NoError(t, err)
	require.Len(t, doc.Blocks, 1)
	huge := `<ofd:TextObject Size="4" Boundary="20 20 1 1"><ofd:TextCode X="0" Y="4" DeltaX="` + strings.Repeat("g 999999999 4 ", 1000) + `">甲乙</ofd:TextCode></ofd:TextObject>`
	doc, err = read(packed(nil, huge))
	require.NoError(t, err)
	require.Equal(t, []string{"甲乙"}, show(doc))
	ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	_, err = ofd.Read(block.NewBudget(ctx, block.Limits{}), packed(nil, ""))
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// TestCollected reads files of others where they lie.
func TestCollected(t *testing.T) {
	var names []string
	for _, folder := range []string{"ofd", "foreign"} {
		found, err := filepath.Glob("../../../shared/formats/" + folder + "/*.ofd")
		require.NoError(t, err)
		names = append(names, found...)
	}
	if len(names) == 0 {
		t.Skip("the collected OFD files are not there: ../../../shared/formats")
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		doc, err := read(data)
		require.NoError(t, err, name)
		require.NotEmpty(t, doc.Blocks, name)
	}
}

func FuzzPage(f *testing.F) {
	f.Add(text(20, 20, "甲") + rule(1, 2, 3, 4))
	f.Add(`<TextObject Size="NaN" Boundary="1e99 0 -1 Inf" CTM="1 0 0 1 0 0"><TextCode X="1e300" DeltaX="g -1 4">字</TextCode></TextObject>`)
	f.Add(`<PathObject Boundary="0 0 1 1"><AbbreviatedData>S 0 0 L 1 B 1 1 1 1 1 1 C Q</AbbreviatedData></PathObject>`)
	f.Fuzz(func(t *testing.T, content string) {
		limits := block.Limits{Text: 1 << 16, Cells: 1 << 12, Unpacked: 1 << 22}
		doc, err := ofd.Read(block.NewBudget(context.Background(), limits), packed(nil, content))
		if err == nil && doc.TextSize() > 8*int64(len(content)) { // a merged cell counts for each of its rows
			t.Errorf("%d bytes of text from %d", doc.TextSize(), len(content))
		}
	})
}
