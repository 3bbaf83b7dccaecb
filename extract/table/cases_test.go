package table_test

import (
	"testing"

	"duban/internal/testcases"
)

// TestCases reads small reports, each of them for one thing that a person says of it.
func TestCases(t *testing.T) {
	testcases.Require(t, (*testcases.Case).Document)
}
