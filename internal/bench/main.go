//go:build unix

// Command bench measures duban against what a user would otherwise take for such reports: whole processes on the same
// files, in one run and in turn, at several sizes and for two kinds of documents, typical ones and the hardest to read. It writes
// a table and a plot into a folder, and the table to standard output.
//
//	go run ./internal/bench [-runs 5] [-times 1,10,87] [-patience 60s] [-node DIR] [-python python3] [-out docs]
//
// Programs that are not installed are left out with a message. For mammoth and Recognizers-Text, -node names a folder in
// which "npm install mammoth @microsoft/recognizers-text-suite" was run.
package main

import (
	"archive/zip"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"duban/internal/testdoc"
	"duban/parse"
	"duban/seeds"
)

const sample = "reports/000_756023d8918cde28.txt"

func main() {
	log.SetFlags(0)
	runs := flag.Int("runs", 5, "run each program so many times on each file")
	times := flag.String("times", "1,10,87", "sizes of the files, as multiples of the sample's rows")
	patience := flag.Duration("patience", time.Minute, "leave a program out for a file that it can be expected to take longer for")
	node := flag.String("node", "", "folder with node_modules of the JavaScript programs")
	python := flag.String("python", "python3", "interpreter that has python-docx")
	out := flag.String("out", "docs", "folder to write benchmark.md and benchmark.svg to")
	write := flag.String("write", "", "write one document, such as typical,87, into this folder of -out and say what it is; for the command itself")
	flag.Parse()
	if *write != "" {
		if err := tell(*write, *out); err != nil {
			log.Fatal(err)
		}
		return
	}
	dir, err := os.MkdirTemp("", "duban-bench-*")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	programs, err := installed(dir, *node, *python)
	if err == nil {
		b := &bench{dir: dir, runs: *runs, patience: *patience, programs: programs}
		err = b.run(*times, *out)
	}
	if err != nil {
		log.Print(err)
		os.RemoveAll(dir)
		os.Exit(1)
	}
}

// bench is one run over all files.
type bench struct {
	dir      string
	runs     int
	patience time.Duration
	programs []program
	inputs   []input
	starts   []result
	results  []result
}

// kinds are the ways in which documents are written.
var kinds = []struct {
	name  string
	write func(*parse.Document, int) []byte
}{{"typical", testdoc.Typical}, {"hard", testdoc.Report}}

func (b *bench) run(times, out string) error {
	b.starts = b.measure(b.programs, input{}, func(p program) []string { return p.start })
	for _, kind := range kinds {
		for field := range strings.SplitSeq(times, ",") {
			n, err := strconv.Atoi(field)
			if err != nil || n < 1 {
				return fmt.Errorf("-times %s: not a number of rows", times)
			}
			in, err := b.input(kind.name, n)
			if err != nil {
				return err
			}
			b.inputs = append(b.inputs, in)
			fast := slices.DeleteFunc(slices.Clone(b.programs), func(p program) bool { return b.isSlow(p.name, in) })
			b.results = append(b.results, b.measure(fast, in, func(p program) []string { return append(slices.Clone(p.command), p.of(in)) })...)
		}
	}
	table := b.markdown()
	fmt.Print(table)
	if err := os.WriteFile(filepath.Join(out, "benchmark.md"), []byte(table), 0o644); err != nil {
		return err
	}
	typical := slices.DeleteFunc(slices.Clone(b.results), func(r result) bool { return r.kind != kinds[0].name })
	return os.WriteFile(filepath.Join(out, "benchmark.svg"), []byte(plot(typical)), 0o644)
}

// isSlow reports a program that can be expected to take too long, going by the file before.
func (b *bench) isSlow(name string, in input) bool {
	var expected time.Duration
	for _, r := range b.results {
		if r.program == name && r.kind == in.Kind {
			expected = r.cpu * time.Duration(in.Rows) / time.Duration(r.rows)
		}
	}
	return expected > b.patience
}

// input is one document and, for programs that read no documents, its text.
type input struct {
	Kind       string
	Rows       int
	Docx, Text string // file names
	Size       int64  // of the document
	XML, Chars int64  // bytes of its main part, and of the texts in that
}

// input has a document written by another process: a program would begin with as much memory as the process that starts it has.
func (b *bench) input(kind string, times int) (in input, err error) {
	self, err := os.Executable()
	if err != nil {
		return in, err
	}
	out, err := exec.Command(self, "-write", fmt.Sprintf("%s,%d", kind, times), "-out", b.dir).Output()
	if err != nil {
		return in, err
	}
	return in, json.Unmarshal(out, &in)
}

// tell writes a document of a kind and says on standard output what it is.
func tell(kindAndTimes, dir string) error {
	name, number, _ := strings.Cut(kindAndTimes, ",")
	times, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	for _, kind := range kinds {
		if kind.name == name {
			in, err := write(dir, name, kind.write, times)
			if err != nil {
				return err
			}
			return json.NewEncoder(os.Stdout).Encode(in)
		}
	}
	return fmt.Errorf("no documents of kind %q", name)
}

func write(dir, kind string, write func(*parse.Document, int) []byte, times int) (input, error) {
	data, err := seeds.FS.ReadFile(sample)
	if err != nil {
		return input{}, err
	}
	doc, err := parse.Bytes(sample, data)
	if err != nil {
		return input{}, err
	}
	base := filepath.Join(dir, fmt.Sprintf("%s%d", kind, times))
	in := input{Kind: kind, Docx: base + ".docx", Text: base + ".txt"}
	for _, b := range doc.Blocks {
		if t, ok := b.(*parse.Table); ok {
			in.Rows += times * (len(t.Rows) - 1)
		}
	}
	packed := write(doc, times)
	in.Size = int64(len(packed))
	if err := os.WriteFile(in.Docx, packed, 0o600); err != nil {
		return input{}, err
	}
	texts, err := exec.Command(filepath.Join(dir, "steps"), "floor", in.Docx).Output() // as a reader of numbers would get them
	if err != nil {
		return input{}, err
	}
	in.Chars = int64(len(texts) - strings.Count(string(texts), "\n"))
	if in.XML, err = mainPart(in.Docx); err != nil {
		return input{}, err
	}
	return in, os.WriteFile(in.Text, texts, 0o600)
}

// mainPart returns how many bytes of XML the document has.
func mainPart(name string) (int64, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return 0, err
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Name == "word/document.xml" {
			return int64(f.UncompressedSize64), nil
		}
	}
	return 0, fmt.Errorf("%s: no main part", name)
}

// usage is what a process took.
type usage struct {
	wall, cpu time.Duration
	memory    int64 // bytes, resident at the most
}

// result is what one program took for one file.
type result struct {
	program, gives string
	kind           string
	rows           int
	usage          // medians
}

// measure runs all programs in turn, as often as wanted, so that what else the machine does meets all of them.
func (b *bench) measure(programs []program, in input, command func(program) []string) []result {
	taken := make([][]usage, len(programs))
	for range b.runs {
		for i, p := range programs {
			u, err := once(command(p), p.env)
			if err != nil {
				log.Printf("%s, %d rows: %v", p.name, in.Rows, err)
				continue
			}
			taken[i] = append(taken[i], u)
		}
	}
	var results []result
	for i, p := range programs {
		if len(taken[i]) > 0 {
			results = append(results, result{p.name, p.gives, in.Kind, in.Rows, usage{
				median(taken[i], func(u usage) time.Duration { return u.wall }),
				median(taken[i], func(u usage) time.Duration { return u.cpu }),
				median(taken[i], func(u usage) int64 { return u.memory }),
			}})
		}
	}
	return results
}

func once(command, env []string) (usage, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), env...)
	var errs strings.Builder
	cmd.Stderr = &errs
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return usage{}, fmt.Errorf("%w: %s", err, errs.String())
	}
	state := cmd.ProcessState
	return usage{wall, state.UserTime() + state.SystemTime(), peak(state.SysUsage().(*syscall.Rusage))}, nil
}

// peak returns the most memory that a process had resident. Systems differ in its unit.
func peak(u *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(u.Maxrss)
	}
	return int64(u.Maxrss) << 10
}

func median[T cmp.Ordered](all []usage, of func(usage) T) T {
	x := make([]T, len(all))
	for i, u := range all {
		x[i] = of(u)
	}
	slices.Sort(x)
	return x[len(x)/2]
}
