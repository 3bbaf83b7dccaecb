package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

// long returns a body of more than a megabyte, of which the paragraph in the middle holds what is given.
func long(middle string) string {
	row := `<w:tbl><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>完成12.5%</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`
	half := strings.Repeat(row+`<w:p><w:r><w:t xml:space="preserve"> 一、二 </w:t></w:r></w:p>`, 4000)
	return half + `<w:p><w:r>` + middle + `</w:r></w:p>` + half
}

func packed(body string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	part, _ := z.Create("word/document.xml") // what is written stays in memory
	part.Write([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`))
	z.Close()
	return out.Bytes()
}

// both reads a document as it is and whole.
func both(data []byte) (doc, whole *block.Document, err, wholeErr error) {
	budget := func() *block.Budget { return block.NewBudget(context.Background(), block.Limits{}) }
	doc, err = Read(budget(), data, nil)
	whole, wholeErr = readBy(budget(), data, nil, openPackage, (*container).wholeScanner)
	return doc, whole, err, wholeErr
}

// TestWindows reads long documents in pieces, with the same result as whole: those without a fault, and those that have one and
// are read whole after all.
func TestWindows(t *testing.T) {
	box := `<w:pict><w:txbxContent>` + strings.Repeat(`<w:p><w:r><w:t>框</w:t></w:r></w:p>`, 20_000) + `</w:txbxContent></w:pict>`
	for name, middle := range map[string]string{
		"plain":                     `<w:t>a</w:t>`,
		"paragraphs in one":         box + `<w:t>b</w:t>`,
		"a long paragraph":          `<w:t>` + strings.Repeat("长", windowSize) + `</w:t>`,
		"an end in a comment":       `<!-- </w:p> --><w:t>c</w:t>`,
		"an end in CDATA":           strings.Repeat(`<w:t><![CDATA[</w:p>]]></w:t>`, 100_000),
		"an ideograph's look-alike": `<w:t>⼀</w:t>`,
		"no UTF-8":                  "<w:t>\xff</w:t>",
		"a tag that is not closed":  `<w:t>`,
		"a broken tag":              `<w:t x="`,
	} {
		t.Run(name, func(t *testing.T) {
			doc, whole, err, wholeErr := both(packed(long(middle)))
			require.Equal(t, wholeErr, err)
			require.Equal(t, whole, doc)
		})
	}
}

// TestWindowsAreUsed tells whether a long document is read in pieces at all, and a short one is not.
func TestWindowsAreUsed(t *testing.T) {
	for body, inWindows := range map[string]bool{long(`<w:t>a</w:t>`): true, `<w:p/>`: false} {
		b := block.NewBudget(context.Background(), block.Limits{})
		p, err := openPackage(b, packed(body), &block.Document{})
		require.NoError(t, err)
		require.NoError(t, p.findMain())
		s, err := p.scanner()
		require.NoError(t, err)
		require.Equal(t, inWindows, s.windows != nil)
		if inWindows {
			require.True(t, s.windows.rest())
			s.windows.close()
		}
	}
}

// TestWindowsDamaged changes bytes of a long document where they are packed: the error is that of reading it whole.
func TestWindowsDamaged(t *testing.T) {
	data := packed(long(`<w:t>a</w:t>`))
	for _, at := range []int{len(data) / 4, len(data) / 2, 3 * len(data) / 4} {
		damaged := bytes.Clone(data)
		damaged[at] ^= 0x55
		doc, whole, err, wholeErr := both(damaged)
		require.Equal(t, wholeErr, err)
		require.Equal(t, whole, doc)
	}
}

// TestWindowsStopped ends with the context.
func TestWindowsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Read(block.NewBudget(ctx, block.Limits{}), packed(long(`<w:t>a</w:t>`)), nil)
	require.ErrorIs(t, err, context.Canceled)
}
