package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"

	"duban/cmd/internal/ocr"
	"duban/cmd/internal/pdfengine"
	"duban/internal/pdfium"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"duban": main, pdfengine.Program: tellPages})
}

// tellPages is the program for PDF files that scripts find beside duban.
func tellPages() {
	ctx := context.Background()
	data, err := io.ReadAll(os.Stdin)
	if err == nil {
		var r *pdfium.Reader
		if r, err = pdfium.New(ctx, os.Getenv("PDF_CACHE")); err == nil {
			r.Images = pdfengine.WithImages(os.Args[1:])
			err = pdfengine.Send(ctx, os.Stdout, data, r.Pages)
		}
	}
	if err != nil {
		panic(err)
	}
}

func TestScripts(t *testing.T) {
	onDisk, err := filepath.Abs(sample)
	require.NoError(t, err)
	scan, err := filepath.Abs("testdata/ocr/scan.pdf")
	require.NoError(t, err)
	quarters, err := filepath.Abs("../../testdata/quarters")
	require.NoError(t, err)
	cache := t.TempDir() // of the engine for PDF, which takes long to compile
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", onDisk)
			e.Setenv("SCAN", scan)
			e.Setenv("QUARTERS", quarters)
			e.Setenv("PDF_CACHE", cache)
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "ocr" {
				return false, fmt.Errorf("no condition is called %s", name)
			}
			_, err := ocr.Find(t.Context())
			return err == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// TestNoRecognition asks for recognition where there is no program for it.
func TestNoRecognition(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	const want = "--ocr: characters cannot be recognised, as there is no program tesseract: install tesseract with its data for simplified Chinese, chi_sim "
	for _, args := range [][]string{{"extract"}, {"inspect"}, {"check"}, {"review"}, {"import", "--out", t.TempDir()}} {
		var out, errs strings.Builder
		require.Equal(t, exitFailed, run(append(args, "--ocr", "testdata/ocr/scan.pdf"), &console{ctx: t.Context(), out: &out, err: &errs}))
		require.Contains(t, errs.String(), want)
		require.Empty(t, out.String())
	}
}

// exits STATUS COMMAND … runs the command, which must end with that exit status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	status := "0"
	if err != nil {
		status = err.Error()
	}
	if status != "exit status "+args[0] {
		ts.Fatalf("ended with %s, not %s", status, args[0])
	}
}

// silence is a standard input that gives nothing; as soon as it is asked, the user presses Ctrl-C.
type silence struct {
	interrupt context.CancelFunc
	over      chan struct{}
}

func (s silence) Read([]byte) (int, error) {
	s.interrupt()
	<-s.over
	return 0, io.EOF
}

func TestInterrupt(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	in := silence{interrupt, make(chan struct{})}
	defer close(in.over)
	var out, errs bytes.Buffer
	status := run([]string{"extract", "seeds/reports/000_756023d8918cde28.txt", "-"}, &console{ctx: ctx, in: in, out: &out, err: &errs})
	require.Equal(t, exitFailed, status)
	require.Equal(t, "duban: interrupted at -; 1 of 2 files done\n", errs.String())
	require.Equal(t, 1, bytes.Count(out.Bytes(), []byte("\n")), "what was done is written whole")
}

// TestTimeout gives a report too little time: that is an error of this file, whether it was being read or understood.
func TestTimeout(t *testing.T) {
	name := filepath.Join(t.TempDir(), "long.txt")
	require.NoError(t, os.WriteFile(name, []byte("关于进展情况的报告\n一、总体情况\n"+strings.Repeat("完成投资21.5亿元，同比增长5.2%。", 200_000)), 0o600))
	for _, command := range []string{"extract", "check", "review", "inspect"} {
		for _, timeout := range []string{"1ns", "20ms"} {
			var out, errs strings.Builder
			require.Equal(t, exitFailed, run([]string{command, "--timeout", timeout, name}, &console{ctx: t.Context(), out: &out, err: &errs}))
			require.Contains(t, errs.String(), "long.txt: reading stopped: not done within "+timeout+"; allow more time")
			require.Empty(t, out.String())
		}
	}
}

// A pipe that nobody writes to is not waited for longer than that.
func TestTimeoutOfAPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe.txt")
	require.NoError(t, syscall.Mkfifo(name, 0o600))
	var errs strings.Builder
	require.Equal(t, exitFailed, run([]string{"extract", "--timeout", "20ms", name}, &console{ctx: t.Context(), out: io.Discard, err: &errs}))
	require.Contains(t, errs.String(), "pipe.txt: reading stopped: not done within 20ms")
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	require.Equal(t, exitUsage, run([]string{"serve", "--addr", "127.0.0.1:0", "--token-file", name}, &console{ctx: ctx, out: io.Discard, err: &errs}))
}

// unread is a file that nobody may read from.
type unread struct{ *os.File }

func (unread) Read([]byte) (int, error) { panic("read") }

// TestLargeFileIsNotRead: a file that is too large is refused by its size alone, also as standard input.
func TestLargeFileIsNotRead(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "large.txt"))
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, f.Truncate(500<<20))
	var out, errs strings.Builder
	require.Equal(t, exitFailed, run([]string{"extract", "-"}, &console{ctx: t.Context(), in: unread{f}, out: &out, err: &errs}))
	require.Equal(t, "-: larger than 256 MiB; raise --max-size if the file can be trusted\n", errs.String())
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestOutputThatCannotBeWritten(t *testing.T) {
	var errs bytes.Buffer
	status := run([]string{"schema"}, &console{ctx: t.Context(), out: brokenWriter{&os.PathError{Op: "write", Path: "/dev/stdout", Err: io.ErrShortWrite}}, err: &errs})
	require.Equal(t, exitFailed, status)
	require.Equal(t, "duban: standard output: short write; what was written is not whole\n", errs.String())
}

func TestVersion(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "abc123"}, {Key: "vcs.modified", Value: "true"}}}
	require.Regexp(t, `^duban v1\.2\.3 \(schema 2, go\S+, \w+/\w+, revision abc123, modified\)\n$`, version(info))
	require.Regexp(t, `^duban \(unknown\) \(schema 2, `, version(nil))
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"一、10项\u3000目标": "一、10项\u3000目标",
		"a\nb\tc":       "a⏎b⇥c",
		"\x1b[2J\a":     `\u001b[2J\u0007`,
		"\u202e\u200b":  `\u202e\u200b`,
		"\u009b31m":     `\u009b31m`,
		"\xff":          "\uFFFD",
	} {
		require.Equal(t, want, printable(in))
	}
}

func TestWarnings(t *testing.T) {
	name := filepath.Join(t.TempDir(), "report.txt")
	require.NoError(t, os.WriteFile(name, []byte("关于一季度进展情况的报告\n完成投资21.5亿元\xff，增长5%\n其余任务正常推进\n"), 0o600))
	for _, quiet := range []bool{false, true} {
		args, want := []string{"extract", name}, `^\S+report\.txt:2: 1 bytes? could not be decoded .*\n$`
		if quiet {
			args, want = append(args, "--quiet"), `^$`
		}
		var out, errs bytes.Buffer
		require.Equal(t, exitDone, run(args, &console{ctx: t.Context(), out: &out, err: &errs}))
		require.Regexp(t, want, errs.String())
		require.NotEmpty(t, out.String())
	}
}

func TestDamagedDOCX(t *testing.T) {
	data, err := os.ReadFile("../../testdata/reports/dev_city_docx.docx")
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "report.docx")
	require.NoError(t, os.WriteFile(name, data[:len(data)/2], 0o600))
	var out, errs bytes.Buffer
	require.Equal(t, exitFailed, run([]string{"extract", name}, &console{ctx: t.Context(), out: &out, err: &errs}))
	require.Empty(t, out.String())
	require.Regexp(t, `^\S+report\.docx: .+; open it in the program that made it and save it anew\n$`, errs.String())
}
