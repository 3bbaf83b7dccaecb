package table

import (
	"slices"
	"strings"

	"duban/extract/internal/text"
	"duban/schema"
)

// This file adds up what speaks for a label of a header that has lost its columns as one above others, or above a column alone.

// covers is what speaks for a label above others, which begin at column c, the last such group before.
func (l *lost) covers(label string, subs []string, c int, before string) float64 {
	if len(subs) == 1 {
		return l.continues(label, subs[0])
	}
	score := 0.4 + l.above(label, subs) + l.mixed(c, min(c+len(subs), l.width))
	own := make([]string, len(subs))
	for i, s := range subs {
		own[i] = plainLabel(s)
		if own[i] == "" { // （%） goes on with one label
			score -= 3
		} else if slices.Contains(own[:i], own[i]) {
			score -= 4
		}
		score += l.order(l.label(s), i, len(subs))
		if i > 0 && l.isTime(s) != l.isTime(subs[0]) {
			score-- // times stand beside times
		}
	}
	if before == "" {
		return score
	}
	last := strings.Split(before, "|")
	if slices.Equal(last, own) {
		score += 2
	} else if last[0] == own[0] {
		score += 0.8
	}
	if len(last) == len(own) {
		score += 0.6
	}
	return score
}

// agrees is what is against a label above those at the ends of these paths: that they say something else of how real the figures are.
func (l *lost) agrees(label string, paths [][]string) float64 {
	x, score := l.label(label), 0.0
	for _, path := range paths {
		low := l.label(path[len(path)-1])
		if len(path) > 2 && x.State != "" && low.State != "" && low.State != x.State {
			score -= 0.7
		}
	}
	return score
}

// above is what a label says of there being others below it.
func (l *lost) above(label string, subs []string) float64 {
	x, score := l.label(label), 0.0
	switch x.Role {
	case schema.RoleNumber, schema.RoleNote, schema.RoleLeadUnits, schema.RoleSupportUnits, schema.RoleDeadline, schema.RoleStatus,
		schema.RoleStart, schema.RoleExtra, schema.RoleMeasureUnit:
		score -= 3
	case schema.RoleItem, schema.RoleCategory:
		score -= 1.5
	case schema.RoleProgress:
		score += 0.5 // 完成情况
	}
	switch {
	case x.State == schema.Target, l.measureKind(plainLabel(label)) == scoreUnit:
		score -= 1.8
	case x.Kind == schema.Rank, x.isShareKind():
		score -= 2
	case x.Kind == schema.Quantity:
		score -= 0.9 // says what is counted, so that little is left to say below
	}
	changes, units, shares := 0, 0, 0
	for _, s := range subs {
		sub := l.label(s)
		if sub.isShareKind() || sub.Kind == schema.Rank {
			shares++
		}
		if _, isUnit := l.Labels.Units(s); isUnit || sub.Unit.isOther() {
			units++
		}
		if sub.isChangeKind() && sub.Basis == "" {
			changes++
		}
		if of := plainLabel(s); of != "" && sub.says() && strings.HasSuffix(plainLabel(label), of) {
			score -= 1.5 // 综合得分, beside 得分 below another
		}
		timed := sub.Current || sub.Cumulative || sub.Period != nil && sub.Period.Month > 0
		switch {
		case timed && (x.State == schema.Target || x.State == schema.Planned):
			score--
		case timed && (x.Cumulative || x.Current):
			score -= 0.4
		}
	}
	if units > 0 && x.Unit.isOther() {
		score -= 1.2 // a unit is printed once
	}
	if shares == len(subs) && x.Unit.isOther() {
		score -= 4 // 总量（亿元）, above 增速 and 位次
	}
	switch {
	case changes == 0:
	case x.Earlier != "":
		score -= 2 // 上年同期, above 增减
	case changes == len(subs) && (x.Basis != "" || x.isChangeKind()):
		score++ // 同比, above ± and ±%
	case x.Basis == "" && !x.isChangeKind():
		score -= 0.7
	}
	return score
}

// mixed is what it says against a group that some of its columns, from c to end, hold figures and some words.
func (l *lost) mixed(c, end int) float64 {
	figures, words := 0, 0
	for _, x := range l.columns[c:end] {
		switch {
		case x.cells == 0:
		case 2*x.figures > x.cells:
			figures++
		default:
			words++
		}
	}
	if figures > 0 && words > 0 {
		return -1.2
	}
	return 0
}

// isChangeKind reports a label of changes.
func (x *Label) isChangeKind() bool {
	return x.Change || x.Kind == schema.Growth || x.Kind == schema.Difference
}

// order is what speaks for a label as the one with that index of so many below another: aims stand in front, shares behind.
func (l *lost) order(x *Label, i, n int) float64 {
	share := x.isShareKind()
	switch {
	case x.State == schema.Target && !share && i == 0:
		return 0.5
	case x.State == schema.Target && !share:
		return -0.5
	case share && i == 0:
		return -1
	case share && i == n-1:
		return 0.4
	}
	return 0
}

// continues is what speaks for a label that goes on with the only one below it: 完成率, （%）.
func (l *lost) continues(label, sub string) float64 {
	x, low := l.label(label), l.label(sub)
	score := -1.5
	if plainLabel(sub) == "" {
		score = 0.4
	}
	switch x.Role {
	case schema.RoleNumber, schema.RoleItem, schema.RoleCategory, schema.RoleLeadUnits, schema.RoleSupportUnits, schema.RoleNote:
		score -= 2
	}
	if x.Unit.Text != "" {
		score -= 1.5
	}
	switch share := x.isShareKind(); {
	case x.Kind == schema.Rank && low.Unit.Base != "":
		score--
	case share && low.Unit.isShare():
		score++
	case share && low.Unit.isOther(), !share && x.says() && low.Unit.isShare():
		score -= 1.5
	}
	return score
}

// isShareKind reports a label of figures in per cent.
func (x *Label) isShareKind() bool {
	return x.Kind == schema.Ratio || x.Kind == schema.Growth || x.Kind == schema.Completion || x.Unit.isShare()
}

// plainLabel is a label without what stands in brackets.
func plainLabel(s string) string {
	s, _ = text.WithoutBrackets(s)
	return s
}

// plain is what speaks for a label above column c alone, with others above it or none.
func (l *lost) plain(label string, c int, above ...string) float64 {
	x, column := l.label(label), &l.columns[c]
	if column.cells == 0 {
		return 0
	}
	figures := 2*column.figures > column.cells
	switch x.Role {
	case schema.RoleNumber:
		if figures && column.whole {
			return 1
		}
		return -2
	case schema.RoleItem, schema.RoleCategory, schema.RoleLeadUnits, schema.RoleSupportUnits, schema.RoleMeasureUnit:
		if figures && x.figures == nil {
			return -2
		}
		if figures {
			return -0.5
		}
		return 1
	case schema.RoleNote, schema.RoleStatus, schema.RoleDeadline, schema.RoleStart, schema.RoleExtra:
		if figures {
			return -1
		}
		return 0.8
	}
	under := func(is func(*Label) bool) bool {
		return slices.ContainsFunc(above, func(s string) bool { return is(l.label(s)) })
	}
	score := l.figure(x, column, figures, under((*Label).isChangeKind))
	if figures && column.most > 1000 && !x.isShareKind() && !x.isChangeKind() && under((*Label).isShareKind) {
		score -= 2
	}
	return score
}

// figure is what speaks for a label of figures above a column; below says that one above it is of changes.
func (l *lost) figure(x *Label, column *lostColumn, figures, below bool) float64 {
	share := x.isShareKind()
	change := below || x.isChangeKind()
	score := 0.3
	switch {
	case !figures && x.Measure != "" && x.says():
		return -4 // 计划投资 over words
	case !figures && x.says():
		return -1.5
	case !figures:
		return 0
	case x.Kind == schema.Rank && !column.small:
		score -= 3
	case x.Kind == schema.Rank:
		score += 0.7
	case x.Total:
		score += 1.4 // of several groups the sum of them is the one without labels below
	case share && column.most > 1000, x.Unit.Kind == "count" && !column.whole && !change:
		score -= 2
	case column.percent > 0 && !share && x.says():
		score -= 2
	}
	if column.minus && !change {
		score -= 2
	}
	return score
}

func (l *lost) label(s string) *Label {
	x, ok := l.read[s]
	if !ok {
		read := l.Labels.Read([]string{s})
		x = &read
		l.read[s] = x
	}
	return x
}
