package main

import (
	"os"
	"strings"

	"duban/internal/message"

	"github.com/alecthomas/kong"
)

// language is the one that the command line asks for; empty where it asks for none.
type language message.Language

func (l *language) UnmarshalText(text []byte) error {
	named, err := message.Named(string(text))
	*l = language(named)
	return err
}

// askedFor returns the language that args ask for, before they are understood, so that what is wrong in them can be told in
// it; else that of the console.
func askedFor(args []string, c *console) message.Language {
	for i, arg := range args {
		name, isValue := strings.CutPrefix(arg, "--lang=")
		switch {
		case arg == "--":
			return c.lang
		case arg == "--lang" && i+1 < len(args):
			name, isValue = args[i+1], true
		}
		if l, err := message.Named(name); isValue && err == nil {
			return l
		}
	}
	return c.lang
}

// preferred returns the language of whoever has started the program.
func preferred() message.Language { return message.Preferred(os.Getenv) }

// tellHelp puts the help of a command, and of what is below it, in a language. Defaults are filled in anew.
func tellHelp(n *kong.Node, l message.Language) {
	n.Help, n.Detail = message.Format(n.Help).In(l), message.Format(n.Detail).In(l)
	for _, f := range n.Flags {
		tellValue(f.Value, l)
	}
	for _, p := range n.Positional {
		tellValue(p, l)
	}
	for _, child := range n.Children {
		tellHelp(child, l)
	}
}

// kongHelp is what kong says of --help.
const kongHelp = "Show context-sensitive help."

func tellValue(v *kong.Value, l message.Language) {
	if v.OrigHelp == kongHelp {
		v.Help = message.Format("Show this help.").In(l)
		return
	}
	v.Help = strings.ReplaceAll(message.Format(v.OrigHelp).In(l), "${default}", v.Default)
}

// help returns the help of a command, which is told in another language where it is shown.
func help(text message.Format) string { return string(text) }
