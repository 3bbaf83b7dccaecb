package doc

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"duban/internal/testblocks"
	"duban/parse/block"
)

// budget is a small one, for documents made to harm.
func budget(t testing.TB) *block.Budget {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return block.NewBudget(ctx, block.Limits{Unpacked: 16 << 20, Cells: 100_000, Text: 16 << 20})
}

// check reads a document that may be damaged, and checks what is promised all the same.
func check(t testing.TB, read func() (*block.Document, error)) {
	doc, err := read()
	if err != nil {
		require.ErrorAs(t, err, new(*block.Error))
		require.NotErrorIs(t, err, context.DeadlineExceeded)
		require.Nil(t, doc)
		return
	}
	require.NoError(t, testblocks.Check(doc))
}

func samples(t testing.TB) [][]byte {
	names, err := filepath.Glob("testdata/*.doc")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	var all [][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		all = append(all, data)
	}
	return all
}

// TestCut: a file that is cut off anywhere.
func TestCut(t *testing.T) {
	const step = 2039
	for _, data := range samples(t) {
		for n := 0; n < len(data); n += step {
			check(t, func() (*block.Document, error) { return Read(budget(t), data[:n]) })
		}
	}
}

// TestBytes: each byte of the head, and every so many of the others, gone wrong.
func TestBytes(t *testing.T) {
	for _, data := range samples(t)[:2] {
		f, _, err := open(budget(t), data)
		require.NoError(t, err)
		for _, stream := range []func(*file) *[]byte{func(f *file) *[]byte { return &f.main }, func(f *file) *[]byte { return &f.table },
			func(f *file) *[]byte { return &f.data }} {
			for at, n := 0, len(*stream(f)); at < n; at++ {
				const head, step = 0x300, 101
				if at > head {
					at += step
				}
				for _, wrong := range []byte{0x00, 0xFF} {
					broken := &file{budget: budget(t), main: f.main, table: f.table, data: f.data}
					s := stream(broken)
					if at < len(*s) {
						*s = slices.Clone(*s)
						(*s)[at] = wrong
					}
					check(t, broken.readAgain)
				}
			}
		}
	}
}

// readAgain reads a document from its streams.
func (f *file) readAgain() (*block.Document, error) {
	if err := f.readHead(); err != nil {
		return nil, err
	}
	return f.read(nil)
}

// TestHarm: counts and places that are absurd.
func TestHarm(t *testing.T) {
	for name, d := range map[string]*builder{
		"a piece outside": {lines: []line{say("甲")}, pieces: func(*builder) []byte {
			return pieceTable(nil, []int{0, 2}, []int{1 << 29}, []int{0})
		}},
		"pieces that show the same again and again": {lines: []line{say("甲")}, pieces: func(b *builder) []byte {
			const n = 50_000
			ends, at, said := []int{0}, make([]int, n), make([]int, n)
			for i := range n {
				ends = append(ends, 1000*(i+1))
				at[i] = textAt
			}
			return pieceTable(nil, ends, at, said)
		}},
		"pieces backwards": {lines: []line{say("甲")}, pieces: func(*builder) []byte {
			return pieceTable(nil, []int{0, 2, 1}, []int{textAt, textAt}, []int{0, 0})
		}},
		"lengths beyond the text": {lines: []line{say("甲")}, lengths: [stories]int{1 << 30, 1 << 30, 1 << 30}},
		"very deep tables": {lines: []line{{props: props(prop(paraInTable, 1), prop(paraDepth, 0xFF, 0xFF, 0xFF, 0x7F)),
			chars: []chars{{"甲\r", nil}}}}},
		"very many levels of a list": {lines: []line{say("甲")}, parts: map[int][]byte{listPart: le16(0xFFFF), listInUsePart: le32(0x7FFFFFFF)}},
		"very many styles":           {lines: []line{say("甲")}, parts: map[int][]byte{stylePart: props(le16(18), le16(0xFFFF), le16(10), make([]byte, 40))}},
		"a drawing in itself": {lines: []line{say("\x08甲")}, parts: map[int][]byte{
			drawingPart: props(le32(0), le32(0), []byte{0}, le16(0xF), le16(drawingRecord), le32(0x7FFFFFFF), le16(0xF), le16(groupRecord), le32(-1))}},
		"properties elsewhere that refer to themselves": {lines: []line{{props: prop(paraElsewhere, 0, 0, 0, 0), chars: []chars{{"甲\r", nil}}}},
			data: props(le16(6), prop(paraElsewhere, 0, 0, 0, 0))},
	} {
		t.Run(name, func(t *testing.T) {
			f := d.file()
			f.budget = budget(t)
			check(t, f.readAgain)
		})
	}
}

// TestShared: a long list of properties that very many paragraphs share takes no longer than allowed.
func TestShared(t *testing.T) {
	const n = 2000
	long := make([]byte, 0, 0xFFFF)
	for len(long) < 0xFFF0 {
		long = append(long, prop(paraInTable, 0)...)
	}
	d := &builder{data: append(le16(len(long)), long...)}
	for range n {
		d.lines = append(d.lines, line{props: prop(paraElsewhere, 0, 0, 0, 0), chars: []chars{{"甲\r", nil}}})
	}
	f := d.file()
	f.budget = budget(t)
	_, err := f.readAgain()
	require.ErrorIs(t, err, block.ErrLimit)
}

func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Read(block.NewBudget(ctx, block.Limits{}), samples(t)[0])
	require.ErrorIs(t, err, context.Canceled)
}

func FuzzRead(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		check(t, func() (*block.Document, error) { return Read(budget(t), data) })
	})
}

// FuzzStreams reads documents from their streams, without the compound file around them, which hardly any change survives.
func FuzzStreams(f *testing.F) {
	for _, data := range samples(f) {
		s, _, err := open(budget(f), data)
		require.NoError(f, err)
		f.Add(s.main, s.table, s.data)
	}
	small := (&builder{lines: []line{say("甲\x13 REF a \x141\x15"), cellOf("a"), rowEnd(nil, nil, 0, 500)}}).file()
	f.Add(small.main, small.table, small.data)
	f.Fuzz(func(t *testing.T, main, table, data []byte) {
		s := &file{budget: budget(t), main: main, table: table, data: data}
		check(t, s.readAgain)
	})
}
