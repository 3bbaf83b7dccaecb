// Command duban reads the progress reports of local governments and writes what they state as exact JSON.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

const description = `duban reads the progress reports that Chinese local governments issue on their targets, livelihood projects and key tasks, as plain text, web pages, documents of Word and WPS (DOCX, DOC), RTF, OpenDocument, workbooks (XLSX, XLS), CSV, OFD or PDF, and writes exact JSON: every task, its responsible units, every number with its unit, its meaning and its place.

Data goes to standard output, everything else to standard error. The exit status is 0 when all was done, 1 when some files failed or a check did not hold, 2 when the command line is wrong.`

// commands is what the command line may say.
type commands struct {
	Extract extractCommand `cmd:"" help:"Write what reports state as JSON."`
	Import  importCommand  `cmd:"" help:"Import many reports into one dataset."`
	Inspect inspectCommand `cmd:"" help:"Show what was read of a file, before any meaning."`
	Check   checkCommand   `cmd:"" help:"Show what does not add up in reports."`
	Review  reviewCommand  `cmd:"" help:"Write a page on which a person checks what was read."`
	Serve   serveCommand   `cmd:"" help:"Do the same over HTTP, for other programs and in a browser."`
	Schema  schemaCommand  `cmd:"" help:"Print the JSON Schema of a report."`
	Version versionCommand `cmd:"" help:"Print the version of duban; --version does too."`
}

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// console is where a command reads and writes. Data goes to out, everything else to err.
type console struct {
	ctx context.Context
	in  io.Reader
	out io.Writer
	err io.Writer
}

// errFailed is returned by a command that has already said what went wrong.
var errFailed = errors.New("some files failed")

// usageError is an error in what the command line asks for.
type usageError struct{ error }

func main() {
	collectLater()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(os.Args[1:], &console{ctx, os.Stdin, os.Stdout, os.Stderr}))
}

// collectLater puts off the first garbage collection until the heap has 32 MB, which reading a report of common size does
// not need; from then on it is as usual. GOGC in the environment holds from the beginning.
func collectLater() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(800)
	runtime.AddCleanup(new(struct{ _ [64]byte }), func(percent int) { debug.SetGCPercent(percent) }, usual)
}

// run does what args say and returns the exit status.
func run(args []string, c *console) int {
	parser := kong.Must(&commands{}, kong.Name("duban"), kong.Description(description), kong.Writers(c.out, c.err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.TypeMapper(reflect.TypeFor[time.Duration](), kong.MapperFunc(readTime)))
	selected, err := parser.Parse(asCommand(args))
	if err != nil {
		c.say(fmt.Sprintf("duban: %v; see %s --help", err, command(err)))
		return exitUsage
	}
	err = selected.Run(c)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errFailed) {
		c.say("duban: " + err.Error())
	}
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailed
}

// asCommand turns what people try first into what it is called here: --version is version, help COMMAND is COMMAND --help.
func asCommand(args []string) []string {
	switch {
	case len(args) > 0 && args[0] == "--version":
		return []string{"version"}
	case len(args) > 0 && args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	}
	return args
}

// command returns the command that a wrong command line has named, as far as it goes.
func command(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context.Selected() != nil {
		return wrong.Context.Selected().FullPath()
	}
	return "duban"
}

// say writes one line to standard error.
func (c *console) say(line string) {
	fmt.Fprintln(c.err, printable(line))
}

// write writes data to standard output.
func (c *console) write(data []byte) error {
	if _, err := c.out.Write(data); err != nil {
		return fmt.Errorf("standard output: %w; what was written is not whole", cause(err))
	}
	return nil
}
