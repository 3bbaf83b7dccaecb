package cell_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// TestWholeReadings holds all that is read of the sentences of a file, in the words of TestReadings.
func TestWholeReadings(t *testing.T) {
	data, err := os.ReadFile("testdata/readings.txt")
	require.NoError(t, err)
	for _, entry := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		lines := strings.Split(entry, "\n")
		if strings.HasPrefix(lines[0], "#") {
			continue
		}
		want := []string{}
		for _, line := range lines[1:] {
			want = append(want, strings.TrimPrefix(line, "\t"))
		}
		require.Equal(t, want, wholeOf(t, lines[0]), lines[0])
	}
}

// wholeOf reads a progress cell, a target and a progress cell with ¦ between, or behind § a sentence of a narrative.
func wholeOf(t *testing.T, text string) []string {
	t.Helper()
	text = strings.ReplaceAll(text, "⏎", "\n")
	if told, ok := strings.CutPrefix(text, "§"); ok {
		section := schema.Section{Text: told}
		load(t).Section(&section, firstQuarter)
		lines := whole(schema.Row{Indicators: section.Indicators, Dates: section.Dates, Coverage: section.Coverage})
		return slices.DeleteFunc(lines, func(line string) bool { return line == "" }) // no status
	}
	target, progress, ok := strings.Cut(text, "¦")
	if !ok {
		target, progress = "", text
	}
	return whole(readRow(t, target, progress))
}
