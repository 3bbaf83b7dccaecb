package extract

import (
	"cmp"
	"strings"
)

// This file tells the lines above a title that name who issues the document, or the series that it appears in.

// heads takes the line at the top of a document that says whose it is: 某区人民政府办公室文件.
func (h *head) heads(s string) bool {
	for _, word := range h.words[wordMasthead] {
		if issuer, ok := strings.CutSuffix(removeSpace(s), word); ok && h.office(issuer) {
			h.out.Issuer = cmp.Or(h.out.Issuer, issuer)
			return true
		}
	}
	return false
}

// isSeries reports lines that name the series that a report appears in and, above it, the office that issues it, which is
// kept. Below an office, it takes the number of the issue to tell a series from the title of a report.
func (h *head) isSeries(title []line) bool {
	if len(title) == 0 || !isMasthead(title[len(title)-1].text) {
		return false
	}
	if len(title) == 1 {
		return true
	}
	issuer := title[0].text
	if len(title) > 2 || h.out.Serial == 0 || !h.office(issuer) {
		return false
	}
	h.out.Issuer = cmp.Or(h.out.Issuer, issuer)
	return true
}

// isMasthead reports the name of the series that a report appears in: 督 查 通 报.
func isMasthead(s string) bool { return runeLen(removeSpace(s)) <= 6 }
