package extract

import (
	"strings"
	"unicode/utf8"

	"duban/schema"
)

// residue is one kind of mark-up that earlier conversions leave in texts.
type residue struct {
	open, close string
	text        string // what stands in its place
}

// mostResidue is how many pieces of it a text has before it is taken for what its author meant to write.
const mostResidue = 200

// clean takes the residue out of a text and trims it; found is called for each with where it stood, in code points of
// the text returned.
func (v *Vocabulary) clean(s string, found func(mark string, at int)) string {
	s = trimLines(s)
	if !strings.ContainsAny(s, "[]{}&_\\<M") {
		return s
	}
	var sb strings.Builder
	for range mostResidue {
		i, n, text := v.firstResidue(s)
		if i < 0 {
			break
		}
		sb.WriteString(s[:i])
		found(s[i:i+n], utf8.RuneCountInString(trimLines(sb.String())))
		sb.WriteString(text)
		s = s[i+n:]
	}
	return trimLines(sb.String() + s)
}

// firstResidue returns where the first residue of s begins, its length in bytes, and what it stands for.
func (v *Vocabulary) firstResidue(s string) (at, length int, text string) {
	at = -1
	for _, r := range v.residue {
		i := strings.Index(s, r.open)
		if i < 0 || at >= 0 && i >= at {
			continue
		}
		n := len(r.open)
		if r.close != "" {
			end := strings.Index(s[i+n:], r.close)
			if end < 0 {
				continue
			}
			n += end + len(r.close)
		}
		at, length, text = i, n, r.text
	}
	return at, length, text
}

func residueFinding(field schema.Field, mark string, at int) schema.Finding {
	f := schema.Finding{Code: schema.TextResidue, Severity: schema.Info, Field: field, Start: at, End: at}
	return f.Saying("removed %q, left in the text by an earlier conversion", mark)
}
