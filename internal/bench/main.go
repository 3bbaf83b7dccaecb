//go:build unix

// Command bench measures duban against what a user would otherwise take for such reports: whole processes on the same
// files, in one run and in turn, at several sizes. It writes a table and a plot into a folder, and the table to standard
// output.
//
//	go run ./internal/bench [-runs 5] [-times 1,10,100] [-patience 60s] [-node DIR] [-out docs]
//
// Programs that are not installed are left out with a message. For mammoth and Recognizers-Text, -node names a folder in
// which "npm install mammoth @microsoft/recognizers-text-suite" was run.
package main

import (
	"cmp"
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
	times := flag.String("times", "1,10,100", "sizes of the files, as multiples of the sample's rows")
	patience := flag.Duration("patience", time.Minute, "leave a program out for a file that it can be expected to take longer for")
	node := flag.String("node", "", "folder with node_modules of the JavaScript programs")
	out := flag.String("out", "docs", "folder to write benchmark.md and benchmark.svg to")
	flag.Parse()
	if err := bench(*runs, *times, *patience, *node, *out); err != nil {
		log.Fatal(err)
	}
}

func bench(runs int, times string, patience time.Duration, node, out string) error {
	dir, err := os.MkdirTemp("", "duban-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	programs, err := installed(dir, node)
	if err != nil {
		return err
	}
	var results []result
	tooSlow := func(name string, rows int) bool { // going by the file before
		var expected time.Duration
		for _, r := range results {
			if r.program == name {
				expected = r.wall * time.Duration(rows) / time.Duration(r.rows)
			}
		}
		return expected > patience
	}
	for field := range strings.SplitSeq(times, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 1 {
			return fmt.Errorf("-times %s: not a number of rows", times)
		}
		in, err := write(dir, n)
		if err != nil {
			return err
		}
		fast := slices.DeleteFunc(slices.Clone(programs), func(p program) bool { return tooSlow(p.name, in.rows) })
		results = append(results, measure(fast, in, runs)...)
	}
	table := markdown(results, runs)
	fmt.Print(table)
	if err := os.WriteFile(filepath.Join(out, "benchmark.md"), []byte(table), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "benchmark.svg"), []byte(plot(results)), 0o644)
}

// input is one size of the report, as a document and, for programs that read no documents, as its text.
type input struct {
	rows       int
	docx, text string // file names
}

func write(dir string, times int) (input, error) {
	data, err := seeds.FS.ReadFile(sample)
	if err != nil {
		return input{}, err
	}
	doc, err := parse.Bytes(sample, data)
	if err != nil {
		return input{}, err
	}
	in := input{docx: filepath.Join(dir, fmt.Sprintf("x%d.docx", times)), text: filepath.Join(dir, fmt.Sprintf("x%d.txt", times))}
	for _, b := range doc.Blocks {
		if t, ok := b.(*parse.Table); ok {
			in.rows += times * (len(t.Rows) - 1)
		}
	}
	if err := os.WriteFile(in.docx, testdoc.Report(doc, times), 0o600); err != nil {
		return input{}, err
	}
	return in, os.WriteFile(in.text, []byte(strings.Repeat(string(data)+"\n", times)), 0o600)
}

// usage is what a process took.
type usage struct {
	wall, cpu time.Duration
	memory    int64 // bytes, resident at the most
}

// result is what one program took for one file.
type result struct {
	program string
	rows    int
	usage   // medians
}

// measure runs all programs in turn, as often as wanted, so that what else the machine does meets all of them.
func measure(programs []program, in input, runs int) []result {
	taken := make([][]usage, len(programs))
	for range runs {
		for i, p := range programs {
			u, err := once(p, in)
			if err != nil {
				log.Printf("%s, %d rows: %v", p.name, in.rows, err)
				continue
			}
			taken[i] = append(taken[i], u)
		}
	}
	var results []result
	for i, p := range programs {
		if len(taken[i]) > 0 {
			results = append(results, result{p.name, in.rows, usage{
				median(taken[i], func(u usage) time.Duration { return u.wall }),
				median(taken[i], func(u usage) time.Duration { return u.cpu }),
				median(taken[i], func(u usage) int64 { return u.memory }),
			}})
		}
	}
	return results
}

func once(p program, in input) (usage, error) {
	cmd := exec.Command(p.command[0], append(slices.Clone(p.command[1:]), p.file(in))...)
	cmd.Env = append(os.Environ(), p.env...)
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
