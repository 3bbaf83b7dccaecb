package markdown_test

import (
	"strings"
	"testing"

	"duban/parse"

	"github.com/stretchr/testify/require"
)

// texts returns the paragraphs, and the rows of tables with their cells parted by |, of a text of Markdown.
func texts(t *testing.T, source string) (*parse.Document, []string) {
	doc, err := parse.Bytes("a.md", []byte(source))
	require.NoError(t, err)
	var lines []string
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			lines = append(lines, strings.Repeat("#", b.Level)+" "+b.Text)
		case *parse.Paragraph:
			lines = append(lines, b.Text)
		case *parse.Table:
			lines = append(lines, strings.ReplaceAll(b.Text(), "\t", "|"))
		}
	}
	return doc, lines
}

// TestMarksInLines has what GitHub, pandoc and MathJax show of each line.
func TestMarksInLines(t *testing.T) {
	for source, want := range map[string]string{
		"投资10<sup>4</sup>万元":                 "投资10⁴万元",
		"投资10^4^万元":                          "投资10⁴万元",
		"投资$10^{4}$万元":                       "投资10⁴万元",
		"完成<del>8</del>9亿元":                  "完成9亿元",
		"完成~~8~~9亿元":                         "完成9亿元",
		"完成1~~2~~3亿元":                        "完成1 3亿元", // never 13
		"完成<s>8</s>9亿元":                      "完成8 9亿元", // as in pages
		"企业12[^1]家":                          "企业12家",
		"企业1[^1]2家":                          "企业1 2家",
		"[^1]: 不含个体户12家":                     "不含个体户12家",
		"完成`5`家":                             "完成5家",
		"增长$12.5\\%$":                        "增长12.5%",
		"增长$1 2 . 5 \\%$，共$\\mathbf { 3 }$个": "增长12.5%，共3个",
		"约$3\\sim 5$个，$\\leq 5$":             "约3～5个，≤5",
		"PM$_{2.5}$浓度$PM_{2.5}$":             "PM\uFFFC浓度PM2.5",
		"占$\\frac{1}{2}$，余":                  "占\uFFFC，余",
		"由$5涨到$6":                            "由$5涨到$6",
		"价$5，共$3":                            "价$5，共$3",
		"- [x] 完成道路":                         "完成道路",
		"a ~ b ~ c，1~2个":                     "a ~ b ~ c，1~2个",
		"R&amp;D经费 &lt;5%":                   "R&D经费 <5%",
		"<div align=\"center\">共5个</div>":    "共5个",
	} {
		_, got := texts(t, "# 报告\n\n"+source+"\n")
		require.Equal(t, []string{"# 报告", want}, got, source)
		_, got = texts(t, "| 序号 | 进展 |\n|---|---|\n| 1 | "+source+" |\n")
		if !strings.Contains(source, "[x]") && !strings.HasPrefix(source, "[^1]:") {
			require.Equal(t, []string{"序号|进展\n1|" + want}, got, source)
		}
	}
}

// TestFrontMatter reads texts with keys and values in front, and what only looks like them.
func TestFrontMatter(t *testing.T) {
	for source, want := range map[string][]string{
		"---\ntitle: 甲县通报\ndate: 2024-05-06\ntags:\n- 督查\n---\n\n# 甲县通报\n": {"# 甲县通报"},
		"---\n甲县通报\n---\n\n完成3个\n":                                         {"甲县通报", "完成3个"},
		"# 甲县通报\n\n---\nkey: 1\n---\n":                                     {"# 甲县通报", "key: 1"},
		"---\ntitle: 甲县通报\n":                                               {"title: 甲县通报"},
	} {
		_, got := texts(t, source)
		require.Equal(t, want, got, source)
	}
}

// TestTablesOfHTML has tables as converters of PDF files write them between and in lines.
func TestTablesOfHTML(t *testing.T) {
	const table = "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>道路</td></tr></table>"
	const rows = "序号|任务\n1|道路"
	for source, want := range map[string][]string{
		table: {rows},
		"<html><body>" + table + "</body></html>":                       {rows},
		"附件2 " + table:                                                  {"附件2", rows},
		"<div>\n\n" + table + "\n\n</div>":                              {rows},
		"附件2\n" + strings.ReplaceAll(table, "<tr>", "\n<tr>") + "\n注：无": {"附件2", rows, "注：无"},
	} {
		doc, got := texts(t, "# 报告\n\n"+source+"\n")
		require.Equal(t, append([]string{"# 报告"}, want...), got, source)
		for _, b := range doc.Blocks {
			require.GreaterOrEqual(t, b.Pos().Line, 1)
		}
	}
}

func TestPicturesAreToldAsUnread(t *testing.T) {
	doc, got := texts(t, "# 报告\n\n完成5家。\n\n![](images/a.jpg)\n\n![图1 增长](b.png \"x\")和<img src=\"c.png\" width=900 height=900>\n")
	require.Equal(t, []string{"# 报告", "完成5家。", "和"}, got)
	var told []string
	for _, u := range doc.Unread {
		told = append(told, u.Message)
		require.Positive(t, u.Line)
	}
	require.Equal(t, []string{"a picture (a.jpg) was not read", "a picture (图1 增长) was not read", "a picture (c.png) was not read"}, told)
}

// FuzzMarkdown: whatever the text, nothing panics, and it reads the same twice.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# 报告\n\n~~8~~9[^1]$10^{4}$<sup>4</sup>", "附 <table><tr><td>1<td>![a](b)</table> x", "|a|b|\n|-|-|\n|`$1$`|<del>2|"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := parse.Bytes("a.md", []byte(s))
		if err != nil {
			return
		}
		again, err := parse.Bytes("a.md", []byte(s))
		require.NoError(t, err)
		require.Equal(t, doc, again)
	})
}
