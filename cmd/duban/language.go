package main

import (
	"os"
	"strings"

	"duban/internal/message"
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
