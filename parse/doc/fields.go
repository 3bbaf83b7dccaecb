package doc

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"duban/internal/char"
	"duban/parse/block"
	"duban/parse/flow"
	"duban/parse/numbering"
)

// field is one that has begun: in its code until the result comes.
type field struct {
	code   bool
	object bool // its result is the picture of an object
	instr  []byte
}

// fields are those that are open.
type fields struct {
	open    []field
	codes   int // of them, those in their code
	objects int // those whose result is the picture of an object
}

func (f *fields) push() {
	const deepest = 1000
	if len(f.open) < deepest {
		f.open = append(f.open, field{code: true})
		f.codes++
	}
}

func (f *fields) pop() field {
	last := f.open[len(f.open)-1]
	f.open = f.open[:len(f.open)-1]
	if last.object {
		f.objects--
	}
	return last
}

// instruct takes a character of code.
func (f *fields) instruct(c rune) {
	const longest = 64 << 10
	last := &f.open[len(f.open)-1]
	if last.code && len(last.instr) < longest {
		last.instr = utf8.AppendRune(last.instr, c)
	}
}

// field follows the marks that a field is made of. What is between the first and the second is its code, what is
// between the second and the third its result. With the second stands the number of the object that the result is a picture of.
func (r *reader) field(mark uint16, object int) {
	f := &r.fields
	switch {
	case mark == fieldMark:
		f.push()
	case len(f.open) == 0:
	case mark == resultMark:
		r.endCode(object)
	case mark == fieldEndMark:
		wasCode := f.open[len(f.open)-1].code
		r.endCode(object)
		last := f.pop()
		if wasCode && !last.object && f.codes == 0 {
			r.drawnField(string(last.instr))
		}
	}
}

// endCode looks at the code of the last field when it is complete.
func (r *reader) endCode(object int) {
	last := &r.fields.open[len(r.fields.open)-1]
	if !last.code {
		return
	}
	last.code = false
	r.fields.codes--
	words := strings.Fields(string(last.instr))
	if len(words) == 0 || r.fields.codes > 0 {
		return
	}
	name := strings.ToLower(words[0])
	if name == "embed" {
		program := strings.Join(words[1:min(2, len(words))], "")
		if program == "" && r.equations[fmt.Sprintf("_%d", uint32(object))] {
			program = "Equation"
		}
		r.object(program)
	}
	if name == "embed" || name == "control" {
		last.object = true
		r.fields.objects++
	}
}

func (r *reader) object(program string) {
	what := block.Embedded
	if strings.HasPrefix(program, "Equation") {
		what = block.Equation
		r.w.Write(string(block.ObjectMark), flow.Style{}) // what is around it must not run together
	}
	r.w.Leave(what, block.NotRead("an embedded object", program))
	r.w.Trouble("an embedded object (%s) was not read", program)
}

// ruby is the code of a field that writes a reading above a text.
var ruby = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^eq\b.*\\o\s*(?:\\a[a-z]+)?\s*\(\s*\\s\s*\\up\s*\d*\s*\(.*?\)\s*[,;` + char.Comma + `](.*)\)\s*$`)
})

// drawnField reads a field that has no result because it draws what its code says: EQ \o\ac(○,12) is a number in a circle.
func (r *reader) drawnField(instr string) {
	instr = strings.TrimSpace(instr)
	words := strings.Fields(strings.ToLower(instr))
	if len(words) == 0 {
		return
	}
	switch words[0] {
	case "eq":
		if n, ok := circled(strings.Join(words[1:], "")); ok {
			r.w.Write(numbering.Circled(n), flow.Style{})
			return
		}
		if m := ruby().FindStringSubmatch(instr); m != nil {
			r.w.Write(m[1], flow.Style{})
			return
		}
		r.w.Leave(block.Equation, block.NotRead("an equation", instr))
	case "symbol", "listnum", "autonum", "autonumlgl", "autonumout", "formcheckbox", "formdropdown", "macrobutton", "gotobutton":
	default: // marks for an index and the like show nothing
		return
	}
	r.w.Trouble("a field that draws its text was not read: %s", block.Head(instr, 60))
}

// circled reads the code of a number in a circle.
func circled(code string) (int, bool) {
	code, ok := strings.CutPrefix(code, `\o\ac(○`)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(strings.Trim(code, char.Commas+char.Semicolons+")"))
	return n, err == nil
}

// closeFields ends the codes that go on beyond a paragraph. Hardly any real code does, but where a damaged one has no
// end, everything that follows would be lost.
func (r *reader) closeFields() {
	if r.fields.codes == 0 {
		return
	}
	for i := range r.fields.open {
		if r.fields.open[i].code {
			r.fields.open[i].code = false
			r.fields.codes--
			r.w.Trouble("a field code has no end in its paragraph; what follows was read as text")
		}
	}
}
