package odt_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/internal/testblocks"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// lines reads a document of any format, and shows it but for which rows are headers, as the programs that converted
// the files do not always say that.
func lines(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	doc, err := parse.Bytes(path, data)
	require.NoError(t, err)
	return strings.ReplaceAll("\n"+strings.Join(testblocks.Lines(doc), "\n"), "\n* ", "\n")
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

const formats = "../../../shared/formats"

func TestCollectedReports(t *testing.T) {
	for _, name := range []string{"gplain", "v2"} {
		converted := filepath.Join(formats, "odt", name+".odt")
		if _, err := os.Stat(converted); err != nil {
			t.Skip("no ../shared/formats here")
		}
		require.Equal(t, lines(t, filepath.Join(formats, name+".docx")), lines(t, converted), name)
	}
}

// Files of other projects, some damaged on purpose, are read or refused within seconds.
func TestForeignFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(formats, "[fr]*", "*.odt"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no ../shared/formats here")
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		_, err = parse.Options{}.Bytes(ctx, path, data)
		cancel()
		if err != nil {
			require.ErrorAs(t, err, new(*parse.Error), path)
			require.NotErrorIs(t, err, context.DeadlineExceeded, path)
		}
	}
}
