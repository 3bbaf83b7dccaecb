package check

import (
	_ "embed"
	"strings"
)

// The words that decide how figures are related stand in words.tsv, which says what each list is for. They have no place
// in seeds: they are of use to checks alone, and what is under schema knows schema alone, so that a report can be checked
// without what reads documents.
var (
	//go:embed words.tsv
	wordsFile string
	words     = readWords(wordsFile)
)

var (
	neutral        = words["neutral"]
	goals          = words["goals"]
	otherGoals     = words["other_goals"]
	longRun        = words["long_run"]
	qualifiers     = words["qualifiers"]
	altering       = words["altering"]
	handling       = words["handling"]
	ofAll          = words["of_all"]
	undone         = words["undone"]
	asPlanned      = words["as_planned"]
	behindSchedule = words["behind_schedule"]
	plainTasks     = words["plain_tasks"]
	included       = words["included"]
	leftOver       = words["left_over"]
	means          = words["means"]
	lookedOver     = words["looked_over"]
	leaving        = words["leaving"]
	plainWords     = words["plain_words"]
	stages         = words["stages"]
	totals         = words["totals"]
	intake         = words["intake"]
	handledBy      = words["handled_by"]
	doing          = words["doing"]
	finished       = words["finished"]
	unfinished     = words["unfinished"]
	both           = words["both"]
	listed         = words["listed"]
	making         = words["making"]
	steps          = words["steps"]
	aims           = words["aims"]
	dueWords       = words["due"]
	realWords      = words["real"]
	seconds        = words["seconds"]
	yearsTogether  = words["years_together"]
	sharesOf       = words["shares_of"]
	wholes         = words["wholes"]
	firsts         = words["firsts"]
	risen          = words["risen"]
	yearsPlans     = words["years_plans"]
)

// Those of tables.
var (
	sumLabels     = words["sum_labels"]
	subtotals     = words["subtotals"]
	grandTotals   = words["grand_totals"]
	ofWhich       = words["of_which"]
	overlapping   = words["overlapping"]
	notAdded      = words["not_added"]
	notAddedUnits = words["not_added_units"]
	blanks        = words["blanks"]
	counted       = words["counted"]
	otherRates    = words["other_rates"]
	shareLabels   = words["share_labels"]
	anyMeasure    = words["any_measure"]
	excepting     = words["excepting"]
	rateLabels    = words["rate_labels"]
)

// opposites are names of two things that are all there is: 进口, 出口.
var opposites = pairsOf(words["opposites"])

// exclusive are names of kinds of which a thing is of one alone: 山区, 平原.
var exclusive = groupsOf(words["exclusive"])

// periods are names of times of which none is a part of another: 一季度, 二季度.
var periods = groupsOf(words["periods"])

// rowKinds are names of rows by how their own names end: 县市区, 县, 市, 区.
var rowKinds = groupsOf(words["row_kinds"])

func groupsOf(words []string) [][]string {
	var groups [][]string
	for _, w := range words {
		groups = append(groups, strings.Split(w, "/"))
	}
	return groups
}

// readWords reads the words of each list, in their order.
func readWords(file string) map[string][]string {
	lists := map[string][]string{}
	for line := range strings.Lines(file) {
		if columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); line[0] != '#' && columns[0] != "word" {
			lists[columns[1]] = append(lists[columns[1]], columns[0])
		}
	}
	return lists
}

func pairsOf(words []string) [][2]string {
	var pairs [][2]string
	for _, w := range words {
		a, b, _ := strings.Cut(w, "/")
		pairs = append(pairs, [2]string{a, b})
	}
	return pairs
}

// thing is thing of the words in front of the figure.
func (f *figure) thing() string {
	if f.object == nil {
		object := thing(f.before)
		f.object = &object
	}
	return *f.object
}

// thing returns what is left of the words around a figure without those of work: 公厕 of 已完成改造公厕.
func thing(words string) string {
	for _, list := range [][]string{steps, doing, handling, handledBy, intake, leftOver, neutral, plainWords} {
		for _, w := range list {
			words = strings.ReplaceAll(words, w, "")
		}
	}
	return words
}

func startsWithAny(s string, starts ...string) bool {
	for _, w := range starts {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func endsWithAny(s string, ends ...string) bool {
	for _, w := range ends {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
