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
		{"a.txt", "无障碍浏览 长者模式 登录个人中心\n网站首页 走进青田 新闻中心 政务公开 政务服务 互动交流\n某县水务局2023年工作总结\n2023年，全县完成水利投资2.6亿元。\n",
			"某县水务局2023年工作总结"},
		{"a.txt", "索 引 号：431028/2024-00321\n公开方式：主动公开\n生成状态：正常\n\n2024年一季度重点项目进展情况\n\n一季度，完成投资19.6亿元。\n",
			"2024年一季度重点项目进展情况"},
		{"a.txt", "某区人民政府办公室文件\n\n某政办发〔2022〕18号\n\n某区人民政府办公室\n关于2022年上半年重点任务\n完成情况的通报\n\n各镇：\n全区完成31项。\n",
			"某区人民政府办公室关于2022年上半年重点任务完成情况的通报"},
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

// TestListsOfLinks: titles of other pages, each with its day, below the text are none of it.
func TestListsOfLinks(t *testing.T) {
	const links = "<div>相关链接</div><ul><li>2024-10-11 我区召开12345热线调度会</li><li>2024-09-30 我区1-8月财政收入增长5.2%，居全市第三</li></ul>"
	r := readText(t, "a.html", "<h1>某区2024年民生实事进展情况</h1><p>截至10月底，10件民生实事中已完成7件。</p>"+links)
	require.Len(t, r.Sections, 1)
	require.Equal(t, "截至10月底，10件民生实事中已完成7件。", r.Sections[0].Text)
}
