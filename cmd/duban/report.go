package main

import (
	"context"
	"fmt"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// report returns what a document states, with all findings; an error is the end of the context, or that of the built-in words.
func report(ctx context.Context, doc *parse.Document, words *extract.Vocabulary) (*schema.Report, error) {
	r, err := extract.ReportContext(ctx, doc, extract.Options{Vocabulary: words})
	if err != nil {
		return nil, err
	}
	if err := check.ReportContext(ctx, r); err != nil {
		return nil, err
	}
	return r, nil
}

// reported returns what f makes of the report in doc, the file of that name. It does not wait longer than the context.
func reported[T any](ctx context.Context, name string, doc *parse.Document, words *extract.Vocabulary, f func(*schema.Report) T) (T, error) {
	type result struct {
		out T
		err error
	}
	made, _ := within(ctx, func() (made result) {
		r, err := report(ctx, doc, words)
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
