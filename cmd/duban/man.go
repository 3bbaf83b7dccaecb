package main

import (
	"fmt"
	"strings"

	"duban/internal/message"

	"github.com/alecthomas/kong"
)

// manCommand writes the manual page, made from the help.
type manCommand struct{}

func (manCommand) Help() string {
	return help(`The page is written for man and mandoc, in the language of the help.

Examples:

    duban man | man -l -
    duban man > /usr/local/share/man/man1/duban.1`)
}

func (manCommand) Run(c *console) error {
	p := manPage{language: c.lang}
	p.program(described(c))
	return c.write([]byte(p.text.String()))
}

// manPage writes a page in the macros of man(7).
type manPage struct {
	language message.Language
	text     strings.Builder
}

// macro writes a line with a macro and its arguments.
func (p *manPage) macro(name string, args ...string) {
	p.text.WriteString("." + name)
	for _, a := range args {
		p.text.WriteString(` "` + strings.ReplaceAll(roff(a), `"`, `\(dq`) + `"`)
	}
	p.text.WriteByte('\n')
}

// section begins a section of the page.
func (p *manPage) section(name message.Format) { p.macro("SH", name.In(p.language)) }

// line writes text that is filled into lines. Between Chinese characters, which have no spaces, a line may break.
func (p *manPage) line(s string) {
	var b strings.Builder
	for rest := []rune(s); len(rest) > 0; {
		n := unbreakable(rest)
		part := string(rest[:n])
		if inChinese := b.Len() > 0 && part != " " && !strings.HasSuffix(b.String(), " "); inChinese {
			b.WriteString(breakable)
		}
		b.WriteString(part)
		rest = rest[n:]
	}
	p.text.WriteString(strings.ReplaceAll(roff(b.String()), breakable, `\:`) + "\n")
}

// breakable stands where a line may break until that is written as roff has it.
const breakable = "\uE001"

var escaped = strings.NewReplacer(`\`, `\(rs`, "-", `\-`, space, " ")

// roff returns a text in which nothing means anything to roff.
func roff(s string) string {
	s = escaped.Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}

func (p *manPage) program(n *kong.Node) {
	p.macro("TH", "DUBAN", "1", "", "duban", "")
	p.text.WriteString(".ad l\n") // Chinese has no spaces to widen
	p.section("NAME")
	p.line("duban - " + message.Format("read progress reports of Chinese local governments").In(p.language))
	p.section("SYNOPSIS")
	p.macro("B", "duban")
	p.line(message.Format("COMMAND [OPTION…] [FILE…]").In(p.language))
	p.section("DESCRIPTION")
	p.paragraphs(n.Help)
	p.section("OPTIONS")
	p.flags(n)
	p.section("COMMANDS")
	for _, command := range n.Children {
		p.macro("SS", strings.ReplaceAll(command.FullPath()+strings.TrimPrefix(command.Summary(), command.Name), " [flags]", ""))
		p.paragraphs(command.Help + "\n\n" + command.Detail)
		p.flags(command)
	}
}

// paragraphs writes texts; those that are indented stay as they are.
func (p *manPage) paragraphs(text string) {
	for i, s := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			p.macro("PP")
		}
		if !strings.HasPrefix(s, example) {
			p.line(s)
			continue
		}
		p.macro("nf")
		for line := range strings.SplitSeq(s, "\n") {
			p.line(strings.TrimPrefix(line, example))
		}
		p.macro("fi")
	}
}

func (p *manPage) flags(n *kong.Node) {
	for _, f := range n.Flags {
		if f.Hidden {
			continue
		}
		p.macro("TP")
		name := strings.Join(spellings(f), ", ")
		if !f.IsBool() {
			name += fmt.Sprintf("=%s", f.FormatPlaceHolder())
		}
		p.macro("B", name)
		p.line(f.Help)
	}
}
