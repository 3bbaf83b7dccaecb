package table_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
)

// leastShares holds, by writing, the share of what a person reads in the tables of testdata/tables that must be read, in percent: of the
// columns with their roles, of the texts of rows, and of the figures with the column that they stand in. Where cells have lost
// their columns, not all can be.
var leastShares = map[string]map[string]float64{
	"html": allOf, "bare.xlsx": allOf, testdoc.Tabs: allOf, testdoc.Pipes: allOf, testdoc.Lines: allOf,
	"flat.txt":          {"column": 100, "row": 100, "figure": 98},
	testdoc.Flat:        {"column": 96, "row": 92.5, "figure": 96},
	testdoc.Bars:        {"column": 98.7, "row": 95, "figure": 99.4},
	testdoc.Closed:      {"column": 99.7, "row": 99, "figure": 100},
	testdoc.ClosedLines: {"column": 98.7, "row": 93, "figure": 98.2},
}

var allOf = map[string]float64{"annex": 100, "column": 99.7, "row": 100, "figure": 100}

// TestTruths reads the tables of testdata/tables in all their writings. That is done by the package extract as a whole, whose own tests hold
// units, states and values as well.
func TestTruths(t *testing.T) {
	files, err := filepath.Glob("../../testdata/tables/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	hits, all := map[string]int{}, map[string]int{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		sections := map[string]string{}
		for _, f := range archive.Files {
			sections[f.Name] = string(f.Data)
		}
		want := truthsOf(sections["truth.txt"])
		for writing, data := range writingsOf(sections) {
			doc, err := parse.Bytes("table"+filepath.Ext("."+writing), data)
			if err != nil {
				doc, err = parse.Bytes("table.txt", data)
			}
			require.NoError(t, err, "%s as %s", file, writing)
			have := statedBy(extract.Report(doc, extract.Options{}))
			for fact, n := range have["figure"] {
				if extra := n - want["figure"][fact] - want["may"][fact]; extra > 0 && leastShares[writing]["figure"] == 100 {
					t.Errorf("%s as %s: figure %q is in no truth", filepath.Base(file), writing, fact)
				}
			}
			for kind, facts := range want {
				for fact, n := range facts {
					all[writing+" "+kind] += n
					got := min(n, have[kind][fact])
					hits[writing+" "+kind] += got
					if got < n && leastShares[writing][kind] == 100 {
						t.Errorf("%s as %s: %s %q", filepath.Base(file), writing, kind, fact)
					}
				}
			}
		}
	}
	for writing, kinds := range leastShares {
		for kind, least := range kinds {
			share := 100 * float64(hits[writing+" "+kind]) / float64(all[writing+" "+kind])
			assert.GreaterOrEqual(t, share, least, "%s %s: %d of %d", writing, kind, hits[writing+" "+kind], all[writing+" "+kind])
		}
	}
}

// facts counts what is stated, by kind: column, row, figure.
type facts map[string]map[string]int

func (f facts) add(kind, format string, parts ...any) {
	if f[kind] == nil {
		f[kind] = map[string]int{}
	}
	f[kind][strings.ReplaceAll(fmt.Sprintf(format, parts...), "\n", "")]++ // not every writing can break lines in a cell
}

// addParts adds what is said of a column or an annex and leaves nothing open.
func (f facts) addParts(kind, of, said string) {
	for part := range strings.SplitSeq(said, " | ") {
		key, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		switch isOpen := strings.Contains(value, " or ") || value == "?" || value == "-"; {
		case isOpen:
		case key == "unit":
			unit, _, _ := strings.Cut(value, " ")
			f.add(kind, "%s: unit %s", of, unit)
		case slices.Contains([]string{"kind", "title", "number", "measure", "state", "basis"}, key):
			f.add(kind, "%s: %s %s", of, key, value)
		case key == "total", key == "cumulative":
			f.add(kind, "%s: %s", of, key)
		}
	}
}

var figureLine = regexp.MustCompile(`^(\d+): ([^|]+?)(?: \| .*)?$`)

// truthsOf reads the lines of a truth.txt on columns, rows and figures; see testdata/tables/README.md.
func truthsOf(truth string) facts {
	f := facts{}
	annex, row := 0, 0
	for line := range strings.Lines(truth) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		figure := figureLine.FindStringSubmatch(line)
		switch {
		case word == "annex":
			annex, row = annex+1, 0
			f.addParts("annex", fmt.Sprint(annex), rest)
		case word == "col":
			head, tail, _ := strings.Cut(rest, " | ")
			f.add("column", "%d %s", annex, head)
			f.addParts("column", fmt.Sprint(annex, " ", head), tail)
		case word == "row":
			row++
			for part := range strings.SplitSeq(strings.TrimPrefix(rest, "| "), " | ") {
				key, value, _ := strings.Cut(strings.TrimSpace(part), " ")
				switch key {
				case "number", "item", "category", "target", "progress", "rate", "note":
					f.add("row", "%d.%d %s %s", annex, row, key, strings.ReplaceAll(value, `\n`, ""))
				}
			}
		case word == "cell":
			f.add("row", "%d.%d %s", annex, row, strings.ReplaceAll(line, `\n`, ""))
		case word == "allow":
			if may := figureLine.FindStringSubmatch(rest); may != nil {
				f.add("may", "%d.%d %s", annex, row, may[2])
			}
		case figure != nil && !strings.Contains(line, " -> "):
			f.add("figure", "%d.%d %s", annex, row, strings.TrimSuffix(figure[2], "*")) // the mark of a note
		}
	}
	return f
}

func (f facts) addAll(kind, of string, said map[string]string) {
	for key, value := range said {
		f.add(kind, "%s: %s %s", of, key, value)
	}
}

// statedBy returns the same of a report.
func statedBy(r *schema.Report) facts {
	f := facts{}
	for i, a := range r.Annexes {
		f.addAll("annex", fmt.Sprint(i+1), map[string]string{"kind": string(a.Kind), "title": a.Title, "number": strconv.Itoa(a.Number), "unit": a.Unit})
		for _, c := range a.Columns {
			head := strings.TrimSpace(string(c.Role) + " " + c.Header)
			f.add("column", "%d %s", i+1, head)
			f.addAll("column", fmt.Sprint(i+1, " ", head), map[string]string{"unit": c.Unit, "kind": string(c.Kind), "state": string(c.State),
				"measure": c.Measure, "basis": c.Basis})
			if c.Total {
				f.add("column", "%d %s: total", i+1, head)
			}
			if c.Cumulative {
				f.add("column", "%d %s: cumulative", i+1, head)
			}
		}
		for k, row := range a.Rows {
			for key, text := range map[string]string{"number": strconv.Itoa(row.Number), "item": row.Item, "category": row.Category, "target": row.Target,
				"progress": row.Progress, "rate": row.Rate, "note": row.Note} {
				f.add("row", "%d.%d %s %s", i+1, k+1, key, text)
			}
			for _, x := range row.Indicators {
				f.add("figure", "%d.%d %s", i+1, k+1, x.Text)
			}
			for _, c := range row.Cells {
				f.add("row", "%d.%d cell %d %s", i+1, k+1, c.Column, c.Text)
			}
		}
	}
	return f
}

// writingsOf returns a table as a page, a workbook and as text in the ways in which it is to be read.
func writingsOf(sections map[string]string) map[string][]byte {
	page := testdoc.Markup(sections["table.html"])
	written := map[string][]byte{"html": page.HTML(), "bare.xlsx": page.XLSX(false)}
	ways, isSaid := []string{}, false
	for line := range strings.Lines(sections["truth.txt"]) {
		if said, ok := strings.CutPrefix(strings.TrimSpace(line), "writings "); ok {
			ways, isSaid = strings.Fields(said), true
		}
	}
	isPlain := !strings.Contains(sections["table.html"], "span=") && strings.Count(sections["table.html"], "<table") == 1
	if !isSaid && isPlain {
		ways = []string{testdoc.Tabs, testdoc.Pipes, testdoc.Lines, testdoc.Flat}
	}
	if isPlain && (len(ways) == 0 || ways[0] != "open") {
		ways = append(ways, testdoc.Bars, testdoc.Closed, testdoc.ClosedLines)
	}
	for _, way := range ways {
		if way != "none" && way != "open" {
			written[way] = page.Plain(way)
		}
	}
	if flat, ok := sections["flat.txt"]; ok {
		written["flat.txt"] = []byte(flat)
	}
	return written
}
