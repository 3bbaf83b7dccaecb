package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"duban/parse"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// inSymbolFont are characters of fonts of symbols, for which the reader has those of Unicode.
var inSymbolFont = map[string]string{"pandoc--test_docx_unicode.docx": "\uF028"}

// TestCorpusText compares the text of real documents with all that encoding/xml finds in the elements of text of the
// main part, but for what was deleted, moved away, or stands there for older programs once more: no character is missing.
// Those of formulas stand in what is said not to be read.
func TestCorpusText(t *testing.T) {
	for _, folder := range ownDocuments {
		compareTexts(t, folder)
	}
	t.Run("collected", func(t *testing.T) {
		if _, err := os.Stat(corpus); err != nil {
			t.Skip("no ../shared/corpus here")
		}
		compareTexts(t, corpus+"docx")
	})
}

// compareTexts compares the documents of a folder.
func compareTexts(t *testing.T, folder string) {
	files, err := filepath.Glob(filepath.Join(folder, "*.docx"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			doc, err := parse.Bytes(name, data)
			require.NoError(t, err)
			missing := characters(mainText(t, data))
			text := documentText(doc)
			for _, u := range doc.Unread {
				text += u.Message
			}
			for c, n := range characters(text) {
				missing[c] -= n
			}
			for c, n := range missing {
				if n > 0 && !strings.ContainsRune(inSymbolFont[name], c) {
					require.Failf(t, "text is missing", "%d times %q", n, c)
				}
			}
		})
	}
}

// characters counts the characters of a text that are no white space. Superscript, which the reader writes as such,
// counts as plain.
func characters(text string) map[rune]int {
	count := map[rune]int{}
	for _, c := range norm.NFKC.String(text) {
		if !unicode.IsSpace(c) {
			count[c]++
		}
	}
	return count
}

func documentText(doc *parse.Document) string {
	var sb strings.Builder
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *parse.Heading:
			sb.WriteString(b.Text)
		case *parse.Paragraph:
			sb.WriteString(b.Text)
		case *parse.Table:
			for i, row := range b.Rows {
				for j, c := range row.Cells {
					if c.Row == i && c.Col == j {
						sb.WriteString(c.Text)
					}
				}
			}
		}
	}
	return sb.String()
}

// mainText returns what stands in the elements called t of the main part.
func mainText(t *testing.T, data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	for _, f := range z.File {
		if name := f.Name; !strings.HasPrefix(name, "word/document") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		part, err := f.Open()
		require.NoError(t, err)
		defer part.Close()
		return elementsOfText(t, part)
	}
	require.Fail(t, "no main part")
	return ""
}

func elementsOfText(t *testing.T, part io.Reader) string {
	var sb strings.Builder
	tokens := xml.NewDecoder(part)
	inText := false
	for {
		token, err := tokens.Token()
		if err == io.EOF {
			return sb.String()
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "del", "moveFrom", "Fallback":
				require.NoError(t, tokens.Skip())
			}
			inText = token.Name.Local == "t"
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				sb.Write(token)
			}
		}
	}
}
