package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// TestCellsAtTheEdges has cells in which a mark stands twice, a figure is just as large as its whole or nothing, or a list has just as many
// names as are counted.
func TestCellsAtTheEdges(t *testing.T) {
	for text, want := range map[string][]string{
		"①立项完成；①设计完成；②正在施工。":             {"1.1 points/gap [①]"},
		"①立项完成；①设计完成。":                   nil, // no second point says that these are points
		"①立项；②设计；②施工。":                   {"1.1 points/gap [②]"},
		"①立项；③施工。":                       {"1.1 points/gap [③]"},
		"②设计；③施工。":                       {"1.1 points/gap [②]"},
		"一是完善机制；三是压实责任。":                 {"1.1 points/gap [三是]"},
		"第一是完善机制；第三是压实责任。":               {"1.1 points/gap [第三是]"},
		"第一是完善机制；第二是压实责任。":               nil,
		"一是完善机制；一是压实责任；二是强化督查。":          {"1.1 points/gap [一是]"},
		"建成图书馆、文化馆、体育馆等2个场馆。":            {"1.1 count/list [2个]"},
		"建成图书馆、文化馆、体育馆等3个场馆。":            nil,
		"建成图书馆、文化馆、体育馆等5个场馆。":            nil,
		"15个项目中，8个已完工，4个在建，3个未开工。":       nil,
		"抽检农产品1252批次，合格1252批次，合格率99.4%。": {"1.1 rate/mismatch [99.4%] 1252/1252"},
		"抽检农产品1252批次，合格1252批次，合格率100%。":  nil,
		"惠及15.2万人，其中老年人18万人。":            {"1.1 part/exceeds-whole [18万人] 18>15.2"},
		"惠及15.2万人，其中老年人15.2万人。":          nil,
		"承办建议198件，已办结156件，其余42件正在办理。":    nil,
		"承办建议198件，已办结156件，其余40件正在办理。":    {"1.1 part/sum [40件] 156+40"},

		"收到信访件320件，审结310件，审结率89.9%。":         {"1.1 rate/mismatch [89.9%] 310/320"},
		"收到信访件320件，审结310件（含旧存25件），审结率89.9%。": nil, // of those as well
		"承办建议198件，已办结156件，其余40件正在办理，3件尚未办理。": {"1.1 part/sum [40件] 156+40"},
		"承办建议198件，已办结156件，其余40件正在办理，2件尚未办理。": nil,

		"改造县道120公里、乡道80公里，合计220公里。":          {"1.1 part/sum [220公里] 120+80"},
		"改造县道120公里、乡道80公里，合计220公里（含村道20公里）。": nil, // which may be in neither
		"收到来信20件，受理95件。":                     {"1.1 part/exceeds-whole [95件] 95>20"},
		"收到来信20件、来电85个，受理95件。":               nil, // of both

		"新增床位500张，其中护理型床位350张，占比62%。":   {"1.1 rate/mismatch [62%] 350/500"},
		"新增床位500张，其中护理型床位350张，占比为62%。":  {"1.1 rate/mismatch [62%] 350/500"},
		"新增床位500张，其中护理型床位350张，占比达到62%。": nil, // of all there are now
	} {
		if want == nil {
			want = []string{}
		}
		require.Equal(t, want, found(checked(t, row("", text))), text)
	}
}

// TestPieces checks cells that are cut in front or behind: a finding marks words of what is left.
func TestPieces(t *testing.T) {
	for _, text := range []string{
		"①排查隐患120处，整改108处，整改率93%；③建成图书馆、文化馆（新馆）等3个场馆。", "承办建议198件，其中：代表建议120件、委员提案80件，已办结156件，办结率78.8%，其余40件正在办理。",
	} {
		runes := []rune(text)
		for i := 0; i < len(runes); i += 2 {
			for _, piece := range []string{string(runes[:i]), string(runes[i:])} {
				for _, r := range checked(t, row(piece, piece)).Annexes[0].Rows {
					for _, f := range r.Findings {
						if f.Field == schema.FieldProgress {
							require.True(t, 0 <= f.Start && f.Start <= f.End && f.End <= len([]rune(r.Progress)), piece)
						}
					}
				}
			}
		}
	}
}
