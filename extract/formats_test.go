package extract_test

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
)

func sampleDocument(t testing.TB) *parse.Document {
	data, err := os.ReadFile(samplePath)
	require.NoError(t, err)
	doc, err := parse.Bytes("sample.txt", data)
	require.NoError(t, err)
	return doc
}

// TestFormats reads the sample as HTML and as DOCX, with merged categories and automatic numbers, and finds what it
// finds in the text.
func TestFormats(t *testing.T) {
	doc := sampleDocument(t)
	want := extract.Report(doc, extract.Options{})
	for name, data := range map[string][]byte{"sample.html": testdoc.HTML(doc, 1), "sample.docx": testdoc.Report(doc, 1)} {
		t.Run(name, func(t *testing.T) {
			doc, err := parse.Bytes(name, data)
			require.NoError(t, err)
			got := extract.Report(doc, extract.Options{})
			require.Equal(t, want.Title, got.Title)
			require.Equal(t, want.Issuer, got.Issuer)
			require.Equal(t, want.Date, got.Date)
			require.Equal(t, want.Period, got.Period)
			require.Len(t, got.Sections, len(want.Sections))
			require.Len(t, got.Annexes, len(want.Annexes))
			for i := range want.Annexes {
				require.Equal(t, want.Annexes[i].Title, got.Annexes[i].Title)
				require.Equal(t, want.Annexes[i].Columns, got.Annexes[i].Columns)
				require.Len(t, got.Annexes[i].Rows, len(want.Annexes[i].Rows))
				for k := range want.Annexes[i].Rows {
					require.Equal(t, formless(want.Annexes[i].Rows[k]), formless(got.Annexes[i].Rows[k]))
				}
			}
		})
	}
}

// formless is a row without what depends on the format: where it stands, and where its number comes from.
func formless(r schema.Row) schema.Row {
	r.NumberSource, r.Location = "", nil
	r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), func(f schema.Finding) bool { return f.Code == schema.NumberGap })
	return r
}
