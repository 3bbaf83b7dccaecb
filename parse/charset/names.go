package charset

import "unicode/utf8"

// Names decodes the names of files, which archives and old disks hold in the encoding of the system that wrote them. Its
// zero value is right. Names of one archive are all in one encoding, so that those seen before help with a short one.
type Names struct {
	seen  []byte
	isBig bool
}

// Decode returns a name in UTF-8: as it is where it is valid, else as Big5 if all names so far are such without doubt, else
// as GB18030.
func (n *Names) Decode(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	if !n.isBig {
		const enough = 16 << 10
		if len(n.seen) < enough {
			n.seen = append(n.seen, name...)
		}
		n.isBig = isBig5Name(n.seen)
	}
	if n.isBig {
		d := decoder{line: 1}
		d.big5([]byte(name))
		return d.text.String()
	}
	return GB18030(name)
}

// isBig5Name tells Big5 in names, which are too short for what isBig5 looks at: all characters are common there, and a
// quarter of them rare or nothing in GB18030.
func isBig5Name(data []byte) bool {
	pairs := 0
	for i := 0; i < len(data); {
		r, n := big5Code(data[i:])
		if r == utf8.RuneError {
			return false
		}
		if n == 2 {
			pairs++
			if data[i] > 0xC6 { // beyond what is common
				return false
			}
		}
		i += n
	}
	w := weigh(data)
	return pairs > 0 && 4*(w.gbRare+w.gbBad) >= pairs
}
