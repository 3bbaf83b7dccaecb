package check

import "strings"

// The words that decide how figures are related. They are few and belong to the grammar of such reports; the
// vocabularies in seeds, which name things, are not needed here.
var (
	// neutral stands in front of the verb of a rate and names nothing: 整体通水率.
	neutral = []string{"整体", "总体", "综合", "平均", "总", "全区", "全市", "全县", "累计", "目前", "按时", "及时"}

	// goals end the words that make a rate a share of the target.
	goals = []string{"年度任务", "年度目标", "年度计划", "年任务", "年目标", "年计划", "目标任务", "任务目标", "任务数", "占任务", "占计划", "占目标",
		"完成计划", "完成目标", "完成任务"}

	// otherGoals stand in the names of goals that are not the year's own: 市级目标任务.
	otherGoals = []string{"国家", "省级", "市级", "市下达", "上级", "季度", "月度", "半年", "阶段"}

	// longRun stands with targets of more than a year.
	longRun = []string{"五年", "三年", "两年", "十四五", "到20"}

	// qualifiers part what bears the same name: 新增, 当月.
	qualifiers = []string{"新增", "新开工", "续建", "结转", "累计", "当月", "单月", "月份"}

	// altering says that the whole has become larger or smaller since.
	altering = []string{"新增", "核减", "核销", "核增", "调减", "调增", "取消", "剔除", "追加", "退出"}

	// handling are the names of rates of what is handed over to be dealt with.
	handling = []string{"整改", "完成", "整改完成", "办结", "处置", "处理", "解决", "落实", "销号", "化解"}

	// ofAll ends the names of rates that cannot be more than 100 %, whatever came in before.
	ofAll = []string{"整改率", "合格率", "达标率", "优良率", "满意率", "满意度", "覆盖率", "普及率", "成活率", "销号率", "火化率", "入住率"}

	// undone stands in front of a verb of what is not done yet.
	undone = []string{"限期", "未", "尚未", "待", "拟", "计划", "应", "需", "正在", "逾期", "暂未", "不", "将", "要求", "督促", "责令", "没有"}

	// asPlanned says of tasks that they are where they should be, behindSchedule that they are not.
	asPlanned = []string{"正常推进", "有序推进", "稳步推进", "顺利", "按期", "按时序", "按序时", "达到序时", "达到时序", "达序时", "达时序", "快于",
		"在建"}
	behindSchedule = []string{"滞后", "偏慢", "缓慢", "较慢", "未开工", "未启动", "未完成", "未达", "未实施"}

	// plainTasks are names of what any annex lists.
	plainTasks = []string{"任务", "工作任务", "目标任务", "任务目标", "工作", "目标", "事项"}

	// included opens what is a part of what stands in front.
	included = []string{"其中", "含", "包括", "包含"}

	// leftOver opens what is left.
	leftOver = []string{"剩余", "其余", "余下", "还剩", "剩下", "尚余", "尚剩"}

	// means are figures that do not add up, and of which a part may be larger than the whole.
	means = []string{"人均", "户均", "平均", "均价", "单价", "每"}

	// lookedOver are the verbs of looking at things, most of which are as they should be.
	lookedOver = []string{"排查", "检查", "巡查", "走访", "筛查", "抽查", "摸排", "监测"}

	// leaving are the names of rates of what goes; they are taken of all that there is, and not of what was counted before.
	leaving = []string{"注销", "吊销", "退出", "淘汰", "流失", "死亡"}

	// plainWords say nothing of what is counted.
	plainWords = []string{"其中", "各类", "全部", "按期", "共有", "均", "有", "共", "组织", "实现", "立即", "现", "的"}

	// stages are parts of a project of which each can have a rest.
	stages = []string{"一期", "二期", "三期", "标段"}

	// totals stand in front of the total of what was counted before.
	totals = []string{"合计", "总计", "共计", "小计", "合计约", "总计约", "共计约", "合计为", "合计达"}

	// intake and handledBy are the verbs of what comes in and of what is done with it.
	intake    = []string{"收到", "接到", "发现", "排查", "交办", "反馈", "登记", "受理", "收集", "获批", "查出", "检查出", "存在"}
	handledBy = []string{"受理", "办结", "整改", "化解", "处置", "处理", "解决", "销号", "回复", "下达", "已完成", "已整治", "整治", "办理"}

	// doing are the verbs of work that is done or going on.
	doing = []string{"已", "完成", "完工", "竣工", "建成", "开工", "通车", "投用", "正在", "在建", "主体", "施工"}

	// finished and unfinished say of things, each alone, how far they are.
	finished   = []string{"完工", "竣工", "建成", "投用", "建成投用", "交付", "通车", "投产"}
	unfinished = []string{"在建", "正在施工", "正在建设", "在施", "未开工", "待开工", "未完工"}

	// opposites are names of two things that are all there is.
	opposites = [][2]string{{"城镇", "农村"}, {"城市", "农村"}, {"进口", "出口"}, {"国内", "国外"}, {"境内", "境外"}, {"公办", "民办"}, {"男", "女"},
		{"内资", "外资"}, {"地上", "地下"}, {"线上", "线下"}, {"市本级", "县"}, {"市本级", "区县"},
		{"城镇", "乡村"}, {"城市", "乡村"}}

	// both name the two together.
	both = []string{"进出口", "城乡", "国内外", "境内外", "男女"}

	// listed are kinds of things that names stand in front of.
	listed = []string{"项目", "任务", "指标", "企业", "学校", "机构", "道路", "工程", "街道", "镇街", "社区", "部门", "单位", "小区", "医院", "幼儿园",
		"中小学", "公园", "站点", "品牌", "平台", "中心", "基地", "片区", "地块", "园区", "实事", "通道", "线路", "桥", "车站", "派出所"}

	// making are the verbs behind names of which something else is made: 甲街道、乙街道建成2个社区.
	making = []string{"建成", "新建", "开工", "完成", "新增", "引进", "申报", "举办", "召开", "开展", "组织", "打造", "培育", "创建", "设立", "实施", "签约"}

	// steps are steps of work, of which lists are no lists of things.
	steps = []string{"已", "完成", "正在", "开展", "推进", "可研", "方案", "初步", "设计", "施工图", "施工", "批复", "立项", "招标", "招投标", "评审", "编制",
		"选址", "勘察", "规划", "用地", "预审", "审批", "环评", "征地", "拆迁", "建设", "改造", "新建", "改建", "扩建", "改扩建", "新改建", "报告",
		"审查", "验收", "土建", "装修", "主体", "结构", "工程", "基础", "设备", "安装", "项目", "装饰", "机电", "幕墙",
		"路基", "路面", "桥梁", "隧道", "管网", "总体", "整体", "地下", "室外", "室内", "标段", "一期", "二期", "三期", "及", "和", "手续"}
)

// thing is thing of the words in front of the figure.
func (f *figure) thing() string {
	if f.object == nil {
		object := thing(f.before)
		f.object = &object
	}
	return *f.object
}

// thing returns what is left of the words around a figure without those of work: 公厕 of 已完成改造公厕.
func thing(words string) string {
	for _, list := range [][]string{steps, doing, handling, handledBy, intake, leftOver, neutral, plainWords} {
		for _, w := range list {
			words = strings.ReplaceAll(words, w, "")
		}
	}
	return words
}

func startsWithAny(s string, starts ...string) bool {
	for _, w := range starts {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func endsWithAny(s string, ends ...string) bool {
	for _, w := range ends {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
