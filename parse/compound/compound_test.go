package compound

import (
	"context"
	"encoding/binary"
	"os"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"duban/parse/block"
)

func budget() *block.Budget { return block.NewBudget(context.Background(), block.Limits{}) }

func sample(t testing.TB) []byte {
	data, err := os.ReadFile("../doc/testdata/report.doc")
	require.NoError(t, err)
	return data
}

func TestStreams(t *testing.T) {
	f, err := Open(budget(), sample(t))
	require.NoError(t, err)
	for _, name := range []string{"WordDocument", "worddocument", "WORDDOCUMENT"} {
		require.True(t, f.Has(name))
		stream, err := f.Stream(name)
		require.NoError(t, err)
		require.Equal(t, "\xEC\xA5", string(stream[:2]), "as every document of Word begins")
	}
	none, err := f.Stream("Workbook")
	require.NoError(t, err)
	require.Nil(t, none)
	require.False(t, f.Has("Workbook"))
	require.Empty(t, f.Holders("Equation Native"))
}

// TestCut: the last sector of a file need not be whole; what is cut off further in front gives what stands before, and an error.
func TestCut(t *testing.T) {
	data := sample(t)
	for n := range data {
		f, err := Open(budget(), data[:n])
		if err != nil {
			require.ErrorIs(t, err, block.ErrDamaged)
			continue
		}
		if _, err := f.Stream("WordDocument"); err != nil {
			require.ErrorIs(t, err, block.ErrDamaged)
		}
	}
}

func TestLimits(t *testing.T) {
	b := block.NewBudget(context.Background(), block.Limits{Unpacked: 1000})
	f, err := Open(b, sample(t))
	require.NoError(t, err)
	_, err = f.Stream("WordDocument")
	require.ErrorIs(t, err, block.ErrLimit)
	_, err = Open(budget(), nested(mostStorages+100))
	require.ErrorIs(t, err, block.ErrLimit)
	_, err = Open(budget(), nested(100))
	require.NoError(t, err)
}

// nested writes a file of storages in storages.
func nested(depth int) []byte {
	const perSector, perFAT = sector / entrySize, sector / 4
	dirs := (depth + perSector - 1) / perSector
	fats := (dirs + perFAT) / perFAT
	head := make([]byte, sector)
	copy(head, Magic)
	for at, n := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], n)
	}
	for at, n := range map[int]uint32{44: uint32(fats), 48: uint32(fats), 56: 4096, 60: 0xFFFFFFFE, 68: 0xFFFFFFFE} {
		binary.LittleEndian.PutUint32(head[at:], n)
	}
	for i := range fats {
		binary.LittleEndian.PutUint32(head[76+4*i:], uint32(i))
	}
	table := make([]byte, fats*sector)
	for i := range dirs {
		next := uint32(fats + i + 1)
		if i == dirs-1 {
			next = 0xFFFFFFFE
		}
		binary.LittleEndian.PutUint32(table[4*(fats+i):], next)
	}
	entries := make([]byte, dirs*sector)
	for i := range dirs * perSector {
		e := entries[i*entrySize:]
		for j, u := range utf16.Encode([]rune("ab\x00")) {
			binary.LittleEndian.PutUint16(e[2*j:], u)
		}
		e[64], e[66] = 6, 1
		for _, at := range []int{68, 72, childAt} {
			binary.LittleEndian.PutUint32(e[at:], noEntry)
		}
		if i+1 < dirs*perSector {
			binary.LittleEndian.PutUint32(e[childAt:], uint32(i+1))
		}
	}
	return append(append(head, table...), entries...)
}

// TestNames: what a file is shows also where its directory is damaged.
func TestLook(t *testing.T) {
	data := sample(t)
	has, file := Look(data)
	require.NotNil(t, file)
	require.True(t, has("WordDocument"))
	require.False(t, has("Workbook"))
	broken := append([]byte(nil), data...)
	broken[30] = 0xFF // the size of its sectors
	_, err := Open(budget(), broken)
	require.Error(t, err)
	has, file = Look(broken)
	require.Nil(t, file)
	require.True(t, has("WordDocument"))
}

func FuzzOpen(f *testing.F) {
	f.Add(sample(f))
	f.Add(nested(20))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(budget(), data)
		if err != nil {
			require.ErrorAs(t, err, new(*block.Error))
			return
		}
		for name := range file.streams {
			_, err := file.Stream(name)
			require.True(t, err == nil || err.(*block.Error) != nil)
		}
	})
}
