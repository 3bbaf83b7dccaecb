// Command duban reads the progress reports of local governments and writes what they state as exact JSON.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/alecthomas/kong"
)

// commands is what the command line may say.
type commands struct {
	Extract extractCommand `cmd:"" help:"Write what reports state as JSON."`
}

const description = `Reads the progress reports that Chinese local governments issue on their targets, livelihood projects and key tasks, as text, DOCX or HTML, and writes exact JSON.`

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // some files failed
	exitUsage  = 2
)

// console is where a command reads and writes. Data goes to out, everything else to err.
type console struct {
	ctx context.Context
	in  io.Reader
	out io.Writer
	err io.Writer
}

// errFailed is returned by a command that has already said on the console what went wrong.
var errFailed = errors.New("some files failed")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(os.Args[1:], &console{ctx, os.Stdin, os.Stdout, os.Stderr}))
}

// run does what args say and returns the exit status.
func run(args []string, c *console) int {
	var cmd commands
	parser := kong.Must(&cmd, kong.Name("duban"), kong.Description(description), kong.Writers(c.out, c.err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if len(args) == 0 {
		args = []string{"--help"}
	}
	selected, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(c.err, "duban: %v; see duban --help\n", err)
		return exitUsage
	}
	err = selected.Run(c)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errFailed) {
		fmt.Fprintf(c.err, "duban: %v\n", err)
	}
	return exitFailed
}
