package cell_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// whole writes all that is read of a row: figures, dates, comparisons, status, and what is unexplained. Cues stand behind what they
// decide, in brackets.
func whole(row schema.Row) []string {
	var lines []string
	for _, i := range row.Indicators {
		cues := map[schema.Judgement]string{}
		for _, c := range i.Cues {
			cues[c.For] = c.Text
		}
		parts := []string{show(i), string(i.Kind) + bracket(cues[schema.ForKind]), string(i.State) + bracket(cues[schema.ForState])}
		for _, p := range []struct{ name, text, cue string }{
			{"of ", i.Subject, ""}, {"basis ", i.Basis, ""}, {"in ", i.Period, cues[schema.ForPeriod]}, {"", string(i.Modifier), cues[schema.ForModifier]},
		} {
			if p.text != "" {
				parts = append(parts, p.name+p.text+bracket(p.cue))
			}
		}
		if i.Of != nil {
			parts = append(parts, fmt.Sprintf("%s %s", i.Relation, row.Indicators[*i.Of].Text))
		}
		lines = append(lines, strings.Join(parts, ", "))
	}
	for _, d := range row.Dates {
		lines = append(lines, fmt.Sprintf("%s: %s %s", d.Text, d.Value, d.Role))
	}
	for _, c := range row.Comparisons {
		line := row.Indicators[c.Actual].Text + " against " + row.Indicators[c.Target].Text
		if c.Ratio != nil {
			line += " = " + c.Ratio.String()
		}
		lines = append(lines, line)
	}
	status := string(row.Status)
	if row.StatusEvidence != nil {
		status += bracket(row.StatusEvidence.Text)
	}
	lines = append(lines, status)
	for _, u := range row.Coverage.Unexplained {
		lines = append(lines, u.Text+" is unexplained")
	}
	return lines
}

func bracket(s string) string {
	if s == "" {
		return ""
	}
	return "[" + s + "]"
}

// TestReadings holds all that a reader takes from a sentence: of each figure its value, kind, state, subject, basis, time and bound, with
// the words that say so; and how far the task is.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		target, progress string
		want             []string
	}{
		{"", "按云政督〔2〕9号文件要求推进", []string{
			"underway[推进]",
		}},
		{"", "2座泵站已建成，2座在建", []string{
			"2座=2 座, quantity, actual[已], of 泵站",
			"2座=2 座, quantity, ongoing[在建], of 泵站",
			"underway[在建]",
		}},
		{"", "15个村中3个村未启动", []string{
			"15个=15 个, quantity, actual, of 村",
			"3个=3 个, quantity, remaining[未启动], of 村",
			"not_started[未启动]",
		}},
		{"", "157项任务中，已完成98项", []string{
			"157项=157 项, quantity, actual, of 任务",
			"98项=98 项, quantity, actual[已], of 任务",
			"underway[157项]",
		}},
		{"", "新建充电桩412个，预计10月投用", []string{
			"412个=412 个, quantity, planned[预计], of 充电桩",
			"10月: 2021-10 deadline",
			"unclear",
		}},
		{"", "分别占任务的107.4%、98.8%和100%", []string{
			"107.4%=107.4 %, completion[占], actual, of 任务",
			"98.8%=98.8 %, completion[占], actual, of 任务",
			"100%=100 %, completion[占], actual, of 任务",
			"underway[107.4%]",
		}},
		{"", "计划２０２４年第１季度开工", []string{
			"２０２４年第１季度: 2024-Q1 deadline",
			"preparing[计划]",
		}},
		{"", "20年12月建成投用", []string{
			"20年12月: 2020-12 event",
			"completed[建成投用]",
		}},
		{"", "合格率98.2%，较上年提高1.5个百分点", []string{
			"98.2%=98.2 %, ratio[率], actual, of 合格率",
			"1.5个百分点=1.5 百分点, difference[较上年], actual, of 合格率, basis yoy",
			"underway[98.2%]",
		}},
		{"", "税收增速回落1.2个百分点", []string{
			"1.2个百分点=-1.2 百分点, difference[回落], actual, of 税收增速",
			"underway[1.2个百分点]",
		}},
		{"", "105条道路加快推进基础施工", []string{
			"105条=105 条, quantity, ongoing[加快推进], of 道路",
			"underway[加快推进]",
		}},
		{"", "年度目标500户，已完成300户", []string{
			"500户=500 户, quantity, target[年度目标], of 年度目标",
			"300户=300 户, quantity, actual[已], of 年度目标",
			"underway[完成]",
		}},
		{"", "优良天数82天，同比增加6天", []string{
			"82天=82 天, quantity, actual, of 优良天数",
			"6天=6 天, difference[同比], actual, of 优良天数, basis yoy",
			"underway[82天]",
		}},
		{"", "省定任务420户已全部完成，市定任务500户已完成462户", []string{
			"420户=420 户, quantity, actual[已全部], of 省定任务",
			"500户=500 户, quantity, target[市定任务], of 市定任务",
			"462户=462 户, quantity, actual[已], of 市定任务",
			"underway[已全部]",
		}},
		{"", "完成年度任务的65%", []string{
			"65%=65 %, completion[完成], actual, of 年度任务",
			"underway[完成]",
		}},
		{"", "完成年度任务的100%", []string{
			"100%=100 %, completion[完成], actual, of 年度任务",
			"completed[完成]",
		}},
		{"", "改造840户棚户区、130万平方米老旧小区", []string{
			"840户=840 户, quantity, actual, of 棚户区",
			"130万平方米=1300000 平方米, quantity, actual, of 老旧小区",
			"underway[840户]",
		}},
		{"", "综合得分居全市第1", []string{
			"第1=1, rank[居], actual, of 综合得分",
			"underway[第1]",
		}},
		{"建设公厕20座", "建成公厕25座，完成率125%", []string{
			"20座=20 座, quantity, target, of 公厕",
			"25座=25 座, quantity, actual[建成], of 公厕",
			"125%=125 %, completion[完成率], actual, of 完成率",
			"25座 against 20座 = 1.25",
			"completed[建成]",
		}},
		{"确保新增就业不少于3万人", "新增就业3.2万人，失业率控制在4.5%以内", []string{
			"3万人=30000 人, quantity, target, of 就业, at_least[不少于]",
			"3.2万人=32000 人, quantity, actual[新增], of 就业",
			"4.5%=4.5 %, ratio[率], actual, of 失业率, at_most[控制在]",
			"3.2万人 against 3万人 = 1.0667",
			"completed[新增]",
		}},
		{"", "约300名学生受益，近200名教师参训", []string{
			"300名=300 名, quantity, actual, of 学生, about[约]",
			"200名=200 名, quantity, actual, of 教师参训, about[近]",
			"underway[300名]",
		}},
		{"", "已拆除违建1.2万平方米以上，超额完成任务", []string{
			"1.2万平方米=12000 平方米, quantity, actual[已], of 违建, at_least[以上]",
			"completed[拆除]",
		}},
		{"", "剩余5公里计划9月底前完工", []string{
			"5公里=5 公里, quantity, remaining[剩余]",
			"9月底前: 2021-09-30 deadline",
			"preparing[计划]",
		}},
		{"", "尚有3处隐患未整改，整改率97%", []string{
			"3处=3 处, quantity, remaining[尚有], of 隐患",
			"97%=97 %, ratio[整改率], actual, of 整改率",
			"underway[97%]",
		}},
		{"", "力争全年接待游客100万人次", []string{
			"100万人次=1000000 人次, quantity, planned[力争], of 游客",
			"unclear",
		}},
		{"", "预计全年完成投资3亿元", []string{
			"3亿元=300000000 元, quantity, planned[预计], of 投资",
			"unclear",
		}},
		{"", "收入12.5亿元、下降3.4%", []string{
			"12.5亿元=1250000000 元, quantity, actual, of 收入",
			"3.4%=-3.4 %, growth[下降], actual, of 收入",
			"underway[12.5亿元]",
		}},
		{"", "每户补助2万元，惠及1500户", []string{
			"2万元=20000 元, quantity, actual, of 每户补助",
			"1500户=1500 户, quantity, actual[惠及], of 惠及",
			"underway[2万元]",
		}},
		{"", "其中：中央资金3000万元，省级资金1200万元", []string{
			"3000万元=30000000 元, quantity, actual, of 中央资金",
			"1200万元=12000000 元, quantity, actual, of 省级资金",
			"underway[3000万元]",
		}},
		{"", "累计培训12期860人次", []string{
			"12期=12 期, quantity, actual[培训], of 培训",
			"860人次=860 人次, quantity, actual[累计], of 培训",
			"underway[12期]",
		}},
		{"", "办结信访16件，含旧存9件", []string{
			"16件=16 件, quantity, actual[办结], of 信访", "9件=9 件, quantity, actual, of 旧存, whole 16件", "underway[办结]",
		}},
		{"", "办结信访16件【包括旧存9件】", []string{
			"16件=16 件, quantity, actual[办结], of 信访", "9件=9 件, quantity, actual, of 旧存, whole 16件", "underway[办结]",
		}},
		{"", "办结信访16件（旧存9件）", []string{
			"16件=16 件, quantity, actual[办结], of 信访", "9件=9 件, quantity, actual, of 旧存, host 16件", "underway[办结]",
		}},
		{"", "新增学位720个（其中小学学位500个）", []string{
			"720个=720 个, quantity, actual[新增], of 学位",
			"500个=500 个, quantity, actual, of 小学学位, whole 720个",
			"underway[新增]",
		}},
		{"", "管网破损率降低2.3个百分点，降至8.1%", []string{
			"2.3个百分点=-2.3 百分点, difference[降低], actual, of 管网破损率",
			"8.1%=8.1 %, ratio, actual, of 管网破损率",
			"underway[2.3个百分点]",
		}},
		{"", "受理诉求3560件，办结3490件，办结率98%", []string{
			"3560件=3560 件, quantity, actual[受理], of 诉求",
			"3490件=3490 件, quantity, actual[办结], of 诉求",
			"98%=98 %, ratio[率], actual, of 办结率",
			"underway[3560件]",
		}},
		{"", "完成招标，正在办理施工许可", []string{
			"preparing[招标]",
		}},
		{"", "已竣工验收并交付使用", []string{
			"completed[竣工验收]",
		}},
		{"", "因征地受阻，工程停工", []string{
			"stalled[受阻]",
		}},
		{"", "前三季度实现产值45.6亿元，增长8.9%", []string{
			"45.6亿元=4560000000 元, quantity, actual[实现], of 产值, in 前三季度[前三季度]",
			"8.9%=8.9 %, growth[增长], actual, of 产值, in 前三季度[前三季度]",
			"前三季度: 2021-01/2021-09 period",
			"underway[实现]",
		}},
		{"", "今年计划改造12条，已完工5条，在建4条，3条未开工", []string{
			"12条=12 条, quantity, planned[计划], of 改造",
			"5条=5 条, quantity, actual[已], of 改造",
			"4条=4 条, quantity, ongoing[在建], of 改造",
			"3条=3 条, quantity, remaining[未开工], of 改造",
			"underway[在建]",
		}},
		{"", "PM2.5平均浓度35微克/立方米，同比下降12.5%", []string{
			"35微克/立方米=35 微克/立方米, quantity, actual, of PM2.5平均浓度",
			"12.5%=-12.5 %, growth[下降], actual, of PM2.5平均浓度, basis yoy",
			"underway[35微克/立方米]",
		}},
		{"", "工程进度达到85%", []string{
			"85%=85 %, completion[工程进度], actual",
			"underway[85%]",
		}},
		{"", "一期工程完成，二期工程完成60%", []string{
			"60%=60 %, completion[完成], actual, of 二期工程",
			"underway[完成]",
		}},
		{"", "实际到位资金1.2亿元，到位率60%", []string{
			"1.2亿元=120000000 元, quantity, actual, of 到位资金",
			"60%=60 %, ratio, actual, of 到位率",
			"underway[1.2亿元]",
		}},
		{"", "在建项目23个，总投资156亿元", []string{
			"23个=23 个, quantity, ongoing[在建项目], of 在建项目",
			"156亿元=15600000000 元, quantity, actual, of 总投资",
			"underway[156亿元]",
		}},
		{"", "第一批15个项目全部开工，第二批8个项目正在招标", []string{
			"15个=15 个, quantity, ongoing[开工], of 项目",
			"8个=8 个, quantity, ongoing[正在], of 项目",
			"underway[开工]",
		}},
		{"", "今年以来新签约项目36个，比去年同期多5个", []string{
			"36个=36 个, quantity, actual, of 项目",
			"5个=5 个, difference[比去年同期], actual, of 项目, basis yoy",
			"underway[签约]",
		}},
		{"", "新建5G基站300个，改造路灯1200盏，均已完成", []string{
			"300个=300 个, quantity, actual, of 5G基站",
			"1200盏=1200 盏, quantity, actual[均已], of 路灯",
			"completed[300个]",
		}},
		{"", "供水普及率99.5%，比目标高0.5个百分点", []string{
			"99.5%=99.5 %, ratio[率], actual, of 供水普及率",
			"0.5个百分点=0.5 百分点, difference[比], actual, of 供水普及率, basis vs:目标",
			"underway[99.5%]",
		}},
		{"", "完成率达95%以上", []string{
			"95%=95 %, completion[完成率], actual, of 完成率, at_least[以上]",
			"underway[95%]",
		}},
		{"", "6月底前完成招标，9月开工建设，2024年底建成", []string{
			"6月底前: 2021-06-30 deadline",
			"9月: 2021-09 deadline",
			"2024年底: 2024-12-31 deadline",
			"preparing[完成]",
		}},
		{"", "发放贷款320笔2.6亿元", []string{
			"320笔=320 笔, quantity, actual[发放], of 贷款",
			"2.6亿元=260000000 元, quantity, actual[发放], of 贷款",
			"underway[发放]",
		}},
		{"", "5个项目已进场施工，65个项目正在招标", []string{
			"5个=5 个, quantity, ongoing[已], of 项目",
			"65个=65 个, quantity, ongoing[正在], of 项目",
			"underway[进场施工]",
		}},
		{"", "23项达到序时进度、3项滞后", []string{
			"23项=23 项, quantity, actual[达到]",
			"3项=3 项, quantity, actual",
			"underway[23项]",
		}},
		{"", "新增托位300个，提供学位720个", []string{
			"300个=300 个, quantity, actual[新增], of 托位",
			"720个=720 个, quantity, actual[提供], of 学位",
			"underway[提供]",
		}},
		{"", "共450个，已完成312个，剩余138个，占30.7%", []string{
			"450个=450 个, quantity, actual",
			"312个=312 个, quantity, actual[已]",
			"138个=138 个, quantity, remaining[剩余]",
			"30.7%=30.7 %, ratio[占], remaining",
			"underway[450个]",
		}},
		{"", "2个项目未开工", []string{
			"2个=2 个, quantity, remaining[未开工], of 项目",
			"not_started[未开工]",
		}},
		{"", "已开工3项，另有5项待开工", []string{
			"3项=3 项, quantity, ongoing[已]",
			"5项=5 项, quantity, remaining[待开工]",
			"underway[开工]",
		}},
		{"", "剧院主体推进施工，完成总工程量73.8%", []string{
			"73.8%=73.8 %, completion[完成], actual, of 总工程量",
			"underway[推进]",
		}},
		{"", "前三季度签约项目36个，四季度计划签约12个", []string{
			"36个=36 个, quantity, actual[签约], of 项目, in 前三季度[前三季度]",
			"12个=12 个, quantity, planned[计划], of 项目",
			"前三季度: 2021-01/2021-09 period",
			"四季度: 2021-Q4 deadline",
			"underway[签约]",
		}},
		{"", "其中县级12个、乡级35个", []string{
			"12个=12 个, quantity, actual, of 县级",
			"35个=35 个, quantity, actual, of 乡级",
			"underway[12个]",
		}},
		{"", "5月底前开工，已完成立项", []string{
			"5月底前: 2021-05-31 deadline",
			"preparing[立项]",
		}},
		{"", "学校3所、医院2所已投用", []string{
			"3所=3 所, quantity, actual[已], of 学校",
			"2所=2 所, quantity, actual[已], of 医院",
			"completed[投用]",
		}},
		{"", "已完成80%的工程量", []string{
			"80%=80 %, completion[完成], actual[已]",
			"underway[完成]",
		}},
		{"", "较目标低3个百分点", []string{
			"3个百分点=-3 百分点, difference[较], actual, basis vs:目标",
			"underway[3个百分点]",
		}},
		{"", "力争下降5%", []string{
			"5%=-5 %, growth[下降], planned[力争]",
			"unclear",
		}},
		{"", "约占40%", []string{
			"40%=40 %, ratio[占], actual",
			"underway[40%]",
		}},
		{"", "不足20%的项目尚未启动", []string{
			"20%=20 %, ratio, remaining[尚未启动], of 项目, less_than[不足]",
			"not_started[尚未启动]",
		}},
		{"", "同比减少3起", []string{
			"3起=-3 起, difference[同比], actual, basis yoy",
			"underway[3起]",
		}},
		{"", "改善率超过30%", []string{
			"30%=30 %, ratio[率], actual, of 改善率, more_than[超过]",
			"underway[30%]",
		}},
		{"", "合同金额约1.2亿元，实缴0.5亿元", []string{
			"1.2亿元=120000000 元, quantity, actual, of 合同金额, about[约]",
			"0.5亿元=50000000 元, quantity, actual, of 实缴",
			"underway[1.2亿元]",
		}},
	} {
		require.Equal(t, c.want, whole(readRow(t, c.target, c.progress)), c.progress)
	}
}

// TestPieces reads texts that are cut in front or behind: what is left of them is read soundly.
func TestPieces(t *testing.T) {
	rows := sampleRows(t)
	for _, row := range rows[:min(len(rows), 60)] {
		text := []rune(row.Progress)
		for i := 0; i < min(len(text), 60); i++ {
			requireSound(t, readRow(t, "", string(text[:i])))
			requireSound(t, readRow(t, string(text[i:min(len(text), i+30)]), string(text[i:min(len(text), i+60)])))
		}
	}
}
