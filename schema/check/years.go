package check

// ofOtherTime reports figures of which the same is said for two years: 2017年已脱贫56户，2018年脱贫93户.
func ofOtherTime(a, b *figure) bool {
	year, words := cutYear(a.before)
	other, same := cutYear(b.before)
	return year != "" && other != "" && year != other && words == same
}

// cutYear parts words at the year that they begin with: 2017年已脱贫 is 2017 and 脱贫.
func cutYear(s string) (year, words string) {
	year, words, ok := yearMark.cut(s)
	if !ok {
		return "", s
	}
	return year, already.cutFront(words)
}
