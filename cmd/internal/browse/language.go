package browse

import (
	"fmt"
	"html/template"
	"math/big"
	"strings"
	"sync"

	"duban/internal/message"
	"duban/internal/shown"
)

// language is that of what the pages themselves say. The texts of reports stay as they are.
type language struct{ message.Language }

// room is the context of the texts of the pages in the catalogue.
const room = "browse"

// say returns what the pages say in English in their language.
func (in language) say(english string, args ...any) string {
	text := message.Term(in.Language, room, english)
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// words returns a name of the contract as words: not_started is "not started". Most of them are those of the review
// page.
func (in language) words(name any) string {
	word := strings.ReplaceAll(fmt.Sprint(name), "_", " ")
	if in.Language == message.Chinese && message.HasTerm(room, word) {
		return message.Term(in.Language, room, word)
	}
	return shown.Visible(message.Term(in.Language, "review", word))
}

// template is parsed when it is first needed in a language.
func (in language) template() *template.Template {
	if in.Language == message.Chinese {
		return chinesePage()
	}
	return englishPage()
}

var (
	englishPage = sync.OnceValue(func() *template.Template { return parsed(language{}) })
	chinesePage = sync.OnceValue(func() *template.Template { return parsed(language{message.Chinese}) })
)

func parsed(in language) *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"say": in.say, "words": in.words, "visible": shown.Visible,
		"number": shown.Grouped, "percent": percent, "lang": in.Tag}).Parse(markup))
}

// percent returns a ratio of at most four decimals as a percentage: 0.8333 is 83.33%.
func percent(ratio string) string {
	exact, ok := new(big.Rat).SetString(ratio)
	if !ok {
		return ratio
	}
	s := exact.Mul(exact, big.NewRat(100, 1)).FloatString(2)
	return shown.Grouped(strings.TrimSuffix(strings.TrimRight(s, "0"), ".")) + "%"
}

// measured returns a value with its unit, and its upper end where it is a range: "120–150 个", "6.2%".
func measured(value, most, unit string) string {
	s := shown.Grouped(value)
	if most != "" {
		s += "–" + shown.Grouped(most)
	}
	switch unit {
	case "":
		return s
	case "%", "‰":
		return s + unit
	}
	return s + " " + shown.Visible(unit)
}
