package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema/check"
)

func BenchmarkReport(b *testing.B) {
	doc, err := parse.Bytes("report.txt", []byte(sampleText(b)))
	require.NoError(b, err)
	for b.Loop() {
		b.StopTimer()
		r := extract.Report(doc, extract.Options{})
		b.StartTimer()
		check.Report(r)
	}
}
