package review

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"duban/schema"
)

//go:embed chinese.tsv
var chineseTexts string

// chinese has what the page says in Chinese, by the English.
var chinese = sync.OnceValue(func() map[string]string {
	texts := map[string]string{}
	for line := range strings.Lines(chineseTexts) {
		english, text, found := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if found && !strings.HasPrefix(line, "#") {
			texts[english] = text
		}
	}
	return texts
})

// language is that of what the page itself says. The texts of the report stay as they are.
type language struct {
	Lang  string
	texts map[string]string // by the English ones; nil for English
}

func languageOf(name string) language {
	if name == "zh" {
		return language{"zh", chinese()}
	}
	return language{Lang: "en"}
}

// say returns what the page says in English in its language.
func (in language) say(english string, args ...any) string {
	text := cmp.Or(in.texts[english], english)
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// words returns a name of the contract as words: not_started is "not started".
func (in language) words(name any) string {
	return visible(in.say(strings.ReplaceAll(fmt.Sprint(name), "_", " ")))
}

// Texts returns as JSON what the script says in another language than English, by the English.
func (in language) Texts() string { return encoded(in.texts) }

// Choices returns as JSON the values that a property of the contract can have, in words.
func (in language) Choices() string {
	choices := map[string][][2]string{}
	add := func(property string, names ...string) {
		for _, name := range names {
			choices[property] = append(choices[property], [2]string{name, in.words(name)})
		}
	}
	add("kind", names(schema.Quantity, schema.Growth, schema.Difference, schema.Completion, schema.Ratio, schema.Rank)...)
	add("state", names(schema.Target, schema.Actual, schema.Ongoing, schema.Planned, schema.Projected, schema.Remaining)...)
	add("role", names(schema.Deadline, schema.Event, schema.PeriodRole, schema.Plan)...)
	add("status", names(schema.StatusCompleted, schema.StatusUnderway, schema.StatusPreparing, schema.StatusNotStarted,
		schema.StatusStalled, schema.StatusUnclear)...)
	add("pace", names(schema.Ahead, schema.OnSchedule, schema.Behind)...)
	return encoded(choices)
}

func encoded(v any) string {
	out, err := json.Marshal(v)
	if err != nil {
		panic("review: " + err.Error()) // texts can be written
	}
	return string(out)
}

func names[T ~string](values ...T) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}

// template is parsed when it is first needed in a language, as most runs of a program need none.
func (in language) template() *template.Template {
	if in.Lang == "zh" {
		return chinesePage()
	}
	return englishPage()
}

var (
	englishPage = sync.OnceValue(func() *template.Template { return parsed(languageOf("en")) })
	chinesePage = sync.OnceValue(func() *template.Template { return parsed(languageOf("zh")) })
)

func parsed(in language) *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"say": in.say, "words": in.words, "visible": visible,
		"number": number, "period": periodOf,
		"lang": func() string { return in.Lang }}).Parse(markup))
}

// source returns one line on the file that a report was read from.
func (in language) source(s schema.Source) string {
	parts := []string{s.Name, s.Format}
	if s.Encoding != "" {
		parts = append(parts, s.Encoding)
	}
	return visible(strings.Join(append(parts, in.say("%s bytes", grouped(fmt.Sprint(s.Size)))), ", "))
}

// place returns where in the source a thing stands: "lines 934–941", "table 3, row 19", "page 3", "sheet 表1, B7".
func (in language) place(l *schema.Location) string {
	if l == nil {
		return ""
	}
	var parts []string
	number := func(text string, n int) {
		if n != 0 {
			parts = append(parts, in.say(text, n))
		}
	}
	number("page %d", l.Page)
	if l.Sheet != "" {
		parts = append(parts, in.say("sheet %s", visible(l.Sheet)))
	}
	if l.Cell != "" {
		parts = append(parts, visible(l.Cell))
	}
	if l.EndLine > l.Line {
		parts = append(parts, in.say("lines %d–%d", l.Line, l.EndLine))
	} else {
		number("line %d", l.Line)
	}
	number("table %d", l.Table)
	number("row %d", l.Row)
	return strings.Join(parts, ", ")
}
