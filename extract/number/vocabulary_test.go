package number_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/number"
	"duban/seeds"
)

func vocabulary(t *testing.T) ([]number.Unit, []number.Stop) {
	lines, err := seeds.Read(seeds.FS, "units.tsv", "form", "name", "kind", "comment")
	require.NoError(t, err)
	var units []number.Unit
	for _, l := range lines {
		units = append(units, number.Unit{Form: l.Fields[0], Name: l.Fields[1], Kind: l.Fields[2]})
	}
	lines, err = seeds.Read(seeds.FS, "unit_stops.tsv", "word", "unit", "comment")
	require.NoError(t, err)
	var stops []number.Stop
	for _, l := range lines {
		stops = append(stops, number.Stop{Word: l.Fields[0], Unit: l.Fields[1]})
	}
	return units, stops
}

// unitParts returns the lines of unit_parts.tsv.
func unitParts(t *testing.T) []number.Part {
	lines, err := seeds.Read(seeds.FS, "unit_parts.tsv", "unit", "part", "power", "writing", "whole", "comment")
	require.NoError(t, err)
	var parts []number.Part
	for _, l := range lines {
		power, err := strconv.Atoi(l.Fields[2])
		require.NoError(t, err)
		parts = append(parts, number.Part{Unit: l.Fields[0], Form: l.Fields[1], Power: power, Writing: l.Fields[3], Whole: l.Fields[4]})
	}
	return parts
}

func TestVocabularyIsSorted(t *testing.T) {
	units, stops := vocabulary(t)
	key := func(u number.Unit) string {
		if u.Form == u.Name {
			return u.Kind + "\t" + u.Name
		}
		return u.Kind + "\t" + u.Name + "\t" + u.Form
	}
	for i := range units[1:] {
		require.Less(t, key(units[i]), key(units[i+1]))
	}
	for i := range stops[1:] {
		require.Less(t, stops[i].Word, stops[i+1].Word)
	}
}

func TestEveryUnitIsRead(t *testing.T) {
	units, _ := vocabulary(t)
	r := load(t)
	kinds := map[string]bool{}
	for _, u := range units {
		kinds[u.Kind] = true
		text := []rune("5" + u.Form)
		n, ok := r.At(text, 0)
		require.True(t, ok)
		require.Equal(t, []string{u.Name, u.Kind}, []string{n.Unit, n.UnitKind}, u.Form)
		require.Equal(t, len(text), n.End, u.Form)
	}
	for _, k := range slices.Concat(number.Kinds, number.Ambiguous) {
		require.True(t, kinds[k], "no unit of kind %s", k)
	}
}

// TestEveryStopMatters takes each word away in turn: some text must then be read in another way.
func TestEveryStopMatters(t *testing.T) {
	units, stops := vocabulary(t)
	r, parts := load(t), unitParts(t)
	for _, s := range stops {
		without := number.NewReader(units, slices.DeleteFunc(slices.Clone(stops), func(other number.Stop) bool {
			return other == s || []rune(other.Word)[0] != []rune(s.Word)[0] // only those of one beginning compete
		}), parts...)
		differs := false
		for _, text := range []string{"5" + s.Word, "5公里" + s.Word} {
			differs = differs || !slices.Equal(read(r, text), read(without, text))
		}
		require.True(t, differs, "%s changes nothing", s.Word)
	}
}
