package extract

import (
	"slices"
	"strings"

	"duban/extract/table"
	"duban/schema"
)

// This file tells the kind of an annex.

// kind tells the kind of an annex by the words in its title, else in its labels, or where it has no title in that of the
// report. A table of figures by place, office or indicator is one of statistics; one that says neither what is to be done nor
// how far it is, is none of ours.
func (r *sheetReader) kind(title string) schema.Kind {
	if !r.sheet.head.Found() {
		return schema.KindOther
	}
	aim := r.has(schema.RoleTarget) || r.has(schema.RoleItem)
	told := r.has(schema.RoleProgress) || r.has(schema.RoleRate) || r.has(schema.RoleLeadUnits)
	figures := r.has(schema.RoleFigure) || r.has(schema.RoleItem) && r.has(schema.RoleTarget) && !r.hasWords(schema.RoleTarget)
	if !aim || !told && !figures {
		return schema.KindOther
	}
	texts := []string{title, labelsOf(r.columns)}
	if title == "" {
		texts = append(texts, r.out.Title)
	}
	projects, words := r.isProjects(texts[:2]) || r.isFunds(title), r.hasWords(schema.RoleTarget) || r.hasWords(schema.RoleProgress) || r.has(schema.RoleLeadUnits)
	statistics := !r.hasWords(schema.RoleTarget) && !r.hasWords(schema.RoleProgress) && (!r.has(schema.RoleTarget) || r.isByClass() && !r.tellsKind(title))
	switch {
	case projects && figures:
		return schema.KindProjects
	case statistics && (figures || r.has(schema.RoleRate) && !r.hasWords(schema.RoleLeadUnits)):
		return schema.KindStatistics
	}
	for _, text := range texts {
		for _, k := range kinds {
			if r.contains(k.words, text) {
				return k.kind
			}
		}
	}
	if !words {
		return schema.KindStatistics
	}
	return schema.KindTasks
}

// isProjects reports whether a title, or the labels, speak of investment projects.
func (r *sheetReader) isProjects(texts []string) bool {
	return slices.ContainsFunc(texts, func(s string) bool { return r.contains(wordProjects, s) })
}

// tellsKind reports whether a title has a word of a kind.
func (r *sheetReader) tellsKind(title string) bool {
	for _, k := range kinds {
		if r.contains(k.words, title) {
			return true
		}
	}
	return false
}

// isByClass reports whether the rows are places, offices, industries and the like, of which a class is told.
func (r *sheetReader) isByClass() bool {
	return slices.ContainsFunc(r.columns, func(c table.Column) bool {
		return c.As == schema.RoleItem && (c.Class || c.Role == schema.RoleLeadUnits)
	})
}

// isFunds reports whether a title speaks of funds, and the rows of the projects that they go to.
func (r *sheetReader) isFunds(title string) bool {
	return r.contains(wordFunds, title) && slices.ContainsFunc(r.columns, func(c table.Column) bool {
		return c.As == schema.RoleItem && r.contains(wordProject, c.Header())
	})
}

// has reports whether a column of the table has the role.
func (r *sheetReader) has(role schema.Role) bool {
	return slices.ContainsFunc(r.columns, func(c table.Column) bool { return c.As == role })
}

// hasWords reports whether a column of words has the role.
func (r *sheetReader) hasWords(role schema.Role) bool {
	return slices.ContainsFunc(r.columns, func(c table.Column) bool { return c.As == role && !c.Figures })
}

// kinds are the kinds of annexes with their words, those that say more first.
var kinds = []struct {
	words wordKind
	kind  schema.Kind
}{{wordLivelihood, schema.KindLivelihood}, {wordTargets, schema.KindTargets}, {wordProjects, schema.KindProjects}, {wordTasks, schema.KindTasks}}

func labelsOf(columns []table.Column) string {
	var sb strings.Builder
	for i := range columns {
		sb.WriteString(removeSpace(columns[i].Header()) + " ")
	}
	return sb.String()
}
