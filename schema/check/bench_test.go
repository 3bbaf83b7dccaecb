package check_test

import (
	"strings"
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

// A cell that was made to take long takes no more time for each figure than others do.
func BenchmarkLongCell(b *testing.B) {
	doc, err := parse.Bytes("report.html", []byte(row("建设", strings.Repeat("已完成10个、", 5000))))
	require.NoError(b, err)
	for b.Loop() {
		b.StopTimer()
		r := extract.Report(doc, extract.Options{})
		b.StartTimer()
		check.Report(r)
	}
}
