package facts

import (
	"fmt"
	"strings"

	"duban/internal/char"
	"duban/schema"
)

// IndicatorPaths returns for each figure of a row or section its path below that row or section: indicators/453家, and
// cells/7/-0.3 for one that stands in a column; a property of it follows behind a slash. It is "" for a figure that no
// line of a facts file can name.
func IndicatorPaths(list []schema.Indicator) []string {
	names := named(len(list), func(i int) string { return list[i].Text })
	inColumn := named(len(list), func(i int) string { return cellPath(&list[i]) + list[i].Text })
	paths := make([]string, len(list))
	for i := range list {
		path := "indicators/" + names[i]
		if list[i].Column != nil {
			path = inColumn[i]
		}
		paths[i] = pathOf(list[i].Text, path)
	}
	return paths
}

// DatePaths returns for each date of a row or section its path below that row or section: dates/4月10日. It is "" for a
// date that no line of a facts file can name.
func DatePaths(list []schema.Date) []string {
	names := named(len(list), func(i int) string { return list[i].Text })
	paths := make([]string, len(list))
	for i := range list {
		paths[i] = pathOf(list[i].Text, "dates/"+names[i])
	}
	return paths
}

// pathOf returns the path of a thing with a text, unless nothing could find it.
func pathOf(text, path string) string {
	if _, ok := Line(path+"/value", "1"); !ok || text == "" {
		return ""
	}
	return path
}

// Line returns the line of a facts file that expects something at a path, without its end, and whether the form of the
// file can hold it: it cannot hold a tab or the end of a line in either, what would be read as a comment, nor white space
// around what is expected.
func Line(path, expected string) (string, bool) {
	line := path + "\t" + expected
	trimmed := strings.TrimSpace(expected) == expected && strings.TrimSpace(path) == path
	whole := !strings.ContainsAny(line, "\n\r") && strings.Count(line, "\t") == 1 && withoutComment(line) == line
	return line, trimmed && whole
}

// UnitNames returns the names of units as a fact has them: 区商务委、区城管局.
func UnitNames(units []schema.Unit) string {
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	return strings.Join(names, char.Pause)
}

// cellPath is the path of the cell that a figure stands in; "" outside of cells.
func cellPath(x *schema.Indicator) string {
	if x.Column == nil {
		return ""
	}
	return fmt.Sprintf("cells/%d/", *x.Column)
}

// named returns the texts of n things, each with its number if others have the same.
func named(n int, textOf func(int) string) []string {
	of, nth := map[string]int{}, map[string]int{}
	for i := range n {
		of[textOf(i)]++
	}
	var names []string
	for i := range n {
		name := textOf(i)
		if of[name] > 1 {
			nth[name]++
			name = fmt.Sprintf("%s[%d]", name, nth[name])
		}
		names = append(names, name)
	}
	return names
}
