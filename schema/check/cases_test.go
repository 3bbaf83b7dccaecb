package check_test

import (
	"testing"

	"duban/internal/testcases"
)

// TestCases checks small reports of which a person says what is to be found in them, or that nothing is.
func TestCases(t *testing.T) {
	testcases.Require(t, func(c *testcases.Case) bool { return c.AsksFor("finding", "no_finding") })
}
