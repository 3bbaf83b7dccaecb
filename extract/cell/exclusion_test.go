package cell

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
	"duban/seeds"
)

var update = flag.Bool("update", false, "write testdata/exclusions.txt anew; read the difference")

// TestExclusions holds every number of the sample's rows that is no indicator, with the reason. The list was read beside
// the report.
func TestExclusions(t *testing.T) {
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	f, err := os.Open("../../testdata/gold/structure.jsonl")
	require.NoError(t, err)
	defer f.Close()
	var sb strings.Builder
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g struct {
			Annex, Row int
			Cells      map[string]string
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &g))
		for _, field := range []schema.Field{schema.FieldTarget, schema.FieldProgress} {
			rd := r.read(field, g.Cells[string(field)], &Context{Year: 2021})
			for _, e := range rd.exclusions() {
				fmt.Fprintf(&sb, "%d.%d %s %s\n", g.Annex, g.Row, field, e)
			}
		}
	}
	const golden = "testdata/exclusions.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(sb.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), sb.String())
	require.NotContains(t, sb.String(), unexplained.String())
}

// exclusions lists what is no indicator, with a little of what stands around it.
func (rd *reading) exclusions() []string {
	around := func(start, end int) string {
		return fmt.Sprintf("%s[%s]%s", string(rd.text[max(0, start-4):start]), string(rd.text[start:end]), string(rd.text[end:min(len(rd.text), end+4)]))
	}
	var out []string
	for _, t := range rd.tokens {
		text := strings.ReplaceAll(around(t.start, t.end), "\n", "⏎")
		switch w := rd.word(t); {
		case t.kind == numberToken && rd.numbers[t.id].role != indicator && rd.numbers[t.id].role != absent:
			out = append(out, text+": "+rd.numbers[t.id].role.String())
		case t.kind == dateToken:
			out = append(out, text+": date")
		case w.fixed:
			out = append(out, text+": set phrase")
		}
	}
	return out
}
