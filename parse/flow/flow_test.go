package flow_test

import (
	"context"
	"strings"
	"testing"

	"duban/internal/message"
	"duban/internal/testblocks"
	"duban/parse/block"
	"duban/parse/flow"
	"duban/parse/numbering"

	"github.com/stretchr/testify/require"
)

func begin(limits block.Limits) (*flow.Writer, *block.Document) {
	doc := &block.Document{Format: block.FormatRTF}
	return flow.New(block.NewBudget(context.Background(), limits), doc), doc
}

func write(t *testing.T, w *flow.Writer, text string) {
	t.Helper()
	w.Write(text, flow.Style{})
	require.NoError(t, w.EndParagraph(flow.End{}))
}

func TestStories(t *testing.T) {
	w, doc := begin(block.Limits{})
	w.Write("a", flow.Style{})
	w.EnterStory(false)
	write(t, w, "note")
	w.LeaveStory(flow.Endnote)
	w.EnterStory(false)
	require.False(t, w.InBody())
	w.Write("box", flow.Style{})
	w.Leave(block.Picture, message.New("a picture was not read"))
	require.NoError(t, w.EndParagraph(flow.End{Outline: 1}), "there are no headings in boxes")
	w.LeaveStory(flow.Box)
	w.EnterStory(true)
	write(t, w, "silent")
	w.Leave(block.Picture, message.New("a picture that does not show"))
	w.LeaveStory(flow.Footnote)
	require.NoError(t, w.EndParagraph(flow.End{Number: "1.", Outline: 2}))
	write(t, w, "b")
	w.EnterStory(false)
	write(t, w, "foot")
	w.LeaveStory(flow.Footnote)
	require.NoError(t, w.Done())
	require.Equal(t, []string{"## [1.] a", "box", "b", "foot", "note"}, testblocks.Lines(doc))
	require.Equal(t, block.Place{Paragraph: 5}, doc.Blocks[4].Pos())
	doc.NumberTables()
	require.Equal(t, []block.Unread{{What: block.Picture, Message: "a picture was not read", Place: block.Place{Paragraph: 1}}}, testblocks.Unread(doc))
}

func TestCells(t *testing.T) {
	w, doc := begin(block.Limits{})
	outer := w.OpenCell()
	write(t, w, "a")
	inner := w.OpenCell()
	require.Equal(t, 2, w.Depth())
	require.NoError(t, w.EndParagraph(flow.End{Number: "1."}))
	write(t, w, "b")
	w.CloseCell()
	require.NoError(t, w.Table(table(inner)))
	w.EnterStory(false)
	write(t, w, "box")
	w.LeaveStory(flow.Box)
	w.CloseCell()
	require.Equal(t, "a\n1.\nb\nbox", outer.Text)
	require.Empty(t, outer.List)
	require.Equal(t, "1.", inner.List)
	require.NoError(t, w.Table(table(outer)))
	require.NoError(t, w.Done())
	require.Len(t, doc.Blocks, 1)
}

func table(c *block.Cell) *block.Table {
	return &block.Table{Rows: []block.Row{{Cells: []*block.Cell{c}}}}
}

func TestFigures(t *testing.T) {
	raised, struck := flow.Style{Raised: true}, flow.Style{Struck: true}
	for want, pieces := range map[string][]any{
		"10⁻⁴m":   {"10", raised, "-", raised, "4", "m"},
		"amb":     {"a", raised, "m", "b"},
		"1² 3":    {"1", raised, "2", struck, " 3"},
		"12 34 5": {"12", struck, "34", "5"},
		"10⁴":     {"10", raised, "4"},
	} {
		w, doc := begin(block.Limits{})
		style := flow.Style{}
		for _, p := range pieces {
			switch p := p.(type) {
			case flow.Style:
				style = p
			case string:
				w.Write(p, style)
				style = flow.Style{}
			}
		}
		require.NoError(t, w.EndParagraph(flow.End{}))
		require.NoError(t, w.Done())
		require.Equal(t, []string{want}, testblocks.Lines(doc))
	}
}

// Boxes and notes count for themselves, and what does not show does not count.
func TestCounters(t *testing.T) {
	w, _ := begin(block.Limits{})
	list := numbering.NewList(&numbering.Scheme{Levels: [numbering.Levels]*numbering.Level{{Start: 1, Format: "decimal", Text: "%1.", Restart: numbering.Unset}}})
	number := func() string {
		n, _ := w.Number(list, 0)
		return n
	}
	require.Equal(t, "1.", number())
	w.EnterStory(false)
	require.Equal(t, "1.", number())
	w.LeaveStory(flow.Box)
	before := w.Mute(true)
	require.Empty(t, number())
	w.Mute(before)
	require.Equal(t, "2.", number())
}

func TestLimits(t *testing.T) {
	w, _ := begin(block.Limits{Unpacked: 10})
	require.NoError(t, w.EndParagraph(flow.End{Number: "123456"}))
	require.ErrorIs(t, w.EndParagraph(flow.End{Number: "123456"}), block.ErrLimit)

	w, doc := begin(block.Limits{})
	for range 150 {
		w.Trouble("x")
	}
	require.NoError(t, w.Done())
	require.Len(t, doc.Diagnostics, 101)
	require.Equal(t, "50 more of this kind", doc.Diagnostics[100].Message)
}

func TestSymbols(t *testing.T) {
	w, doc := begin(block.Limits{})
	require.Equal(t, "≥x", w.Symbols("\uF0B3x", "Symbol"))
	require.Equal(t, "\uF0B3", w.Symbols("\uF0B3", "Other"))
	require.Equal(t, "✔", w.Symbol(0xFC, "Wingdings"))
	require.Equal(t, " ", w.Symbol(' ', "Wingdings"))
	require.Equal(t, 1, len(doc.Diagnostics))
	require.True(t, strings.Contains(doc.Diagnostics[0].Message, "F0B3"))
	require.True(t, flow.IsSymbolFont("Webdings"))
	require.False(t, flow.IsSymbolFont("宋体"))
}
