package table

import (
	"slices"
	"strings"

	"duban/internal/char"
	"duban/schema"
)

// This file tells what the columns of bare figures are: targets, progress, rates or figures of another kind, and of what the changes are.

// basis gives changes whose label does not say what they are counted from the time of the figures that stand beside them:
// 本期, 同期, 增减额.
func (c claims) basis() {
	earlier := c.earlier()
	if earlier == "" {
		return
	}
	for i := range c {
		x := &c[i]
		if x.Basis == "" && (x.Kind == schema.Growth || x.Kind == schema.Difference || x.Change) {
			x.Basis = earlier
		}
	}
}

// begun takes what has begun for what was to be reached, where a column beside it asks for no more than that: 计划开工, 已开工.
func (c claims) begun() {
	for i := range c {
		x := &c[i]
		asked := func(other Column) bool {
			return other.Figures && other.State == schema.Target && other.Thing == x.Thing
		}
		beside := i > 0 && c[i-1].Figures && c[i-1].State == schema.Target && strings.HasSuffix(c[i-1].Thing, x.Thing) // 棚改开工任务, 已开工
		if x.State == schema.Ongoing && x.Figures && x.Thing != "" && (beside || slices.ContainsFunc(c, asked)) {
			x.State = schema.Actual
			c.begunShares(x.Group())
		}
	}
}

// begunShares does the same to the shares of what has begun that stand beside: 开工率.
func (c claims) begunShares(group []string) {
	for i := range c {
		if x := &c[i]; x.State == schema.Ongoing && x.Kind == schema.Ratio && slices.Equal(x.Group(), group) {
			x.State = schema.Actual
		}
	}
}

// shares takes a column whose label is a bare sign of per cent, beside what is to be reached and what was, for how far it was: 任务,
// 完成, %.
func (c claims) shares() {
	for i := range c {
		x := &c[i]
		if x.Kind != "" || !x.Unit.isShare() || len(x.Path) == 0 || strings.Trim(x.Path[len(x.Path)-1], bracketSigns) != x.Unit.Text {
			continue
		}
		beside := func(state schema.State) bool {
			return slices.ContainsFunc(c, func(other Column) bool {
				return other.Figures && other.State == state && other.Kind == "" && slices.Equal(other.Group(), x.Group())
			})
		}
		if beside(schema.Target) && beside(schema.Actual) {
			x.Kind, x.State = schema.Completion, schema.Actual
		}
	}
}

// bracketSigns are those that a sign of per cent may stand in, and what stands around them.
const bracketSigns = char.Round + " "

// earlier returns the time that columns of figures of a time before are of, where it is one for all of them.
func (c claims) earlier() string {
	found := ""
	for i := range c {
		switch x := &c[i]; {
		case x.Earlier == "" || !x.Figures:
		case found != "" && found != x.Earlier:
			return ""
		default:
			found = x.Earlier
		}
	}
	return found
}

// changes tells differences from rates of change, where only the figures do: beside a column in per cent the other is the
// amount; figures that are all near 100 are no rates, but an index.
func (c claims) changes() {
	for i := range c {
		x := &c[i]
		switch {
		case x.Kind == schema.Growth && x.Unit.Base == "" && x.cells.isIndex():
			x.Kind, x.Basis = schema.Quantity, ""
		case x.Change && x.Kind == "" && x.OfRank && x.Unit.Base == "":
			x.Kind = schema.Difference
		case x.Change && x.Kind == "" && x.isPerCent():
			x.Kind = schema.Growth
		case x.Change && x.Kind == "" && x.isWholeChange(): // 污染天数（天） / 同比增减
			x.Kind, x.Unit = schema.Difference, x.dropped
		case x.Change && x.Kind == "" && slices.ContainsFunc(c, func(other Column) bool {
			return other.Kind == schema.Growth && other.Unit.isShare() && len(x.Path) > 1 && slices.Equal(other.Group(), x.Group())
		}):
			x.Kind = schema.Difference
			if x.dropped.isOther() {
				x.Unit = x.dropped
			}
		case x.Change && x.Kind == "" && x.dropped.isCounted() && x.cells.isWhole():
			x.Kind, x.Unit = schema.Difference, x.dropped // 优良天数（天） / 同比增减
		}
	}
}

// isWholeChange reports a change below a label with a unit of what comes in ones, of which all figures are whole.
func (x *Column) isWholeChange() bool {
	counted := x.dropped.Kind == "count" || x.dropped.Kind == "time"
	return counted && len(x.Path) > 1 && x.cells.areWhole()
}

// figures gives out the columns of bare figures: target, progress and rate only where the label names no measure of its
// own and no second column claims the role.
func (c claims) figures() {
	claimed := map[schema.Role][]int{}
	for i := range c {
		if x := &c[i]; x.As == schema.RoleExtra && x.Role != schema.RoleExtra && !x.isCode() && (x.Figures || x.figureLabel()) {
			role := x.figureRole()
			claimed[role] = append(claimed[role], i)
		}
	}
	grouped := c.grouped()
	for role, at := range claimed {
		sole := len(at) == 1 && !c.has(role) && !grouped
		for _, i := range at {
			c[i].As = schema.RoleFigure
			if sole && role != schema.RoleFigure {
				c[i].As = role
			}
		}
	}
}

// reached takes what was done in per cent for progress rather than a rate where the target is in per cent and nothing else says
// how far things are: 上半年完成（%） beside 年度目标（%）.
func (c claims) reached() {
	aims, done := 0, -1
	for i := range c {
		x := &c[i]
		switch {
		case x.As == schema.RoleProgress || !x.Figures || x.As != schema.RoleExtra:
		case x.figureRole() == schema.RoleTarget && x.Unit.Base == "%":
			aims++
		case x.figureRole() == schema.RoleProgress:
			return
		case x.Derived && done < 0 && x.Measure == "":
			done = i
		}
	}
	if aims == 1 && done >= 0 && !c.has(schema.RoleProgress) {
		x := &c[done]
		x.Kind = ""
		x.claim(schema.RoleProgress)
	}
}

// grouped reports whether columns of figures stand in groups under merged labels side by side.
func (c claims) grouped() bool {
	var first []string
	for i := range c {
		x := &c[i]
		if x.As != schema.RoleExtra || !x.Figures || len(x.Group()) == 0 {
			continue
		}
		if first == nil {
			first = x.Group()
		} else if !slices.Equal(first, x.Group()) {
			return true
		}
	}
	return false
}

// isCode reports whether the figures of a column of which the label says nothing may be codes or telephone numbers: whole
// numbers of many digits, all of one length, or with a zero in front.
func (x *Column) isCode() bool {
	unknown := !x.says() && x.Unit.Base == "" && x.Period == nil
	return unknown && x.Figures && x.cells.isCoded()
}

// figureLabel reports whether the label is one of figures, though few or none of the cells hold bare ones.
func (x *Column) figureLabel() bool {
	if x.cells.words() > 0.5 || x.Next {
		return false
	}
	return x.Kind != "" || x.Unit.Base != "" || x.State != "" && x.Role != schema.RoleTarget && x.Role != schema.RoleProgress && x.Measure != ""
}

// figureRole is the role that a column of bare figures can claim.
func (x *Column) figureRole() schema.Role {
	switch {
	case x.Role == schema.RoleRate || x.Kind == schema.Completion:
		return schema.RoleRate
	case x.Measure != "" || x.Kind != "" && x.Kind != schema.Quantity:
		return schema.RoleFigure
	case x.State == schema.Target || x.Role == schema.RoleTarget:
		return schema.RoleTarget
	case x.Role == schema.RoleProgress:
		return schema.RoleProgress
	}
	return schema.RoleFigure
}
