package cell

// group is a set of groups of words. What a class is to patterns, a group is to code: no pattern names it, so that groups take no
// room from the classes.
type group uint64

// The groups; the words of each have the judgement "group" in cues.tsv.
const (
	groupBenefits group = 1 << iota // for whom something is of use: 惠及
	groupFrame                      // no more than the frame of a building is done
	groupHolds                      // what is there, or has come in, before any work
	groupMakeup                     // what makes up a whole: 结构
	groupMonthly                    // makes a month a time: 3月当月
	groupNew                        // what has been added to things: 新认定
	groupOthers                     // 等, which ends a list
	groupOurs                       // all of what the report is on: 全市, 累计
	groupParts                      // opens a part of what stands in front: 其中
	groupPast                       // the time behind, at the front of a sentence: 过去一年
	groupReaches                    // a verb by which any work is completed
	groupScope                      // what things are ranked among: 百强县
	groupSharing                    // makes a figure a share of another
	groupTo                         // leads to what is reached: 达到
	groupTopic                      // stands behind what the rest of the sentence is about: 方面
	groupToward                     // makes a figure say where or to whom: 在, 对
	groupView                       // in front of what is looked at, beside 从: 按完成率看
	groupYearlong                   // 全年
)

var groupNames = map[string]group{
	"benefits": groupBenefits,
	"frame":    groupFrame,
	"holds":    groupHolds,
	"makeup":   groupMakeup,
	"monthly":  groupMonthly,
	"new":      groupNew,
	"others":   groupOthers,
	"ours":     groupOurs,
	"parts":    groupParts,
	"past":     groupPast,
	"reaches":  groupReaches,
	"scope":    groupScope,
	"sharing":  groupSharing,
	"to":       groupTo,
	"topic":    groupTopic,
	"toward":   groupToward,
	"view":     groupView,
	"yearlong": groupYearlong,
}

// isOf reports a word of one of the groups.
func (w *word) isOf(g group) bool { return w.groups&g != 0 }
