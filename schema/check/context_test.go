package check_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// endsAfter is a context that ends after its error was asked for some times.
type endsAfter struct {
	context.Context
	times atomic.Int64 // asked by all who work on the report
}

func endingAfter(ctx context.Context, times int) context.Context {
	c := &endsAfter{Context: ctx}
	c.times.Store(int64(times))
	return c
}

func (c *endsAfter) Err() error {
	if c.times.Add(-1) < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// TestReportContext ends the context at places all over the work on the sample, and on one long cell: the report has no
// finding more then.
func TestReportContext(t *testing.T) {
	for what, text := range map[string]string{
		"sample":   sampleText(t),
		"one cell": row("推进甲项目", strings.Repeat("5个完成3个剩余1个，", 100)),
	} {
		t.Run(what, func(t *testing.T) {
			doc, err := parse.Bytes("report", []byte(text))
			require.NoError(t, err)
			read := func() *schema.Report { return extract.Report(doc, extract.Options{}) }
			unchecked, whole := read(), checked(t, text)
			stopped := 0
			for times := 0; ; times = 2*times + 1 {
				r := read()
				if err := check.ReportContext(endingAfter(t.Context(), times), r); err == nil {
					require.Equal(t, found(whole), found(r))
					break
				} else {
					require.ErrorIs(t, err, context.DeadlineExceeded)
				}
				require.Equal(t, unchecked, r)
				stopped++
			}
			require.Greater(t, stopped, 7, "asked for each figure")
		})
	}
}
