package cell

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/seeds"
)

// Each row of the table reads its own examples and leaves its look-alikes alone.
func TestConstructionExamples(t *testing.T) {
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	require.NotEmpty(t, r.table.rows)
	for _, c := range r.table.rows {
		if err := r.checkRow(c); err != nil {
			t.Errorf("%s:%d: %s %v", constructionsFile, c.line, c.id, err)
		}
	}
}
