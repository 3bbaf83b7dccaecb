package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTitlesOfPages: a time by itself is no title, and the slogan of a page is none above a heading that names a report.
func TestTitlesOfPages(t *testing.T) {
	const report = "<h1>某县2024年重点项目建设情况通报</h1><p>全县共有项目12个，已开工8个。</p>"
	for _, c := range []struct{ name, source, want string }{
		{"a.txt", "今年上半年\n\n全县共有项目12个，已开工8个，完成投资3亿元。\n\n下半年计划新开工5个。\n", ""},
		{"a.txt", "2024年上半年\n某县重点项目建设情况通报\n\n全县共有项目12个，已开工8个。\n", "2024年上半年某县重点项目建设情况通报"},
		{"a.html", "<body><div>为人民服务</div><div>凝心聚力 真抓实干</div>" + report, "某县2024年重点项目建设情况通报"},
		{"a.html", "<body><div>凝心聚力谋发展 真抓实干谱新篇</div>" + report, "某县2024年重点项目建设情况通报"},
		{"a.html", "<body><div>某县人民政府</div><h1>关于重点项目建设情况的通报</h1><p>全县共有项目12个，已开工8个。</p>", "关于重点项目建设情况的通报"},
		{"a.txt", "2024年全县下达奖补资金82.5万元，经会议研究，现将安排情况公示如下：\n一、资金来源\n省级资金82.5万元。\n", ""},
		{"a.txt", "| 索引号 | 0159-1/2017-0920 | 发布机构 | 某县财政局 |\n| 公开目录 | 经费 | 发布日期 | 2017-09-20 |\n| 文号 | 浏览量 | 31 |\n" +
			"某县2016年经费情况统计表 | ||\n项目 | 上年决算数 | 本年决算数 |\n合计 | 2911.47 | 2706.86 |\n接待费 | 1679.69 | 1590.94 |\n经费口径说明\n",
			"某县2016年经费情况统计表"},
		{"a.txt", "某县督查室\n督查通报\n第8期\n某县督查室　2021年9月3日\n\n关于重点项目落实情况的通报\n\n各乡镇：\n全县共有项目12个，已开工8个。\n",
			"关于重点项目落实情况的通报"},
	} {
		require.Equal(t, c.want, readText(t, c.name, c.source).Title, c.source)
	}
}

// TestLongAttachment: what stands behind 附件 is the name of one only where it is no longer than a name, so that no figure is lost.
func TestLongAttachment(t *testing.T) {
	const head, form = "附件：项目支出绩效自评表 ", "项目名称 某项目 主管部门 某局 实施单位 某中心 "
	r := readText(t, "a.txt", head+strings.Repeat(form, 6)+"本项目申请资金90万元，其中30万元用于预算编制。")
	require.Equal(t, 2, r.Coverage.Explained)
}

// TestNumberOfTheDocument: the number that the head of a report prints, above its title or below, is that of the document.
func TestNumberOfTheDocument(t *testing.T) {
	const title, text = "关于2023年三季度人居环境整治工作的督查通报\n", "各村：\n全镇共检查点位214处，发现问题87个。\n"
	for _, source := range []string{"青政督〔2023〕11号\n" + title + text, title + "青政督[2023]11号\n" + text} {
		r := readText(t, "a.txt", source)
		require.Equal(t, "青政督〔2023〕11号", r.DocumentNumber)
		require.Equal(t, strings.TrimSpace(title), r.Title)
	}
	require.Empty(t, readText(t, "a.txt", title+text).DocumentNumber)
}
