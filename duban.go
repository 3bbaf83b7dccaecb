// Package duban reads the progress reports of Chinese local governments: the bytes of one go in, in any format that
// parse knows, and what it states comes out, checked.
//
// Read does all that there is to do. Who wants the steps one by one takes parse.Bytes, extract.Report and check.Report.
package duban

import (
	"context"

	"duban/extract"
	"duban/internal/message"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// Options say how reports are read. The zero value is right: the default limits, the built-in words, and no engine for
// PDF files, which are refused then.
type Options struct {
	Parse      parse.Options
	Vocabulary *extract.Vocabulary // nil stands for the built-in words
	Language   Language            // of the messages of findings
}

// Language is one that findings, pages and errors are told in, by its name: "en", which the zero value stands for, or "zh".
type Language = message.Language

// The languages.
const (
	English = message.English
	Chinese = message.Chinese
)

// LanguageNamed returns the language of that name, zh or en; an error says that there is no other.
func LanguageNamed(name string) (Language, error) { return message.Named(name) }

// ErrorIn returns what an error of this module says in a language. What other modules and the system say in it stays as it is
// where it is not known.
func ErrorIn(l Language, err error) string { return message.ErrorIn(l, err) }

// Read returns what a report states with the default options: its tasks, every number with its unit, its meaning and
// its place in the source, comparisons, and in the findings what does not add up. The name is used in errors and
// becomes source.name; the format comes from the bytes.
//
// An error means that there is nothing to return: it is a *parse.Error that says what was wrong, where, and what to do
// (errors.Is tells parse.ErrUnsupported, parse.ErrDamaged and parse.ErrLimit apart).
func Read(name string, data []byte) (*schema.Report, error) {
	return Options{}.Read(context.Background(), name, data)
}

// Read is the function Read with options and a context. When that ends, reading stops and the error wraps the
// context's.
func (o Options) Read(ctx context.Context, name string, data []byte) (*schema.Report, error) {
	doc, err := o.Parse.Bytes(ctx, name, data)
	if err != nil {
		return nil, err
	}
	return o.Report(ctx, doc)
}

// Report returns what a document states, with all findings. An error is the end of the context, or that of the built-in
// words.
func (o Options) Report(ctx context.Context, doc *parse.Document) (*schema.Report, error) {
	r, err := extract.ReportContext(ctx, doc, extract.Options{Vocabulary: o.Vocabulary})
	if err != nil {
		return nil, err
	}
	if err := check.ReportContext(ctx, r); err != nil {
		return nil, err
	}
	r.Tell(o.Language)
	return r, nil
}
