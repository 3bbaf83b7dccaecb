package page

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// TestCrossed sets the fast way against the plain one, on lines that mostly just miss each other.
func TestCrossed(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	met, missed := 0, 0
	for range 300 {
		var strokes []Stroke
		for range random.IntN(40) {
			x, y, length := random.IntN(3000), random.IntN(3000), 201+random.IntN(700)
			if random.IntN(2) == 0 {
				strokes = append(strokes, Stroke{x, y, x + length, y})
			} else {
				strokes = append(strokes, Stroke{x, y, x, y + length})
			}
		}
		l := linesOf(strokes)
		for i, got := range l.crossed() {
			want := slices.ContainsFunc(l.down, func(d line) bool { return meets(l.across[i], d) })
			require.Equal(t, want, got, "%v of %v", l.across[i], l.down)
			if want {
				met++
			} else {
				missed++
			}
		}
	}
	require.Greater(t, min(met, missed), 100)
}

// TestPagesThatAreNone has pages as no report has them: they end the reading, or are told.
func TestPagesThatAreNone(t *testing.T) {
	letter := func(y int) Glyph {
		return Glyph{Text: "8", X: 1000, Base: y, Size: 1, Box: Box{1000, y - 1, 1001, y}}
	}
	lines := func(n, step, length int) (p Page) {
		for i := range n {
			p.Strokes = append(p.Strokes, Stroke{0, i * step, length, i * step}, Stroke{i * step, 0, i * step, length})
		}
		return p
	}
	var scattered Page
	for i := range 6000 {
		scattered.Glyphs = append(scattered.Glyphs, letter(10*i))
	}
	for name, test := range map[string]struct {
		page Page
		want string
	}{
		"characters":    {Page{Glyphs: slices.Repeat([]Glyph{letter(100)}, MostGlyphs+1)}, "characters on a page"},
		"lines":         {Page{Strokes: make([]Stroke, MostStrokes+1)}, "lines on a page"},
		"lines of text": {scattered, "lines of text on a page"},
		"a dense grid":  {lines(1000, 300, 300_000), "cells on a page"},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader(block.NewBudget(context.Background(), block.Limits{}))
			require.NoError(t, r.Add(&test.page))
			_, err := r.Document()
			require.ErrorIs(t, err, block.ErrLimit)
			require.ErrorContains(t, err, "page 1: ")
			require.ErrorContains(t, err, test.want)
		})
	}
	drawing := lines(3000, 300, 1_000_000)
	r := NewReader(block.NewBudget(context.Background(), block.Limits{}))
	require.NoError(t, r.Add(&drawing))
	require.Len(t, r.trouble, 1)
	require.True(t, strings.HasPrefix(r.trouble[0].Message, "6000 lines are drawn on the page"), r.trouble[0].Message)
	r = NewReader(block.NewBudget(context.Background(), block.Limits{Parts: 2}))
	require.NoError(t, r.Add(&Page{}))
	require.NoError(t, r.Add(&Page{}))
	require.ErrorContains(t, r.Add(&Page{}), "more than the limit of 2 pages")
}
