package check

import (
	_ "embed"
	"slices"
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

// Those of texts.
var (
	namesNext      = words["names_next"]
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
	bodies         = words["bodies"]
	listed         = words["listed"]
	making         = words["making"]
	steps          = words["steps"]
	aimsAlone      = words["aims_alone"]
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
	genitive       = words["genitive"]
	grades         = words["grades"]
	rateTies       = words["rate_ties"]
	comeTo         = words["come_to"]
	cumulative     = words["cumulative"]
	shareVerbs     = words["share_verbs"]
	rates          = words["rates"]
	ofThese        = words["of_these"]
	containing     = words["containing"]
	reaching       = words["reaching"]
	beyond         = words["beyond"]
	completing     = words["completing"]
	among          = words["among"]
	asOf           = words["as_of"]
	timeMarks      = words["time_marks"]
	finding        = words["finding"]
	soFar          = words["so_far"]
	fully          = words["fully"]
	settled        = words["settled"]
	already        = words["already"]
	notParts       = words["not_parts"]
	carriedOver    = words["carried_over"]
	altogether     = words["altogether"]
	totalHeads     = words["total_heads"]
	adding         = words["adding"]
	besides        = words["besides"]
	some           = words["some"]
	planning       = words["planning"]
	notOf          = words["not_of"]
	matterUnits    = words["matter_units"]
	matters        = words["matters"]
	beingSolved    = words["being_solved"]
	yearMark       = words["year_mark"]
	annexMarks     = words["annex_marks"]
	usual          = words["usual"]
	excerpted      = words["excerpted"]
	taskUnits      = words["task_units"]
	begun          = words["begun"]
	completedTasks = words["completed_tasks"]
	placedIn       = words["placed_in"]
	workReports    = words["work_reports"]
	speakingOfAll  = words["speaking_of_all"]
	overall        = words["overall"]
	wholeProgress  = words["whole_progress"]
	wholeAreas     = words["whole_areas"]
	money          = words["money"]
	counters       = words["counters"]
	andOthers      = words["and_others"]
	joining        = words["joints"]
	conjunctions   = words["conjunctions"]
)

// doneMarks are the words that say that something is done, whatever it is.
var doneMarks = slices.Concat(already, completing)

// included are the words that open a part of what stands in front.
var included = slices.Concat(ofThese, containing)

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

// measured are the units of what is measured and not counted, so that also a whole number of them may be rounded.
var measured = setOf(words["measured"])

// opposites are names of two things that are all there is: 进口, 出口.
var opposites = pairsOf(words["opposites"])

// exclusive are names of kinds of which a thing is of one alone: 山区, 平原.
var exclusive = groupsOf(words["exclusive"])

// periods are names of times of which none is a part of another: 一季度, 二季度.
var periods = groupsOf(words["periods"])

// rowKinds are names of rows by how their own names end: 县市区, 县, 市, 区.
var rowKinds = groupsOf(words["row_kinds"])

// rateNames are other writings of names of rates: 支出进度, 支出率.
var rateNames = pairsOf(words["rate_names"])

func groupsOf(words []string) [][]string {
	var groups [][]string
	for _, w := range words {
		groups = append(groups, strings.Split(w, "/"))
	}
	return groups
}

// readWords reads the words of each list, in their order.
func readWords(file string) map[string]terms {
	const usual = 120 // lists
	lists := make(map[string]terms, usual)
	current, of := "", terms{} // what stands together is added at once
	for line := range strings.Lines(file) {
		word, list, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if list, _, _ = strings.Cut(list, "\t"); line[0] == '#' || word == "word" {
			continue
		}
		if list != current && len(of) > 0 {
			lists[current] = append(lists[current], of...)
			of = of[:0]
		}
		current, of = list, append(of, word)
	}
	if len(of) > 0 {
		lists[current] = append(lists[current], of...)
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
	for _, list := range []terms{steps, doing, handling, handledBy, intake, leftOver, neutral, plainWords} {
		words = list.without(words)
	}
	return words
}
