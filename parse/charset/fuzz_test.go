package charset

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf8"

	"duban/parse/charset/charsettest"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// FuzzDecode: text that is written in an encoding and read again is the same, and nothing is reported. Left out is what may be meant for a
// terminal, which goes.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"附件1\r\n序号\t任务", "增长\u200B6%①㎡", "𠂇é\uFE10\u1E3F", "\x00\r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\uFFFD\x1b") || hasLookalikes(s) {
			return
		}
		for name, data := range map[string][]byte{
			UTF8Name:    append([]byte("\xEF\xBB\xBF"), s...),
			UTF16LEName: append([]byte("\xFF\xFE"), charsettest.UTF16(s, binary.LittleEndian)...),
			UTF16BEName: append([]byte("\xFE\xFF"), charsettest.UTF16(s, binary.BigEndian)...),
		} {
			d := Decode(data, "gbk")
			require.Equal(t, s, d.Text)
			require.Equal(t, name, d.Encoding)
			for _, trouble := range d.Trouble { // other scripts than Chinese make it seem so
				require.Contains(t, trouble.Message, "another encoding than the UTF-16")
			}
		}
		written, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
		if err != nil || strings.ContainsFunc(s, isPrivate) {
			return
		}
		d := decoder{line: 1}
		d.gb(written)
		require.Equal(t, s, d.text.String())
		require.Equal(t, LineEnds([]byte(s))+1, d.line)
	})
}
