package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"duban"
	"duban/cmd/internal/pdfengine"
	"duban/cmd/internal/serve"
	"duban/extract"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"
)

type serveCommand struct {
	Addr        string        `placeholder:"ADDRESS" default:"127.0.0.1:8080" help:"Address to listen at (${default}); port 0 takes any that is free."`
	MaxSize     size          `placeholder:"SIZE" default:"16MiB" help:"Refuse reports larger than this (${default})."`
	MaxFiles    int           `placeholder:"N" default:"100" help:"Refuse requests with more files than this (${default})."`
	MaxText     size          `placeholder:"SIZE" default:"2MiB" help:"Refuse reports of more text than this (${default})."`
	MaxCells    int           `placeholder:"N" default:"100000" help:"Refuse reports whose tables have more cells than this (${default})."`
	Memory      size          `placeholder:"SIZE" default:"256MiB" help:"Hold so many bytes of requests, and as many of answers (${default})."`
	MinRate     size          `placeholder:"SIZE" default:"8KiB" help:"Cut clients off that send or take less in a second (${default})."`
	Host        []string      `placeholder:"NAME" help:"Answer under this name as well; * for any. Names of the loopback interface always count."`
	TokenFile   string        `placeholder:"FILE" help:"Ask for the token that this file holds."`
	CORSOrigin  []string      `name:"cors-origin" placeholder:"ORIGIN" help:"Let pages of this site use the service, such as https://reports.example.org."`
	AccessLog   string        `placeholder:"FORM" enum:"text,json,off" default:"text" help:"Write a line about each request to standard error: text, json or off (${default})."`
	BodyTimeout time.Duration `placeholder:"TIME" default:"30s" help:"Refuse requests that take longer to arrive than this (${default})."`
	Timeout     time.Duration `placeholder:"TIME" default:"30s" help:"Give the reports of a request up that take longer to read than this (${default})."`
	Jobs        int           `placeholder:"N" help:"Read so many reports at the same time (as many as there are processors)."`
	Queue       int           `placeholder:"N" default:"64" help:"Let so many further requests wait (${default})."`
	Vocab       string        `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
}

func (serveCommand) Help() string {
	return help(`Serves until Ctrl-C, then ends what is under way. http://127.0.0.1:8080/ is a page to drop a report on, which shows what duban review writes. Programs send a report to /v1/extract, /v1/check or /v1/inspect and get what these commands write as JSON; a form with several files gets a line for each (NDJSON), in their order, with a name and an error where a file gave nothing. /docs describes it all, /openapi.json does so for programs. Refusals are problem details (RFC 9457).

Unless --token-file gives it a token, the service asks nobody who they are: leave it on 127.0.0.1 then. A token is at least 16 letters and digits on one line; programs send it as "Authorization: Bearer TOKEN", a browser asks for it as a password, with any name. It travels as it is: put something that speaks TLS in front where others can listen. /healthz and /readyz answer without it.

It keeps nothing. In memory it holds what --memory says twice, and what reading takes for each job. /metrics counts requests and files for Prometheus. Each request has a line in the log on standard error, with its X-Request-Id, which the client may choose; names of files are not in it.

It answers under the names of the loopback interface (localhost, 127.0.0.1, ::1), the address that a request came to and that of --addr. Other names are refused unless --host gives them, since the page of another site can have its name lead here. Pages of other sites are refused unless --cors-origin lists the site.

Examples:

    duban serve
    duban serve --addr :9000 --host reports.example.org --token-file token --max-size 4MiB --jobs 4
    curl --data-binary @report.docx 'http://127.0.0.1:8080/v1/extract?name=report.docx'
    curl --form file=@a.docx --form file=@b.pdf http://127.0.0.1:8080/v1/check`)
}

func (s *serveCommand) Validate() error {
	switch {
	case s.BodyTimeout <= 0 || s.Timeout <= 0:
		return message.Errorf("a time has to be positive")
	case s.MaxCells <= 0:
		return message.Errorf("--max-cells has to be positive")
	case s.MaxFiles <= 0:
		return message.Errorf("--max-files has to be positive")
	case s.Memory < s.MaxSize:
		return message.Errorf("--memory is less than --max-size, so that the largest reports could never arrive; raise it")
	case s.Jobs < 0 || s.Queue < 0:
		return message.Errorf("--jobs and --queue cannot be negative")
	}
	if err := validAddress(s.Addr); err != nil {
		return err
	}
	for i, text := range s.CORSOrigin {
		origin, err := serve.Origin(text)
		if err != nil {
			return message.Errorf("--cors-origin %w", err)
		}
		s.CORSOrigin[i] = origin
	}
	return nil
}

// validAddress says what is wrong with an address to listen at, whatever this machine has.
func validAddress(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return message.Errorf("--addr %s: an address is a host and a port, such as 127.0.0.1:8080 or :8080", addr)
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return message.Errorf("--addr %s: a port is a number from 0 to 65535, not %q", addr, port)
	}
	return nil
}

func (s *serveCommand) Run(c *console) error {
	collectAsUsual()
	words, err := loadVocabulary(s.Vocab)
	if err != nil {
		return err
	}
	options := s.options(c, words)
	if options.Token, err = readToken(c, s.TokenFile); err != nil {
		return err
	}
	l, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return message.Errorf("--addr %s: %w; choose another", s.Addr, listenCause(err))
	}
	c.tell("http://%s/ (Ctrl-C to stop)", l.Addr())
	return serve.Run(c.ctx, l, options)
}

func (s *serveCommand) options(c *console, words *extract.Vocabulary) serve.Options {
	jobs := s.Jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	parser := parse.Options{Limits: parse.Limits{Source: int64(s.MaxSize), Text: int64(s.MaxText), Cells: s.MaxCells}, PDF: pdfengine.Read}
	info, _ := debug.ReadBuildInfo()
	return serve.Options{
		Read:        duban.Options{Parse: parser, Vocabulary: words, Language: c.data}.Read,
		Check:       checkedAs,
		Inspect:     inspectedBy(parser, c.data),
		Ready:       readiness(words),
		MaxSize:     int64(s.MaxSize),
		MaxFiles:    s.MaxFiles,
		Memory:      int64(s.Memory),
		Rate:        int64(s.MinRate),
		Hosts:       s.hosts(),
		Origins:     s.CORSOrigin,
		BodyTimeout: s.BodyTimeout,
		Timeout:     s.Timeout,
		Jobs:        jobs,
		Queue:       s.Queue,
		Version:     programVersion(info),
		Language:    c.lang,
		Messages:    c.data,
		Log:         accessLog(c.err, s.AccessLog),
		LogLanguage: s.logLanguage(c),
	}
}

// checkedAs returns what check --json writes of a report.
func checkedAs(name string, r *schema.Report, line bool) []byte {
	return checked{name: name, report: r}.json(!line)
}

// inspectedBy returns what gives the output of inspect --json.
func inspectedBy(parser parse.Options, l message.Language) func(context.Context, string, []byte, bool) ([]byte, error) {
	return func(ctx context.Context, name string, data []byte, line bool) ([]byte, error) {
		doc, err := parser.Bytes(ctx, name, data)
		if err != nil {
			return nil, err
		}
		return inspectionJSON(doc, l, line), nil
	}
}

// readiness returns what says whether the words are there; the built-in ones are read while the service begins.
func readiness(words *extract.Vocabulary) func() error {
	if words != nil {
		return func() error { return nil }
	}
	there := make(chan error, 1)
	go func() {
		_, err := extract.Builtin()
		there <- err
	}()
	return func() error {
		select {
		case err := <-there:
			there <- err // for whoever asks next
			return err
		default:
			return errors.New("the vocabularies are being read")
		}
	}
}

// accessLog returns the log of the service: of each request, or with off of trouble alone.
func accessLog(w io.Writer, form string) *slog.Logger {
	switch form {
	case "json":
		return slog.New(slog.NewJSONHandler(w, nil))
	case "off":
		return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// logLanguage returns the language of the log: that of people, but for a log that programs read.
func (s *serveCommand) logLanguage(c *console) message.Language {
	if s.AccessLog == "json" {
		return c.data
	}
	return c.lang
}

// readToken returns the token of the file of that name; "" if there is none. It warns where others can read it.
func readToken(c *console, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	data, err := smallFile(c.ctx, name)
	if err != nil {
		return "", usageError{message.Errorf("--token-file %s: %w", name, err)}
	}
	token, err := serve.Token(data)
	if err != nil {
		return "", usageError{message.Errorf("--token-file %s: %w", name, err)}
	}
	if info, err := os.Stat(name); err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o004 != 0 {
		c.tell("duban: --token-file %s: every user of this machine can read it; chmod o= %s", name, name)
	}
	return token, nil
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
