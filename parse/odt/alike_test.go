package odt_test

import (
	"path/filepath"
	"strings"
	"testing"

	"duban/internal/testblocks"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// lines reads a document of any format, and shows it but for which rows are headers, as the programs that converted
// the files do not always say that.
func lines(t *testing.T, path string) string {
	t.Helper()
	return strings.ReplaceAll("\n"+testblocks.File(t, path, parse.Bytes), "\n* ", "\n")
}

func TestReadsWhatDOCXReads(t *testing.T) {
	for name, docx := range map[string]string{
		"merged.odt":  "../docx/testdata/merged.docx",
		"plain.odt":   "../docx/testdata/plain.docx",
		"report.odt":  "../../testdata/reports/dev_city_docx.docx",
		"merged.fodt": "../docx/testdata/merged.docx",
	} {
		require.Equal(t, lines(t, docx), lines(t, filepath.Join("testdata", name)), name)
	}
}

func TestCollectedReports(t *testing.T) { testblocks.Converted(t, "odt", lines) }

func TestForeignFiles(t *testing.T) { testblocks.Foreign(t, "odt", parse.Options{}.Bytes) }
