package extract_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"duban/schema"
)

var update = flag.Bool("update", false, "write what is read into the files of testdata/kinds and testdata/pages; look at every change")

// TestKinds reads small reports of many kinds and sets what it reads against what is written down beside them. The
// comment of each file says what it shows.
func TestKinds(t *testing.T) { goldens(t, "testdata/kinds", outlineOf) }

// goldens reads the first file of each archive in dir, and sets what write makes of the report against the second.
func goldens(t *testing.T, dir string, write func(*schema.Report) string) {
	files, err := filepath.Glob(dir + "/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			require.NoError(t, err)
			require.Len(t, a.Files, 2)
			got := write(readText(t, a.Files[0].Name, string(a.Files[0].Data)))
			if *update {
				a.Files[1].Data = []byte(got)
				require.NoError(t, os.WriteFile(path, txtar.Format(a), 0o644))
			}
			require.Equal(t, string(a.Files[1].Data), got)
		})
	}
}

// outlineOf writes the structure of a report one thing a line, only what is there.
func outlineOf(r *schema.Report) string {
	var sb strings.Builder
	put := func(name, value string) {
		if value != "" && value != "0" {
			fmt.Fprintf(&sb, "%s: %s\n", name, flat(value))
		}
	}
	put("title", r.Title)
	put("issuer", r.Issuer)
	put("serial", fmt.Sprint(r.Serial))
	put("date", r.Date)
	if p := r.Period; p != nil {
		put("period", strings.TrimSpace(fmt.Sprint(p.Text, " ", p.Year, " ", p.Start, "/", p.End)))
	}
	for _, s := range r.Sections {
		put("section", s.Heading+" | "+s.Text)
		putFindings(&sb, s.Findings)
	}
	for _, a := range r.Annexes {
		fmt.Fprintf(&sb, "annex %d: number %d, %s, declared %d, %s\n", a.Index, a.Number, a.Kind, a.DeclaredRows, a.Title)
		for _, c := range a.Columns {
			fmt.Fprintf(&sb, " [%s %s]", flat(c.Header), c.Role)
		}
		sb.WriteString("\n")
		for _, row := range a.Rows {
			putRow(&sb, row)
		}
	}
	putFindings(&sb, r.Findings)
	return sb.String()
}

func putRow(sb *strings.Builder, r schema.Row) {
	fmt.Fprintf(sb, "%d %s", r.Number, r.NumberSource)
	put := func(name, value string) {
		if value != "" {
			fmt.Fprintf(sb, " | %s: %s", name, flat(value))
		}
	}
	put("category", r.Category)
	put("item", r.Item)
	put("target", r.Target)
	put("lead", unitNames(r.LeadUnits))
	put("support", unitNames(r.SupportUnits))
	put("progress", r.Progress)
	put("rate", r.Rate)
	put("deadline", r.Deadline)
	put("note", r.Note)
	for _, c := range r.Cells {
		put("cell "+strconv.Itoa(c.Column), c.Text)
	}
	var labels []string
	for _, p := range r.Points {
		labels = append(labels, p.Label)
	}
	put("points", strings.Join(labels, " "))
	sb.WriteString("\n")
	putFindings(sb, r.Findings)
}

func putFindings(sb *strings.Builder, findings []schema.Finding) {
	for _, f := range findings {
		fmt.Fprintf(sb, "  ! %s %s: %s\n", f.Severity, f.Code, f.Message)
	}
}

func unitNames(units []schema.Unit) string {
	var names []string
	for _, u := range units {
		name := u.Name
		if u.Note != "" {
			name += "(" + u.Note + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func flat(s string) string { return strings.ReplaceAll(s, "\n", "⏎") }
