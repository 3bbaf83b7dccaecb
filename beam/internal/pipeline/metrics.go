package pipeline

import (
	"context"
	"slices"
	"strconv"

	"duban/schema/dataset"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// Namespace is that of the counters.
const Namespace = "duban"

// The counters, and the distributions of the time and the bytes of a file.
var (
	filesCounter       = beam.NewCounter(Namespace, "files")
	failuresCounter    = beam.NewCounter(Namespace, "failures")
	duplicatesCounter  = beam.NewCounter(Namespace, "duplicates")
	unsupportedCounter = beam.NewCounter(Namespace, "unsupported")
	reportsCounter     = beam.NewCounter(Namespace, "reports")
	rowsCounter        = beam.NewCounter(Namespace, "rows")
	figuresCounter     = beam.NewCounter(Namespace, "figures")
	unexplainedCounter = beam.NewCounter(Namespace, "unexplained")
	findingsCounter    = beam.NewCounter(Namespace, "findings")
	bytesCounter       = beam.NewCounter(Namespace, "bytes")
	timeDistribution   = beam.NewDistribution(Namespace, "microseconds_a_file")
	sizeDistribution   = beam.NewDistribution(Namespace, "bytes_a_file")
)

// countFile counts a row of the table files.
func countFile(ctx context.Context, f FileRow) {
	filesCounter.Inc(ctx, 1)
	switch f.Status {
	case "failed":
		failuresCounter.Inc(ctx, 1)
	case "duplicate":
		duplicatesCounter.Inc(ctx, 1)
	case "unsupported":
		unsupportedCounter.Inc(ctx, 1)
	}
}

// count counts what a document of so many bytes gave.
func (r *result) count(ctx context.Context, size int) {
	bytesCounter.Inc(ctx, int64(size))
	sizeDistribution.Update(ctx, int64(size))
	timeDistribution.Update(ctx, r.took.Microseconds())
	if r.reading == nil {
		return
	}
	reportsCounter.Inc(ctx, 1)
	rowsCounter.Inc(ctx, int64(r.head.Rows))
	figuresCounter.Inc(ctx, r.figures)
	unexplainedCounter.Inc(ctx, r.figures-r.explained)
	findingsCounter.Inc(ctx, int64(r.head.Findings))
}

// number returns a number that the table of reports says of a report; 0 where it is absent.
func number(r *dataset.Report, column string) int64 {
	for i, t := range dataset.Tables() {
		if t.Name != "reports" {
			continue
		}
		at := slices.IndexFunc(t.Columns, func(c dataset.Column) bool { return c.Name == column })
		n, _ := strconv.ParseInt(r.Rows[i][0][at], 10, 64)
		return n
	}
	return 0
}
