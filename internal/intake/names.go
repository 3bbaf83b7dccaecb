package intake

import (
	"fmt"
	"path/filepath"

	"duban/internal/message"
	"duban/parse/charset"

	"github.com/dustin/go-humanize"
)

// Labels are paths that are taken, with the number that each was given last.
type Labels map[string]int

// Add returns the path, with a number if it is taken.
func (l Labels) Add(path string) string {
	free := path
	for l[free] > 0 {
		l[path]++
		free = fmt.Sprintf("%s#%d", path, l[path])
	}
	l[free] = 1
	return free
}

// Label returns a path as the manifest names it, the same on every system. Old folders have names in GBK.
func Label(name string) string { return filepath.ToSlash(new(charset.Names).Decode(name)) }

// Unsupported is the error of a file of a kind that is not read.
type Unsupported message.Format

// Refuse returns the error that says why a file is of a kind that is not read.
func Refuse(why message.Format) Unsupported { return Unsupported(why) }

func (u Unsupported) Error() string { return string(u) }

// In returns what is said in a language.
func (u Unsupported) In(l message.Language) string { return message.Format(u).In(l) }

// ErrOwn is the error of a file of a dataset: its figures are those of reports that may be imported as well.
var ErrOwn = Refuse("this is what duban wrote itself; pass the reports that it was made from")

// ErrChanged is the error of a file that was written to while it was read.
var ErrChanged = message.Errorf("changed while it was read; import it again when it is at rest")

// TooLarge returns the error of a file of more than limit bytes.
func TooLarge(limit int64) error {
	return message.Errorf("larger than %s; raise --max-size if the file can be trusted", humanize.IBytes(uint64(limit)))
}
