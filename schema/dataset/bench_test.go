package dataset

import (
	"encoding/json"
	"testing"

	"duban/extract/extracttest"
	"duban/schema"

	"github.com/stretchr/testify/require"
)

// BenchmarkBack brings the sample report back as the store of an import keeps it, and from JSON.
func BenchmarkBack(b *testing.B) {
	r := extracttest.Report(b, "../../seeds/reports/000_756023d8918cde28.txt")
	rows, _ := NewReport(r)
	kept, line := rows.Append(nil), schema.Line(r)
	b.Run("store", func(b *testing.B) {
		for b.Loop() {
			_, err := ParseReport(kept)
			require.NoError(b, err)
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			r := new(schema.Report)
			require.NoError(b, json.Unmarshal(line, r))
			NewReport(r)
		}
	})
}
