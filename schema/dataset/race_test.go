//go:build race

package dataset

// underRace says that the tests look for races, which makes all work ten times as long: they may do less of the same.
const underRace = true
