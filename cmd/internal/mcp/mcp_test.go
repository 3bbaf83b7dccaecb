package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/schema"
	"duban/schema/dataset"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
)

const sample = "../../../seeds/reports/000_756023d8918cde28.txt"

// options are what the tests serve. Check and inspect have lists that are easily counted.
func options() Options {
	return Options{
		Read: duban.Options{}.Read,
		Check: func(string, *schema.Report) []byte {
			return []byte(`{"findings":` + objects(100) + `,"unread":[]}`)
		},
		Inspect: func(context.Context, string, []byte) ([]byte, error) {
			return []byte(`{"name":"a","format":"text","size":1,"id":"x","diagnostics":[],"blocks":[{"type":"heading","text":"关于"},` +
				`{"type":"table","columns":1,"rows":` + objects(500) + `},{"type":"paragraph","text":"完"}]}`), nil
		},
		MaxSize: 1 << 20, MaxAnswer: 64 << 10, Timeout: time.Minute, Jobs: 2, Version: "v1", Trouble: func(error) {},
	}
}

// objects returns a JSON array of n objects that are numbered from 1.
func objects(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`{"n":%d,"padding":%q}`, i+1, strings.Repeat("x", 100)))
	}
	return "[" + strings.Join(all, ",") + "]"
}

// client returns a client of the SDK that is connected to the tools.
func client(t *testing.T, o Options) *mcp.ClientSession {
	here, there := mcp.NewInMemoryTransports()
	server, err := Server(o).Connect(t.Context(), there, nil)
	require.NoError(t, err)
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	require.NoError(t, err)
	t.Cleanup(func() {
		session.Close()
		server.Wait()
	})
	return session
}

// call returns the text that a tool answers with, and whether that is an error.
func call(t *testing.T, s *mcp.ClientSession, tool string, arguments map[string]any) (string, bool) {
	got, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	require.NoError(t, err)
	require.Len(t, got.Content, 1)
	return got.Content[0].(*mcp.TextContent).Text, got.IsError
}

// asked decodes the answer of a tool, which must be none that failed and within its size.
func asked[T any](t *testing.T, o Options, s *mcp.ClientSession, tool string, arguments map[string]any) T {
	text, failed := call(t, s, tool, arguments)
	require.False(t, failed, text)
	require.LessOrEqual(t, len(text), o.MaxAnswer)
	var v T
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	return v
}

func TestTools(t *testing.T) {
	list, err := client(t, options()).ListTools(t.Context(), nil)
	require.NoError(t, err)
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
		require.True(t, tool.Annotations.ReadOnlyHint)
		require.NotEmpty(t, tool.Description)
	}
	require.Equal(t, []string{"check", "extract", "inspect", "search"}, names)
}

// What extract gives in pieces is the report.
func TestExtract(t *testing.T) {
	data, err := os.ReadFile(sample)
	require.NoError(t, err)
	want, err := duban.Read(sample, data)
	require.NoError(t, err)
	o := options()
	s := client(t, o)
	seen := asked[overview](t, o, s, "extract", map[string]any{"path": sample})
	require.Equal(t, want.ID, seen.ID)
	require.Equal(t, want.Title, seen.Title)
	require.Equal(t, want.Coverage.Numbers, seen.Numbers)
	require.Len(t, seen.Annexes, 3)
	require.Equal(t, []int{len(want.Annexes[0].Rows), len(want.Annexes[1].Rows), len(want.Annexes[2].Rows)},
		[]int{seen.Annexes[0].Rows, seen.Annexes[1].Rows, seen.Annexes[2].Rows})
	require.Len(t, seen.Sections, len(want.Sections))
	pages := 0
	for i, a := range want.Annexes {
		var rows []json.RawMessage
		for next := 1; next > 0; pages++ {
			got := asked[annexRows](t, o, s, "extract", map[string]any{"path": sample, "annex": i + 1, "first_row": next})
			require.Equal(t, len(a.Rows), got.OfRows)
			require.Equal(t, len(rows)+1, next)
			rows, next = append(rows, got.Rows...), got.NextRow
		}
		require.Len(t, rows, len(a.Rows))
		for k, row := range rows {
			line, err := json.Marshal(a.Rows[k])
			require.NoError(t, err)
			require.Equal(t, string(line), string(row))
		}
	}
	require.Greater(t, pages, 5, "answers were cut")
	for i, section := range want.Sections {
		got := asked[sectionPart](t, o, s, "extract", map[string]any{"path": sample, "section": i + 1})
		require.Equal(t, section.Heading, got.Heading)
		require.Equal(t, section.Text, got.Text)
		require.Len(t, got.Indicators, len(section.Indicators))
		require.Zero(t, got.NextCharacter)
	}
}

// A long section comes in parts, each with the numbers that begin in it.
func TestSectionInPieces(t *testing.T) {
	o := options()
	o.MaxAnswer = 4 << 10
	name := filepath.Join(t.TempDir(), "a.txt")
	text := "关于一季度进展情况的报告\n一、总体情况\n" + strings.Repeat("完成投资21.5亿元，同比增长5.2%。", 200)
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	want, err := duban.Read(name, []byte(text))
	require.NoError(t, err)
	section := want.Sections[len(want.Sections)-1]
	require.Len(t, section.Indicators, 400)
	s := client(t, o)
	var got strings.Builder
	numbers, calls := 0, 0
	for next := 0; calls == 0 || next > 0; calls++ {
		part := asked[sectionPart](t, o, s, "extract", map[string]any{"path": name, "section": len(want.Sections), "first_character": next})
		for _, x := range part.Indicators {
			require.Equal(t, string(encoded(section.Indicators[numbers])), string(encoded(x)))
			numbers++
		}
		got.WriteString(part.Text)
		next = part.NextCharacter
	}
	require.Equal(t, section.Text, got.String())
	require.Equal(t, 400, numbers)
	require.Greater(t, calls, 10)
}

// A report of many annexes and long titles has an overview that fits.
func TestOverviewFits(t *testing.T) {
	o := options()
	o.MaxAnswer = 8 << 10
	o.Read = func(context.Context, string, []byte) (*schema.Report, error) {
		r := &schema.Report{Title: strings.Repeat("题", 100_000)}
		for i := range 1000 {
			r.Annexes = append(r.Annexes, schema.Annex{Index: i + 1, Title: strings.Repeat("附", 1000)})
			r.Sections = append(r.Sections, schema.Section{Heading: strings.Repeat("节", 1000)})
		}
		return r, nil
	}
	got := asked[overview](t, o, client(t, o), "extract", map[string]any{"path": sample})
	require.Contains(t, got.Title, "… [cut; 100000 characters]")
	require.NotEmpty(t, got.Annexes)
	require.NotEmpty(t, got.Sections)
	require.Equal(t, 1000, len(got.Annexes)+got.MoreAnnexes)
	require.Equal(t, 1000, len(got.Sections)+got.MoreSections)
}

func TestCheckInPieces(t *testing.T) {
	o := options()
	o.MaxAnswer = 4 << 10
	s := client(t, o)
	n := 0
	for next := 1; next > 0; {
		got := asked[checked](t, o, s, "check", map[string]any{"path": sample, "first": next})
		require.Equal(t, 100, got.OfFindings)
		require.Contains(t, string(got.Findings[0]), fmt.Sprintf(`{"n":%d,`, n+1))
		n, next = n+len(got.Findings), got.NextFinding
	}
	require.Equal(t, 100, n)
}

func TestInspectInPieces(t *testing.T) {
	o := options()
	o.MaxAnswer = 8 << 10
	s := client(t, o)
	rows, texts := 0, ""
	for block, row := 1, 1; block > 0; {
		got := asked[inspected](t, o, s, "inspect", map[string]any{"path": sample, "first_block": block, "first_row": row})
		require.Equal(t, 3, got.OfBlocks)
		for _, b := range got.Blocks {
			var table struct {
				Text string
				Rows []struct{ N int }
			}
			require.NoError(t, json.Unmarshal(b, &table))
			for _, r := range table.Rows {
				rows++
				require.Equal(t, rows, r.N)
			}
			texts += table.Text
		}
		block, row = got.NextBlock, max(got.NextRow, 1)
	}
	require.Equal(t, 500, rows)
	require.Equal(t, "关于完", texts)
}

// importedTo writes a dataset of the sample into a folder, and returns the sample.
func importedTo(t *testing.T, dir string, formats ...dataset.Format) *schema.Report {
	data, err := os.ReadFile(sample)
	require.NoError(t, err)
	r, err := duban.Read(filepath.Base(sample), data)
	require.NoError(t, err)
	w, err := dataset.Create(dir, filepath.Join(dir, "temp"), dataset.Options{Formats: formats})
	require.NoError(t, err)
	report, _ := dataset.NewReport(r)
	require.NoError(t, w.Report(report))
	require.NoError(t, w.Close())
	return r
}

func TestSearch(t *testing.T) {
	dir := t.TempDir()
	r := importedTo(t, dir, dataset.SQLite)
	o := options()
	s := client(t, o)
	type row struct {
		Annex, Row                int
		Target, Status, ReportID_ string
	}
	type answer struct {
		Rows       []row
		OfRows     int `json:"of_rows"`
		NextOffset int `json:"next_offset"`
	}
	text, failed := call(t, s, "search", map[string]any{"dataset": dir, "words": strings.Repeat("家 ", 101)})
	require.True(t, failed)
	require.Equal(t, "more than 100 words; leave some out", text)
	got := asked[answer](t, o, s, "search", map[string]any{"dataset": dir, "words": "487家 散乱污" + strings.Repeat(" 家", 98)})
	require.NotEmpty(t, got.Rows)
	require.Equal(t, 3, got.Rows[0].Annex)
	require.Equal(t, 96, got.Rows[0].Row)
	require.Contains(t, got.Rows[0].Target, "487家")
	underway := 0
	for _, a := range r.Annexes {
		for _, row := range a.Rows {
			if row.Status == schema.StatusUnderway {
				underway++
			}
		}
	}
	n := 0
	for next := 0; n == 0 || next > 0; {
		got = asked[answer](t, o, s, "search", map[string]any{"dataset": dir, "where": map[string]any{"status": "underway"}, "offset": next, "limit": 30})
		require.Equal(t, underway, got.OfRows)
		n, next = n+len(got.Rows), got.NextOffset
	}
	require.Equal(t, underway, n)
	text, failed = call(t, s, "search", map[string]any{"dataset": dir, "table": "indicators", "limit": 1, "columns": []string{"value", "text", "cues"}})
	require.False(t, failed)
	require.Regexp(t, `^{"table":"indicators","rows":\[{"text":"[^"]+","value":[0-9.]+,"cues":\[.*\]}\],"of_rows":\d+,"next_offset":1}$`, text)
	text, _ = call(t, s, "search", map[string]any{"dataset": dir, "words": "没有这样的词"})
	require.Contains(t, text, `"of_rows":0`)
	require.Contains(t, text, `"target":"`, "what the columns are")
}

// What goes wrong is an error of the tool, which names the path and what to do.
func TestErrors(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		return name
	}
	postscript := write("a.ps", "%!PS-1.7")
	large := write("large.txt", strings.Repeat("数", 1<<20))
	s := client(t, options())
	for _, c := range []struct {
		tool      string
		arguments map[string]any
		says      string
	}{
		{"extract", map[string]any{"path": "nowhere.txt"}, "nowhere.txt: no such file; check the path"},
		{"extract", map[string]any{"path": ""}, "the path is empty"},
		{"extract", map[string]any{"path": dir}, "this is a folder"},
		{"extract", map[string]any{"path": write("empty.txt", "")}, "this is an empty file"},
		{"extract", map[string]any{"path": postscript}, "this is a PostScript file"},
		{"check", map[string]any{"path": large}, "larger than 1.0 MiB"},
		{"extract", map[string]any{"path": sample, "annex": 9}, "there is no annex 9; the report has 3"},
		{"extract", map[string]any{"path": sample, "annex": -1}, "there is no annex -1"},
		{"extract", map[string]any{"path": sample, "annex": 1, "first_row": 999}, "there is no row 999"},
		{"extract", map[string]any{"path": sample, "section": 999}, "there is no section 999"},
		{"extract", map[string]any{"path": sample, "section": 1, "first_character": 99999}, "there is no character 99999"},
		{"check", map[string]any{"path": sample, "first": 999}, "there is no finding 999; the report has 100"},
		{"inspect", map[string]any{"path": sample, "first_block": 999}, "there is no block 999; the file has 3"},
		{"inspect", map[string]any{"path": sample, "first_block": 2, "first_row": 999}, "there is no row 999"},
		{"search", map[string]any{"dataset": dir}, "no datapackage.json is there"},
		{"search", map[string]any{"dataset": dir, "limit": 5000}, "limit is at most 1000"},
		{"search", map[string]any{"dataset": dir, "table": "x"}, "no datapackage.json is there"},
		{"extract", map[string]any{}, "path"},
		{"extract", map[string]any{"path": sample, "anex": 1}, "anex"},
		{"extract", map[string]any{"path": sample, "annex": "one"}, "annex"},
	} {
		text, failed := call(t, s, c.tool, c.arguments)
		require.True(t, failed, text)
		require.Contains(t, text, c.says)
	}
	_, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: "import"})
	require.Error(t, err)
}

// Only files are read: what else there is would never end, or is the protocol's own.
func TestNoFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such devices here")
	}
	s := client(t, options())
	for _, path := range []string{"/dev/zero", "/dev/null", "-"} {
		text, failed := call(t, s, "extract", map[string]any{"path": path})
		require.True(t, failed)
		require.Regexp(t, "this is no file|no such file", text)
	}
	if _, err := os.Stat("/proc/kmsg"); err == nil { // a file by its mode, which does not end
		text, failed := call(t, s, "extract", map[string]any{"path": "/proc/kmsg"})
		require.True(t, failed)
		require.Contains(t, text, "this is an empty file")
	}
}

// With a root nothing else is read, whatever links and dots say.
func TestRoot(t *testing.T) {
	outside, root := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.txt")
	require.NoError(t, os.WriteFile(secret, []byte("关于机密进展情况的报告"), 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(root, "in"), 0o700))
	inside := filepath.Join(root, "in", "a.txt")
	require.NoError(t, os.WriteFile(inside, []byte("关于公开进展情况的报告"), 0o600))
	require.NoError(t, os.Symlink(secret, filepath.Join(root, "link.txt")))
	require.NoError(t, os.Symlink(outside, filepath.Join(root, "folder")))
	require.NoError(t, os.Symlink("in", filepath.Join(root, "own")))
	o := options()
	o.Root = root
	s := client(t, o)
	for _, path := range []string{"in/a.txt", inside, "in/../in/a.txt", "own/a.txt"} {
		require.Contains(t, asked[overview](t, o, s, "extract", map[string]any{"path": path}).Title, "公开")
	}
	for _, path := range []string{secret, "link.txt", "folder/secret.txt", "../" + filepath.Base(outside) + "/secret.txt", "/etc/passwd", "/nowhere", root + "/../x"} {
		for _, tool := range []string{"extract", "check", "inspect"} {
			text, failed := call(t, s, tool, map[string]any{"path": path})
			require.True(t, failed, path)
			require.Contains(t, text, "outside of the folder that duban mcp may read")
		}
		text, failed := call(t, s, "search", map[string]any{"dataset": path})
		require.True(t, failed, path)
		require.Contains(t, text, "outside of the folder")
	}
	text, failed := call(t, s, "search", map[string]any{"dataset": "own"})
	require.True(t, failed)
	require.True(t, strings.HasPrefix(text, "own: no datapackage.json is there"), text)
	require.NotContains(t, text, root, "where it leads on this machine is told to nobody")
}

// Links in the folder of a dataset lead nowhere else, and what is no file is not waited for.
func TestRootOfDatasets(t *testing.T) {
	outside, root := t.TempDir(), t.TempDir()
	link := func(from, folder, name string) {
		require.NoError(t, os.MkdirAll(filepath.Join(root, folder), 0o700))
		require.NoError(t, os.Symlink(from, filepath.Join(root, folder, name)))
	}
	importedTo(t, outside, dataset.SQLite, dataset.NDJSON)
	description, err := os.ReadFile(filepath.Join(outside, "datapackage.json"))
	require.NoError(t, err)
	for folder, name := range map[string]string{"database": "dataset.sqlite", "lines": "reports.ndjson", "described": "datapackage.json"} {
		link(filepath.Join(outside, name), folder, name)
		if name != "datapackage.json" {
			require.NoError(t, os.WriteFile(filepath.Join(root, folder, "datapackage.json"), description, 0o600))
		}
	}
	link(os.DevNull, "device", "reports.ndjson")
	require.NoError(t, os.WriteFile(filepath.Join(root, "device", "datapackage.json"), description, 0o600))
	o := options()
	o.Root = root
	s := client(t, o)
	for _, folder := range []string{"database", "lines", "lines/reports.ndjson", "described", "device"} {
		text, failed := call(t, s, "search", map[string]any{"dataset": folder})
		require.True(t, failed, folder)
		require.Contains(t, text, "outside of the folder", folder)
	}
	for _, at := range []string{filepath.Join(root, "device"), os.DevNull} {
		text, failed := call(t, client(t, options()), "search", map[string]any{"dataset": at})
		require.True(t, failed)
		require.Contains(t, text, "this is no file")
	}
	text, failed := call(t, client(t, options()), "search", map[string]any{"dataset": filepath.Join(root, "database")})
	require.False(t, failed, text)
}

// A call that takes too long is given up; a fault ends one call alone, and is told to whoever runs the server.
func TestSlowAndFaultyCalls(t *testing.T) {
	over := make(chan struct{})
	defer close(over)
	o := options()
	o.Timeout = 50 * time.Millisecond
	o.Read = func(context.Context, string, []byte) (*schema.Report, error) { <-over; return nil, errors.New("over") }
	text, failed := call(t, client(t, o), "extract", map[string]any{"path": sample})
	require.True(t, failed)
	require.Equal(t, "not done within 50ms", text)

	var told error
	o = options()
	o.Trouble = func(err error) { told = err }
	o.Read = func(context.Context, string, []byte) (*schema.Report, error) { panic("secret") }
	s := client(t, o)
	text, failed = call(t, s, "extract", map[string]any{"path": sample})
	require.True(t, failed)
	require.Equal(t, "a fault in duban; please report it with the file", text)
	require.ErrorContains(t, told, "panic: secret")
	_, failed = call(t, s, "inspect", map[string]any{"path": sample})
	require.False(t, failed)
}

// The end of the input, or of the context, ends the server.
func TestRunEnds(t *testing.T) {
	require.NoError(t, Run(t.Context(), strings.NewReader(""), io.Discard, options()))
	ctx, cancel := context.WithCancel(t.Context())
	in, _ := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, in, io.Discard, options()) }()
	cancel()
	require.NoError(t, <-ended)
}
