package pack

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// two are the files in most archives of these tests.
var two = []string{"b.txt=附件2\n", "一季度/报告.txt=附件1\n"}

// walk returns a line for each file of an archive, and its error as the last.
func walk(t *testing.T, data []byte) []string { return walkWithin(t, t.Context(), 1<<20, 1<<20, data) }

func walkWithin(t *testing.T, ctx context.Context, largest int64, room uint64, data []byte) []string {
	t.Helper()
	var lines []string
	w := Walker{Name: "folder/b.txt.gz", Size: largest,
		Take: func(n uint64) bool {
			if n > room {
				return false
			}
			room -= n
			return true
		},
		Visit: func(f File, data []byte) {
			if f.Problem != nil {
				lines = append(lines, f.Name+": "+f.Problem.Error())
				return
			}
			lines = append(lines, f.Name+"="+string(data))
		}}
	if err := w.Walk(ctx, ArchiveOf(data), bytes.NewReader(data), int64(len(data))); err != nil {
		lines = append(lines, err.Error())
	}
	return lines
}

func file(t *testing.T, name string) []byte {
	data, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	return data
}

// tarred packs files given as name=text.
func tarred(t testing.TB, files ...string) []byte {
	var data bytes.Buffer
	w := tar.NewWriter(&data)
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))}))
		_, err := io.WriteString(w, text)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return data.Bytes()
}

func gzipped(t testing.TB, name string, data []byte) []byte {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Name = name
	_, err := w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return packed.Bytes()
}

func xzed(t testing.TB, data []byte) []byte {
	var packed bytes.Buffer
	w, err := xz.WriterConfig{DictCap: 1 << 16}.NewWriter(&packed)
	require.NoError(t, err)
	_, err = w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return packed.Bytes()
}

// rar4 packs files, as they are, as programs up to WinRAR 4 do.
func rar4(archiveFlags, fileFlags uint16, files ...string) []byte {
	head := func(kind byte, flags uint16, body []byte) []byte {
		b := binary.LittleEndian.AppendUint16([]byte{kind}, flags)
		b = append(binary.LittleEndian.AppendUint16(b, uint16(7+len(body))), body...)
		return append(binary.LittleEndian.AppendUint16(nil, uint16(crc32.ChecksumIEEE(b))), b...)
	}
	data := append([]byte("Rar!\x1A\x07\x00"), head(0x73, archiveFlags, make([]byte, 6))...)
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		b := binary.LittleEndian.AppendUint32(nil, uint32(len(text)))
		b = append(binary.LittleEndian.AppendUint32(b, uint32(len(text))), 2)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(text)))
		b = append(binary.LittleEndian.AppendUint32(b, 0), 20, 0x30)
		b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
		b = append(binary.LittleEndian.AppendUint32(b, 0), name...)
		if fileFlags&0x0400 != 0 {
			b = append(b, make([]byte, 8)...) // salt
		}
		data = append(append(data, head(0x74, 0x8000|fileFlags, b)...), text...)
	}
	return append(data, head(0x7B, 0x4000, nil)...)
}

// rar5 packs files, as they are, as WinRAR does since version 5.
func rar5(files ...string) []byte {
	head := func(body []byte) []byte {
		b := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
		return append(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(b)), b...)
	}
	data := append([]byte("Rar!\x1A\x07\x01\x00"), head([]byte{1, 0, 0})...)
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		b := binary.AppendUvarint([]byte{2, 2}, uint64(len(text)))
		b = append(binary.AppendUvarint(append(b, 4), uint64(len(text))), 0)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(text)))
		b = append(binary.AppendUvarint(append(b, 0, 1), uint64(len(name))), name...)
		data = append(append(data, head(b)...), text...)
	}
	return append(data, head([]byte{5, 0, 0})...)
}

func TestArchives(t *testing.T) {
	for name, data := range map[string][]byte{
		"tar": tarred(t, two...), "tar.gz": gzipped(t, "", tarred(t, two...)), "tar.xz": xzed(t, tarred(t, two...)),
		"tar.bz2": file(t, "two.tar.bz2"), "7z": file(t, "two.7z"), "rar5": rar5(two...),
	} {
		require.Equal(t, two, walk(t, data), name)
	}
	require.Equal(t, two[:1], walk(t, rar4(0, 0, two[0])))
	alone := []byte("附件2\n")
	require.Equal(t, two[:1], walk(t, gzipped(t, "", alone)), "named after the archive")
	require.Equal(t, two[:1], walk(t, file(t, "b.txt.bz2")))
	require.Equal(t, two[:1], walk(t, xzed(t, alone)))
	require.Equal(t, []string{"c.txt=附件2\n"}, walk(t, gzipped(t, "../../c.txt", alone)), "by its own name")
	require.Empty(t, ArchiveOf([]byte("附件1")))
	require.Empty(t, ArchiveOf(nil))
}

// TestNamesInArchives: names are labels, whatever they are.
func TestNamesInArchives(t *testing.T) {
	for name, want := range map[string]string{
		"/etc/passwd": "etc/passwd", "../../a": "a", `..\..\a`: "a", `C:\a`: "C:/a", "a/./b//c": "a/b/c", "": "", "a/..": "",
	} {
		require.Equal(t, []string{want + "=1"}, walk(t, rar5(name+"=1")), name)
	}
	require.Equal(t, []string{"etc/passwd=1", "same=1", "same=2"}, walk(t, tarred(t, "../../etc/passwd=1", "same=1", "same=2")))
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("一季度/报告.txt")
	require.NoError(t, err)
	big5, err := traditionalchinese.Big5.NewEncoder().String("第一季度/工作報告.txt")
	require.NoError(t, err)
	require.Equal(t, []string{"一季度/报告.txt=1"}, walk(t, rar4(0, 0, gbk+"=1")))
	require.Equal(t, []string{"第一季度/工作報告.txt=1"}, walk(t, rar4(0, 0, big5+"=1")))
}

// TestPasswords: what needs one is named, and nothing that a wrong key makes of it is read.
func TestPasswords(t *testing.T) {
	const locked = "encrypted; unpack it with its password and pass the files"
	require.Equal(t, []string{"b.txt: " + locked, "一季度/报告.txt: " + locked}, walk(t, file(t, "locked.7z")))
	require.Equal(t, []string{locked}, walk(t, file(t, "hidden.7z")))
	require.Equal(t, []string{"b.txt: " + locked}, walk(t, rar4(0, 0x0404, two[0])))
	require.Equal(t, []string{locked}, walk(t, rar4(0x80, 0, two[0])))
}

// TestBombs: an archive takes no more than it may, and what was read before it did is whole.
func TestBombs(t *testing.T) {
	const entries = 3 * EntryCost
	zeros := strings.Repeat("\x00", 1<<20)
	for name, data := range map[string][]byte{
		"tar.gz": gzipped(t, "", tarred(t, "a=1", "b="+zeros)), "tar.xz": xzed(t, tarred(t, "a=1", "b="+zeros)),
		"tar": tarred(t, "a=1", "b="+zeros), "rar": rar5("a=1", "b="+zeros),
	} {
		want := []string{"a=1", ErrTooMuch.Error()}
		if strings.Contains(name, ".") { // what is packed as one is gone to the end of first
			want = want[1:]
		}
		require.Equal(t, want, walkWithin(t, t.Context(), 1<<30, entries+5000, data), name)
		lines := walkWithin(t, t.Context(), 1000, 1<<30, data)
		require.Equal(t, []string{"a=1", "b: " + ErrLarge.Error()}, lines, name)
	}
	alone := gzipped(t, "", []byte(zeros))
	require.Equal(t, []string{"b.txt: " + ErrTooMuch.Error()}, walkWithin(t, t.Context(), 1<<30, 5000, alone))
	require.Equal(t, []string{"b.txt: " + ErrLarge.Error()}, walkWithin(t, t.Context(), 1000, 1<<30, alone))
	many := slices.Repeat([]string{"same="}, 1000)
	lines := walkWithin(t, t.Context(), 1<<30, 10*EntryCost, tarred(t, many...))
	require.Len(t, lines, 11)
	require.Equal(t, ErrTooMuch.Error(), lines[10])
}

// TestDamagedArchives: what is damaged is named, and what is whole is read.
func TestDamagedArchives(t *testing.T) {
	data := tarred(t, "a=1", "b=2", "c=3")
	data[1024+150]++ // the sum of the second head
	require.Equal(t, []string{"a=1", "c=3", "the archive is damaged: archive/tar: invalid tar header; what stands before was read; pack it anew"}, walk(t, data))

	data = rar5("a=1", "b=22222", "c=3")
	data[bytes.Index(data, []byte("22222"))]++
	require.Equal(t, []string{"a=1", "b: in the archive: rardecode: bad file checksum; pack it anew", "c=3"}, walk(t, data))

	data = gzipped(t, "", tarred(t, two...))
	const untold = "; nothing in it is known to be whole, and it was not read; get it anew"
	const cutOff = "the archive is damaged: unexpected EOF; what stands before was read; pack it anew"
	require.Equal(t, append(slices.Clone(two), cutOff), walk(t, data[:len(data)-1]), "all but the sum is there")
	var sums strings.Builder // which do not pack well
	for i := range 2000 {
		fmt.Fprintf(&sums, "%08x", crc32.ChecksumIEEE(fmt.Append(nil, i)))
	}
	long := gzipped(t, "", tarred(t, append(slices.Clone(two), "c.txt="+sums.String())...))
	require.Equal(t, append(slices.Clone(two), "c.txt: in the archive: unexpected EOF; pack it anew", cutOff), walk(t, long[:len(long)/2]))
	data[len(data)-6]++ // the sum of all
	require.Equal(t, []string{"the archive is damaged: gzip: invalid checksum" + untold}, walk(t, data))
	data = tarred(t, two...)
	require.Equal(t, []string{two[0], "一季度/报告.txt: in the archive: unexpected EOF; pack it anew",
		"the archive is damaged: unexpected EOF; what stands before was read; pack it anew"}, walk(t, data[:bytes.Index(data, []byte("附件1"))+3]))
}

// TestArchivesCutAnywhere cuts each archive at each place, and turns each of its bits over: of files there is the whole text, or
// none and an error.
func TestArchivesCutAnywhere(t *testing.T) {
	for name, data := range map[string][]byte{
		"tar.gz": gzipped(t, "", tarred(t, two...)), "tar.xz": xzed(t, tarred(t, two...)), "tar.bz2": file(t, "two.tar.bz2"),
		"7z": file(t, "two.7z"), "rar5": rar5(two...), "rar4": rar4(0, 0, two[0]),
	} {
		for end := range data {
			if ArchiveOf(data[:end]) == "" {
				continue
			}
			lines := walk(t, data[:end])
			for _, line := range lines {
				if strings.Contains(line, "=") {
					require.Contains(t, two, line, "%s, %d bytes", name, end)
				}
			}
		}
		for i := range 8 * len(data) {
			turned := bytes.Clone(data)
			turned[i/8] ^= 1 << (i % 8)
			if ArchiveOf(turned) == "" {
				continue
			}
			for _, line := range walk(t, turned) {
				if _, text, ok := strings.Cut(line, "="); ok {
					require.Contains(t, []string{"附件1\n", "附件2\n", ""}, text, "%s, bit %d", name, i)
				}
			}
		}
	}
}

// TestSevenZipThatAsksForMemory has directories that announce more than there is, which the library would make room for.
func TestSevenZipThatAsksForMemory(t *testing.T) {
	number := func(n uint64) []byte { return append([]byte{0xFF}, binary.LittleEndian.AppendUint64(nil, n)...) }
	archive := func(directory []byte) []byte {
		start := binary.LittleEndian.AppendUint64(nil, 0)
		start = binary.LittleEndian.AppendUint64(start, uint64(len(directory)))
		start = binary.LittleEndian.AppendUint32(start, crc32.ChecksumIEEE(directory))
		data := append([]byte("7z\xBC\xAF\x27\x1C\x00\x04"), binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(start))...)
		return append(append(data, start...), directory...)
	}
	for name, directory := range map[string][]byte{
		"files":      append([]byte{szHeader, szFiles}, number(math.MaxUint32)...),
		"folders":    append([]byte{szHeader, szMain, szUnpack, szFolder}, number(math.MaxUint32)...),
		"coders":     append([]byte{szHeader, szMain, szUnpack, szFolder, 1, 0}, number(math.MaxUint32)...),
		"streams":    append([]byte{szHeader, szMain, szPack, 0}, number(math.MaxUint32)...),
		"properties": append([]byte{szHeader, szMain, szUnpack, szFolder, 1, 0, 1, 0x21, 0x21}, number(math.MaxUint32)...),
		"dictionary": {szHeader, szMain, szUnpack, szFolder, 1, 0, 1, 0x21, 0x21, 1, 40},
	} {
		lines := walk(t, archive(directory))
		require.Len(t, lines, 1, name)
		require.Regexp(t, "^the archive (unpacks to far more|is damaged)", lines[0], name)
	}
}

func TestWalkHearsTheContext(t *testing.T) {
	over, end := context.WithCancelCause(t.Context())
	end(errors.New("enough"))
	for _, data := range [][]byte{tarred(t, two...), gzipped(t, "", tarred(t, two...)), file(t, "two.7z"), rar5(two...), xzed(t, tarred(t, two...))} {
		start := time.Now()
		require.Equal(t, []string{"reading stopped: enough; allow more time if the file is worth it"}, walkWithin(t, over, 1<<20, 1<<20, data))
		require.Less(t, time.Since(start), time.Second)
	}
}

// FuzzArchives: whatever the bytes, nothing panics, and no more is taken than may be.
func FuzzArchives(f *testing.F) {
	for _, data := range [][]byte{tarred(f, two...), gzipped(f, "", tarred(f, two...)), xzed(f, []byte("1")), rar5(two...), rar4(0, 0, two[0])} {
		f.Add(data)
	}
	for _, name := range []string{"two.7z", "locked.7z", "hidden.7z", "two.tar.bz2"} {
		data, err := os.ReadFile("testdata/" + name)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kind := ArchiveOf(data)
		if kind == "" {
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		var room, read uint64 = 16 << 20, 0
		w := Walker{Name: "x", Size: 1 << 20, Visit: func(_ File, data []byte) { read += uint64(len(data)) },
			Take: func(n uint64) bool {
				if n > room {
					return false
				}
				room -= n
				return true
			}}
		if err := w.Walk(ctx, kind, bytes.NewReader(data), int64(len(data))); err != nil {
			require.NotContains(t, err.Error(), "runtime error", fmt.Sprint(kind))
		}
		require.NoError(t, ctx.Err())
		require.LessOrEqual(t, read, uint64(16<<20))
	})
}
