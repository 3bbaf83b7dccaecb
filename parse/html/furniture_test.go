package html_test

import (
	"strings"
	"testing"

	"duban/parse"
	"duban/parse/block"
	"duban/parse/furniture"
	"duban/seeds"

	"github.com/stretchr/testify/require"
)

// pageText returns the paragraphs and headings of a page whose body is given; tables stand as their cells.
func pageText(t *testing.T, head, body string) []string {
	t.Helper()
	doc, err := parse.Bytes("page.html", []byte(`<html><head><meta charset="utf-8">`+head+"</head><body>"+body+"</body></html>"))
	require.NoError(t, err)
	requireGrids(t, doc)
	var lines []string
	for _, b := range doc.Blocks {
		if table, ok := b.(*parse.Table); ok {
			lines = append(lines, strings.ReplaceAll(table.Text(), "\t", "|"))
			continue
		}
		lines = append(lines, block.TextOf(b))
	}
	return lines
}

// TestHTMLFurniture has what belongs to a site and not to a report, as sites write it; the report around it stays.
func TestHTMLFurniture(t *testing.T) {
	const first = "一季度，全区固定资产投资完成38.6亿元，增长4.8%。12项重点工作中，已完成3项，正在推进9项，总体进展顺利。"
	const report = "<p>" + first + "</p><p>区政府督查室</p>"
	for name, furniture := range map[string]string{
		"crumbs":                 `<p>您现在的位置：<a href="/">首页</a> &gt; <a href="/dc">督查</a> &gt; 正文</p>`,
		"crumbs without links":   `<div>当前位置： 首页 » 政务公开 » 督查</div>`,
		"crumbs in a table":      `<table><tr><td>当前位置：</td><td><a href="/">首页</a></td><td>&gt;&gt;<a href="/dc">督查</a></td></tr></table>`,
		"menu of links":          `<ul><li><a href="/1">督查动态</a></li><li><a href="/2">督查制度</a></li><li><a href="/3">考核公示</a></li></ul>`,
		"menu without links":     "<div>首页 | 政务公开 | 办事服务 | 互动交流</div>",
		"menu line by line":      "<div>首页</div><div>政务公开</div><div>政民互动</div>",
		"named by class":         `<div class="w bread-crumb">督查</div><div id="topNav">督查</div><div class="left_menu">督查</div>`,
		"named by role":          `<div role="navigation">督查</div><div role="contentinfo">督查室</div>`,
		"named in pinyin":        `<div class="dqwz">督查</div><div id="yqlj">市政府</div><div class="ewm">手机看</div>`,
		"related pages":          `<div class="xgxx"><b>相关信息</b><ul><li><a href="/1">解读</a></li><li><a href="/2">图解</a></li></ul></div>`,
		"tools":                  `<p>【打印本页】 【关闭窗口】</p><p>分享到：微信 微博 QQ空间</p><p>字号：大 中 小</p><p>浏览次数：128次</p>`,
		"pointers":               `<p>上一篇：<a href="/1">四季度通报</a></p><p>下一篇：没有了</p><p>扫一扫在手机打开当前页</p>`,
		"imprint by element":     `<div><p>主办：某区人民政府　承办：区政府办公室</p><p>渝ICP备05003300号</p></div>`,
		"imprint by lines":       `<p>主办：某区人民政府</p>版权所有 &copy; 某区人民政府<br>地址：人民路1号 邮编：400030<br>网站标识码：5001060001`,
		"imprint in a table":     `<table><tr><td>地址：人民路1号</td></tr><tr><td>Copyright 2005 All Rights Reserved</td></tr></table>`,
		"imprint named doubtful": `<div class="bottom">网站标识码：5001060001　渝公网安备50010602500001号</div>`,
		"edges of pages":         `<div title="header"><p>督查通报</p></div><div style="mso-element:footer"><p>第26页 共26页</p></div>`,
		"search":                 `<form class="search"><label>请输入</label><input name="q"></form><div>站内搜索</div>`,
	} {
		t.Run(name, func(t *testing.T) {
			want := []string{first, "区政府督查室"}
			if strings.HasPrefix(name, "imprint") || strings.HasPrefix(name, "pointers") {
				got := pageText(t, "", report+furniture)
				if name == "imprint by lines" { // 主办 alone may be a line of the report
					want = append(want, "主办：某区人民政府")
				}
				require.Equal(t, want, got)
				return
			}
			require.Equal(t, want, pageText(t, "", furniture+report))
		})
	}
}

// TestHTMLContentStays has what looks like furniture and is part of a report.
func TestHTMLContentStays(t *testing.T) {
	long := strings.Repeat("持续推进重点项目建设。", 3)
	for name, tt := range map[string]struct {
		body string
		want []string
	}{
		"article in an element named left": {`<div class="left"><p>督查情况</p><p><a href="/x">详见</a></p></div>`, []string{"督查情况", "详见"}},
		"article in a sidebar":             {`<div class="sidebar"><p>` + long + `</p></div>`, []string{long}},
		"short article among many links":   {`<div class="w"><ul><li><a href="/1">关于开展年中督查的通知</a></li><li><a href="/2">关于开展年末督查的通知</a></li><li><a href="/3">关于开展专项督查的通知</a></li></ul><div>督查工作正常开展。</div></div>`, []string{"督查工作正常开展。"}},
		"table in an element named menu":   {`<div class="menu"><table><tr><td>序号<td>任务<tr><td>1<td>甲</table></div>`, []string{"序号|任务\n1|甲"}},
		"title in an element named nav":    {`<div class="nav"><h1>督查通报</h1></div>`, []string{"督查通报"}},
		"list of annexes as links":         {`<div class="list">附件：<a href="1.html">预期目标</a> <a href="2.html">民生实事</a> <a href="3.html">重点工作</a></div>`, []string{"附件：预期目标 民生实事 重点工作"}},
		"links to documents":               {`<ul class="links"><li><a href="a.doc">完成情况表</a></li><li><a href="b.xls?d=1">明细表</a></li></ul>`, []string{"完成情况表", "明细表"}},
		"report's own address":             {`<p>督查结果已通报。</p><p>联系人：张三　电话：023-65368888</p><p>地址：人民路1号</p>`, []string{"督查结果已通报。", "联系人：张三　电话：023-65368888", "地址：人民路1号"}},
		"work on an imprint":               {`<p>完成网站ICP备案和版权所有信息核查。</p>`, []string{"完成网站ICP备案和版权所有信息核查。"}},
		"sentence that begins like a tool": {`<p>打印机采购3台。</p><p>下一步工作打算</p><p>所在位置：东镇</p>`, []string{"打印机采购3台。", "下一步工作打算", "所在位置：东镇"}},
		"words of menus in cells":          {`<table><tr><td>序号<td>任务<td>进展<tr><td>1<td>政务公开<td>打印<tr><td>2<td>政务服务<td>当前位置：首页</table>`, []string{"序号|任务|进展\n1|政务公开|打印\n2|政务服务|当前位置：首页"}},
		"links in a table of data":         {`<table><tr><td>编号<td>任务<tr><td>1<td><a href="/1">甲</a><tr><td>2<td><a href="/2">乙</a></table>`, []string{"编号|任务\n1|甲\n2|乙"}},
		"paragraph styled as footer":       {`<p class="MsoFooter">抄送：区委办公室</p><div class="MsoHeader">第3期</div>`, []string{"抄送：区委办公室", "第3期"}},
		"two labels in one line":           {`<p>来源：区政府办公室　作者：李四</p>`, []string{"来源：区政府办公室　作者：李四"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, tt.want, pageText(t, "", tt.body))
		})
	}
}

// TestHTMLHeadTitle takes the title from the head where the page shows none.
func TestHTMLHeadTitle(t *testing.T) {
	const sentence = "<p>一季度完成投资3亿元。</p>"
	for _, tt := range []struct{ name, head, body, want string }{
		{"of the article", `<meta name="ArticleTitle" content="关于一季度工作的通报"><title>督查-某区政府网</title>`, sentence, "关于一季度工作的通报"},
		{"of the article, shown already", `<meta name="articletitle" content="关于一季度工作的通报">`, "<p>关于一季度<br>工作的通报</p>" + sentence, ""},
		{"of the window", `<title>关于一季度工作的通报_督查通报_某区人民政府门户网站</title>`, sentence, "关于一季度工作的通报"},
		{"of the window, with a hyphen of its own", `<title>1-8月重点工作进展-某市政府网</title>`, sentence, "1-8月重点工作进展"},
		{"of the window, no site", `<title>关于1-8月政务公开</title>`, sentence, "关于1-8月政务公开"},
		{"of the window, beside a title shown", `<title>督查通报 - 某区人民政府</title>`, "<p>关于一季度工作的通报</p>" + sentence, ""},
		{"of the window, says nothing", `<title>首页</title>`, sentence, ""},
		{"of the window, before a table", `<title>民生实事完成情况表|某区政府</title>`, "<table><tr><td>序号<td>任务<tr><td>1<td>甲</table>", "民生实事完成情况表"},
		{"none", ``, sentence, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := pageText(t, "", tt.body)
			if tt.want != "" {
				want = append([]string{tt.want}, want...)
			}
			require.Equal(t, want, pageText(t, tt.head, tt.body))
		})
	}
}

// TestPageWords lints the vocabulary: known kinds in one order, words sorted within, each once, names in lower case.
func TestPageWords(t *testing.T) {
	kinds := []string{"furniture", "doubtful", "content", "image", "crumb", "pointer", "tool", "list", "closer", "counter", "imprint", "contact", "menu", "site", "label"}
	lines, err := seeds.Read(seeds.FS, "page_words.tsv", "word", "kind", "comment")
	require.NoError(t, err)
	kind, last := 0, ""
	seen := map[string]bool{}
	for _, line := range lines {
		word := line.Fields[0]
		for kind < len(kinds) && line.Fields[1] != kinds[kind] {
			kind, last = kind+1, ""
		}
		require.Less(t, kind, len(kinds), "line %d: unknown kind, or out of order", line.Number)
		require.Greater(t, word, last, "line %d: not sorted, or twice", line.Number)
		last = word
		if kind < 3 {
			require.Equal(t, strings.ToLower(word), word, "line %d", line.Number)
			require.False(t, seen[word], "line %d: %s is of two kinds", line.Number, word)
			seen[word] = true
		}
	}
	require.Equal(t, len(kinds)-1, kind, "a kind without words")
}

// TestTitleBehindCrumbs keeps a title behind crumbs that end with a mark, or of which one is long.
func TestTitleBehindCrumbs(t *testing.T) {
	const title = "关于全市重点项目推进会议精神落实情况的督查通报"
	for _, crumbs := range []string{"当前位置: 某网 > 公文 >", "首页 > 数字报专题集合学习动态要闻聚焦市直部门动态 招商局取得突破"} {
		d, err := parse.Bytes("a.txt", []byte(crumbs+"\n\n"+title+"\n\n一季度完成投资3亿元。\n"))
		require.NoError(t, err)
		kept := furniture.Content(d)
		require.Len(t, kept, 2, crumbs)
		require.Equal(t, title, block.TextOf(kept[0]))
	}
}
