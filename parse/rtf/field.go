package rtf

import (
	"strconv"
	"strings"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/flow"
	"duban/parse/numbering"
	"duban/parse/symbol"
)

// field is one that is open.
type field struct {
	dest   dest // where its result goes
	code   string
	result int // how much text there was before its result
}

// fieldResult returns where the result of the field at hand goes.
func (r *reader) fieldResult() dest {
	n := len(r.fields)
	if n == 0 {
		return r.s.dest
	}
	r.flush()
	r.fields[n-1].result = r.written
	return r.fields[n-1].dest
}

func (r *reader) endField() {
	n := len(r.fields) - 1
	if n < 0 {
		return
	}
	f := r.fields[n]
	r.fields = r.fields[:n]
	if f.dest == inText && !r.silent() && r.written == f.result {
		r.drawn(f.code)
	}
}

// drawn reads a field that has no result because it draws what its code says: EQ \o\ac(○,12) is a number in a circle.
func (r *reader) drawn(code string) {
	words := strings.Fields(code)
	if len(words) == 0 {
		return
	}
	switch kind := strings.ToLower(words[0]); kind {
	case "eq":
		r.drawnEquation(code, strings.Join(words[1:], ""))
		return
	case "symbol":
		if text, ok := r.drawnSymbol(words[1:]); ok {
			r.put(text)
			return
		}
	case "listnum", "autonum", "autonumlgl", "autonumout", "formcheckbox", "formdropdown", "macrobutton", "gotobutton":
	default: // marks for an index and the like show nothing
		return
	}
	r.notDrawn(code)
}

func (r *reader) notDrawn(code string) {
	const longest = 60
	code = strings.TrimSpace(code)
	r.w.Trouble("a field that draws its text was not read: %s", block.Head(code, longest))
}

func (r *reader) drawnEquation(code, drawn string) {
	if in, ok := strings.CutPrefix(strings.ToLower(drawn), `\o\ac(○`); ok {
		if n, err := strconv.Atoi(strings.Trim(in, char.Commas+char.Semicolons+")")); err == nil {
			r.put(numbering.Circled(n))
			return
		}
	}
	r.w.Leave(block.Equation, block.NotRead("an equation", code))
	r.notDrawn(code)
}

// drawnSymbol returns the sign of SYMBOL 183 \f "Symbol".
func (r *reader) drawnSymbol(args []string) (string, bool) {
	if len(args) == 0 {
		return "", false
	}
	code, err := strconv.ParseUint(args[0], 0, 16)
	if err != nil {
		return "", false
	}
	font := ""
	for i, arg := range args {
		if strings.EqualFold(arg, `\f`) {
			font = strings.Trim(strings.Join(args[i+1:], " "), `"`)
			font, _, _ = strings.Cut(font, `"`)
			font, _, _ = strings.Cut(font, `\`)
			font = strings.TrimSpace(font)
		}
	}
	switch {
	case symbol.IsPrivate(rune(code)):
		return r.w.Symbols(string(rune(code)), font), true
	case code >= 0x100:
		return string(rune(code)), true
	case flow.IsSymbolFont(font):
		return r.w.Symbol(byte(code), font), true
	}
	return r.decode([]byte{byte(code)}), true
}
