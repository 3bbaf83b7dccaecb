package main

import (
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// understood parses the command line by what its command alone may say, which is most of what a start takes where all commands are
// described. What that does not understand, and what asks for help, is left to the description of all: it knows what to say.
func understood(asked *commands, args []string, c *console) (*kong.Context, error) {
	if alone, ok := onlyCommand(args); ok {
		if selected, err := parser(alone.Addr().Interface(), c).Parse(args); err == nil {
			asked.Lang = alone.Field(0).Interface().(language)
			return selected, nil
		}
	}
	return parser(asked, c).Parse(args)
}

// onlyCommand returns commands without all but that which args begin with.
func onlyCommand(args []string) (alone reflect.Value, ok bool) {
	asksHelp := func(arg string) bool { return arg == "-h" || strings.HasPrefix(arg, "--h") }
	if len(args) == 0 || slices.ContainsFunc(args, asksHelp) {
		return alone, false
	}
	all := reflect.TypeFor[commands]()
	language, _ := all.FieldByName("Lang")
	command, ok := all.FieldByNameFunc(func(name string) bool { return strings.ToLower(name) == args[0] })
	if !ok || args[0] == "lang" {
		return alone, false
	}
	return reflect.New(reflect.StructOf([]reflect.StructField{language, command})).Elem(), true
}
