// Package message is what the program says to people, in English and in Chinese.
//
// A text stands in English where it is said, as a constant of type Format, and in Chinese in zh.po, under the English one: the
// catalogue has a format that editors for translators know, and is parsed by gotext when the first Chinese text is asked for
// (about 1 ms; English never needs it). To add a text, write it as a Format with the verbs of package fmt and add its entry
// to zh.po. TestCatalogue finds all constants of type Format in the program and fails where an entry is missing, is of no use,
// or has other verbs. What changes the order of the verbs says so: "%[2]d项中有%[1]d项".
//
//	return message.Errorf("--out %s is the report itself; name another file", out)
//	v.line(message.New("%s in %s", message.Count(rows, "%d row", "%d rows"), message.Count(annexes, "%d annex", "%d annexes")))
//
// A Text and an error of Errorf are told in a language where they come to somebody: by Text.In, and by ErrorIn, which finds
// what is wrapped in other errors. String and Error are English. Words that stand for something in the output (a status, the
// name of a column) are no constants; they have an entry with a context (msgctxt) and are asked for by Term.
//
// golang.org/x/text/message is built alike, but writes numbers as "12,345", which are no line numbers any more; go-i18n has
// templates in the place of verbs and takes 2 MB and 2 ms more.
package message

import (
	"errors"
	"fmt"
	"strings"
)

// Language is one that texts are told in. The zero value stands for English.
type Language string

// The languages.
const (
	English Language = "en"
	Chinese Language = "zh"
)

// Languages returns the languages in which everything is told.
func Languages() []Language { return []Language{English, Chinese} }

// Named returns the language of that name, en or zh.
func Named(name string) (Language, error) {
	for _, l := range Languages() {
		if name == string(l) {
			return l, nil
		}
	}
	return English, Errorf("%q is no language that duban speaks; pass zh or en", name)
}

// Preferred returns the language that the environment asks for (LC_ALL, LC_MESSAGES, LANG, in this order): Chinese, or
// English for whatever else.
func Preferred(getenv func(string) string) Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			return ofLocale(locale)
		}
	}
	return English
}

// ofLocale returns the language of a locale such as zh_CN.UTF-8.
func ofLocale(locale string) Language {
	if name, _, _ := strings.Cut(locale, "."); name == "zh" || strings.HasPrefix(name, "zh_") {
		return Chinese
	}
	return English
}

// Tag returns the language as pages name it: "en" or "zh".
func (l Language) Tag() string {
	if l == "" {
		return string(English)
	}
	return string(l)
}

// Format is a text in English with verbs of package fmt, by which it is found in the catalogue. One of several paragraphs has
// an entry for each of them, but for those that are indented, which are examples.
type Format string

// In returns the text without filling in anything.
func (f Format) In(l Language) string {
	if l != Chinese {
		return string(f)
	}
	paragraphs := strings.Split(string(f), "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = chinese().text(p)
	}
	return strings.Join(paragraphs, "\n\n")
}

// Text is something to say, with what fills its verbs. The zero value says nothing.
type Text struct {
	one, many Format // many is empty where the text counts nothing
	n         int
	args      []any
}

// New returns a text. Texts, formats and errors among the arguments are told in the same language.
func New(format Format, args ...any) Text { return Text{one: format, args: args} }

// Count returns a text that counts things: "1 row", "2 rows".
func Count(n int, one, many Format) Text { return Text{one: one, many: many, n: n, args: []any{n}} }

// Verbatim returns a text that is the same in all languages.
func Verbatim(s string) Text { return Text{one: "%s", args: []any{s}} }

// Join returns texts one after the other, with commas between them.
func Join(texts []Text) Text {
	if len(texts) == 0 {
		return Text{}
	}
	all := texts[0]
	for _, t := range texts[1:] {
		all = New("%s, %s", all, t)
	}
	return all
}

// IsZero reports whether nothing is said.
func (t Text) IsZero() bool { return t.one == "" }

// String returns the text in English.
func (t Text) String() string { return t.In(English) }

// In returns the text in a language.
func (t Text) In(l Language) string {
	format := t.format(l)
	if len(t.args) == 0 {
		return format
	}
	return fmt.Sprintf(strings.ReplaceAll(format, "%w", "%v"), told(l, t.args)...)
}

func (t Text) format(l Language) string {
	switch {
	case l == Chinese && t.many != "":
		return t.one.In(l) // which has one form for all numbers
	case t.many != "" && t.n != 1:
		return t.many.In(l)
	}
	return t.one.In(l)
}

// told returns the arguments with those that have a language told in it.
func told(l Language, args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case interface{ In(Language) string }:
			out[i] = a.In(l)
		case error:
			out[i] = ErrorIn(l, a)
		default:
			out[i] = a
		}
	}
	return out
}

// failure is an error that can be told in each language.
type failure struct {
	error // in English, wrapping what %w stands for
	text  Text
}

// Errorf is fmt.Errorf for an error that can be told in each language.
func Errorf(format Format, args ...any) error {
	english := told(English, args)
	for i, a := range args {
		if _, ok := a.(error); ok {
			english[i] = a // to be wrapped
		}
	}
	return &failure{fmt.Errorf(string(format), english...), New(format, args...)}
}

func (f *failure) Unwrap() error        { return f.error }
func (f *failure) In(l Language) string { return f.text.In(l) }

// ErrorIn returns what an error says in a language. What is wrapped in an error that has none is told within its words; an
// error of the system or of a library is told where the catalogue knows it: by an entry with the context "library", in which
// %s stands for any words.
func ErrorIn(l Language, err error) string {
	if told, ok := err.(interface{ In(Language) string }); ok {
		return told.In(l)
	}
	s := err.Error()
	if l != Chinese {
		return s
	}
	inner := wrapped(err)
	if len(inner) == 0 {
		return chinese().foreign(s)
	}
	for _, e := range inner {
		english := e.Error()
		if at := strings.LastIndex(s, english); at >= 0 { // a name in front of it may read alike
			s = s[:at] + ErrorIn(l, e) + s[at+len(english):]
		}
	}
	return s
}

// Foreign returns what stands in a language for what the system or a library says, as for an error of it.
func Foreign(l Language, english string) string {
	if l != Chinese {
		return english
	}
	return chinese().foreign(english)
}

// wrapped returns the errors that err wraps.
func wrapped(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	if inner := errors.Unwrap(err); inner != nil {
		return []error{inner}
	}
	return nil
}

// Term returns what stands for a word of the output in a language, by the context that it is used in: the status
// "underway", the column "period_start". In English, and where the catalogue has none, it is the word itself.
func Term(l Language, context, word string) string {
	if l != Chinese {
		return word
	}
	if told, ok := chinese().terms[term{context, word}]; ok {
		return told
	}
	return word
}

// TermText returns a text that is the word in each language.
func TermText(context, word string) Text { return New("%s", boundTerm{context, word}) }

type boundTerm term

func (t boundTerm) In(l Language) string { return Term(l, t.context, t.word) }

// HasTerm reports whether the catalogue has the word in that context.
func HasTerm(context, word string) bool {
	_, ok := chinese().terms[term{context, word}]
	return ok
}
