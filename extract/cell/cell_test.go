package cell_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"duban/extract/cell"
	"duban/schema"
	"duban/seeds"
)

var firstQuarter = cell.Context{Year: 2021, Period: &schema.Period{
	Text: "一季度", Year: 2021, Quarter: 1, Start: "2021-01-01", End: "2021-03-31"}}

var builtin = sync.OnceValues(func() (*cell.Reader, error) { return cell.Load(seeds.FS) })

func load(t testing.TB) *cell.Reader {
	t.Helper()
	r, err := builtin()
	require.NoError(t, err)
	return r
}

// readRow reads a row of a first quarter with these texts.
func readRow(t testing.TB, target, progress string) schema.Row {
	t.Helper()
	row := schema.Row{Target: target, Progress: progress}
	load(t).Row(&row, texts(&row), firstQuarter)
	return row
}

// show writes an indicator as a line: text=value unit.
func show(i schema.Indicator) string {
	s := i.Text + "=" + i.Value.String()
	if i.ValueMax != nil {
		s += ".." + i.ValueMax.String()
	}
	return strings.TrimSpace(s + " " + i.Unit)
}

func TestSharesOfAimInAList(t *testing.T) {
	for _, i := range readRow(t, "", "分别占任务的107.4%、98.8%和100%").Indicators {
		require.Equal(t, schema.Completion, i.Kind, i.Text)
	}
}

func TestShareOfQuotedAim(t *testing.T) {
	for _, text := range []string{"占年度计划35亿元的12%", "占年度任务（43万亩）的106%"} {
		indicators := readRow(t, "", text).Indicators
		require.Len(t, indicators, 2, text)
		require.Equal(t, schema.Completion, indicators[1].Kind, text)
	}
	require.Equal(t, schema.Ratio, readRow(t, "", "占计划新开工项目的17.6%").Indicators[0].Kind)
}

// The texts that a reader of these reports takes for no quantity: CONTRACT.md, "Not indicators".
func TestNoIndicators(t *testing.T) {
	for _, text := range []string{
		"①完善方案", "1.推进立项；2.开展设计", "（1）加快建设", "一是健全机制，二是压实责任",
		"已于4月10日前完成", "计划8月开工", "年内建成", "2021年底前完工", "按照2021-2025年规划推进",
		"轨道9号线、27号线推进", "1号楼、2号楼回填", "二横线、一纵线贯通", "重庆七中、28中、六十八中改扩建", "3D打印", "5G应用", "创建5A级景区",
		"K0+300-K1+400段水稳层", "H匝道", "水质达到IV类", "检测“18类重点人群”", "“小巨人”企业", "公募REITs", "G318国道、S205省道",
		"整治“四风”", "做到两个维护", "增强四个意识、坚定四个自信", "一站式服务", "一企一策", "“三变”改革", "一带一路", "一窗综办", "五清理一活动",
		"第二轮督察", "首期、二期、三期工程", "引进一批项目", "一系列措施", "第一次会议", "落实到每一名干部", "违反中央八项规定精神",
		"《2021年30项任务》", "双11促销", "12345热线", "110kV变电站", "PM2.5浓度", "“1+3+N”体系", "8:30开会", "成渝两地", "进度过半", "国企改革三年行动",
		"重庆•1949剧场", "二〇二一年工作", "十四五规划", "统一部署，进一步落实", "详见附件2", "核九院596孵化器", "签约亿元以上项目",
		"过亿元企业发展", "打造15分钟便民生活圈", "融入2小时经济圈", "上午9时30分开工", "12395海上报警", "处理119接警、120调度", "引进985、211高校毕业生", "90后、95后创业",
		"2021-2022学年招生", "开通216路、5路公交", "64排CT投用", "2型糖尿病患者", "2.0版本上线", "双向4车道", "2#楼、3#楼封顶", "A1、A2栋封顶", "φ800管道", "90年代建成",
		"1000万千瓦级基地", "5年期贷款", "完成一半以上", "一半以上", "一周一通报", "优化三次产业结构", "完成第1、2标段", "创建2021春季赏花节",
		"区十七届人大四次会议审议", "贯彻十八届三中、四中全会精神", "九届二次全会部署", "建校60周年", "五里镇开工", "推进二道河水库、三河湾灌区工程", "八里湾社区揭牌",
		"PM 2.5年均浓度", "股价一度走低", "二人转展演", "提供7×24小时服务", "“两重”［16］“两新”［17］建设", "绘制1:500地形图", "歼-31系列", "升级12345政务服务便民热线",
		"每百人拥有", "到孙七家中走访", "599B、855H线路调整", "调整855H、7806M、2754等", "补贴70岁以上高龄老人", "服务6-15岁儿童", "面向六十周岁以上的老人", "负一层施工",
		"3·15活动", "三番五次协调", "三轮驱动", "九人制足球", "五口之家", "两位数增长", "128层螺旋CT投用", "上线3.0版", "三台县推进", "九届三次理事会", "到李四家走访", "四道口改造",
	} {
		row := readRow(t, "", text)
		require.Empty(t, row.Indicators, text)
		require.Empty(t, row.Coverage.Unexplained, text)
	}
}

func TestValues(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"调处三四十起，到场七八百人，安排一两名", "三四十起=30..40 起|七八百人=700..800 人|一两名=1..2 名"},
		{"每份十二块五，缴费三块六毛每吨", "十二块五=12.5 元|三块六毛每吨=3.6 元/吨"},
		{"三次产业结构调整为9.2∶38.3∶52.5", "9.2=9.2 %|38.3=38.3 %|52.5=52.5 %"},
		{"三级出资占比为20:30:50", "20=20 %|30=30 %|50=50 %"},
		{"每10万人拥有床位8.6张", "8.6张=8.6 张"},
		{"三个片区分别完成十六、二十八、一百零五个", "三个=3 个|十六=16 个|二十八=28 个|一百零五个=105 个"},
		{"依次高出平均水平10.6、8.3和4.7个百分点", "10.6=10.6 百分点|8.3=8.3 百分点|4.7个百分点=4.7 百分点"},
		{"建设3大基地，获得11金、5银、8铜", "3=3|11金=11 金|5银=5 银|8铜=8 铜"},
		{"承包期再延长三十年，连续举办八届", "三十年=30 年|八届=8 届"},
		{"召开区十五届人大三次会议，新增绿地22公顷", "22公顷=22 公顷"},
		{"期望寿命79.5岁提高到80岁以上", "79.5岁=79.5 岁|80岁=80 岁"},
		{"两块八毛，五元三角，有效期十五年", "两块八毛=2.8 元|五元三角=5.3 元|十五年=15 年"},
		{"对五家中小企业减免", "五家=5 家"},
		{"建成两道坝、三座水库", "两道=2 道|三座=3 座"},
		{"零售额21.5亿元，同比增长57.2%", "21.5亿元=2150000000 元|57.2%=57.2 %"},
		{"洽谈企业5000余家", "5000余家=5000 家"},
		{"压减公用经费1个亿", "1个亿=-100000000 元"},
		{"推动首期1000万资金到位", "1000万=10000000 元"},
		{"协议引资25.5亿", "25.5亿=2550000000 元"},
		{"投资累计完成约2亿，税收入库3.2亿", "2亿=200000000 元|3.2亿=320000000 元"},
		{"年度计划投资5亿", "5亿=500000000 元"},
		{"补助资金惠及群众5万，收入带动农户3万", "5万=50000|3万=30000"},
		{"新增3\n个", "3\n个=3 个"}, {"提升3个\n百分点", "3个\n百分点=3 百分点"}, {"投资12亿\n元", "12亿\n元=1200000000 元"},
		{"失业率由5%降低到3%", "5%=5 %|3%=3 %"},
		{"合格率由5%提高3个百分点", "5%=5 %|3个百分点=3 百分点"},
		{"能耗下降3%—5%", "3%—5%=-5..-3 %"},
		{"利润总额-5%至-3%", "-5%至-3%=-5..-3 %"},
		{"降本增效3%", "3%=3 %"},
		{"惠及3万贷款户", "3万=30000"},
		{"投资建设年产500万芯片项目", "500万=5000000"},
		{"启动八个镇街选址", "八个=8 个"},
		{"支持区内三所中职学校", "三所=3 所"},
		{"实现两个口岸间流转", "两个=2 个"},
		{"36件九类涉黑恶个案", "36件=36 件|九类=9 类"},
		{"下降17.45%", "17.45%=-17.45 %"},
		{"减少20-30家", "20-30家=-30..-20 家"},
		{"70个老旧小区130万平方米", "70个=70 个|130万平方米=1300000 平方米"},
		{"投用8条10公里道路", "8条=8 条|10公里=10 公里"},
		{"摸排9个部门的105条资源目录", "9个=9 个|105条=105 条"},
		{"办结16件（含旧存9件）", "16件=16 件|9件=9 件"},
		{"绿化3.7万平米，栽种650㎡", "3.7万平米=37000 平方米|650㎡=650 平方米"},
		{"完成挖方4万方", "4万方=40000 立方米"},
		{"班列开行 518 列", "518 列=518 列"},
		{"罚款3452.8892万元", "3452.8892万元=34528892 元"},
		{"实际利用外资8亿美元", "8亿美元=800000000 美元"},
		{"居全市第10", "第10=10"},
		{"位居全省第3位", "第3位=3 位"},
		{"查处问题7件7人", "7件=7 件|7人=7 人"},
		{"公募REITs7个项目", "7个=7 个"},
		{"建成一座水厂，搭建一个平台", "一座=1 座"},
		{"新建5G基站172个", "172个=172 个"},
		{"集装箱86.4万标准箱", "86.4万标准箱=864000 标准箱"},
		{"增速回落1.2个百分点", "1.2个百分点=-1.2 百分点"},
		{"办理时限压减三成", "三成=30 %"},
		{"举办培训班2期，二期工程开工", "2期=2 期"},
		{"产值过亿元", "亿元=100000000 元"},
		{"发放补贴1.2亿，拉动消费2.3亿", "1.2亿=120000000 元|2.3亿=230000000 元"},
		{"平均用时11分38秒，时长2小时30分，得分95分", "11分=11 分钟|38秒=38 秒|2小时=2 小时|30分=30 分钟|95分=95 分"},
		{"接入视频1.3万路，上架产品7款，工期270日历天，工期120日，算力800P", "1.3万路=13000 路|7款=7 款|270日历天=270 天|120日=120 日|800P=800 P"},
		{"走访1200企业", "1200企业=1200 企业"},
		{"分别为3、4万元", "4万元=40000 元"},
		{"处理1.1、1.2、1.3万吨", "1.3万吨=13000 吨"},
		{"浓度分别为58、29、22微克/立方米", "58=58 微克/立方米|29=29 微克/立方米|22微克/立方米=22 微克/立方米"},
		{"新建高速12公里，6台机组198万千瓦，热线3万件", "12公里=12 公里|6台=6 台|198万千瓦=1980000 千瓦|3万件=30000 件"},
		{"罚没312万", "312万=3120000 元"},
		{"举办12期培训班，2期工程开工", "12期=12 期"},
		{"培训1500师生", "1500=1500"},
		{"涉及3镇12村，联合9部门", "3镇=3 镇|12村=12 村|9部门=9 部门"},
		{"节能2万tce，发电3万Kwh，US$200万", "2万tce=20000 吨标准煤|3万Kwh=30000 千瓦时|$200万=2000000 美元"},
		{"DSA2套，CT2台", "2套=2 套|2台=2 台"},
		{"降幅为3%，降幅收窄至2%", "3%=-3 %|2%=-2 %"},
		{"同比↓3%，同比+5%，同比-1.6%", "3%=-3 %|5%=5 %|-1.6%=-1.6 %"},
		{"同比少5件", "5件=-5 件"},
		{"减负3.9亿元", "3.9亿元=390000000 元"},
		{"税率下调0.5个百分点，跌幅3%", "0.5个百分点=-0.5 百分点|3%=-3 %"},
	} {
		var got []string
		for _, i := range readRow(t, "", test.text).Indicators {
			got = append(got, show(i))
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.text)
	}
}

func TestKinds(t *testing.T) {
	for _, test := range []struct {
		text string
		want schema.IndicatorKind
	}{
		{"同比增长57.2%", schema.Growth}, {"投资增速20%左右", schema.Growth}, {"旅游收入下降12%", schema.Growth}, {"增长2.5倍", schema.Growth},
		{"比上年提高1.5个百分点", schema.Difference}, {"增速为5%", schema.Growth}, {"增长率为5%", schema.Growth}, {"同比+12.4%", schema.Growth}, {"环比↑2%", schema.Growth}, {"比上年增产1.9%", schema.Growth},
		{"完成年度任务的27.3%", schema.Completion}, {"已完成总工程量的84%", schema.Completion}, {"完成率93%", schema.Completion},
		{"接种进度为6.2%", schema.Completion}, {"主体结构总体完成20%", schema.Completion}, {"已完成77.5%工程量", schema.Completion},
		{"占年度计划的78.9%", schema.Completion}, {"为计划的112%", schema.Completion}, {"占年度任务的106%", schema.Completion}, {"达到目标的95%", schema.Completion}, {"占任务数74.2%", schema.Completion},
		{"航线码头改造完成55%", schema.Completion}, {"支出进度52%", schema.Completion},
		{"整改率96.66%", schema.Ratio}, {"化解率38.1%", schema.Ratio}, {"先进制造业占比23%", schema.Ratio}, {"压减非刚性支出30%", schema.Ratio},
		{"比例提高至80%以上", schema.Ratio}, {"比例提高为80%", schema.Ratio}, {"普及率由90%提升到94%", schema.Ratio},
		{"位居全市第3位", schema.Rank}, {"百强县排名第35位", schema.Rank}, {"投资8亿元", schema.Quantity}, {"新增学位1620个", schema.Quantity},
	} {
		require.Equal(t, test.want, readRow(t, "", test.text).Indicators[0].Kind, test.text)
	}
}

func TestLessOfWhatIsMade(t *testing.T) {
	i := readRow(t, "", "关停企业3家，减少产值1.2亿元").Indicators[1]
	require.Equal(t, "-120000000", i.Value.String())
	require.Equal(t, schema.Difference, i.Kind)
	require.Equal(t, schema.Quantity, readRow(t, "", "减少税费7亿元").Indicators[0].Kind, "what is remitted")
}

func TestStates(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"万兆试点1个完成布线、2个施工中", "actual ongoing"}, {"3个完成验收、2个正在建设、1个未开工", "actual ongoing remaining"},
		{"正在建设2公里、3公里已完工", "ongoing actual"}, {"拟建2个、已建3个", "planned actual"}, {"待建2个、在建1个", "remaining ongoing"},
		{"已列入年度计划12个", "actual"}, {"为计划的112%", "actual"}, {"超出计划3个", "actual"}, {"在谈项目23个，在制60口", "ongoing ongoing"},
		{"已完成1500个停车泊位建设", "actual"}, {"共涉及5个停车场", "actual"}, {"65个项目已完成方案设计", "actual"},
		{"成渝两地100家企业提供1275个岗位", "actual actual"},
		{"1座正在进行主体施工", "ongoing"}, {"5个项目已进场施工", "ongoing"}, {"2所学校已开工建设", "ongoing"}, {"105条道路加快推进基础施工", "ongoing"},
		{"正在建设2公里", "ongoing"}, {"在建8个", "ongoing"}, {"启动等10个项目，目前均已启动施工", "ongoing"},
		{"庆龙路6.5公里整治道路，已完成总工程量的40%", "ongoing actual"},
		{"启动并推进审计项目5个，责任审计项目2个", "ongoing ongoing"},
		{"拟新建1座公厕", "planned"}, {"计划6月完成18个项目", "planned"}, {"年底前完工11个项目", "planned"}, {"力争新增帮扶车间6个", "planned"},
		{"近期拟签约项目6个，近期拟签约项目预估使用面积约3.95万平方米，合计使用约6.45万平方米", "planned planned planned"},
		{"预计一季度零售额21.5亿元，同比增长57.2%；限上零售总额增长78.1%", "projected projected projected"},
		{"力争实现签约项目120个，新开工项目60个，投产项目40个", "planned planned planned"}, {"确保建成300套，目前已建成200套", "planned actual"},
		{"平均办理时长3.2日，同比缩短0.5日", "actual actual"}, {"于3.15日召开会议", ""}, {"1.2日上午召开会议", ""},
		{"未脱贫78户262人", "remaining remaining"}, {"年末全市户籍人口218.7万人", "actual"},
		{"预计增长超过10%", "projected"}, {"预计4月底前完成200户", "planned"},
		{"其余37条道路正在推进", "remaining"}, {"剩余34家正在推进", "remaining"}, {"1家未开工", "remaining"},
		{"剩余10栋中，怡锦苑4栋正在施工", "remaining ongoing"},
		{"年度目标500户，已完成300户", "target actual"}, {"12个卫生室尚有4个未完成产权划转", "actual remaining"},
		{"目标值85%，实际90%", "target actual"}, {"合格率目标值为85%，实际达到90%", "target actual"}, {"年度目标85%，实际完成90%", "target actual"},
		{"年度计划增长8%，实际增长9%", "target actual"}, {"完成年度目标85%", "actual"}, {"占年度目标任务85%", "actual"}, {"高于年度目标5%", "actual"},
		{"达到全年目标的85%", "actual"}, {"较年度目标提高8%", "actual"}, {"全年目标任务完成85%", "actual"},
		{"今年任务为新开工2400套，基本建成902套", "target target"}, {"任务为新开工2400套，已建成902套", "target actual"},
		{"全年任务为开工8座，建成5座；目前已开工7座，建成3座", "target target ongoing actual"},
		{"按照（合格率达到90%）的总体要求，推进工作", "target"}, {"（合格率达到90%）的企业", "actual"},
		{"查处不正之风问题7件", "actual"}, {"按期推进率90.3%", "actual"},
	} {
		var got []string
		for _, i := range readRow(t, "", test.text).Indicators {
			got = append(got, string(i.State))
		}
		require.Equal(t, test.want, strings.Join(got, " "), test.text)
	}
	for _, i := range readRow(t, "建成5座，正在建设2座，计划新建3座", "").Indicators {
		require.Equal(t, schema.Target, i.State)
	}
}

func TestModifiers(t *testing.T) {
	for _, test := range []struct {
		text string
		want schema.Modifier
	}{
		{"约60公里", schema.About}, {"近7000人", schema.About}, {"700亿元左右", schema.About}, {"大约30家", schema.About},
		{"超500亿元", schema.MoreThan}, {"逾300户", schema.MoreThan}, {"20余个", schema.MoreThan}, {"37万余条次", schema.MoreThan}, {"超过10%", schema.MoreThan}, {"产值过亿元", schema.MoreThan}, {"三成多", schema.MoreThan},
		{"6%以上", schema.AtLeast}, {"50台以上老旧电梯", schema.AtLeast}, {"不少于300天", schema.AtLeast}, {"不低于60%", schema.AtLeast}, {"至少5家", schema.AtLeast},
		{"5.5%以内", schema.AtMost}, {"不超过30天", schema.AtMost}, {"10天以下", schema.AtMost},
		{"增长8%", ""}, {"新增3家", ""},
	} {
		require.Equal(t, test.want, readRow(t, "", test.text).Indicators[0].Modifier, test.text)
	}
}

func TestPeriodsAndBasis(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"1-2月旅游总收入同比增长153.93%，较2019年下降17.45%", "1-2月/yoy 1-2月/vs:2019年"},
		{"一季度减免7.48亿元，其中税收7.22亿元。办理退税246笔", "一季度/ 一季度/ /"},
		{"1-2月售额21.8亿元，一季度增长预计超过10%", "1-2月/ 一季度/"},
		{"1季度新增5家\n新增6家", "1季度/ /"},
		{"1-2月完成8亿元，全年预计完成95亿元", "1-2月/ /"}, {"环比上涨1.3%", "/mom"}, {"较上年同期增长9.6%", "/yoy"}, {"比2019年增长2%", "/vs:2019年"},
		{"1-2月完成12个；3月完成2个", "1-2月/ /"},
		{"计划二季度完成5个", "/"}, {"新增5家", "/"}, {"上半年新增5家", "上半年/"},
	} {
		var got []string
		for _, i := range readRow(t, "", test.text).Indicators {
			got = append(got, i.Period+"/"+i.Basis)
		}
		require.Equal(t, test.want, strings.Join(got, " "), test.text)
	}
}

func TestSubjects(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"预计一季度限上法人零售额21.5亿元，同比增长57.2%", "限上法人零售额 限上法人零售额"},
		{"已完成1500个停车泊位建设", "停车泊位"},
		{"科学大道（一纵线中心站立交-狮子岩立交段）已完成总工程量的84%", "科学大道"},
		{"一季度空气质量优良天数82天，完成年度任务的27.3%", "空气质量优良天数 年度任务"},
		{"截至6月底，完成主体工程80%", "主体工程"},
		{"二、截至目前，完成路基工程80%", "路基工程"},
		{"庆龙路工程，完成总工程量的80%", "庆龙路工程"},
		{"累计完成投资1.8亿元，占年度计划的72%，同比增长12.4%", "投资 年度计划 投资"},
		{"实现税收1.8亿元，完成年度预算的72%，增长12.4%", "税收 年度预算 税收"},
		{"关停企业3家，减少产值1.2亿元", "企业 产值"}, {"完成投资31.2亿元，超年度计划4个百分点", "投资 投资"},
		{"摸排9个部门的105条资源目录", "部门 资源目录"},
		{"指导旺成科技等42户企业成功申报", "企业"},
		{"地面铺装完成2600平方米", "地面铺装"},
		{"处分10人，留置3人", "处分 留置"},
		{"货物吞吐量、集装箱吞吐量分别增长5.2%和11.7%", "货物吞吐量 集装箱吞吐量"},
		{"投用智荟大道等8条10公里道路", "道路 道路"},
		{"研发投入占比达到3.6%", "研发投入占比"},
		{"污水治理率由36.5%提升至43.1%", "污水治理率 污水治理率"},
		{"参保率稳定在95%以上", "参保率"},
		{"引进硕士以上30名", "硕士以上"},
		{"6座中转站中，1座完成招标", "中转站 中转站"},
		{"完成以旧换新补贴12个", "以旧换新补贴"},
		{"一般公共预算收入38.6亿元，一网通办率98%", "一般公共预算收入 一网通办率"},
		{"1.完成4所学校；2.公厕5座", "学校 公厕"},
	} {
		var got []string
		for _, i := range readRow(t, "", test.text).Indicators {
			got = append(got, i.Subject)
		}
		require.Equal(t, test.want, strings.Join(got, " "), test.text)
	}
	row := readRow(t, "新改建污水管网约60公里", "已完工7.7公里")
	require.Equal(t, "污水管网", row.Indicators[1].Subject, "of the row's target, where the cell does not say it")
}

func TestDates(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"已于3月下旬审核通过", "3月下旬 2021-03-21/2021-03-31 event"},
		{"拟于4月中旬组织摸底", "4月中旬 2021-04-11/2021-04-20 deadline"},
		{"预计6月底完工", "6月底 2021-06-30 deadline"},
		{"计划4月底前开工", "4月底前 2021-04-30 deadline"},
		{"计划年内进场", "年内 2021-12-31 deadline"},
		{"年底前完工", "年底前 2021-12-31 deadline"},
		{"计划7月进场，8月完工", "7月 2021-07 deadline|8月 2021-08 deadline"},
		{"已于2月3日开业", "2月3日 2021-02-03 event"},
		{"1-2月开行518列", "1-2月 2021-01/2021-02 period"},
		{"1季度新增5家", "1季度 2021-Q1 period"},
		{"预计一季度增长20%", "一季度 2021-Q1 period"},
		{"2020年11月开工，12月完工", "2020年11月 2020-11 event|12月 2020-12 event"},
		{"二〇二一年四月八日印发", "二〇二一年四月八日 2021-04-08 deadline"},
		{"完成2020年度评估", "2020年度 2020 plan"},
		{"2021-04-10完成", "2021-04-10 2021-04-10 deadline"},
		{"2月29日召开", ""}, // no day of that year
		{"去年11月开工，12月完工，今年2月投用", "11月 2020-11 event|12月 2020-12 event|今年2月 2021-02 event"},
		{"比去年6月末增加3个", "6月末 2020-06-30 period"},
		{"较年初增加，上年末贷款", "年末 2020-12-31 event"},
		{"线上年底前开通", "年底前 2021-12-31 deadline"},
		{"明年一季度开工", "一季度 2022-Q1 deadline"},
		{"20年12月开工", "20年12月 2020-12 event"},
		{"一月一调度，一月一日开会", "一月一日 2021-01-01 event"},
		{"前2月完成3个", "前2月 2021-01/2021-02 period"},
	} {
		var got []string
		for _, d := range readRow(t, "", test.text).Dates {
			got = append(got, fmt.Sprint(d.Text, " ", d.Value, " ", d.Role))
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.text)
	}
	require.Equal(t, schema.Deadline, readRow(t, "6月底前建成", "").Dates[0].Role)
	row := schema.Row{Progress: "4月10日开工"}
	load(t).Row(&row, texts(&row), cell.Context{})
	require.Empty(t, row.Dates, "a date of a year that nobody knows is left out")
}

func TestStatus(t *testing.T) {
	for _, test := range []struct {
		target, progress string
		want             schema.Status
		evidence         string
	}{
		{"编制4项专规", "已于2月全部完成编制。", schema.StatusCompleted, "全部完成"},
		{"建成公厕5座", "已建成5座。", schema.StatusCompleted, "建成"},
		{"建成公厕5座", "已建成2座。", schema.StatusUnderway, "建成"},
		{"新建污水管网60公里", "正在施工。", schema.StatusUnderway, "施工"},
		{"建成人民医院", "主体已完工，正在办理验收手续。", schema.StatusUnderway, "完工"},
		{"建成医院1所", "主体结构封顶。", schema.StatusUnderway, "封顶"},
		{"医院主体封顶", "主体结构封顶。", schema.StatusCompleted, "封顶"},
		{"完成电梯改造", "已完成方案设计，拟于4月中旬组织需求摸底。", schema.StatusPreparing, "方案设计"},
		{"治理黄河", "正在争取中央资金，已完成可研报告编制。", schema.StatusPreparing, "可研报告"},
		{"建设中心", "项目暂未启动。", schema.StatusNotStarted, "暂未启动"},
		{"建设中心", "因企业原因，项目已暂缓。", schema.StatusStalled, "暂缓"},
		{"落实制度", "", schema.StatusUnclear, ""},
		{"建成幼儿园2所", "完成率100%", schema.StatusCompleted, "100%"},
		{"建成幼儿园2所", "完成全年任务", schema.StatusCompleted, "完成"},
		{"建成幼儿园2所", "完成全年任务的60%", schema.StatusUnderway, "完成"},
		{"建成幼儿园2所", "正按计划推进", schema.StatusUnderway, "推进"},
		{"城镇调查失业率控制在4%以内", "城镇调查失业率4.2%", schema.StatusUnderway, "4.2%"},
		{"完成规划编制", "规划编制完成初稿", schema.StatusPreparing, "初稿"},
		{"建设中心", "暂无进展", schema.StatusNotStarted, "暂无进展"},
	} {
		row := readRow(t, test.target, test.progress)
		require.Equal(t, test.want, row.Status, test.progress)
		if test.evidence == "" {
			require.Nil(t, row.StatusEvidence)
			continue
		}
		require.Equal(t, test.evidence, row.StatusEvidence.Text, test.progress)
		require.Equal(t, test.evidence, string([]rune(test.progress)[row.StatusEvidence.Start:row.StatusEvidence.End]))
	}
}

// What may be another number than it seems is left unexplained.
func TestDoubtful(t *testing.T) {
	for _, text := range []string{"处理垃圾3×10⁴吨", "增长—3.2%", "占三分之一", "得分95", "撬动比例达1∶4", "铺设2×650米电缆", "增长½", "共12 34万元", "共٣家", "，35.5、投资",
		"完成1，234.5万元", "完成1,23万元", "增长5，3%", "完成O.5亿元", "完成投资1.2.3亿元", "完成3.5.亿元", "完成..5亿元", "完成3。5亿元", "完成l2家", "完成3O家",
		"净利润-1200万元", "净流出－300人", "增长▲3.2%", "增速在2至-3%之间", "完成1'234个", "完成12、85", "投资05亿元", "6.30前完成", "完成20230630", "2023.06完成",
		"已完成负3.9%", "完成五分之一", "完成二百三十三，其余推进", "补贴5万困难群众", "出动1200执法人员", "搬迁百八十户", "李四人民币账户", "补贴2万/户", "开展2021“双11”", "位次+2", "365政务上线", "升级到2.0", "到资HK$300万", "到资2万abc", "1.12个项目开工", "2.3.5公里道路完工",
		"撬动比例达1∶4", "收入比缩小至2.47∶1", "铺设2×650米电缆", "算力达3600XY", "截至0930日", "截至1031日", "于1306日", "机组2x660MW", "投入3..5万元", "202310月份", "30201办公费", "8300安置小区完工", "师生比1:15", "投资12\n34万元", "投资1,\n234万元", "投资12.\n5亿元", "新增3\n个项目", "投资1\u30002亿元", "气温-5至3℃", "投资5w元", "培训12580学员", "服务12350居民"} {
		row := readRow(t, "", text)
		require.NotEmpty(t, row.Coverage.Unexplained, text)
		require.Empty(t, row.Indicators, text)
	}
}

// A cell can be so narrow that it breaks its lines within figures.
func TestWrapped(t *testing.T) {
	for text, want := range map[string]string{
		"完成投\n资12亿\n元": "投资", "新增绿\n地60公\n顷": "绿地", "税收占比\n提升3个\n百分点": "税收占比",
	} {
		row := readRow(t, "", text)
		require.Len(t, row.Indicators, 1, text)
		require.Equal(t, want, row.Indicators[0].Subject, text)
		require.Empty(t, row.Coverage.Unexplained, text)
	}
	row := readRow(t, "", "新增绿地。\n60公顷\n投资5亿元")
	require.Len(t, row.Indicators, 2)
	require.Equal(t, "投资", row.Indicators[1].Subject)
}

func TestCoverageCountsDigits(t *testing.T) {
	c := readRow(t, "", "已于4月10日建成20-30家，3号楼，三所，得分95").Coverage
	require.Equal(t, 7, c.Numbers, "4, 10, 20, 30, 3, 三所, 95")
	require.Equal(t, 6, c.Explained)
	require.Equal(t, "95", c.Unexplained[0].Text, "a score without a unit may be anything")
}

func TestSection(t *testing.T) {
	s := schema.Section{Heading: "一、10项目标情况", Text: "新增就业5万人，同比增长3%。"}
	load(t).Section(&s, firstQuarter)
	require.Len(t, s.Indicators, 3)
	require.Equal(t, schema.FieldHeading, s.Indicators[0].Field)
	require.Equal(t, "新增就业5万人，"[:len("新增就业")], s.Text[:len("新增就业")])
	require.Equal(t, 4, s.Indicators[1].Start)
}

// The cues name the words of the text that decided, at their places.
func TestCues(t *testing.T) {
	row := readRow(t, "", "预计一季度外贸总额同比下降约29%")
	got := map[schema.Judgement]string{}
	for _, c := range row.Indicators[0].Cues {
		require.Equal(t, c.Text, string([]rune(row.Progress)[c.Start:c.End]))
		got[c.For] = c.Text
	}
	require.Equal(t, map[schema.Judgement]string{schema.ForState: "预计", schema.ForPeriod: "一季度", schema.ForKind: "下降", schema.ForSign: "下降",
		schema.ForModifier: "约", schema.ForBasis: "同比"}, got)
}

// A row that does not do what it says is refused, with its place and the reason.
func TestBadConstructions(t *testing.T) {
	for row, want := range map[string]string{
		"x\tFOO PCT\tPCT kind=ratio\t\ta\tb":                    `"FOO" is no class of words`,
		"x\t达标 PCT\tNUM kind=ratio\t\ta\tb":                     `"NUM" is not named in the pattern`,
		"x\t达标 PCT?\tPCT kind=ratio\t\ta\tb":                    "PCT is looked for first, and has to be a class of tokens that cannot be missing",
		"x\t达标 PCT\tPCT kind=colour\t\ta\tb":                    `"colour" cannot be the value of kind`,
		"x\t达标 PCT\tPCT colour=red\t\ta\tb":                     `"colour=red" is no judgement with its value`,
		"x\t达标 PCT\tPCT\t\ta\tb":                                `"PCT" does not say what is given to what`,
		"x\t达标 PCT\tPCT kind=ratio\thigh\ta\tb":                 `the priority "high" is no number`,
		"x\t达标 PCT\tPCT kind=ratio\t\t达标3%":                     "x needs an example that it reads, and a look-alike that it leaves alone",
		"x\t达标| PCT\tPCT kind=ratio\t\ta\tb":                    `"达标|" has an empty alternative`,
		"x\t达标率 为? PCT\tPCT kind=ratio\t\t达标率为3个\t合格率3%":        `x does not read its example "达标率为3个"`,
		"x\t达标率 为? PCT\tPCT kind=ratio\t\t达标率3%\t达标率为4%":        `x reads "达标率为4%", which it has to leave alone`,
		"x\t完成 AIMS 的 PCT\tPCT kind=ratio\t2\t完成年度任务的3%\t合格率3%": `in two ways with the same priority`,
		"x\tBARE 大洋\tBARE unit=万元\t\t支出3大洋\t支出3元":               `x gives "万元", which is no unit without a power of ten`,
		"\t达标 PCT\tPCT kind=ratio\t\ta\tb":                      "a construction needs an id",
		"X\tX PCT":                                              `"X PCT" is made of classes that are made of one another`,
	} {
		_, err := cell.Load(seeds.FS, fstest.MapFS{"constructions.tsv": {Data: []byte("id\tpattern\tgives\tpriority\treads\tleaves\tcomment\n" + row + "\n")}})
		require.ErrorContains(t, err, "constructions.tsv:2: ", row)
		require.ErrorContains(t, err, want, row)
	}
}

// A row of one's own reads what those of the program do not, and takes the place of one with the same id.
func TestConstructionsExtend(t *testing.T) {
	r, err := cell.Load(seeds.FS, fstest.MapFS{"constructions.tsv": {Data: []byte("id\tpattern\tgives\tpriority\treads\tleaves\tcomment\n" +
		"drawn-up\t拟稿 PCT\tPCT kind=completion state=ongoing\t\t拟稿30%\t定稿30%\n")}})
	require.NoError(t, err)
	row := schema.Row{Progress: "拟稿30%"}
	r.Row(&row, texts(&row), firstQuarter)
	require.Equal(t, schema.Completion, row.Indicators[0].Kind)
	require.Equal(t, schema.Ongoing, row.Indicators[0].State)
}

func TestLoadExtends(t *testing.T) {
	r, err := cell.Load(seeds.FS, fstest.MapFS{
		"cues.tsv":  {Data: []byte("word\tfor\tvalue\tcomment\n试产\tstate\tongoing\n")},
		"fixed.tsv": {Data: []byte("word\treason\tcomment\n五个家园\tname\n")},
	})
	require.NoError(t, err)
	row := schema.Row{Progress: "试产3家，建设五个家园"}
	r.Row(&row, texts(&row), firstQuarter)
	require.Len(t, row.Indicators, 1)
	require.Equal(t, schema.Ongoing, row.Indicators[0].State)
}

func TestLoadErrors(t *testing.T) {
	for file, test := range map[string]struct{ data, want string }{
		"cues.tsv":         {"word\tfor\tvalue\tcomment\n试产\tstate\tmaybe\n", `cues.tsv:2: "maybe" cannot be the value of state`},
		"number_names.tsv": {"word\tside\treason\tcomment\n# x\n座\tbeside\tname\n", `number_names.tsv:3: "beside" is no side: after, before, in-place, place or hotline`},
		"synonyms.tsv":     {"form\tname\tcomment\nGDP\n", "synonyms.tsv:2: a synonym needs a form and a name"},
		"measures.tsv":     {"name\tother_names\tunit\tcomment\n产值\t总产值、产值\t元\n", `measures.tsv:2: the name "产值" is empty, or stands in line 2 already`},
		"units.tsv":        {"form\tname\tkind\tcomment\n坪\t坪\tfield\n", "units.tsv:2"},
	} {
		_, err := cell.Load(seeds.FS, fstest.MapFS{file: {Data: []byte(test.data)}})
		require.ErrorContains(t, err, test.want)
	}
	_, err := cell.Load(seeds.FS, fstest.MapFS{"cues.tsv": {Data: []byte("word\tfor\tvalue\tcomment\n试产\tcolour\tred\n")}})
	require.EqualError(t, err, `cues.tsv:2: "colour" is no judgement`)
}

// texts are the cells of a row that has no table.
func texts(row *schema.Row) []cell.Text {
	return []cell.Text{
		{Field: schema.FieldTarget, Text: row.Target}, {Field: schema.FieldProgress, Text: row.Progress},
		{Field: schema.FieldRate, Text: row.Rate}, {Field: schema.FieldNote, Text: row.Note},
	}
}
