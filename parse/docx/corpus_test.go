package docx_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/parse"

	"github.com/stretchr/testify/require"
)

const corpus = "../../../shared/corpus/"

// onPurpose are the files whose grids differ from those that python-docx finds, with the reason. All of them hold the
// same cells in the same order.
var onPurpose = map[string]string{
	"pandoc--test_docx_golden_table_with_list_cell.docx": "automatic numbers are part of the text: 1. 2. 3. in the last cell",
	"pandoc--test_docx_table_with_list_cell.docx":        "automatic numbers are part of the text: 1. 2. 3. in the last cell",
	"pandoc--test_docx_sdt_elements.docx":                "a cell in a content control is a cell: Body copy",
	"pandoc--test_docx_table_gridbefore.docx": "columns left free in front of a row (gridBefore) stay free; " +
		"python-docx moves the cells of all rows up to fill them",
	"python-docx--features_steps_test_files_tbl-props.docx": "columns left free around a row stay free, as above",
}

// unwrapped are the files with a table of one cell that only holds another: it is read as if it stood alone, so that the grid
// is that of the inner one.
var unwrapped = map[string][][][]string{
	"python-docx--features_steps_test_files_blk-paras-and-tables.docx": {{{"", ""}, {"", ""}}, {{"Table"}, {"Between"}}, {{""}}},
}

// numbersLeftOut are the automatic numbers of the files above.
var numbersLeftOut = strings.NewReplacer("1. Cell", "Cell", "2. A", "A", "3. Numbered", "Numbered")

// ownDocuments are the documents of other makers that are in the project.
var ownDocuments = []string{"testdata", "../../testdata/reports"}

// TestCorpus compares the grids of documents with those that python-docx finds.
func TestCorpus(t *testing.T) {
	t.Run("own", func(t *testing.T) { compareGrids(t, "testdata/grids.jsonl", ownDocuments...) })
	t.Run("collected", func(t *testing.T) {
		if _, err := os.Stat(corpus); err != nil {
			t.Skip("no ../shared/corpus here")
		}
		compareGrids(t, corpus+"expected.jsonl", corpus+"docx")
	})
}

// compareGrids compares the files of a list, which are in the folders.
func compareGrids(t *testing.T, name string, folders ...string) {
	list, err := os.Open(name)
	require.NoError(t, err)
	defer list.Close()
	lines := bufio.NewScanner(list)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var want expectedGrids
		require.NoError(t, json.Unmarshal(lines.Bytes(), &want))
		t.Run(want.File, func(t *testing.T) {
			want.compare(t, document(t, want.File, folders))
		})
	}
	require.NoError(t, lines.Err())
}

// document reads a file from the first of the folders that has it.
func document(t *testing.T, name string, folders []string) *parse.Document {
	for _, folder := range folders {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		require.NoError(t, err)
		doc, err := parse.Bytes(name, data)
		require.NoError(t, err)
		return doc
	}
	require.Fail(t, "there is no "+name)
	return nil
}

// expectedGrids is what python-docx finds in a file.
type expectedGrids struct {
	File, Error string
	Tables      [][][]string
}

func (want expectedGrids) compare(t *testing.T, doc *parse.Document) {
	if want.Error != "" {
		return // python-docx could not read it
	}
	got := [][][]string{}
	for _, b := range doc.Blocks {
		if table, ok := b.(*parse.Table); ok {
			got = append(got, texts(table))
		}
	}
	if inner, ok := unwrapped[want.File]; ok {
		require.Equal(t, inner, got)
		return
	}
	if onPurpose[want.File] == "" {
		require.Equal(t, tidied(want.Tables), got)
		return
	}
	require.NotEqual(t, tidied(want.Tables), got, "no longer differs")
	require.Equal(t, words(tidied(want.Tables)), words(got))
}

// words returns the words of all cells, without automatic numbers and what only we read.
func words(tables [][][]string) []string {
	var all []string
	for _, table := range tables {
		for _, row := range table {
			for _, text := range row {
				for _, own := range []string{"Body copy"} {
					text = strings.ReplaceAll(text, own, "")
				}
				all = append(all, strings.Fields(numbersLeftOut.Replace(text))...)
			}
		}
	}
	return all
}

// texts returns the text of each place of a grid.
func texts(t *parse.Table) [][]string {
	var grid [][]string
	for _, row := range t.Rows {
		var line []string
		for _, c := range row.Cells {
			line = append(line, c.Text)
		}
		grid = append(grid, line)
	}
	return grid
}

// tidied trims the lines of texts as the reader does, and drops the empty ones.
func tidied(tables [][][]string) [][][]string {
	for _, table := range tables {
		for _, row := range table {
			for i, text := range row {
				var lines []string
				for line := range strings.SplitSeq(text, "\n") {
					if line = strings.TrimSpace(line); line != "" {
						lines = append(lines, line)
					}
				}
				row[i] = strings.Join(lines, "\n")
			}
		}
	}
	return tables
}
