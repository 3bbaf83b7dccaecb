package odt_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/parse/block"
	"duban/parse/odt"

	"github.com/stretchr/testify/require"
)

// A document that breaks off has what stands before, and nothing else.
func TestBrokenOff(t *testing.T) {
	whole, err := os.ReadFile("testdata/merged.fodt")
	require.NoError(t, err)
	begin := strings.Index(string(whole), "<office:body>")
	reader.BrokenOff(t, whole, begin-500, len(whole)-20, 173)
}

func TestChangedBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"merged.odt", "merged.fodt"} {
		whole, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(t, err)
		for range 150 {
			damaged := append([]byte(nil), whole...)
			for range 1 + random.IntN(5) {
				damaged[random.IntN(len(damaged))] = byte(random.IntN(256))
			}
			_, _ = reader.Try(t, damaged, block.Limits{})
		}
	}
}

// Absurd sources are read or refused, and take no more than their size allows.
func TestAbsurd(t *testing.T) {
	const many = 100_000
	repeat := func(s, end string, n int) string {
		return strings.Repeat(s, n) + "<text:p>a</text:p>" + strings.Repeat(end, n)
	}
	cell := func(attrs string) string {
		return `<table:table><table:table-row ` + attrs + `><table:table-cell ` + attrs + `><text:p>a</text:p></table:table-cell></table:table-row></table:table>`
	}
	for name, c := range map[string]struct {
		body string
		want error // or nil
	}{
		"deep elements":        {repeat("<text:section>", "</text:section>", 1000), block.ErrLimit},
		"deep spans":           {`<text:p>` + strings.Repeat("<text:span>", 1000) + strings.Repeat("</text:span>", 1000) + `</text:p>`, block.ErrLimit},
		"deep lists":           {repeat("<text:list><text:list-item>", "</text:list-item></text:list>", 200), nil},
		"deep tables":          {repeat("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>", 100), nil},
		"deep boxes":           {repeat("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>", 100), nil},
		"many attributes":      {`<text:p ` + attributes(2000) + `/>`, block.ErrLimit},
		"many columns":         {cell(`table:number-columns-repeated="2000000000"`), block.ErrLimit},
		"many rows":            {cell(`table:number-rows-repeated="2000000000"`), block.ErrLimit},
		"many of both":         {cell(`table:number-rows-repeated="100000" table:number-columns-repeated="100000"`), block.ErrLimit},
		"wide spans":           {cell(`table:number-columns-spanned="2000000000" table:number-rows-spanned="2000000000"`), block.ErrLimit},
		"high spans":           {cell(`table:number-rows-spanned="2147483647"`), nil},
		"counts that are none": {cell(`table:number-rows-repeated="-5" table:number-columns-repeated="x" table:number-rows-spanned="99999999999999"`), nil},
		"empty rows without end": {`<table:table><table:table-row table:number-rows-repeated="2000000000"/><table:table-row><table:table-cell><text:p>a</text:p>` +
			`</table:table-cell></table:table-row></table:table>`, block.ErrLimit},
		"parted cells without end": {strings.Repeat(`<table:table><table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="3">`+
			`<table:table table:is-sub-table="true"><table:table-row table:number-rows-repeated="1000"><table:table-cell>`, 5) + `<text:p>a</text:p>` +
			strings.Repeat(`</table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>`, 5), block.ErrLimit},
		"many rows with a text":   {`<table:table><table:table-row table:number-rows-repeated="900000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>`, block.ErrLimit},
		"many columns in front":   {`<table:table><table:table-row><table:table-cell table:number-columns-repeated="900000"/><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>`, block.ErrLimit},
		"one wide span":           {`<table:table><table:table-row><table:table-cell table:number-columns-spanned="900000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`, block.ErrLimit},
		"many tables that repeat": {strings.Repeat(`<table:table><table:table-row table:number-rows-repeated="40000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>`, 3), block.ErrLimit},
		"a span beyond the table": {`<table:table><table:table-row><table:table-cell table:number-columns-spanned="900000"><text:p>a</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell/></table:table-row></table:table>`, nil},
		"many spaces":             {`<text:p>a` + strings.Repeat(`<text:s text:c="2000000000"/>`, 1000) + `b</text:p>`, nil},
		"many lists":              {strings.Repeat(`<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>`, 20_000), nil},
		"a start beyond all":      {`<text:list text:style-name="L"><text:list-item text:start-value="99999999999999999999"><text:p>a</text:p></text:list-item></text:list>`, nil},
		"many paragraphs":         {strings.Repeat(`<text:p>a</text:p>`, many), nil},
		"a change without end": {`<text:tracked-changes><text:changed-region text:id="c"><text:deletion/></text:changed-region></text:tracked-changes>` +
			`<text:p>a<text:change-start text:change-id="c"/></text:p><table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := reader.Try(t, []byte(flat(styles, c.body)), block.Limits{Cells: 1_000_000})
			require.ErrorIs(t, err, c.want)
		})
	}
	_, err := reader.Try(t, []byte(`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`), block.Limits{})
	require.ErrorIs(t, err, block.ErrDamaged)
}

func attributes(n int) string {
	var sb strings.Builder
	for i := range n {
		sb.WriteString(" a" + strings.Repeat("b", i%7) + string(rune('a'+i%26)) + `="1"`)
	}
	return sb.String()
}

func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := odt.Read(block.NewBudget(ctx, block.Limits{}), []byte(flat("", strings.Repeat(`<text:p>a</text:p>`, 1000))))
	require.ErrorIs(t, err, context.Canceled)
}

func FuzzRead(f *testing.F) {
	f.Add(styles, `<text:list text:style-name="L"><text:list-item><text:p>a<text:span text:style-name="up">4</text:span></text:p></text:list-item></text:list>`)
	f.Add(styles, `<table:table><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2"/><table:covered-table-cell/></table:table-row></table:table>`)
	f.Add("", `<text:p>a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>c</text:p></draw:text-box></draw:frame></text:p>`)
	f.Add("", `<text:tracked-changes><text:changed-region text:id="c"><text:deletion/></text:changed-region></text:tracked-changes><text:p><text:change-start text:change-id="c"/>a</text:p>`)
	f.Add("", `<table:table><table:table-column/><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-rows-spanned="2"><table:table table:is-sub-table="true"><table:table-row><table:table-cell/></table:table-row></table:table></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, styles, body string) {
		_, _ = reader.Try(t, []byte(flat(styles, body)), block.Limits{Unpacked: 1 << 20, Cells: 10_000, Depth: 100})
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("testdata", "report.odt"))
	require.NoError(b, err)
	for b.Loop() {
		_, err := reader.Try(b, data, block.Limits{})
		require.NoError(b, err)
	}
}
