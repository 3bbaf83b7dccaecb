package cell

// group is a set of groups of words. What a class is to patterns, a group is to code: no pattern names it, so that groups take no
// room from the classes.
type group uint64

// The groups; the words of each have the judgement "group" in cues.tsv.
const (
	groupAgenda    group = 1 << iota // announces a list of work: 以下工作
	groupAmounts                     // a verb of which only amounts are told, so that it ends no task that does not ask for it: 发放
	groupAnnual                      // of the year as a whole, whatever period was named before: 年度目标
	groupBenefits                    // for whom something is of use: 惠及
	groupConducts                    // a verb of holding what the task asks for: 开展
	groupContests                    // asks for a title or an honour: 创建
	groupDealing                     // asks for a partner or a contract: 引进
	groupDeals                       // a contract that was made
	groupBecause                     // opens a clause that tells why
	groupDrafts                      // asks for a paper to be written: 编制
	groupEnds                        // what things come to when work on them is over: 首航, 入住
	groupEver                        // asks for what comes again and again: 每季度
	groupFinish                      // a verb that says by itself nothing of what is over: 完成
	groupForce                       // holds from a day on: 4月1日起实施
	groupFounding                    // what happens once, by being set up
	groupFrame                       // no more than the frame of a building is done
	groupHolding                     // what happens once, by being held
	groupHolds                       // what is there, or has come in, before any work
	groupHonours                     // a title or an honour that was won
	groupIssuing                     // what happens once, by being issued
	groupLacking                     // something is not there yet: 未到位
	groupMakeup                      // what makes up a whole: 结构
	groupMonthly                     // makes a month a time: 3月当月
	groupNew                         // what has been added to things: 新认定
	groupOccasions                   // asks for what is held once: 活动
	groupOnce                        // a verb that ends the task where this has the same: 成立
	groupOthers                      // 等, which ends a list
	groupOurs                        // all of what the report is on: 全市, 累计
	groupPapers                      // a paper, or a step toward one
	groupParts                       // opens a part of what stands in front: 其中
	groupPast                        // the time behind, at the front of a sentence: 过去一年
	groupPresent                     // the time of the report: 目前
	groupReaches                     // a verb by which any work is completed
	groupReal                        // says that what follows is so, and no aim: 仅, 实际
	groupScope                       // what things are ranked among: 百强县
	groupSettles                     // makes a paper hold: 批复
	groupSharing                     // makes a figure a share of another
	groupTo                          // leads to what is reached: 达到
	groupTopic                       // stands behind what the rest of the sentence is about: 方面
	groupToward                      // makes a figure say where or to whom: 在, 对
	groupUpkeep                      // asks for what goes on: 加强
	groupView                        // in front of what is looked at, beside 从: 按完成率看
	groupWhole                       // all of what is spoken of
	groupYearlong                    // 全年
)

var groupNames = map[string]group{
	"agenda":    groupAgenda,
	"amounts":   groupAmounts,
	"annual":    groupAnnual,
	"benefits":  groupBenefits,
	"conducts":  groupConducts,
	"contests":  groupContests,
	"dealing":   groupDealing,
	"deals":     groupDeals,
	"because":   groupBecause,
	"drafts":    groupDrafts,
	"ends":      groupEnds,
	"ever":      groupEver,
	"finish":    groupFinish,
	"force":     groupForce,
	"founding":  groupFounding,
	"frame":     groupFrame,
	"holding":   groupHolding,
	"holds":     groupHolds,
	"honours":   groupHonours,
	"issuing":   groupIssuing,
	"lacking":   groupLacking,
	"makeup":    groupMakeup,
	"monthly":   groupMonthly,
	"new":       groupNew,
	"occasions": groupOccasions,
	"once":      groupOnce,
	"others":    groupOthers,
	"ours":      groupOurs,
	"papers":    groupPapers,
	"parts":     groupParts,
	"past":      groupPast,
	"present":   groupPresent,
	"reaches":   groupReaches,
	"real":      groupReal,
	"scope":     groupScope,
	"settles":   groupSettles,
	"sharing":   groupSharing,
	"to":        groupTo,
	"topic":     groupTopic,
	"toward":    groupToward,
	"upkeep":    groupUpkeep,
	"view":      groupView,
	"whole":     groupWhole,
	"yearlong":  groupYearlong,
}

// isOf reports a word of one of the groups.
func (w *word) isOf(g group) bool { return w.groups&g != 0 }
