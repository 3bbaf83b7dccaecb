package table

import "duban/schema"

// Label is what the labels of one column say, read as phrases from the top: a period, a word for how real the figures
// are, what is measured, a unit.
type Label struct {
	Path []string // from the top, line breaks and padding taken out; a label that covers several rows stands once

	Role schema.Role // that the words claim; empty where no word of the vocabulary is in them
	Rank int         // of several columns that claim a role, the one with the smallest rank gets it

	Measure    string // what is measured, in the label's own word: 投资; empty where the item is the measure
	Thing      string // the same in one word for all that name it (投资额, 投入资金), to compare plan and actual by
	Unit       Unit
	Kind       schema.IndicatorKind // empty where the label does not say it
	State      schema.State         // likewise
	Basis      string               // yoy, mom, vs:…; likewise
	Change     bool                 // a change of which only the unit of a cell says whether it is growth or a difference: 增减
	Derived    bool                 // Kind is a completion by what the label speaks of, not by a word for a share: 上半年完成（%）
	OfRank     bool                 // Change is one of places in an order: 位次变化
	Amount     bool                 // Kind is a share by its words, which could speak of an amount as well: 完成年度任务
	Earlier    string               // yoy, mom or vs:… where the figures are of the year, the month or a time before: 上年同期
	Period     *schema.Period       // that the label names; nil where it names none
	Cumulative bool                 // since the beginning of the year, or of the work
	Current    bool                 // of the last month or quarter alone: 本月
	Total      bool                 // the column sums up others
	Next       bool                 // what is to come: 下一步打算
	Class      bool                 // names a class of things that figures are told of: 乡镇, 行业
	Degree     bool                 // says how far the work is: 进度
	Code       bool                 // the numbers are codes or telephone numbers, and no figures
	Cues       []Cue                // the words that decided Kind, State, Basis and Period

	figures *Label // the same as a label of figures, where the role is one of words; nil where it is none
}

// Unit is what a label or a line says of the unit of bare figures: 万元 is 10000 times 元.
type Unit struct {
	Base   string // in its standard form; empty where there is none
	Text   string // as printed; of several units (个、亿元) this alone
	Factor int64  // from Text to Base; 0 where there is none
	Kind   string // of the unit, as package number has it: money, count, area …
}

// Cue is the words of a label that decided one judgement. Start and End count in the header, the labels joined by " / ".
type Cue struct {
	For        schema.Judgement
	Text       string
	Start, End int
}

// levels stands between the labels of a header.
const levels = " / "

// Header returns the labels joined as the contract has them.
func (l *Label) Header() string {
	header := ""
	for i, label := range l.Path {
		if i > 0 {
			header += levels
		}
		header += label
	}
	return header
}
