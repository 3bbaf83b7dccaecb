package check

import (
	"strings"

	"duban/internal/char"
)

// This file tells tasks by how far they are: 64项任务中，已完成23项，达到序时进度36项，进展缓慢5项.

// standing is how far tasks are against their schedule.
type standing int

const (
	noStanding standing = iota
	completed
	onTime
	late
)

// standingOf is what words say of how far tasks are.
func standingOf(words string) standing {
	switch {
	case behindSchedule.in(words):
		return late
	case asPlanned.in(words):
		return onTime
	case completing.in(words):
		return completed
	}
	return noStanding
}

// standing is how far the tasks are that the figure counts, by the words next to it: those in front (滞后3项) or else
// those behind (3项滞后).
func (f *figure) standing() standing {
	front := f.before[strings.LastIndex(char.Pause+f.before, char.Pause):]
	if s := standingOf(front); s != noStanding {
		return s
	}
	back, _, _ := strings.Cut(f.after, char.Pause)
	return standingOf(back)
}

// byStanding reports parts of a whole of tasks that are all of them, by how far they are: some on time and some late, or
// of 甲项任务中 all that are completed and all that go on, if nothing behind speaks of others.
func (t *passage) byStanding(whole *figure, parts []*figure) bool {
	if doing.ends(whole.before) {
		return false
	}
	if whole.standing() != noStanding && !overall.in(whole.after) {
		return false
	}
	count := map[standing]int{}
	for _, f := range parts {
		count[f.standing()]++
	}
	if len(parts) > 2 {
		return parts[0].standing() != noStanding && count[onTime] > 0 && count[late] > 0
	}
	if count[onTime] != 1 || count[completed]+count[late] != 1 {
		return false
	}
	return among.ends(whole.after) && !t.speaksOfRest(parts[1])
}

// speaksOfRest reports words behind a figure that may speak of tasks that it does not count.
func (t *passage) speaksOfRest(f *figure) bool {
	behind := t.slice(f.End, min(len(t.runes), f.End+mostWords))
	for _, rest := range []terms{besides, some, leftOver} {
		if rest.in(behind) {
			return true
		}
	}
	return f.standing() != late && behindSchedule.in(behind)
}
