package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
)

// TestUnread has one picture in each place of a document: under a heading, in a row, in the header of a table, behind it.
func TestUnread(t *testing.T) {
	p := func(inner string) string { return "<w:p>" + inner + "</w:p>" }
	r := func(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }
	picture := func(name string) string {
		return `<w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:extent cx="990000" cy="990000"/><wp:docPr id="1" name="1" descr="` + name + `"/>` +
			`<a:graphic xmlns:a="urn:a"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:inline></w:drawing></w:r>`
	}
	row := func(cells ...string) (s string) {
		for _, c := range cells {
			s += "<w:tc>" + p(c) + "</w:tc>"
		}
		return "<w:tr>" + s + "</w:tr>"
	}
	body := p(r("2024年一季度重点任务进展情况的通报")) + p(r("一、总体情况")) + p(r("完成投资2亿元。")) + p(picture("甲")) +
		p(r("二、下一步")) + p(r("抓好落实。")) + p(r("附件1")) + p(r("重点任务进展情况表")) +
		"<w:tbl>" + row(r("序号"), r("任务"), r("责任单位"), r("进展情况")+picture("乙")) +
		row(r("1"), r("新建公园5个"), r("区城管局"), picture("丙")+picture("丁")) +
		row(r("2"), r("改造道路3公里"), r("区交通局"), r("完成1公里。")) + "</w:tbl>" + p(picture("戊"))
	doc, err := parse.Bytes("a.docx", testdoc.Package{Body: body}.Bytes())
	require.NoError(t, err)
	out := extract.Report(doc, extract.Options{})
	said := func(findings []schema.Finding) (messages []string) {
		for _, f := range findings {
			if f.Code == schema.SourceUnread {
				require.Equal(t, schema.Info, f.Severity)
				messages = append(messages, f.Message)
			}
		}
		return messages
	}
	var all []string
	for _, u := range out.Unread {
		require.Equal(t, schema.UnreadPicture, u.What)
		all = append(all, u.Message)
	}
	require.Equal(t, []string{"a picture (甲) was not read", "a picture (乙) was not read", "a picture (丙) was not read",
		"a picture (丁) was not read", "a picture (戊) was not read"}, all)
	require.Equal(t, &schema.Location{Table: 1, Row: 2}, out.Unread[2].Location)
	require.Nil(t, out.Unread[0].Location)
	require.Len(t, out.Sections, 2)
	require.Equal(t, []string{"a picture (甲) was not read"}, said(out.Sections[0].Findings))
	require.Empty(t, said(out.Sections[1].Findings))
	require.Len(t, out.Annexes, 1)
	require.Equal(t, []string{"a picture (乙) was not read"}, said(out.Annexes[0].Findings))
	require.Len(t, out.Annexes[0].Rows, 2)
	require.Equal(t, []string{"a picture (丙) was not read"}, said(out.Annexes[0].Rows[0].Findings), "one finding a row")
	require.Empty(t, said(out.Annexes[0].Rows[1].Findings))
	require.Equal(t, []string{"a picture (戊) was not read"}, said(out.Findings))
}
