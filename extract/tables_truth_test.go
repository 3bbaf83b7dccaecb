package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"duban/internal/testdoc"
	"duban/schema"
)

// tableTruth is a table with what a person reads in it: a file of testdata/tables, whose README tells the form.
type tableTruth struct {
	name     string
	page     testdoc.Page
	flat     []byte // the same as text in a way of its own; nil where there is none
	writings []string
	open     bool // not tried in the writings in which a pipe closes each cell
	annexes  []*annexTruth
	findings []string // of the report
	optional []string // findings of the report that may stand or not
}

type annexTruth struct {
	parts    map[string]string
	columns  []columnTruth
	rows     []*rowTruth
	findings []string
	optional []string
}

type columnTruth struct {
	role, header string
	parts        map[string]string
}

type rowTruth struct {
	parts       map[string]string
	figures     []figureTruth
	cells       map[int]string
	comparisons []comparisonTruth
	findings    []string
	optional    []string // findings that may stand or not
	shared      []sharedTruth
	unexplained []string
}

type figureTruth struct {
	column                         int
	text, value, max               string
	units                          []string // either of them
	kind, state                    []string // either of them; "?" any
	basis, modifier, period, field string   // field is filled in by resolve
	may                            bool     // it may be given or not
}

type comparisonTruth struct {
	target, actual    string // 2:350
	ratio, difference string
	schedule          string
	may               bool
}

type sharedTruth struct {
	field       string
	column, row int
}

// readTruths reads all files of testdata/tables.
func readTruths(t *testing.T) []*tableTruth {
	files, err := filepath.Glob("../testdata/tables/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var truths []*tableTruth
	for _, f := range files {
		truths = append(truths, readTruth(t, f))
	}
	return truths
}

func readTruth(t *testing.T, file string) *tableTruth {
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	truth := &tableTruth{name: strings.TrimSuffix(filepath.Base(file), ".txtar")}
	for _, section := range txtar.Parse(data).Files {
		switch section.Name {
		case "table.html":
			truth.page = testdoc.Markup(string(section.Data))
		case "flat.txt":
			truth.flat = section.Data
		case "truth.txt":
			for i, line := range strings.Split(string(section.Data), "\n") {
				require.NoError(t, truth.line(line), "%s, truth.txt, line %d: %s", file, i+1, line)
			}
		default:
			t.Fatalf("%s: unknown section %s", file, section.Name)
		}
	}
	if truth.writings == nil && !hasSpans(truth.page) {
		truth.writings = []string{testdoc.Tabs, testdoc.Pipes, testdoc.Lines, testdoc.Flat}
	}
	require.NotEmpty(t, truth.annexes, file)
	truth.requireSound(t)
	return truth
}

func hasSpans(page testdoc.Page) bool {
	for _, part := range page {
		if part.Grid == nil {
			continue
		}
		for _, row := range part.Grid.Rows {
			if slices.ContainsFunc(row, func(b *testdoc.Box) bool { return b.Cols > 1 || b.Rows > 1 || hasSpans(b.Page) }) {
				return true
			}
		}
	}
	return false
}

// line reads one line of truth.txt.
func (t *tableTruth) line(line string) error {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasPrefix(line, "#") {
		return nil
	}
	may := strings.HasPrefix(line, "allow ")
	line = strings.TrimPrefix(line, "allow ")
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "writings":
		t.open = rest == "open"
		t.writings = slices.DeleteFunc(strings.Fields(rest), func(w string) bool { return w == "none" || w == "open" })
		if t.writings == nil {
			t.writings = []string{}
		}
		return nil
	case "annex":
		t.annexes = append(t.annexes, &annexTruth{parts: partsOf(rest)})
		return nil
	case "report":
		_, code, _ := strings.Cut(rest, " ")
		put(&t.findings, &t.optional, code, may)
		return nil
	}
	if len(t.annexes) == 0 {
		return fmt.Errorf("a line in front of the first annex")
	}
	a := t.annexes[len(t.annexes)-1]
	switch {
	case word == "col":
		return a.column(rest)
	case word == "row":
		a.rows = append(a.rows, &rowTruth{parts: partsOf(strings.TrimPrefix(rest, "| ")), cells: map[int]string{}})
		return nil
	case len(a.rows) == 0 && word == "finding":
		put(&a.findings, &a.optional, rest, may)
		return nil
	case len(a.rows) == 0:
		return fmt.Errorf("a line in front of the first row")
	}
	return a.rows[len(a.rows)-1].line(word, rest, line, may)
}

func put(list, optional *[]string, code string, may bool) {
	if may {
		list = optional
	}
	*list = append(*list, code)
}

// partsOf returns the parts of a line by their first word.
func partsOf(rest string) map[string]string {
	parts := map[string]string{}
	for part := range strings.SplitSeq(rest, " | ") {
		word, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		parts[word] = strings.ReplaceAll(value, `\n`, "\n")
	}
	delete(parts, "")
	return parts
}

func (a *annexTruth) column(rest string) error {
	head, tail, _ := strings.Cut(rest, " | ")
	role, header, _ := strings.Cut(head, " ")
	a.columns = append(a.columns, columnTruth{role: role, header: header, parts: partsOf(tail)})
	return nil
}

var (
	figureLine     = regexp.MustCompile(`^(\d+): ([^|]+?)(?: \| (.*))?$`)
	comparisonLine = regexp.MustCompile(`^(\d+): (.+) -> (\d+): (.+?)(?: = (\S+)| diff (\S+))(?: @(\S+))?$`)
)

func (r *rowTruth) line(word, rest, line string, may bool) error {
	if m := comparisonLine.FindStringSubmatch(line); m != nil {
		r.comparisons = append(r.comparisons, comparisonTruth{target: m[1] + ":" + m[2], actual: m[3] + ":" + m[4],
			ratio: m[5], difference: m[6], schedule: m[7], may: may})
		return nil
	}
	if m := figureLine.FindStringSubmatch(line); m != nil {
		column, _ := strconv.Atoi(m[1])
		parts := partsOf(m[3])
		r.figures = append(r.figures, figureTruth{column: column, text: m[2], value: parts["="], max: parts["max"], units: either(parts["unit"]),
			kind: either(parts["kind"]), state: either(parts["state"]), basis: parts["basis"], modifier: parts["modifier"], period: parts["period"], may: may})
		return nil
	}
	switch word {
	case "cell":
		column, text, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(column)
		r.cells[n] = strings.ReplaceAll(text, `\n`, "\n")
		return err
	case "finding":
		put(&r.findings, &r.optional, rest, may)
	case "unexplained":
		_, text, _ := strings.Cut(rest, ": ")
		r.unexplained = append(r.unexplained, text)
	case "shared":
		var s sharedTruth
		_, err := fmt.Sscanf(rest, "%s %d of %d", &s.field, &s.column, &s.row)
		r.shared = append(r.shared, s)
		return err
	default:
		return fmt.Errorf("unknown word %q", word)
	}
	return nil
}

// either returns the alternatives of a part: "a or b".
func either(part string) []string {
	if part == "" {
		return nil
	}
	return strings.Split(part, " or ")
}

// fieldOf returns the field in which the text of a column stands in a row.
func (a *annexTruth) fieldOf(r *rowTruth, column int) string {
	role := a.columns[column].role
	_, cell := r.cells[column]
	switch role {
	case "category", "item", "target", "progress", "rate", "deadline", "note":
		if !cell {
			return role
		}
	}
	return "cell"
}

// resolve returns the figure with what its line leaves to the column, the row and the annex.
func (a *annexTruth) resolve(r *rowTruth, f figureTruth) (figureTruth, error) {
	column := a.columns[f.column].parts
	f.field = a.fieldOf(r, f.column)
	f.kind = or(f.kind, either(column["kind"]), []string{string(schema.Quantity)})
	f.state = or(f.state, either(column["state"]), []string{string(schema.Actual)})
	if f.basis == "" {
		f.basis = column["basis"]
	}
	unit := strings.Fields(column["unit"])
	if takes := column["takes"]; f.units == nil && strings.Contains(takes, " or ") {
		f.units = either(takes)
	}
	for _, further := range []string{column["takes"], r.parts["unit"], a.parts["unit"]} {
		if len(unit) == 0 {
			unit = strings.Fields(further)
		}
	}
	if f.units == nil && len(unit) > 0 {
		f.units = []string{unit[0]}
		if f.value == "" && len(unit) == 3 {
			value, err := times(f.text, unit[2])
			f.value = value
			if err != nil {
				return f, err
			}
		}
	}
	for i, u := range f.units {
		f.units[i] = strings.TrimPrefix(u, "-")
	}
	if f.value == "" {
		value, err := times(strings.TrimRight(f.text, "*"), "1")
		f.value = value
		return f, err
	}
	return f, nil
}

func or(lists ...[]string) []string {
	for _, l := range lists {
		if l != nil {
			return l
		}
	}
	return nil
}

var numberIn = regexp.MustCompile(`^[+-]?[\d,]*\.?\d+`)

// times returns the number that a text begins with, multiplied.
func times(text, factor string) (string, error) {
	number := strings.ReplaceAll(numberIn.FindString(text), ",", "")
	n, err := schema.ParseDecimal(strings.TrimPrefix(number, "+"))
	if err != nil {
		return "", fmt.Errorf("%q begins with no number", text)
	}
	return shift(n.String(), strings.Count(factor, "0")), nil
}

// shift moves the point of a decimal by as many places to the right.
func shift(number string, places int) string {
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "-", number[1:]
	}
	whole, part, _ := strings.Cut(number, ".")
	part += strings.Repeat("0", max(0, places-len(part)))
	whole, part = whole+part[:places], strings.TrimRight(part[places:], "0")
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if part != "" {
		whole += "." + part
	}
	return sign + whole
}

// requireSound fails where a truth contradicts itself or its table: a figure that stands in no cell, a comparison of figures
// that are not listed, a ratio that is not theirs.
func (t *tableTruth) requireSound(tt *testing.T) {
	text := pageText(t.page)
	for n, a := range t.annexes {
		if rows := a.parts["rows"]; rows != "" {
			require.Equal(tt, rows, strconv.Itoa(len(a.rows)), "%s: rows of annex %d", t.name, n+1)
		}
		for i, r := range a.rows {
			place := fmt.Sprintf("%s: annex %d row %d", t.name, n+1, i+1)
			for _, name := range []string{"item", "target", "progress", "category", "note"} {
				require.Contains(tt, text, squeezed(r.parts[name]), place)
			}
			values := map[string]string{}
			for k, f := range r.figures {
				require.Less(tt, f.column, len(a.columns), "%s: %s", place, f.text)
				f, err := a.resolve(r, f)
				require.NoError(tt, err, place)
				require.NotEmpty(tt, f.units, "%s: %s has no unit", place, f.text)
				require.Contains(tt, text, squeezed(f.text), place)
				r.figures[k] = f
				values[fmt.Sprintf("%d:%s", f.column, f.text)] = f.value
			}
			for _, c := range r.comparisons {
				require.NoError(tt, c.check(values), place)
			}
		}
	}
}

func pageText(page testdoc.Page) string {
	var sb strings.Builder
	for _, part := range page {
		sb.WriteString(part.Text)
		if part.Grid == nil {
			continue
		}
		for _, row := range part.Grid.Rows {
			for _, box := range row {
				sb.WriteString("|" + pageText(box.Page))
			}
		}
	}
	return squeezed(sb.String())
}

// check reports an error where the ratio or difference is not that of the two values.
func (c comparisonTruth) check(values map[string]string) error {
	a, okA := values[c.target]
	b, okB := values[c.actual]
	if !okA || !okB {
		return fmt.Errorf("%s -> %s: not both are listed", c.target, c.actual)
	}
	target, _ := strconv.ParseFloat(a, 64)
	actual, _ := strconv.ParseFloat(b, 64)
	want, have := c.ratio, actual/target
	if c.difference != "" {
		want, have = c.difference, actual-target
	}
	printed, err := strconv.ParseFloat(want, 64)
	if err == nil && (have-printed > 0.000051 || printed-have > 0.000051) {
		return fmt.Errorf("%s -> %s is %f, not %s", c.target, c.actual, have, want)
	}
	return err
}

// squeezed returns a text without white space.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }
