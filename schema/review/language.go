package review

import (
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"sync"

	"duban/internal/message"
	"duban/internal/shown"
	"duban/schema"
)

// language is that of what the page itself says.
type language struct{ shown.Wording }

// room is the context of the texts of the page in the catalogue.
const room = "review"

func spoken(l message.Language) language { return language{shown.Wording{Language: l, Room: room}} }

func (in language) say(english string, args ...any) string { return in.Say(english, args...) }

func (in language) words(name any) string { return in.Words(name) }

// Texts returns as JSON what the script says in another language than English, by the English.
func (in language) Texts() string {
	texts := map[string]string{}
	for _, english := range scriptTexts() {
		if text := in.say(english); text != english {
			texts[english] = text
		}
	}
	return encoded(texts)
}

// properties are the names that the card of a figure, a date or another thing has for what was read of it.
var properties = []string{"value", "value max", "unit", "kind", "state", "modifier", "subject", "measure", "period", "basis", "decided by",
	"date", "role", "figure", "text", "number", "status", "pace", "lead units", "support units"}

// scriptTexts returns all that the script says.
var scriptTexts = sync.OnceValue(func() []string {
	texts := slices.Clone(properties)
	for _, m := range regexp.MustCompile(`say\("([^"]+)"`).FindAllStringSubmatch(script(), -1) {
		texts = append(texts, m[1])
	}
	return texts
})

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
	if in.Language == message.Chinese {
		return chinesePage()
	}
	return englishPage()
}

var (
	englishPage = sync.OnceValue(func() *template.Template { return parsed(spoken(message.English)) })
	chinesePage = sync.OnceValue(func() *template.Template { return parsed(spoken(message.Chinese)) })
)

func parsed(in language) *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"say": in.say, "words": in.words, "visible": shown.Visible,
		"number": number, "period": periodOf,
		"lang": in.Tag}).Parse(markup))
}

// source returns one line on the file that a report was read from.
func (in language) source(s schema.Source) string {
	parts := []string{s.Name, s.Format}
	if s.Encoding != "" {
		parts = append(parts, s.Encoding)
	}
	return shown.Visible(strings.Join(append(parts, in.say("%s bytes", shown.Grouped(fmt.Sprint(s.Size)))), ", "))
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
		parts = append(parts, in.say("sheet %s", shown.Visible(l.Sheet)))
	}
	if l.Cell != "" {
		parts = append(parts, shown.Visible(l.Cell))
	}
	if l.EndLine > l.Line {
		parts = append(parts, in.say("lines %d–%d", l.Line, l.EndLine))
	} else {
		number("line %d", l.Line)
	}
	number("table %d", l.Table)
	number("row %d", l.Row)
	return strings.Join(parts, in.say(", "))
}
