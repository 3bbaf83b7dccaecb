package cell_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/cell"
	"duban/schema"
)

func TestComparisons(t *testing.T) {
	for _, test := range []struct{ target, progress, want string }{
		{"新增公共停车泊位7000个", "共涉及5个停车场，已完成1500个停车泊位建设", "7000个:1500个=0.2143"},
		{"引进20个首店品牌、15个高端品牌", "已完成5家首店品牌引进", "20个:5家=0.25"},
		{"地区生产总值增长6%以上", "预计一季度GDP增长20%左右", "6%:20%=14"},
		{"税收收入增长5%", "一季度税收入库8.23亿元，同比增长30.31%", "5%:30.31%=25.31"},
		{"社会消费品零售总额增长7%", "限上零售额21.5亿元，同比增长57.2%", ""},
		{"旅游总收入增长10%", "旅游总收入同比增长153.93%，较2019年下降17.45%", "10%:153.93%=143.93"},
		{"完成4所中小学新建", "4所中小学正在进行主体施工", ""},
		{"改造老旧小区70个", "65个项目已完成方案设计", ""},
		{"完成487家企业整治", "完成整治453家，完成率93%，剩余34家正在推进", "487家:453家=0.9302"},
		{"培育科技型企业200家", "新培育科技型企业205家，累计达1255家", "200家:205家=1.025"},
		{"农村生活污水治理率达45%", "农村生活污水治理率由36.5%提升至43.1%", "45%:43.1%=-1.9"},
		{"建成32万平方米创新中心", "拆除房屋48550平方米", ""},
		{"净增市场主体3000户", "新登记市场主体4216户、注销1587户，净增2629户", "3000户:2629户=0.8763"},
		{"净增市场主体3000户", "新登记市场主体4216户", ""},
		{"建设220kV线路310公里", "改造10kV线路180公里", ""},
		{"3.2万亩", "3.18万亩", "3.2万亩:3.18万亩=0.9938"},
		{"每个乡镇建成1个养老服务中心，全县共16个", "已建成11个", "16个:11个=0.6875"},
		{"每个村建成1个养老服务中心，全镇共16个", "已建成11个", "16个:11个=0.6875"},
		{"引进项目40个，其中10亿元以上6个", "引进项目33个（10亿元以上4个）", "40个:33个=0.825|6个:4个=0.6667"},
		{"粮食产量稳定在85万吨以上", "夏粮产量31.2万吨", ""},
		{"城镇调查失业率控制在5.5%以内", "登记失业率3.2%", ""},
		{"65岁以上老年人健康管理率72%", "65岁以上老年人健康管理率71.3%", "72%:71.3%=-0.7"},
		{"平均反应时间控制在12分钟以内", "平均反应时间11分38秒", ""},
		{"新增公办学位4200个", "预计新增学位1800个。二小竣工，新增学位2160个", "4200个:2160个=0.5143"},
		{"争取中央资金8亿元、省级资金7亿元", "争取中央资金8.6亿元、省级资金7.2亿元，合计15.8亿元", "8亿元:8.6亿元=1.075|7亿元:7.2亿元=1.0286"},
		{"培训教师300人、医生4000人", "培训教师312人、医生4100人，合计4412人", "300人:312人=1.04|4000人:4100人=1.025"},
		{"接待游客100万人次", "接待境内游客90万人次、境外游客1万人次，合计91万人次", "100万人次:91万人次=0.91"},
		{"新建（改造）公厕100座", "新建公厕63座、改造公厕41座", ""},
		{"新建、改造公厕100座", "新建公厕63座，改造公厕41座，共完成104座", "100座:104座=1.04"},
		{"新建、改造公厕100座", "已完成63座", "100座:63座=0.63"},
		{"建设足球场、篮球场20个", "建成篮球场6个、足球场9个", ""},
		{"建设足球场、篮球场20个", "建成15个，其中篮球场6个、足球场9个", "20个:15个=0.75"},
		{"安装智能水表72只", "白云区安装23只，罗江区安装7只", ""},
		{"安装智能水表72只", "白云区安装23只，罗江区安装7只，合计安装30只", "72只:30只=0.4167"},
		{"新建幼儿园5所", "新建托儿所2所", ""},
		{"创建示范社区20个", "创建示范村6个", ""},
		{"新增停车位500个", "建成停车场6个", ""},
		{"新增停车泊位500个", "新增停车位460个", "500个:460个=0.92"},
		{"引进教师120名，其中硕士以上30名", "引进教师127名，硕士以上34名", "120名:127名=1.0583|30名:34名=1.1333"},
	} {
		row := readRow(t, test.target, test.progress)
		var got []string
		for _, c := range row.Comparisons {
			of := c.Ratio
			if of == nil {
				of = c.Difference
			}
			got = append(got, fmt.Sprintf("%s:%s=%s", row.Indicators[c.Target].Text, row.Indicators[c.Actual].Text, of))
		}
		require.Equal(t, test.want, strings.Join(got, "|"), test.progress)
	}
}

// A cell that holds a bare number takes its unit from the heading of the column, or from the target.
func TestBareCells(t *testing.T) {
	row := schema.Row{Item: "大道北延", Target: "30000", Progress: "24600", Rate: "82.0"}
	given := texts(&row)
	given[0].Unit = cell.Unit{Base: "元", Kind: "money", Factor: 10_000}
	given[1].Unit = given[0].Unit
	given[2].Unit = cell.Unit{Base: "%", Kind: "rate", Factor: 1}
	load(t).Row(&row, given, firstQuarter)
	require.Len(t, row.Indicators, 3)
	require.Equal(t, "30000=300000000 元", show(row.Indicators[0]))
	require.Equal(t, "24600=246000000 元", show(row.Indicators[1]))
	require.Equal(t, "82.0=82 %", show(row.Indicators[2]))
	require.Equal(t, schema.Completion, row.Indicators[2].Kind)
	require.Equal(t, "0.82", row.Comparisons[0].Ratio.String())

	row = readRow(t, "1300人", "700")
	require.Equal(t, "700=700 人", show(row.Indicators[1]))
	row = schema.Row{Item: "新增城镇就业", Target: "8950", Progress: "7356"}
	load(t).Row(&row, texts(&row), firstQuarter)
	require.Equal(t, "7356=7356", show(row.Indicators[1]), "nobody says what is counted")
	require.Equal(t, "0.8219", row.Comparisons[0].Ratio.String())

	row = schema.Row{Target: "1300人", Rate: "82"}
	load(t).Row(&row, texts(&row), firstQuarter)
	require.Len(t, row.Indicators, 1)
	require.Equal(t, []schema.Unexplained{{Field: schema.FieldRate, Text: "82", Start: 0, End: 2}}, row.Coverage.Unexplained,
		"a rate of which nobody says that it is in percent")
}

// A bare number beside a target in tens of thousands is in the same, or it is not: the size tells, or nothing does.
func TestBareCellBesideScaledTarget(t *testing.T) {
	for _, test := range []struct{ target, progress, want string }{
		{"2.6万人", "7383", "7383=7383 人"},
		{"10000万元", "7965", "7965=79650000 元"},
		{"10000万元", "3", ""},
	} {
		row := readRow(t, test.target, test.progress)
		if test.want == "" {
			require.Len(t, row.Indicators, 1)
			require.NotEmpty(t, row.Coverage.Unexplained)
			continue
		}
		require.Equal(t, test.want, show(row.Indicators[1]))
	}
}

// The unit that a header or the target gives holds for both bounds of a range.
func TestBareRanges(t *testing.T) {
	column := cell.Column{Role: schema.RoleFigure, Figures: true}
	for _, text := range []string{"10-20", "10～20", "10至20"} {
		row := schema.Row{Item: "大道北延", Cells: []schema.Cell{{Column: 1, Text: text}}}
		load(t).Row(&row, []cell.Text{{Field: schema.FieldCell, Text: text, Column: &column, Unit: cell.Unit{Base: "元", Kind: "money", Factor: 10_000}}}, firstQuarter)
		require.Len(t, row.Indicators, 1, text)
		require.Equal(t, "100000", row.Indicators[0].Value.String(), text)
		require.Equal(t, "200000", row.Indicators[0].ValueMax.String(), text)

		row = readRow(t, "100万元", text)
		require.Len(t, row.Indicators, 2, text)
		require.Equal(t, "100000", row.Indicators[1].Value.String(), text)
		require.Equal(t, "200000", row.Indicators[1].ValueMax.String(), text)
	}
}
