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
	for i := len(tokens) - 1; i >= 0; i-- {
		t := &tokens[i]
		if t.part == nil || t.used {
			continue
		}
		switch p := t.part; {
		case p.role.role != "":
			return ranked(tokens, i, p.role), true
		case t.is(flagOffice):
			return office(tokens, i), true
		case t.is(flagTime):
			return timed(tokens, i)
		case p.aimed.role != "" && hasFlag(tokens[:i], flagSharp):
			return ranked(tokens, i, p.aimed), true
		case p.weak.role != "":
			return weak(tokens, i), true
		}
	}
	return claim{}, false
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
	return t.is(flagAct|flagThing|flagAim) || t.part != nil && t.part.weak.role != ""
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
		case t.is(flagEnds), t.is(flagAct):
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
var strong = []schema.Role{schema.RoleTarget, schema.RoleProgress, schema.RoleExtra, schema.RoleDeadline, schema.RoleStatus,
	schema.RoleNote, schema.RoleRate, schema.RoleStart}

// weak returns the claim of a word that gives way to the word in front of it that claims: 存在问题情况.
func weak(tokens []token, i int) claim {
	own := ranked(tokens, i, tokens[i].part.weak)
	if own.role == schema.RoleItem || i > 0 && tokens[i-1].is(flagAct) && !tokens[i-1].is(flagThing) {
		return own
	}
	for j := i - 1; j >= 0; j-- {
		p := tokens[j].part
		if p == nil || !slices.Contains(strong, p.role.role) {
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

// readRole chooses the role by the head of the phrase, by what is in brackets where nothing else says one, and by what the
// figures are.
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
	ofWork := c.role == schema.RoleTarget || c.role == schema.RoleProgress || c.role == schema.RoleRate
	if ofWork && r.out.Measure != "" {
		c.rank++
	}
	r.out.Role, r.out.Rank = c.role, c.rank
	if !ofWork && c.role != schema.RoleFigure && c.role != "" && r.out.State != schema.Remaining {
		r.forget()
	}
}

// comeNext returns the role of a column of what is to come.
func (r *labelReader) comeNext(c claim) claim {
	next := r.lastIs(flagNext)
	if next < 0 {
		return c
	}
	if i := slices.IndexFunc(r.tokens[:next], func(t token) bool { return t.part != nil && t.part.role.role == schema.RoleProgress }); i >= 0 {
		return r.tokens[i].part.role
	}
	if r.tokens[next].part.role.role != "" {
		return r.tokens[next].part.role
	}
	return c
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
		if c.role == schema.RoleTarget && out.State == schema.Target {
			return c
		}
		return figure
	case out.Earlier != "" && c.role != schema.RoleDeadline:
		return figure
	case r.counted() >= 0 && !slices.Contains([]schema.Role{schema.RoleTarget, schema.RoleProgress}, c.role):
		return figure
	case r.aimed && c.role == schema.RoleTarget, r.objectAim() && c.role == schema.RoleTarget:
		return claim{schema.RoleProgress, 3}
	case out.State == schema.Actual && c.role == schema.RoleTarget && r.lastIs(flagDone) < 0:
		return figure
	case out.State == schema.Target && c.role == schema.RoleProgress && r.plansWork():
		return ranked(r.tokens, r.lastState(schema.Target), claim{schema.RoleTarget, 2})
	case out.State == schema.Remaining && (c.role == schema.RoleProgress || c.role == ""):
		return claim{schema.RoleExtra, 2}
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

// objectAim reports an aim that is what was done: 完成任务.
func (r *labelReader) objectAim() bool {
	i := r.lastIs(flagAim)
	return i > 0 && r.tokens[i-1].is(flagDone) && r.tokens[i-1].level == r.tokens[i].level
}

// plansWork reports a phrase like 计划完成 that ends with what is to be done, and tells no course of it.
func (r *labelReader) plansWork() bool {
	return r.lastIs(flagDegree) < 0 && r.tokens[r.lastState(schema.Target)].is(flagModal)
}

// rate returns the role of a column that says how far something is.
func (r *labelReader) rate(c claim) claim {
	switch {
	case c.role == schema.RoleRate:
		return c
	case c.role == schema.RoleTarget && r.out.State == schema.Target:
		return c
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
	return said || timed || r.lastIs(flagMeasure|flagCount|flagAmount) >= 0 || r.lastIs(flagFiller) >= 0 && len(r.tokens) == 1
}

// forget drops what was read of figures in the label of a column of words.
func (r *labelReader) forget() {
	out := r.out
	*out = Label{Path: out.Path, Role: out.Role, Rank: out.Rank, Period: out.Period, Next: out.Next, Total: out.Total}
}
