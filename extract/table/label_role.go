package table

import (
	"slices"

	"duban/schema"
)

// head returns the role that a row of tokens claims: that of its last word that claims one.
func head(tokens []token) (claim, bool) {
	for i := range tokens {
		if tokens[i].is(flagOver) {
			return tokens[i].part.role, true
		}
	}
	last := true // nothing stands behind the token that is not known
	for i := len(tokens) - 1; i >= 0; i-- {
		t := &tokens[i]
		if t.part == nil || t.used {
			last = last && !t.isText()
			continue
		}
		switch p := t.part; {
		case p.role.role != "":
			return ranked(tokens, i, p.role), true
		case t.is(flagOffice):
			return office(tokens, i), true
		case t.is(flagTime):
			return timed(tokens, i)
		case p.aimed.role != "" && hasFlag(tokens[:i], t.sharpener()):
			return ranked(tokens, i, p.aimed), true
		case p.weak.role != "" && last:
			return weak(tokens, i), true
		}
	}
	return claim{}, false
}

// sharpener returns the flag of the words that make an aim of the token.
func (t *token) sharpener() flag {
	if t.is(flagMeasure) {
		return flagYear
	}
	return flagSharp
}

func hasFlag(tokens []token, f flag) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.is(f) && !t.aside })
}

// ranked returns the claim of token i with the rank that the words in front of it give.
func ranked(tokens []token, i int, c claim) claim {
	t := tokens[i].part
	if t.narrow > 0 && i > 0 && tokens[i-1].narrows() {
		c.rank = t.narrow
	}
	if c.role != schema.RoleTarget {
		return c
	}
	if hasFlag(tokens[:i], flagSharp) {
		c.rank = 1
		return c
	}
	for _, before := range tokens[:i] {
		switch {
		case before.part == nil:
		case before.part.dull > 0:
			c.rank = max(c.rank, before.part.dull)
		case before.is(flagBlunt):
			c.rank++
		}
	}
	return c
}

// narrows reports a word that says what the word behind it is of: 建设内容, 任务进度.
func (t *token) narrows() bool {
	return t.is(flagAct|flagThing|flagAim|flagEnds) || t.part != nil && t.part.weak.role != ""
}

// office returns the role of an office: what the words in front of it say of its duty.
func office(tokens []token, i int) claim {
	var last, support claim
	leads := false
	for _, t := range tokens[:i] {
		if t.part == nil || t.part.duty.role == "" {
			continue
		}
		if d := t.part.duty; d.role != last.role || d.rank < last.rank {
			last = d
		}
		leads = leads || last.role == schema.RoleLeadUnits
		if last.role == schema.RoleSupportUnits {
			support = last
		}
	}
	switch {
	case support.role != "" && leads:
		return claim{support.role, 1}
	case support.role != "":
		return support
	case last.role != "":
		return last
	case i > 0 && tokens[i-1].is(flagAct):
		return claim{schema.RoleLeadUnits, 2}
	case i > 0:
		return claim{schema.RoleLeadUnits, 3}
	}
	return tokens[i].part.weak
}

// timed returns the role of a time: of an end, of a beginning, or of something else.
func timed(tokens []token, i int) (claim, bool) {
	for j := i - 1; j >= 0; j-- {
		switch t := &tokens[j]; {
		case t.is(flagBegins):
			return claim{schema.RoleStart, 1}, true
		case t.is(flagEnds), t.is(flagAct) && t.part.duty.role == "":
			if slices.ContainsFunc(tokens[:j], func(t token) bool { return t.isReal() }) {
				return claim{schema.RoleExtra, 2}, true
			}
			return claim{schema.RoleDeadline, 1}, true
		}
	}
	return tokens[i].part.weak, tokens[i].part.weak.role != ""
}

// isReal reports a word like 实际: what happened, and no aim.
func (t *token) isReal() bool {
	return t.part != nil && t.part.state == schema.Actual && !t.is(flagEnds)
}

// strong lists the roles of words that words of weak claims in behind give way to.
var strong = []schema.Role{schema.RoleTarget, schema.RoleProgress, schema.RoleExtra, schema.RoleDeadline,
	schema.RoleStatus, schema.RoleNote, schema.RoleRate, schema.RoleStart}

// weak returns the claim of a word that gives way to the word in front of it that claims: 存在问题情况.
func weak(tokens []token, i int) claim {
	own := ranked(tokens, i, tokens[i].part.weak)
	if i > 0 && tokens[i-1].is(flagAct) && !tokens[i-1].is(flagThing) {
		return own
	}
	for j := i - 1; j >= 0; j-- {
		p := tokens[j].part
		if p == nil || !slices.Contains(strong, p.role.role) {
			continue
		}
		if own.role == schema.RoleItem && p.role.role != schema.RoleExtra {
			continue
		}
		c := ranked(tokens, j, p.role)
		if c.role == own.role {
			c.rank = min(c.rank, own.rank)
		}
		return c
	}
	return own
}

// readRole chooses the role by the head of the phrase, by what is in brackets where nothing else says one, and by what
// the figures are.
func (r *labelReader) readRole() {
	var outside, aside []token
	for _, t := range r.tokens {
		if t.aside {
			aside = append(aside, t)
		} else {
			outside = append(outside, t)
		}
	}
	c, ok := head(outside)
	if !ok {
		c, _ = head(aside)
	}
	c = r.comeNext(c)
	c = r.figures(c)
	ofWork := isOfWork(c.role)
	if ofWork && r.out.Measure != "" {
		c.rank++
	}
	r.out.Role, r.out.Rank = c.role, c.rank
	if c.role == schema.RoleProgress && r.out.State == schema.Target { // 任务进度
		r.dropState()
	}
	left := r.out.State == schema.Remaining && !r.endsInWords()
	if !ofWork && c.role != schema.RoleFigure && c.role != "" && !left {
		r.forget()
	}
}

// isOfWork reports a role whose columns may hold words or bare figures, of the measure that the label names.
func isOfWork(role schema.Role) bool {
	return role == schema.RoleTarget || role == schema.RoleProgress || role == schema.RoleRate
}

// endsInWords reports whether the last word claims a column of words: 未完成原因.
func (r *labelReader) endsInWords() bool {
	i := r.lastSaying()
	return i >= 0 && r.tokens[i].part != nil && r.tokens[i].part.role.role != "" && r.tokens[i].part.state == ""
}

// comeNext returns the role of a column of what is to come.
func (r *labelReader) comeNext(c claim) claim {
	next := r.lastIs(flagNext)
	if next < 0 {
		return c
	}
	for _, t := range r.tokens[:next] {
		if t.part != nil && t.part.role.role == schema.RoleProgress {
			return t.part.role
		}
	}
	return claim{schema.RoleExtra, 1}
}

// figures returns the role of a column whose labels speak of figures.
func (r *labelReader) figures(c claim) claim {
	out := r.out
	figure := claim{schema.RoleFigure, 1}
	switch {
	case c.role == schema.RoleStatus, c.role == schema.RoleNote, c.role == schema.RoleNumber:
		return c
	case out.Kind == schema.Completion:
		return r.rate(c)
	case out.Kind != "" && out.Kind != schema.Quantity, out.Change:
		if isAim := c.role == schema.RoleTarget && out.State == schema.Target; isAim && !r.isGap() {
			return c
		}
		return figure
	case out.State == schema.Remaining || out.Next && c.role == schema.RoleExtra:
		return r.leftOver(c)
	case c.role == schema.RoleTarget:
		return r.target(c)
	case c.role == schema.RoleProgress:
		return r.progress(c)
	case out.Earlier != "" && c.role != schema.RoleDeadline, r.counted() >= 0:
		return figure
	case c.role == schema.RoleItem && out.Unit.Text != "":
		return figure
	case c.role == "" && r.speaksOfFigures():
		if out.Unit.Text != "" || out.State != "" {
			return figure
		}
		return claim{schema.RoleFigure, 2}
	}
	return c
}

// target returns the role of a column whose words claim a target: it is none where the aim is what was done (完成任务), and
// where amounts are no aim (安排资金).
func (r *labelReader) target(c claim) claim {
	measured := r.out.Unit.Text != "" || r.lastIs(flagMeasure) >= 0
	switch {
	case r.out.Earlier != "":
		return claim{schema.RoleFigure, 1}
	case r.aimed, r.objectAim():
		return claim{schema.RoleProgress, 3}
	case r.out.State == schema.Actual && r.lastIs(flagDone) < 0, r.out.State != schema.Target && measured:
		return claim{schema.RoleFigure, 1}
	}
	return c
}

// progress returns the role of a column whose words claim progress: figures of the year before or still to come are
// none.
func (r *labelReader) progress(c claim) claim {
	switch {
	case r.out.Earlier != "", r.out.State == schema.Projected && r.lastIs(flagDegree) < 0:
		return claim{schema.RoleFigure, 1}
	case r.out.State == schema.Target && r.plansWork():
		return ranked(r.tokens, r.lastState(schema.Target), claim{schema.RoleTarget, 2})
	case r.out.State == schema.Target && r.isStagePlanned():
		return claim{schema.RoleTarget, 1}
	}
	return c
}

// isStagePlanned reports a label for how far works are to be, in words, below one for a plan: 年度计划 / 形象进度; but not 进度 alone.
func (r *labelReader) isStagePlanned() bool {
	aim, stage := r.lastState(schema.Target), r.lastIs(flagDegree)
	if aim < 0 || stage <= aim || stage != len(r.tokens)-1 || r.tokens[aim].level == r.tokens[stage].level {
		return false
	}
	return r.tokens[stage].part.narrow == 0 || r.tokens[stage-1].level == r.tokens[stage].level
}

// isGap reports a difference that is none over time: 目标差距 is the distance to a target, and no target.
func (r *labelReader) isGap() bool {
	i, _ := r.kindWords()
	gap := i >= 0 && r.tokens[i].part.kind == schema.Difference
	if gap {
		r.dropState()
	}
	return gap
}

func (r *labelReader) dropState() {
	r.out.State = ""
	r.out.Cues = slices.DeleteFunc(r.out.Cues, func(c Cue) bool { return c.For == schema.ForState })
}

// leftOver returns the role of a column of what is left to do, or to come: its figures, or words.
func (r *labelReader) leftOver(c claim) claim {
	switch {
	case r.endsInWords() && c.role == schema.RoleExtra:
		return c
	case r.counted() >= 0, c.role == schema.RoleItem && r.out.Unit.Text != "":
		return claim{schema.RoleFigure, 1}
	case !slices.Contains([]schema.Role{schema.RoleTarget, schema.RoleProgress, schema.RoleExtra, ""}, c.role):
		return c
	case c.role == schema.RoleTarget, r.speaksOfAmount():
		return claim{schema.RoleFigure, 1}
	case c.role == schema.RoleExtra:
		return c
	}
	return claim{schema.RoleExtra, 2}
}

// speaksOfAmount reports whether the labels name a measure or a unit.
func (r *labelReader) speaksOfAmount() bool {
	return r.out.Unit.Text != "" || r.out.Measure != "" || r.lastIs(flagCount|flagAmount) >= 0
}

// objectAim reports an aim that is what was done: 完成任务.
func (r *labelReader) objectAim() bool {
	i := r.lastIs(flagAim)
	return i > 0 && r.tokens[i-1].is(flagDone) && r.tokens[i-1].level == r.tokens[i].level
}

// plansWork reports a phrase like 计划完成 that ends with what is to be done, and tells no course of it.
func (r *labelReader) plansWork() bool {
	i := r.lastState(schema.Target)
	return i >= 0 && r.tokens[i].is(flagModal) && r.lastIs(flagDegree) < 0
}

// rate returns the role of a column that says how far something is.
func (r *labelReader) rate(c claim) claim {
	switch {
	case c.role == schema.RoleRate:
		return c
	case c.role == schema.RoleTarget && r.out.State == schema.Target:
		return c
	case r.out.State == schema.Target:
		return claim{schema.RoleTarget, 2}
	case r.lastIs(flagShare) >= 0 || r.hasShareWord(0):
		return claim{schema.RoleRate, 2}
	case r.aimed:
		return claim{schema.RoleRate, 3}
	}
	return claim{schema.RoleRate, 1}
}

// speaksOfFigures reports whether anything in the labels is said of figures alone.
func (r *labelReader) speaksOfFigures() bool {
	out := r.out
	said := out.State != "" || out.Unit.Text != "" || out.Kind != ""
	timed := out.Cumulative || out.Current || out.Total
	return said || timed || r.lastIs(flagMeasure|flagCount|flagAmount) >= 0
}

// forget drops what was read of figures in the label of a column of words.
func (r *labelReader) forget() {
	out := r.out
	figures := *out
	*out = Label{Path: out.Path, Role: out.Role, Rank: out.Rank, Period: out.Period, Next: out.Next, Total: out.Total, Class: out.Class, figures: &figures}
}
