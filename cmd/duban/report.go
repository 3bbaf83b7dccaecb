package main

import (
	"context"
	"fmt"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// report returns what a document states, with all findings; an error is the end of the context.
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
	out, _ := within(ctx, func() (out T) {
		if r, err := report(ctx, doc, words); err == nil {
			out = f(r)
		}
		return out
	})
	if ctx.Err() != nil {
		return out, fmt.Errorf("%s: %w", name, readingStopped(context.Cause(ctx)))
	}
	return out, nil
}
