package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"duban/cmd/internal/bulk"
	"duban/internal/message"

	"github.com/mattn/go-isatty"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// plainPause is how long there is silence between lines of progress where there is no terminal.
const plainPause = 10 * time.Second

// progress shows how far an import is: as a bar on a terminal, else as a line from time to time.
type progress struct {
	console *console
	quiet   bool
	bars    *mpb.Progress // nil where there is no terminal
	bar     *mpb.Bar

	mu     sync.Mutex // a bar is drawn whenever its time comes
	now    bulk.Progress
	begun  time.Time // the step that is going on
	spoken time.Time
}

func newProgress(c *console, quiet bool) *progress {
	p := &progress{console: c, quiet: quiet, begun: time.Now(), spoken: time.Now()}
	if f, ok := c.err.(*os.File); ok && !quiet && isatty.IsTerminal(f.Fd()) {
		p.bars = mpb.New(mpb.WithOutput(f))
	}
	return p
}

// update takes note of what has been done, and shows it when it is time to.
func (p *progress) update(now bulk.Progress) {
	p.mu.Lock()
	begins := p.now.Total == 0 || now.Writing != p.now.Writing
	if begins {
		p.begun = time.Now()
	}
	p.now = now
	p.mu.Unlock()
	switch {
	case p.quiet:
	case p.bars != nil:
		p.draw(now, begins)
	case time.Since(p.spoken) >= plainPause:
		p.spoken = time.Now()
		p.console.say(p.line())
	}
}

func (p *progress) draw(now bulk.Progress, begins bool) {
	if begins {
		p.stopBar()
		p.bar = p.bars.AddBar(int64(now.Total), mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.line() })))
	}
	p.bar.SetTotal(int64(now.Total), false)
	p.bar.SetCurrent(int64(now.Done))
}

// line returns what has been done, how fast, and how long the rest of the step will take.
func (p *progress) line() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	step := message.New("reading %d/%d files", p.now.Done, p.now.Total)
	if p.now.Writing {
		step = message.New("writing %d/%d reports", p.now.Done, p.now.Total)
	}
	parts := []message.Text{step, message.New("%d rows", p.now.Rows), message.New("%d findings", p.now.Findings)}
	if p.now.Failed > 0 {
		parts = append(parts, message.New("%d failed", p.now.Failed))
	}
	if took := time.Since(p.begun).Seconds(); p.now.Done > 0 && took > 0 {
		rate := float64(p.now.Done) / took
		left := time.Duration(float64(p.now.Total-p.now.Done) / rate * float64(time.Second))
		parts = append(parts, message.New("%.1f/s", rate), message.New("%s left", left.Round(time.Second)))
	}
	return message.Join(parts).In(p.console.lang)
}

func (p *progress) stopBar() {
	if p.bar != nil {
		p.bar.EnableTriggerComplete()
		p.bar.Abort(false)
		p.bar.Wait()
	}
}

// say writes a line that stays, above the bar if there is one.
func (p *progress) say(text message.Text) {
	line := text.In(p.console.lang)
	if p.bars != nil {
		fmt.Fprintln(p.bars, printable(line))
		return
	}
	p.console.say(line)
}

// end takes the bar away, so that other lines can follow.
func (p *progress) end() {
	if p.bars != nil {
		p.stopBar()
		p.bars.Wait()
	}
}
