package table

import "duban/schema"

// readState reads how real the figures are.
func (r *labelReader) readState() {
	state, at := r.state()
	if state == "" {
		return
	}
	r.out.State = state
	if at >= 0 {
		r.cue(schema.ForState, at, at)
	}
}

func (r *labelReader) state() (schema.State, int) {
	if at := r.lastState(schema.Remaining); at >= 0 {
		return schema.Remaining, at
	}
	if r.out.Next {
		return schema.Planned, r.lastIs(flagNext)
	}
	if at := r.lastState(schema.Projected); at >= 0 {
		return schema.Projected, at
	}
	aim, done := r.lastState(schema.Target), r.lastState(schema.Actual)
	planned := r.lastState(schema.Planned)
	switch {
	case r.aimed:
		return schema.Actual, done
	case aim >= 0 && done >= 0:
		return r.stateOfBoth(aim, done)
	case done >= 0 && r.begunAt(done):
		return schema.Ongoing, done
	case done >= 0:
		return schema.Actual, done
	case planned >= 0:
		return schema.Planned, planned
	case aim >= 0:
		return schema.Target, aim
	}
	if at, ok := r.aimedMeasure(); ok {
		return schema.Target, at
	}
	if at := r.lastState(schema.Ongoing); at >= 0 {
		return schema.Ongoing, at
	}
	if r.out.Earlier != "" || r.out.Kind == schema.Completion {
		return schema.Actual, -1
	}
	return "", -1
}

// stateOfBoth returns the state of figures whose labels tell of an aim and of what is done. 计划完成投资 is still to be done;
// 投资计划完成额 and 目标 / 已完成 are done; in 完成投资 / 目标 the lower label holds.
func (r *labelReader) stateOfBoth(aim, done int) (schema.State, int) {
	if aim > done {
		return schema.Target, aim
	}
	if r.out.Kind == schema.Completion && !r.tokens[done].is(flagDone) {
		return schema.Actual, done
	}
	if r.tokens[aim].is(flagModal) && r.isRightBehind(aim, done) && !r.namedBefore(aim) {
		return schema.Target, aim
	}
	return schema.Actual, done
}

// begunAt reports a word like 已 at i with what has only begun right behind it: 已开工.
func (r *labelReader) begunAt(i int) bool {
	for k := i + 1; k < len(r.tokens); k++ {
		if t := &r.tokens[k]; t.is(flagBegins) && t.part.state == schema.Ongoing {
			return r.isRightBehind(i, k) && !r.tokens[i].is(flagEnds|flagMeasure)
		}
	}
	return false
}

// isRightBehind reports whether nothing but words of time stand between the tokens, both of one label.
func (r *labelReader) isRightBehind(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if t := &r.tokens[k]; t.period == nil && !t.is(flagSharp|flagCumulative|flagFiller) {
			return false
		}
	}
	return true
}

// namedBefore reports whether a measure is named in front of token i.
func (r *labelReader) namedBefore(i int) bool {
	for k := range r.tokens[:i] {
		if t := &r.tokens[k]; t.names() && t.level == r.tokens[i].level {
			return true
		}
	}
	return false
}

// aimedMeasure finds a measure that with the planning year in front is an aim: 年度投资.
func (r *labelReader) aimedMeasure() (int, bool) {
	sharp := -1
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.is(flagYear) {
			sharp = i
		}
		if sharp >= 0 && t.is(flagMeasure) && t.part.aimed.role != "" {
			return sharp, true
		}
	}
	return 0, false
}

// lastState returns the place of the last token that says a state, -1 where none does.
func (r *labelReader) lastState(state schema.State) int {
	for i := len(r.tokens) - 1; i >= 0; i-- {
		t := &r.tokens[i]
		isOfWhat := t.aside && t.is(flagAim) && r.out.Kind == schema.Completion // 完成比例（占年度目标）
		if t.part != nil && !t.used && t.part.state == state && !isOfWhat {
			return i
		}
	}
	return -1
}
