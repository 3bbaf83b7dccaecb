package main

import (
	"errors"
	"fmt"
	"os"

	"duban/beam/internal/pipeline"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	"github.com/dustin/go-humanize"
)

// errFilesFailed says that all was done, but some files failed.
var errFilesFailed = errors.New("some files failed")

// report says what the run has come to, as far as the runner tells.
func report(result beam.PipelineResult, o pipeline.Options) error {
	if result == nil {
		return nil // it was only handed over
	}
	sums := map[string]int64{}
	all := result.Metrics().AllMetrics()
	for _, c := range all.Counters() {
		if c.Namespace() == pipeline.Namespace {
			sums[c.Name()] += c.Result()
		}
	}
	if len(sums) == 0 {
		fmt.Fprintf(os.Stderr, "%s: the runner tells no counts; the table files has what became of each file\n", o.Output)
		return nil
	}
	const counts = "%d files (%s): %d ok, %d failed, %d duplicate, %d unsupported; " +
		"%d rows, %d figures, %d of them unexplained, %d findings\n"
	fmt.Fprintf(os.Stderr, counts,
		sums["files"], humanize.IBytes(uint64(sums["bytes"])), sums["reports"], sums["failures"], sums["duplicates"], sums["unsupported"],
		sums["rows"], sums["figures"], sums["unexplained"], sums["findings"])
	for _, d := range all.Distributions() {
		if d.Name() == "microseconds_a_file" {
			reportTimes(d.Result())
		}
	}
	fmt.Fprintf(os.Stderr, "%s holds them in %d shards; what became of each file is in the table files\n", o.Output, o.Shards)
	if sums["failures"] > 0 {
		return errFilesFailed
	}
	return nil
}

func reportTimes(t metrics.DistributionValue) {
	if t.Count > 0 {
		mean, least, most := float64(t.Sum)/float64(t.Count), float64(t.Min), float64(t.Max)
		fmt.Fprintf(os.Stderr, "a file took %.1f ms, from %.1f to %.1f\n", mean/1000, least/1000, most/1000)
	}
}
