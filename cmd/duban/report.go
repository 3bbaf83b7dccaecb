package main

import (
	"context"
	"fmt"

	"duban"
	"duban/extract"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"
)

// reader is how documents are understood: with words beside the built-in ones, and messages in a language.
type reader struct {
	words    *extract.Vocabulary // nil for the built-in ones
	language message.Language
}

// report returns what a document states, with all findings; an error is the end of the context, or that of the built-in words.
func (rd reader) report(ctx context.Context, doc *parse.Document) (*schema.Report, error) {
	r, err := duban.Options{Vocabulary: rd.words}.Report(ctx, doc)
	if err != nil {
		return nil, err
	}
	r.Tell(rd.language)
	return r, nil
}

// reported returns what f makes of the report in doc, the file of that name. It does not wait longer than the context.
func reported[T any](ctx context.Context, name string, doc *parse.Document, rd reader, f func(*schema.Report) T) (T, error) {
	type result struct {
		out T
		err error
	}
	made, _ := within(ctx, func() (made result) {
		r, err := rd.report(ctx, doc)
		if err != nil {
			return result{err: err}
		}
		return result{out: f(r)}
	})
	switch {
	case ctx.Err() != nil:
		return made.out, fmt.Errorf("%s: %w", name, readingStopped(context.Cause(ctx)))
	case made.err != nil:
		return made.out, fmt.Errorf("%s: %w", name, made.err)
	}
	return made.out, nil
}
