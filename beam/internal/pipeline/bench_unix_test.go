//go:build unix

package pipeline

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"duban/beam/internal/output"

	"github.com/stretchr/testify/require"
)

// BenchmarkSteps measures what a report of about 150 rows takes of a processor, whatever else the machine does, and its bytes
// on the way: the figures of docs/scale.md.
func BenchmarkSteps(b *testing.B) {
	const total = 100
	documents := generated(b, total)
	size := 0
	for _, d := range documents {
		size += len(d.Data)
	}
	var readings []Reading
	var rows []FileRow
	issuers := map[string][]Comparable{}
	r := &read{Limits: Limits{MaxSize: 1 << 20}}
	require.NoError(b, r.Setup())
	batch := batchOf(documents)
	b.Run("read", func(b *testing.B) {
		measure(b, func() {
			readings, rows, issuers = nil, nil, map[string][]Comparable{}
			require.NoError(b, r.ProcessElement(b.Context(), batch, func(r Reading) { readings = append(readings, r) },
				func(issuer string, c Comparable) { issuers[issuer] = append(issuers[issuer], c) }, func(f FileRow) { rows = append(rows, f) }))
		}, func() int { return len(readings) })
		packed, compared := 0, 0
		for _, r := range readings {
			packed += len(r.Packed)
		}
		for _, list := range issuers {
			for _, c := range list {
				compared += len(c.Packed)
			}
		}
		b.ReportMetric(float64(size)/float64(len(documents)), "B-source")
		b.ReportMetric(float64(packed)/float64(len(readings)), "B-packed")
		b.ReportMetric(float64(compared)/float64(len(readings)), "B-compared")
	})
	var beside []Across
	b.Run("series", func(b *testing.B) {
		s := &series{}
		require.NoError(b, s.Setup())
		measure(b, func() {
			beside = nil
			for issuer, list := range issuers {
				list := list
				require.NoError(b, s.ProcessElement(issuer, next(&list), func(a Across) { beside = append(beside, a) }))
			}
		}, func() int { return len(readings) })
		bytes := 0
		for _, a := range beside {
			bytes += len(a.Packed)
		}
		b.ReportMetric(float64(bytes)/float64(len(readings)), "B-beside")
	})
	for _, format := range []string{"ndjson", "csv", "parquet"} {
		b.Run("write/"+format, func(b *testing.B) {
			w := &tables{Output: filepath.Join(b.TempDir(), "out"), Run: "1", Formats: []string{format}}
			require.NoError(b, w.Setup())
			bytes := int64(0)
			measure(b, func() {
				x, y, z := readings, beside, rows
				require.NoError(b, w.ProcessElement(b.Context(), 0, nil, next(&x), next(&y), next(&z), func(w output.Written) {
					bytes = 0
					for _, f := range w.Files {
						bytes += f.Size
					}
				}))
			}, func() int { return len(readings) })
			b.ReportMetric(float64(bytes)/float64(len(readings)), "B-written")
		})
	}
}

// measure reports the processor time of each of some reports.
func measure(b *testing.B, work func(), reports func() int) {
	before := processorTime(b)
	for b.Loop() {
		work()
	}
	b.ReportMetric(float64(processorTime(b)-before)/float64(time.Millisecond)/float64(b.N*reports()), "cpu-ms/report")
}

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
