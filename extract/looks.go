package extract

import (
	"math"
	"strings"

	"duban/schema"
)

// look is what a cell looks like, as far as that tells its column.
type look int

const (
	lookEmpty    look = iota
	lookNumber        // a running number: 7
	lookQuantity      // a figure: 85%, 1300人, 12.5
	lookDate          // 6月底, 2021年12月, 全年
	lookUnits         // names of responsible units
	lookShort         // a name or heading
	lookPhrase        // a task in a few words
	lookText          // sentences, or points
	looks
)

// expected says how often the cells of a role have each look, before any cell of the table is seen.
var expected = map[schema.Role][looks]float64{
	//                       empty  number quant  date   units  short  phrase text
	schema.RoleNumber:       {0.05, 0.94, 0.001, 0.001, 0.001, 0.01, 0.001, 0.001},
	schema.RoleCategory:     {0.5, 0.001, 0.005, 0.01, 0.02, 0.43, 0.04, 0.002},
	schema.RoleItem:         {0.02, 0.001, 0.01, 0.01, 0.03, 0.63, 0.28, 0.03},
	schema.RoleTarget:       {0.02, 0.03, 0.12, 0.02, 0.01, 0.15, 0.4, 0.25},
	schema.RoleLeadUnits:    {0.02, 0.002, 0.002, 0.002, 0.9, 0.06, 0.01, 0.002},
	schema.RoleSupportUnits: {0.25, 0.002, 0.002, 0.002, 0.68, 0.05, 0.01, 0.002},
	schema.RoleProgress:     {0.03, 0.02, 0.1, 0.01, 0.002, 0.08, 0.22, 0.54},
	schema.RoleRate:         {0.1, 0.2, 0.67, 0.002, 0.002, 0.02, 0.004, 0.002},
	schema.RoleDeadline:     {0.08, 0.01, 0.01, 0.82, 0.002, 0.06, 0.01, 0.002},
	schema.RoleNote:         {0.75, 0.01, 0.03, 0.02, 0.02, 0.1, 0.05, 0.02},
	schema.RoleExtra:        {0.3, 0.05, 0.15, 0.08, 0.07, 0.15, 0.1, 0.1},
}

var (
	quantityLook = compiled(`^[约超近≥≤><]?[-+]?\d[\d.,，]*(?:[-—~～]\d[\d.]*)?\s*(?:[%％‰]|\p{Han}{0,4}|[A-Za-z㎡³²]{1,4})$`)
	dateLook     = compiled(`^(?:计划|预计|拟)?(?:\d{2,4}年)?[^。，]{0,3}(?:\d{1,2}月(?:\d{1,2}日)?|全年|年内|年底|长期|持续|[一二三四1-4１-４]季度|[上下]半年|\d{4}年|\d{4}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?)(?:[上中下]旬|底|末|初|前|底前|份|以前)*$`)
)

// lookOf tells the look of a cell.
func (r *reader) lookOf(text string) look {
	text = trim(text)
	if text == "" || text == "/" || text == "—" || text == "-" {
		return lookEmpty
	}
	if n := len(text); n < 60 {
		if _, ok := ordinal(text); ok {
			return lookNumber
		}
		compact := removeSpace(text)
		switch {
		case !strings.ContainsAny(compact, "0123456789年月期续季"):
		case dateLook.MatchString(compact):
			return lookDate
		case quantityLook.MatchString(compact):
			return lookQuantity
		}
	}
	if len(text) > 900 || strings.Contains(text, "。") || strings.ContainsAny(text, "；①") {
		return lookText
	}
	switch n := runeLen(text); {
	case r.org.Looks(text):
		return lookUnits
	case n <= 12:
		return lookShort
	case n <= 60:
		return lookPhrase
	}
	return lookText
}

// columnLooks is how often the cells of one column have each look.
type columnLooks [looks]float64

// weight is how many cells the expectation of a role counts for beside cells seen.
const weight = 3

func expectation(role schema.Role) columnLooks {
	c := columnLooks(expected[role])
	for i := range c {
		c[i] *= weight
	}
	return c
}

// fit is the logarithm of the probability that a cell of the column has the look.
func (c *columnLooks) fit(l look) float64 {
	sum := 0.0
	for _, n := range c {
		sum += n
	}
	return math.Log(c[l] / sum)
}
