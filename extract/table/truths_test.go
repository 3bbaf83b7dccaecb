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

// mostMissed holds, by writing and kind, how many of the facts that a person reads in the tables of testdata/tables may be read in another
// way: annexes, columns with their roles, texts of rows, figures with the column that they stand in, what is said of single figures, and
// comparisons; "extra" are figures and comparisons that no person reads. Where cells have lost their columns, not all can be read. Who brings
// one down lowers it.
var mostMissed = map[string]int{
	"bare.xlsx column": 1, "bare.xlsx comparison": 2,
	"bars annex": 2, "bars column": 5, "bars comparison": 1, "bars figure": 3, "bars row": 15, "bars said": 3,
	"closed column": 1, "closed comparison": 1, "closed row": 3,
	"closed lines annex": 2, "closed lines column": 5, "closed lines comparison": 1, "closed lines extra": 6, "closed lines figure": 9, "closed lines row": 21, "closed lines said": 3,
	"flat annex": 2, "flat column": 12, "flat comparison": 4, "flat figure": 13, "flat row": 15, "flat said": 3,
	"flat.txt comparison": 1, "flat.txt figure": 4,
	"html column": 1, "html comparison": 2,
	"lines column": 1, "lines comparison": 1,
	"pipes column": 1, "pipes comparison": 1,
	"tabs column": 1, "tabs comparison": 1,
}

// TestTruths reads the tables of testdata/tables in all their writings. That is done by the package extract as a whole, whose own tests hold
// units, states and values as well.
func TestTruths(t *testing.T) {
	files, err := filepath.Glob("../../testdata/tables/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	missed, said := map[string]int{}, map[string][]string{}
	miss := func(writing, kind string, n int, format string, parts ...any) {
		missed[writing+" "+kind] += n
		said[writing+" "+kind] = append(said[writing+" "+kind], fmt.Sprintf(format, parts...))
	}
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
			for _, kind := range []string{"figure", "comparison"} {
				for fact, n := range have[kind] {
					if extra := n - want[kind][fact] - want["may"][fact]; extra > 0 {
						miss(writing, "extra", extra, "%s: %s %s", file, kind, fact)
					}
				}
			}
			for kind, facts := range want {
				for fact, n := range facts {
					if got := min(n, have[kind][fact]); got < n && kind != "may" {
						miss(writing, kind, n-got, "%s: %s", file, fact)
					}
				}
			}
		}
	}
	for kind, n := range missed {
		assert.LessOrEqual(t, n, mostMissed[kind], "%s:\n%s", kind, strings.Join(said[kind], "\n"))
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

// addFigure adds what is said of a single figure and leaves nothing open.
func (f facts) addFigure(of, said string) {
	for part := range strings.SplitSeq(said, " | ") {
		key, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		isOpen := strings.Contains(value, " or ") || value == "?" || value == "-"
		if !isOpen && slices.Contains([]string{"=", "unit", "kind", "state", "basis", "modifier", "max"}, key) {
			f.add("said", "%s: %s %s", of, key, value)
		}
	}
}

var comparisonLine = regexp.MustCompile(`^\d+: (.+?)\*? -> \d+: (.+?)\*? (?:=|diff) .*$`)

var figureLine = regexp.MustCompile(`^(\d+): ([^|]+?)(?: \| .*)?$`)

// truthsOf reads the lines of a truth.txt on columns, rows and figures; see testdata/tables/README.md.
func truthsOf(truth string) facts {
	f := facts{}
	annex, row := 0, 0
	for line := range strings.Lines(truth) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		figure, comparison := figureLine.FindStringSubmatch(line), comparisonLine.FindStringSubmatch(line)
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
			if may := comparisonLine.FindStringSubmatch(rest); may != nil {
				f.add("may", "%d.%d %s -> %s", annex, row, may[1], may[2])
			} else if may := figureLine.FindStringSubmatch(rest); may != nil {
				f.add("may", "%d.%d %s", annex, row, may[2])
			}
		case comparison != nil:
			f.add("comparison", "%d.%d %s -> %s", annex, row, comparison[1], comparison[2])
		case figure != nil:
			text := strings.TrimSuffix(figure[2], "*") // the mark of a note
			f.add("figure", "%d.%d %s", annex, row, text)
			_, parts, _ := strings.Cut(line, " | ")
			f.addFigure(fmt.Sprintf("%d.%d %s", annex, row, text), parts)
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
				said := map[string]string{"=": x.Value.String(), "unit": x.Unit, "kind": string(x.Kind), "state": string(x.State), "basis": x.Basis,
					"modifier": string(x.Modifier)}
				if x.ValueMax != nil {
					said["max"] = x.ValueMax.String()
				}
				f.addAll("said", fmt.Sprintf("%d.%d %s", i+1, k+1, x.Text), said)
			}
			for _, c := range row.Comparisons {
				f.add("comparison", "%d.%d %s -> %s", i+1, k+1, row.Indicators[c.Target].Text, row.Indicators[c.Actual].Text)
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
