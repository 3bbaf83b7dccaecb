package cell_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// The sentences of these tests are made up of parts, so that what is to be read in them follows from how they were made.

var aims = []string{"年度任务", "年度目标", "年度计划", "全年任务", "全年目标", "全年计划", "目标任务", "任务目标", "任务", "目标", "计划", "任务数", "目标数",
	"计划数", "年初预算", "预算", "预算数", "年计划", "总任务", "总目标", "年度投资计划", "年度目标任务", "预期目标", "责任目标", "任务总数", "目标任务数", "年度任务数",
	"省定任务", "下达任务", "考核目标"}

// shares are ways to tell a share of an aim; %s is the aim, 65% the share.
var shares = []string{"完成%s的65%%", "完成%s65%%", "完成%s比例65%%", "完成%s的比例为65%%", "已完成%s的65%%", "达%s65%%", "达到%s的65%%", "占%s的65%%", "占%s65%%",
	"占%s比重65%%", "为%s的65%%", "相当于%s的65%%", "%s完成65%%", "%s完成率65%%", "%s已完成65%%", "%s的65%%"}

func TestSharesOfAims(t *testing.T) {
	for _, aim := range aims {
		for _, share := range shares {
			for _, text := range []string{fmt.Sprintf(share, aim), "截至3月底，" + fmt.Sprintf(share, aim) + "。", "改造公厕13座，" + fmt.Sprintf(share, aim)} {
				found := readRow(t, "", text).Indicators
				last := found[len(found)-1]
				require.Equal(t, schema.Completion, last.Kind, text)
				require.Equal(t, schema.Actual, last.State, text)
			}
		}
	}
}

// Of a share the aim may be told in figures, which are the target then.
func TestSharesOfAimsInFigures(t *testing.T) {
	for _, aim := range aims {
		for _, share := range []string{"完成%s的65%%", "占%s的65%%", "为%s的65%%", "达到%s的65%%", "占%s65%%", "相当于%s的65%%"} {
			for _, quoted := range []string{"20座", "（20座）", "(20座)", "【20座】"} {
				text := "改造公厕13座，" + fmt.Sprintf(share, aim+quoted)
				found := readRow(t, "", text).Indicators
				require.Len(t, found, 3, text)
				require.Equal(t, schema.Target, found[1].State, text)
				require.Equal(t, schema.Completion, found[2].Kind, text)
				require.Equal(t, schema.RelationAim, found[2].Relation, text)
				require.Equal(t, 1, *found[2].Of, text)
			}
		}
	}
}

var (
	things = []string{"公厕", "驿站", "泵房", "城市书房", "农贸市场"}
	doings = []struct {
		words string // %s is the figure, with the thing behind it
		state schema.State
	}{
		{"已建成%s", schema.Actual}, {"建成%s", schema.Actual}, {"累计改造%s", schema.Actual}, {"新增%s", schema.Actual},
		{"正在建设%s", schema.Ongoing}, {"在建%s", schema.Ongoing}, {"已开工%s", schema.Ongoing},
		{"计划新建%s", schema.Planned}, {"拟建%s", schema.Planned}, {"力争建成%s", schema.Planned}, {"年内建成%s", schema.Planned}, {"12月底前建成%s", schema.Planned},
		{"剩余%s", schema.Remaining}, {"尚有%s未开工", schema.Remaining},
	}
	bounds = []struct {
		before, after string
		modifier      schema.Modifier
	}{
		{"", "", ""}, {"约", "", schema.About}, {"近", "", schema.About}, {"超", "", schema.MoreThan}, {"超过", "", schema.MoreThan}, {"不少于", "", schema.AtLeast},
		{"至少", "", schema.AtLeast}, {"不超过", "", schema.AtMost}, {"不足", "", schema.LessThan}, {"不到", "", schema.LessThan},
	}
	leads = []string{"", "目前，", "据统计，", "截至目前，", "①"}
)

// Names, digits, bounds and harmless words in front change nothing of the state of a figure, and the figure nothing of theirs.
func TestStatesAndModifiers(t *testing.T) {
	for _, do := range doings {
		for _, b := range bounds {
			for i, thing := range things {
				for _, lead := range leads {
					digits := []string{"3", "12", "480", "1,206", "27"}[i]
					text := lead + fmt.Sprintf(do.words, b.before+digits+"座"+b.after+thing) + "。"
					found := readRow(t, "", text).Indicators
					require.Len(t, found, 1, text)
					require.Equal(t, digits+"座", found[0].Text, text)
					require.Equal(t, strings.ReplaceAll(digits, ",", ""), found[0].Value.String(), text)
					require.Equal(t, do.state, found[0].State, text)
					require.Equal(t, b.modifier, found[0].Modifier, text)
					require.Equal(t, schema.Quantity, found[0].Kind, text)
				}
			}
		}
	}
}

// The direction of a verb and that of its object make the sign of a difference together.
func TestSignsOfDifferences(t *testing.T) {
	for _, test := range []struct {
		words string
		sign  string
	}{
		{"增速提高%s", ""}, {"增速加快%s", ""}, {"增速回落%s", "-"}, {"涨幅收窄%s", "-"}, {"涨幅扩大%s", ""}, {"降幅收窄%s", ""}, {"降幅扩大%s", "-"},
		{"占比提升%s", ""}, {"失业率下降%s", "-"}, {"增速高于全市%s", ""}, {"增速低于全市%s", "-"}, {"比全市平均水平高%s", ""}, {"比全市平均水平低%s", "-"},
		{"快于计划%s", ""}, {"落后时间进度%s", "-"},
	} {
		for _, figure := range []string{"3.7个百分点", "0.6个百分点", "12个百分点"} {
			for _, lead := range leads {
				text := lead + fmt.Sprintf(test.words, figure)
				found := readRow(t, "", text).Indicators
				require.Len(t, found, 1, text)
				require.Equal(t, schema.Difference, found[0].Kind, text)
				require.Equal(t, test.sign+strings.TrimSuffix(figure, "个百分点"), found[0].Value.String(), text)
			}
		}
	}
}

// A bracket belongs to the figure in front of it, whatever its shape.
func TestBracketsOfAllShapes(t *testing.T) {
	for _, bracket := range []string{"（%s）", "(%s)", "【%s】", "[%s]", "［%s］"} {
		text := "建成驿站6个" + fmt.Sprintf(bracket, "75%") + "，其余正在施工。"
		found := readRow(t, "", text).Indicators
		require.Len(t, found, 2, text)
		require.Equal(t, schema.RelationHost, found[1].Relation, text)
		require.Equal(t, 0, *found[1].Of, text)
		require.Equal(t, schema.Actual, found[1].State, text)
	}
}

// Nothing completes a row behind a negation, an intention, a forecast or a difficulty.
func TestCompletesNothing(t *testing.T) {
	for _, words := range []string{"无法%s", "未能%s", "难以%s", "难以按时%s", "力争%s", "确保%s", "确保11月%s", "力争年底前%s", "预计能够%s", "预计年底可%s", "有望%s",
		"%s存在困难", "%s存在一定压力", "%s有较大难度", "计划年底%s", "争取%s", "可望%s", "拟于10月%s", "将于年底%s", "%s难度较大", "%s仍有差距", "%s形势严峻",
		"%s不容乐观", "%s的可能性较小", "正在抓紧%s", "加快%s", "全力冲刺%s", "应%s", "对%s有信心", "为%s打下基础", "以%s为目标", "年内能%s", "下半年%s", "11月份%s", "12月底%s"} {
		for _, done := range []string{"完成年度任务", "完成全年目标任务", "完成建设任务", "全面完成任务"} {
			text := fmt.Sprintf(words, done) + "。"
			require.NotEqual(t, schema.StatusCompleted, readRow(t, "建设公厕", text).Status, text)
		}
	}
	for _, text := range []string{"已完成年度任务。", "全面完成年度任务。"} {
		require.Equal(t, schema.StatusCompleted, readRow(t, "建设公厕", text).Status, text)
	}
}

// One figure of the progress is set against the one of the target, however the two are told; what is not done against none.
func TestComparisonsOfCounts(t *testing.T) {
	asked := []string{"新建%s40座", "%s40座", "新建40座%s", "完成%s建设40座", "新建%s不少于40座", "新建%s40座以上", "年内建成%s40座，总投资3000万元", "改造提升40座%s，新增绿地5公顷"}
	told := []string{"已建成%s18座。", "建成18座%s，完成率45%%。", "%s已完成18座，占年度任务的45%%。", "已建成%s18座，剩余22座正在施工。",
		"计划新建%s40座，已建成18座。", "年度任务40座%s，已完成18座。"}
	untold := []string{"正在建设%s18座。", "计划建设%s18座。", "已完成18座%s选址。", "18座%s完成招标。", "%s尚未开工。"}
	for _, thing := range things {
		for _, ask := range asked {
			for _, lead := range []string{"", "目前，", "截至3月底，"} {
				for _, tell := range told {
					target, progress := fmt.Sprintf(ask, thing), lead+fmt.Sprintf(tell, thing)
					row := readRow(t, target, progress)
					require.Len(t, row.Comparisons, 1, "%s: %s", target, progress)
					c := row.Comparisons[0]
					require.Equal(t, "40座 18座 0.45", row.Indicators[c.Target].Text+" "+row.Indicators[c.Actual].Text+" "+c.Ratio.String(), "%s: %s", target, progress)
					require.NotEqual(t, schema.StatusCompleted, row.Status, "%s: %s", target, progress)
				}
				for _, tell := range untold {
					target, progress := fmt.Sprintf(ask, thing), lead+fmt.Sprintf(tell, thing)
					require.Empty(t, readRow(t, target, progress).Comparisons, "%s: %s", target, progress)
				}
			}
		}
	}
}
