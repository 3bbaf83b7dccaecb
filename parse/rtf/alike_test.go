package rtf_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"duban/internal/testblocks"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// lines reads a document of any format, and shows it but for which rows are headers and which paragraphs headings:
// LibreOffice, which converted the files, does not write that.
func lines(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	doc, err := parse.Bytes(path, data)
	require.NoError(t, err)
	return regexp.MustCompile(`(?m)^(\*|#+) `).ReplaceAllString(strings.Join(testblocks.Lines(doc), "\n"), "")
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

const formats = "../../../shared/formats"

func TestCollectedReports(t *testing.T) {
	for _, name := range []string{"gplain", "v2"} {
		converted := filepath.Join(formats, "rtf", name+".rtf")
		if _, err := os.Stat(converted); err != nil {
			t.Skip("no ../shared/formats here")
		}
		require.Equal(t, lines(t, filepath.Join(formats, name+".docx")), lines(t, converted), name)
	}
}

// Files of other projects, some damaged on purpose, are read or refused within seconds.
func TestForeignFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(formats, "[fr]*", "*.rtf"))
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
