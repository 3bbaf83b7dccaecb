package pdfengine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/page"
	"duban/parse/pdf"
)

// TestSend hands pages over as the program does, with each of the ends that there are.
func TestSend(t *testing.T) {
	pages := []page.Page{{Width: 1, Glyphs: []page.Glyph{{Text: "甲", X: 3}}}, {Height: 2, Unseen: true}}
	engine := func(end error) pdf.Engine {
		return func(_ context.Context, _ []byte, yield func(page.Page) error) error {
			for _, p := range pages {
				if err := yield(p); err != nil {
					return err
				}
			}
			return end
		}
	}
	for _, end := range []error{nil, pdf.ErrPassword, errors.New("page 3: broken"), fmt.Errorf("%w: 9 characters", pdf.ErrLimit)} {
		var sent bytes.Buffer
		require.NoError(t, Send(t.Context(), &sent, nil, engine(end)))
		var got []page.Page
		err := receive(&sent, func(p page.Page) error { got = append(got, p); return nil })
		require.Equal(t, end, err)
		require.Equal(t, errors.Is(end, pdf.ErrLimit), errors.Is(err, pdf.ErrLimit))
		require.Equal(t, pages, got)
	}

	var sent bytes.Buffer
	require.NoError(t, Send(t.Context(), &sent, nil, engine(nil)))
	whole := sent.Bytes()
	stop := errors.New("enough")
	require.Equal(t, stop, receive(bytes.NewReader(whole), func(page.Page) error { return stop }))
	for n := range len(whole) {
		require.ErrorIs(t, receive(bytes.NewReader(whole[:n]), func(page.Page) error { return nil }), errBroken, "cut at %d", n)
	}
}

func TestNoProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := Read(t.Context(), nil, nil)
	require.ErrorIs(t, err, pdf.ErrNone)
	require.ErrorContains(t, err, "put the program duban-pdf beside duban or on the PATH")
}
