package charset

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// codePages are the code pages that older documents name, of Windows, DOS and the Macintosh.
var codePages = map[int]encoding.Encoding{
	932: japanese.ShiftJIS, 10001: japanese.ShiftJIS,
	936: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030,
	949: korean.EUCKR, 1361: korean.EUCKR, 10003: korean.EUCKR,
	950: traditionalchinese.Big5, 10002: traditionalchinese.Big5,
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 866: charmap.CodePage866,
	874: charmap.Windows874, 1250: charmap.Windows1250, 1251: charmap.Windows1251, 1253: charmap.Windows1253,
	1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257,
	1258: charmap.Windows1258, 10000: charmap.Macintosh, 0x8000: charmap.Macintosh, 10007: charmap.MacintoshCyrillic,
	65001: unicode.UTF8,
}

// CodePage returns the encoding of a code page by its number; that of Western Windows where it is not known.
func CodePage(number int) encoding.Encoding {
	if e, ok := codePages[number]; ok {
		return e
	}
	return charmap.Windows1252
}
