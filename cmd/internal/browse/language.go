package browse

import (
	"html/template"
	"math/big"
	"strings"
	"sync"

	"duban/internal/message"
	"duban/internal/shown"
)

// language is that of what the pages themselves say.
type language struct{ shown.Wording }

// room is the context of the texts of the pages in the catalogue.
const room = "browse"

func spoken(l message.Language) language { return language{shown.Wording{Language: l, Room: room}} }

func (in language) say(english string, args ...any) string { return in.Say(english, args...) }

func (in language) words(name any) string { return in.Words(name) }

// template is parsed when it is first needed in a language.
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
