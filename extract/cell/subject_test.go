package cell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// told returns the figures of a text of the narrative with what is wanted of each.
func told(t *testing.T, text string, of func(schema.Indicator) string) string {
	section := schema.Section{Text: text}
	load(t).Section(&section, firstQuarter)
	var got []string
	for _, i := range section.Indicators {
		got = append(got, i.Text+" "+of(i))
	}
	return strings.Join(got, "|")
}

// What a reader says that each figure measures.
func TestSubjectsOfNarratives(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// adverbs, verbs, and what says how things went
		{"工业产值达到95亿元，首次突破90亿元大关。", "95亿元 工业产值|90亿元 工业产值"},
		{"46个技改项目进展顺利。", "46个 技改项目"},
		{"全镇荣获市级金奖4个。", "4个 市级金奖"},
		{"财政收入6.2亿元，自然增幅3%。", "6.2亿元 财政收入|3% 财政收入"},
		{"加固堤防8公里、惠及620户。", "8公里 堤防|620户 惠及"},
		{"改造厨房34间、惠及620户。", "34间 厨房|620户 厨房"},
		{"5家茶厂位列全省百强。", "5家 茶厂"},
		{"40件提案中已办结25件。", "40件 提案|25件 提案"},
		{"共有课题40项，按期结题的有25项。", "40项 课题|25项 课题"},
		{"新造林900亩。", "900亩 新造林"},
		{"完成人工造林700亩，义务植树3万株。", "700亩 人工造林|3万株 义务植树"},
		{"植树60株，栽种海棠等苗木12种3.4万株。", "60株 植树|12种 苗木|3.4万株 苗木"},
		// things of which something is so, with nothing said of what they are
		{"正常推进的有4项，推进缓慢的有3项，达到进度的有9项。", "4项 正常推进|3项 推进缓慢|9项 达到进度"},
		{"全镇有实事20件，办结的有12件，正常推进的有5件。", "20件 实事|12件 实事|5件 实事"},
		{"居前3位的依次是盗窃罪84件，诈骗罪45件。", "84件 盗窃罪|45件 诈骗罪"},
		{"财政收入4.3亿元，占年初预算10亿元的43%，增长6.5%。", "4.3亿元 财政收入|10亿元 年初预算|43% 财政收入|6.5% 财政收入"},
		{"完成投资4.3亿元，完成率24%，占年度目标的43%。", "4.3亿元 投资|24% 完成率|43% 投资"},
		{"云岭、白沙等7市棚户区改造开工率超90%。", "7市 棚户区|90% 棚户区改造开工率"},
		{"收案320件（不含旧存28件），下降1.3%。", "320件 收案|28件 旧存|1.3% 收案"},
		{"信访人数减少，共210人。", "210人 信访人数"},
		{"完成市下达的4.5万亩油茶任务。", "4.5万亩 油茶任务"},
		{"推进流感疫苗接种，累计接种310剂次。", "310剂次 流感疫苗接种"},
		{"从严查处违规广告，累计查处52件。", "52件 违规广告"},
		{"3个园区实现增加值7亿元。", "3个 园区|7亿元 园区增加值"},
		{"第三产业实现增加值7亿元。", "7亿元 第三产业增加值"},
		{"治理面积共120亩。", "120亩 治理面积"},
		{"办理退税30笔，金额2亿元。", "30笔 退税|2亿元 退税金额"},
		{"种植早稻200亩和300亩晚稻。", "200亩 早稻|300亩 晚稻"},
		// lists
		{"城乡居民收入分别增长5.2%和6.8%。", "5.2% 城镇居民收入|6.8% 农村居民收入"},
		{"2个国家级、9个省级文保单位分别完成投资1.2亿元、3.4亿元。", "2个 国家级文保单位|9个 省级文保单位|1.2亿元 国家级文保单位投资|3.4亿元 省级文保单位投资"},
		{"技改投资、工业投资占比分别为41.5%、58.2%。", "41.5% 技改投资占比|58.2% 工业投资占比"},
		{"养老、失业、工伤保险参保人数分别为8万人、3万人、4万人。", "8万人 养老保险参保人数|3万人 失业保险参保人数|4万人 工伤保险参保人数"},
		{"一般公共预算收入和支出分别为6亿元、31亿元。", "6亿元 一般公共预算收入|31亿元 一般公共预算支出"},
		{"采矿业和制造业增幅最大，分别为12.5%和11.6%。", "12.5% 采矿业|11.6% 制造业增幅最大"},
		{"电力、纺织等产值分别增长3%、4%。", "3% 电力产值|4% 纺织产值"},
		{"产值总量8亿元，增长4%；城乡居民收入分别增长5%和7%。", "8亿元 产值总量|4% 产值总量|5% 城镇居民收入|7% 农村居民收入"},
		{"食品支出占消费总支出的比重（恩格尔系数）为31%。", "31% 食品支出占消费总支出的比重"},
		// ranks
		{"位居全省百强县科教创新第8、绿色金融第6。", "第8 科教创新|第6 绿色金融"},
		{"产值增长8%，总量在全省57个县（市）中排名第三。", "8% 产值|57个 县|第三 产值"},
		{"产值增长8%，增速、总量居全市第二、第四。", "8% 产值|第二 产值|第四 总量"},
		{"产值增长8%，居沿海港口第3位。", "8% 产值|第3位 产值"},
		// shares, levels, and what goes on
		{"非税收入2亿元，占总收入的31.5%。", "2亿元 非税收入|31.5% 非税收入"},
		{"收入3亿元，比“十二五”计划目标2亿元超过1亿元。", "3亿元 收入|2亿元 收入|1亿元 收入"},
		{"收入3亿元，较上年2亿元增长50%。", "3亿元 收入|2亿元 收入|50% 收入"},
		{"工业产值是2019年的1.4倍。", "1.4倍 工业产值"},
		{"全县实现总产值84亿元。按可比价格计算，增长5.2%。", "84亿元 总产值|5.2% 总产值"},
		{"产值增长8%，增速提高0.8个百分点。", "8% 产值|0.8个百分点 产值"},
		{"产值增长8%，比全省和全国分别高1、2个百分点。", "8% 产值|1 产值|2个百分点 产值"},
		{"运河片区税收在全市占比为6.5%。", "6.5% 运河片区税收在全市占比"},
		{"服务业对经济增长的贡献率为51%。", "51% 服务业对经济增长的贡献率"},
		{"90%以上的企业已复工。", "90% 企业"},
		{"总产值是2022年的2.4倍；人均产值达到3万元，是2017年的2.5倍。", "2.4倍 总产值|3万元 人均产值|2.5倍 人均产值"},
	} {
		require.Equal(t, test.want, told(t, test.text, func(i schema.Indicator) string { return i.Subject }), test.text)
	}
}

// A year that a figure is measured by is not that of the figure, nor of those behind it.
func TestYearsOfFigures(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"产值是2020年的2.4倍，年均增长9%。", "2.4倍 |9% "},
		{"占比由2020年的35%提高到48%，年均提高3个百分点。", "35% 2020年|48% |3个百分点 "},
		{"客流恢复到2020年同期的92%，新增班列3列。", "92% |3列 "},
		{"三产结构由2020年的20:45:35调整为12:46:42。", "20 2020年|45 2020年|35 2020年|12 |46 |42 "},
		{"2017年全县生产总值达到90亿元，年均增长6%。", "90亿元 2017年|6% 2017年"},
		{"2017年12个村退出。", "12个 2017年"},
	} {
		require.Equal(t, test.want, told(t, test.text, func(i schema.Indicator) string { return i.Period }), test.text)
	}
}

// Colons of every form part the shares of a whole, of which none is told without the others.
func TestCompositions(t *testing.T) {
	unit := func(i schema.Indicator) string { return string(i.Kind) + i.Unit }
	for _, colon := range []string{":", "：", "∶", "︰", "﹕", "꞉", " : "} {
		for _, test := range []struct{ text, want string }{
			{"三次产业比调整为9.1:50.4:40.5。", "9.1 ratio%|50.4 ratio%|40.5 ratio%"},
			{"产业结构由20:51:29变为11:56:33。", "20 ratio%|51 ratio%|29 ratio%|11 ratio%|56 ratio%|33 ratio%"},
			{"轻重工业比为41.5:58.5。", "41.5 ratio%|58.5 ratio%"},
			{"男女比例为52:48。", "52 ratio%|48 ratio%"},
			{"四级出资比例为10:20:30:40。", "10 ratio%|20 ratio%|30 ratio%|40 ratio%"},
			{"用地结构为10:20:30:30:10。", "10 ratio%|20 ratio%|30 ratio%|30 ratio%|10 ratio%"},
			{"城乡收入比为2.31:1。", ""},
			{"产业结构为5:3:2。", ""},
			{"活动于8:30开始。", ""},
			{"活动于21:50:29结束。", ""},
		} {
			text := strings.ReplaceAll(test.text, ":", colon)
			require.Equal(t, test.want, told(t, text, unit), text)
		}
	}
}

// Of things that have been added, or whom something is done for, the figure is not that of all there are.
func TestNewcomersAreNoStock(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"规上企业达到120家。", "120家 规模以上企业"},
		{"新增规上企业15家。", "15家 "},
		{"新增15家规上企业。", "15家 "},
		{"新增规上企业15家，已有规上企业100家。", "15家 |100家 规模以上企业"},
		{"新增市场主体310户。", "310户 新登记市场主体"},
		{"新建高标准农田2万亩。", "2万亩 高标准农田"},
		{"减免税收收入3亿元。", "3亿元 "},
		{"税收收入3亿元。", "3亿元 税收收入"},
	} {
		require.Equal(t, test.want, told(t, test.text, func(i schema.Indicator) string { return i.Measure }), test.text)
	}
}
