package number_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestFindAllocates reads the sample without an allocation, when there is room for the numbers.
func TestFindAllocates(t *testing.T) {
	r := load(t)
	text := []rune(sample(t))
	found := r.Find(nil, text)
	require.Zero(t, testing.AllocsPerRun(5, func() { found = r.Find(found[:0], text) }))
}

func BenchmarkFind(b *testing.B) {
	r := load(b)
	data := sample(b)
	text := []rune(data)
	found := r.Find(nil, text)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		found = r.Find(found[:0], text)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(found)), "ns/number")
}
