package main

import (
	"fmt"

	"duban/extract"
	"duban/parse"
	"duban/schema"
)

type extractCommand struct {
	Files  []string `arg:"" name:"file" help:"Reports to read; - is standard input."`
	NDJSON bool     `name:"ndjson" help:"One line for each report, also when there is only one."`
}

func (e *extractCommand) Run(c *console) error {
	write := schema.Indented
	if e.NDJSON || len(e.Files) > 1 {
		write = schema.Line
	}
	failed := false
	for _, name := range e.Files {
		doc, err := c.document(name, parse.Options{})
		if err != nil {
			fmt.Fprintln(c.err, err)
			failed = true
			continue
		}
		if _, err := c.out.Write(write(extract.Report(doc, extract.Options{}))); err != nil {
			return err
		}
	}
	if failed {
		return errFailed
	}
	return nil
}
