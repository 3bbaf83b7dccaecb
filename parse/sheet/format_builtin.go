package sheet

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed builtin.tsv
var builtinTable string

// builtin has the formats that files name by number alone.
var builtin = sync.OnceValue(func() map[int]string {
	formats := map[int]string{}
	for line := range strings.Lines(builtinTable) {
		number, code, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if n, err := strconv.Atoi(number); err == nil { // none of a comment
			formats[n] = code
		}
	}
	return formats
})

// longDate is the number of the long date.
const longDate = 31

// formats are the number formats of a workbook, each read once.
type formats struct {
	codes map[int]string // its own, by number
	read  map[int]*format
}

func newFormats() *formats { return &formats{codes: map[int]string{}, read: map[int]*format{}} }

// of returns the format of that number; one that nothing says anything of is General.
func (f *formats) of(number int) *format {
	if got := f.read[number]; got != nil {
		return got
	}
	code, own := f.codes[number]
	if !own {
		code = builtin()[number]
	}
	if code == "" {
		code = builtin()[0]
	}
	got := parseFormat(code)
	f.read[number] = got
	return got
}

// errorText returns what a cell shows of an error of a formula, by its number.
func errorText(code byte) string {
	switch code {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2A:
		return "#N/A"
	}
	return fmt.Sprintf("#ERR%d!", code)
}
