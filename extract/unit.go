package extract

import (
	"strings"

	"duban/internal/char"
	"duban/schema"
)

// This file reads cells of responsible units.

// unitCells are the cells of units that have been read, as the same offices stand in many rows.
type unitCells struct {
	learned map[string]bool
	read    map[rolePart]unitCell
}

type unitCell struct{ lead, support []schema.Unit }

func newUnitCells() unitCells { return unitCells{map[string]bool{}, map[rolePart]unitCell{}} }

// mostKept is how many cells are kept, and how many bytes one has at most.
const mostKept = 1 << 10

// learn shows the names in a cell of responsible units to their reader. What a cell of one line teaches hangs on no other, so that
// it is shown once.
func (r *reader) learn(text string) {
	if r.unitCells.learned[text] {
		return
	}
	if len(text) < mostKept && len(r.unitCells.learned) < mostKept && strings.IndexByte(text, '\n') < 0 {
		r.unitCells.learned[text] = true
	}
	for _, part := range r.byRole("", text) {
		r.org.Learn(part.text)
	}
}

// units reads a cell of responsible units. It may name their roles itself: 牵头单位：区住建局；配合单位：区城管局.
func (r *reader) units(row *schema.Row, cell rolePart) {
	units, known := r.unitCells.read[cell]
	if !known {
		units = r.unitsIn(cell)
		if len(cell.text) < mostKept && len(r.unitCells.read) < mostKept {
			r.unitCells.read[cell] = units
		}
	}
	row.LeadUnits = append(row.LeadUnits, units.lead...)
	row.SupportUnits = append(row.SupportUnits, units.support...)
}

func (r *reader) unitsIn(cell rolePart) (units unitCell) {
	for _, part := range r.byRole(cell.role, cell.text) {
		for _, u := range r.org.Units(part.text) {
			role := part.role
			if named := r.unitRole(u.Note); named != "" && role == schema.RoleLeadUnits { // 区城管局（配合）
				role = named
			}
			if role == schema.RoleSupportUnits {
				units.support = append(units.support, schema.Unit(u))
			} else {
				units.lead = append(units.lead, schema.Unit(u))
			}
		}
	}
	return units
}

// rolePart is a part of a unit cell whose units have one role.
type rolePart struct {
	role schema.Role
	text string
}

// byRole parts a unit cell at the rubrics in it.
func (r *reader) byRole(role schema.Role, text string) []rolePart {
	if strings.IndexByte(text, ':') < 0 && !strings.Contains(text, char.Colon) {
		return r.byVerb(role, text)
	}
	parts := []rolePart{{role: role}}
	rest := text
	for {
		i := strings.IndexAny(rest, char.Colons)
		if i < 0 {
			break
		}
		start := strings.LastIndexAny(rest[:i], "\n"+char.Semicolons+char.Commas+char.Stop+char.Pause+" "+string(char.Space))
		if start < 0 {
			start = 0
		}
		label := strings.TrimLeft(rest[start:i], "\n"+char.Semicolons+char.Commas+char.Stop+char.Pause+" "+string(char.Space))
		named := r.unitRole(removeSpace(label))
		if named == "" {
			break
		}
		parts[len(parts)-1].text += rest[:start]
		parts = append(parts, rolePart{role: named})
		_, rest, _ = cutAny(rest[start:], char.Colons)
	}
	parts[len(parts)-1].text += rest
	if len(parts) == 1 {
		return r.byVerb(role, text)
	}
	return parts
}

// byVerb parts a unit cell at clauses that say the role behind the names: 区住建局牵头，区城管局、各街道配合.
func (r *reader) byVerb(role schema.Role, text string) []rolePart {
	if !r.namesRole(text) {
		return []rolePart{{role, text}}
	}
	var parts []rolePart
	for clause := range strings.FieldsFuncSeq(text, partsClauses) {
		part := rolePart{role, trim(clause)}
		if named, names := r.verbRole(part.text); named != "" {
			part = rolePart{named, r.cutFront(wordBy, names)}
		}
		parts = append(parts, part)
	}
	return parts
}

// namesRole reports whether a clause of a unit cell says a role behind its names.
func (r *reader) namesRole(text string) bool {
	for clause := range strings.FieldsFuncSeq(text, partsClauses) {
		if named, _ := r.verbRole(trim(clause)); named != "" {
			return true
		}
	}
	return false
}

// verbRole returns the role that a clause says behind names, and these; the role is empty where it says none.
func (r *reader) verbRole(clause string) (role schema.Role, names string) {
	at := len(clause) - unitRoleEnd
	if at <= 0 {
		return "", ""
	}
	named := r.unitRole(clause[at:])
	if named == "" {
		return "", ""
	}
	if names = trim(clause[:at]); r.org.IsName(names) {
		return named, names
	}
	return "", ""
}

func partsClauses(c rune) bool { return char.IsComma(c) || char.IsSemicolon(c) || char.IsStop(c) }

// unitRoleEnd is how many bytes the word has that gives names their role from behind: 牵头.
const unitRoleEnd = 6

// longestUnitRole is how many bytes a word has at most that gives a role to units.
const longestUnitRole = 36

// unitRole returns the role that a word gives to units: 牵头, 配合单位; empty where it gives none.
func (r *reader) unitRole(word string) schema.Role {
	if word == "" {
		return ""
	}
	role, known := r.unitRoles[word]
	if !known && len(word) <= longestUnitRole {
		if l := r.labels.Read([]string{word}); l.Role == schema.RoleLeadUnits || l.Role == schema.RoleSupportUnits {
			role = l.Role
		}
		r.unitRoles[word] = role
	}
	return role
}
