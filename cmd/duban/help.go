package main

import (
	"io"
	"strings"
	"unicode"

	"github.com/alecthomas/kong"

	"duban/internal/char"
	"duban/internal/message"
)

// This file tells the help of the program in another language than English, of which kong knows none.

// help returns the help of a command, which is told in another language where it is shown.
func help(text message.Format) string { return string(text) }

// described returns the program with all commands, their help in the language of the console.
func described(c *console) *kong.Node {
	program := parser(&commands{}, c).Model.Node
	tellHelp(program, c.lang)
	return program
}

// tellHelp puts the help of a command, and of what is below it, in a language. Defaults are filled in anew.
func tellHelp(n *kong.Node, l message.Language) {
	if l != message.Chinese {
		return
	}
	n.Help, n.Detail = unbroken(message.Format(n.Help).In(l)), unbroken(message.Format(n.Detail).In(l))
	for _, f := range n.Flags {
		tellValue(f.Value, l)
		f.PlaceHolder = message.Term(l, placeholders, f.PlaceHolder)
	}
	for _, p := range n.Positional {
		tellValue(p, l)
		p.Name = message.Term(l, placeholders, p.Name)
	}
	for _, child := range n.Children {
		tellHelp(child, l)
	}
}

// placeholders is the context of the names in the help that stand for what the user writes.
const placeholders = "placeholder"

// space stands for one in texts until they are shown, as kong would break a line there however short it is.
const space = "\uE000"

// unbroken returns a text whose paragraphs have no spaces, but for examples.
func unbroken(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if !strings.HasPrefix(p, example) {
			paragraphs[i] = strings.ReplaceAll(p, " ", space)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// example begins a line that stays as it is.
const example = "    "

func tellValue(v *kong.Value, l message.Language) {
	told := message.Foreign(l, v.OrigHelp) // kong's own, of --help
	if told == v.OrigHelp {
		told = message.Format(v.OrigHelp).In(l)
	}
	v.Help = unbroken(strings.ReplaceAll(told, "${default}", v.Default))
}

// showHelp is kong's printer of help, with what that says itself in a language.
func showHelp(o kong.HelpOptions, ctx *kong.Context, l message.Language) error {
	if l != message.Chinese {
		return kong.DefaultHelpPrinter(o, ctx)
	}
	tellHelp(ctx.Model.Node, l)
	w := &widths{marks: map[string]string{}}
	w.of(ctx.Model.Node)
	var english strings.Builder
	out := ctx.Stdout
	ctx.Stdout = &english
	err := kong.DefaultHelpPrinter(o, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	var b strings.Builder
	shown := strings.NewReplacer(append(w.names, "\n", "", space, " ")...)
	for line := range strings.Lines(english.String()) {
		line = shown.Replace(line)
		b.WriteString(broken(message.Foreign(l, line), o.WrapUpperBound) + "\n")
	}
	_, err = io.WriteString(out, b.String())
	return err
}

// widths puts marks of as many bytes in the place of names that are not as many columns wide as they have bytes: kong counts the
// latter where it puts texts below each other. The marks are control characters, which no help has.
type widths struct {
	marks map[string]string // by names
	names []string          // each behind its mark
}

// of marks the names of a command and of what is below it.
func (w *widths) of(n *kong.Node) {
	for _, f := range n.Flags {
		f.PlaceHolder = w.mark(f.PlaceHolder)
	}
	for _, p := range n.Positional {
		p.Name = w.mark(p.Name)
	}
	for _, child := range n.Children {
		w.of(child)
	}
}

func (w *widths) mark(name string) string {
	width := screen.StringWidth(name)
	if width == len(name) {
		return name
	}
	if w.marks[name] == "" {
		mark := []byte{1}
		for n := len(w.marks); len(mark) < width; n /= 16 {
			mark = append(mark, byte(0x10+n%16))
		}
		w.marks[name] = string(mark)
		w.names = append(w.names, string(mark), name)
	}
	return w.marks[name]
}

// broken returns a line of help in lines of that many columns: Chinese has no spaces to break lines at. What goes on in the next
// line stands below where the text began. Examples are left as they are.
func broken(line string, width int) string {
	if strings.HasPrefix(line, example) && !strings.Contains(strings.TrimLeft(line, " "), "  ") {
		return line
	}
	indent := screen.StringWidth(line[:textStart(line)])
	var b strings.Builder
	column := 0
	rest := []rune(line)
	for len(rest) > 0 {
		n := unbreakable(rest)
		word := string(rest[:n])
		if w := screen.StringWidth(word); column+w > width && column > indent {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			word = strings.TrimLeft(word, " ")
			column = indent
		}
		b.WriteString(word)
		column += screen.StringWidth(word)
		rest = rest[n:]
	}
	return b.String()
}

// textStart returns where the text of a line begins: behind its name, if it has one, and the spaces.
func textStart(line string) int {
	body := len(line) - len(strings.TrimLeft(line, " "))
	if body == 0 {
		return 0
	}
	if gap := strings.LastIndex(line, "   "); gap > body {
		return gap + len("   ")
	}
	return body
}

// unbreakable returns how many characters at the front stay on one line: those of a word, or one Chinese character, with what
// closes behind it.
func unbreakable(s []rune) int {
	n := 1
	for n < len(s) && isLatin(s[n-1]) && isLatin(s[n]) {
		n++
	}
	for n < len(s) && (unicode.In(s[n], unicode.Pe, unicode.Pf) || strings.ContainsRune(char.Comma+char.Stop+char.Semicolon+char.Colon+char.Pause+char.Exclamation+char.Question+"…", s[n])) {
		n++
	}
	return n
}

func isLatin(r rune) bool { return r > ' ' && r < unicode.MaxLatin1 }
