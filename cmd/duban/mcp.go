package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"duban"
	"duban/cmd/internal/mcp"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"
)

type mcpCommand struct {
	Root      string        `placeholder:"DIR" help:"Read files in this folder alone; those that you may read if not given."`
	MaxSize   size          `placeholder:"SIZE" default:"64MiB" help:"Refuse files larger than this (${default})."`
	MaxText   size          `placeholder:"SIZE" default:"16MiB" help:"Refuse files with more text in them than this (${default})."`
	MaxAnswer size          `placeholder:"SIZE" default:"64KiB" help:"Cut answers to this size; each says how to go on (${default})."`
	Timeout   time.Duration `placeholder:"TIME" default:"60s" help:"Give a call up that takes longer than this (${default})."`
	Jobs      int           `placeholder:"N" help:"Work on so many calls at the same time (as many as there are processors)."`
	OCR       recognition   `name:"ocr" help:"Read scanned pages of PDF files with the program tesseract, which has to be installed with chi_sim. Any figure of such a page may be wrong: each is marked, and none counts as explained."`
	Vocab     string        `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
}

func (mcpCommand) Help() string {
	return help(`Serves agents over standard input and output, by the Model Context Protocol, until the input ends. The tools are extract, check and inspect, which read a report, and search, which looks for rows in a dataset that duban import wrote. They write nothing; the answers are JSON, cut to --max-answer, and say how to go on.

Whoever talks to it can have any file read that you may read, and gets what stands in it as a report: start it for programs that you trust, and name a folder with --root where they are to see no more. A path that is not absolute begins there, or where duban was started. Only files are read, no devices and pipes.

An agent's settings name the program and its arguments, such as {"command": "duban", "args": ["mcp", "--root", "reports"]}.

Examples:

    duban mcp
    duban mcp --root reports --timeout 20s`)
}

// leastAnswer is the least size of an answer: of what is less, not even the columns of a table would fit.
const leastAnswer = 4 << 10

func (m *mcpCommand) Validate() error {
	switch {
	case m.Timeout <= 0:
		return message.Errorf("a time has to be positive")
	case m.Jobs < 0:
		return message.Errorf("--jobs cannot be negative")
	case m.MaxAnswer < leastAnswer:
		return message.Errorf("--max-answer is less than 4KiB, so that hardly an answer could be given; raise it")
	}
	return nil
}

func (m *mcpCommand) Run(c *console) error {
	collectAsUsual()
	words, err := loadVocabulary(m.Vocab)
	if err != nil {
		return err
	}
	if info, err := os.Stat(m.Root); m.Root != "" && (err != nil || !info.IsDir()) {
		return usageError{message.Errorf("--root %s: no such folder; check the path", m.Root)}
	}
	parser, err := m.OCR.options(c.ctx)
	if err != nil {
		return err
	}
	parser.Limits = parse.Limits{Source: int64(m.MaxSize), Text: int64(m.MaxText)}
	return mcp.Run(c.ctx, c.in, c.out, m.options(c, duban.Options{Parse: parser, Vocabulary: words, Language: c.data}))
}

func (m *mcpCommand) options(c *console, o duban.Options) mcp.Options {
	jobs := m.Jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	inspect := inspectedBy(o.Parse, o.Language)
	info, _ := debug.ReadBuildInfo()
	return mcp.Options{
		Read:  o.Read,
		Check: func(name string, r *schema.Report) []byte { return checkedAs(name, r, true) },
		Inspect: func(ctx context.Context, name string, data []byte) ([]byte, error) {
			return inspect(ctx, name, data, true)
		},
		Root: m.Root, MaxSize: int64(m.MaxSize), MaxAnswer: int(m.MaxAnswer), Timeout: m.Timeout, Jobs: jobs,
		Version: programVersion(info),
		Trouble: func(err error) { c.fail(fmt.Errorf("duban: %w", err)) },
	}
}
