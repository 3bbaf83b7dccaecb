package odt

import (
	"strconv"
	"strings"
)

// points returns a length such as 1.5cm in points.
func points(length string) (float64, bool) {
	units := []struct {
		name   string
		points float64
	}{{"cm", 72 / 2.54}, {"mm", 7.2 / 2.54}, {"in", 72}, {"pt", 1}, {"pc", 12}, {"px", 0.75}}
	for _, u := range units {
		if number, ok := strings.CutSuffix(length, u.name); ok {
			n, err := strconv.ParseFloat(number, 64)
			return n * u.points, err == nil
		}
	}
	return 0, false
}
