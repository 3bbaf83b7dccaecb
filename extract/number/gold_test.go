package number_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/exact"
)

// gold holds indicators that people read out of the rows of a report.
const gold = "../../testdata/gold/indicators.jsonl"

// TestGold reads the text of each indicator alone. What only the text around says is set aside: the sign of a decrease,
// and that an amount without a unit is money.
func TestGold(t *testing.T) {
	f, err := os.Open(gold)
	require.NoError(t, err)
	defer f.Close()
	r := load(t)
	read := 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var row struct {
			Indicators []struct {
				Text, Value, Unit string
				Max               string `json:"value_max"`
			}
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &row))
		for _, want := range row.Indicators {
			read++
			found := r.Find(nil, []rune(want.Text))
			require.Len(t, found, 1, want.Text)
			n := found[0]
			require.Equal(t, want.Text, string([]rune(want.Text)[n.Start:n.End]))
			value, err := exact.Parse(strings.TrimPrefix(want.Value, "-"))
			require.NoError(t, err)
			require.Zero(t, value.Cmp(&n.Value), want.Text)
			if want.Max != "" {
				require.Equal(t, want.Max, n.Max.String(), want.Text)
			}
			switch {
			case n.Unit == "" && want.Unit == "元":
			case n.UnitKind == "cubic" && want.Unit == "立方米":
			default:
				require.Equal(t, want.Unit, n.Unit, want.Text)
			}
		}
	}
	require.NoError(t, lines.Err())
	require.Equal(t, 252, read)
}
