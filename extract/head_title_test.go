package extract_test

import (
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
	} {
		require.Equal(t, c.want, readText(t, c.name, c.source).Title, c.source)
	}
}
