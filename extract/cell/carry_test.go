package cell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// What is said of the first figure of a list holds for the others, as far as it can.
func TestStatesOfLists(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"全年任务是开工1.39万套、基本建成5977套。", "1.39万套 target|5977套 target"},
		{"年度目标为新建公厕8座、改造管网15公里，培训教师300人。", "8座 target|15公里 target|300人 target"},
		{"年度任务是新建公厕8座，已建成5座。", "8座 target|5座 actual"},
		{"年度任务是新建公厕8座，建成5座。", "8座 target|5座 actual"},
		{"年度任务是新建公厕8座；改造管网15公里。", "8座 target|15公里 actual"},
		{"没有达到序时进度的有：普惠性幼儿园覆盖率达80%、新建停车位600个。", "80% target|600个 target"},
		{"没有按期完成的有：新建停车位600个、改造管网15公里。", "600个 target|15公里 target"},
		{"进度滞后的有：甲镇45%、乙镇（完成率达60%）。", "45% actual|60% actual"},
		{"今年要完成新建公厕8座、改造管网15公里。", "8座 planned|15公里 planned"},
		{"全年需完成投资20亿元。", "20亿元 planned"},
		// a list of work is announced, or told of
		{"围绕上述目标，重点抓好以下工作：一是抓项目。新建公路8公里，开工学校5所。二是改造小区6个，占30%。", "8公里 planned|5所 planned|6个 planned|30% planned"},
		{"一年来，围绕年度目标，做好以下工作：新建公路8公里，开工学校5所。", "8公里 actual|5所 ongoing"},
		{"将抓好以下几方面工作：新建公路8公里。目前已建成3公里。", "8公里 planned|3公里 actual"},
		{"明年，实施项目52个，完成投资16亿元。", "52个 planned|16亿元 planned"},
		// what is to come next says nothing of what was told in front of it
		{"河道清淤27万立方米，下一步将加大力度，年底前再清17万立方米。", "27万立方米 actual|17万立方米 planned"},
		{"除2个标段外，其余均已完工。", "2个 remaining"},
		{"应清260辆，已清理186辆。", "260辆 target|186辆 actual"},
		{"供应蔬菜12吨，反应问题3个。", "12吨 actual|3个 actual"},
		{"3个项目应建未建。", "3个 remaining"},
		// what the paragraph begins with holds on, until it tells what came of it
		{"主要任务是：完成渠道12公里；疏浚河道8公里。实现灌溉面积500亩。", "12公里 planned|8公里 planned|500亩 planned"},
		{"主要目标是：建成公厕12座。全年新增绿地300亩。1-2月建成公厕3座。", "12座 target|300亩 target|3座 actual"},
		{"主要任务是：完成渠道12公里。目前已完成5公里。疏浚河道8公里。", "12公里 planned|5公里 actual|8公里 actual"},
		{"计划年底前完成停车场的建设，新增车位400余个。", "400余个 planned"},
		{"计划年底前完成停车场的建设，已新增车位400余个。", "400余个 actual"},
		{"拟流转滩涂，征地800亩，投资2.5亿元。", "800亩 planned|2.5亿元 planned"},
		{"产业比重应不低于60%，支出进度不得低于85%。", "60% target|85% target"},
		{"去年建成的12座冷库全部投用，新建一座桥梁。", "12座 actual|一座 actual"},
		{"分别占局年度目标（70公里、40公里）的50%、30%。", "70公里 target|40公里 target|50% actual|30% actual"},
		{"占厅年度力争目标（606.5亿元）的137.9%，其中农村公路197亿元。", "606.5亿元 target|137.9% actual|197亿元 actual"},
		{"承担农田改造任务6万亩，已完成2万亩。", "6万亩 target|2万亩 actual"},
		{"项目计划总投资14亿元，已完成投资2亿元。", "14亿元 planned|2亿元 actual"},
		{"预计到年末，生产总值完成115亿元，增长7%；投资完成38亿元。", "115亿元 projected|7% projected|38亿元 projected"},
		{"预计到年底全部完工，新增停车位300个。", "300个 planned"},
		{"预计4月底完工，整体通水率99.4%。", "99.4% actual"},
		{"力争就业大体稳定，创建专业群5个，企业由目前的46家增加到60家。", "5个 planned|46家 actual|60家 planned"},
		{"项目达产后，年可实现产值5亿元，利税3000万元，带动就业200人。", "5亿元 projected|3000万元 projected|200人 projected"},
		{"项目全部投产后，年产值5亿元，带动就业200人；已完成投资2亿元。", "5亿元 planned|200人 planned|2亿元 actual"},
		{"工作计划已印发，新增车位400余个。", "400余个 actual"},
		// of what was begun in an earlier year, and of a sum that says which works are meant
		{"去年开工道路12条。", "12条 actual"},
		{"总投资5亿元的项目已开工。", "5亿元 actual"},
		{"主要完成投资3亿元。", "3亿元 actual"},
		{"会议纪要完成整改12项。", "12项 actual"},
	} {
		section := schema.Section{Text: test.text}
		load(t).Section(&section, firstQuarter)
		var got []string
		for _, i := range section.Indicators {
			got = append(got, i.Text+" "+string(i.State))
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.text)
	}
}

// 分别 and 依次 give each figure its name, and rates that follow in the same number have these as well.
func TestNamesInTurn(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"生猪、牛、家禽出栏依次为6.4万头、1342头、5.5万只。", "6.4万头 生猪出栏|1342头 牛出栏|5.5万只 家禽出栏"},
		{"生猪、牛、家禽出栏分别为6.4万头、1342头、5.5万只。", "6.4万头 生猪出栏|1342头 牛出栏|5.5万只 家禽出栏"},
		{"城镇、农村居民收入分别达18650元、8920元，增长5.8%和7.6%。", "18650元 城镇居民收入|8920元 农村居民收入|5.8% 城镇居民收入|7.6% 农村居民收入"},
		{"农村居民收入8920元，增长5.8%和7.6%。", "8920元 农村居民收入|5.8% 农村居民收入|7.6% 农村居民收入"},
	} {
		var got []string
		for _, i := range readRow(t, "", test.text).Indicators {
			require.NotEqual(t, schema.Target, i.State)
			got = append(got, i.Text+" "+i.Subject)
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.text)
	}
}
