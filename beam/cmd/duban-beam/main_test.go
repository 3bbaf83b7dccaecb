package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"duban/internal/testimport"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/stretchr/testify/require"
)

// playing says, in the environment of a process of this test program, what it is to be.
const playing = "DUBAN_BEAM_TEST_PLAYS"

func TestMain(m *testing.M) {
	switch os.Getenv(playing) {
	case "duban-beam":
		main()
		os.Exit(0)
	case "prism":
		servePrism(os.Args[1])
	}
	os.Exit(m.Run())
}

// servePrism is a job server as a process of its own, as Beam's command prism is.
func servePrism(port string) {
	n, err := strconv.Atoi(port)
	if err == nil {
		_, err = prism.CreateJobServer(context.Background(), prism.Options{Port: n})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	select {}
}

// process is this test program as another one.
func process(ctx context.Context, plays string, args ...string) *exec.Cmd {
	program, err := os.Executable()
	if err != nil {
		panic(err)
	}
	c := exec.CommandContext(ctx, program, args...)
	c.Env = append(os.Environ(), playing+"="+plays)
	return c
}

// pipe runs duban-beam, and returns its exit status and what it says.
func pipe(t *testing.T, args ...string) (int, string) {
	c := process(t.Context(), "duban-beam", args...)
	said, err := c.CombinedOutput()
	if err != nil {
		require.ErrorAs(t, err, new(*exec.ExitError))
	}
	return c.ProcessState.ExitCode(), string(said)
}

// freePort returns a port that nobody listens at.
func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)
	return port
}

// jobServer starts a job server and returns its address.
func jobServer(t *testing.T) string {
	port := freePort(t)
	start(t, process(t.Context(), "prism", port))
	address := "localhost:" + port
	waitFor(t, func() bool {
		c, err := net.Dial("tcp", address)
		if err == nil {
			c.Close()
		}
		return err == nil
	})
	return address
}

// workers starts a pool of workers, and returns its address and the lines that it says.
func workers(t *testing.T) (string, <-chan string) {
	c := process(t.Context(), "duban-beam", "--worker_pool", "localhost:0")
	said, err := c.StderrPipe()
	require.NoError(t, err)
	start(t, c)
	lines := make(chan string, 1000)
	go func() {
		for in := bufio.NewScanner(said); in.Scan(); {
			lines <- in.Text()
		}
		close(lines)
	}()
	_, address, ok := strings.Cut(<-lines, " asks at ")
	require.True(t, ok)
	return address, lines
}

func start(t *testing.T, c *exec.Cmd) {
	require.NoError(t, c.Start())
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
}

func waitFor(t *testing.T, done func() bool) {
	require.Eventually(t, done, 5*time.Minute, 10*time.Millisecond)
}

var reports = flag.Int("reports", 120, "number of generated reports of which the tables are compared with those of duban import; 60 with -short")

// sources writes reports of which 3 of 100 are broken, and some doubled, and imports them by duban import. It returns the
// folder of the sources and the tables.
func sources(t *testing.T) (in string, tables *wholeTables) {
	size := *reports
	if testing.Short() {
		size = min(size, 60)
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "dataset")
	testimport.New(t).Write(t, in, size)
	duban := filepath.Join(dir, "duban")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", duban, "./cmd/duban")
	build.Dir = "../../.."
	said, err := build.CombinedOutput()
	require.NoError(t, err, string(said))
	said, err = exec.CommandContext(t.Context(), duban, "import", in, "--out", out, "--formats", "ndjson,csv,parquet", "-q").CombinedOutput()
	require.ErrorContains(t, err, "exit status 1", string(said)) // as some files are broken
	return in, readWhole(t, out)
}

// TestSameTables runs the pipeline in every way that needs nothing but this machine: its tables are those of duban import.
func TestSameTables(t *testing.T) {
	in, tables := sources(t)
	server := jobServer(t)
	pool, _ := workers(t)
	remote := []string{"--runner", "universal", "--endpoint", server}
	for name, flags := range map[string][]string{
		"embedded": {"--shards", "3"},
		"loopback": append(remote, "--environment_type", "LOOPBACK", "--shards", "1"),
		"external": append(remote, "--environment_type", "EXTERNAL", "--environment_config", pool, "--chunk", "100KiB", "--shards", "4"),
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			status, said := pipe(t, append([]string{"--input", in, "--output", out}, flags...)...)
			require.Equal(t, exitFailed, status, said) // as some files are broken
			sameTables(t, tables, out)
		})
	}
}

// TestWorkerKilled kills a worker while it writes tables. Prism gives the job up, and no table is there; done again, it is
// all there.
func TestWorkerKilled(t *testing.T) {
	in, tables := sources(t)
	server := jobServer(t)
	pool, lines := workers(t)
	out := filepath.Join(t.TempDir(), "out")
	command := []string{"--input", in, "--output", out, "--shards", "8", "--runner", "universal", "--endpoint", server, "--environment_type", "EXTERNAL",
		"--environment_config", pool}
	c := process(t.Context(), "duban-beam", command...)
	require.NoError(t, c.Start())
	var id int
	for line := range lines {
		if m := regexp.MustCompile(` is process (\d+)$`).FindStringSubmatch(line); m != nil {
			id, _ = strconv.Atoi(m[1])
			break
		}
	}
	waitFor(t, func() bool { // for the first shard
		parts, err := filepath.Glob(filepath.Join(out, "duban-beam-parts", "*", "*"))
		require.NoError(t, err)
		return len(parts) > 0
	})
	worker, err := os.FindProcess(id)
	require.NoError(t, err)
	require.NoError(t, worker.Kill())
	require.EqualError(t, c.Wait(), "exit status 1")
	early, err := filepath.Glob(filepath.Join(out, "*-of-*"))
	require.NoError(t, err)
	require.Empty(t, early)

	status, said := pipe(t, command...)
	require.Equal(t, exitUsage, status)
	require.Regexp(t, `^duban-beam: .*/out: holds another run \(\w+, running\); choose another folder, or use --overwrite to remove it\n$`, said)
	status, said = pipe(t, append(command, "--overwrite")...)
	require.Equal(t, exitFailed, status, said)
	sameTables(t, tables, out)
}

// TestRefusals has what a run cannot do said before it begins.
func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	require.NoError(t, os.WriteFile("a.txt", []byte("关于一"), 0o666))
	closed := "localhost:" + freePort(t)
	for _, c := range []struct {
		args   string
		status int
		said   string
	}{
		{"", exitUsage, "--input and --output are needed; see --help"},
		{"--input a.txt --output out b.txt", exitUsage, "b.txt: no flag; patterns are given by --input"},
		{"--input none/* --output out", exitUsage, "none/*: no file matches; check the path"},
		{"--lang zh --input none/* --output out", exitUsage, "none/*：没有匹配的文件；请检查路径"},
		{"--lang zh --nonsense", exitUsage, "没有选项--nonsense；详见--help"},
		{"--nonsense", exitUsage, "flag provided but not defined: -nonsense; see --help"},
		{"--lang fr", exitUsage, `--lang: "fr" is no language that duban speaks; pass zh or en`},
		{"--input a.txt,*.doc --output out", exitUsage, "*.doc: no file matches; check the path"},
		{"--input hdfs://a/b --output out", exitUsage, `hdfs://a/b: cannot be looked through: file system scheme "hdfs" not registered for "hdfs://a/b"`},
		{"--input a.txt --output out --formats csv,xml", exitUsage, `--formats: "xml" is none of ndjson, csv, parquet; ` +
			"sqlite and xlsx, which are one file, duban import writes"},
		{"--input a.txt --output .", exitUsage, ".: neither empty nor a dataset of duban-beam; choose another folder"},
		{"--input a.txt --output a.txt", exitFailed, "a.txt: no folder to write to: open a.txt: not a directory; choose another"},
		{"--input a.txt --output out --runner samza", exitUsage, `--runner: "samza" is none of prism, universal, flink, spark, dataflow`},
		{"--input a.txt --output out --runner flink", exitUsage, "--runner flink: needs --endpoint HOST:PORT, where its job server is"},
		{"--input a.txt --output out --runner flink --endpoint " + closed, exitFailed, "--endpoint " + closed + ": no job server answers there: "},
		{"--input a.txt --output out --vocab " + dir, exitUsage, "--vocab " + dir + ": no .tsv files there; check the path"},
		{"--input a.txt --output out --ocr", exitUsage, "--ocr: duban-beam reads no PDF files, scanned or not; "},
		{"--input a.txt --output out --lang fr", exitUsage, "--lang: "},
	} {
		status, said := pipe(t, strings.Fields(c.args)...)
		require.Equal(t, c.status, status, said)
		require.True(t, strings.HasPrefix(said, "duban-beam: "+c.said), said)
		require.NoDirExists(t, "out")
	}
}
