package main

import (
	"errors"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"time"

	"duban/cmd/internal/browse"
	"duban/cmd/internal/serve"
	"duban/internal/message"
	"duban/schema/dataset"
)

type browseCommand struct {
	Dataset string `arg:"" help:"Folder that duban import wrote, or the dataset.sqlite in it."`
	Out     string `short:"o" placeholder:"PAGE.html" help:"Write one file instead, which needs no other; - is standard output."`
	Rows    int    `placeholder:"N" default:"3000" help:"Rows that the file of --out holds at most (${default}); those that charts and lists lead to come first."`
	Addr    string `placeholder:"ADDRESS" default:"127.0.0.1:8090" help:"Address of this machine alone to listen at (${default}); port 0 takes any that is free."`
}

func (browseCommand) Help() string {
	return help(`Shows a dataset that duban import wrote, until Ctrl-C: charts of figures over time with targets told from what was reached, offices and their tasks, what is late, slipped, came or vanished, targets that no report reached, findings, and a search over all rows. Each figure leads to its row, with the report, the place in its file, and the text in which it is marked. The database is read, nothing is written.

The pages are for a browser on this machine: no other can reach them, no site can ask for them, and they ask for nothing. With --out all is one file to pass on, which needs no network; of a large dataset it holds a part, and says what it leaves out.

Examples:

    duban browse data
    duban browse data --addr 127.0.0.1:0
    duban browse data --out data.html`)
}

func (b *browseCommand) Validate() error {
	if b.Rows <= 0 {
		return message.Errorf("--rows has to be positive")
	}
	return validAddress(b.Addr)
}

func (b *browseCommand) Run(c *console) error {
	d, err := dataset.OpenDatabase(c.ctx, b.Dataset)
	switch {
	case c.ctx.Err() != nil:
		return message.Errorf("interrupted at %s", b.Dataset)
	case errors.Is(err, fs.ErrNotExist):
		return usageError{message.Errorf("%s: no such folder; check the path", b.Dataset)}
	case err != nil:
		return usageError{err}
	}
	defer d.Close()
	counts, err := d.Counts(c.ctx)
	switch {
	case err != nil:
		return message.Errorf("%s: %w", b.Dataset, err)
	case counts["reports"] == "0":
		return message.Errorf("%s: there is no report in it; see the table files, which says what became of each source", b.Dataset)
	}
	o := browse.Options{Name: datasetName(b.Dataset), Language: c.lang, Most: browse.InFile}
	o.Most.Rows = b.Rows
	if b.Out != "" {
		return b.write(c, d, o)
	}
	return b.serve(c, d, o)
}

// datasetName is what people call a dataset: the name of its folder.
func datasetName(name string) string {
	whole, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if filepath.Ext(whole) == ".sqlite" {
		whole = filepath.Dir(whole)
	}
	return filepath.Base(whole)
}

func (b *browseCommand) write(c *console, d *dataset.Database, o browse.Options) error {
	page, err := browse.File(c.ctx, d, o)
	switch {
	case c.ctx.Err() != nil:
		return message.Errorf("interrupted at %s", b.Dataset)
	case err != nil:
		return message.Errorf("%s: %w", b.Dataset, err)
	case b.Out == "-":
		return c.write(page)
	}
	return replaceFile(b.Out, page)
}

// The times within which a browser has to ask and to take what it gets.
const (
	browserAsks  = 10 * time.Second
	browserTakes = 2 * time.Minute
)

func (b *browseCommand) serve(c *console, d *dataset.Database, o browse.Options) error {
	if !isLoopback(b.Addr) {
		return usageError{message.Errorf("--addr %s is no address of this machine alone; pass one such as 127.0.0.1:8090, or write a file with --out", b.Addr)}
	}
	l, err := net.Listen("tcp", b.Addr)
	if err != nil {
		return message.Errorf("--addr %s: %w; choose another", b.Addr, listenCause(err))
	}
	c.tell("http://%s/ (Ctrl-C to stop)", l.Addr())
	s := &http.Server{Handler: serve.Guarded(browse.Handler(d, o)), ReadTimeout: browserAsks, WriteTimeout: browserTakes}
	return serve.Until(c.ctx, s, l)
}

// isLoopback reports whether nobody but this machine can come to an address.
func isLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
