package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/cell"
	"duban/schema"
)

// How far a row is, as a reader says who sees what it asks for and what is told of it.
func TestStatusOfRows(t *testing.T) {
	for _, test := range []struct {
		target, progress string
		want             schema.Status
	}{
		// what happens once, where the row asks for something like it
		{"举办第三届梨花节", "梨花节已于3月12日成功举办，接待游客8万人次。", schema.StatusCompleted},
		{"制定招商办法", "办法已于2月印发。", schema.StatusCompleted},
		{"组建融媒体中心", "中心已挂牌成立。", schema.StatusCompleted},
		{"实施河道治理", "已召开动员会。", schema.StatusUnderway},
		{"修订应急预案", "修订后的预案已于2月18日印发实施。", schema.StatusCompleted},
		{"开展欠薪专项整治", "整治已结束，追回工资51万元。", schema.StatusCompleted},
		{"建成养老服务中心3个", "正在开展选址和方案设计，已召开协调会。", schema.StatusPreparing},
		{"举办第三届梨花节", "计划4月举办。", schema.StatusPreparing},
		{"制定招商办法", "已形成办法初稿。", schema.StatusPreparing},
		// verbs of work of which what stands behind says that it is over, or that it has not come to it
		{"建成养老中心", "主体及装修全部完成，3月10日投入运营。", schema.StatusCompleted},
		{"创建卫生乡镇3个", "东溪镇已通过县级验收，白水镇正在整改。", schema.StatusUnderway},
		{"新建公寓200套", "用地指标未落实，尚未启动。", schema.StatusNotStarted},
		{"举办梨花节", "梨花节尚未举办。", schema.StatusNotStarted},
		{"召开返乡人才座谈会", "2月18日召开座谈会。", schema.StatusCompleted},
		{"召开返乡人才座谈会", "召开了座谈会。", schema.StatusCompleted},
		{"制定招商办法", "办法经县委常委会议研究同意并印发。", schema.StatusCompleted},
		{"建设敬老院", "经费已到账，目前尚未开工。", schema.StatusNotStarted},
		{"建设敬老院", "暂不具备施工条件。", schema.StatusNotStarted},
		{"建设敬老院", "尚无具体动作。", schema.StatusNotStarted},
		{"建成食堂5个", "完成0个。", schema.StatusNotStarted},
		{"开展全民阅读活动", "举办活动21场次，参与7.6万人次，活动圆满结束。", schema.StatusCompleted},
		{"建设驿站3个", "除1个外全部建成。", schema.StatusUnderway},
		{"建设敬老院", "冬季停工，3月初已复工。", schema.StatusUnderway},
		{"建设敬老院", "敬老院已交付使用。", schema.StatusCompleted},
		{"建设政务系统", "开发基本完成，进入调试阶段。", schema.StatusUnderway},
		{"建设敬老院", "完成场地平整。", schema.StatusUnderway},
		{"落实整改要求", "尚未公布考核结果。", schema.StatusUnclear},
		{"建设敬老院", "除消防设施外，均已完成。", schema.StatusUnderway},
		{"建设敬老院", "土建已完工，待设备进场。", schema.StatusUnderway},
		{"建设敬老院", "该项目不再实施。", schema.StatusStalled},
		{"建立审批系统", "系统已建立并投入使用。", schema.StatusCompleted},
		{"建设大桥", "大桥顺利合龙。", schema.StatusUnderway},
		{"减少证明", "取消证明26项。", schema.StatusUnderway},
		{"加强安全检查", "检查企业32家，责令停产整改。", schema.StatusUnderway},
		{"建设敬老院", "目前没有实质性进展。", schema.StatusNotStarted},
		{"建设敬老院", "尚未正式启动。", schema.StatusNotStarted},
		{"建设敬老院", "因道路不通无法施工。", schema.StatusStalled},
		{"农村户厕摸排整改3200户", "摸排完成，需整改3200户，已改1985户。", schema.StatusUnderway},
		{"开展自建房排查整治", "排查完成，发现隐患460处，已整改212处。", schema.StatusUnderway},
		{"开展自建房排查整治", "排查完成，发现隐患460处，已整改460处。", schema.StatusCompleted},
		{"建设敬老院", "建成时间待定。", schema.StatusUnclear},
		{"建设敬老院", "竣工尚需时日。", schema.StatusUnclear},
		{"建设敬老院", "完工后交由民政局管理。", schema.StatusUnclear},
		{"建设敬老院", "项目被责令停工。", schema.StatusStalled},
		{"签订合作协议", "协议已基本谈妥，择期签约。", schema.StatusPreparing},
		{"签订合作协议", "双方已签订协议。", schema.StatusCompleted},
		{"制定养犬办法", "办法3月1日起施行。", schema.StatusCompleted},
		// steps before the work
		{"建设敬老院", "招标已完成，正在安装电梯。", schema.StatusUnderway},
		{"建设敬老院", "正在与民政厅衔接。", schema.StatusPreparing},
		{"搬迁旧厂", "与厂方达成搬迁意向。", schema.StatusPreparing},
		{"举办梨花节", "定于4月举办。", schema.StatusPreparing},
		{"建设敬老院", "用地已获批。", schema.StatusPreparing},
		{"建设敬老院", "经费已落实。", schema.StatusPreparing},
		{"建设敬老院", "正在办理施工许可证。", schema.StatusPreparing},
		{"建设敬老院", "待林地手续办好后开工。", schema.StatusPreparing},
		{"建设敬老院", "完成规划设计，工程尚未开工。", schema.StatusPreparing},
		{"收购旧宾馆", "与业主的价格谈判仍在进行。", schema.StatusPreparing},
		{"建设焚烧发电项目", "正在开展环评公示和用地预审。", schema.StatusPreparing},
		{"建设第二水源工程", "建议书编制完成，正在征求意见。", schema.StatusPreparing},
		{"编制绿化规划", "规划编制完成。", schema.StatusCompleted},
		// what the row asks for says what ends it: a contract, a title, a paper, an occasion; to any other they are steps beside it
		{"建设冷链园", "项目已签约。", schema.StatusPreparing},
		{"引进冷链企业", "项目已签约。", schema.StatusCompleted},
		{"建设敬老院", "施工许可获批。", schema.StatusPreparing},
		{"编制水利规划", "规划获省水利厅批复。", schema.StatusCompleted},
		{"创建卫生县城", "我县入选国家卫生县城。", schema.StatusCompleted},
		{"加强环境卫生管理", "我县入选国家卫生县城。", schema.StatusUnderway},
		{"举办梨花节", "已成立组委会。", schema.StatusPreparing},
		{"举办梨花节", "梨花节已如期举办，签约项目6个。", schema.StatusCompleted},
		{"修订供水条例", "文字已定稿，正在排版。", schema.StatusPreparing},
		{"建立护理保险制度", "1月1日起全县实施，参保4万人。", schema.StatusCompleted},
		{"每季度召开一次企业座谈会", "座谈会已于2月20日召开。", schema.StatusUnderway},
		{"开展护林宣传活动", "2月中旬组织开展了护林宣传活动，发放传单1200份。", schema.StatusCompleted},
		// a part that is done is no whole, and neither is what is only meant to be done
		{"新建污水厂", "外墙粉刷基本结束。", schema.StatusUnderway},
		{"新建污水厂", "临建搭设完毕。", schema.StatusUnderway},
		{"新建污水厂", "建设任务已完成。", schema.StatusCompleted},
		{"扩建粮库", "内外墙、门窗均已完成，预计7月竣工。", schema.StatusUnderway},
		{"扩建粮库", "完成总工程量的三分之二。", schema.StatusUnderway},
		{"治理桥梁隐患", "隐患治理任务全面完成，设置桥标37块。", schema.StatusCompleted},
		// all of it, whatever the verb
		{"整合公务用车平台", "12家企业公务用车全部纳入平台管理。", schema.StatusCompleted},
		{"新建便利店30个", "已超额完成33个。", schema.StatusCompleted},
		{"新建便利店30个", "没有全部建成。", schema.StatusUnderway},
		// papers and means that are lacking
		{"打通断头路", "置换协议未签，施工单位无法进场。", schema.StatusNotStarted},
		{"改造防水", "业主签字不足，一直没能动工。", schema.StatusNotStarted},
		{"购置公交车", "已签订购车合同，车辆正在生产。", schema.StatusPreparing},
		// one thing that is done, and a figure beside it; of several things a figure may be a part
		{"建成游客中心", "游客中心已建成投用，接待游客2万人次。", schema.StatusCompleted},
		{"推进灾后重建，加强隐患整治，提升防灾能力", "已完成灾后重建，整治隐患12处。", schema.StatusUnderway},
	} {
		require.Equal(t, test.want, readRow(t, test.target, test.progress).Status, "%s | %s", test.target, test.progress)
	}
}

// A row of which only the rate says how far it is, and those of which it does not say it.
func TestStatusByRate(t *testing.T) {
	for _, test := range []struct {
		target, progress, rate string
		want                   schema.Status
	}{
		{"建设幼儿园2所", "", "70%", schema.StatusUnderway},
		{"建设幼儿园2所", "", "100%", schema.StatusCompleted},
		{"建设幼儿园2所", "", "0", schema.StatusUnclear},
		{"建设幼儿园2所", "尚未开工", "0", schema.StatusNotStarted},
		{"", "", "70%", schema.StatusUnclear},
		{"建设幼儿园2所", "", "", schema.StatusUnclear},
	} {
		row := schema.Row{Target: test.target, Progress: test.progress, Rate: test.rate}
		given := texts(&row)
		given[2].Column = &cell.Column{Role: schema.RoleRate, Figures: true, Kind: schema.Completion, State: schema.Actual}
		load(t).Row(&row, given, firstQuarter)
		require.Equal(t, test.want, row.Status, test)
	}
}
