package charset

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"duban/internal/message"
	"duban/parse/block"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// isGarbled reports whether a text was once read in a wrong encoding and saved so: what is valid has other bytes then, in which
// the encoding that it had before still shows. Figures are the only thing that such a text has kept.
func isGarbled(text string) bool {
	const enough = 8 << 10 // bytes
	sample := string(wholeRunes([]byte(block.Head(text, enough)), len(text)))
	return isGarbledLatin(sample) || isGarbledGB(sample)
}

// isGarbledGB looks for UTF-8 that was read as GB18030: 鍏充簬 for 关于.
func isGarbledGB(text string) bool {
	gb, err := encoding.ReplaceUnsupported(simplifiedchinese.GBK.NewEncoder()).Bytes([]byte(text))
	if err != nil {
		return false
	}
	return isHiddenUTF8(gb)
}

// isHiddenUTF8 reports bytes beyond ASCII of which most are characters of Chinese in UTF-8. In GB18030 hardly any are: the first
// bytes of common characters are others.
func isHiddenUTF8(data []byte) bool {
	const wide = 3 // bytes of a character of Chinese
	hidden, all := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		if r, n := utf8.DecodeRune(data[i:]); n == wide && r >= '\u2000' {
			hidden++
			i, all = i+n, all+n
			continue
		}
		i, all = i+1, all+1
	}
	return hidden >= fewest && 10*wide*hidden > 7*all
}

// isGarbledLatin looks for bytes that were read as characters one by one: å…³äºŽ for 关于. No language has its letters with
// accents in rows of four and more.
func isGarbledLatin(text string) bool {
	const row = 4
	inRows, all, run := 0, 0, 0
	for _, r := range text {
		if r < utf8.RuneSelf {
			run = 0
			continue
		}
		all++
		if r > 0xFF && !strings.ContainsRune(signsOf1252, r) {
			run = 0
			continue
		}
		switch run++; {
		case run == row:
			inRows += row
		case run > row:
			inRows++
		}
	}
	return inRows >= row*fewest && 2*inRows > all
}

// signsOf1252 are the characters that Windows-1252 has where Latin-1 has control characters.
const signsOf1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"

// terminal finds what sets colours and moves the cursor of a terminal: its digits are no figures.
var terminal = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)`)
})

// withoutTerminal returns text without what is meant for a terminal, and a sentence that says so, or none.
func withoutTerminal(text string) (string, message.Text) {
	if !strings.Contains(text, "\x1b") {
		return text, message.Text{}
	}
	count := 0
	text = terminal().ReplaceAllStringFunc(text, func(string) string {
		count++
		return ""
	})
	if count == 0 {
		return text, message.Text{}
	}
	return text, message.New("%s left out", message.Count(count, "%d mark for a terminal", "%d marks for a terminal"))
}
