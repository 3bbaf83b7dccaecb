package rtf_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/parse/block"
	"duban/parse/rtf"

	"github.com/stretchr/testify/require"
)

// A document that breaks off has what stands before, and nothing else.
func TestBrokenOff(t *testing.T) {
	whole, err := os.ReadFile("testdata/merged.rtf")
	require.NoError(t, err)
	reader.BrokenOff(t, whole, 0, len(whole), 97)
}

func TestChangedBytes(t *testing.T) {
	whole, err := os.ReadFile("testdata/merged.rtf")
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		damaged := append([]byte(nil), whole...)
		for range 1 + random.IntN(20) {
			damaged[random.IntN(len(damaged))] = byte(random.IntN(256))
		}
		_, _ = reader.Try(t, damaged, block.Limits{})
	}
}

// Absurd sources are read or refused, and take no more than their size allows.
func TestAbsurd(t *testing.T) {
	const many = 200_000
	for name, c := range map[string]struct {
		source string
		want   error // or nil
	}{
		"a million braces":           {strings.Repeat("{", 1_000_000), block.ErrLimit},
		"a million closing braces":   {"a" + strings.Repeat("}", 1_000_000), nil},
		"groups that never end":      {strings.Repeat(`{\footnote a`, 5000), nil},
		"nested boxes":               {strings.Repeat(`{\shp{\*\shpinst{\shptxt a`, 3000), nil},
		"nested lists":               {strings.Repeat(`{\*\listtable{\list{\listlevel{\leveltext `, 2000), nil},
		"nested fields":              {strings.Repeat(`{\field{\*\fldinst `, 4000), nil},
		"many rows of many edges":    {`\trowd` + strings.Repeat(`\cellx9`, many) + strings.Repeat(`\intbl a\cell\row`, many), nil},
		"rows without an end":        {strings.Repeat(`\intbl a\cell`, many), nil},
		"growing edges":              {strings.Repeat(`\trowd\cellx100`, 10) + wide(3000), block.ErrLimit},
		"deep tables":                {strings.Repeat(`\itap2147483647\intbl a\nestcell`, 1000), nil},
		"numbers beyond 32 bits":     {`\trowd\trleft-99999999999999999999\cellx99999999999999999999\intbl a\cell\row\u99999999999 ?\li-`, nil},
		"binary data beyond the end": {`a\par\bin99999999 x`, nil},
		"negative binary data":       {`\bin-5 a\par`, nil},
		"an absurd fallback":         {`\uc2000000000\u20013 a\par`, nil},
		"a loop of styles":           {`{\stylesheet{\s1\sbasedon2 a;}{\s2\sbasedon1 b;}}\s1 a\par`, nil},
		"a list that is itself":      {`{\*\listtable{\list\liststyleid1\listid1}}{\*\listoverridetable{\listoverride\listid1\ls1}}\ls1 a\par`, nil},
		"a long number, repeated": {`{\*\listtable{\list{\listlevel{\leveltext\'ff` + strings.Repeat("x", 300) + `;}}\listid1}}` +
			`{\*\listoverridetable{\listoverride\listid1\ls1}}\ls1 ` + strings.Repeat(`\par `, many), nil},
		"a long word":             {`\` + strings.Repeat("a", 1_000_000) + " a\\par", nil},
		"words without end":       {strings.Repeat(`\a`, many) + `\`, nil},
		"half an escape":          {`a\par\'`, nil},
		"no escape":               {`a\'zz\par`, nil},
		"many fonts":              {`{\fonttbl` + strings.Repeat(`\f1 a;`, many) + `}`, nil},
		"symbols without a font":  {`\ansicpg42 a\u20013 \'80\par`, nil},
		"many objects":            {strings.Repeat(`{\object{\*\objclass a}}`, 50_000) + `a\par`, nil},
		"words where none belong": {`\cell\row\nestcell\nestrow\cellx9\trowd\clmrg\fldrslt\result\ud\listoverride\sv\sn a\par`, nil},
		"ends where none belong":  {`{\fldrslt a}{\result b}{\*\ud c}{\sv d}{\leveltext e}{\*\nesttableprops\row\cell f}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			limits := block.Limits{Cells: 1_000_000}
			_, err := reader.Try(t, []byte(`{\rtf1\ansi\pard `+c.source+`}`), limits)
			if c.want != nil {
				require.ErrorIs(t, err, c.want)
				return
			}
			require.True(t, err == nil || errors.Is(err, block.ErrDamaged), "%v", err)
		})
	}
}

// wide returns rows of which each has an edge of its own.
func wide(rows int) string {
	var sb strings.Builder
	for i := range rows {
		fmt.Fprintf(&sb, `\trowd\cellx%d\cellx999999\intbl a\cell b\cell\row`, 100+50*i)
	}
	return sb.String()
}

func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := rtf.Read(block.NewBudget(ctx, block.Limits{}), []byte(`{\rtf1 a\par}`))
	require.ErrorIs(t, err, context.Canceled)
}

func FuzzRead(f *testing.F) {
	f.Add(fonts + lists + `\pard\ls1 a\par{\listtext 1.\tab}\u20013?\'d6\'d0{\super 4}{\v x}\par`)
	f.Add(`\trowd\trhdr\clvmgf\cellx100\clmgf\cellx200\clmrg\cellx300\intbl a\cell b\cell\cell\row\trowd\clvmrg\cellx100\intbl c\cell\row`)
	f.Add(`\intbl\itap2 a\nestcell{\*\nesttableprops\trowd\cellx10\nestrow}{\nonesttables\par}\pard\intbl\cell\row`)
	f.Add(`a{\footnote b{\shp{\*\shpinst{\sp{\sn pib}{\sv{\pict 01}}}{\shptxt c\par}}}}{\field{\*\fldinst SYMBOL 179 \\f "Symbol"}{\fldrslt}}`)
	f.Add(`{\object{\*\objclass X}{\result a}}{\mmath{\*\moMath{\mr 1}{\mden 2}}}{\upr{a}{\*\ud b}}{\pict\bin3 abc}\sect\deleted\par b`)
	f.Fuzz(func(t *testing.T, source string) {
		_, _ = reader.Try(t, []byte(`{\rtf1\ansi\ansicpg936\deff0 `+source), block.Limits{Unpacked: 1 << 20, Cells: 10_000, Depth: 100})
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("testdata", "report.rtf"))
	require.NoError(b, err)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		_, err := reader.Try(b, data, block.Limits{})
		require.NoError(b, err)
	}
}
