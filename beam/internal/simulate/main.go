// Command simulate says how long a run takes on many workers, by the figures of docs/scale.md: it hands out the pieces of
// work of each step as a runner does, one after the other to the first worker that is free. It knows no failures and no
// network that is full.
//
//	go run ./internal/simulate -files 1e8 -workers 1000
package main

import (
	"container/heap"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"text/tabwriter"
)

// costs are those of one report on one core, measured as docs/scale.md says, and those of an object store, which are assumed.
type costs struct {
	size    float64 // bytes of a file
	read    float64 // seconds of reading it
	spread  float64 // of that time: standard deviation of its logarithm
	series  float64 // seconds of comparing it with the one before
	write   float64 // seconds of writing its rows
	request float64 // seconds of a request to the store
	tables  int     // files of a shard
	packed  int     // files in one archive; 1 if they lie alone
}

const (
	chunk       = 2 << 20 // weight of a piece of work, of which each file has a fixed part
	fixedWeight = 8 << 10
	requests    = 16   // that a worker makes at a time
	shardSize   = 1000 // reports
)

func main() {
	files := flag.Float64("files", 1e6, "`number` of files")
	issuers := flag.Int("issuers", 3000, "`number` of issuers, of which the n-th has 1/n of the reports of the first")
	only := flag.Int("workers", 0, "`number` of workers of a core each; from 1 to 10000 if 0")
	c := costs{}
	flag.Float64Var(&c.size, "size", 52e3, "`bytes` of a file")
	flag.Float64Var(&c.read, "read", 0.035, "`seconds` of reading a file")
	flag.Float64Var(&c.spread, "spread", 1, "standard deviation of the `logarithm` of that time")
	flag.Float64Var(&c.series, "series", 0.016, "`seconds` of comparing a report with the one before")
	flag.Float64Var(&c.write, "write", 0.041, "`seconds` of writing a report")
	flag.Float64Var(&c.request, "request", 0.03, "`seconds` of a request to the object store")
	flag.IntVar(&c.tables, "tables", 40, "`files` of a shard")
	flag.IntVar(&c.packed, "packed", 1, "`files` in one archive")
	flag.Parse()
	numbers := []int{1, 10, 100, 1000, 10_000}
	if *only > 0 {
		numbers = []int{*only}
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "workers\tfetch\tread\tseries\twrite\tsettle\tall\tof the best\t")
	for _, workers := range numbers {
		steps := c.steps(int(*files), *issuers)
		fmt.Fprintf(out, "%d\t", workers)
		all, work := 0.0, 0.0
		for _, pieces := range steps {
			took, sum := handOut(pieces, workers)
			fmt.Fprintf(out, "%s\t", duration(took))
			all += took
			work += sum
		}
		fmt.Fprintf(out, "%s\t%.0f%%\t\n", duration(all), 100*work/float64(workers)/all)
	}
	out.Flush()
}

// steps returns what makes the pieces of work of each step. A step begins when the one before has ended, as what is grouped
// must be whole.
func (c costs) steps(files, issuers int) []func(func(float64)) {
	return []func(func(float64)){
		func(do func(float64)) { c.fetch(files, do) },
		func(do func(float64)) { c.reading(files, do) },
		func(do func(float64)) { c.comparing(files, issuers, do) },
		func(do func(float64)) { c.writing(files, do) },
		func(do func(float64)) { c.settling(files, do) },
	}
}

// fetch gets files or archives, and asks for the size of each before.
func (c costs) fetch(files int, do func(float64)) {
	const bandwidth = 50e6 // bytes a second of one worker
	sources := (files + c.packed - 1) / c.packed
	each := max(1, int(chunk/(c.size*float64(c.packed)+fixedWeight)))
	for left := sources; left > 0; left -= each {
		n := float64(min(left, each))
		do(2*c.request*math.Ceil(n/requests) + n*c.size*float64(c.packed)/bandwidth)
	}
}

// reading reads batches of files. Their times are those of a log-normal distribution with the mean that was measured.
func (c costs) reading(files int, do func(float64)) {
	r := rand.New(rand.NewPCG(1, 2))
	each := max(1, int(chunk/(c.size+fixedWeight)))
	center := math.Log(c.read) - c.spread*c.spread/2
	for left := files; left > 0; left -= each {
		sum := 0.0
		for range min(left, each) {
			sum += math.Exp(center + c.spread*r.NormFloat64())
		}
		do(sum)
	}
}

// comparing goes through the reports of each issuer, one after the other.
func (c costs) comparing(files, issuers int, do func(float64)) {
	whole := 0.0
	for n := range issuers {
		whole += 1 / float64(n+1)
	}
	for n := range issuers {
		do(c.series * float64(files) / float64(n+1) / whole)
	}
}

// writing writes shards and hands each of their files to the store.
func (c costs) writing(files int, do func(float64)) {
	for left := files; left > 0; left -= shardSize {
		do(float64(min(left, shardSize))*c.write + float64(c.tables)*c.request)
	}
}

// settling renames the files of each shard, which in an object store is to copy and to remove them.
func (c costs) settling(files int, do func(float64)) {
	for left := files; left > 0; left -= shardSize {
		do(float64(c.tables) * 4 * c.request)
	}
}

// handOut gives each piece of work to the worker that is free first. It returns when the last one ends, and the sum of the work.
func handOut(pieces func(func(float64)), workers int) (end, sum float64) {
	free := make(times, workers)
	pieces(func(seconds float64) {
		free[0] += seconds
		sum += seconds
		end = max(end, free[0])
		heap.Fix(&free, 0)
	})
	return end, sum
}

// times are a heap of when workers are free.
type times []float64

func (t times) Len() int           { return len(t) }
func (t times) Less(i, j int) bool { return t[i] < t[j] }
func (t times) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *times) Push(any)          { panic("the number of workers stays") }
func (t *times) Pop() any          { panic("the number of workers stays") }

func duration(seconds float64) string {
	switch {
	case seconds < 120:
		return fmt.Sprintf("%.0f s", seconds)
	case seconds < 2*3600:
		return fmt.Sprintf("%.0f min", seconds/60)
	case seconds < 2*86400:
		return fmt.Sprintf("%.1f h", seconds/3600)
	}
	return fmt.Sprintf("%.1f days", seconds/86400)
}
