package cell_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// How a row is beside its schedule, by a plan as by the time that has gone; what is denied says nothing of it.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		text   string
		pace   schema.Pace
		status schema.Status
	}{
		{"外墙保温正在施工，略滞后于计划。", schema.Behind, schema.StatusUnderway},
		{"较原定计划滞后15天。", schema.Behind, schema.StatusUnclear},
		{"与年度计划相比有所落后。", schema.Behind, schema.StatusUnclear},
		{"总体快于计划。", schema.Ahead, schema.StatusUnclear},
		{"慢于序时进度。", schema.Behind, schema.StatusUnclear},
		{"未滞后于序时进度。", "", schema.StatusUnclear},
		{"没有落后于计划。", "", schema.StatusUnclear},
		{"未超过时序进度。", "", schema.StatusUnclear},
		{"未能早于计划。", "", schema.StatusUnclear},
		{"进度没有滞后。", "", schema.StatusUnclear},
		{"与时序进度尚有较大差距。", schema.Behind, schema.StatusUnclear},
		{"确保达到序时进度。", "", schema.StatusUnclear},
		{"二季度将按序时进度推进。", "", schema.StatusPreparing},
		{"难以赶上时间进度。", "", schema.StatusUnclear},
		{"进度滞后。", schema.Behind, schema.StatusUnclear},
		{"计划9月开工。", "", schema.StatusPreparing},
	} {
		row := readRow(t, "", c.text)
		require.Equal(t, c.pace, row.Pace, c.text)
		require.Equal(t, c.status, row.Status, c.text)
	}
}

// By how much a row is ahead or behind.
func TestPaceInPoints(t *testing.T) {
	for text, want := range map[string]schema.Pace{
		"距序时进度还差2.5个百分点。": schema.Behind,
		"较序时进度慢4个百分点。":    schema.Behind,
		"欠序时进度4个百分点。":     schema.Behind,
		"较计划提前15天。":       schema.Ahead,
		"比时间进度快4个百分点。":    schema.Ahead,
	} {
		require.Equal(t, want, readRow(t, "", text).Pace, text)
	}
}
