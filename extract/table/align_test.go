package table

import (
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// What align says is what a look at every single way says.
func TestAlignIsBestOfAllWays(t *testing.T) {
	numbers := rand.New(rand.NewSource(1))
	for range 2000 {
		columns := make([]columnLooks, 1+numbers.Intn(4))
		for c := range columns {
			for l := range columns[c] {
				columns[c][l] = 0.001 + numbers.Float64()*numbers.Float64()
			}
		}
		whole := numbers.Intn(2) == 0
		pieces := make([]Look, numbers.Intn(6))
		if whole {
			pieces = pieces[:min(len(pieces), len(columns))]
		}
		for i := range pieces {
			pieces[i] = Look(1 + numbers.Intn(int(looks)-1))
		}
		ways := waysInto(len(columns), len(pieces), whole)
		most := math.Inf(-1)
		for _, way := range ways {
			most = max(most, likelihoodOf(columns, pieces, way))
		}
		best, sure := align(columns, pieces, whole)
		require.InDelta(t, most, likelihoodOf(columns, pieces, best), 1e-6)
		for i := range pieces {
			elsewhere := slices.ContainsFunc(ways, func(way []int) bool {
				return way[i] != best[i] && likelihoodOf(columns, pieces, way) > most-clear
			})
			require.Equal(t, !elsewhere, sure[i], "%v %v %v", columns, pieces, best)
		}
	}
}

// waysInto returns all ways to put pieces into columns in their order.
func waysInto(columns, pieces int, whole bool) [][]int {
	if pieces == 0 {
		return [][]int{{}}
	}
	var all [][]int
	for _, way := range waysInto(columns, pieces-1, whole) {
		for c := range columns {
			if len(way) == 0 || c > way[len(way)-1] || c == way[len(way)-1] && !whole {
				all = append(all, append(slices.Clone(way), c))
			}
		}
	}
	return all
}

func likelihoodOf(columns []columnLooks, pieces []Look, way []int) float64 {
	sum := 0.0
	for c := range columns {
		if !slices.Contains(way, c) {
			sum += columns[c].fit(Empty) + lostCell
		}
	}
	for i, c := range way {
		sum += columns[c].fit(pieces[i])
		if i > 0 && way[i-1] == c {
			sum += joinCost(pieces[i])
		}
	}
	return sum
}

// Of ways that are as good, the cells stay together on the right, and none of them is sure.
func TestAlignOfEqualColumns(t *testing.T) {
	same := expectation("extra")
	best, sure := align([]columnLooks{same, same, same}, []Look{Short, Short}, true)
	require.Equal(t, []int{1, 2}, best)
	require.Equal(t, []bool{false, false}, sure)
}
