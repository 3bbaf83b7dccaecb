package extract_test

import (
	"fmt"
	"strings"
)

// score counts, by measure, what is right.
type score struct {
	order    []string
	hit, all map[string]int
	misses   []string
	listed   bool // of a group: whether its misses may be listed
}

func newScore() *score { return &score{hit: map[string]int{}, all: map[string]int{}} }

func (s *score) tally(measure string, ok bool, place string, note ...any) {
	s.count(measure, 1, map[bool]int{true: 1}[ok])
	if !ok {
		s.misses = append(s.misses, fmt.Sprintf("MISS %s: %s: %q", strings.TrimSpace(measure), place, note))
	}
}

func (s *score) count(measure string, all, hit int) {
	if _, known := s.all[measure]; !known {
		s.order = append(s.order, measure)
	}
	s.all[measure] += all
	s.hit[measure] += hit
}

func (s *score) add(o *score) {
	for _, measure := range o.order {
		s.count(measure, o.all[measure], o.hit[measure])
	}
}

func (s *score) percent(measure string) float64 {
	return 100 * float64(s.hit[measure]) / float64(max(1, s.all[measure]))
}

func (s *score) String() string {
	var b strings.Builder
	for _, measure := range s.order {
		fmt.Fprintf(&b, "%-22s %5d / %5d  %6.2f %%\n", measure, s.hit[measure], s.all[measure], s.percent(measure))
	}
	return b.String()
}
