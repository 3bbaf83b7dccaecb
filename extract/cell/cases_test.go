package cell_test

import (
	"testing"

	"duban/internal/testcases"
)

// TestCases reads rows and small reports, each of them for one thing that a person says of it.
func TestCases(t *testing.T) {
	testcases.Require(t, func(*testcases.Case) bool { return true })
}
