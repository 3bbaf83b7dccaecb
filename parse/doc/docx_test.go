package doc_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"duban/parse"
)

const shared = "../../../shared/formats/"

// TestDOCX compares documents with what the reader of DOCX makes of the files that they were converted from.
func TestDOCX(t *testing.T) {
	for doc, docx := range map[string]string{
		"testdata/report.doc": "testdata/report.docx", "testdata/merged.doc": "../docx/testdata/merged.docx",
		"testdata/district.doc": "../../testdata/reports/test_district_docx.docx",
	} {
		t.Run(doc, func(t *testing.T) { require.Equal(t, describe(t, docx), describe(t, doc)) })
	}
}

// TestSharedSamples does so with the documents that lie beside the project, where there are any.
func TestSharedSamples(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no ../shared/formats here")
	}
	for _, name := range []string{"gplain", "v2"} {
		require.Equal(t, describe(t, shared+name+".docx"), describe(t, shared+"doc/"+name+".doc"), name)
	}
	// What the conversion changed: the result of a field that refers to nothing, and a list that began at 5.
	changed := strings.NewReplacer("字段值777家企业", "Error: Reference source not found家企业", `"6"|"任务乙"`, `"1"|"任务乙"`)
	require.Equal(t, changed.Replace(describe(t, shared+"rich.docx")), describe(t, shared+"doc/rich.doc"))
}

// TestForeign reads documents of other makers, which lie beside the project where there are any: some are damaged or encrypted.
func TestForeign(t *testing.T) {
	files, err := filepath.Glob(shared + "*/*.doc")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no ../shared/formats here")
	}
	const longest = 5 * time.Second
	for _, name := range files {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		done := make(chan error, 1)
		go func() {
			_, err := parse.Bytes(name, data)
			done <- err
		}()
		select {
		case err = <-done:
		case <-time.After(longest):
			t.Fatalf("%s takes longer than %s", name, longest)
		}
		if err != nil {
			require.ErrorAs(t, err, new(*parse.Error), name)
		}
	}
}

// describe writes all blocks of a file, with the spans of cells and the places of what is not read.
func describe(t *testing.T, name string) string {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	doc, err := parse.Bytes(name, data)
	require.NoError(t, err)
	var sb strings.Builder
	for _, u := range doc.Unread {
		fmt.Fprintf(&sb, "unread: %s at %v\n", u.What, u.Place)
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			fmt.Fprintf(&sb, "%v heading %d %q %q\n", b.Place, b.Level, b.List, b.Text)
		case *parse.Paragraph:
			fmt.Fprintf(&sb, "%v %q %q\n", b.Place, b.List, b.Text)
		case *parse.Table:
			describeTable(&sb, b)
		}
	}
	return sb.String()
}

func describeTable(sb *strings.Builder, table *parse.Table) {
	fmt.Fprintf(sb, "%v table\n", table.Place)
	for i, row := range table.Rows {
		fmt.Fprintf(sb, "%v %v: ", row.Header, row.Missing)
		for j, c := range row.Cells {
			if c.Row != i || c.Col != j {
				sb.WriteString("·|")
				continue
			}
			fmt.Fprintf(sb, "%q|", c.Text)
			if c.RowSpan > 1 || c.ColSpan > 1 {
				fmt.Fprintf(sb, "%d×%d|", c.RowSpan, c.ColSpan)
			}
			for _, inner := range c.Tables {
				describeTable(sb, inner)
			}
		}
		sb.WriteString("\n")
	}
}

// BenchmarkRead reads a document as .doc and as the .docx that it was converted from.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"testdata/district.doc", "../../testdata/reports/test_district_docx.docx", shared + "doc/gplain.doc",
		shared + "gplain.docx"} {
		data, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := parse.Bytes(name, data)
				require.NoError(b, err)
			}
		})
	}
}
