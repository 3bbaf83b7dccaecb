package html_test

import (
	"fmt"
	"testing"

	"duban/parse"

	"github.com/stretchr/testify/require"
)

func TestHTMLUnread(t *testing.T) {
	const row = `<tr><th>序号<th>任务<th>进展</tr><tr><td>1<td>新建公园<td>`
	pixels := `data:image/png;base64,` + fmt.Sprintf("%0400d", 0)
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"none", "<p>甲</p>", []string{}},
		{"in a cell", `<p>甲</p><table>` + row + `<img src="/2024/W01.png"></tr></table>`, []string{"0/1/2 picture: a picture (W01.png) was not read"}},
		{"in a cell, as a link", `<p>甲</p><table>` + row + `<a href="/p/1.html"><img src="/2024/W01.png" alt="现场"></a></tr></table>`, []string{"0/1/2 picture: a picture (现场) was not read"}},
		{"in a table in a cell", `<p>甲</p><table>` + row + `<table><tr><td>乙<td><img src="/2024/W01.png"></table></tr></table>`, []string{"0/1/2 picture: a picture (W01.png) was not read"}},
		{"in the article", `<p>甲</p><p><img src="W02.jpg"></p><p>乙</p>`, []string{"1/0/0 picture: a picture (W02.jpg) was not read"}},
		{"in a line of the article", `<p>甲</p><p>如图<img src="W02.jpg">所示</p>`, []string{"2/0/0 picture: a picture (W02.jpg) was not read"}},
		{"with the larger one behind it", `<p>甲</p><a href="W02-big.jpg"><img src="W02.jpg"></a>`, []string{"1/0/0 picture: a picture (W02.jpg) was not read"}},
		{"loaded late", `<p>甲</p><img src="/images/loading.gif" data-original="/2024/W03.png">`, []string{"1/0/0 picture: a picture (W03.png) was not read"}},
		{"its data in the page", `<p>甲</p><img src="` + pixels + `">`, []string{"1/0/0 picture: a picture was not read"}},
		{"in front of all text", `<img src="/2024/W01.png"><p>甲</p>`, []string{}},
		{"icons", `<p>甲</p><img src="/images/icon_xls.gif"><img src="/js/fileTypeImages/x.gif"><img src="/images/logoTop.png"><img src="/a.png" width="16">` +
			`<img src="/a.png" style="width: 20px"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img>`, []string{}},
		{"an icon in a cell", `<p>甲</p><table>` + row + `<img src="/images/arrow.gif">完成</tr></table>`, []string{}},
		{"an advertisement", `<p>甲</p><a href="/zt/2024.html"><img src="/2024/W01.png"></a>`, []string{}},
		{"of a part of the page", `<p>甲</p><div class="foot-links"><img src="/2024/W01.png"></div>`, []string{}},
		{"beside the imprint", `<p>完成。</p><p>版权所有 某区人民政府</p><img src="/2024/W01.png">`, []string{}},
		{"hidden", `<p>甲</p><div style="display:none"><img src="/2024/W01.png"></div>`, []string{}},
		{"a file shown in the page", `<p>甲</p><iframe src="/2024/P01.pdf"></iframe><iframe src="/ad.html"></iframe>`, []string{"1/0/0 embedded: a file that the page shows (P01.pdf) was not read"}},
		{"a chart", `<p>甲</p><svg width="600" height="400"><text>12</text></svg><svg width="16" height="16"></svg>`, []string{"1/0/0 chart: a chart was not read"}},
		{"a formula", `<p>完成<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math>工程量</p>`, []string{"1/0/0 equation: an equation (3 4) was not read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := parse.Bytes("page.html", []byte(`<html><head><meta charset="utf-8"></head><body>`+c.body+`</body></html>`))
			require.NoError(t, err)
			got := []string{}
			for _, u := range doc.Unread {
				got = append(got, fmt.Sprintf("%d/%d/%d %s: %s", u.Paragraph, u.Table, u.Row, u.What, u.Message))
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestHTMLFormulaIsNoText(t *testing.T) {
	require.Equal(t, []string{"完成12\uFFFC34个"}, pageText(t, "", "<p>完成12<math><mn>3</mn></math>34个</p>"))
}
