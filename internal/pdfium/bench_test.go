package pdfium_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/pdfium"
	"duban/parse/page"
)

// BenchmarkPages reads a page of 1000 characters in 50 lines, with a line of a table below each.
func BenchmarkPages(b *testing.B) {
	r, err := pdfium.New(b.Context(), "")
	require.NoError(b, err)
	defer func() { require.NoError(b, r.Close()) }()
	var content strings.Builder
	for i := range 50 {
		fmt.Fprintf(&content, "BT /F 4 Tf 10 %d Td (%s) Tj ET 10 %d m 190 %d l S\n", 2*i, strings.Repeat("12345678 ", 4)[:20], 2*i, 2*i)
	}
	data := file(content.String(), "")
	glyphs := 0
	for b.Loop() {
		require.NoError(b, r.Pages(b.Context(), data, func(p page.Page) error { glyphs += len(p.Glyphs); return nil }))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
