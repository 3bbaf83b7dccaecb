package main

import (
	"context"

	"duban"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"
)

// reported returns what f makes of the report in doc, the file of that name. It does not wait longer than the context.
func reported[T any](ctx context.Context, name string, doc *parse.Document, o duban.Options, f func(*schema.Report) T) (T, error) {
	type result struct {
		out T
		err error
	}
	made, _ := within(ctx, func() (made result) {
		read := doc
		doc = nil // so that its room is free while the report is checked and written
		r, err := o.Report(ctx, read)
		if err != nil {
			return result{err: err}
		}
		return result{out: f(r)}
	})
	switch {
	case ctx.Err() != nil:
		return made.out, message.Errorf("%s: %w", name, readingStopped(context.Cause(ctx)))
	case made.err != nil:
		return made.out, message.Errorf("%s: %w", name, made.err)
	}
	return made.out, nil
}
