package pdfium_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/pdfium"
	"duban/parse/page"
	"duban/parse/pdf"
)

// file writes a PDF file of a page with some content; attributes are those of the page besides, objects more of the file's, from
// number 6 on.
func file(content, attributes string, objects ...string) []byte {
	all := append([]string{
		`<< /Type /Catalog /Pages 2 0 R >>`,
		`<< /Type /Pages /Kids [3 0 R] /Count 1 >>`,
		`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R ` + attributes +
			` /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>`,
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		`<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>`,
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var places []int
	for i, object := range all {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, at := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, table)
	return b.Bytes()
}

// checkNotes reads what was written onto a page.
func checkNotes(t *testing.T, only func([]byte) page.Page) {
	t.Helper()
	for kind, want := range map[string]string{"/FreeText": "89", "/Widget /FT /Tx": "89", "/StrikeOut": "89", "/Link": "8", "/Text /F 2": "8"} {
		shown := "BT /F 10 Tf 0 0 Td (9) Tj ET"
		p := only(file("BT /F 10 Tf 20 70 Td (8) Tj ET", "/Annots [7 0 R]",
			fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 20 10] /Resources << /Font << /F 5 0 R >> >> /Length %d >>\nstream\n%s\nendstream",
				len(shown), shown),
			"<< /Type /Annot /Subtype "+kind+" /Rect [40 70 60 80] /AP << /N 6 0 R >> >>"))
		require.Equal(t, want, texts(p), kind)
		if want == "89" {
			require.Equal(t, [2]int{4000, 3000}, [2]int{p.Glyphs[1].X, p.Glyphs[1].Base}, kind)
		}
	}
}

// TestPages reads files that were written by hand, so that it is known what stands where.
func TestPages(t *testing.T) {
	cache := t.TempDir()
	r, err := pdfium.New(t.Context(), cache)
	require.NoError(t, err)
	defer func() { require.NoError(t, r.Close()) }()
	only := func(data []byte) page.Page {
		var pages []page.Page
		require.NoError(t, r.Pages(t.Context(), data, func(p page.Page) error { pages = append(pages, p); return nil }))
		require.Len(t, pages, 1)
		return pages[0]
	}

	p := only(file("BT /F 10 Tf 20 70 Td (8 km) Tj ET\n20 60 m 120 60 l S\n20 20 50 0.5 re f\n30 30 40 10 re S\n0 0 200 100 re f", ""))
	require.Equal(t, [2]int{20_000, 10_000}, [2]int{p.Width, p.Height})
	require.Equal(t, "8 km", texts(p))
	require.Equal(t, [4]int{2000, 3000, 1000, 0}, [4]int{p.Glyphs[0].X, p.Glyphs[0].Base, p.Glyphs[0].Size, int(p.Glyphs[0].Turn)})
	require.Equal(t, []page.Stroke{{X0: 2000, Y0: 4000, X1: 12_000, Y1: 4000}, {X0: 2000, Y0: 7975, X1: 7000, Y1: 7975},
		{X0: 3000, Y0: 7000, X1: 7000, Y1: 7000}, {X0: 7000, Y0: 7000, X1: 7000, Y1: 6000},
		{X0: 7000, Y0: 6000, X1: 3000, Y1: 6000}, {X0: 3000, Y0: 6000, X1: 3000, Y1: 7000}}, p.Strokes)

	p = only(file("BT /F 10 Tf 20 70 Td (a -) Tj 0 -12 Td (2.5%) Tj ET", ""))
	require.Equal(t, "a -2.5%", texts(p), "the sign at the end of a line")
	p = only(file("BT /F 10 Tf 20 70 Td (years-) Tj 0 -12 Td (old) Tj ET", ""))
	require.Equal(t, "years-old", texts(p))

	p = only(file("BT /F 1 Tf 10 0 0 10 20 70 Tm (8) Tj ET", ""))
	require.Equal(t, 1000, p.Glyphs[0].Size, "a font of size 1 that is scaled")
	p = only(file("BT /F -10 Tf -1 0 0 -1 20 70 Tm (8) Tj ET", ""))
	require.Equal(t, [2]int{1000, 0}, [2]int{p.Glyphs[0].Size, int(p.Glyphs[0].Turn)}, "a font and its matrix, both turned round")
	checkNotes(t, only)
	p = only(file("BT /F 10 Tf 20 70 Td (8) Tj ET", "/Rotate 90"))
	require.Equal(t, [2]int{10_000, 20_000}, [2]int{p.Width, p.Height}, "a page that shows turned")
	require.Equal(t, [3]int{7000, 2000, 1}, [3]int{p.Glyphs[0].X, p.Glyphs[0].Base, int(p.Glyphs[0].Turn)})
	p = only(file("BT /F 10 Tf 3 Tr 20 70 Td (8) Tj ET", ""))
	require.True(t, p.Unseen, "text that does not show")
	require.Nil(t, p.Image, "nobody has asked for it")
	checkImages(t, r, only)

	form := "BT /F 10 Tf 0 0 Td (9) Tj ET 0 0 m 10 0 l S"
	p = only(file("q 1 0 0 1 50 50 cm /X Do Q", "", fmt.Sprintf(
		"<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /Font << /F 5 0 R >> >> /Length %d >>\nstream\n%s\nendstream", len(form), form)))
	require.Equal(t, "9", texts(p))
	require.Equal(t, 5000, p.Glyphs[0].X)
	require.Equal(t, []page.Stroke{{X0: 5000, Y0: 5000, X1: 6000, Y1: 5000}}, p.Strokes)

	whole := file("BT /F 10 Tf 20 70 Td (8) Tj ET", "")
	for name, data := range map[string][]byte{
		"nothing":               []byte("%PDF-1.4\n"),
		"cut":                   whole[:len(whole)/3],
		"pages that are a loop": bytes.Replace(whole, []byte("/Kids [3 0 R]"), []byte("/Kids [2 0 R]"), 1),
	} {
		err := r.Pages(t.Context(), data, func(page.Page) error { return nil })
		if err == nil { // the engine may find no page, and says so
			continue
		}
		require.NotErrorIs(t, err, pdf.ErrPassword, name)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, r.Pages(ctx, whole, func(page.Page) error { return nil }), context.Canceled)
}

// TestFailedPages reads files in which some pages cannot be read: the engine says why, and goes on with the next.
func TestFailedPages(t *testing.T) {
	r, err := pdfium.New(t.Context(), t.TempDir())
	require.NoError(t, err)
	defer func() { require.NoError(t, r.Close()) }()
	const readable = "BT /F 10 Tf 20 70 Td (8 km) Tj ET"
	var small bytes.Buffer
	z := zlib.NewWriter(&small)
	_, err = z.Write(bytes.Repeat([]byte(" "), 400<<20))
	require.NoError(t, errors.Join(err, z.Close()))
	for name, test := range map[string]struct {
		page    string // the second of three; that it is in object 7
		want    string
		tooMuch bool
	}{
		"no page":         {"<< /Type /Font >>", "what it consists of cannot be found in the file", false},
		"a number":        {"12", "what it consists of cannot be found in the file", false},
		"many characters": {stream("BT /F 1 Tf " + strings.Repeat("("+strings.Repeat("8", 1000)+") Tj ", 201) + "ET"), "characters on a page, more than the limit of 200000", true},
		"of memory, so that the engine breaks off": {fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", small.Len(), small.Bytes()),
			"takes more than the limit of 193 MiB of memory", true},
		"lines and pictures": {stream(strings.Repeat("0 0 m 9 9 l S\n", 70_000)), "more lines and pictures on a page than the limit", true},
	} {
		data := file(readable, "", "null", test.page, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 7 0 R /Resources << /Font << /F 5 0 R >> >> >>`)
		second := "7"
		if test.tooMuch {
			second = "8"
		}
		data = bytes.Replace(data, []byte("/Kids [3 0 R] /Count 1"), []byte("/Kids [3 0 R "+second+" 0 R 3 0 R] /Count 3"), 1)
		var pages []page.Page
		require.NoError(t, r.Pages(t.Context(), data, func(p page.Page) error { pages = append(pages, p); return nil }), name)
		require.Len(t, pages, 3, name)
		require.Contains(t, pages[1].Failure, test.want, name)
		require.Equal(t, test.tooMuch, pages[1].TooMuch, name)
		for _, i := range []int{0, 2} {
			require.Empty(t, pages[i].Failure, name)
			require.Equal(t, "8 km", texts(pages[i]), name)
		}
	}
}

func stream(content string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
}

// checkImages asks for images: of a page that is a picture one as fine as that is, in which black and white stand where they do in
// the file; of a page with text none.
func checkImages(t *testing.T, r *pdfium.Reader, only func([]byte) page.Page) {
	r.Images = true
	defer func() { r.Images = false }()
	require.Nil(t, only(file("BT /F 10 Tf 20 70 Td (8) Tj ET", "")).Image)
	const width, height, half = 500, 250, 250 * 500 / 2 // on 200 points by 100: 180 dots an inch
	dots := append(bytes.Repeat([]byte{0}, half), bytes.Repeat([]byte{255}, half)...)
	picture := fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Length %d >>\nstream\n%s\nendstream",
		width, height, len(dots), dots)
	for _, test := range []struct {
		turned        string
		width, height int
		black, white  [2]int
	}{
		{"", width, height, [2]int{250, 60}, [2]int{250, 190}},
		{"/Rotate 90", height, width, [2]int{190, 250}, [2]int{60, 250}},
	} {
		p := only(file("q 200 0 0 100 0 0 cm /X Do Q", test.turned, picture))
		require.True(t, pdf.IsUnread(&p))
		drawn, err := png.Decode(bytes.NewReader(p.Image))
		require.NoError(t, err)
		require.Equal(t, [2]int{test.width, test.height}, [2]int{drawn.Bounds().Dx(), drawn.Bounds().Dy()})
		require.Equal(t, color.Gray{}, drawn.At(test.black[0], test.black[1]))
		require.Equal(t, color.Gray{255}, drawn.At(test.white[0], test.white[1]))
	}
}

func texts(p page.Page) string {
	var sb strings.Builder
	for _, g := range p.Glyphs {
		sb.WriteString(g.Text)
	}
	return sb.String()
}

// TestDamagedCache cuts off what is kept of the compiled engine, as a full disk does.
func TestDamagedCache(t *testing.T) {
	folder := t.TempDir()
	r, err := pdfium.New(t.Context(), folder)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	kept, err := filepath.Glob(filepath.Join(folder, "*", "*"))
	require.NoError(t, err)
	require.Len(t, kept, 1)
	require.NoError(t, os.Truncate(kept[0], 5000))
	r, err = pdfium.New(t.Context(), folder)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	require.NoFileExists(t, kept[0], "what the next start would stumble over")
	require.NoError(t, r.Close(), "it has ended")
	pages := 0
	require.NoError(t, r.Pages(t.Context(), file("BT /F 10 Tf 20 70 Td (8 km) Tj ET", ""), func(page.Page) error { pages++; return nil }), "by another engine")
	require.Equal(t, 1, pages)
	require.NoError(t, r.Close())
}
