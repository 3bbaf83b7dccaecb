package doc

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/parse/block"
	"duban/parse/numbering"
)

// field is one that has begun: in its code until the result comes.
type field struct {
	code   bool
	object bool // its result is the picture of an object
	instr  []byte
}

// inCode reports whether what comes is code.
func (r *reader) inCode() bool {
	for i := range r.fields {
		if r.fields[i].code {
			return true
		}
	}
	return false
}

// inObject reports whether what comes is the picture of an object.
func (r *reader) inObject() bool {
	for i := range r.fields {
		if r.fields[i].object {
			return true
		}
	}
	return false
}

// instruct takes a character of code.
func (r *reader) instruct(c rune) {
	const longest = 64 << 10
	if n := len(r.fields); r.fields[n-1].code && len(r.fields[n-1].instr) < longest {
		r.fields[n-1].instr = utf8.AppendRune(r.fields[n-1].instr, c)
	}
}

// field follows the marks that a field is made of. What is between the first and the second is its code, what is
// between the second and the third its result. With the second stands the number of the object that the result is a picture of.
func (r *reader) field(mark uint16, object int) {
	const deepest = 1000
	n := len(r.fields) - 1
	switch {
	case mark == fieldMark:
		if n < deepest {
			r.fields = append(r.fields, field{code: true})
		}
	case n < 0:
	case mark == resultMark:
		r.endCode(&r.fields[n], object)
	case mark == fieldEndMark:
		f := r.fields[n]
		wasCode := f.code
		r.endCode(&f, object)
		r.fields = r.fields[:n]
		if wasCode && !f.object && !r.inCode() {
			r.drawnField(string(f.instr))
		}
	}
}

// endCode looks at the code of a field when it is complete.
func (r *reader) endCode(f *field, object int) {
	if !f.code {
		return
	}
	f.code = false
	words := strings.Fields(string(f.instr))
	if len(words) == 0 || r.inCode() {
		return
	}
	switch strings.ToLower(words[0]) {
	case "embed":
		f.object = true
		program := strings.Join(words[1:min(2, len(words))], "")
		if program == "" && r.equations[fmt.Sprintf("_%d", uint32(object))] {
			program = "Equation"
		}
		r.object(program)
	case "control":
		f.object = true
	}
}

func (r *reader) object(program string) {
	what := block.Embedded
	if strings.HasPrefix(program, "Equation") {
		what = block.Equation
		r.buf = utf8.AppendRune(r.buf, block.ObjectMark) // what is around it must not run together
	}
	r.left(what, notRead("an embedded object", program))
	r.trouble("an embedded object (%s) was not read", program)
}

// ruby is the code of a field that writes a reading above a text.
var ruby = regexp.MustCompile(`(?i)^eq\b.*\\o\s*(?:\\a[a-z]+)?\s*\(\s*\\s\s*\\up\s*\d*\s*\(.*?\)\s*[,;，](.*)\)\s*$`)

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
			r.buf = append(r.buf, numbering.Circled(n)...)
			return
		}
		if m := ruby.FindStringSubmatch(instr); m != nil {
			r.buf = append(r.buf, m[1]...)
			return
		}
		r.left(block.Equation, notRead("an equation", instr))
	case "symbol", "listnum", "autonum", "autonumlgl", "autonumout", "formcheckbox", "formdropdown", "macrobutton", "gotobutton":
	default: // marks for an index and the like show nothing
		return
	}
	r.trouble("a field that draws its text was not read: %s", head(instr, 60))
}

// circled reads the code of a number in a circle.
func circled(code string) (int, bool) {
	code, ok := strings.CutPrefix(code, `\o\ac(○`)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(strings.Trim(code, ",，;；)"))
	return n, err == nil
}

// closeFields ends the codes that go on beyond a paragraph. Hardly any real code does, but where a damaged one has no
// end, everything that follows would be lost.
func (r *reader) closeFields() {
	for i := range r.fields {
		if r.fields[i].code {
			r.fields[i].code = false
			r.trouble("a field code has no end in its paragraph; what follows was read as text")
		}
	}
}

// notRead is the message for a thing that was not read, with the name that the source has for it.
func notRead(thing, name string) string {
	const longest = 200
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return thing + " was not read"
	}
	return fmt.Sprintf("%s (%s) was not read", thing, head(name, longest))
}

func head(s string, n int) string { return s[:min(n, len(s))] }
