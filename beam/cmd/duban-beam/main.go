// Command duban-beam is duban import as a pipeline of Apache Beam: on this machine, or on a runner that has many.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"os"

	"duban/beam/internal/output"
	"duban/beam/internal/pipeline"
	"duban/internal/message"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs" // memfs://, in one process
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"    // s3://; gs:// comes with the runners
	beamlog "github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

// Exit statuses, those of duban.
const (
	exitFailed = 1 // some files failed, or the run did
	exitUsage  = 2
)

func main() {
	pipeline.Register()
	f := defineFlags(flag.CommandLine)
	lang, err := f.parse(flag.CommandLine, os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(usage(flag.CommandLine, lang))
		return
	case err == nil:
		beamlog.SetupLogging(f.logLevel, "text")
		beam.Init() // a worker stays in it
		err = run(context.Background(), f, terminal{lang})
	}
	os.Exit(terminal{lang}.status(err))
}

// terminal tells people in their language.
type terminal struct{ lang message.Language }

func (t terminal) say(format message.Format, args ...any) {
	fmt.Fprintln(os.Stderr, message.New(format, args...).In(t.lang))
}

// status says what went wrong, and returns the exit status.
func (t terminal) status(err error) int {
	if err == nil {
		return 0
	}
	if !errors.Is(err, errFilesFailed) {
		fmt.Fprintln(os.Stderr, "duban-beam: "+message.ErrorIn(t.lang, err))
	}
	if errors.As(err, new(output.UsageError)) {
		return exitUsage
	}
	return exitFailed
}

func run(ctx context.Context, f *flags, t terminal) error {
	if f.pool != "" {
		return servePool(ctx, f.pool, t)
	}
	o, err := f.options()
	if err != nil {
		return err
	}
	sources, err := find(ctx, o)
	if err != nil {
		return err
	}
	if o.Shards == 0 {
		o.Shards = shardsFor(sources)
	}
	if err := f.checkRunner(ctx); err != nil {
		return err
	}
	o.Run = rand.Text()
	if err := output.Claim(ctx, o.Output, o.Mark(), f.overwrite); err != nil {
		return err
	}
	p := beam.NewPipeline()
	pipeline.Build(p, o)
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil {
		return message.Errorf("%w; %s has no dataset; mend it and run the same command with --overwrite", err, o.Output)
	}
	return t.report(result, o)
}

// find sees to it that each pattern matches something, and returns how many sources there are.
func find(ctx context.Context, o pipeline.Options) (int, error) {
	for _, pattern := range o.Inputs {
		found, err := pipeline.Find(ctx, []string{pattern}, o.Output, o.Language)
		if err != nil {
			return 0, output.Usage("%w", err)
		}
		if len(found) == 0 {
			return 0, output.Usage("%s: no file matches; check the path", pattern)
		}
	}
	all, err := pipeline.Find(ctx, o.Inputs, o.Output, o.Language)
	return len(all), err
}

// shardsFor returns how many shards so many sources get: reports of about 150 rows fill some 100 MB of a shard in memory.
func shardsFor(sources int) int {
	const (
		filesAShard = 1000
		most        = 99_999 // as the names have five digits
	)
	return min(1+sources/filesAShard, most)
}
