package cell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// What is left, and what of it is done.
func TestRestThatIsDone(t *testing.T) {
	for text, want := range map[string]schema.State{
		"其余12个项目全部完工。": schema.Actual, "剩余12个小区均已完工。": schema.Actual,
		"其余12个项目年底前全部完工。": schema.Remaining, "其余12个项目正在办理手续。": schema.Remaining,
	} {
		got := told(t, text, func(i schema.Indicator) string { return string(i.State) })
		require.Contains(t, got, string(want), text)
	}
}

// Aims that are told by how much of them is reached, and amounts that look like them.
func TestAimsByWhatIsReached(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // the states of the amounts
		{"再就业600人，完成612人。", "target actual"},
		{"改造片区9个：开工9个、完工5个，惠及居民700户。", "target ongoing actual actual"},
		{"整治沟渠30条，完成25条；维修便道8公里，竣工6.5公里。", "target actual target actual"},
		{"新增学位900个，完成540个。", "target actual"},
		{"3. 改造厕所2500户。截至3月25日，摸排2680户，完工1705户，完工率68.2%。", "target actual actual actual"},
		{"3. 改造厕所2500户。截至3月25日，摸排2680户，完工1705户，完工率62.2%。", "actual actual actual actual"},
		{"（一）新建公园12处，新增绿地36公顷。已开工12处，其中竣工4处，新增绿地11公顷。", "target target ongoing actual actual"},
		{"（二）新增就业4.5万人。1—6月，新增就业2.63万人，完成年度任务的58.4%。", "target actual actual"},
		{"2.为3.2万名产妇免费体检。已体检3.4万人，完成率106.3%。", "target actual actual"},
		{"2.建设道路120公里、桥梁6座。今年以来，建成道路98公里、桥梁4座。", "target target actual actual"},
		{"2.新增公共停车位3000个。目前已完成停车位建设2100个。", "target actual"},
		{"2.完成小区改造60个。目前60个小区全部开工，完工22个。", "target ongoing actual"},
		{"2.开展检查3次，检查企业120家。目前，已整改隐患45处。", "actual actual actual"},
		{"新建公园12处，新增绿地36公顷。已开工9处。", "actual actual ongoing"},
		{"2.新增车位8260个，是年度目标6000个的1.38倍。", "actual target actual"},
		{"3.收入增长7%左右。上半年完成32.9亿元，增长5.8%。", "target actual actual"},
		{"3.收入86亿元，增长6.1%。一季度，增长5.8%。", "actual actual actual"},
		{"4.群众满意率95%以上。目前满意率93.2%。", "target actual"},
		{"5.建成学校2所、新增学位540个。三中已投用，新增学位360个。", "target target actual"},
		{"1. 完善路网。新建道路12公里、便道8公里。实际建成道路13公里、便道8公里。", "target target actual actual"},
		{"2. 养老。新建中心8个，改造2000户。8个中心全部建成运营；改造2105户。", "target target actual actual"},
		{"4. 改造小区96个，棚改开工1500套。96个小区已全部完工；棚改开工1512套。", "target target actual ongoing"},
		{"5. 完成改造60户。60户均已入住。", "actual actual"},
		{"2.固定资产投资增长6.5%。1—11月，固定资产投资增长6.8%。", "actual actual"},
		{"2.居民消费价格上涨0.6%。3月，居民消费价格上涨0.2%。", "actual actual"},
		{"2.空气优良天数比率91.2%。1—6月，优良天数比率88.6%。", "actual actual"},
		{"2.一般公共预算收入增长6%。上半年增长5.1%。", "target actual"},
		{"2.固定资产投资增长6.5%左右。1—9月，增长6.2%。", "target actual"},
		{"2.新增发明专利320件。3月，新增发明专利50件。", "actual actual"},
		{"2.共发放补贴3600万元。其中，上半年发放补贴1500万元。", "actual actual"},
		{"2.办理建议提案126件。126件均已办复。", "actual actual"},
		{"2.新招引企业12家。12家企业全部落地。", "actual actual"},
		{"2.新增“四上”企业42家。42家企业均已纳入统计库。", "actual actual"},
		{"2.建成口袋公园16个。16个口袋公园全部对外开放。", "actual actual"},
		{"2.获批专项债项目18个。18个项目已全部开工。", "actual ongoing"},
		{"2.新建幼儿园6所。目前6所幼儿园正在建设。", "target ongoing"},
		{"2.建设日间照料中心10个。10个日间照料中心已全部建成投用。", "target actual"},
		{"2.新增城镇就业2.6万人。1—10月，新增城镇就业2.4万人。", "target actual"},
		{"力争到位上级资金20亿元。", "planned"},
		{"应化解14个项目3260套，已化解5个项目1108套。", "target target actual actual"},
		{"主体封顶，较计划推迟3个月。", "actual"},
		{"申报专利12件，完成8件。", "actual actual"},
		{"引进企业20家，建成12家。", "actual actual"},
		{"受理案件18件：立案10件、办结8件。", "actual actual actual"},
		{"拆除违建230处，完成投资2.3亿元。", "actual actual"},
		{"涉及项目25个，完成17个。", "actual actual"},
		{"排查隐患120处，完成整改98处。", "actual actual"},
	} {
		got := told(t, test.text, func(i schema.Indicator) string { return string(i.State) })
		var states []string
		for part := range strings.SplitSeq(got, "|") {
			states = append(states, part[strings.LastIndex(part, " ")+1:])
		}
		require.Equal(t, test.want, strings.Join(states, " "), test.text)
	}
}
