package browse

import (
	"testing"

	"duban/cmd/internal/bulk"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// quarters opens the dataset of the reports of four quarters.
func quarters(t *testing.T) *dataset.Database {
	t.Helper()
	out := t.TempDir()
	o := bulk.Options{Out: out, MaxSize: 1 << 20, MaxText: 1 << 20, Made: "test", Dataset: dataset.Options{Formats: []dataset.Format{dataset.SQLite}}}
	_, err := bulk.Import(t.Context(), []string{"../../../testdata/quarters"}, o)
	require.NoError(t, err)
	d, err := dataset.OpenDatabase(t.Context(), out)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	return d
}
