package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"runtime"
	"time"

	"duban/cmd/internal/pdfengine"
	"duban/cmd/internal/serve"
	"duban/extract"
	"duban/parse"
	"duban/schema"
)

type serveCommand struct {
	Addr        string        `placeholder:"ADDRESS" default:"127.0.0.1:8080" help:"Address to listen at (${default}); port 0 takes any that is free."`
	MaxSize     size          `placeholder:"SIZE" default:"16MiB" help:"Refuse reports larger than this (${default})."`
	MaxText     size          `placeholder:"SIZE" default:"2MiB" help:"Refuse reports of more text than this (${default})."`
	MaxCells    int           `placeholder:"N" default:"100000" help:"Refuse reports whose tables have more cells than this (${default})."`
	Memory      size          `placeholder:"SIZE" default:"256MiB" help:"Hold so many bytes of requests, and as many of answers (${default})."`
	MinRate     size          `placeholder:"SIZE" default:"8KiB" help:"Cut clients off that send or take less in a second (${default})."`
	Host        []string      `placeholder:"NAME" help:"Answer under this name as well; * for any. Names of the loopback interface always count."`
	BodyTimeout time.Duration `placeholder:"TIME" default:"30s" help:"Refuse requests that take longer to arrive than this (${default})."`
	Timeout     time.Duration `placeholder:"TIME" default:"30s" help:"Give a report up that takes longer to read than this (${default})."`
	Jobs        int           `placeholder:"N" help:"Read so many reports at the same time (as many as there are processors)."`
	Queue       int           `placeholder:"N" default:"64" help:"Let so many further requests wait (${default})."`
	Vocab       string        `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
}

func (serveCommand) Help() string {
	return help(`Serves until Ctrl-C, then ends what is under way. http://127.0.0.1:8080/ is a page to drop a report on, which shows what duban review writes. Programs send a report to /v1/extract and get what duban extract writes; /openapi.json describes it. Refusals are problem details (RFC 9457).

The service asks nobody who they are: leave it on 127.0.0.1, or put what does so in front of it. It keeps nothing. In memory it holds what --memory says twice, and what reading takes for each job.

It answers under the names of the loopback interface (localhost, 127.0.0.1, ::1), the address that a request came to and that of --addr. Other names are refused unless --host gives them, since the page of another site can have its name lead here.

Examples:

    duban serve
    duban serve --addr :9000 --host reports.example.org --max-size 4MiB --jobs 4
    curl --data-binary @report.docx 'http://127.0.0.1:8080/v1/extract?name=report.docx'
    curl --form file=@report.docx http://127.0.0.1:8080/v1/extract`)
}

func (s *serveCommand) Validate() error {
	switch {
	case s.BodyTimeout <= 0 || s.Timeout <= 0:
		return errors.New("a time has to be positive")
	case s.MaxCells <= 0:
		return errors.New("--max-cells has to be positive")
	case s.Memory < s.MaxSize:
		return errors.New("--memory is less than --max-size, so that the largest reports could never arrive; raise it")
	case s.Jobs < 0 || s.Queue < 0:
		return errors.New("--jobs and --queue cannot be negative")
	}
	return nil
}

func (s *serveCommand) Run(c *console) error {
	words, err := loadVocabulary(s.Vocab)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("--addr %s: %w; choose another", s.Addr, listenCause(err))
	}
	c.say(fmt.Sprintf("http://%s/ (Ctrl-C to stop)", l.Addr()))
	return serve.Run(c.ctx, l, s.options(c, words))
}

func (s *serveCommand) options(c *console, words *extract.Vocabulary) serve.Options {
	jobs := s.Jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	parser := parse.Options{Limits: parse.Limits{Source: int64(s.MaxSize), Text: int64(s.MaxText), Cells: s.MaxCells}, PDF: pdfengine.Read}
	return serve.Options{
		Read: func(ctx context.Context, name string, data []byte) (*schema.Report, error) {
			doc, err := parser.Bytes(ctx, name, data)
			if err != nil {
				return nil, err
			}
			return reader{words, c.data}.report(ctx, doc)
		},
		MaxSize:     int64(s.MaxSize),
		Memory:      int64(s.Memory),
		Rate:        int64(s.MinRate),
		Hosts:       s.hosts(),
		BodyTimeout: s.BodyTimeout,
		Timeout:     s.Timeout,
		Jobs:        jobs,
		Queue:       s.Queue,
		Language:    c.lang,
		Log:         log.New(c.err, "duban: ", 0),
	}
}

// hosts returns the names that the service has: those that were given, and that of the address.
func (s *serveCommand) hosts() []string {
	name, _, _ := net.SplitHostPort(s.Addr)
	if ip := net.ParseIP(name); name == "" || ip != nil && ip.IsUnspecified() {
		return s.Host
	}
	return append([]string{name}, s.Host...)
}

// listenCause returns an error of the network without operation and address.
func listenCause(err error) error {
	var e *net.OpError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
