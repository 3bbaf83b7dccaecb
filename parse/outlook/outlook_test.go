package outlook_test

import (
	"context"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"duban/parse"
	"duban/parse/block"
	"duban/parse/outlook"
	"duban/parse/pack"
)

// entry is a stream or a storage of a compound file, as MS-CFB lays them out.
type entry struct {
	name  string
	data  string
	inner []entry
}

const (
	sector    = 512
	endOfList = 0xFFFFFFFE
	none      = 0xFFFFFFFF
)

// compound writes a compound file. Streams are long enough to stand in sectors of their own.
func compound(root []entry) []byte {
	var dirs, streams []byte
	var lists [][2]int // of sectors: the first, counted from the first stream, and how many
	var write func(entries []entry) (first uint32)
	add := func(name string, kind byte) int {
		e := make([]byte, 128)
		units := utf16.Encode([]rune(name))
		for i, u := range units {
			binary.LittleEndian.PutUint16(e[2*i:], u)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(units)+2))
		e[66], e[67] = kind, 1
		for _, at := range []int{68, 72, 76} {
			binary.LittleEndian.PutUint32(e[at:], none)
		}
		dirs = append(dirs, e...)
		return len(dirs)/128 - 1
	}
	write = func(entries []entry) uint32 {
		first, last := uint32(none), -1
		for _, x := range entries {
			kind := byte(2)
			if x.inner != nil {
				kind = 1
			}
			i := add(x.name, kind)
			if last >= 0 {
				binary.LittleEndian.PutUint32(dirs[128*last+72:], uint32(i))
			} else {
				first = uint32(i)
			}
			last = i
			if x.inner != nil {
				child := write(x.inner)
				binary.LittleEndian.PutUint32(dirs[128*i+76:], child)
				continue
			}
			n := (len(x.data) + sector - 1) / sector
			lists = append(lists, [2]int{len(streams) / sector, n})
			binary.LittleEndian.PutUint32(dirs[128*i+116:], uint32(len(streams)/sector)) // moved below
			binary.LittleEndian.PutUint32(dirs[128*i+120:], uint32(len(x.data)))
			streams = append(streams, x.data+strings.Repeat("\x00", n*sector-len(x.data))...)
		}
		return first
	}
	rootAt := add("Root Entry", 5)
	child := write(root)
	binary.LittleEndian.PutUint32(dirs[128*rootAt+76:], child)
	binary.LittleEndian.PutUint32(dirs[128*rootAt+116:], endOfList)
	for len(dirs)%sector != 0 {
		add("", 0)
	}
	d, s := len(dirs)/sector, len(streams)/sector
	f := (d + s + 127) / 127
	fat := make([]byte, f*sector)
	for i := range f {
		binary.LittleEndian.PutUint32(fat[4*i:], 0xFFFFFFFD)
	}
	chain := func(first, n int) {
		for i := range n {
			next := uint32(first + i + 1)
			if i == n-1 {
				next = endOfList
			}
			binary.LittleEndian.PutUint32(fat[4*(first+i):], next)
		}
	}
	chain(f, d)
	for _, l := range lists {
		chain(f+d+l[0], l[1])
	}
	for i := 0; i < len(dirs); i += 128 {
		if dirs[i+66] == 2 {
			binary.LittleEndian.PutUint32(dirs[i+116:], binary.LittleEndian.Uint32(dirs[i+116:])+uint32(f+d))
		}
	}
	head := make([]byte, sector)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, n := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], n)
	}
	for at, n := range map[int]uint32{44: uint32(f), 48: uint32(f), 56: 4096, 60: endOfList, 68: endOfList} {
		binary.LittleEndian.PutUint32(head[at:], n)
	}
	for i := range 109 {
		n := uint32(none)
		if i < f {
			n = uint32(i)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], n)
	}
	return append(append(append(head, fat...), dirs...), streams...)
}

// long is text that is long enough for a stream of its own.
func long(s string) string { return s + strings.Repeat(" ", max(0, 5000-len(s))) }

// wide is text in two bytes a character.
func wide(s string) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return string(out)
}

const page = "<html><body><p>一、总体情况</p><table><tr><td>序号</td><td>进展</td></tr><tr><td>1</td><td>完成5条</td></tr></table></body></html>"

// message is a message with a page, a report and a picture that the page shows.
func message(more ...entry) []byte {
	return compound(append([]entry{
		{name: "__properties_version1.0", data: long("")},
		{name: "__nameid_version1.0", inner: []entry{{name: "__substg1.0_00020102", data: long("")}}},
		{name: "__substg1.0_1000001F", data: wide(long("一、总体情况"))},
		{name: "__attach_version1.0_#00000001", inner: []entry{{name: "__substg1.0_37010102", data: long("PNG")},
			{name: "__substg1.0_3712001F", data: wide(long("image001.png@01"))}}},
		{name: "__attach_version1.0_#00000000", inner: []entry{{name: "__substg1.0_37010102", data: long("附件：完成9亿元。")},
			{name: "__substg1.0_3707001F", data: wide(strings.Repeat("季", 2500) + "报告.txt")}}},
	}, more...))
}

func TestMail(t *testing.T) {
	plain := message()
	require.True(t, outlook.Is(plain))
	doc, err := parse.Bytes("a.msg", plain)
	require.NoError(t, err)
	require.Equal(t, parse.FormatMHTML, doc.Format)
	require.Equal(t, "一、总体情况", block.TextOf(doc.Blocks[0]))
	require.Len(t, doc.Unread, 1, "the report that is attached")

	doc, err = parse.Bytes("a.msg", message(entry{name: "__substg1.0_10130102", data: long(page)}))
	require.NoError(t, err)
	require.Equal(t, "序号\t进展\n1\t完成5条", doc.Blocks[1].(*parse.Table).Text())

	mail, err := outlook.Mail(context.Background(), block.Limits{}, plain)
	require.NoError(t, err)
	files := map[string]string{}
	w := pack.Walker{Size: 1 << 20, Take: func(uint64) bool { return true }, Visit: func(f pack.File, data []byte) {
		require.NoError(t, f.Problem)
		files[f.Name] = strings.TrimSpace(string(data))
	}}
	require.NoError(t, w.Mail(context.Background(), mail))
	require.Len(t, files, 1)
	for name, text := range files {
		require.True(t, strings.HasSuffix(name, "报告.txt"), name)
		require.Equal(t, "附件：完成9亿元。", text)
	}
}

func TestErrors(t *testing.T) {
	_, err := parse.Bytes("a.msg", compound([]entry{{name: "__properties_version1.0", data: long("")}}))
	require.ErrorIs(t, err, parse.ErrDamaged, "no text")
	whole := message()
	for n := 600; n < len(whole); n += 997 {
		doc, err := parse.Bytes("a.msg", whole[:n])
		require.True(t, err != nil || doc != nil)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = outlook.Mail(ctx, block.Limits{}, whole)
	require.ErrorIs(t, err, context.Canceled)
	_, err = outlook.Mail(context.Background(), block.Limits{Unpacked: 1000}, whole)
	require.ErrorIs(t, err, block.ErrLimit)
	require.False(t, outlook.Is([]byte("From: a")))
}

// FuzzMail: whatever the file, nothing panics, and it reads the same twice.
func FuzzMail(f *testing.F) {
	f.Add(message())
	f.Add(message(entry{name: "__substg1.0_10130102", data: long(page)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := block.Limits{Unpacked: 1 << 20}
		mail, err := outlook.Mail(context.Background(), limits, data)
		if err != nil {
			return
		}
		again, err := outlook.Mail(context.Background(), limits, data)
		require.NoError(t, err)
		require.Equal(t, mail, again)
	})
}
