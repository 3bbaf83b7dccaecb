package main

import (
	"errors"

	"duban/beam/internal/pipeline"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	"github.com/dustin/go-humanize"
)

// errFilesFailed says that all was done, but some files failed.
var errFilesFailed = errors.New("some files failed")

// report says what the run has come to, as far as the runner tells.
func (t terminal) report(result beam.PipelineResult, o pipeline.Options) error {
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
		t.say("%s: the runner tells no counts; the table files has what became of each file", o.Output)
		return nil
	}
	t.say("%d files (%s): %d ok, %d failed, %d duplicate, %d unsupported; %d rows, %d figures, %d of them unexplained, %d findings",
		sums["files"], humanize.IBytes(uint64(sums["bytes"])), sums["reports"], sums["failures"], sums["duplicates"], sums["unsupported"],
		sums["rows"], sums["figures"], sums["unexplained"], sums["findings"])
	for _, d := range all.Distributions() {
		if d.Name() == "microseconds_a_file" {
			t.reportTimes(d.Result())
		}
	}
	t.say("%s holds them in %d shards; what became of each file is in the table files", o.Output, o.Shards)
	if sums["failures"] > 0 {
		return errFilesFailed
	}
	return nil
}

func (t terminal) reportTimes(d metrics.DistributionValue) {
	if d.Count > 0 {
		mean, least, most := float64(d.Sum)/float64(d.Count), float64(d.Min), float64(d.Max)
		t.say("a file took %.1f ms, from %.1f to %.1f", mean/1000, least/1000, most/1000)
	}
}
