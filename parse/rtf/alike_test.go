package rtf_test

import (
	"path/filepath"
	"regexp"
	"testing"

	"duban/internal/testblocks"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// lines reads a document of any format, and shows it but for which rows are headers and which paragraphs headings:
// LibreOffice, which converted the files, does not write that.
func lines(t *testing.T, path string) string {
	t.Helper()
	return regexp.MustCompile(`(?m)^(\*|#+) `).ReplaceAllString(testblocks.File(t, path, parse.Bytes), "")
}

func TestReadsWhatDOCXReads(t *testing.T) {
	for name, docx := range map[string]string{
		"merged.rtf": "../docx/testdata/merged.docx",
		"report.rtf": "../../testdata/reports/dev_city_docx.docx",
	} {
		require.Equal(t, lines(t, docx), lines(t, filepath.Join("testdata", name)), name)
	}
}

// Documents are told by their bytes, whatever they are called.
func TestNames(t *testing.T) {
	for _, source := range []string{`{\rtf1\ansi a\par}`, "\n {\\rtf a\\par}"} {
		doc, err := parse.Bytes("report.doc", []byte(source))
		require.NoError(t, err)
		require.Equal(t, parse.FormatRTF, doc.Format)
		require.Equal(t, []string{"a"}, testblocks.Lines(doc))
	}
}

func TestCollectedReports(t *testing.T) { testblocks.Converted(t, "rtf", lines) }

func TestForeignFiles(t *testing.T) { testblocks.Foreign(t, "rtf", parse.Options{}.Bytes) }
