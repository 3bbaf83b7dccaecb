package extract_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
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

// TestReportContext ends the context at every place where the reader of the sample asks: there is no report then.
func TestReportContext(t *testing.T) {
	doc := sampleDocument(t)
	whole := extract.Report(doc, extract.Options{})
	stopped := 0
	for times := 0; ; times = 2*times + 1 {
		report, err := extract.ReportContext(endingAfter(t.Context(), times), doc, extract.Options{})
		if err == nil {
			require.Equal(t, whole, report)
			break
		}
		require.Nil(t, report)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		stopped++
	}
	require.Greater(t, stopped, 7, "asked at each row")
}

// TestReportContextInOneText ends the context while one long text is read, which goes on for seconds when it is not
// honoured there.
func TestReportContextInOneText(t *testing.T) {
	doc, err := parse.Bytes("long.txt", []byte("关于进展情况的报告\n一、总体情况\n"+strings.Repeat("完成投资21.5亿元，同比增长5.2%。", 100_000)))
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = extract.ReportContext(ctx, doc, extract.Options{})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorContains(t, err, "allow more time")
}
