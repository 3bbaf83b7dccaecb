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
	"strings"
	"syscall"
	"time"

	"duban/internal/message"

	"github.com/alecthomas/kong"
)

const description message.Format = `duban reads the progress reports that Chinese local governments issue on their targets, livelihood projects and key tasks, as plain text, web pages, documents of Word and WPS (DOCX, DOC), RTF, OpenDocument (ODT), workbooks (XLSX, XLS, ODS), CSV, OFD, PDF or the JSON of Docling and MinerU, and writes exact JSON: every task, its responsible units, every number with its unit, its meaning and its place.

Data goes to standard output, everything else to standard error. The exit status is 0 when all was done, 1 when some files failed or a check did not hold, 2 when the command line is wrong.`

// commands is what the command line may say.
type commands struct {
	Lang language `placeholder:"zh|en" help:"Language of what people read: zh or en; that of LC_ALL or LANG if not given. Messages in data are English unless this is given."`

	Extract    extractCommand    `cmd:"" help:"Write what reports state as JSON."`
	Import     importCommand     `cmd:"" help:"Import many reports into one dataset."`
	Inspect    inspectCommand    `cmd:"" help:"Show what was read of a file, before any meaning."`
	Check      checkCommand      `cmd:"" help:"Show what does not add up in reports."`
	Diff       diffCommand       `cmd:"" help:"Show what changed between two reports of one issuer."`
	Browse     browseCommand     `cmd:"" help:"Show a dataset in a browser: charts, offices, what slipped, every row."`
	Review     reviewCommand     `cmd:"" help:"Write a page on which a person checks what was read."`
	Serve      serveCommand      `cmd:"" help:"Do the same over HTTP, for other programs and in a browser."`
	MCP        mcpCommand        `cmd:"" name:"mcp" help:"Do the same for agents, by the Model Context Protocol."`
	Completion completionCommand `cmd:"" help:"Print what completes commands and options in a shell."`
	Man        manCommand        `cmd:"" help:"Print the manual page."`
	Schema     schemaCommand     `cmd:"" help:"Print the JSON Schema of a report."`
	Version    versionCommand    `cmd:"" help:"Print the version of duban; --version does too."`
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

	lang message.Language // of what people read at the terminal; that of the environment, until the command line says another
	data message.Language // of messages in data, which the environment has no part in
}

// errFailed is returned by a command that has already said what went wrong.
var errFailed = message.Errorf("some files failed")

// usageError is an error in what the command line asks for.
type usageError struct{ error }

// Unwrap is for errors.Is, and for telling the error in another language.
func (e usageError) Unwrap() error { return e.error }

func main() {
	collectLater()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(os.Args[1:], &console{ctx: ctx, in: os.Stdin, out: os.Stdout, err: os.Stderr, lang: preferred()}))
}

// collectLater puts off the first garbage collection until the heap has 80 MB, which reading a report of some thousand rows
// does not need, and which the largest ones take anyway. From then on the heap grows by 60 % of what is in use before the next, so that
// a long report takes less memory. GOGC in the environment holds from the beginning.
func collectLater() {
	const first, next = 2000, 60
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(first)
	runtime.AddCleanup(new(struct{ _ [64]byte }), func(int) {
		if now := debug.SetGCPercent(next); now != first { // see collectAsUsual
			debug.SetGCPercent(now)
		}
	}, 0)
}

// collectAsUsual is for commands that read one report after the other: processor time counts more with them.
func collectAsUsual() {
	const usual = 100
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(usual)
	}
}

// run does what args say and returns the exit status.
func run(args []string, c *console) int {
	asked := &commands{}
	c.lang = askedFor(args, c)
	selected, err := understood(asked, asCommand(args), c)
	if err != nil {
		c.say("duban: " + message.New("%v; see %s --help", err, command(err)).In(c.lang))
		return exitUsage
	}
	c.data = message.Language(asked.Lang)
	err = selected.Run(c)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errFailed) {
		c.fail(fmt.Errorf("duban: %w", err))
	}
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailed
}

// parser returns what understands the command line, and shows its help in the language of the console.
func parser(asked any, c *console) *kong.Kong {
	return kong.Must(asked, kong.Name("duban"), kong.Description(string(description)), kong.Writers(c.out, c.err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Help(func(o kong.HelpOptions, ctx *kong.Context) error { return showHelp(o, ctx, c.lang) }),
		kong.TypeMapper(reflect.TypeFor[time.Duration](), kong.MapperFunc(readTime)))
}

// asCommand turns what people try first into what it is called here: --version is version, help COMMAND is COMMAND --help. The
// language may stand in front.
func asCommand(args []string) []string {
	n := 0
	for n < len(args) && strings.HasPrefix(args[n], "--lang") {
		if args[n] == "--lang" {
			n++ // its value
		}
		n++
	}
	n = min(n, len(args))
	front, rest := slices.Clip(args[:n]), args[n:]
	switch {
	case len(rest) > 0 && rest[0] == "--version":
		return append(front, "version")
	case len(rest) > 0 && rest[0] == "help":
		return slices.Concat(front, rest[1:], []string{"--help"})
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

// tell writes a text to standard error, in the language of whoever reads it.
func (c *console) tell(format message.Format, args ...any) {
	c.say(message.New(format, args...).In(c.lang))
}

// fail writes an error to standard error, likewise.
func (c *console) fail(err error) { c.say(message.ErrorIn(c.lang, err)) }

// write writes data to standard output.
func (c *console) write(data []byte) error {
	if _, err := c.out.Write(data); err != nil {
		return notWritten(err)
	}
	return nil
}

// notWritten says that standard output did not take all.
func notWritten(err error) error {
	return message.Errorf("standard output: %w; what was written is not whole", cause(err))
}
